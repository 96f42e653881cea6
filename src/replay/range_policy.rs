//! Values of policies that need `exp`, in ranges.

use num_traits::{One, Zero};

use super::naive::{maximum, minimum};
use super::{Naive, Range};
use crate::scalar::Rational;

/// Values of a policy that is known by ranges, `policy[s][a]`.
pub struct RangePolicy<'n> {
    naive: &'n Naive,
    /// `pi(a|s)`.
    pub policy: Vec<Vec<Range>>,
}

impl<'n> RangePolicy<'n> {
    /// An exact policy.
    pub fn exact(naive: &'n Naive, policy: &[Vec<Rational>]) -> Self {
        RangePolicy { naive, policy: policy.iter().map(|row| ranges(row)).collect() }
    }

    /// `pi(a|s) e^x(s,a) / Z(s)`.
    pub fn tilted(&self, exponents: &[Vec<Range>]) -> Self {
        let probabilities = Range::between(Rational::zero(), Rational::one());
        let tilt = |(row, x): (&Vec<Range>, &Vec<Range>)| {
            // Any exact number may be taken off all exponents; this one leaves none that is large.
            let highest = x.iter().map(Range::high).max().flatten().map_or_else(Range::zero, Range::from);
            let weights: Vec<Range> = row.iter().zip(x).map(|(p, x)| p.times(&x.minus(&highest).exp())).collect();
            let total = Range::sum(&weights);
            weights.iter().map(|weight| weight.over(&total).within(&probabilities)).collect()
        };
        RangePolicy { naive: self.naive, policy: self.policy.iter().zip(exponents).map(tilt).collect() }
    }

    /// `V^pi`, which is between the least and the largest reward over `1 - gamma`.
    pub fn values(&self) -> Vec<Range> {
        let all = self.naive.rewards.concat();
        let possible = Range::between(minimum(&all) / self.naive.stop(), maximum(&all) / self.naive.stop());
        self.naive.value_ranges(&self.policy).iter().map(|value| value.within(&possible)).collect()
    }

    /// `d^pi_rho`, which is between 0 and 1.
    pub fn occupancy(&self) -> Vec<Range> {
        let possible = Range::between(Rational::zero(), Rational::one());
        self.naive.occupancy_ranges(&self.policy).iter().map(|visits| visits.within(&possible)).collect()
    }

    /// `Q^pi(s,a) - V^pi(s)`.
    pub fn advantages(&self) -> Vec<Vec<Range>> {
        self.naive.advantage_ranges_of(&self.values()).0
    }

    /// `V^pi(rho)`.
    pub fn value_of_initial(&self) -> Range {
        Range::dot(&ranges(&self.naive.initial), &self.values())
    }

    /// `max_s V*(s) - V^pi(s)`.
    pub fn error(&self) -> Range {
        let optimal = ranges(&self.naive.optimal_values());
        let errors = optimal.iter().zip(self.values()).map(|(best, own)| best.minus(&own));
        errors.fold(Range::zero(), |worst, error| worst.maximum(&error))
    }
}

/// `KL(p || q) = sum_a p(a) ln (p(a) / q(a))`, never negative; `q > 0` where `p > 0`.
pub fn relative_entropy(p: &[Rational], q: &[Rational]) -> Range {
    let terms = p.iter().zip(q).filter(|(p, _)| p.is_positive());
    let sum =
        terms.fold(Range::zero(), |sum, (p, q)| sum.plus(&Range::from(p.clone() / q).ln().times(&Range::from(p))));
    sum.maximum(&Range::zero())
}

fn ranges(values: &[Rational]) -> Vec<Range> {
    values.iter().map(Range::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::Bounds;

    #[test]
    fn values_and_occupancy_of_an_exact_policy_contain_those_of_exact_elimination() {
        let number = Rational::new;
        let naive = Naive {
            gamma: number(9, 10),
            rewards: vec![vec![number(1, 1), number(0, 1)], vec![number(1, 3)]],
            transitions: vec![
                vec![vec![(0, number(1, 2)), (1, number(1, 2))], vec![(1, Rational::one())]],
                vec![vec![(0, Rational::one())]],
            ],
            initial: vec![number(1, 4), number(3, 4)],
            policy: vec![vec![number(1, 3), number(2, 3)], vec![Rational::one()]],
            other: vec![vec![number(1, 2), number(1, 2)], vec![Rational::one()]],
            eta: Rational::one(),
            steps: 1,
            features: Vec::new(),
            parameters: Vec::new(),
        };
        let ranges = RangePolicy::exact(&naive, &naive.policy);
        let contain = |ranges: Vec<Range>, exact: Vec<Rational>| {
            assert_eq!(ranges.len(), exact.len());
            for (range, x) in ranges.iter().zip(&exact) {
                let bounds = Bounds::from(range.clone());
                assert!(bounds.contains(x) && bounds.width().unwrap() < number(1, 1 << 30));
            }
        };
        contain(ranges.values(), naive.values(&naive.policy));
        contain(ranges.occupancy(), naive.occupancy(&naive.policy));
        contain(ranges.advantages().concat(), naive.advantages(&naive.policy).concat());
        contain(vec![ranges.error()], vec![naive.error(&naive.policy)]);
    }

    #[test]
    fn tilting_multiplies_by_exponentials_and_normalises() {
        let naive_policy = vec![vec![Rational::new(1, 4), Rational::new(3, 4)]];
        let naive = Naive {
            gamma: Rational::new(0, 1),
            rewards: vec![vec![Rational::one(), Rational::new(0, 1)]],
            transitions: vec![vec![vec![(0, Rational::one())], vec![(0, Rational::one())]]],
            initial: vec![Rational::one()],
            policy: naive_policy.clone(),
            other: naive_policy,
            eta: Rational::one(),
            steps: 1,
            features: Vec::new(),
            parameters: Vec::new(),
        };
        let tilted = RangePolicy::exact(&naive, &naive.policy).tilted(&[vec![Range::one(), Range::zero()]]);
        // e / (e + 3) = 0.4753668...
        let first = &tilted.policy[0][0];
        let (low, high) = (first.low().unwrap(), first.high().unwrap());
        assert!(Rational::new(475_366, 1_000_000) < *low && *high < Rational::new(475_367, 1_000_000));
    }
}
