//! X3 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::{maximum, minimum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

type Lists = Vec<Vec<Rational>>;

pub fn improvement(naive: &Naive) -> Vec<NaiveSide> {
    let q = naive.action_values(&naive.values(&naive.policy));
    let gains = naive.improvement(&step(naive, &naive.policy));
    let bests = masses_of_best(naive, &naive.policy);
    let mut sides = Vec::new();
    for (s, gain) in gains.into_iter().enumerate() {
        let mut difference = Rational::zero();
        for (p, x) in naive.policy[s].iter().zip(&q[s]) {
            for (r, y) in naive.policy[s].iter().zip(&q[s]) {
                difference += &(p.clone() * r * (x.clone() - y).abs() / Rational::from(2));
            }
        }
        let value: Rational = naive.policy[s].iter().zip(&q[s]).map(|(p, x)| p.clone() * x).sum();
        let least = bests[s].clone() * (maximum(&q[s]) - value);
        sides.push(NaiveSide::new(format!("gain({s})"), gain, Relation::Equal, difference.clone()));
        sides.push(NaiveSide::new(format!("pi(best) M({s})"), least, Relation::AtMost, difference));
    }
    sides
}

pub fn one_step(naive: &Naive) -> Vec<NaiveSide> {
    let mut sides = rate_side(naive, naive.stop());
    let next = step(naive, &naive.policy);
    let rows = naive.values(&naive.policy).into_iter().zip(naive.values(&next)).enumerate();
    sides.extend(rows.map(|(s, (own, new))| NaiveSide::new(format!("V({s})"), own, Relation::AtMostPlain, new)));
    sides
}

pub fn steps(naive: &Naive) -> Vec<NaiveSide> {
    let run = run(naive);
    let mut bound = naive.error(&naive.policy);
    for policy in &run[..naive.steps as usize] {
        bound = bound * (Rational::one() - naive.stop() * minimum(&masses_of_best(naive, policy)));
    }
    vec![NaiveSide::new("e", naive.error(&run[naive.steps as usize]), Relation::AtMost, bound)]
}

pub fn without_stop(naive: &Naive) -> Vec<NaiveSide> {
    rate_side(naive, Rational::one())
}

pub fn factor(naive: &Naive) -> Vec<NaiveSide> {
    rate_side(naive, naive.stop() * Rational::new(101, 100))
}

pub fn local_phase(naive: &Naive) -> Vec<NaiveSide> {
    let run = run(naive);
    let first = first_local(naive, &run);
    let mut sides = error_sides(naive, &run, first, 2, &naive.stop());
    for t in first + 1..run.len() {
        let rows = rests(naive, &run[t]).into_iter().zip(rests(naive, &run[t - 1])).enumerate();
        sides.extend(rows.map(|(s, (after, before))| {
            NaiveSide::new(format!("1 - pi_{t}(a*|{s})"), after, Relation::Equal, before.clone() * before)
        }));
    }
    sides.push(NaiveSide::new("max G", largest_loss(naive), Relation::AtMost, Rational::one() / naive.stop()));
    sides
}

pub fn from_start(naive: &Naive) -> Vec<NaiveSide> {
    error_sides(naive, &run(naive), 0, 2, &naive.stop())
}

pub fn cubes(naive: &Naive) -> Vec<NaiveSide> {
    let run = run(naive);
    error_sides(naive, &run, first_local(naive, &run), 3, &naive.stop())
}

pub fn short(naive: &Naive) -> Vec<NaiveSide> {
    let run = run(naive);
    error_sides(naive, &run, first_local(naive, &run), 2, &Rational::one())
}

/// `e' <= (1 - scale min_s pi(best|s)) e`
fn rate_side(naive: &Naive, scale: Rational) -> Vec<NaiveSide> {
    let factor = Rational::one() - scale * minimum(&masses_of_best(naive, &naive.policy));
    let after = naive.error(&step(naive, &naive.policy));
    vec![NaiveSide::new("e", after, Relation::AtMost, factor * naive.error(&naive.policy))]
}

/// `e_t <= q^(base^(t - first)) max G / stop`
fn error_sides(naive: &Naive, run: &[Lists], first: usize, base: u32, stop: &Rational) -> Vec<NaiveSide> {
    let scale = largest_loss(naive) / stop;
    let mut power = maximum(&rests(naive, &run[first]));
    let mut sides = Vec::new();
    for (t, policy) in run.iter().enumerate().skip(first) {
        let right = power.clone() * &scale;
        sides.push(NaiveSide::new(format!("e_{t} from {first}"), naive.error(policy), Relation::AtMost, right));
        power = (1..base).fold(power.clone(), |product, _| product * &power);
    }
    sides
}

/// `V*(s) - Q*(s,a)`
fn losses(naive: &Naive) -> Lists {
    let best = naive.optimal_values();
    let q = naive.action_values(&best);
    q.into_iter().zip(&best).map(|(row, v)| row.into_iter().map(|x| v.clone() - x).collect()).collect()
}

fn largest_loss(naive: &Naive) -> Rational {
    maximum(&losses(naive).concat())
}

/// The first policy with `gamma e < gap*`.
fn first_local(naive: &Naive, run: &[Lists]) -> usize {
    let losses = losses(naive).concat();
    let gap = losses.into_iter().filter(Rational::is_positive).min().expect("some action is not optimal");
    run.iter().position(|policy| naive.gamma.clone() * naive.error(policy) < gap).expect("the local phase is reached")
}

/// Probability of the actions that are not optimal, by state.
fn rests(naive: &Naive, policy: &Lists) -> Vec<Rational> {
    let row = |(p, loss): (&Vec<Rational>, &Vec<Rational>)| {
        p.iter().zip(loss).filter(|(_, loss)| loss.is_positive()).map(|(p, _)| p.clone()).sum()
    };
    policy.iter().zip(&losses(naive)).map(row).collect()
}

/// Probability of the maximisers of `Q^pi(s,.)`, by state.
fn masses_of_best(naive: &Naive, policy: &Lists) -> Vec<Rational> {
    let q = naive.action_values(&naive.values(policy));
    let row = |(p, q): (&Vec<Rational>, &Vec<Rational>)| {
        let highest = maximum(q);
        p.iter().zip(q).filter(|(_, value)| **value == highest).map(|(p, _)| p.clone()).sum()
    };
    policy.iter().zip(&q).map(row).collect()
}

fn run(naive: &Naive) -> Vec<Lists> {
    let mut run = vec![naive.policy.clone()];
    for t in 0..naive.steps as usize {
        run.push(step(naive, &run[t]));
    }
    run
}

/// `pi(a|s) (1 + pi(worse than a|s) - pi(better than a|s))`
fn step(naive: &Naive, policy: &Lists) -> Lists {
    let q = naive.action_values(&naive.values(policy));
    let mut next = policy.clone();
    for s in 0..policy.len() {
        for (a, p) in next[s].iter_mut().enumerate() {
            let mass = |wanted: fn(&Rational, &Rational) -> bool| -> Rational {
                policy[s].iter().zip(&q[s]).filter(|(_, x)| wanted(x, &q[s][a])).map(|(p, _)| p.clone()).sum()
            };
            let drift = mass(|x, own| x < own) - mass(|x, own| x > own);
            *p = p.clone() * (Rational::one() + drift);
        }
    }
    next
}
