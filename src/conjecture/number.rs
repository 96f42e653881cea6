//! Numbers in formulas.

use winnow::ascii::{digit1, multispace0};
use winnow::combinator::{opt, terminated};
use winnow::stream::Stream;
use winnow::token::one_of;
use winnow::{ModalResult, Parser};

use super::syntax::{Ast, Input, Node, label};
use crate::scalar::Rational;

/// Bits of the numerator and the denominator of a number.
const MOST_BITS: u64 = 1000;

/// What is said of longer ones.
const TOO_LONG: &str = "this number has too many digits; a number has at most 1000 bits, some 300 digits";
const TOO_LARGE: &str =
    "the exponent of this number is beyond the limit; a number has at most 1000 bits, some 300 digits";

/// Reads a number.
pub(super) fn number(input: &mut Input) -> ModalResult<Ast> {
    let exponent = (one_of(['e', 'E']), opt(one_of(['+', '-'])), digit1);
    let digits = (digit1, opt(('.', digit1)), opt(exponent)).take();
    let start = input.checkpoint();
    let (text, at) = terminated(digits.with_span(), multispace0).parse_next(input)?;
    if let Some(value) = short(text) {
        return Ok(Ast { node: Node::Number(value), at });
    }
    input.reset(&start);
    let mantissa = text.split(['e', 'E']).next().unwrap_or(text);
    label(if short(mantissa).is_some() { TOO_LARGE } else { TOO_LONG }).parse_next(input)
}

fn short(number: &str) -> Option<Rational> {
    number.parse::<Rational>().ok().filter(|value| value.bits() <= MOST_BITS)
}

/// The bytes of the number or the sign at the start of a text.
pub(super) fn width(rest: &str) -> usize {
    let is_digit = |c: char| c.is_ascii_digit();
    let after = |text: &str| text.trim_start_matches(is_digit).len();
    if !rest.starts_with(is_digit) {
        return rest.chars().next().map_or(1, char::len_utf8);
    }
    let mut left = after(rest);
    for (marks, signs) in [(['.', '.'], ""), (['e', 'E'], "+-")] {
        let tail = &rest[rest.len() - left..];
        let digits = tail.strip_prefix(marks).map(|own| own.strip_prefix(|c| signs.contains(c)).unwrap_or(own));
        left = digits.filter(|own| own.starts_with(is_digit)).map_or(left, after);
    }
    rest.len() - left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_width_of_a_number_is_that_of_all_its_parts() {
        for (text, wanted) in
            [("1e999 <= x", 5), ("0.25*x", 4), ("12", 2), ("1.x", 1), ("1e-5)", 4), ("2e", 1), ("(1", 1), ("", 1)]
        {
            assert_eq!(width(text), wanted, "{text}");
        }
        assert_eq!(width("\u{3b3}"), 2);
    }
}
