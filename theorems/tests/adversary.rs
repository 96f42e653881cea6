//! The adversarial search on the claims: it refutes every control from scratch,
//! finds the witnesses that claims say exist and the instances at which bounds
//! are attained, and does so alike on any number of threads.

use std::sync::atomic::AtomicBool;

use rayon::ThreadPoolBuilder;

use super::kind_for;
use crate::claim::{Claim, Part, Quantifier, Variation, Varied};
use crate::scalar::Rational;
use crate::search::{Adversary, Aim, Catch, Goal, Keep, Ranges, Reach, Shrink};
use crate::theorems;

static NEVER: AtomicBool = AtomicBool::new(false);

fn adversary(reach: Reach) -> Adversary {
    let (ranges, stored) = (Ranges::default(), Vec::new());
    Adversary { seed: 1, starts: 64, instances: 500, ranges, reach, stored, stop: &NEVER }
}

fn reach(part: &Part) -> Reach {
    if part.domain.is_paper_setting() { Reach::Paper } else { Reach::Anywhere }
}

fn shrunk(goal: Goal, keep: Keep, catch: &Catch) -> Catch {
    let shrink = Shrink { goal, keep, decisions: 2000, keeps_discount: false, stop: &NEVER };
    shrink.run(&catch.instance).expect("it shows what is kept")
}

fn claim(id: &str) -> Claim {
    theorems::all().into_iter().find(|claim| claim.id == id).expect("a claim")
}

/// Controls that speak of steps which give no policy.
const ABOUT_VALIDITY: [(&str, &str); 1] = [("B1", "eta = 1.1")];

/// Iterates that are no policies would refute a control for the wrong reason.
#[test]
fn every_control_is_refuted_from_scratch_by_policies_and_shrinks_to_at_most_three_states() {
    for claim in theorems::all() {
        for control in &claim.controls {
            let policies_only = !ABOUT_VALIDITY.contains(&(claim.id, control.name));
            let variation = Variation { policies_only, ..Variation::default() };
            let varied = Varied { statement: control.part.statement.as_ref(), variation };
            let goal = Goal { statement: &varied, ..Goal::from(&control.part) };
            let hunt = adversary(reach(&control.part)).hunt(goal, Aim::Violation);
            let found = hunt.found.unwrap_or_else(|| panic!("{} control `{}` survived", claim.id, control.name));
            let small = shrunk(goal, Keep::Violation, &found);
            assert!(small.comparison.truth.is_no());
            let states = small.instance.mdp.states();
            assert!(states <= 3, "{} control `{}`: {states} states", claim.id, control.name);
        }
    }
}

#[test]
fn every_witness_that_a_claim_says_exists_is_found_and_survives_shrinking() {
    for claim in theorems::all().iter().filter(|claim| claim.quantifier == Quantifier::Exists) {
        for part in &claim.parts {
            let goal = Goal::from(part);
            let found = adversary(reach(part)).hunt(goal, Aim::Witness).found;
            let found = found.unwrap_or_else(|| panic!("{} ({}): no witness", claim.id, part.name));
            let small = shrunk(goal, Keep::Witness, &found);
            assert!(small.comparison.truth.is_yes(), "{} ({})", claim.id, part.name);
            let size = |catch: &Catch| (catch.instance.mdp.states(), catch.instance.mdp.pairs());
            assert!(size(&small) <= size(&found), "{} ({})", claim.id, part.name);
        }
    }
}

#[test]
fn m1_is_attained_at_a_bandit_with_two_arms_and_rewards_0_and_1() {
    let claim = claim("M1");
    let goal = Goal::from(&claim.parts[0]);
    let (ratio, found) = adversary(Reach::Paper).worst(goal).expect("an instance");
    assert!(ratio.lower.as_ref().is_some_and(|least| *least > Rational::new(999, 1000)), "{ratio:?}");
    let small = shrunk(goal, Keep::Ratio(ratio), &found).instance;
    assert!(small.mdp.is_bandit() && small.mdp.pairs() == 2, "{small:?}");
    assert_eq!(small.mdp.reward_range(), (Rational::from(0), Rational::from(1)));
}

#[test]
fn searches_do_not_depend_on_the_number_of_threads() {
    let claim = claim("M1");
    let control = claim.controls.iter().find(|control| control.name == "componentwise").expect("a control");
    let with_threads = |threads| {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
        pool.install(|| {
            let search = Adversary { starts: 12, instances: 120, ..adversary(Reach::Paper) };
            let hunt = search.hunt(Goal::from(&control.part), Aim::Violation);
            let worst = search.worst(Goal::from(&claim.parts[0])).map(|(ratio, catch)| (ratio, catch.instance));
            (hunt.tried, hunt.found.map(|catch| catch.instance), worst)
        })
    };
    assert_eq!(with_threads(1), with_threads(3));
}

#[test]
fn true_claims_are_not_refuted_and_their_step_size_cannot_be_relaxed() {
    let claim = claim("M1");
    let part = &claim.parts[0];
    assert!(adversary(Reach::Paper).hunt(Goal::from(part), Aim::Violation).found.is_none());
    let longer = Variation { step_size: Some(Rational::new(11, 10)), ..Variation::default() };
    let sharper = Variation { constants: vec![("rate".into(), Rational::new(101, 100))], ..Variation::default() };
    let free = Variation { dropped: vec!["rewards in [0, 1]".into()], ..Variation::default() };
    for (variation, reach) in [(longer, Reach::Paper), (sharper, Reach::Paper), (free, Reach::Anywhere)] {
        let statement = Varied { statement: part.statement.as_ref(), variation };
        let goal = Goal { statement: &statement, ..Goal::from(part) };
        assert!(adversary(reach).hunt(goal, Aim::Violation).found.is_some(), "{}", statement.variation);
    }
}

#[test]
fn a_share_of_the_margin_is_kept_when_that_is_asked_for() {
    let claim = claim("B1");
    let control = claim.controls.iter().find(|control| control.name == "rate without p_t").expect("a control");
    let goal = Goal::from(&control.part);
    let (_, worst) = adversary(Reach::Paper).worst(goal).expect("an instance");
    let before = crate::search::margin(&worst.comparison).expect("a violation");
    let least = before * Rational::new(9, 10);
    let small = shrunk(goal, Keep::Margin(least.clone()), &worst);
    assert!(crate::search::margin(&small.comparison).expect("a violation") >= least);
    assert!(small.instance.longest_bits() <= worst.instance.longest_bits());
    let outcome = control.part.statement.decide(&small.instance, kind_for(control.part.statement.as_ref()));
    assert!(outcome.first_violation().is_some());
}
