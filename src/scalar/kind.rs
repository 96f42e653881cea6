//! The kinds of number a user can ask for by name.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Precisions, in bits, at which big floats and their intervals are compiled.
pub const PRECISIONS: [u32; 5] = [64, 128, 256, 1024, 4096];

/// A kind of number, as named on the command line: `f64`, `mpfr:BITS`,
/// `interval` (of `f64`), `interval:BITS`, `rational`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ScalarKind {
    /// Hardware floats.
    F64,
    /// [`BigFloat`](super::BigFloat) with one of [`PRECISIONS`].
    BigFloat(u32),
    /// [`Interval`](super::Interval) of `f64`.
    Interval,
    /// [`Interval`](super::Interval) of big floats with one of [`PRECISIONS`].
    BigInterval(u32),
    /// [`Rational`](super::Rational).
    Rational,
}

/// Precisions of big floats over which claims are compiled; enclosures skip the first of [`PRECISIONS`].
const FLOAT_PRECISIONS_OF_CLAIMS: [u32; 2] = [256, 4096];

impl ScalarKind {
    /// The kind that decides claims for this one: of at least its precision.
    #[must_use]
    pub fn for_claims(self) -> Self {
        let next = |among: &[u32], bits: u32| among.iter().copied().find(|&own| own >= bits).unwrap_or(bits);
        match self {
            ScalarKind::BigFloat(bits) => ScalarKind::BigFloat(next(&FLOAT_PRECISIONS_OF_CLAIMS, bits)),
            ScalarKind::BigInterval(bits) => ScalarKind::BigInterval(next(&PRECISIONS[1..], bits)),
            other => other,
        }
    }

    /// Can a comparison of this kind be a proof?
    pub fn is_rigorous(self) -> bool {
        matches!(self, ScalarKind::Interval | ScalarKind::BigInterval(_) | ScalarKind::Rational)
    }
}

/// Why a text names no scalar.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ScalarKindError {
    /// Not a kind of number.
    #[error("unknown scalar `{0}` (known: f64, mpfr:BITS, interval, interval:BITS, rational)")]
    Unknown(String),
    /// The precision is not a number of bits within range.
    #[error("`{0}`: the precision must be a number of bits from 2 to {max}", max = PRECISIONS[PRECISIONS.len() - 1])]
    Precision(String),
}

impl FromStr for ScalarKind {
    type Err = ScalarKindError;

    /// Reads a name. A precision between two of [`PRECISIONS`] is taken as the
    /// next larger one.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, bits) = match text.split_once(':') {
            Some((name, bits)) => (name, Some(bits)),
            None => (text, None),
        };
        let precision = bits
            .map(|bits| {
                let bits = bits.parse::<u32>().ok().filter(|&bits| bits >= 2);
                bits.and_then(|bits| PRECISIONS.into_iter().find(|&precision| precision >= bits))
                    .ok_or_else(|| ScalarKindError::Precision(text.to_owned()))
            })
            .transpose()?;
        match (name, precision) {
            ("f64", None) => Ok(ScalarKind::F64),
            ("rational", None) => Ok(ScalarKind::Rational),
            ("interval", None) => Ok(ScalarKind::Interval),
            ("interval", Some(bits)) => Ok(ScalarKind::BigInterval(bits)),
            ("mpfr", bits) => Ok(ScalarKind::BigFloat(bits.unwrap_or(256))),
            _ => Err(ScalarKindError::Unknown(text.to_owned())),
        }
    }
}

impl fmt::Display for ScalarKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ScalarKind::F64 => f.write_str("f64"),
            ScalarKind::BigFloat(bits) => write!(f, "mpfr:{bits}"),
            ScalarKind::Interval => f.write_str("interval"),
            ScalarKind::BigInterval(bits) => write!(f, "interval:{bits}"),
            ScalarKind::Rational => f.write_str("rational"),
        }
    }
}

/// `with_scalar!(kind, T => body)` evaluates `body` with the type alias `T` for
/// the scalar that `kind` names.
macro_rules! with_scalar {
    ($kind:expr, $T:ident => $body:expr) => {
        match $kind {
            $crate::scalar::ScalarKind::Rational => {
                type $T = $crate::scalar::Rational;
                $body
            }
            kind => $crate::scalar::with_transcendental_scalar!(kind, $T => $body),
        }
    };
}

/// As `with_scalar!`, for the kinds that have elementary functions.
///
/// # Panics
/// For rationals: callers refuse them first.
macro_rules! with_transcendental_scalar {
    ($kind:expr, $T:ident => $body:expr) => {
        $crate::scalar::with_scalar_among!(
            $kind, $T => $body, floats [64, 128, 256, 1024, 4096], enclosures [64, 128, 256, 1024, 4096]
        )
    };
}

/// `with_claim_scalar!(kind, T => body)`: as `with_scalar!`, for the kinds over
/// which claims are compiled. There are many formulas, and each kind costs its
/// time to build: [`ScalarKind::for_claims`] is asked for the next precision.
macro_rules! with_claim_scalar {
    ($kind:expr, $T:ident => $body:expr) => {
        match $kind {
            $crate::scalar::ScalarKind::Rational => {
                type $T = $crate::scalar::Rational;
                $body
            }
            kind => $crate::scalar::with_transcendental_claim_scalar!(kind, $T => $body),
        }
    };
}

/// As `with_claim_scalar!`, for the kinds that have elementary functions.
///
/// # Panics
/// For rationals: callers refuse them first.
macro_rules! with_transcendental_claim_scalar {
    ($kind:expr, $T:ident => $body:expr) => {
        $crate::scalar::with_scalar_among!(
            $crate::scalar::ScalarKind::for_claims($kind),
            $T => $body, floats [256, 4096], enclosures [128, 256, 1024, 4096]
        )
    };
}

/// `f64`, its intervals, and big floats and their intervals of these precisions.
macro_rules! with_scalar_among {
    (
        $kind:expr, $T:ident => $body:expr, floats [$($float:literal),*], enclosures [$($enclosure:literal),*]
    ) => {{
        use $crate::scalar::{BigFloat, Interval, ScalarKind};
        match $kind {
            ScalarKind::F64 => {
                type $T = f64;
                $body
            }
            ScalarKind::Interval => {
                type $T = Interval<f64>;
                $body
            }
            $(ScalarKind::BigFloat($float) => {
                type $T = BigFloat<$float>;
                $body
            })*
            $(ScalarKind::BigInterval($enclosure) => {
                type $T = Interval<BigFloat<$enclosure>>;
                $body
            })*
            other => panic!("no elementary functions are compiled for {other}"),
        }
    }};
}

pub(crate) use {
    with_claim_scalar, with_scalar, with_scalar_among, with_transcendental_claim_scalar, with_transcendental_scalar,
};
