//! A model's discounted transitions as 64-bit integers.

use rug::Integer;

use crate::mdp::Mdp;
use crate::scalar::Rational;

/// Scales stay below `2^63`: floats as probabilities with `gamma = 999/1000` just
/// fit. A row times a digit of the solution, of 62 bits, stays below `2^125`.
pub const MOST_SCALE_BITS: u32 = 63;

/// For each state-action pair `k` an integer `scale_k` and for each of its
/// transitions an integer `entry_kj >= 0` with
/// `gamma P(j|k) = entry_kj / scale_k` exactly, in lowest terms by row.
#[derive(Debug)]
pub struct MachineIntegers {
    /// By pair.
    scales: Vec<i64>,
    /// By transition.
    entries: Vec<i64>,
}

impl MachineIntegers {
    /// The integers of a model, or `None` when a scale reaches
    /// `2^`[`MOST_SCALE_BITS`].
    pub fn new(mdp: &Mdp<Rational>) -> Option<Self> {
        let discount = (mdp.discount().numerator().to_u64()?, mdp.discount().denominator().to_u64()?);
        let mut scales = Vec::with_capacity(mdp.pairs());
        let mut entries = Vec::with_capacity(mdp.transitions());
        for pair in 0..mdp.pairs() {
            scales.push(append_row(&mut entries, mdp, pair, discount)?);
        }
        Some(MachineIntegers { scales, entries })
    }

    /// `scale_k` by pair; positive.
    pub fn scales(&self) -> &[i64] {
        &self.scales
    }

    /// `sum_j entry_kj x_j` of a pair `k`, for numbers below `2^63` in size.
    pub fn product(&self, mdp: &Mdp<Rational>, pair: usize, x: &[i64]) -> i128 {
        let range = mdp.entries_of(pair);
        let entries = &self.entries[range.clone()];
        if entries.len() == x.len() {
            entries.iter().zip(x).map(|(&entry, &x)| i128::from(entry) * i128::from(x)).sum()
        } else {
            let successors = &mdp.successors[range];
            entries.iter().zip(successors).map(|(&entry, &j)| i128::from(entry) * i128::from(x[j])).sum()
        }
    }

    /// `sum_j entry_kj x_j` of a pair `k`, for numbers of any length.
    pub fn long_product(&self, mdp: &Mdp<Rational>, pair: usize, x: &[Integer]) -> Integer {
        let mut total = Integer::new();
        for index in mdp.entries_of(pair) {
            total += &x[mdp.successors[index]] * self.entries[index];
        }
        total
    }

    /// `entry_kj` by transition, numbered as in the model; not negative.
    pub fn entries(&self) -> &[i64] {
        &self.entries
    }
}

/// Appends the entries of a pair and returns its scale.
fn append_row(entries: &mut Vec<i64>, mdp: &Mdp<Rational>, pair: usize, (factor, divisor): (u64, u64)) -> Option<i64> {
    let mut common = 1_u64;
    for (_, probability) in mdp.successors(pair) {
        let denominator = probability.denominator().to_u64()?;
        if !common.is_multiple_of(denominator) {
            common = common.checked_mul(denominator / greatest_common_divisor(common, denominator))?;
        }
    }
    let scale = u128::from(common) * u128::from(divisor);
    let mut row = Vec::with_capacity(mdp.successors(pair).count());
    let mut shared = scale;
    for (_, probability) in mdp.successors(pair) {
        let share = common / probability.denominator().to_u64()?;
        // At most `common`, because a probability is at most 1; so the entry is at most the scale, as `gamma < 1`.
        let entry = u128::from(probability.numerator().to_u64()? * share) * u128::from(factor);
        if shared != 1 {
            shared = greatest_common_divisor(shared, entry);
        }
        row.push(entry);
    }
    let scale = i64::try_from(scale / shared).ok()?;
    for entry in row {
        entries.push(i64::try_from(entry / shared).expect("a row's entries are at most its scale"));
    }
    Some(scale)
}

fn greatest_common_divisor<T>(mut a: T, mut b: T) -> T
where
    T: Copy + Default + PartialEq + std::ops::Rem<Output = T>,
{
    while b != T::default() {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use num_traits::One;

    use super::*;
    use crate::mdp::{Action, RowSums};

    /// One state and one action with this discount.
    fn integers(discount: Rational) -> Option<MachineIntegers> {
        let stay = Action { reward: Rational::one(), transitions: vec![(0, Rational::one())] };
        let (mdp, _) = Mdp::new(discount, vec![vec![stay]], vec![Rational::one()], RowSums::Exact).expect("a model");
        MachineIntegers::new(&mdp)
    }

    #[test]
    fn a_scale_of_63_bits_fits_and_one_of_64_is_refused() {
        let just_below_one = |bits: i32| Rational::one() - Rational::power_of_two(-bits);
        let fits = integers(just_below_one(62)).expect("63 bits");
        assert_eq!((fits.scales(), fits.entries()), ([1 << 62].as_slice(), [(1 << 62) - 1].as_slice()));
        assert!(integers(just_below_one(63)).is_none() && integers(just_below_one(64)).is_none());
    }
}
