//! A2: SPMA's surrogate is convex in the parameters.

mod controls;
mod derivatives;
mod naive;
#[cfg(test)]
mod tests;

use super::{hypotheses, linear_steps};
use crate::approximation::{Ldl, Surrogate};
use crate::claim::{Claim, Comparison, Depth, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Decide, Enclosed, Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::{Field, Transcendental, Truth};
use crate::search::Domain;

/// Most independent columns on which all minors are compared.
const MOST_COLUMNS: usize = 8;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "A2",
        title: "SPMA's surrogate is convex: its Hessian lies between 0 and max ||phi||^2",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![
            part("variance form", Domain::Distribution, Box::new(VarianceForm), naive::variance_form),
            part("derivatives", Domain::LinearMdp, Box::new(Derivatives), naive::derivatives),
            part("Hessian", Domain::LinearMdp, Box::new(Hessian), naive::hessian),
            part("strict convexity", Domain::LinearMdp, Box::new(Enclosed(Minors)), naive::minors),
            part("midpoint", Domain::LinearMdp, Box::new(Enclosed(Midpoint)), naive::midpoint),
        ],
        controls: controls::controls(),
        studies: Vec::new(),
    }
}

fn part(name: &'static str, domain: Domain, statement: Box<dyn Decide>, naive: NaiveSides) -> Part {
    let depth = if domain == Domain::Distribution { Depth::Static } else { Depth::OneValue };
    Part { name, domain, depth, statement, naive }
}

/// Features and parameters, a positive step size, and policies with full support.
fn linear_hypotheses<T: Evaluate>(setting: &Setting<T>, parameters: usize) -> Vec<Hypothesis> {
    let mut all = vec![linear_steps::has_parameters(setting, parameters)];
    all.extend(hypotheses::paper(setting));
    // The derivatives are those of logits, `ln pi'`.
    all.push(hypotheses::second_full_support(setting).required());
    all
}

struct VarianceForm;

impl Statement for VarianceForm {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::one_state(setting)]
    }

    /// `v' (diag p - p p') v = 1/2 sum_(a,b) p_a p_b (v_a - v_b)^2 >= 0`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (p, v) = (setting.now().policy().at(0), setting.mdp().rewards());
        let (mut second, mut pairs) = (T::zero(), T::zero());
        for (p_a, v_a) in p.iter().zip(v) {
            second.add_product(p_a, &(v_a.clone() * v_a));
            for (p_b, v_b) in p.iter().zip(v) {
                let difference = v_a.clone() - v_b;
                pairs.add_product(&(p_a.clone() * p_b), &(difference.clone() * &difference));
            }
        }
        let mean = T::dot(p, v);
        let form = second - &(mean.clone() * &mean);
        vec![
            Comparison::equal("form", form.clone(), pairs * &setting.number(1, 2)),
            Comparison::at_most_plain("sign", T::zero(), form),
        ]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct Derivatives;

impl Statement for Derivatives {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting, 1)
    }

    /// At any policy `pi'` with full support as `pi_theta`, along the first parameter `v`, the derivatives of `l` by
    /// automatic differentiation are `grad l . v` and `v' H v`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (surrogate, policy) = (linear_steps::surrogate(setting), setting.other().policy());
        let v: Vec<T> = linear_steps::parameter(setting, 0);
        let (first, second) = derivatives::along(&surrogate, policy, &v);
        vec![
            Comparison::equal("first derivative", first, T::dot(&surrogate.gradient(policy), &v)),
            Comparison::equal("second derivative", second, form(&surrogate.hessian(policy), &v)),
        ]
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

/// `v' M v`
fn form<T: Field>(matrix: &[Vec<T>], v: &[T]) -> T {
    let image: Vec<T> = matrix.iter().map(|row| T::dot(row, v)).collect();
    T::dot(&image, v)
}

/// `max_(s,a) ||phi(s,a)||^2`
fn largest_square<T: Evaluate>(surrogate: &Surrogate<T>) -> T {
    let square = |pair| T::dot(surrogate.features().at(pair), surrogate.features().at(pair));
    (0..surrogate.features().pairs()).map(square).fold(T::zero(), |most, own| most.maximum(&own))
}

/// `0 <= D_k` for the factors `L D L'` of a matrix, and nothing left in a column whose pivot is 0.
fn semidefinite<T: Evaluate>(name: &str, matrix: &[Vec<T>]) -> Vec<Comparison<T>> {
    let factors = Ldl::new(matrix);
    let pivots = factors.pivots().iter().enumerate();
    let mut sides: Vec<Comparison<T>> =
        pivots.map(|(k, pivot)| Comparison::at_most_plain(format!("{name} {k}"), T::zero(), pivot.clone())).collect();
    sides.push(Comparison::at_most_plain(format!("{name}, rest"), factors.defect().clone(), T::zero()));
    sides
}

/// `bound I - H`
fn below_bound<T: Field>(bound: &T, hessian: &[Vec<T>]) -> Vec<Vec<T>> {
    let entry = |i: usize, j: usize| {
        let diagonal = if i == j { bound.clone() } else { T::zero() };
        diagonal - &hessian[i][j]
    };
    (0..hessian.len()).map(|i| (0..hessian.len()).map(|j| entry(i, j)).collect()).collect()
}

struct Hessian;

impl Statement for Hessian {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting, 0)
    }

    /// At any policy `pi'` as `pi_theta`: the pivots of `H` and of `max ||phi||^2 I - H` are not negative.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let surrogate = linear_steps::surrogate(setting);
        let hessian = surrogate.hessian(setting.other().policy());
        let mut sides = semidefinite("pivot", &hessian);
        sides.extend(semidefinite("upper pivot", &below_bound(&largest_square(&surrogate), &hessian)));
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct Minors;

impl TranscendentalStatement for Minors {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = linear_hypotheses(setting, 1);
        all.push(linear_steps::full_start(setting));
        if let Some(linear) = &setting.instance().linear {
            let columns = linear.features().independent_columns(setting.mdp()).len();
            let few = Truth::from_bool((1..=MOST_COLUMNS).contains(&columns));
            all.push(Hypothesis::form("one to eight independent columns", few));
        }
        all
    }

    /// At the first parameter, on the independent columns: `0 < det H_k` for every leading block.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let surrogate = linear_steps::surrogate(setting);
        let at = surrogate.log_linear(&linear_steps::parameter(setting, 0));
        let features = linear_steps::linear(setting).features();
        let columns = features.independent_columns(setting.mdp());
        let full = surrogate.hessian(&at.policy);
        let hessian: Vec<Vec<T>> =
            columns.iter().map(|&i| columns.iter().map(|&j| full[i][j].clone()).collect()).collect();
        let mut minor = T::one();
        let mut sides = Vec::with_capacity(columns.len());
        for (k, pivot) in Ldl::new(&hessian).pivots().iter().enumerate() {
            minor = minor * pivot;
            sides.push(Comparison::less_plain(format!("minor {k}"), T::zero(), minor.clone()));
        }
        sides
    }
}

struct Midpoint;

impl TranscendentalStatement for Midpoint {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        midpoint_hypotheses(setting)
    }

    /// `l((theta + theta')/2) <= (l(theta) + l(theta')) / 2`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (middle, mean) = middle_and_mean(setting);
        vec![Comparison::at_most("l", middle, mean)]
    }
}

/// Two parameters with different policies: with the same policy both sides are equal.
fn midpoint_hypotheses<T: Evaluate>(setting: &Setting<T>) -> Vec<Hypothesis> {
    let mut all = linear_hypotheses(setting, 2);
    all.push(linear_steps::full_start(setting));
    if setting.accepts(&all) {
        let different = Truth::from_bool(linear_steps::have_different_policies(setting, 0, 1));
        all.push(Hypothesis::new("two different policies", different));
    }
    all
}

/// `l` half way between the first two parameters, and the mean of `l` there.
fn middle_and_mean<T: Evaluate + Transcendental>(setting: &Setting<T>) -> (T, T) {
    let surrogate = linear_steps::surrogate(setting);
    let half = setting.number(1, 2);
    let (one, other): (Vec<T>, Vec<T>) = (linear_steps::parameter(setting, 0), linear_steps::parameter(setting, 1));
    let middle: Vec<T> = one.iter().zip(&other).map(|(x, y)| (x.clone() + y) * &half).collect();
    let value = |theta: &[T]| surrogate.value(&surrogate.log_linear(theta));
    (value(&middle), (value(&one) + &value(&other)) * &half)
}
