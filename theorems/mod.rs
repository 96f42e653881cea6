//! The claims, one folder each: the only place that knows the paper.
//!
//! A folder holds the record with its formulas (`mod.rs`), the false variants
//! that must be refuted (`controls.rs`), a second transcription for exact
//! replay (`naive.rs`), tests, a README that states and proves the claim, and
//! saved cases. Adding a claim is one folder and one line in [`all`].

mod a0_equivalent_objective;
mod a1_linear_function_approximation;
mod a2_convex_surrogate;
mod a3_mdpo_not_concave;
mod a4_bias;
mod a5_sampling;
mod b0_bandit_identities;
mod b1_bandit_linear_rate;
mod b2_bandit_superlinear_rate;
pub mod conjectures;
mod d1_policy_gradient;
mod d2_mirror_map;
mod d3_mirror_step;
mod d4_first_order;
mod fixed_instances;
mod g1_softmax_pg;
mod g2_accelerated_pg;
mod g3_mdpo;
mod hypotheses;
mod l1_variance;
mod l2_bhatia_davis;
mod l3_improvement;
mod l4_contraction;
mod l5_performance_difference;
mod l6_occupancy;
mod l7_ranges;
mod l8_pinsker;
mod l9_span;
mod linear_steps;
mod m1_tabular_linear_rate;
mod m2_local_rate;
mod m3_iteration_count;
mod n1_npg;
mod optimal_gaps;
pub mod proofs;
mod rounded_run;
mod s1_step_size;
mod s2_sharp_step_size;
mod s3_invariant_condition;
mod s4_redundant_condition;
pub mod small;
mod stored;
mod x1_variance_constant;
mod x2_adaptive_step_size;
mod x3_gap_dependent_steps;
mod x4_scaling;
mod x5_worst_cases;

#[cfg(test)]
mod tests;

pub use stored::worst_cases;

use crate::claim::Claim;

/// Every claim, in the order in which they build on each other.
pub fn all() -> Vec<Claim> {
    vec![
        l1_variance::claim(),
        l2_bhatia_davis::claim(),
        l3_improvement::claim(),
        l4_contraction::claim(),
        l5_performance_difference::claim(),
        l6_occupancy::claim(),
        l7_ranges::claim(),
        l8_pinsker::claim(),
        l9_span::claim(),
        d1_policy_gradient::claim(),
        d2_mirror_map::claim(),
        d3_mirror_step::claim(),
        d4_first_order::claim(),
        s1_step_size::claim(),
        s2_sharp_step_size::claim(),
        s3_invariant_condition::claim(),
        s4_redundant_condition::claim(),
        b0_bandit_identities::claim(),
        b1_bandit_linear_rate::claim(),
        b2_bandit_superlinear_rate::claim(),
        m1_tabular_linear_rate::claim(),
        m2_local_rate::claim(),
        m3_iteration_count::claim(),
        a0_equivalent_objective::claim(),
        a1_linear_function_approximation::claim(),
        a2_convex_surrogate::claim(),
        a3_mdpo_not_concave::claim(),
        a4_bias::claim(),
        a5_sampling::claim(),
        n1_npg::claim(),
        g1_softmax_pg::claim(),
        g2_accelerated_pg::claim(),
        g3_mdpo::claim(),
        x1_variance_constant::claim(),
        x2_adaptive_step_size::claim(),
        x3_gap_dependent_steps::claim(),
        x4_scaling::claim(),
        x5_worst_cases::claim(),
    ]
}
