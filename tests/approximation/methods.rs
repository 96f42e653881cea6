//! Linear NPG and MDPO.

use spma::algorithm::{Algorithm, Iterate, Npg, Problem};
use spma::approximation::{Fit, LogLinear, MdpoSurrogate, linear_npg_step, one_hot, state_aggregation};
use spma::mdp::Policy;
use spma::scalar::{Field, Rational, Transcendental};

use crate::support::{Enclosure, chain, features, q, two_arms};

#[test]
fn one_linear_npg_step_of_two_arms_by_hand() {
    let problem = Problem::<Rational>::new(two_arms());
    let iterate = Iterate::exact(&problem, &Policy::uniform(&*two_arms()));
    let features = features(&[&[2], &[0]]);
    let step = |fit| linear_npg_step(&iterate, &features, &[0], fit, &q(1, 2), &[q(1, 1)]);
    // Centred features 1 and -1, advantages 1/2 and -1/2: w = 1/2.
    assert_eq!(step(Fit::Compatible), [q(5, 4)]);
    // Features 2 and 0, values 1 and 0: w = 1/2.
    assert_eq!(step(Fit::ActionValues), [q(5, 4)]);
    let shifted =
        linear_npg_step(&iterate, &self::features(&[&[3], &[1]]), &[0], Fit::ActionValues, &q(1, 2), &[q(0, 1)]);
    // Features 3 and 1: w = 3/10, not what compatible features give.
    assert_eq!(shifted, [q(3, 20)]);
}

#[test]
fn with_one_feature_per_pair_both_fits_are_tabular_npg() {
    let mdp = chain();
    let features = one_hot(&*mdp);
    let problem = Problem::<Enclosure>::new(mdp.clone());
    let iterate = Iterate::exact(&problem, &Policy::uniform(&mdp));
    let eta = Enclosure::from_rational(&q(1, 3));
    let tabular = Npg::new(eta.clone()).next_policy(&iterate);
    let zero = vec![Enclosure::from_integer(0); mdp.pairs()];
    for (fit, columns) in
        [(Fit::Compatible, features.independent_columns(&mdp)), (Fit::ActionValues, features.spanning_columns())]
    {
        let theta = linear_npg_step(&iterate, &features.convert(), &columns, fit, &eta, &zero);
        let linear = LogLinear::new(iterate.policy(), &features.convert(), &theta).policy;
        for (p, q) in linear.probabilities().iter().zip(tabular.probabilities()) {
            assert!(p.overlaps(q), "{fit:?}: {p} and {q}");
        }
    }
}

#[test]
fn with_few_features_the_two_fits_differ() {
    let mdp = chain();
    let features = state_aggregation(&*mdp, &[0, 0, 0]);
    let problem = Problem::<Rational>::new(mdp.clone());
    let iterate = Iterate::exact(&problem, &Policy::uniform(&mdp));
    let zero = vec![q(0, 1); 2];
    let step = |columns: &[usize], fit| linear_npg_step(&iterate, &features, columns, fit, &q(1, 2), &zero);
    let (compatible, values) = (step(&[0], Fit::Compatible), step(&[0, 1], Fit::ActionValues));
    // Both fit the mean advantage of the first action over the second, the second also the level.
    assert_eq!(compatible[0].clone() - &compatible[1], values[0].clone() - &values[1]);
    assert_ne!(compatible, values);
}

#[test]
fn many_steps_of_mdpo_with_one_feature_per_pair_reach_the_tabular_maximiser() {
    let problem = Problem::<f64>::new(two_arms());
    let iterate = Iterate::exact(&problem, &Policy::uniform(&*two_arms()));
    let features = one_hot(&*two_arms()).convert::<f64>();
    let mdpo = MdpoSurrogate::of_step(&iterate, &0.5, features.clone());
    let theta = mdpo.ascend(&[0.0, 0.0], &0.5, 400);
    // pi' is proportional to pi exp(eta Adv): a logit difference of eta.
    let odds = Transcendental::exp(&0.5);
    let found = LogLinear::new(iterate.policy(), &features, &theta).policy;
    assert!((found.probabilities()[0] - odds / (1.0 + odds)).abs() < 1e-12, "{theta:?}");
    assert_eq!(mdpo.ascend(&[0.3, 0.1], &0.5, 0), [0.3, 0.1]);
}

#[test]
fn one_step_of_mdpo_by_hand() {
    // At the current policy f = Adv: gradient 1/2 * 1/2 * 1 = 1/4 for the first arm, -1/4 for the second.
    let problem = Problem::<f64>::new(two_arms());
    let iterate = Iterate::exact(&problem, &Policy::uniform(&*two_arms()));
    let mdpo = MdpoSurrogate::of_step(&iterate, &0.5, one_hot(&*two_arms()).convert());
    let theta = mdpo.ascend(&[0.0, 0.0], &2.0, 1);
    assert!((theta[0] - 0.5).abs() < 1e-15 && (theta[1] + 0.5).abs() < 1e-15, "{theta:?}");
}
