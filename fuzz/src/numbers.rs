//! Exact numbers from bytes: mostly small fractions, at times extreme ones, and
//! often one that was drawn before, because ties are where claims are delicate.

use arbitrary::{Result, Unstructured};
use num_traits::One;
use spma::scalar::Rational;

/// Largest denominator of a plain fraction.
const MOST_PARTS: i64 = 12;

/// Largest exponent of a number that is almost 0 or almost 1.
const MOST_BITS: i32 = 60;

/// Draws numbers. Bytes that have run out count as 0, which stands for the
/// simplest choice each time.
pub struct Numbers<'b, 'u> {
    bytes: &'u mut Unstructured<'b>,
    drawn: Vec<Rational>,
}

impl<'b, 'u> Numbers<'b, 'u> {
    /// From these bytes.
    pub fn new(bytes: &'u mut Unstructured<'b>) -> Self {
        Numbers { bytes, drawn: Vec::new() }
    }

    /// An integer from 0 to `most`, of one byte.
    pub fn choice(&mut self, most: u8) -> Result<usize> {
        self.bytes.int_in_range(0..=most).map(usize::from)
    }

    /// A number in `[0, 1]`.
    pub fn share(&mut self) -> Result<Rational> {
        let share = match self.choice(11)? {
            0 => Rational::from(0),
            1 => Rational::one(),
            2 => Rational::new(1, 2),
            3..=5 => {
                let parts = self.bytes.int_in_range(1..=MOST_PARTS)?;
                Rational::new(self.bytes.int_in_range(0..=parts)?, parts)
            }
            6 => self.tiny()?,
            7 => Rational::one() - self.tiny()?,
            8 => Rational::new(1, 2) + self.tiny()? * Rational::new(1, 2),
            _ => self.again()?,
        };
        self.drawn.push(share.clone());
        Ok(share)
    }

    /// A number of either sign and of any size.
    pub fn number(&mut self) -> Result<Rational> {
        let share = self.share()?;
        Ok(match self.choice(4)? {
            0 | 1 => share,
            2 => -share,
            3 => share * Rational::from(-3),
            _ => share * Rational::from(1000),
        })
    }

    /// A positive number at most 1.
    pub fn positive_share(&mut self) -> Result<Rational> {
        self.share().map(|share| if share.is_positive() { share } else { Rational::one() })
    }

    /// A distribution on so many points; with full support when asked for.
    pub fn distribution(&mut self, points: usize, full: bool) -> Result<Vec<Rational>> {
        let mut weights = Vec::with_capacity(points);
        for _ in 0..points {
            weights.push(match self.choice(31)? {
                0 if full => Rational::one(),
                30 => Rational::power_of_two(self.bytes.int_in_range(0..=MOST_BITS)?),
                31 => Rational::power_of_two(-self.bytes.int_in_range(0..=MOST_BITS)?),
                weight => Rational::from(weight),
            });
        }
        let mut total: Rational = weights.iter().cloned().sum();
        if !total.is_positive() {
            weights[0] = Rational::one();
            total = Rational::one();
        }
        Ok(weights.into_iter().map(|weight| weight / &total).collect())
    }

    /// A multiple of one half.
    pub fn half(&mut self) -> Result<Rational> {
        Ok(Rational::new(self.bytes.int_in_range(-4_i64..=4)?, 2))
    }

    /// A power of 2 or of 10 that is at most 1.
    fn tiny(&mut self) -> Result<Rational> {
        let base = if self.choice(1)? == 0 { 2 } else { 10 };
        let exponent = self.bytes.int_in_range(0..=MOST_BITS)?;
        Ok(Rational::from(base).power(-exponent / if base == 10 { 3 } else { 1 }))
    }

    /// A share that was drawn before.
    fn again(&mut self) -> Result<Rational> {
        match self.drawn.len().min(usize::from(u8::MAX)) {
            0 => Ok(Rational::one()),
            known => {
                let place = self.choice(known as u8 - 1)?;
                Ok(self.drawn[self.drawn.len() - 1 - place].clone())
            }
        }
    }
}
