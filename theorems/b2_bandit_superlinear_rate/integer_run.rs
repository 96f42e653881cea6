//! Long exact runs of B2 in integers.
//!
//! With masses `n_a / D`, the update
//! `pi'(a) = pi(a) (1 + mass below a - mass above a)` is
//! `n_a' = n_a (D + below - above)`, `D' = D^2`: no fraction is ever reduced.

use rug::Integer;

use crate::claim::{Decide, Evaluated, Hypothesis, Instance, Outcome, Relation, Slope, Tangent, Variation};
use crate::scalar::{Bounds, Rational, ScalarKind, Truth};

/// `sum_{a not best} n_a = (sum_{a not best} n_a at the start)^(2^T)`, both
/// sides as integers over `D^(2^T)`.
pub struct IntegerRun;

impl Decide for IntegerRun {
    /// There is nothing in it to vary.
    fn decide_varied(&self, instance: &Instance, kind: ScalarKind, _: &Variation) -> Outcome {
        if kind != ScalarKind::Rational {
            return Outcome::Unsupported;
        }
        if !instance.mdp.is_bandit() {
            return Outcome::Rejected { hypothesis: "bandit".into() };
        }
        let rewards = instance.mdp.rewards();
        let (mut masses, mut denominator) = common_denominator(instance.policy.probabilities());
        let others = |masses: &[Integer]| -> Integer {
            let best = rewards.iter().max();
            masses.iter().zip(rewards).filter(|(_, r)| Some(*r) != best).map(|(n, _)| n).sum()
        };
        let mut power = others(&masses);
        for _ in 0..instance.steps {
            masses = step(&masses, &denominator, rewards);
            denominator.square_mut();
            power.square_mut();
        }
        let truth = Truth::from_bool(others(&masses) == power);
        let answer = Bounds::point(Rational::from(i32::from(truth.is_yes())));
        let comparison = Evaluated {
            label: format!("numerators of 1 - p and of (1 - p_0)^(2^T) agree at T = {}", instance.steps),
            left: answer,
            relation: Relation::Equal,
            right: Bounds::point(Rational::from(1)),
            truth,
            ratio: None,
        };
        Outcome::Compared { truth, comparisons: vec![comparison] }
    }

    fn hypotheses(&self, instance: &Instance, _: &Variation) -> Vec<Hypothesis> {
        vec![Hypothesis::form("bandit", Truth::from_bool(instance.mdp.is_bandit()))]
    }

    /// Integers have no slope.
    fn slopes(&self, _: &Instance, _: &Tangent, _: &Variation) -> Vec<Slope> {
        Vec::new()
    }

    fn constants(&self, _: &Instance) -> Vec<&'static str> {
        Vec::new()
    }

    fn is_algebraic(&self) -> bool {
        true
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// `n_a (D + sum_{r_b < r_a} n_b - sum_{r_b > r_a} n_b)`
fn step(masses: &[Integer], denominator: &Integer, rewards: &[Rational]) -> Vec<Integer> {
    let factor = |own: &Rational| {
        let mut factor = denominator.clone();
        for (mass, reward) in masses.iter().zip(rewards) {
            match reward.cmp(own) {
                std::cmp::Ordering::Less => factor += mass,
                std::cmp::Ordering::Greater => factor -= mass,
                std::cmp::Ordering::Equal => {}
            }
        }
        factor
    };
    masses.iter().zip(rewards).map(|(mass, reward)| factor(reward) * mass).collect()
}

/// Numerators over the least common denominator, and it.
fn common_denominator(probabilities: &[Rational]) -> (Vec<Integer>, Integer) {
    let mut denominator = Integer::from(1);
    for p in probabilities {
        denominator.lcm_mut(p.denominator());
    }
    let numerators =
        probabilities.iter().map(|p| Integer::from(&denominator / p.denominator()) * p.numerator()).collect();
    (numerators, denominator)
}
