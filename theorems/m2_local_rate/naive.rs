//! M2 once more.

use num_traits::{One, Zero};

use crate::claim::Relation;
use crate::replay::naive::{dot, maximum};
use crate::replay::{Naive, NaiveSide};
use crate::scalar::Rational;

type Lists = Vec<Vec<Rational>>;

pub fn upper_rate(naive: &Naive) -> Vec<NaiveSide> {
    loss_sides(naive, &naive.error(&naive.policy))
}

pub fn upper_without_error(naive: &Naive) -> Vec<NaiveSide> {
    loss_sides(naive, &Rational::zero())
}

pub fn lower_rate(naive: &Naive) -> Vec<NaiveSide> {
    weight_sides(naive, &(naive.gamma.clone() * naive.error(&naive.policy)))
}

pub fn lower_without_error(naive: &Naive) -> Vec<NaiveSide> {
    weight_sides(naive, &Rational::zero())
}

pub fn error_and_loss(naive: &Naive) -> Vec<NaiveSide> {
    let (error, loss) = (naive.error(&naive.policy), maximum(&expected(naive, &naive.policy)));
    vec![
        NaiveSide::new("x", loss.clone(), Relation::AtMost, error.clone()),
        NaiveSide::new("e", error, Relation::AtMost, loss / naive.stop()),
    ]
}

pub fn without_horizon(naive: &Naive) -> Vec<NaiveSide> {
    let loss = maximum(&expected(naive, &naive.policy));
    vec![NaiveSide::new("e", naive.error(&naive.policy), Relation::AtMost, loss)]
}

pub fn products(naive: &Naive) -> Vec<NaiveSide> {
    vec![product_side(naive, "upper", &naive.stop()), lowest_side(naive, "lower", &Rational::one())]
}

pub fn short_product(naive: &Naive) -> Vec<NaiveSide> {
    vec![product_side(naive, "e", &Rational::one())]
}

pub fn rate_of_m1(naive: &Naive) -> Vec<NaiveSide> {
    vec![lowest_side(naive, "e", &naive.stop())]
}

/// `V*(s) - Q*(s,a)`
fn losses(naive: &Naive) -> Lists {
    let best = naive.optimal_values();
    let q = naive.action_values(&best);
    q.into_iter().zip(&best).map(|(row, v)| row.into_iter().map(|x| v.clone() - x).collect()).collect()
}

fn least_gap(naive: &Naive) -> Rational {
    losses(naive).concat().into_iter().filter(Rational::is_positive).min().unwrap_or_else(Rational::zero)
}

/// `sum_a pi(a|s) (V*(s) - Q*(s,a))`
fn expected(naive: &Naive, policy: &Lists) -> Vec<Rational> {
    policy.iter().zip(&losses(naive)).map(|(p, loss)| dot(p, loss)).collect()
}

/// `x'(s) <= (1 - eta (g - error)) x(s)`
fn loss_sides(naive: &Naive, error: &Rational) -> Vec<NaiveSide> {
    let factor = Rational::one() - naive.eta.clone() * (least_gap(naive) - error);
    let next = naive.spma(&naive.policy, &naive.eta);
    let rows = expected(naive, &next).into_iter().zip(expected(naive, &naive.policy)).enumerate();
    rows.map(|(s, (after, own))| NaiveSide::new(format!("x({s})"), after, Relation::AtMost, own * &factor)).collect()
}

/// `pi(a|s) (1 - eta (G(s,a) + drift)) <= pi'(a|s)`
fn weight_sides(naive: &Naive, drift: &Rational) -> Vec<NaiveSide> {
    let (next, losses) = (naive.spma(&naive.policy, &naive.eta), losses(naive));
    let mut sides = Vec::new();
    for s in 0..naive.states() {
        for (a, p) in naive.policy[s].iter().enumerate() {
            let least = p.clone() * (Rational::one() - naive.eta.clone() * (losses[s][a].clone() + drift));
            sides.push(NaiveSide::new(format!("pi({s},{a})"), least, Relation::AtMost, next[s][a].clone()));
        }
    }
    sides
}

/// `e_T <= e_0 / stop prod (1 - eta (g - e_t))`
fn product_side(naive: &Naive, label: &str, stop: &Rational) -> NaiveSide {
    let (run, gap) = (naive.spma_run(), least_gap(naive));
    let (last, before) = run.split_last().expect("a run has a start");
    let factors = before.iter().map(|policy| {
        let below = gap.clone() - naive.error(policy);
        Rational::one() - naive.eta.clone() * below
    });
    let bound = factors.fold(naive.error(&naive.policy), |bound, factor| bound * factor) / stop;
    NaiveSide::new(label, naive.error(last), Relation::AtMost, bound)
}

/// `max pi_0 G prod max(0, 1 - eta (scale G + gamma e_t)) <= e_T`
fn lowest_side(naive: &Naive, label: &str, scale: &Rational) -> NaiveSide {
    let run = naive.spma_run();
    let (last, before) = run.split_last().expect("a run has a start");
    let errors: Vec<Rational> = before.iter().map(|policy| naive.error(policy)).collect();
    let product = |(p, loss): (&Rational, &Rational)| {
        let factor = |error: &Rational| {
            let rate = scale.clone() * loss + naive.gamma.clone() * error;
            (Rational::one() - naive.eta.clone() * rate).max(Rational::zero())
        };
        errors.iter().fold(p.clone() * loss, |product, error| product * factor(error))
    };
    let (probabilities, losses) = (naive.policy.concat(), losses(naive).concat());
    let products: Vec<Rational> = probabilities.iter().zip(&losses).map(product).collect();
    NaiveSide::new(label, maximum(&products), Relation::AtMost, naive.error(last))
}
