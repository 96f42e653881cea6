//! A3: MDPO's surrogate is not concave in the parameters, where SPMA's is convex.

mod naive;
mod study;
#[cfg(test)]
mod tests;

use super::{hypotheses, linear_steps};
use crate::approximation::MdpoSurrogate;
use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting};
use crate::claim::{Enclosed, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::scalar::{Field, Transcendental, Truth};
use crate::search::Domain;

/// The record. The search has to find a witness for each part.
pub fn claim() -> Claim {
    Claim {
        id: "A3",
        title: "MDPO's surrogate is not concave where SPMA's is convex",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::Exists,
        parts: vec![
            part("two arms, one feature", Domain::LinearBandit, Asked::BothWitness(Size::TwoArms), naive::both),
            part("several states", Domain::LinearMdp, Asked::BothWitness(Size::SeveralStates), naive::both),
        ],
        controls: vec![
            Control {
                name: "MDPO's surrogate is concave",
                part: part("parameters", Domain::LinearBandit, Asked::MdpoConcave, naive::mdpo_concave),
            },
            Control {
                name: "SPMA's surrogate is concave",
                part: part("parameters", Domain::LinearBandit, Asked::SpmaConcave, naive::spma_concave),
            },
        ],
        studies: vec![study::study()],
    }
}

fn part(name: &'static str, domain: Domain, asked: Asked, naive: NaiveSides) -> Part {
    Part { name, domain, depth: Depth::OneValue, statement: Box::new(Enclosed(asked)), naive }
}

/// Which witnesses count.
enum Size {
    TwoArms,
    SeveralStates,
}

/// A claim on the second derivatives at the first parameter along the second.
enum Asked {
    /// Both are positive.
    BothWitness(Size),
    /// MDPO's is not.
    MdpoConcave,
    /// SPMA's is not.
    SpmaConcave,
}

impl TranscendentalStatement for Asked {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        let mut all = vec![linear_steps::has_parameters(setting, 2)];
        all.extend(hypotheses::paper(setting));
        let mdp = &setting.instance().mdp;
        let features = setting.instance().linear.as_ref().map(|linear| linear.features().dimension());
        let sized = match self {
            Asked::BothWitness(Size::TwoArms) => mdp.is_bandit() && mdp.pairs() == 2 && features == Some(1),
            Asked::BothWitness(Size::SeveralStates) => mdp.states() > 1 && mdp.discount().is_positive(),
            _ => true,
        };
        all.push(Hypothesis::form("size of the witness", Truth::from_bool(sized)));
        all
    }

    /// `0 < v' (grad^2 m)(theta) v`: wrong for a function that is to be maximised; and `0 < v' (grad^2 l)(theta) v`.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (mdpo, spma) = curvatures(setting);
        match self {
            Asked::BothWitness(_) => {
                vec![Comparison::less_plain("MDPO", T::zero(), mdpo), Comparison::less_plain("SPMA", T::zero(), spma)]
            }
            Asked::MdpoConcave => vec![Comparison::at_most_plain("MDPO", mdpo, T::zero())],
            Asked::SpmaConcave => vec![Comparison::at_most_plain("SPMA", spma, T::zero())],
        }
    }
}

/// `v' (grad^2 m)(theta) v` and `v' (grad^2 l)(theta) v` for the first two parameters `theta`, `v`.
fn curvatures<T: Evaluate + Transcendental>(setting: &Setting<T>) -> (T, T) {
    let (theta, v): (Vec<T>, Vec<T>) = (linear_steps::parameter(setting, 0), linear_steps::parameter(setting, 1));
    let features = linear_steps::linear(setting).features().convert();
    let mdpo = MdpoSurrogate::of_step(setting.now(), setting.eta(), features);
    let spma = linear_steps::surrogate(setting);
    let at = spma.log_linear(&theta);
    (along(&mdpo.hessian(&at), &v), along(&spma.hessian(&at.policy), &v))
}

/// `v' M v`
fn along<T: Field>(matrix: &[Vec<T>], v: &[T]) -> T {
    let image: Vec<T> = matrix.iter().map(|row| T::dot(row, v)).collect();
    T::dot(&image, v)
}
