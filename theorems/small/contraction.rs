//! L4: what improves the Bellman residual contracts the error.
//!
//! Let `n` be a policy with `I(s) = sum_a n(s,a) Q(s,a) - V(s) >= kappa M(s) - x` and `W` its values. Then
//! `(1-gamma)(W - V) >= -x`, and with `(1-gamma) w = x` the errors `VO - W` are at most `(1 - kappa (1-gamma)) e + w`.

use super::mdp::{Mdp, Policy};
use super::mean::{Mean, mean_at_least};
use super::minimum_principle::At;
use super::names::{definition, fact, variable, variable_name};
use crate::prove::{Formula, Label, Term};

/// By how much a policy improves.
pub struct Improvement {
    /// `kappa`
    pub kappa: Term,
    /// `0 <= kappa` and `kappa <= 1`
    pub kappa_range: Vec<Label>,
    /// The loss over the horizon, `w`; 0 where nothing is lost.
    pub loss: Term,
    /// Facts that make `kappa M(s) - (1-gamma) w <= I(s)`, for each state.
    pub step: Vec<Vec<Label>>,
    /// Facts that make `-(1-gamma) w <= I(s)`, for each state.
    pub floor: Vec<Vec<Label>>,
}

impl Mdp {
    /// Values `W` of the policy `n`, and the links to `VO(s) - W(s) <= (1 - kappa (1-gamma)) e + w`. Returns the links to
    /// `V(s) - w <= W(s)` and those.
    pub fn prove_contraction(&mut self, policy: &Policy, improvement: &Improvement) -> [Vec<Label>; 2] {
        self.define_action_values("W", "QW");
        self.assume_bellman("W", "QW", policy);
        self.assume_optimum_and_error();
        let change = self.values_change_by_at_least(policy, improvement);
        let residual = self.errors_after_backup();
        let mut errors = Vec::new();
        for (s, backed_up) in residual.into_iter().enumerate() {
            let next = self.next_value_at_least(policy, s, improvement, &change);
            let now = variable("VO", &[s]) - variable("V", &[s]);
            let rest = self.chain.define(variable_name("rest", &[s]), Term::from(1) - &improvement.kappa);
            let facts = improvement.kappa_range.iter().cloned().chain([definition("rest", &[s])]);
            let left = self.chain.link(fact("0 <= rest", &[s]), facts, Formula::nonnegative(&rest));
            let facts = [fact("VO - V <= e", &[s]), definition("F", &[s])];
            let below = self.chain.link(fact("0 <= F", &[s]), facts, Formula::nonnegative(variable("F", &[s])));
            let product = Formula::nonnegative(rest * variable("F", &[s]));
            let kept = self.chain.link(fact("0 <= rest F", &[s]), [left, below], product);
            let lack = variable("M", &[s]) + self.gamma() * Term::variable("e") - &now;
            let lack = self.chain.define(variable_name("lack", &[s]), lack);
            let facts = [backed_up, definition("lack", &[s])];
            let lacking = self.chain.link(fact("0 <= lack", &[s]), facts, Formula::nonnegative(&lack));
            let mut facts = improvement.kappa_range.clone();
            facts.push(lacking);
            let label = fact("0 <= kappa lack", &[s]);
            let gained = self.chain.link(label, facts, Formula::nonnegative(&improvement.kappa * lack));
            let gap = Term::variable("e") - &now;
            let expanded =
                Formula::equal(variable("rest", &[s]) * variable("F", &[s]), &gap - &improvement.kappa * &gap);
            let facts = ["rest", "F"].map(|name| definition(name, &[s]));
            let kept_expanded = self.chain.link(fact("rest F expanded", &[s]), facts, expanded);
            let short = &improvement.kappa * (variable("M", &[s]) + self.gamma() * Term::variable("e") - now);
            let expanded = Formula::equal(&improvement.kappa * variable("lack", &[s]), short);
            let facts = [definition("lack", &[s])];
            let gained_expanded = self.chain.link(fact("kappa lack expanded", &[s]), facts, expanded);
            let from = [next, kept, gained, kept_expanded, gained_expanded];
            let rate = Term::from(1) - &improvement.kappa * self.stop();
            let bound = rate * Term::variable("e") + &improvement.loss;
            let conclusion = Formula::at_most(variable("VO", &[s]) - variable("W", &[s]), bound);
            errors.push(self.chain.link(fact("error", &[s]), from, conclusion));
        }
        [change, errors]
    }

    /// `-w <= X(s) := W(s) - V(s)`: from `X = I + gamma mX` by the minimum principle.
    fn values_change_by_at_least(&mut self, policy: &Policy, improvement: &Improvement) -> Vec<Label> {
        for s in 0..self.states {
            self.chain.define(variable_name("X", &[s]), variable("W", &[s]) - variable("V", &[s]));
        }
        self.define_means("X", policy);
        let floor = -(self.stop() * &improvement.loss);
        let mut recursion = Vec::new();
        for s in 0..self.states {
            let mut from = vec![self.change_recursion(s)];
            from.extend(improvement.floor[s].iter().cloned());
            let conclusion = Formula::at_most(&floor + self.gamma() * variable("mX", &[s]), variable("X", &[s]));
            recursion.push(self.chain.link(fact("X is at least its discounted mean", &[s]), from, conclusion));
        }
        let floors = self.minimum_principle("X", policy, &recursion, &floor);
        let conclude = |(s, floor): (usize, Label)| {
            let conclusion = Formula::at_most(-improvement.loss.clone(), variable("X", &[s]));
            self.chain.link(fact("change of value", &[s]), [floor, Label::from("gamma < 1")], conclusion)
        };
        floors.into_iter().enumerate().map(conclude).collect()
    }

    /// `X(s) = I(s) + gamma mX(s)`
    fn change_recursion(&mut self, s: usize) -> Label {
        let mut from = Vec::new();
        for a in 0..self.actions {
            let mut means: Vec<Label> = ["PX", "PW", "PV"].iter().map(|name| definition(name, &[s, a])).collect();
            means.extend((0..self.states).map(|u| definition("X", &[u])));
            let conclusion = Formula::equal(variable("PX", &[s, a]), variable("PW", &[s, a]) - variable("PV", &[s, a]));
            let mean = self.chain.link(fact("PX of PW and PV", &[s, a]), means, conclusion);
            let difference = [mean, definition("QW", &[s, a]), definition("Q", &[s, a])];
            let sum = variable("Q", &[s, a]) + self.gamma() * variable("PX", &[s, a]);
            let conclusion = Formula::equal(variable("QW", &[s, a]), sum);
            from.push(self.chain.link(fact("QW of Q", &[s, a]), difference, conclusion));
        }
        from.extend([fact("Bellman equation of W", &[s]), definition("I", &[s])]);
        from.extend([definition("mX", &[s]), definition("X", &[s])]);
        let sum = variable("I", &[s]) + self.gamma() * variable("mX", &[s]);
        self.chain.link(fact("change of value by its mean", &[s]), from, Formula::equal(variable("X", &[s]), sum))
    }

    /// `V(s) + kappa M(s) - w <= W(s)`: what is lost later is at most `gamma w`.
    fn next_value_at_least(&mut self, policy: &Policy, s: usize, improvement: &Improvement, change: &[Label]) -> Label {
        let at = At { state: s, purpose: "the floor" };
        let values: Vec<Vec<Label>> = change.iter().map(|label| vec![label.clone()]).collect();
        let mean = self.means_at_least("X", policy, at, &-improvement.loss.clone(), None, &values);
        let mut from = vec![mean, fact("change of value by its mean", &[s]), definition("X", &[s])];
        from.push(Label::from("0 <= gamma"));
        from.extend(improvement.step[s].iter().cloned());
        let gain = &improvement.kappa * variable("M", &[s]) - &improvement.loss;
        let conclusion = Formula::at_most(variable("V", &[s]) + gain, variable("W", &[s]));
        self.chain.link(fact("next value", &[s]), from, conclusion)
    }

    /// `VO(s) <= V(s) + M(s) + gamma e`: the optimal action's value under `V` lacks at most `gamma e`.
    fn errors_after_backup(&mut self) -> Vec<Label> {
        for u in 0..self.states {
            self.chain
                .define(variable_name("F", &[u]), Term::variable("e") - variable("VO", &[u]) + variable("V", &[u]));
        }
        (0..self.states).map(|s| self.error_after_backup(s)).collect()
    }

    fn error_after_backup(&mut self, s: usize) -> Label {
        let mut actions = vec![fact("VO is attained", &[s]), definition("M", &[s]), definition("Adv", &[s, 0])];
        actions.extend(self.order_of(s));
        for a in 0..self.actions {
            // F = e - (VO - V) is nonnegative, so its mean is.
            let mean = self.define_next_mean("F", s, a, |u| variable("F", &[u]));
            let values: Vec<Vec<Label>> =
                (0..self.states).map(|u| vec![fact("VO - V <= e", &[u]), definition("F", &[u])]).collect();
            let over = Mean {
                weights: &self.transitions(s, a),
                values: (0..self.states).map(|u| variable("F", &[u])).collect(),
                mean,
                definition: vec![definition("PF", &[s, a])],
            };
            let label = fact("0 <= PF", &[s, a]);
            let least = mean_at_least(&mut self.chain, label, &over, &Term::from(0), None, &values);

            let mut means: Vec<Label> = ["PF", "PVO", "PV"].iter().map(|name| definition(name, &[s, a])).collect();
            means.extend((0..self.states).map(|u| definition("F", &[u])));
            means.push(fact("sum of P", &[s, a]));
            let sum = Term::variable("e") - variable("PVO", &[s, a]) + variable("PV", &[s, a]);
            let identity =
                self.chain.link(fact("PF of PVO and PV", &[s, a]), means, Formula::equal(variable("PF", &[s, a]), sum));

            let from =
                [least, identity, definition("QO", &[s, a]), definition("Q", &[s, a]), Label::from("0 <= gamma")];
            let bound = variable("Q", &[s, a]) + self.gamma() * Term::variable("e");
            let conclusion = Formula::at_most(variable("QO", &[s, a]), bound);
            actions.push(self.chain.link(fact("QO <= Q + gamma e", &[s, a]), from, conclusion));
        }
        let bound = variable("V", &[s]) + variable("M", &[s]) + self.gamma() * Term::variable("e");
        self.chain.link(fact("error after a backup", &[s]), actions, Formula::at_most(variable("VO", &[s]), bound))
    }
}
