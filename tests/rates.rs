//! Exact trajectories and rate constants of fixed instances, as snapshots.
//!
//! Every number is an exact rational, so the snapshots are equal on every
//! machine; a change is either a change of a formula or of an instance.

use std::fmt::Write;
use std::sync::Arc;

use spma::algorithm::{Algorithm, GapDependentSpma, Iterate, Problem, Spma};
use spma::family;
use spma::mdp::{Mdp, Policy};
use spma::model_io::bundled;
use spma::scalar::Rational;

fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

/// `e_t`, `C_t`, the variance constant and `e_{t+1}/e_t` from the uniform policy.
fn trajectory(mdp: Mdp<Rational>, algorithm: &dyn Algorithm<Rational>, steps: usize) -> String {
    let problem = Problem::new(Arc::new(mdp));
    let mut iterate = Iterate::exact(&problem, &Policy::uniform(problem.mdp()));
    let mut text = String::new();
    for t in 0..steps {
        let next = Iterate::new(&problem, algorithm.next_policy(&iterate));
        let rate = next.error() / iterate.error();
        let (error, constant, variance) = (iterate.error(), iterate.constant(), iterate.variance_constant());
        writeln!(text, "t = {t}: e = {error}, C = {constant}, Var/M = {variance}, e'/e = {rate}").expect("a string");
        iterate = next;
    }
    text
}

#[test]
fn constant_step_size_in_bandits_of_two_to_five_arms() {
    let mut text = String::new();
    for arms in 2..=5 {
        let rewards = (0..arms).map(|arm| q(arms - arm, arms)).collect();
        let mdp = family::bandit(rewards).expect("a bandit");
        writeln!(text, "K = {arms}\n{}", trajectory(mdp, &Spma::constant(q(1, 1)), 3)).expect("a string");
    }
    insta::assert_snapshot!(text);
}

#[test]
fn gap_dependent_step_sizes_in_a_bandit_with_three_arms() {
    let mdp = family::bandit(vec![q(1, 1), q(3, 4), q(0, 1)]).expect("a bandit");
    insta::assert_snapshot!(trajectory(mdp, &GapDependentSpma, 4));
}

#[test]
fn constant_step_size_in_small_mdps() {
    let discount = q(9, 10);
    let models = [
        ("chain of 3", family::chain(3, discount.clone()).expect("a chain")),
        ("RiverSwim of 3", family::river_swim(3, discount.clone()).expect("a river")),
        ("forest3", bundled::load("forest3", discount.clone()).expect("bundled").expect("well formed").mdp),
        ("small2", bundled::load("small2", discount).expect("bundled").expect("well formed").mdp),
    ];
    let mut text = String::new();
    for (name, mdp) in models {
        // eta = 1/200 is valid for all of them: eta m(s) <= 1 at every iterate.
        writeln!(text, "{name}\n{}", trajectory(mdp, &Spma::constant(q(1, 200)), 2)).expect("a string");
    }
    insta::assert_snapshot!(text);
}
