//! False variants of A5.

use num_traits::One;

use super::{hypotheses, linear_hypotheses, moments, naive, part, stopped_within};
use crate::claim::{Comparison, Control, Hypothesis, Setting, Statement};
use crate::mdp::Evaluate;
use crate::scalar::Rational;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        Control {
            name: "stop with probability gamma",
            part: part("law of the stopping state", Domain::Mdp, Box::new(Swapped), naive::swapped),
        },
        Control {
            name: "states weighted equally",
            part: part("two samples", Domain::LinearMdp, Box::new(Variant::Equal), naive::equal_weights),
        },
        Control {
            name: "squared error falls like 1/n^2",
            part: part("two samples", Domain::LinearMdp, Box::new(Variant::Faster), naive::faster),
        },
    ]
}

struct Swapped;

impl Statement for Swapped {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::full_support(setting)]
    }

    /// `d_T(s) <= d(s)` for trajectories that go on with probability `1 - gamma`.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let (stopped, _) = stopped_within(setting, setting.mdp().discount(), &setting.stop());
        let rows = stopped.into_iter().zip(setting.now().occupancy()).enumerate();
        rows.map(|(s, (within, all))| Comparison::at_most(format!("d_T({s})"), within, all.clone())).collect()
    }

    fn needs_exact(&self) -> bool {
        true
    }
}

enum Variant {
    Equal,
    Faster,
}

impl Statement for Variant {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        linear_hypotheses(setting)
    }

    /// Two states drawn uniformly; a quarter of one sample's variance.
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        match self {
            Variant::Equal => {
                let count = setting.mdp().states();
                let share = T::from_rational(&(Rational::one() / &Rational::from(count)));
                moments(setting, &vec![share; count], &setting.number(1, 2))
            }
            Variant::Faster => moments(setting, setting.now().occupancy(), &setting.number(1, 4)),
        }
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
