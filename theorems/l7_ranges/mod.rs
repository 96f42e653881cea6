//! L7, ranges of values and advantages for rewards in `[0, 1]`.

mod naive;
#[cfg(test)]
mod tests;

use super::hypotheses;
use crate::claim::{Claim, Comparison, Control, Depth, Hypothesis, Part, Quantifier, Setting, Statement};
use crate::mdp::Evaluate;
use crate::replay::NaiveSides;
use crate::search::Domain;

/// The record.
pub fn claim() -> Claim {
    Claim {
        id: "L7",
        title: "0 <= V, Q <= 1/(1-gamma) and |Adv| <= 1/(1-gamma)",
        explanation: include_str!("README.md"),
        quantifier: Quantifier::ForAll,
        parts: vec![part("values and advantages", Ranges { horizon: Horizon::Claimed }, naive::claimed)],
        controls: vec![Control {
            name: "range 1 instead of 1/(1-gamma)",
            part: part("values and advantages", Ranges { horizon: Horizon::One }, naive::one),
        }],
        studies: Vec::new(),
    }
}

fn part(name: &'static str, statement: Ranges, naive: NaiveSides) -> Part {
    Part { name, domain: Domain::Mdp, depth: Depth::OneValue, statement: Box::new(statement), naive }
}

struct Ranges {
    horizon: Horizon,
}

/// Which upper end.
enum Horizon {
    Claimed,
    One,
}

impl Statement for Ranges {
    fn hypotheses<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Hypothesis> {
        vec![hypotheses::unit_rewards(setting)]
    }

    /// `0 <= V(s)`, `0 <= Q(s,a)`, `V(s), Q(s,a), |Adv(s,a)| <= 1/(1-gamma)`
    fn sides<T: Evaluate>(&self, setting: &Setting<T>) -> Vec<Comparison<T>> {
        let now = setting.now();
        let top = match self.horizon {
            Horizon::Claimed => T::one() / &setting.stop(),
            Horizon::One => T::one(),
        };
        let mut sides = Vec::new();
        let named = [("V", now.values()), ("Q", now.action_values())];
        for (name, values) in named {
            for (i, value) in values.iter().enumerate() {
                sides.push(Comparison::at_most_plain(format!("0 <= {name}[{i}]"), T::zero(), value.clone()));
                sides.push(Comparison::at_most(format!("{name}[{i}]"), value.clone(), top.clone()));
            }
        }
        for (i, advantage) in now.advantages().iter().enumerate() {
            sides.push(Comparison::at_most(format!("|Adv|[{i}]"), advantage.absolute(), top.clone()));
        }
        sides
    }

    fn needs_exact(&self) -> bool {
        true
    }
}
