//! Models and numbers that these tests share.

use std::sync::Arc;

use spma::algorithm::{Iterate, Problem};
use spma::approximation::{Features, Surrogate};
use spma::family;
use spma::mdp::{AffineRescaling, Mdp, Policy};
use spma::scalar::{BigFloat, Interval, Rational};

/// Enclosures wide enough for every comparison here.
pub type Enclosure = Interval<BigFloat<256>>;

pub fn q(numerator: i64, denominator: i64) -> Rational {
    Rational::new(numerator, denominator)
}

/// Features from integers, one row per pair.
pub fn features(rows: &[&[i64]]) -> Features<Rational> {
    let rows = rows.iter().map(|row| row.iter().map(|&x| Rational::from(x)).collect()).collect::<Vec<Vec<_>>>();
    Features::new(rows.len(), rows).expect("rows of one length")
}

/// A chain of three states at `gamma = 1/2`, rewards in `[0, 1]`, started anywhere.
pub fn chain() -> Arc<Mdp<Rational>> {
    let mdp = family::chain(3, q(1, 2)).expect("a chain");
    let mdp = AffineRescaling::to_unit(&mdp).apply(&mdp);
    Arc::new(mdp.with_initial(vec![q(1, 3); 3]).expect("a distribution"))
}

/// Two arms with rewards 1 and 0.
pub fn two_arms() -> Arc<Mdp<Rational>> {
    Arc::new(family::bandit(vec![q(1, 1), q(0, 1)]).expect("a bandit"))
}

/// SPMA's surrogate at the uniform policy, `eta = 1 - gamma`.
pub fn surrogate(mdp: &Arc<Mdp<Rational>>, features: &Features<Rational>) -> Surrogate<Rational> {
    let problem = Problem::<Rational>::new(mdp.clone());
    let iterate = Iterate::exact(&problem, &Policy::uniform(mdp));
    Surrogate::of_step(&iterate, &(Rational::from(1) - mdp.discount()), features.clone())
}
