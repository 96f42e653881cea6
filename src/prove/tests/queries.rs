use crate::prove::{Formula, Query, Term};

#[test]
fn numbers_are_reals_and_operators_are_applications() {
    let [x, y] = ["x", "y"].map(Term::variable);
    let sum = Term::ratio(-1, 3) * &x - Term::sum([]) + Term::from(2) * Term::Product(Vec::new());
    let formula = Formula::any([
        Formula::less(sum, &y).implies(Formula::equal(&x, -1)),
        Formula::all([]).negated(),
        Formula::all([Formula::at_most(&x, y)]),
    ]);
    let query = Query { assertions: vec![("a comment".to_owned(), formula)], wants_model: true };
    let wanted = "(set-option :produce-models true)
(set-logic QF_NRA)
(declare-const x Real)
(declare-const y Real)
; a comment
(assert (or (=> (< (+ (- (* (- (/ 1.0 3.0)) x) 0.0) (* 2.0 1.0)) y) (= x (- 1.0))) (not true) (<= x y)))
(check-sat)
(get-value (x y))
";
    assert_eq!(query.to_string(), wanted);
}
