//! Four ways to evaluate a policy agree, and enclosures contain the exact value.

use std::sync::Arc;

use approx::assert_relative_eq;
use num_traits::{One, Zero};
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use spma::claim::Instance;
use spma::family;
use spma::mdp::{
    Action, AffineRescaling, Evaluate, Mdp, Policy, RowSums, action_values, bellman_optimal, bellman_policy,
};
use spma::model_io::bundled;
use spma::replay::Naive;
use spma::scalar::{BigFloat, Field, Interval, Ordered, Rational};

type Wide<const BITS: u32> = Interval<BigFloat<BITS>>;

fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

/// The independent oracle: plain elimination over nested lists.
fn oracle(mdp: &Mdp<Rational>, policy: &Policy<Rational>) -> Naive {
    Naive::new(&Instance {
        origin: String::new(),
        mdp: Arc::new(mdp.clone()),
        policy: policy.clone(),
        other: policy.clone(),
        eta: Rational::one(),
        steps: 0,
        linear: None,
    })
}

/// Does every enclosure contain its exact value?
fn assert_contains<T: Ordered>(enclosures: &[T], exact: &[Rational], what: &str) {
    assert_eq!(enclosures.len(), exact.len());
    for (state, (enclosure, value)) in enclosures.iter().zip(exact).enumerate() {
        assert!(enclosure.bounds().contains(value), "{what}, state {state}: {enclosure:?} lacks {}", value.to_f64());
    }
}

/// Every strategy on an exact model and policy, against `values` and `occupancy`.
fn assert_all_agree(mdp: &Mdp<Rational>, policy: &Policy<Rational>, values: &[Rational], occupancy: &[Rational]) {
    assert_eq!(Rational::evaluate(mdp, policy), values, "exact evaluation");
    assert_eq!(Rational::occupancy(mdp, policy), occupancy, "exact occupancy");
    assert_contains(&Interval::<f64>::evaluate_exact(mdp, policy), values, "integer residual, 53 bits");
    assert_contains(&Wide::<128>::evaluate_exact(mdp, policy), values, "integer residual, 128 bits");
    assert_contains(&Wide::<1024>::evaluate_exact(mdp, policy), values, "integer residual, 1024 bits");
    enclosures_over_boxes::<Interval<f64>>(mdp, policy, values, occupancy);
    enclosures_over_boxes::<Wide<256>>(mdp, policy, values, occupancy);
}

fn enclosures_over_boxes<T: Evaluate>(
    mdp: &Mdp<Rational>,
    policy: &Policy<Rational>,
    values: &[Rational],
    occupancy: &[Rational],
) {
    let (model, boxes) = (mdp.convert::<T>(), policy.convert::<T>());
    assert_contains(&T::evaluate(&model, &boxes), values, "interval residual");
    assert_contains(&T::occupancy(&model, &boxes), occupancy, "occupancy");
}

fn garnet(states: usize, gamma: Rational, seed: u64) -> (Mdp<Rational>, Policy<Rational>) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mdp = family::garnet(states, 3, 2.min(states), gamma, &mut rng).expect("a Garnet");
    let policy = family::random_policy(&mdp, &mut rng);
    (mdp, policy)
}

#[test]
fn all_strategies_agree_with_plain_elimination_on_small_random_models() {
    for (seed, states) in [(1, 1), (2, 2), (3, 5), (4, 8), (5, 9), (6, 14)] {
        for gamma in [q(0, 1), q(1, 2), q(99, 100), q(999_999, 1_000_000)] {
            let (mdp, policy) = garnet(states, gamma, seed);
            let naive = oracle(&mdp, &policy);
            let (values, occupancy) = (naive.values(&naive.policy), naive.occupancy(&naive.policy));
            assert_all_agree(&mdp, &policy, &values, &occupancy);
        }
    }
}

#[test]
fn all_strategies_agree_on_every_bundled_model() {
    for name in bundled::names() {
        let discount = bundled::provenance(name).and_then(|p| p.discounts().next().cloned()).expect("a discount");
        let mdp = bundled::load(name, discount).expect("listed").expect("well formed").mdp;
        let policy = Policy::uniform(&mdp);
        let values = Rational::evaluate(&mdp, &policy);
        assert_eq!(bellman_policy(&mdp, &policy, &values), values, "{name}: the exact value is a fixed point");
        let occupancy = Rational::occupancy(&mdp, &policy);
        assert_all_agree(&mdp, &policy, &values, &occupancy);
        let floats = f64::evaluate_exact(&mdp, &policy);
        let size = values.iter().map(|v| v.to_f64().abs()).fold(0.0, f64::max);
        for (float, exact) in floats.iter().zip(&values) {
            assert_relative_eq!(*float, exact.to_f64(), epsilon = 1e-9 * size.max(1e-300), max_relative = 1e-9);
        }
    }
}

#[test]
fn the_optimum_is_a_fixed_point_and_enclosures_contain_it_at_every_bundled_model_and_discount() {
    for name in bundled::names() {
        let provenance = bundled::provenance(name).expect("listed");
        for (discount, value) in &provenance.optimal_values {
            let mdp = bundled::load(name, discount.clone()).expect("listed").expect("well formed").mdp;
            let exact = Rational::optimum(&mdp);
            assert_eq!(bellman_optimal(&mdp, &exact.values), exact.values, "{name} at {discount}");
            assert_eq!(Rational::dot(mdp.initial(), &exact.values), *value, "{name} at {discount}: known optimum");
            contains_the_optimum::<Interval<f64>>(&mdp, &exact.values, value);
            contains_the_optimum::<Wide<256>>(&mdp, &exact.values, value);
        }
    }
}

fn contains_the_optimum<T: Evaluate>(mdp: &Mdp<Rational>, values: &[Rational], value: &Rational) {
    let optimum = T::optimum(mdp);
    assert_contains(&optimum.values, values, "V*");
    let start: Vec<T> = mdp.initial().iter().map(T::from_rational).collect();
    assert!(T::dot(&start, &optimum.values).bounds().contains(value), "V*(rho)");
}

#[test]
fn the_exact_optimum_agrees_with_policy_iteration_by_plain_elimination() {
    for seed in 0..30 {
        let (mdp, policy) = garnet(1 + seed as usize % 6, q(9, 10), seed);
        assert_eq!(Rational::optimum(&mdp).values, oracle(&mdp, &policy).optimal_values(), "seed {seed}");
    }
}

#[test]
fn an_enclosure_at_53_bits_is_narrow_and_more_bits_make_it_narrower() {
    let (mdp, policy) = garnet(30, q(9, 10), 11);
    let width = |bounds: spma::scalar::Bounds| bounds.width().expect("finite").to_f64();
    let narrow = Interval::<f64>::evaluate_exact(&mdp, &policy);
    assert!(narrow.iter().all(|v| width(v.bounds()) < 1e-13), "53 bits");
    let narrower = Wide::<256>::evaluate_exact(&mdp, &policy);
    assert!(narrower.iter().all(|v| width(v.bounds()) < 1e-70), "256 bits");
}

#[test]
fn rewards_300_orders_of_magnitude_apart_are_enclosed() {
    let huge: Rational = "1e300".parse().expect("a number");
    let action = |reward: Rational, to| Action { reward, transitions: vec![(to, Rational::one())] };
    let rows = vec![
        vec![action(huge.clone(), 1), action(-huge.clone(), 0)],
        vec![action(Rational::one() / &huge, 0), action(Rational::zero(), 1)],
    ];
    let (mdp, _) = Mdp::new(q(999_999, 1_000_000), rows, vec![q(1, 2), q(1, 2)], RowSums::Exact).expect("a model");
    let policy = Policy::uniform(&mdp);
    let naive = oracle(&mdp, &policy);
    assert_all_agree(&mdp, &policy, &naive.values(&naive.policy), &naive.occupancy(&naive.policy));
    contains_the_optimum::<Interval<f64>>(
        &mdp,
        &naive.optimal_values(),
        &Rational::dot(mdp.initial(), &naive.optimal_values()),
    );
}

#[test]
fn rewards_beyond_the_range_of_f64_are_enclosed_too() {
    let huge: Rational = "1e400".parse().expect("a number");
    let rows = vec![vec![Action { reward: huge.clone(), transitions: vec![(0, Rational::one())] }]];
    let (mdp, _) = Mdp::new(q(1, 2), rows, vec![Rational::one()], RowSums::Exact).expect("a model");
    let policy = Policy::uniform(&mdp);
    let exact = [huge * Rational::from(2)];
    assert_contains(&Wide::<128>::evaluate_exact(&mdp, &policy), &exact, "1e400 at 128 bits");
    assert_contains(&Interval::<f64>::evaluate_exact(&mdp, &policy), &exact, "1e400 at 53 bits");
    assert_contains(&Interval::<f64>::optimum(&mdp).values, &exact, "V* of 1e400");
}

#[test]
fn nearly_deterministic_policies_and_equal_rewards_are_enclosed() {
    let (mdp, _) = garnet(6, q(99, 100), 3);
    let favoured: Vec<usize> = (0..6).map(|s| s % 3).collect();
    let policy = family::near_deterministic(&mdp, &favoured, 9);
    let naive = oracle(&mdp, &policy);
    assert_all_agree(&mdp, &policy, &naive.values(&naive.policy), &naive.occupancy(&naive.policy));
    let equal: Vec<Vec<Action<Rational>>> = mdp
        .to_actions()
        .into_iter()
        .map(|row| row.into_iter().map(|action| Action { reward: Rational::zero(), ..action }).collect())
        .collect();
    let (zero, _) = Mdp::new(q(99, 100), equal, mdp.initial().to_vec(), RowSums::Exact).expect("a model");
    assert!(Rational::optimum(&zero).values.iter().all(Zero::is_zero));
    assert_contains(&Interval::<f64>::optimum(&zero).values, &vec![Rational::zero(); 6], "zero rewards");
}

#[test]
fn a_box_of_policies_encloses_the_value_of_every_policy_in_it() {
    let (mdp, policy) = garnet(5, q(9, 10), 9);
    let (other, share) = (Policy::<Rational>::uniform(&mdp), q(1, 1_000_000));
    let hulls: Vec<Vec<Rational>> = policy.to_states();
    let moved: Vec<Vec<Rational>> = hulls
        .iter()
        .zip(other.to_states())
        .map(|(row, uniform)| {
            row.iter().zip(uniform).map(|(p, u)| p.clone() * (Rational::one() - &share) + u * &share).collect()
        })
        .collect();
    let moved = Policy::new(&mdp, moved).expect("a policy");
    let boxes: Vec<Interval<f64>> = policy
        .convert::<Interval<f64>>()
        .probabilities()
        .iter()
        .zip(moved.convert::<Interval<f64>>().probabilities())
        .map(|(a, b)| a.hull(b))
        .collect();
    let boxes = policy.convert::<Interval<f64>>().with_probabilities(boxes);
    let enclosures = Interval::<f64>::evaluate(&mdp.convert(), &boxes);
    for member in [&policy, &moved] {
        assert_contains(&enclosures, &Rational::evaluate(&mdp, member), "a member of the box");
    }
}

#[test]
fn rescaling_rewards_is_undone_by_its_inverse() {
    for name in ["small2", "cliffwalking", "machine_replacement10", "taxi_v4"] {
        let mdp = bundled::load(name, q(9, 10)).expect("listed").expect("well formed").mdp;
        let rescaling = AffineRescaling::to_unit(&mdp);
        let unit = rescaling.apply(&mdp);
        assert!(unit.has_unit_rewards() && !rescaling.is_identity(), "{name}");
        let values = Rational::optimum(&mdp).values;
        for (value, rescaled) in values.iter().zip(&Rational::optimum(&unit).values) {
            assert_eq!(rescaling.restore_value(rescaled, mdp.discount()), *value, "{name}");
        }
    }
}

#[test]
fn sparse_models_too_large_for_a_dense_factorisation_are_enclosed() {
    let (mdp, policy) = garnet(600, q(9, 10), 21);
    let exact_residual = |values: &[Rational]| {
        let updated = bellman_policy(&mdp, &policy, values);
        updated.iter().zip(values).map(|(u, v)| (u.clone() - v).abs()).max().expect("a state")
    };
    let centres: Vec<Rational> = BigFloat::<256>::evaluate_exact(&mdp, &policy)
        .iter()
        .map(|v| Rational::from_float(v.as_float()).expect("finite"))
        .collect();
    assert!(exact_residual(&centres) < Rational::power_of_two(-220), "256 bits");
    let enclosures = Interval::<f64>::evaluate_exact(&mdp, &policy);
    assert_contains(&enclosures, &centres, "values that are within 2^-200 of the exact ones");
    let floats = f64::evaluate_exact(&mdp, &policy);
    for (float, centre) in floats.iter().zip(&centres) {
        assert_relative_eq!(*float, centre.to_f64(), max_relative = 1e-12);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn evaluation_satisfies_the_bellman_equations_exactly(seed in 0_u64..10_000, states in 1_usize..12, nines in 0_u32..5) {
        let gamma = Rational::one() - Rational::from(10).power(-(nines as i32));
        let (mdp, policy) = garnet(states, gamma, seed);
        let values = Rational::evaluate(&mdp, &policy);
        prop_assert_eq!(&bellman_policy(&mdp, &policy, &values), &values);
        let optimum = Rational::optimum(&mdp);
        let best = action_values(&mdp, &optimum.values);
        for (state, &action) in optimum.actions.iter().enumerate() {
            prop_assert_eq!(&best[mdp.actions(state)][action], &optimum.values[state]);
            prop_assert!(values[state] <= optimum.values[state]);
        }
    }
}

#[test]
fn sparse_models_with_gamma_next_to_one_are_enclosed_in_bounded_time() {
    for gamma in ["0.999999", "0.9999999999999999999999"] {
        let (mdp, policy) = garnet(300, gamma.parse().expect("a number"), 5);
        let exact = Rational::power_of_two(-40) / (Rational::one() - mdp.discount());
        let enclosures = Wide::<256>::evaluate_exact(&mdp, &policy);
        let wider = Interval::<f64>::evaluate_exact(&mdp, &policy);
        for (narrow, wide) in enclosures.iter().zip(&wider) {
            let (narrow, wide) = (narrow.bounds(), wide.bounds());
            assert!(narrow.lower <= wide.upper && wide.lower <= narrow.upper, "both contain the value");
            if gamma == "0.999999" {
                assert!(narrow.width().expect("finite") < exact, "256 bits are narrow");
            }
        }
    }
}
