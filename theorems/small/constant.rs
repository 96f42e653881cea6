//! The improvement of an SPMA step by the constant `C` of M1.

use super::contraction::Improvement;
use super::mdp::Mdp;
use super::names::{definition, fact, variable};
use crate::prove::{Formula, Label, Term};

impl Mdp {
    /// For `kappa := eta C` proves `kappa M <= I`, `0 <= I` and `0 <= kappa <= 1`, where `I = eta Var` is the improvement
    /// called `name` and `least` says `C M <= Var`: where not all actions tie, `kappa M <= eta Var <= M` and `0 < M`.
    pub fn prove_improvement_by_constant(&mut self, name: &str, least: &[Label]) -> Improvement {
        let kappa = self.chain.define("kappa", Term::variable("eta") * Term::variable("C"));
        let [positive, defined] = [Label::from("0 < eta"), definition("kappa", &[])];
        let mut from = vec![positive.clone(), defined.clone(), Label::from("0 <= C")];
        let nonnegative = self.chain.link("0 <= kappa", from.clone(), Formula::nonnegative(&kappa));
        from.push(Label::from("C = 0 without gaps"));
        let (mut step, mut floor) = (Vec::new(), Vec::new());
        let advantages = self.prove_advantage_without_a_tie();
        for s in 0..self.states {
            let (largest, improved) = (variable("M", &[s]), variable(name, &[s]));
            let facts = [positive.clone(), defined.clone(), least[s].clone(), fact("improvement", &[s])];
            let label = fact(&format!("kappa M <= {name}"), &[s]);
            let enough = self.chain.link(label, facts, Formula::at_most(&kappa * &largest, &improved));
            let facts = [positive.clone(), fact("0 <= Var", &[s]), fact("improvement", &[s])];
            let label = fact(&format!("0 <= {name}"), &[s]);
            floor.push(vec![self.chain.link(label, facts, Formula::nonnegative(improved))]);
            let facts = [enough.clone(), fact("improvement", &[s]), fact("eta Var <= M", &[s]), advantages[s].clone()];
            let bounded = self.all_tie(s).negated().implies(Formula::at_most(&kappa, 1));
            from.push(self.chain.link(fact("kappa <= 1 without a tie", &[s]), facts, bounded));
            step.push(vec![enough]);
        }
        let most = self.chain.link("kappa <= 1", from, Formula::at_most(&kappa, 1));
        Improvement { kappa, kappa_range: vec![nonnegative, most], loss: Term::from(0), step, floor }
    }
}
