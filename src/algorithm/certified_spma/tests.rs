use std::sync::Arc;

use super::*;
use crate::algorithm::{Algorithm, Iterate, Problem, Spma};
use crate::mdp::{Action, RowSums};

fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

/// Deterministic pseudo-random integers below 1000.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % 1000) as i64
    }

    fn distribution(&mut self, size: usize) -> Vec<Rational> {
        let weights: Vec<i64> = (0..size).map(|_| self.next() + 1).collect();
        let total: i64 = weights.iter().sum();
        weights.into_iter().map(|weight| q(weight, total)).collect()
    }

    fn model(&mut self, states: usize, actions: usize, gamma: &Rational) -> Mdp<Rational> {
        let mut action = || Action {
            reward: q(self.next(), 1000),
            transitions: self.distribution(states).into_iter().enumerate().collect(),
        };
        let rows = (0..states).map(|_| (0..actions).map(|_| action()).collect()).collect();
        Mdp::new(gamma.clone(), rows, vec![q(1, states as i64); states], RowSums::Exact).expect("a model").0
    }

    fn policy(&mut self, mdp: &Mdp<Rational>) -> Policy<Rational> {
        let rows = (0..mdp.states()).map(|state| self.distribution(mdp.actions(state).len())).collect();
        Policy::new(mdp, rows).expect("a policy")
    }
}

/// The step of a policy far from the centre of its box: returns the largest share of
/// a radius that the exact step uses.
fn share_of_radius_used(mdp: &Mdp<Rational>, centre: &Policy<Rational>, far: &Policy<Rational>, eta: &Rational) -> f64 {
    let mut run = CertifiedSpma::new(mdp, centre, eta).expect("short numbers");
    for (pair, (share, p)) in run.shares.iter().zip(far.probabilities()).enumerate() {
        run.radii[pair] = f64::from_rational_up(&(p.clone() - &q(*share, WHOLE)).abs());
    }
    let problem = Problem::<Rational>::new(Arc::new(mdp.clone()));
    let exact = Spma::constant(eta.clone()).next_policy(&Iterate::exact(&problem, far));
    run.step().expect("eta <= 1 - gamma is valid");
    let used = run.shares.iter().zip(&run.radii).zip(exact.probabilities()).map(|((share, radius), p)| {
        let distance = (p.clone() - &q(*share, WHOLE)).abs();
        assert!(distance <= Rational::from_f64(*radius).expect("finite"), "{distance} beyond the radius {radius}");
        f64::from_rational_down(&distance) / radius
    });
    used.fold(0.0, f64::max)
}

#[test]
fn the_step_of_every_policy_in_a_wide_box_lies_in_the_next_box() {
    let mut numbers = Numbers(1);
    let mut closest = 0.0_f64;
    for round in 0..60 {
        let gamma = [q(0, 1), q(1, 2), q(9, 10)][round % 3].clone();
        let (states, actions) = (1 + round % 4, 2 + round % 2);
        let mdp = numbers.model(states, actions, &gamma);
        let (centre, far) = (numbers.policy(&mdp), numbers.policy(&mdp));
        closest = closest.max(share_of_radius_used(&mdp, &centre, &far, &(Rational::one() - &gamma)));
    }
    assert!(closest > 0.9, "the radii are no larger than needed somewhere: {closest}");
}

#[test]
fn what_a_far_policy_does_to_the_values_is_part_of_the_radius() {
    // Two actions in one state: h = (x, -x), so V moves by x and the advantages by -x.
    let action = |reward| Action { reward, transitions: vec![(0, Rational::one())] };
    let rows = vec![vec![action(q(1, 1)), action(q(0, 1))]];
    let mdp = Mdp::new(q(0, 1), rows, vec![q(1, 1)], RowSums::Exact).expect("a model").0;
    let policy = |p: Rational| Policy::new(&mdp, vec![vec![p.clone(), Rational::one() - &p]]).expect("a policy");
    let used = share_of_radius_used(&mdp, &policy(q(1, 2)), &policy(q(1, 4)), &Rational::one());
    assert!(used > 0.5 && used <= 1.0, "{used}");
}

#[test]
fn rounding_to_the_grid_keeps_distributions_and_knows_its_distance() {
    let mut numbers = Numbers(2);
    let mdp = numbers.model(3, 4, &q(1, 2));
    let policy = numbers.policy(&mdp);
    let (shares, distances) = grid::rounded(&policy);
    for state in 0..3 {
        assert_eq!(shares[mdp.actions(state)].iter().sum::<i64>(), WHOLE);
    }
    for ((share, units), p) in shares.iter().zip(distances).zip(policy.probabilities()) {
        let distance = (p.clone() - &q(*share, WHOLE)).abs() * &q(WHOLE, 1);
        assert!(distance <= Rational::from_f64(units).expect("finite"));
    }
}
