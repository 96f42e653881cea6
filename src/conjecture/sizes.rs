//! What hypotheses ask of the discount factor and of sizes, where they are
//! simple: `gamma`, `S`, `A` or `T` compared with a number.

use num_traits::Zero;

use super::expression::{Comparison, Expression, Kind};
use super::quantity::Quantity;
use super::resolve::constant;
use super::statement::NamedHypothesis;
use super::syntax::{Comparator, Sign};
use crate::scalar::Rational;
use crate::search::{Ranges, Size};

/// The ranges in which all hypotheses that are simple hold.
pub(super) fn ranges(hypotheses: &[NamedHypothesis]) -> Ranges {
    let mut ranges = Ranges::default();
    for own in hypotheses.iter().flat_map(|own| &own.comparisons) {
        let Some((size, comparator, number)) = simple(own) else { continue };
        let span = ranges.of_mut(size);
        if matches!(comparator, Comparator::AtMost | Comparator::Less | Comparator::Equal) {
            span.at_most(number.clone(), comparator != Comparator::Less);
        }
        if matches!(comparator, Comparator::AtLeast | Comparator::Greater | Comparator::Equal) {
            span.at_least(number, comparator != Comparator::Greater);
        }
    }
    ranges
}

/// The numbers of which a hypothesis asks something simple.
pub(super) fn sizes(hypothesis: &NamedHypothesis) -> Vec<Size> {
    let mut all: Vec<Size> = hypothesis.comparisons.iter().filter_map(simple).map(|(size, ..)| size).collect();
    all.dedup();
    all
}

/// `size comparator number`
fn simple(own: &Comparison) -> Option<(Size, Comparator, Rational)> {
    let (side, comparator, number) = match (constant(&own.left), constant(&own.right)) {
        (None, Some(number)) => (&own.left, own.comparator, number),
        (Some(number), None) => (&own.right, turned(own.comparator), number),
        _ => return None,
    };
    let (size, sign, offset) = shifted(side)?;
    // `offset - size <= number` is `size >= offset - number`.
    Some(match sign {
        Sign::Plus => (size, comparator, number - &offset),
        Sign::Minus => (size, turned(comparator), offset - &number),
    })
}

/// A size, or the sum of a number and a size with either sign, as in `1 - gamma`.
fn shifted(expression: &Expression) -> Option<(Size, Sign, Rational)> {
    match &expression.kind {
        Kind::Quantity(own) => size(*own).map(|size| (size, Sign::Plus, Rational::zero())),
        Kind::Named(own) => shifted(own),
        Kind::Sum(terms) => {
            let (mut found, mut offset) = (None, Rational::zero());
            for (sign, term) in terms {
                match constant(term) {
                    Some(value) if *sign == Sign::Plus => offset += &value,
                    Some(value) => offset -= &value,
                    None if found.is_some() => return None,
                    None => found = Some((shifted(term)?, *sign)),
                }
            }
            let ((size, inner, own), outer) = found?;
            Some(match outer {
                Sign::Plus => (size, inner, offset + &own),
                Sign::Minus => (size, opposite(inner), offset - &own),
            })
        }
        _ => None,
    }
}

fn size(quantity: Quantity) -> Option<Size> {
    Some(match quantity {
        Quantity::Discount => Size::Discount,
        Quantity::StateCount => Size::States,
        Quantity::ActionCount => Size::Actions,
        Quantity::Steps => Size::Steps,
        _ => return None,
    })
}

fn opposite(sign: Sign) -> Sign {
    match sign {
        Sign::Plus => Sign::Minus,
        Sign::Minus => Sign::Plus,
    }
}

/// The comparison with its sides exchanged.
fn turned(comparator: Comparator) -> Comparator {
    match comparator {
        Comparator::AtMost => Comparator::AtLeast,
        Comparator::Less => Comparator::Greater,
        Comparator::Equal => Comparator::Equal,
        Comparator::AtLeast => Comparator::AtMost,
        Comparator::Greater => Comparator::Less,
    }
}
