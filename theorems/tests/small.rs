//! The encodings speak of what the claims speak of.

use super::{TestAction, mdp};
use crate::algorithm::{Algorithm, Iterate, Problem, Spma};
use crate::claim::Instance;
use crate::prove::{Chain, Item, Model, Size, Task};
use crate::scalar::Rational;
use crate::theorems;
use crate::theorems::small::encodings;

fn chains(id: &str, name: &str, size: Size) -> Vec<Chain> {
    let (_, items) = encodings().into_iter().find(|(known, _)| *known == id).expect("an encoding");
    let item = items.into_iter().find(|item| item.name == name && item.size == size).expect("an item");
    match item.task {
        Task::Proof(chains) => chains,
        Task::Example(_) => panic!("{id} {name} is an example"),
    }
}

#[test]
fn every_chain_is_founded_on_its_assumptions_and_reaches_its_goals() {
    for (id, items) in encodings() {
        for Item { name, size, task } in items {
            if let Task::Proof(chains) = task {
                for (case, chain) in chains.iter().enumerate() {
                    assert_eq!(chain.check(), Ok(()), "{id} {name} {size} case {case}");
                }
            }
        }
    }
}

#[test]
fn encodings_belong_to_claims_and_their_controls_to_the_claims_controls() {
    let claims = theorems::all();
    for (id, items) in encodings() {
        let claim = claims.iter().find(|claim| claim.id == id).expect("a claim");
        for item in items.iter().filter(|item| item.is_control()) {
            let known = claim.controls.iter().any(|control| format!("control: {}", control.name) == item.name);
            assert!(known, "{id} has no {}", item.name);
        }
    }
}

/// The values that an SPMA step has in the engine, by the names of the encoding: actions in falling order of `Q`.
fn model_of(instance: &Instance) -> Model {
    let problem = Problem::<Rational>::new(instance.mdp.clone());
    let now = Iterate::exact(&problem, &instance.policy);
    let next = Iterate::new(&problem, Spma::constant(instance.eta.clone()).next_policy(&now));
    let mut model = Model::default();
    model.set("gamma", instance.mdp.discount().clone());
    model.set("eta", instance.eta.clone());
    model.set("e", now.error());
    model.set("C", now.constant());
    for s in 0..instance.mdp.states() {
        model.set(format!("V_{s}"), now.values()[s].clone());
        model.set(format!("W_{s}"), next.values()[s].clone());
        model.set(format!("VO_{s}"), problem.optimal_values()[s].clone());
        let mut pairs: Vec<usize> = instance.mdp.actions(s).collect();
        pairs.sort_by(|one, other| now.action_values()[*other].cmp(&now.action_values()[*one]));
        for (a, pair) in pairs.into_iter().enumerate() {
            model.set(format!("p_{s}_{a}"), instance.policy.probabilities()[pair].clone());
            model.set(format!("r_{s}_{a}"), instance.mdp.rewards()[pair].clone());
            for u in 0..instance.mdp.states() {
                let probability = instance.mdp.successors(pair).find(|(to, _)| *to == u).map(|(_, p)| p.clone());
                model.set(format!("P_{s}_{a}_{u}"), probability.unwrap_or_else(|| Rational::from(0)));
            }
        }
    }
    model
}

/// Two states with two actions; the last three have ties, in one state or in both.
fn instances() -> Vec<Instance> {
    let tie: &[TestAction] = &[((1, 3), &[(0, 1), (1, 1)]), ((1, 3), &[(0, 1), (1, 1)])];
    let go: &[TestAction] = &[((0, 1), &[(1, 1)]), ((1, 2), &[(0, 2), (1, 1)])];
    let stay: &[TestAction] = &[((1, 1), &[(1, 3), (0, 1)]), ((1, 5), &[(0, 1)])];
    vec![
        mdp((9, 10), &[go, stay], &[&[1, 2], &[3, 1]]),
        mdp((0, 1), &[stay, go], &[&[1, 9], &[1, 1]]),
        mdp((1, 2), &[stay, stay], &[&[1, 2], &[5, 1]]),
        mdp((1, 2), &[tie, go], &[&[1, 2], &[5, 1]]),
        mdp((2, 3), &[stay, tie], &[&[1, 1], &[1, 1]]),
        mdp((2, 3), &[tie, tie], &[&[1, 4], &[1, 1]]),
    ]
}

#[test]
fn m1_assumes_what_holds_for_the_engines_values_and_concludes_what_holds_for_them() {
    let chain = &chains("M1", "one step", Size::mdp(2, 2))[0];
    for instance in instances() {
        let mut model = model_of(&instance);
        chain.complete(&mut model).expect("all free variables have values");
        for (label, assumption) in chain.assumptions() {
            assert_eq!(assumption.holds(&model), Ok(true), "`{}` at {model}", label.as_str());
        }
        for link in chain.links() {
            assert_eq!(link.conclusion.holds(&model), Ok(true), "`{}` at {model}", link.label.as_str());
        }
        assert_eq!(chain.goals().count(), 4, "two states, values and errors");
    }
}

#[test]
fn m1s_goal_is_violated_where_the_next_values_are_not_those_of_the_step() {
    let chain = &chains("M1", "one step", Size::mdp(2, 2))[0];
    let mut model = model_of(&instances()[0]);
    model.set("W_0", Rational::from(0));
    chain.complete(&mut model).expect("all free variables have values");
    assert!(chain.goals().any(|goal| goal.holds(&model) == Ok(false)));
    assert!(chain.assumptions().iter().any(|(_, assumption)| assumption.holds(&model) == Ok(false)));
}
