//! One step of every method against formulas written out for a model of two
//! states, in exact arithmetic.

use std::sync::Arc;

use num_traits::{One, Zero};
use spma::algorithm::{
    AcceleratedPg, AdaptiveSpma, Algorithm, GapDependentSpma, Iterate, Mdpo, Method, Npg, PolicyIteration, Problem,
    SoftmaxPg, Spma, StepSizeError, multiplicative_update,
};
use spma::family;
use spma::mdp::{Action, Mdp, Policy, RowSums};
use spma::replay::Range;
use spma::scalar::{BigFloat, Bounds, Interval, Ordered, Rational};

mod properties;

type Wide = Interval<BigFloat<256>>;

fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

/// Two states, `gamma = 1/2`, rewards in `[0, 1]`: per action the reward and the
/// probability of going to state 0.
fn actions() -> [Vec<(Rational, Rational)>; 2] {
    [vec![(q(1, 1), q(1, 2)), (q(0, 1), q(0, 1)), (q(1, 2), q(1, 4))], vec![(q(1, 4), q(0, 1)), (q(1, 2), q(1, 1))]]
}

fn gamma() -> Rational {
    q(1, 2)
}

fn initial() -> [Rational; 2] {
    [q(1, 3), q(2, 3)]
}

fn start() -> [Vec<Rational>; 2] {
    [vec![q(1, 2), q(1, 4), q(1, 4)], vec![q(1, 3), q(2, 3)]]
}

fn model() -> Arc<Mdp<Rational>> {
    let action = |(reward, to_first): (Rational, Rational)| {
        let rest = Rational::one() - &to_first;
        let both = [(0, to_first), (1, rest)];
        Action { reward, transitions: both.into_iter().filter(|(_, p)| !p.is_zero()).collect() }
    };
    let states = actions().into_iter().map(|row| row.into_iter().map(action).collect()).collect();
    let (mdp, _) = Mdp::new(gamma(), states, initial().to_vec(), RowSums::Exact).expect("a model");
    Arc::new(mdp)
}

/// `V`, `Adv` and `d` of the start policy by Cramer's rule, from the data above.
struct ByHand {
    values: [Rational; 2],
    advantages: [Vec<Rational>; 2],
    occupancy: [Rational; 2],
}

fn by_hand() -> ByHand {
    let (policy, actions, gamma) = (start(), actions(), gamma());
    let mean = |s: usize, x: &dyn Fn(&(Rational, Rational)) -> Rational| -> Rational {
        policy[s].iter().zip(&actions[s]).map(|(p, action)| p.clone() * x(action)).sum()
    };
    let reward = [mean(0, &|a| a.0.clone()), mean(1, &|a| a.0.clone())];
    // P = [[f0, 1-f0], [f1, 1-f1]]
    let (f0, f1) = (mean(0, &|a| a.1.clone()), mean(1, &|a| a.1.clone()));
    let one = Rational::one();
    let a = one.clone() - gamma.clone() * &f0;
    let b = -(gamma.clone() * (one.clone() - &f0));
    let c = -(gamma.clone() * &f1);
    let d = one.clone() - gamma.clone() * (one.clone() - &f1);
    let determinant = a.clone() * &d - b.clone() * &c;
    let solve = |[a, b, c, d]: [&Rational; 4], [x, y]: [&Rational; 2]| {
        [(d.clone() * x - b.clone() * y) / &determinant, (a.clone() * y - c.clone() * x) / &determinant]
    };
    let values = solve([&a, &b, &c, &d], [&reward[0], &reward[1]]);
    let stop = one.clone() - &gamma;
    let [rho0, rho1] = initial().map(|rho| rho * &stop);
    let occupancy = solve([&a, &c, &b, &d], [&rho0, &rho1]);
    let advantage = |s: usize| {
        let action = |(r, f): &(Rational, Rational)| {
            let ahead = f.clone() * &values[0] + (one.clone() - f) * &values[1];
            r.clone() + gamma.clone() * ahead - &values[s]
        };
        actions[s].iter().map(action).collect::<Vec<_>>()
    };
    ByHand { advantages: [advantage(0), advantage(1)], values, occupancy }
}

fn exact_step(algorithm: &impl Algorithm<Rational>) -> Vec<Vec<Rational>> {
    let problem = Problem::new(model());
    let policy = Policy::new(problem.exact(), start().to_vec()).expect("a policy");
    let iterate = Iterate::exact(&problem, &policy);
    algorithm.check_step_size(&iterate).expect("a valid step size");
    algorithm.next_policy(&iterate).to_states()
}

fn smallest(values: &[Rational]) -> Rational {
    values.iter().min().expect("a state has an action").clone()
}

#[test]
fn values_advantages_and_occupancy_agree_with_cramers_rule() {
    let problem = Problem::<Rational>::new(model());
    let policy = Policy::new(problem.exact(), start().to_vec()).unwrap();
    let iterate = Iterate::exact(&problem, &policy);
    let hand = by_hand();
    assert_eq!(iterate.values(), hand.values);
    assert_eq!(iterate.occupancy(), hand.occupancy);
    assert_eq!(iterate.advantages(), hand.advantages.concat());
    assert_eq!(hand.occupancy.iter().cloned().sum::<Rational>(), Rational::one());
}

#[test]
fn an_spma_step_multiplies_each_probability_by_one_plus_eta_times_its_advantage() {
    for eta in [q(1, 2), q(1, 7)] {
        let next = exact_step(&Spma::constant(eta.clone()));
        for (s, advantages) in by_hand().advantages.iter().enumerate() {
            for (a, advantage) in advantages.iter().enumerate() {
                assert_eq!(next[s][a], start()[s][a].clone() * (Rational::one() + eta.clone() * advantage));
            }
        }
    }
}

#[test]
fn an_update_that_leaves_the_simplex_is_not_cut_whatever_the_sign_of_its_step_size() {
    let (by_hand, problem) = (by_hand(), Problem::new(model()));
    let now = Iterate::exact(&problem, &Policy::new(problem.exact(), start().to_vec()).expect("a policy"));
    for eta in [q(-100, 1), q(-3, 1), q(-1, 10), q(100, 1)] {
        let next = multiplicative_update(&now, |_| eta.clone());
        for (state, (row, advantages)) in start().iter().zip(&by_hand.advantages).enumerate() {
            let expected: Vec<Rational> =
                row.iter().zip(advantages).map(|(p, adv)| p.clone() * (Rational::one() + eta.clone() * adv)).collect();
            assert_eq!(next.at(state), expected, "eta = {eta}, state {state}");
        }
    }
}

#[test]
fn spma_takes_its_own_step_size_in_every_state() {
    let etas = [q(1, 2), q(1, 9)];
    let next = exact_step(&Spma::per_state(etas.to_vec()));
    for (s, eta) in etas.into_iter().enumerate() {
        assert_eq!(next[s], exact_step(&Spma::constant(eta))[s]);
    }
}

#[test]
fn the_adaptive_step_is_a_fraction_of_the_largest_valid_one_in_every_state() {
    for fraction in [q(1, 1), q(2, 5)] {
        let next = exact_step(&AdaptiveSpma::new(fraction.clone()));
        for (s, advantages) in by_hand().advantages.iter().enumerate() {
            let eta = fraction.clone() / &-smallest(advantages);
            for (a, advantage) in advantages.iter().enumerate() {
                assert_eq!(next[s][a], start()[s][a].clone() * (Rational::one() + eta.clone() * advantage));
            }
        }
    }
    let whole = exact_step(&AdaptiveSpma::new(Rational::one()));
    assert!(whole.iter().all(|row| smallest(row).is_zero()), "the full step takes the worst action away: {whole:?}");
}

#[test]
fn the_gap_dependent_step_adds_the_mass_of_worse_actions_and_takes_that_of_better_ones() {
    let next = exact_step(&GapDependentSpma);
    for (s, advantages) in by_hand().advantages.iter().enumerate() {
        let policy = &start()[s];
        for a in 0..advantages.len() {
            let mass = |which: fn(&Rational, &Rational) -> bool| -> Rational {
                let others = (0..advantages.len()).filter(|&b| which(&advantages[b], &advantages[a]));
                others.map(|b| policy[b].clone()).sum()
            };
            let factor = Rational::one() + mass(|x, y| x < y) - mass(|x, y| x > y);
            assert_eq!(next[s][a], policy[a].clone() * factor);
        }
    }
}

#[test]
fn the_gap_dependent_step_ignores_ties() {
    let mdp = Arc::new(family::bandit(vec![q(1, 1), q(1, 1), q(0, 1)]).unwrap());
    let problem = Problem::<Rational>::new(mdp.clone());
    let policy = Policy::new(&mdp, vec![vec![q(1, 2), q(1, 4), q(1, 4)]]).unwrap();
    let next = GapDependentSpma.next_policy(&Iterate::exact(&problem, &policy));
    assert_eq!(next.at(0), [q(5, 8), q(5, 16), q(1, 16)]);
}

#[test]
fn policy_iteration_takes_the_first_best_action() {
    let next = exact_step(&PolicyIteration);
    for (s, advantages) in by_hand().advantages.iter().enumerate() {
        let best = (0..advantages.len()).rev().max_by_key(|&a| advantages[a].clone()).unwrap();
        let expected: Vec<Rational> = (0..advantages.len()).map(|a| q(i64::from(a == best), 1)).collect();
        assert_eq!(next[s], expected);
    }
    let mdp = Arc::new(family::bandit(vec![q(0, 1), q(1, 1), q(1, 1)]).unwrap());
    let problem = Problem::<Rational>::new(mdp.clone());
    let next = PolicyIteration.next_policy(&Iterate::exact(&problem, &Policy::uniform(&mdp)));
    assert_eq!(next.at(0), [q(0, 1), q(1, 1), q(0, 1)]);
}

/// `pi(a) exp(x(a)) / sum_b pi(b) exp(x(b))` in ranges of rationals.
fn tilted(policy: &[Rational], exponents: &[Rational]) -> Vec<Bounds> {
    let weight = |(p, x): (&Rational, &Rational)| Range::from(x).exp().times(&Range::from(p));
    let weights: Vec<Range> = policy.iter().zip(exponents).map(weight).collect();
    let total = Range::sum(&weights);
    weights.iter().map(|weight| weight.over(&total).into()).collect()
}

/// The step over enclosures and over big floats lies within bounds computed apart.
fn assert_step(
    enclosed: &impl Algorithm<Wide>,
    float: &impl Algorithm<BigFloat<256>>,
    exponents: impl Fn(usize, usize) -> Rational,
) {
    let policy = Policy::new(&model(), start().to_vec()).unwrap();
    let (wide, big) = (Problem::<Wide>::new(model()), Problem::<BigFloat<256>>::new(model()));
    let boxes = enclosed.next_policy(&Iterate::exact(&wide, &policy));
    let points = float.next_policy(&Iterate::exact(&big, &policy));
    let tiny = Rational::power_of_two(-80);
    for (s, row) in start().iter().enumerate() {
        let exponents: Vec<Rational> = (0..row.len()).map(|a| exponents(s, a)).collect();
        for (a, expected) in tilted(row, &exponents).into_iter().enumerate() {
            let (low, high) = (expected.lower.unwrap(), expected.upper.unwrap());
            let found = boxes.at(s)[a].bounds();
            let (found_low, found_high) = (found.lower.unwrap(), found.upper.unwrap());
            assert!(found_low <= high && low <= found_high, "state {s}, action {a}: the enclosures are disjoint");
            assert!(found_high - found_low < tiny, "state {s}, action {a}: the enclosure is wide");
            let point = points.at(s)[a].bounds().lower.unwrap();
            assert!((point - low).abs() < tiny, "state {s}, action {a}: the float is off");
        }
    }
}

#[test]
fn an_npg_step_tilts_by_eta_times_advantage_over_one_minus_gamma() {
    let eta = q(3, 4);
    let scale = eta.clone() / (Rational::one() - gamma());
    let hand = by_hand();
    assert_step(&Npg::new(wide(&eta)), &Npg::new(big(&eta)), |s, a| scale.clone() * &hand.advantages[s][a]);
}

#[test]
fn an_spg_step_tilts_by_eta_times_the_gradient() {
    let eta = q(5, 2);
    let scale = eta.clone() / (Rational::one() - gamma());
    let hand = by_hand();
    assert_step(&SoftmaxPg::new(wide(&eta)), &SoftmaxPg::new(big(&eta)), |s, a| {
        scale.clone() * &hand.occupancy[s] * &start()[s][a] * &hand.advantages[s][a]
    });
}

#[test]
fn an_mdpo_step_tilts_by_eta_times_advantage() {
    let eta = q(3, 4);
    let hand = by_hand();
    assert_step(&Mdpo::new(wide(&eta)), &Mdpo::new(big(&eta)), |s, a| eta.clone() * &hand.advantages[s][a]);
}

#[test]
fn an_accelerated_run_follows_nesterovs_recursion_in_the_logit_of_two_arms() {
    // pi = sigma(z) for the difference z of the logits, dV/dz of the two logits is +-p(1-p), and nothing restarts.
    let mdp = Arc::new(family::bandit(vec![q(1, 1), q(0, 1)]).unwrap());
    let problem = Problem::<f64>::new(mdp.clone());
    let mut method = AcceleratedPg::new(4.0);
    let mut iterate = Iterate::exact(&problem, &Policy::new(&mdp, vec![vec![q(1, 4), q(3, 4)]]).unwrap());
    let (mut theta, mut omega) = ((1.0_f64 / 3.0).ln(), (1.0_f64 / 3.0).ln());
    for t in 1..=6 {
        let step = f64::from(t);
        let p = 1.0 / (1.0 + (-omega).exp());
        let next = omega + 4.0 * step / (step + 1.0) * 2.0 * p * (1.0 - p);
        omega = next + (step - 1.0) / (step + 2.0) * (next - theta);
        theta = next;
        iterate = Iterate::new(&problem, method.step(&iterate));
        approx::assert_relative_eq!(iterate.policy().at(0)[0], 1.0 / (1.0 + (-omega).exp()), max_relative = 1e-12);
    }
}

#[test]
fn an_accelerated_run_keeps_the_gradient_step_where_the_momentum_overshoots() {
    // The second arm is pushed hardest, so a longer step trades the best arm for it.
    let mdp = Arc::new(family::bandit(vec![q(1, 1), q(3, 4), q(0, 1)]).unwrap());
    let problem = Problem::<Wide>::new(mdp.clone());
    let start =
        Iterate::exact(&problem, &Policy::new(&mdp, vec![vec![q(2, 1000), q(40, 1000), q(958, 1000)]]).unwrap());
    let mut method = AcceleratedPg::new(wide(&q(140, 1)));
    let first = Iterate::new(&problem, method.step(&start));
    let second = method.advance(&first);
    let value = |policy: &Policy<Wide>| Iterate::new(&problem, policy.clone()).values()[0].clone();
    assert!(value(&second.extrapolated).less(&value(&second.gradient)).is_yes());
    assert!(value(&first.policy().clone()).less(&value(&second.gradient)).is_yes());
    assert_eq!(second.kept.at(0)[0].bounds(), second.gradient.at(0)[0].bounds());
}

fn wide(x: &Rational) -> Wide {
    spma::scalar::Field::from_rational(x)
}

fn big(x: &Rational) -> BigFloat<256> {
    spma::scalar::Field::from_rational(x)
}

#[test]
fn the_constants_of_a_bandit_are_those_worked_out_by_hand() {
    let mdp = Arc::new(family::bandit(vec![q(1, 1), q(1, 2), q(1, 4)]).unwrap());
    let problem = Problem::<Rational>::new(mdp.clone());
    let policy = Policy::new(&mdp, vec![vec![q(1, 2), q(1, 4), q(1, 4)]]).unwrap();
    let now = Iterate::exact(&problem, &policy);
    // V = 11/16, Var = 1/2 (5/16)^2 + 1/4 (3/16)^2 + 1/4 (7/16)^2 = 108/1024
    assert_eq!(now.values(), [q(11, 16)]);
    assert_eq!(now.state(0).variance, q(108, 1024));
    assert_eq!(now.state(0).span, q(3, 4));
    assert_eq!((now.constant(), now.single_action_constant()), (q(1, 4), q(1, 4)));
    assert_eq!(now.variance_constant(), q(108, 1024) / q(5, 16));
    assert_eq!(now.error(), q(5, 16));
    let rate = Spma::constant(q(1, 3)).rate(&now).expect("SPMA with one step size has a rate");
    assert_eq!(rate, q(1, 12));
    assert!(AdaptiveSpma::new(q(1, 3)).rate(&now).is_none());
}

#[test]
fn a_tie_for_the_best_action_leaves_the_single_action_constant_at_zero() {
    let mdp = Arc::new(family::bandit(vec![q(1, 1), q(1, 1), q(1, 4)]).unwrap());
    let problem = Problem::<Rational>::new(mdp.clone());
    let now = Iterate::exact(&problem, &Policy::uniform(&mdp));
    assert_eq!((now.constant(), now.single_action_constant()), (q(1, 2), q(0, 1)));
}

#[test]
fn the_constant_is_the_smallest_over_the_states_and_the_error_the_largest() {
    let hand = by_hand();
    let problem = Problem::<Rational>::new(model());
    let policy = Policy::new(problem.exact(), start().to_vec()).unwrap();
    let now = Iterate::exact(&problem, &policy);
    let weighted = |s: usize| {
        let mut order: Vec<usize> = (0..hand.advantages[s].len()).collect();
        order.sort_by_key(|&a| hand.advantages[s][a].clone());
        let (best, second) = (order[order.len() - 1], order[order.len() - 2]);
        start()[s][best].clone() * (hand.advantages[s][best].clone() - &hand.advantages[s][second])
    };
    assert_ne!(weighted(0), weighted(1));
    assert_eq!(now.constant(), weighted(0).min(weighted(1)));
    let errors = now.errors();
    assert_ne!(errors[0], errors[1]);
    assert_eq!(now.error(), errors[0].clone().max(errors[1].clone()));
}

#[test]
fn step_sizes_outside_their_condition_are_refused_with_the_condition() {
    let mdp = Arc::new(family::bandit(vec![q(1, 1), q(0, 1)]).unwrap());
    let (problem, wide_problem) = (Problem::<Rational>::new(mdp.clone()), Problem::<Wide>::new(mdp.clone()));
    let now = Iterate::exact(&problem, &Policy::uniform(&mdp));
    assert_eq!(Spma::constant(q(2, 1)).check_step_size(&now), Ok(()));
    let error = Spma::constant(q(201, 100)).check_step_size(&now).unwrap_err();
    assert_eq!(error, StepSizeError::Spma { state: 0, eta: "2.01".to_owned(), limit: "2".to_owned() });
    assert!(matches!(Spma::constant(q(0, 1)).check_step_size(&now), Err(StepSizeError::NotPositive { .. })));
    assert!(AdaptiveSpma::new(q(1, 1)).check_step_size(&now).is_ok());
    for fraction in [q(0, 1), q(-1, 2), q(11, 10)] {
        let refused = AdaptiveSpma::new(fraction).check_step_size(&now);
        assert!(matches!(refused, Err(StepSizeError::Fraction { .. })));
    }
    let enclosed = Iterate::exact(&wide_problem, &Policy::uniform(&mdp));
    assert!(Npg::new(wide(&q(5, 1))).check_step_size(&enclosed).is_ok());
    assert!(Npg::new(wide(&q(0, 1))).check_step_size(&enclosed).is_err());
    assert!(SoftmaxPg::new(wide(&q(-1, 1))).check_step_size(&enclosed).is_err());
    assert!(Mdpo::new(wide(&q(0, 1))).check_step_size(&enclosed).is_err());
    assert!(AcceleratedPg::new(wide(&q(0, 1))).check_step_size(&enclosed).is_err());
}
