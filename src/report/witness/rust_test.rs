//! A witness as a Rust test.

use crate::claim::Variation;
use crate::replay::Case;
use crate::report::slug::slug;
use crate::scalar::Truth;

/// A test that decides the witness again, for the `tests` folder of this crate:
/// `case` holds the exact instance, `truth` is what the statement must be there,
/// `subject` names the statement, and `kind` says which witness it is.
pub(super) fn rust_test(subject: &str, kind: &str, case: &Case, variation: &Variation, truth: Truth) -> String {
    let fate = if truth.is_no() { "is refuted at the" } else { "holds at the" };
    let name = slug(&format!("{subject} {fate} {kind}")).replace('-', "_");
    let found = match &case.control {
        Some(control) => format!(
            "let part = &claim.controls.iter().find(|control| control.name == {control:?}).expect(\"the control\").part;"
        ),
        None => {
            format!("let part = claim.parts.iter().find(|part| part.name == {:?}).expect(\"the part\");", case.part)
        }
    };
    let json = case.to_text();
    let json = json.trim_end();
    format!(
        "/// {subject}: {kind}.
#[test]
fn {name}() {{
    let case = spma::replay::Case::parse(
        r#\"{json}\"#,
        \"this test\",
    );
    let instance = case.and_then(|case| case.instance(\"this test\")).expect(\"an instance\");
    let claims = spma::theorems::all();
    let claim = claims.iter().find(|claim| claim.id == {claim:?}).expect(\"the claim\");
    {found}
    let variation = {variation};
    let ladder = spma::claim::Ladder::automatic(4096);
    let varied = spma::claim::Varied {{ statement: part.statement.as_ref(), variation }};
    let outcome = ladder.decide(&varied, part.depth, &instance).outcome;
    assert!(
        matches!(outcome, spma::claim::Outcome::Compared {{ truth: spma::scalar::Truth::{truth:?}, .. }}),
        \"{{outcome:?}}\"
    );
}}
",
        claim = case.claim,
        variation = expression(variation),
    )
}

/// The variation as a Rust expression.
fn expression(variation: &Variation) -> String {
    let rational = |x: &crate::scalar::Rational| format!("{:?}.parse().expect(\"a rational\")", x.to_string());
    let dropped: Vec<String> = variation.dropped.iter().map(|name| format!("{name:?}.into()")).collect();
    let constants: Vec<String> =
        variation.constants.iter().map(|(name, factor)| format!("({name:?}.into(), {})", rational(factor))).collect();
    let step_size = variation.step_size.as_ref().map_or("None".to_owned(), |x| format!("Some({})", rational(x)));
    format!(
        "spma::claim::Variation {{ dropped: vec![{}], step_size: {step_size}, constants: vec![{}], ..Default::default() }}",
        dropped.join(", "),
        constants.join(", ")
    )
}
