//! The bundled models.

use std::path::{Path, PathBuf};

use spma::family;
use spma::mdp::{Action, Evaluate, Mdp, RowSums};
use spma::model_io::{self, InitialSource, ReadOptions, bundled};
use spma::scalar::{Field, Rational};

fn options() -> ReadOptions {
    ReadOptions { discount: Rational::new(9, 10), initial: None, row_sums: RowSums::Exact }
}

fn model_file(file_name: String) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("models").join(file_name)
}

fn bundled_mdp(name: &str) -> Mdp<Rational> {
    bundled::load(name, Rational::new(9, 10)).expect("a bundled name").expect("a valid model").mdp
}

/// The model with repeated actions of end states dropped: DRN files give end
/// states one action, CSV files as many as other states have.
fn with_single_end_actions(mdp: &Mdp<Rational>) -> Vec<Vec<Action<Rational>>> {
    let mut states = mdp.to_actions();
    for (state, actions) in states.iter_mut().enumerate() {
        if mdp.is_terminal(state) {
            actions.truncate(1);
        }
    }
    states
}

#[test]
fn csv_and_drn_of_every_model_agree_up_to_repeated_actions_of_end_states() {
    for name in bundled::names() {
        let csv = model_io::read(&model_file(format!("{name}.csv")), &options()).unwrap();
        let drn = model_io::read(&model_file(format!("{name}.drn")), &options()).unwrap();
        assert_eq!(with_single_end_actions(&csv.mdp), with_single_end_actions(&drn.mdp), "{name}");
        assert_eq!(csv.mdp.initial(), drn.mdp.initial(), "{name}");
        let beside = InitialSource::Beside(model_file(format!("{name}.initial.csv")));
        assert_eq!((&csv.initial_source, &drn.initial_source), (&beside, &beside));
        assert!(csv.warnings.is_empty() && drn.warnings.is_empty(), "{name}");
        assert_eq!(csv.mdp, bundled_mdp(name), "{name}: file and program differ");
    }
}

#[test]
fn provenance_counts_are_those_of_the_loaded_model() {
    for name in bundled::names() {
        let mdp = bundled_mdp(name);
        let known = bundled::provenance(name).unwrap_or_else(|| panic!("{name} has no provenance"));
        assert_eq!((mdp.states(), mdp.pairs(), mdp.transitions()), (known.states, known.pairs, known.transitions));
        assert_eq!(mdp.reward_range(), known.reward_range.clone().into(), "{name}");
        assert!(!known.source.is_empty() && !known.license.is_empty(), "{name}");
        assert!(known.discounts().count() > 0, "{name}");
    }
}

#[test]
fn chain_river_swim_and_deep_sea_are_members_of_their_families() {
    let discount = Rational::new(9, 10);
    assert_eq!(bundled_mdp("chain5"), family::chain(5, discount.clone()).unwrap());
    assert_eq!(bundled_mdp("riverswim6_osband"), family::river_swim(6, discount.clone()).unwrap());
    let actions_sorted = |mdp: &Mdp<Rational>| {
        let mut states = mdp.to_actions();
        for actions in &mut states {
            actions.sort_by_key(|action| (action.transitions[0].0, action.reward.clone()));
        }
        states
    };
    let dive = family::deep_sea(10, discount).unwrap();
    assert!(actions_sorted(&bundled_mdp("deepsea10_det_seed0")) == actions_sorted(&dive));
}

#[test]
fn optimal_values_of_the_oracle_are_recomputed() {
    for name in bundled::names() {
        let known = bundled::provenance(name).expect("provenance");
        for (discount, value) in &known.optimal_values {
            let mdp = bundled::load(name, discount.clone()).expect("a bundled name").expect("a valid model").mdp;
            let optimum = <Rational as Evaluate>::optimum(&mdp);
            assert!(Rational::dot(mdp.initial(), &optimum.values) == *value, "{name} at gamma = {discount}");
        }
    }
}
