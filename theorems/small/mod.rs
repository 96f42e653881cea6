//! Encodings of claims for solvers, at small fixed sizes: `theorems/*/small.rs` and what they share.
//!
//! All quantities are real variables; values are given by their Bellman
//! equations, maxima by an order of the actions or by gap variables. Adding an
//! encoding is one file and two lines here.

mod constant;
mod contraction;
mod distribution;
mod example;
mod mdp;
mod mean;
mod minimum_principle;
mod names;
mod ranges;
mod spma_step;
mod variance;

#[path = "../a1_linear_function_approximation/small.rs"]
mod a1;
#[path = "../a2_convex_surrogate/small.rs"]
mod a2;
#[path = "../a3_mdpo_not_concave/small.rs"]
mod a3;
#[path = "../b1_bandit_linear_rate/small.rs"]
mod b1;
#[path = "../b2_bandit_superlinear_rate/small.rs"]
mod b2;
#[path = "../l1_variance/small.rs"]
mod l1;
#[path = "../l2_bhatia_davis/small.rs"]
mod l2;
#[path = "../m1_tabular_linear_rate/small.rs"]
mod m1;
#[path = "../s2_sharp_step_size/small.rs"]
mod s2;
#[path = "../s3_invariant_condition/small.rs"]
mod s3;
#[path = "../x1_variance_constant/small.rs"]
mod x1;
#[path = "../x2_adaptive_step_size/small.rs"]
mod x2;
#[path = "../x3_gap_dependent_steps/small.rs"]
mod x3;

use contraction::Improvement;
use distribution::Distribution;
use example::Example;
use mdp::{Mdp, Policy};
use mean::Weights;
use names::{definition, fact, variable, variable_name};

use crate::prove::Item;

/// What is put to solvers, by claim, in the order of the claims.
pub fn encodings() -> Vec<(&'static str, Vec<Item>)> {
    vec![
        ("L1", l1::encoding()),
        ("L2", l2::encoding()),
        ("S2", s2::encoding()),
        ("S3", s3::encoding()),
        ("B1", b1::encoding()),
        ("B2", b2::encoding()),
        ("M1", m1::encoding()),
        ("A1", a1::encoding()),
        ("A2", a2::encoding()),
        ("A3", a3::encoding()),
        ("X1", x1::encoding()),
        ("X2", x2::encoding()),
        ("X3", x3::encoding()),
    ]
}
