//! Numbers of any kind as text.

use serde::Serialize;

use crate::scalar::{Ordered, Rational, ScalarKind};

/// A number for output: text, or lower and upper bound of an enclosure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Number {
    /// `p/q` for rationals, a decimal for floats.
    Text(String),
    /// Decimals rounded outward.
    Bounds([String; 2]),
}

impl Number {
    /// A number of the given kind: exact for rationals, the shortest decimal
    /// that reads back for `f64`, enough digits for big floats, outward bounds
    /// for enclosures.
    pub fn new<T: Ordered>(x: &T, kind: ScalarKind) -> Self {
        match kind {
            ScalarKind::F64 => Number::Text(x.to_f64().to_string()),
            ScalarKind::Rational | ScalarKind::BigFloat(_) => {
                let text = |value: &Rational| match kind {
                    ScalarKind::Rational => value.to_string(),
                    _ => value.to_decimal_floor(digits(kind)),
                };
                Number::Text(x.bounds().lower.as_ref().map_or_else(|| "NaN".to_owned(), text))
            }
            ScalarKind::Interval | ScalarKind::BigInterval(_) => {
                Number::Bounds(x.bounds().outward_decimals(digits(kind)))
            }
        }
    }

    /// One cell of a table or of a CSV file.
    pub fn to_cell(&self) -> String {
        match self {
            Number::Text(text) => text.clone(),
            Number::Bounds([lower, upper]) => format!("[{lower} {upper}]"),
        }
    }
}

/// Decimal digits that tell apart two numbers of a kind, and two more.
fn digits(kind: ScalarKind) -> usize {
    let bits = match kind {
        ScalarKind::F64 | ScalarKind::Interval | ScalarKind::Rational => f64::MANTISSA_DIGITS,
        ScalarKind::BigFloat(bits) | ScalarKind::BigInterval(bits) => bits,
    };
    // log10(2) < 0.302
    (bits as usize * 302).div_ceil(1000) + 2
}
