//! M1 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::maximum;
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

pub fn one_step(naive: &Naive) -> Vec<NaiveSide> {
    let next = naive.spma(&naive.policy, &naive.eta);
    let (before, after) = (naive.error(&naive.policy), naive.error(&next));
    let bound = |constant: Rational| contraction(naive, constant) * &before;
    let tied = bound(naive.constant(&naive.policy));
    let single = bound(single_action_constant(naive));
    vec![
        NaiveSide::new("e", after.clone(), Relation::AtMost, tied),
        NaiveSide::new("e, single greedy action", after, Relation::AtMost, single),
    ]
}

pub fn monotone(naive: &Naive) -> Vec<NaiveSide> {
    let next = naive.spma(&naive.policy, &naive.eta);
    let rows = naive.values(&naive.policy).into_iter().zip(naive.values(&next)).enumerate();
    let mut sides: Vec<NaiveSide> =
        rows.map(|(s, (own, after))| NaiveSide::new(format!("V({s})"), own, Relation::AtMostPlain, after)).collect();
    let constant = naive.constant(&naive.policy);
    sides.push(NaiveSide::new("C", single_action_constant(naive), Relation::AtMostPlain, constant));
    sides
}

pub fn steps(naive: &Naive) -> Vec<NaiveSide> {
    let run = naive.spma_run();
    let (last, before) = run.split_last().expect("a run has a start");
    let factors = before.iter().map(|policy| contraction(naive, naive.constant(policy)));
    let bound = factors.fold(naive.error(&naive.policy), |bound, factor| bound * factor);
    vec![NaiveSide::new("e", naive.error(last), Relation::AtMost, bound)]
}

pub fn without_stop(naive: &Naive) -> Vec<NaiveSide> {
    rate_side(naive, Rational::one() - naive.eta.clone() * naive.constant(&naive.policy))
}

pub fn without_policy(naive: &Naive) -> Vec<NaiveSide> {
    let gaps = naive.best_and_gap(&naive.policy).into_iter().flatten().map(|(_, gap)| gap);
    rate_side(naive, contraction(naive, gaps.min().unwrap_or_else(Rational::zero)))
}

pub fn largest_state(naive: &Naive) -> Vec<NaiveSide> {
    let weighted = naive.best_and_gap(&naive.policy).into_iter().flatten().map(|(mass, gap)| mass * gap);
    rate_side(naive, contraction(naive, weighted.max().unwrap_or_else(Rational::zero)))
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    rate_side(naive, contraction(naive, Rational::new(101, 100) * naive.constant(&naive.policy)))
}

pub fn componentwise(naive: &Naive) -> Vec<NaiveSide> {
    let next = naive.spma(&naive.policy, &naive.eta);
    let factor = contraction(naive, naive.constant(&naive.policy));
    let rows = naive.errors(&naive.policy).into_iter().zip(naive.errors(&next)).enumerate();
    rows.map(|(s, (own, after))| NaiveSide::new(format!("e({s})"), after, Relation::AtMost, own * &factor)).collect()
}

pub fn optimal_actions(naive: &Naive) -> Vec<NaiveSide> {
    let next = naive.spma(&naive.policy, &naive.eta);
    let optimal = naive.action_values(&naive.optimal_values());
    let mass = |policy: &[Rational], q: &[Rational]| -> Rational {
        let best = maximum(q);
        policy.iter().zip(q).filter(|(_, value)| **value == best).map(|(p, _)| p.clone()).sum()
    };
    let side = |s: usize| {
        let (before, after) = (mass(&naive.policy[s], &optimal[s]), mass(&next[s], &optimal[s]));
        NaiveSide::new(format!("state {s}"), before, Relation::AtMost, after)
    };
    (0..naive.states()).map(side).collect()
}

fn rate_side(naive: &Naive, factor: Rational) -> Vec<NaiveSide> {
    let next = naive.spma(&naive.policy, &naive.eta);
    vec![NaiveSide::new("e", naive.error(&next), Relation::AtMost, factor * naive.error(&naive.policy))]
}

fn contraction(naive: &Naive, constant: Rational) -> Rational {
    Rational::one() - naive.eta.clone() * constant * (Rational::one() - &naive.gamma)
}

/// `min_s pi(a|s) (Q(s,a) - second best)` over states with several actions, 0
/// where the best is tied.
fn single_action_constant(naive: &Naive) -> Rational {
    let q = naive.action_values(&naive.values(&naive.policy));
    let of_state = |s: usize| {
        let mut order: Vec<usize> = (0..q[s].len()).collect();
        order.sort_by(|&a, &b| q[s][b].cmp(&q[s][a]));
        (order.len() > 1).then(|| naive.policy[s][order[0]].clone() * (q[s][order[0]].clone() - &q[s][order[1]]))
    };
    (0..naive.states()).filter_map(of_state).min().unwrap_or_else(Rational::zero)
}
