//! Runs of SPMA that are followed on a grid with rigorous radii, and in floats.

use std::sync::Arc;

use num_traits::{One, Zero};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use spma::algorithm::{Algorithm, CertifiedSpma, FloatSpma, Iterate, Problem, Spma, StepSizeError};
use spma::family;
use spma::mdp::{Action, Mdp, Policy, RowSums};
use spma::scalar::{BigFloat, Field, Interval, Ordered, Rational};

type Enclosure = Interval<BigFloat<128>>;

fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

fn garnet(states: usize, actions: usize, gamma: Rational, seed: u64) -> (Mdp<Rational>, Policy<Rational>) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mdp = family::garnet(states, actions, states.min(3), gamma, &mut rng).expect("a model");
    let policy = family::random_policy(&mdp, &mut rng);
    (mdp, policy)
}

fn assert_contains(run: &CertifiedSpma, exact: &Policy<Rational>, what: &str) {
    let enclosures = run.policy::<Enclosure>();
    for (pair, (enclosure, p)) in enclosures.probabilities().iter().zip(exact.probabilities()).enumerate() {
        assert!(enclosure.bounds().contains(p), "{what}, pair {pair}: {enclosure:?} lacks {}", p.to_f64());
    }
}

#[test]
fn the_exact_iterates_lie_in_the_enclosures_of_a_certified_run() {
    for seed in 0..12 {
        for (states, actions, steps) in [(1, 1, 4), (1, 3, 4), (2, 2, 4), (3, 3, 3), (6, 2, 2)] {
            for gamma in [Rational::zero(), q(1, 2), q(9, 10), q(999_999, 1_000_000)] {
                let (mdp, mut exact) = garnet(states, actions, gamma.clone(), seed);
                let eta = Rational::one() - &gamma;
                let mut run = CertifiedSpma::new(&mdp, &exact, &eta).expect("short numbers");
                let problem = Problem::<Rational>::new(Arc::new(mdp.clone()));
                for t in 0..steps {
                    assert_contains(&run, &exact, &format!("{states} states, gamma {gamma}, step {t}"));
                    exact = Spma::constant(eta.clone()).next_policy(&Iterate::exact(&problem, &exact));
                    run.step().expect("eta <= 1 - gamma is valid");
                }
            }
        }
    }
}

#[test]
fn iterates_enclosed_with_1024_bits_lie_in_a_certified_run_of_300_steps() {
    for (states, gamma) in [(2, q(9, 10)), (4, q(99, 100))] {
        let (mdp, start) = garnet(states, 3, gamma.clone(), 5);
        let eta = Rational::one() - &gamma;
        let mut run = CertifiedSpma::new(&mdp, &start, &eta).expect("short numbers");
        let problem = Problem::<Interval<BigFloat<1024>>>::new(Arc::new(mdp.clone()));
        let method = Spma::constant(Field::from_rational(&eta));
        let mut policy = start.convert();
        for t in 0..300 {
            policy = method.next_policy(&Iterate::new(&problem, policy));
            run.step().expect("eta <= 1 - gamma is valid");
            for (wide, narrow) in run.policy::<Enclosure>().probabilities().iter().zip(policy.probabilities()) {
                let (wide, narrow) = (wide.bounds(), narrow.bounds());
                assert!(
                    wide.lower <= narrow.lower && narrow.upper <= wide.upper,
                    "step {t}: {wide:?} lacks {narrow:?}"
                );
            }
        }
        assert!(run.largest_radius() < 2.0_f64.powi(-40), "a radius of {}", run.largest_radius());
    }
}

#[test]
fn ties_and_twin_actions_stay_equal_up_to_the_radii() {
    let twin = Action { reward: q(1, 2), transitions: vec![(0, Rational::one())] };
    let worse = Action { reward: Rational::zero(), transitions: vec![(0, Rational::one())] };
    let rows = vec![vec![twin.clone(), twin, worse]];
    let mdp = Mdp::new(q(1, 2), rows, vec![Rational::one()], RowSums::Exact).expect("a model").0;
    let mut run = CertifiedSpma::new(&mdp, &Policy::uniform(&mdp), &q(1, 2)).expect("short numbers");
    for _ in 0..50 {
        run.step().expect("eta <= 1 - gamma is valid");
    }
    let policy = run.policy::<Enclosure>();
    assert!(!policy.probabilities()[0].equal(&policy.probabilities()[1]).is_no());
    assert!(policy.probabilities()[2].less(&Enclosure::from_rational(&q(1, 100))).is_yes(), "the worse action is left");
}

#[test]
fn a_step_size_at_the_boundary_of_its_condition_is_undecided_and_one_beyond_it_refused() {
    // m = 1/2 in the only state, so eta = 2 is the largest valid step.
    let action = |reward| Action { reward, transitions: vec![(0, Rational::one())] };
    let rows = vec![vec![action(Rational::one()), action(Rational::zero())]];
    let bandit = Mdp::new(Rational::zero(), rows, vec![Rational::one()], RowSums::Exact).expect("a model").0;
    let uniform = Policy::uniform(&bandit);
    let mut outside = CertifiedSpma::new(&bandit, &uniform, &q(21, 10)).expect("short numbers");
    assert!(matches!(outside.step(), Err(StepSizeError::Spma { state: 0, .. })));
    let mut boundary = CertifiedSpma::new(&bandit, &uniform, &q(2, 1)).expect("short numbers");
    assert!(matches!(boundary.step(), Err(StepSizeError::Undecided { .. })), "no enclosure decides an equality");
    let mut one = CertifiedSpma::new(&bandit, &uniform, &Rational::one()).expect("short numbers");
    one.step().expect("eta = 1 is valid for rewards in [0, 1]");
    assert_contains(&one, &Policy::new(&bandit, vec![vec![q(3, 4), q(1, 4)]]).expect("a policy"), "one step");
}

#[test]
fn an_absurdly_long_step_is_refused_before_anything_overflows() {
    for seed in 0..20 {
        let (mdp, start) = garnet(4, 3, q(9, 10), seed);
        for eta in [q(100, 1), q(1 << 40, 1), q(1 << 60, 1)] {
            let mut run = CertifiedSpma::new(&mdp, &start, &eta).expect("short numbers");
            let before = run.policy::<Enclosure>();
            assert!(run.step().is_err(), "eta = {eta}");
            assert_eq!(run.policy::<Enclosure>(), before, "the run stays where it is");
        }
    }
}

#[test]
fn models_and_steps_with_too_long_numbers_are_declined() {
    let (mdp, start) = garnet(3, 2, q(9, 10), 1);
    assert!(CertifiedSpma::new(&mdp, &start, &Rational::power_of_two(-80)).is_none());
    assert!(CertifiedSpma::new(&mdp, &start, &-q(1, 10)).is_none());
    let rare = Rational::power_of_two(-200);
    let row = vec![(0, Rational::one() - &rare), (1, rare)];
    let rows = (0..2).map(|_| vec![Action { reward: Rational::one(), transitions: row.clone() }]).collect();
    let long = Mdp::new(q(9, 10), rows, vec![q(1, 2), q(1, 2)], RowSums::Exact).expect("a model").0;
    assert!(CertifiedSpma::new(&long, &Policy::uniform(&long), &q(1, 10)).is_none());
}

#[test]
fn a_float_run_stays_near_the_certified_one() {
    for (states, gamma) in [(1, Rational::zero()), (5, q(9, 10)), (60, q(9, 10)), (300, q(1, 2))] {
        let (mdp, start) = garnet(states, 3, gamma.clone(), 9);
        let eta = Rational::one() - &gamma;
        let mut certified = CertifiedSpma::new(&mdp, &start, &eta).expect("short numbers");
        let mut float = FloatSpma::new(&mdp.convert(), start.convert(), eta.to_f64(), 0.0);
        for _ in 0..20 {
            certified.step().expect("eta <= 1 - gamma is valid");
            float.step().expect("eta <= 1 - gamma is valid");
        }
        let enclosures = certified.policy::<Interval<f64>>();
        for (enclosure, p) in enclosures.probabilities().iter().zip(float.policy().probabilities()) {
            assert!((p - enclosure.midpoint()).abs() <= 1e-12, "{states} states: {p} is not near {enclosure}");
        }
    }
}

#[test]
fn a_float_run_names_the_state_in_which_the_step_is_too_long() {
    let (mdp, start) = garnet(3, 2, q(9, 10), 1);
    let mut run = FloatSpma::new(&mdp.convert(), start.convert(), 1e6, 0.0);
    let before = run.policy().clone();
    assert!(matches!(run.step(), Err(StepSizeError::Spma { .. })));
    assert_eq!(run.policy(), &before);
}
