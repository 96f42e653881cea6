//! False variants of A2.

use super::{below_bound, form, largest_square, linear_hypotheses, middle_and_mean, midpoint_hypotheses, naive};
use super::{derivatives, linear_steps, part, semidefinite};
use crate::claim::{Comparison, Control, Decide, Enclosed, Hypothesis, Setting, Statement, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::Transcendental;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        control("strong convexity with modulus 1/100", Box::new(Variant::Modulus), naive::modulus),
        control("0.99 max ||phi||^2", Box::new(Variant::SmallerBound), naive::smaller_bound),
        control("gradient without pi_theta", Box::new(Variant::HalfGradient), naive::half_gradient),
        control("Hessian without the mean", Box::new(Variant::SecondMoment), naive::second_moment),
        control("midpoint at 0.9 of the mean", Box::new(Enclosed(LowerMidpoint)), naive::lower_midpoint),
    ]
}

fn control(name: &'static str, statement: Box<dyn Decide>, naive: NaiveSides) -> Control {
    Control { name, part: part("parameters", Domain::LinearMdp, statement, naive) }
}

enum Variant {
    Modulus,
    SmallerBound,
    HalfGradient,
    SecondMoment,
}

impl Statement for Variant {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting, 1)
    }

    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (surrogate, policy) = (linear_steps::surrogate(setting), setting.other().policy());
        let v: Vec<T> = linear_steps::parameter(setting, 0);
        let hessian = surrogate.hessian(policy);
        let slopes = surrogate.features().along(&v);
        let (first, second) = derivatives::along(&surrogate, policy, &v);
        let weighted = |of_pair: &dyn Fn(usize) -> T| {
            let mut total = T::zero();
            for state in setting.states() {
                for pair in policy.actions(state) {
                    total.add_product(&surrogate.weights()[state], &of_pair(pair));
                }
            }
            total
        };
        match self {
            // `||v||^2 / 100 <= v' H v`
            Variant::Modulus => {
                let least = T::dot(&v, &v) * &setting.number(1, 100);
                vec![Comparison::at_most_plain("curvature", least, form(&hessian, &v))]
            }
            Variant::SmallerBound => {
                let bound = largest_square(&surrogate) * &setting.number(99, 100);
                semidefinite("upper pivot", &below_bound(&bound, &hessian))
            }
            // `l' = -sum_s d(s) sum_a pi_half(a|s) phi . v`
            Variant::HalfGradient => {
                let part = weighted(&|pair| surrogate.target().probabilities()[pair].clone() * &slopes[pair]);
                vec![Comparison::equal("first derivative", first, -part)]
            }
            // `l'' = sum_s d(s) sum_a pi_theta(a|s) (phi . v)^2`
            Variant::SecondMoment => {
                let moment = weighted(&|pair| policy.probabilities()[pair].clone() * &slopes[pair] * &slopes[pair]);
                vec![Comparison::equal("second derivative", second, moment)]
            }
        }
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

struct LowerMidpoint;

impl TranscendentalStatement for LowerMidpoint {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        midpoint_hypotheses(setting)
    }

    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (middle, mean) = middle_and_mean(setting);
        vec![Comparison::at_most("l", middle, mean * &setting.number(9, 10))]
    }
}
