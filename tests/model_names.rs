//! Models by name: what the user may type, and what is said about typing
//! errors.

use std::fs;
use std::path::PathBuf;

use spma::family::{self, find, from_spec};
use spma::mdp::RowSums;
use spma::model_io::{InitialSource, ReadOptions, bundled};
use spma::scalar::Rational;

fn gamma() -> Rational {
    Rational::new(9, 10)
}

fn options(initial: Option<PathBuf>) -> ReadOptions {
    ReadOptions { discount: gamma(), initial, row_sums: RowSums::Exact }
}

fn spec_error(text: &str) -> String {
    from_spec(text, gamma()).expect_err("a refused text").to_string()
}

fn find_error(text: &str) -> String {
    find(text, &options(None)).expect_err("a refused text").to_string()
}

#[test]
fn every_example_of_the_list_is_a_model_of_that_name() {
    for family in family::list() {
        let model = find(family.example, &options(None)).unwrap();
        assert!(model.name == family.name || model.name.starts_with(&format!("{}:", family.name)));
        assert_eq!(model.initial_source, InitialSource::BuiltIn);
        let again = from_spec(&model.name, gamma()).unwrap();
        assert_eq!(again, model, "the name of the model gives the model");
        assert!(!family.description.is_empty());
    }
}

#[test]
fn parameters_have_the_meaning_the_list_gives_them() {
    let size = |text: &str| {
        let mdp = from_spec(text, gamma()).unwrap().mdp;
        (mdp.states(), mdp.pairs(), mdp.transitions())
    };
    assert_eq!(size("random:s=4,a=3,seed=1"), (4, 12, 48));
    assert_eq!(size("garnet: b=2, n=10, a=3"), (10, 30, 60));
    assert_eq!(size("chain:n=7"), (7, 14, 28));
    assert_eq!(size("riverswim:n=6"), (6, 12, 22));
    assert_eq!(size("cliffworld"), (21, 84, 84));
    assert_eq!(size("deepsea:n=10"), (56, 112, 112));
    assert_eq!(size("bandit:0.9,4/5,-1"), (1, 3, 3));
    assert_eq!(from_spec("bandit:0.9,4/5,-1", gamma()).unwrap().name, "bandit:9/10,4/5,-1");
    let rewards = |text: &str| from_spec(text, gamma()).unwrap().mdp.rewards().to_vec();
    assert_eq!(rewards("bandit-gap:k=2,gap=1e-6")[1], "0.999999".parse().unwrap());
    assert_eq!(rewards("bandit-two-valued:k=3,best=2,gap=1/2")[2], Rational::new(1, 2));
}

#[test]
fn a_seed_that_is_not_given_is_zero() {
    assert_eq!(from_spec("random:s=2,a=2", gamma()), from_spec("random:s=2,a=2,seed=0", gamma()));
    assert_ne!(
        from_spec("random:s=2,a=2,seed=1", gamma()).unwrap().mdp,
        from_spec("random:s=2,a=2,seed=0", gamma()).unwrap().mdp
    );
}

#[test]
fn bad_parameters_are_named() {
    let usage = "write `garnet:n=STATES,a=ACTIONS,b=SUCCESSORS[,seed=0]`";
    assert_eq!(spec_error("garnet:n=20,a=4"), format!("the parameter `b` is missing; {usage}"));
    assert_eq!(spec_error("garnet"), format!("the parameter `n` is missing; {usage}"));
    assert_eq!(spec_error("garnet:n=20,a=4,b=3,c=1"), format!("unknown parameter `c`; {usage}"));
    assert_eq!(spec_error("garnet:n=20,a=4,b=3,7"), format!("`7` is not of the form NAME=VALUE; {usage}"));
    assert_eq!(spec_error("garnet:n=20,a=4,b=3,n=5"), "the parameter `n` is given twice");
    assert_eq!(spec_error("garnet:n=20,a=4,b=21"), "the parameter `b` = 21 must be an integer from 1 to 20");
    assert_eq!(spec_error("garnet:n=0,a=4,b=1"), "the parameter `n` = 0 must be an integer from 1 to 100000");
    assert_eq!(spec_error("chain:n=-5"), "the parameter `n` = -5 must be an integer from 1 to 100000");
    assert_eq!(spec_error("chain:n=2.5"), "the parameter `n` = 2.5 must be an integer from 1 to 100000");
    assert_eq!(
        spec_error("random:s=2,a=2,seed=-1"),
        "the parameter `seed` = -1 must be an integer from 0 to 18446744073709551615"
    );
    assert_eq!(spec_error("bandit-gap:k=2,gap=0"), "the parameter `gap` = 0 must be above 0 and at most 1");
    assert!(spec_error("bandit-gap:k=2,gap=x").starts_with("gap: `x` is not a number"));
    assert!(spec_error("bandit:1,,2").starts_with("REWARD: empty number"));
    assert_eq!(spec_error("bandit"), "the parameter `REWARD` is missing; write `bandit:REWARD,REWARD,...`");
    assert_eq!(spec_error("cliffworld:n=3"), "unknown parameter `n`; write `cliffworld` without parameters");
    assert_eq!(spec_error("gamet:n=3"), "unknown family `gamet`; did you mean `garnet`?");
    assert_eq!(spec_error("zzzzzzz"), "unknown family `zzzzzzz`; `spma model list` shows all");
}

#[test]
fn models_that_would_not_fit_are_refused() {
    let expected = "the model would have more than 1000000 transitions; choose smaller parameters";
    assert_eq!(spec_error("random:s=1001,a=1000"), expected);
    assert_eq!(spec_error("garnet:n=100000,a=100000,b=1000"), expected);
    assert_eq!(spec_error("deepsea:n=1001"), "the parameter `n` = 1001 must be an integer from 1 to 1000");
    assert_eq!(from_spec("deepsea:n=100", gamma()).unwrap().mdp.states(), 5051);
}

#[test]
fn a_discount_outside_its_range_is_refused() {
    let error = from_spec("chain:n=5", Rational::new(1, 1)).unwrap_err();
    assert_eq!(error.to_string(), "the discount factor gamma = 1 is outside [0, 1)");
    let options = ReadOptions { discount: Rational::new(1, 1), ..options(None) };
    let error = find("forest3", &options).unwrap_err().to_string();
    assert!(error.ends_with("forest3.csv: the discount factor gamma = 1 is outside [0, 1)"), "{error}");
}

#[test]
fn files_bundled_models_and_families_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("own.csv");
    fs::write(&path, "idstatefrom,idaction,idstateto,probability,reward\n0,0,0,1,1\n").unwrap();
    assert_eq!(find(&path.display().to_string(), &options(None)).unwrap().name, "own");
    assert_eq!(find("forest3", &options(None)).unwrap(), bundled::load("forest3", gamma()).unwrap().unwrap());
    assert_eq!(find("chain:n=5", &options(None)).unwrap().mdp, bundled::load("chain5", gamma()).unwrap().unwrap().mdp);
}

#[test]
fn a_named_initial_distribution_replaces_the_built_in_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("start.csv");
    fs::write(&path, "idstate,probability\n2,1\n").unwrap();
    for text in ["forest3", "chain:n=3"] {
        let model = find(text, &options(Some(path.clone()))).unwrap();
        assert_eq!(model.initial_source, InitialSource::File(path.clone()));
        assert_eq!(model.mdp.initial()[2], Rational::from(1));
    }
    let error = find("small2", &options(Some(path.clone()))).unwrap_err().to_string();
    assert_eq!(
        error,
        format!("{}, line 2: the model has no state 2 (its states are 0 to 1); remove the row", path.display())
    );
}

#[test]
fn what_names_no_model_is_told_with_the_nearest_name() {
    let nothing =
        |text: &str| format!("no model `{text}`: there is no file, no bundled model and no family of that name");
    assert_eq!(find_error("forrest3"), format!("{}; did you mean `forest3`?", nothing("forrest3")));
    assert_eq!(find_error("Taxi_V4"), format!("{}; did you mean `taxi_v4`?", nothing("Taxi_V4")));
    assert_eq!(find_error("river-swim:n=3"), format!("{}; did you mean `riverswim`?", nothing("river-swim:n=3")));
    assert_eq!(find_error("xyzzy"), format!("{}; `spma model list` shows all", nothing("xyzzy")));
    assert_eq!(find_error(""), format!("{}; `spma model list` shows all", nothing("")));
    assert!(find_error("chain").starts_with("chain: the parameter `n` is missing"));
    assert_eq!(
        find_error("nowhere.csv"),
        "cannot read nowhere.csv: entity not found; check the path and its permissions"
    );
}

#[test]
fn bundled_models_have_names_in_order_and_near_misses_are_recognised() {
    let names: Vec<_> = bundled::names().collect();
    assert!(names.is_sorted() && names.len() == 24);
    assert!(names.iter().all(|name| bundled::provenance(name).is_some()));
    assert_eq!(bundled::nearest("frozenlake_4x4_slipery"), Some("frozenlake_4x4_slippery"));
    assert_eq!(bundled::nearest("cartpole"), None);
    assert!(bundled::load("cartpole", gamma()).is_none() && bundled::provenance("cartpole").is_none());
}
