//! Inputs that break careless rounding, and the exact oracle.

use std::cmp::Ordering;

use proptest::prelude::*;
use proptest::sample::select;
use rug::Float;
use spma::scalar::{BigFloat, Endpoint, Interval, IntervalError, Rational};

/// An endpoint the tests can generate and look at the neighbours of.
pub trait Sampled: Endpoint {
    /// Values of every size and sign, and the infinities.
    fn hostile() -> BoxedStrategy<Self>;

    /// The next larger value.
    fn above(&self) -> Self;

    /// The next smaller value.
    fn below(&self) -> Self {
        self.negate().above().negate()
    }

    /// The same value, of any precision.
    fn float(&self) -> Float;
}

impl Sampled for f64 {
    fn hostile() -> BoxedStrategy<f64> {
        let tiny = f64::from_bits(1);
        let edges = vec![
            0.0,
            tiny,
            2.0 * tiny,
            3.0 * tiny,
            f64::MIN_POSITIVE.next_down(),
            f64::MIN_POSITIVE,
            f64::MIN_POSITIVE.next_up(),
            2f64.powi(-969),
            2f64.powi(-900).next_down(),
            2f64.powi(-900),
            2f64.powi(-538),
            2f64.powi(-537),
            2f64.powi(-450),
            0.1,
            0.5,
            1f64.next_down(),
            1.0,
            1f64.next_up(),
            3.0,
            2f64.powi(53) - 1.0,
            2f64.powi(511),
            2f64.powi(512).next_up(),
            f64::MAX / 2.0,
            f64::MAX.next_down(),
            f64::MAX,
            f64::INFINITY,
        ];
        let magnitude = prop_oneof![
            6 => select(edges),
            2 => any::<u64>().prop_map(|bits| f64::from_bits(bits & !(1 << 63))).prop_filter("NaN", |x| !x.is_nan()),
            2 => (1u32..1000, -1074i32..1000).prop_map(|(digits, exponent)| {
                f64::from(digits) * 2f64.powi(exponent / 2) * 2f64.powi(exponent - exponent / 2)
            }),
            2 => (-8i32..8).prop_map(|steps| 1.0 + f64::from(steps) * f64::EPSILON),
        ];
        (magnitude, any::<bool>()).prop_map(|(x, negative)| if negative { -x } else { x }).boxed()
    }

    fn above(&self) -> f64 {
        self.next_up()
    }

    fn float(&self) -> Float {
        Float::with_val(53, *self)
    }
}

impl<const BITS: u32> Sampled for BigFloat<BITS> {
    fn hostile() -> BoxedStrategy<Self> {
        let nudge = prop_oneof![Just(0u64), Just(1), any::<u64>()];
        (f64::hostile(), nudge)
            .prop_map(|(x, nudge)| {
                let step = Float::with_val(BITS, nudge) >> (BITS - 1);
                BigFloat::from_float(Float::with_val(BITS, x) * (step + 1))
            })
            .boxed()
    }

    fn above(&self) -> Self {
        let mut next = self.as_float().clone();
        next.next_up();
        BigFloat::from_float(next)
    }

    fn float(&self) -> Float {
        self.as_float().clone()
    }
}

/// Beyond every finite result of the tests; an exact result beyond it came from
/// an infinite endpoint.
fn limit() -> Rational {
    Rational::power_of_two(2500)
}

/// The exact value of an endpoint; for an infinity a number so large that it
/// stays beyond [`limit`] when multiplied by any finite endpoint.
pub fn exact<E: Endpoint>(endpoint: &E) -> Rational {
    let huge = Rational::power_of_two(5000);
    let infinite = if *endpoint > E::zero() { huge } else { -huge };
    endpoint.to_rational().unwrap_or(infinite)
}

/// Is `bound` the largest endpoint that is at most the exact result?
pub fn is_floor<E: Sampled>(bound: &E, result: &Rational) -> bool {
    if *result < -limit() {
        return *bound == E::infinity().negate();
    }
    let zero = Rational::from(0);
    let from_finite = if result.abs() * limit() < Rational::from(1) { &zero } else { result };
    bound.float() <= *from_finite.as_rug() && bound.above().float() > *from_finite.as_rug()
}

/// Is `bound` the smallest endpoint that is at least the exact result?
pub fn is_ceiling<E: Sampled>(bound: &E, result: &Rational) -> bool {
    is_floor(&bound.negate(), &-result.clone())
}

/// Is `interval` the smallest one that contains all these numbers?
pub fn is_tight<E: Sampled>(interval: &Interval<E>, results: &[Rational]) -> bool {
    let (least, greatest) = (results.iter().min().unwrap(), results.iter().max().unwrap());
    is_floor(interval.lower(), least) && is_ceiling(interval.upper(), greatest)
}

/// The two exact bounds of an interval.
pub fn ends<E: Endpoint>(interval: &Interval<E>) -> [Rational; 2] {
    [exact(interval.lower()), exact(interval.upper())]
}

/// `f` at the four corners of a box.
pub fn corners<E: Endpoint>(
    x: &Interval<E>,
    y: &Interval<E>,
    f: impl Fn(&Rational, &Rational) -> Rational,
) -> Vec<Rational> {
    ends(x).iter().flat_map(|a| ends(y).map(|b| f(a, &b))).collect()
}

/// Is the value neither 0 nor infinite? The neighbours of those, for a big
/// float, have a billion binary digits as rationals.
pub fn has_common_neighbours<E: Endpoint>(x: &E) -> bool {
    x.is_finite() && x.sign() != Ordering::Equal
}

/// Intervals of every kind: points, neighbours, bounded, half-lines, the line.
pub fn intervals<E: Sampled>() -> BoxedStrategy<Interval<E>> {
    let ordered = |(a, b): (E, E)| if a <= b { (a, b) } else { (b, a) };
    prop_oneof![
        4 => (E::hostile(), E::hostile()).prop_map(ordered),
        2 => E::hostile().prop_map(|x| (x.clone(), x)),
        1 => E::hostile().prop_filter("beside it are the ends of the exponent range", has_common_neighbours)
            .prop_map(|x| (x.clone(), x.above())),
        1 => E::hostile().prop_map(move |x| ordered((E::zero(), x))),
    ]
    .prop_filter_map("no real number between the ends", |(lower, upper)| Interval::new(lower, upper).ok())
    .boxed()
}

/// `[lower, upper]`.
pub fn between<E: Endpoint>(lower: &E, upper: &E) -> Result<Interval<E>, IntervalError> {
    Interval::new(lower.clone(), upper.clone())
}

/// An interval and one of its elements.
pub fn members<E: Sampled>() -> BoxedStrategy<(Interval<E>, Rational)> {
    (intervals::<E>(), prop_oneof![Just(0i64), Just(1024), 0..=1024i64], -1100i32..1100)
        .prop_map(|(interval, part, exponent)| {
            let stretch = Rational::power_of_two(exponent);
            let part = Rational::new(part, 1024);
            let element = match (interval.lower().to_rational(), interval.upper().to_rational()) {
                (Some(lower), Some(upper)) => (upper - &lower) * part + lower,
                (Some(lower), None) => part * stretch + lower,
                (None, Some(upper)) => upper - part * stretch,
                (None, None) => (part - Rational::new(1, 2)) * stretch,
            };
            (interval, element)
        })
        .boxed()
}
