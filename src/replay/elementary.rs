//! Rational bounds of elementary functions from their series, for replay.

use num_traits::{One, Zero};

use crate::scalar::{Bounds, Rational};

/// Series terms; with arguments reduced below 1/2 the remainder is below
/// 2^-(terms).
const TERMS: i32 = 96;

/// Bits kept when a bound is rounded outward to keep numbers short.
const BITS: i32 = 160;

/// Rounds a pair of bounds outward to the dyadic grid of `BITS` bits.
fn outward(lower: Rational, upper: Rational) -> Bounds {
    outward_to(BITS, lower, upper)
}

/// Rounds a pair of bounds outward to a dyadic grid.
fn outward_to(bits: i32, lower: Rational, upper: Rational) -> Bounds {
    let unit = Rational::power_of_two(-bits);
    let steps = |x: Rational| x * Rational::power_of_two(bits);
    Bounds {
        lower: Some(Rational::from(steps(lower).floor()) * &unit),
        upper: Some(Rational::from(steps(upper).ceil()) * &unit),
    }
}

/// Bounds of `ln x` for `x > 0`, by `ln x = k ln 2 + 2 artanh((y-1)/(y+1))` with
/// `x = 2^k y`, `1 <= y < 2`.
///
/// # Panics
/// For `x <= 0`.
pub fn ln_bounds(x: &Rational) -> Bounds {
    assert!(x.is_positive(), "ln of {x} is undefined");
    let two = Rational::from(2);
    let (mut y, mut k) = (x.clone(), 0);
    while y >= two {
        y = y / &two;
        k += 1;
    }
    while y < Rational::one() {
        y = y * &two;
        k -= 1;
    }
    let (low, high) = artanh_doubled(&((y.clone() - Rational::one()) / (y + Rational::one())));
    let (two_low, two_high) = artanh_doubled(&Rational::new(1, 3));
    let shift = Rational::from(k);
    let (shift_low, shift_high) =
        if k >= 0 { (two_low * &shift, two_high * &shift) } else { (two_high * &shift, two_low * &shift) };
    outward(low + shift_low, high + shift_high)
}

/// Bounds of `2 artanh z = 2 sum_i z^(2i+1)/(2i+1)` for `0 <= z <= 1/3`: the tail
/// after a term is at most that term's power over `1 - z^2 >= 8/9`.
fn artanh_doubled(z: &Rational) -> (Rational, Rational) {
    let square = Pair::around(&(z.clone() * z));
    let mut power = Pair::around(&(z.clone() * Rational::from(2)));
    let mut sum = Pair::around(&Rational::zero());
    for i in 0..TERMS {
        sum = sum.plus(&power.over(2 * i + 1));
        power = power.times(&square);
    }
    (sum.low, sum.high + power.high * Rational::new(9, 8))
}

/// Beyond this `|x|` the numerator or denominator of `e^x` takes more than 90 000 bits, and only one bound is given.
const LARGEST_EXPONENT: i64 = 1 << 16;

/// Bounds of `e^x`, by `(e^(x/2^k))^(2^k)` with `|x/2^k| <= 1/2`: `[0, e^-n]` for `x < -n` and `[e^n, inf)` for `x > n`
/// with `n = 2^16`.
pub fn exp_bounds(x: &Rational) -> Bounds {
    let largest = Rational::from(LARGEST_EXPONENT);
    if *x > largest {
        return Bounds { lower: exp_bounds(&largest).lower, upper: None };
    }
    if *x < -largest.clone() {
        return Bounds { lower: Some(Rational::zero()), upper: exp_bounds(&-largest).upper };
    }
    let mut k = 0;
    let mut y = x.abs();
    while y > Rational::new(1, 2) {
        y = y / Rational::from(2);
        k += 1;
    }
    let y = Pair::around(&y);
    let (mut term, mut sum) = (Pair::around(&Rational::one()), Pair::around(&Rational::zero()));
    for i in 1..=TERMS {
        sum = sum.plus(&term);
        term = term.times(&y).over(i);
    }
    // The tail is at most twice the next term, because each later term halves.
    let (mut low, mut high) = (sum.low, sum.high + term.high * Rational::from(2));
    for _ in 0..k {
        let squared = outward(low.clone() * &low, high.clone() * &high);
        low = squared.lower.unwrap_or_else(Rational::zero);
        high = squared.upper.unwrap_or(high);
    }
    if !x.is_negative() {
        return outward(low, high);
    }
    // A tiny reciprocal keeps as many bits of its own.
    let leading = i32::try_from(high.ceil().significant_bits()).expect("exponents are far below 2^31");
    outward_to(BITS + leading, Rational::one() / high, Rational::one() / low)
}

/// Bounds of a nonnegative number on a grid that is finer than the one of results: terms of a series stay short.
struct Pair {
    low: Rational,
    high: Rational,
}

impl Pair {
    /// Bits of the grid.
    const BITS: i32 = BITS + 40;

    fn around(x: &Rational) -> Self {
        Self::rounded(x.clone(), x.clone())
    }

    fn rounded(low: Rational, high: Rational) -> Self {
        let (scale, unit) = (Rational::power_of_two(Self::BITS), Rational::power_of_two(-Self::BITS));
        let low = Rational::from((low * &scale).floor()) * &unit;
        Pair { low, high: Rational::from((high * scale).ceil()) * unit }
    }

    fn plus(&self, other: &Pair) -> Self {
        Pair { low: self.low.clone() + &other.low, high: self.high.clone() + &other.high }
    }

    fn times(&self, other: &Pair) -> Self {
        Self::rounded(self.low.clone() * &other.low, self.high.clone() * &other.high)
    }

    fn over(&self, divisor: i32) -> Self {
        let divisor = Rational::from(divisor);
        Self::rounded(self.low.clone() / &divisor, self.high.clone() / divisor)
    }
}

/// Bounds of `sqrt x` for `x >= 0`, by integer square roots.
///
/// # Panics
/// For `x < 0`.
pub fn sqrt_bounds(x: &Rational) -> Bounds {
    assert!(!x.is_negative(), "the square root of {x} is undefined");
    let scale = Rational::power_of_two(2 * BITS);
    let unit = Rational::power_of_two(-BITS);
    let low = (x.clone() * &scale).floor().sqrt();
    let ceiling = (x.clone() * &scale).ceil();
    let mut high = ceiling.clone().sqrt();
    if high.clone() * &high < ceiling {
        high += 1;
    }
    Bounds { lower: Some(Rational::from(low) * &unit), upper: Some(Rational::from(high) * unit) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::{BigFloat, Field, Transcendental};

    fn near(bounds: &Bounds, value: f64) {
        let (low, high) = (bounds.lower.clone().unwrap(), bounds.upper.clone().unwrap());
        assert!(low <= high);
        assert!((high.clone() - &low) < Rational::power_of_two(-60), "width of {bounds:?}");
        assert!((low.to_f64() - value).abs() <= value.abs() * 1e-14 + 1e-300, "{} for {value}", low.to_f64());
    }

    #[test]
    fn series_bounds_contain_the_value_that_mpfr_computes() {
        for (n, d) in [(1, 1), (1, 2), (2, 1), (7, 3), (1, 1_000_000_000), (999_999_937, 1), (3, 2)] {
            let x = Rational::new(n, d);
            let big = BigFloat::<128>::from_rational(&x);
            near(&ln_bounds(&x), big.ln().to_f64());
            near(&sqrt_bounds(&x), big.sqrt().to_f64());
        }
        for (n, d) in [(0, 1), (1, 1), (-1, 1), (-30, 7), (19, 3), (-1, 1000), (-500, 1)] {
            let x = Rational::new(n, d);
            near(&exp_bounds(&x), BigFloat::<128>::from_rational(&x).exp().to_f64());
        }
    }

    #[test]
    fn exact_values_are_exact() {
        assert_eq!(ln_bounds(&Rational::one()), Bounds::point(Rational::zero()));
        assert_eq!(sqrt_bounds(&Rational::new(9, 4)), Bounds::point(Rational::new(3, 2)));
        assert_eq!(sqrt_bounds(&Rational::zero()), Bounds::point(Rational::zero()));
    }
}
