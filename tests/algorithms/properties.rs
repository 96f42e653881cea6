//! What every step of every method must preserve or improve.

use std::sync::Arc;

use num_traits::{One, Zero};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use spma::algorithm::{
    AdaptiveSpma, Algorithm, GapDependentSpma, Iterate, Mdpo, Npg, PolicyIteration, Problem, SoftmaxPg, Spma,
};
use spma::family;
use spma::mdp::{Evaluate, Mdp, Policy};
use spma::scalar::{Ordered, Rational, Transcendental};

use super::{Wide, q};

/// Small models with rewards in `[0, 1]`, each with a policy.
fn samples() -> Vec<(Arc<Mdp<Rational>>, Policy<Rational>)> {
    let mut rng = ChaCha8Rng::seed_from_u64(7);
    let mut samples = Vec::new();
    for (states, gamma) in [(1, q(0, 1)), (2, q(1, 2)), (3, q(9, 10)), (4, q(99, 100))] {
        for _ in 0..4 {
            let mdp = family::random_dense(states, 3, gamma.clone(), &mut rng).expect("a model");
            let policy = family::random_policy(&mdp, &mut rng);
            samples.push((Arc::new(mdp), policy));
        }
    }
    samples
}

fn algebraic<T: Evaluate>(mdp: &Mdp<Rational>) -> Vec<Box<dyn Algorithm<T>>> {
    let stop = Rational::one() - mdp.discount();
    vec![
        Box::new(Spma::constant(T::from_rational(&stop))),
        Box::new(AdaptiveSpma::new(T::one())),
        Box::new(GapDependentSpma),
        Box::new(PolicyIteration),
    ]
}

fn all<T: Evaluate + Transcendental>(mdp: &Mdp<Rational>) -> Vec<Box<dyn Algorithm<T>>> {
    let mut methods = algebraic::<T>(mdp);
    methods.push(Box::new(Npg::new(T::from_rational(&(Rational::one() - mdp.discount())))));
    let cube = (Rational::one() - mdp.discount()).power(3);
    methods.push(Box::new(Mdpo::new(T::one())));
    methods.push(Box::new(SoftmaxPg::new(T::from_rational(&(cube / q(8, 1))))));
    methods
}

#[test]
fn every_exact_step_stays_in_the_simplex_and_improves_every_state() {
    for (mdp, policy) in samples() {
        let problem = Problem::<Rational>::new(mdp.clone());
        let now = Iterate::exact(&problem, &policy);
        for method in algebraic::<Rational>(&mdp) {
            let next = method.next_policy(&now);
            let valid = Policy::new(&mdp, next.to_states());
            assert!(valid.is_ok(), "{} leaves the simplex: {valid:?}", method.name());
            let gains = now.improvement(&next);
            assert!(gains.iter().all(|gain| !gain.is_negative()), "{}: {gains:?}", method.name());
            let moved = gains.iter().any(Rational::is_positive);
            assert!(moved || now.error().is_zero(), "{} does not improve", method.name());
            let after = Iterate::new(&problem, next);
            assert!(after.values().iter().zip(now.values()).all(|(new, old)| new >= old), "{}", method.name());
        }
    }
}

#[test]
fn no_step_improves_the_bellman_value_more_than_policy_iteration() {
    for (mdp, policy) in samples() {
        let problem = Problem::<Rational>::new(mdp.clone());
        let now = Iterate::exact(&problem, &policy);
        let most = now.improvement(&PolicyIteration.next_policy(&now));
        let largest: Vec<Rational> = now.states().iter().map(|state| state.largest_advantage.clone()).collect();
        assert_eq!(most, largest);
        for method in algebraic::<Rational>(&mdp) {
            let gains = now.improvement(&method.next_policy(&now));
            assert!(gains.iter().zip(&most).all(|(gain, most)| gain <= most), "{}", method.name());
        }
    }
}

#[test]
fn enclosed_steps_stay_in_the_simplex_and_do_not_lose_value() {
    for (mdp, policy) in samples() {
        let problem = Problem::<Wide>::new(mdp.clone());
        let now = Iterate::exact(&problem, &policy);
        for method in all::<Wide>(&mdp) {
            let next = method.next_policy(&now);
            for s in 0..mdp.states() {
                let total = <Wide as spma::scalar::Field>::sum(next.at(s)).bounds();
                assert!(total.contains(&Rational::one()), "{}: {total:?}", method.name());
                for p in next.at(s) {
                    let bounds = p.bounds();
                    assert!(!bounds.lower.unwrap().is_negative() && bounds.upper.unwrap() <= Rational::one());
                }
            }
            let after = Iterate::new(&problem, next);
            for (new, old) in after.values().iter().zip(now.values()) {
                assert!(!new.less(old).is_yes(), "{} loses value", method.name());
            }
        }
    }
}

#[test]
fn policy_iteration_ends_at_the_optimum() {
    for (mdp, policy) in samples() {
        let problem = Problem::<Rational>::new(mdp.clone());
        let mut policy = policy;
        for _ in 0..10 {
            policy = PolicyIteration.next_policy(&Iterate::exact(&problem, &policy));
        }
        assert!(Iterate::exact(&problem, &policy).error().is_zero());
    }
}
