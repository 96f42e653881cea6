//! Exact reading and outward printing of rationals.

use std::fmt::Write;
use std::str::FromStr;

use num_traits::Zero;
use rug::Integer;
use rug::ops::Pow;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use thiserror::Error;

use super::Rational;

/// Largest decimal exponent read: beyond it a short text would ask for
/// gigabytes of digits.
const MAX_EXPONENT: u32 = 100_000;

/// Why a text is not an exact number.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RationalParseError {
    /// Nothing to read.
    #[error("empty number")]
    Empty,
    /// `p/0`.
    #[error("`{0}` has a zero denominator")]
    ZeroDenominator(String),
    /// NaN or an infinity.
    #[error("`{0}` is not a finite number")]
    NotFinite(String),
    /// A decimal exponent beyond what is supported.
    #[error("`{0}` has an exponent beyond {MAX_EXPONENT}")]
    ExponentTooLarge(String),
    /// Anything else.
    #[error("`{0}` is not a number (expected forms: 3, -7/20, 0.35, 1.5e-3)")]
    Malformed(String),
}

impl FromStr for Rational {
    type Err = RationalParseError;

    /// Reads `p`, `p/q`, and decimals with an optional exponent, exactly.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.is_empty() {
            return Err(RationalParseError::Empty);
        }
        let shown = || shorten(text);
        let unsigned = text.trim_start_matches(['+', '-']).to_ascii_lowercase();
        if matches!(unsigned.as_str(), "nan" | "inf" | "infinity") {
            return Err(RationalParseError::NotFinite(shown()));
        }
        match text.split_once('/') {
            Some((numerator, denominator)) => {
                let numerator = integer(numerator).ok_or_else(|| RationalParseError::Malformed(shown()))?;
                let denominator = integer(denominator).ok_or_else(|| RationalParseError::Malformed(shown()))?;
                if denominator.is_zero() {
                    return Err(RationalParseError::ZeroDenominator(shown()));
                }
                Ok(Rational::new(numerator, denominator))
            }
            None => decimal(text),
        }
    }
}

fn decimal(text: &str) -> Result<Rational, RationalParseError> {
    let malformed = || RationalParseError::Malformed(shorten(text));
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, integer(exponent).ok_or_else(malformed)?),
        None => (text, Integer::ZERO),
    };
    let too_large = || RationalParseError::ExponentTooLarge(shorten(text));
    let exponent =
        exponent.to_i32().filter(|exponent| exponent.unsigned_abs() <= MAX_EXPONENT).ok_or_else(too_large)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit())
        || (fraction.is_empty() && whole.trim_start_matches(['+', '-']).is_empty())
    {
        return Err(malformed());
    }
    let digits = integer(&format!("{whole}{fraction}")).ok_or_else(malformed)?;
    let shift = i64::from(exponent) - fraction.len() as i64;
    let scale = Integer::from(10).pow(u32::try_from(shift.unsigned_abs()).map_err(|_| malformed())?);
    Ok(if shift >= 0 { Rational::from(digits * scale) } else { Rational::new(digits, scale) })
}

/// An optionally signed run of ASCII digits.
fn integer(text: &str) -> Option<Integer> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let magnitude = digits.parse::<Integer>().ok()?;
    Some(if text.starts_with('-') { -magnitude } else { magnitude })
}

/// At most 40 characters of a text, for messages.
fn shorten(text: &str) -> String {
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

impl Rational {
    /// The largest decimal with `digits` significant digits that is at most
    /// `self`.
    ///
    /// # Panics
    /// When `digits` is 0.
    pub fn to_decimal_floor(&self, digits: usize) -> String {
        let (scaled, exponent) = self.scaled_to(digits);
        print_decimal(&scaled.floor(), exponent, digits)
    }

    /// The smallest decimal with `digits` significant digits that is at least
    /// `self`.
    ///
    /// # Panics
    /// When `digits` is 0.
    pub fn to_decimal_ceil(&self, digits: usize) -> String {
        let (scaled, exponent) = self.scaled_to(digits);
        print_decimal(&scaled.ceil(), exponent, digits)
    }

    /// `(x, e)` with `self = x 10^e` and `10^(digits-1) <= |x| < 10^digits`
    /// (`(0, 0)` for zero).
    fn scaled_to(&self, digits: usize) -> (Rational, i64) {
        assert!(digits > 0, "a decimal needs at least one digit");
        if self.is_zero() {
            return (Rational::zero(), 0);
        }
        let power = |exponent: i64| Rational::from(10).power(exponent as i32);
        let bits = i64::from(self.numerator().significant_bits()) - i64::from(self.denominator().significant_bits());
        // log10(2) is within 1e-5 of 30103/100000, so the guess is off by little; the loops settle it.
        let mut exponent = (bits - 1) * 30103 / 100_000 - 1;
        let magnitude = self.abs();
        while power(exponent + 1) <= magnitude {
            exponent += 1;
        }
        while power(exponent) > magnitude {
            exponent -= 1;
        }
        let shift = digits as i64 - 1 - exponent;
        (self.clone() * power(shift), -shift)
    }
}

/// `digits 10^exponent`, plain when short and scientific otherwise, without
/// trailing zeros.
fn print_decimal(value: &Integer, exponent: i64, digits: usize) -> String {
    if value.is_zero() {
        return "0".to_owned();
    }
    let sign = if value.is_negative() { "-" } else { "" };
    let text = value.clone().abs().to_string();
    let leading = exponent + text.len() as i64 - 1;
    let significant = text.trim_end_matches('0');
    let mut out = String::from(sign);
    if (-5..digits.max(6) as i64).contains(&leading) {
        if leading < 0 {
            out.push_str("0.");
            out.extend(std::iter::repeat_n('0', (-leading - 1) as usize));
            out.push_str(significant);
        } else {
            let whole = leading as usize + 1;
            out.extend((0..whole).map(|i| significant.as_bytes().get(i).map_or('0', |&digit| digit as char)));
            if significant.len() > whole {
                out.push('.');
                out.push_str(&significant[whole..]);
            }
        }
    } else {
        out.push_str(&significant[..1]);
        if significant.len() > 1 {
            out.push('.');
            out.push_str(&significant[1..]);
        }
        write!(out, "e{leading}").expect("writing to a string cannot fail");
    }
    out
}

impl Serialize for Rational {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rational {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
