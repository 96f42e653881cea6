use crate::prove::{Chain, ChainError, Formula, Label, Term};

fn x() -> Term {
    Term::variable("x")
}

/// `0 <= x => 0 <= x^2 + x`, by two links.
fn chain() -> Chain {
    let mut chain = Chain::default();
    chain.assume("0 <= x", Formula::nonnegative(x()));
    let square = chain.define("square", x().squared());
    chain.link("0 <= square", ["0 <= x", "square"], Formula::nonnegative(&square));
    let goal = chain.link("sum", ["0 <= square", "0 <= x"], Formula::nonnegative(square + x()));
    chain.goal(goal);
    chain
}

#[test]
fn a_founded_chain_passes() {
    assert_eq!(chain().check(), Ok(()));
}

#[test]
fn a_link_may_not_use_what_is_neither_assumed_nor_proved_before() {
    let mut broken = chain();
    broken.link("too early", ["later"], Formula::nonnegative(x()));
    broken.link("later", ["0 <= x"], Formula::nonnegative(x()));
    assert!(
        matches!(broken.check(), Err(ChainError::Unfounded { link, from }) if link == "too early" && from == "later")
    );
    let mut itself = chain();
    itself.link("itself", ["itself"], Formula::less(x(), x()));
    assert!(matches!(itself.check(), Err(ChainError::Unfounded { .. })));
}

#[test]
fn names_are_unique_among_definitions_assumptions_and_links() {
    for label in ["0 <= x", "square", "sum"] {
        let mut twice = chain();
        twice.link(label, ["0 <= x"], Formula::nonnegative(x()));
        assert_eq!(twice.check(), Err(ChainError::Twice(label.to_owned())));
    }
    let mut defined = chain();
    defined.define("square", x());
    assert_eq!(defined.check(), Err(ChainError::Twice("square".to_owned())));
}

#[test]
fn a_definition_may_not_assume_anything_by_a_circle() {
    let mut circle = chain();
    circle.define("y", Term::variable("z") + 1);
    circle.define("z", Term::variable("y") - 2);
    assert!(matches!(circle.check(), Err(ChainError::Circular { variable, uses }) if variable == "y" && uses == "z"));
    let mut itself = chain();
    itself.define("y", Term::variable("y") + 1);
    assert!(matches!(itself.check(), Err(ChainError::Circular { .. })));
}

#[test]
fn a_chain_has_a_goal_and_a_link_proves_it() {
    assert_eq!(Chain::default().check(), Err(ChainError::NoGoal));
    let mut assumed = chain();
    assumed.goal(Label::from("0 <= x"));
    assert_eq!(assumed.check(), Err(ChainError::Unproved("0 <= x".to_owned())));
}

#[test]
fn a_query_has_the_facts_of_its_link_and_the_negated_conclusion_only() {
    let chain = chain();
    let text = chain.query(&chain.links()[1]).to_string();
    let wanted = "(set-logic QF_NRA)
(declare-const square Real)
(declare-const x Real)
; 0 <= square
(assert (<= 0.0 square))
; 0 <= x
(assert (<= 0.0 x))
; not: sum
(assert (not (<= 0.0 (+ square x))))
(check-sat)
";
    assert_eq!(text, wanted);
}
