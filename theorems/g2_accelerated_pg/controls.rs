//! False variants of G2.

use super::{gain_sides, hypotheses, naive, part, stages};
use crate::claim::{Comparison, Control, Hypothesis, Setting, TranscendentalStatement};
use crate::mdp::Evaluate;
use crate::scalar::Transcendental;
use crate::search::Domain;

pub fn controls() -> Vec<Control> {
    vec![
        Control {
            name: "momentum never hurts",
            part: part("T steps", Domain::SmallMdp, WithoutRestart, naive::without_restart),
        },
        Control {
            name: "drop the quadratic term",
            part: part("T steps", Domain::SmallMdp, LinearGain, naive::linear_gain),
        },
    ]
}

struct WithoutRestart;

impl TranscendentalStatement for WithoutRestart {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::ascending(setting)
    }

    /// `V(theta^t) <= V(phi^t)` for `t >= 2`: nothing would ever be restarted.
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let stages = stages(setting).into_iter().enumerate().skip(1);
        stages.map(|(t, stage)| Comparison::at_most_plain(format!("phi {}", t + 1), stage.theta, stage.phi)).collect()
    }
}

struct LinearGain;

impl TranscendentalStatement for LinearGain {
    fn hypotheses<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        hypotheses::ascending(setting)
    }

    /// `eta_t ||grad V^{omega^{t-1}}(rho)||^2 <= V(theta^t) - V(omega^{t-1})`
    fn sides<T: Evaluate + Transcendental>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        gain_sides(setting, Clone::clone)
    }
}
