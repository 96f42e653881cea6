use crate::prove::{Answer, Existence, Formula, Model, Term};
use crate::scalar::Rational;

fn model(values: &[(&str, i64, i64)]) -> Model {
    values.iter().map(|&(name, top, bottom)| (name.to_owned(), Rational::new(top, bottom))).collect()
}

#[test]
fn values_of_both_solvers_are_read_exactly() {
    let printed = "sat\n((x (/ 1.0 3.0))\n (y (- 2.0)) (z (- (/ 7 4))) (w 0.25))\n";
    let wanted = model(&[("x", 1, 3), ("y", -2, 1), ("z", -7, 4), ("w", 1, 4)]);
    assert_eq!(Answer::read(printed), Answer::Satisfiable(Ok(wanted)));
    assert_eq!(Answer::read("unsat\n"), Answer::Unsatisfiable);
}

#[test]
fn an_algebraic_value_or_an_odd_answer_is_never_a_model() {
    for printed in
        ["sat\n((x (root-obj (+ (^ x 2) (- 2)) 2)))", "sat\n((x (/ 1.0 0.0)))", "sat\n((x", "sat\n", "sat\n(x)"]
    {
        assert!(matches!(Answer::read(printed), Answer::Satisfiable(Err(_))), "{printed}");
    }
    for printed in ["unknown", "timeout\n"] {
        assert!(matches!(Answer::read(printed), Answer::Unknown(_)), "{printed}");
    }
    for printed in ["", "(error \"line 1\")", "unsatisfied"] {
        assert!(matches!(Answer::read(printed), Answer::Failed(_)), "{printed}");
    }
}

/// `x^2 = y`, `1 < y`
fn example() -> Existence {
    let mut existence = Existence::default();
    let square = existence.define("y", Term::variable("x").squared());
    existence.demand("1 < y", Formula::less(1, square));
    existence
}

#[test]
fn a_model_counts_when_its_free_values_have_every_property() {
    // What the solver says of a defined variable is not believed.
    let confirmed = example().confirm(&model(&[("x", 3, 2), ("y", -5, 1)])).expect("9/4 is above 1");
    assert_eq!(confirmed, model(&[("x", 3, 2), ("y", 9, 4)]));
    assert!(example().confirm(&model(&[("x", 1, 1), ("y", 4, 1)])).is_err_and(|error| error.contains("1 < y")));
    assert!(example().confirm(&Model::default()).is_err_and(|error| error.contains("`x`")));
}

#[test]
fn a_replay_can_object_to_a_model() {
    let mut existence = example();
    existence.replayed_by(|_| Err("no".to_owned()));
    assert_eq!(existence.confirm(&model(&[("x", 2, 1)])), Err("no".to_owned()));
}
