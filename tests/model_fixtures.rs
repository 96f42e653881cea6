//! The same models as written by other tools: exact, and in rounded decimals.

use std::path::{Path, PathBuf};

use spma::mdp::{Action, Mdp, RowSums};
use spma::model_io::{self, Model, ModelReadError, ReadOptions, bundled};
use spma::scalar::Rational;

const NAMES: [&str; 3] = ["forest3", "frozenlake_4x4_slippery", "riverswim6_osband"];

fn fixture(file_name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(file_name)
}

fn read(file_name: &str, row_sums: RowSums) -> Result<Model, ModelReadError> {
    let options = ReadOptions { discount: Rational::new(9, 10), initial: None, row_sums };
    model_io::read(&fixture(file_name), &options)
}

fn bundled_mdp(name: &str) -> Mdp<Rational> {
    bundled::load(name, Rational::new(9, 10)).expect("a bundled name").expect("a valid model").mdp
}

/// The transitions with one action per end state, as in DRN files.
fn with_single_end_actions(mdp: &Mdp<Rational>) -> Vec<Vec<Action<Rational>>> {
    let mut states = mdp.to_actions();
    for (state, actions) in states.iter_mut().enumerate() {
        if mdp.is_terminal(state) {
            actions.truncate(1);
        }
    }
    states
}

/// The largest difference of two models with the same transitions.
fn largest_difference(a: &Mdp<Rational>, b: &Mdp<Rational>) -> Rational {
    let flat = |mdp| with_single_end_actions(mdp).into_iter().flatten().collect::<Vec<_>>();
    let numbers = |action: &Action<Rational>| {
        let mut numbers = vec![action.reward.clone()];
        numbers.extend(action.transitions.iter().map(|(_, probability)| probability.clone()));
        numbers
    };
    let (a, b) = (flat(a), flat(b));
    assert_eq!(a.len(), b.len());
    let pairs = a.iter().zip(&b).flat_map(|(a, b)| {
        assert!(a.transitions.iter().map(|t| t.0).eq(b.transitions.iter().map(|t| t.0)));
        numbers(a).into_iter().zip(numbers(b))
    });
    pairs.map(|(x, y)| (x - &y).abs()).max().expect("a model has numbers")
}

#[test]
fn exact_files_are_the_bundled_models() {
    for name in NAMES {
        let bundled = bundled_mdp(name);
        let csv = read(&format!("{name}.exact.csv"), RowSums::Exact).unwrap();
        assert_eq!(csv.mdp.to_actions(), bundled.to_actions());
        let drn = read(&format!("{name}.exact.drn"), RowSums::Exact).unwrap();
        assert_eq!(with_single_end_actions(&drn.mdp), with_single_end_actions(&bundled));
        assert_eq!(drn.mdp.initial()[..bundled.states()], *bundled.initial());
    }
}

#[test]
fn decimals_that_are_not_rounded_give_the_bundled_model_without_renormalising() {
    for name in ["forest3", "riverswim6_osband"] {
        for ending in ["csv", "drn"] {
            let model = read(&format!("{name}.float.{ending}"), RowSums::Exact).unwrap();
            assert_eq!(model.mdp.to_actions(), bundled_mdp(name).to_actions(), "{name}.float.{ending}");
            assert!(model.warnings.is_empty());
        }
    }
}

#[test]
fn rounded_decimals_are_refused_unless_renormalised_and_the_defect_is_told() {
    let exact = bundled_mdp("frozenlake_4x4_slippery");
    for (ending, line, sum, warning, error_bound) in [
        (
            "csv",
            2,
            "9999999999999999/10000000000000000",
            "44 of 68 rows of probabilities did not sum to 1 and were divided by their sum; \
             the largest defect is 1e-16 (state 0, action 0, line 2)",
            "1e-16",
        ),
        (
            "drn",
            18,
            "9999999999/10000000000",
            "38 of 65 rows of probabilities did not sum to 1 and were divided by their sum; \
             the largest defect is 1e-10 (state 0, action 1, line 18)",
            "1e-10",
        ),
    ] {
        let file_name = format!("frozenlake_4x4_slippery.float.{ending}");
        let refusal = read(&file_name, RowSums::Exact).unwrap_err().to_string();
        assert!(refusal.contains(&format!("{file_name}, line {line}: state 0, action ")), "{refusal}");
        assert!(refusal.contains(&format!("sum to {sum}, not to 1")), "{refusal}");
        let model = read(&file_name, RowSums::Renormalise).unwrap();
        assert_eq!(model.warnings, [warning]);
        assert!(largest_difference(&model.mdp, &exact) <= error_bound.parse().unwrap());
    }
}
