//! Models compiled into the program.
//!
//! Sources and licences: `models/README.md`.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Format, InitialSource, InitialText, Model, ModelReadError, ReadOptions, build};
use crate::mdp::RowSums;
use crate::scalar::Rational;

/// `(name, transitions, initial distribution)` of every bundled model.
macro_rules! bundled {
    ($($name:literal),* $(,)?) => {
        &[$((
            $name,
            include_str!(concat!("../../models/", $name, ".csv")),
            include_str!(concat!("../../models/", $name, ".initial.csv")),
        )),*]
    };
}

const MODELS: &[(&str, &str, &str)] = bundled![
    "blackjack_sab",
    "cdrive2",
    "chain5",
    "cliffwalking",
    "cliffwalking_slippery",
    "consensus2_K2_steps_min",
    "csma2_2_time_min",
    "deepsea10_det_seed0",
    "deepsea10_stoch_seed0",
    "elevators_a_3_3",
    "forest3",
    "frozenlake_4x4_det",
    "frozenlake_4x4_slippery",
    "frozenlake_8x8_slippery",
    "garnet_20_4_3_seed0",
    "ij3",
    "li2021_core_H8",
    "machine_replacement10",
    "rectangle_tireworld5",
    "riverswim6_osband",
    "riverswim6_strehl_littman",
    "small2",
    "taxi_v4",
    "zeroconf_N20_K2_correct_max",
];

static PROVENANCE: LazyLock<BTreeMap<String, Provenance>> = LazyLock::new(|| {
    let text = include_str!("../../models/oracle.json");
    serde_json::from_str(text).expect("models/oracle.json is part of the program and tested")
});

/// What is known about a bundled model.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Provenance {
    /// Publication or program the model comes from.
    pub source: String,
    /// Licence of the data.
    pub license: String,
    /// Number of states.
    pub states: usize,
    /// Number of state-action pairs.
    pub pairs: usize,
    /// Number of transitions of positive probability.
    pub transitions: usize,
    /// Smallest and largest expected reward.
    pub reward_range: [Rational; 2],
    /// Exact optimal value of the initial distribution, by discount factor.
    pub optimal_values: BTreeMap<Rational, Rational>,
}

impl Provenance {
    /// The discount factors with known optimal value, in increasing order.
    pub fn discounts(&self) -> impl Iterator<Item = &Rational> {
        self.optimal_values.keys()
    }
}

/// The names of all bundled models, in alphabetical order.
pub fn names() -> impl Iterator<Item = &'static str> {
    MODELS.iter().map(|(name, ..)| *name)
}

/// A bundled model, or `None` when there is none of that name.
///
/// # Errors
/// When the discount factor is outside `[0, 1)`.
pub fn load(name: &str, discount: Rational) -> Option<Result<Model, ModelReadError>> {
    let (name, transitions, initial) = MODELS.iter().find(|(known, ..)| *known == name)?;
    let options = ReadOptions { discount, initial: None, row_sums: RowSums::Exact };
    let file = |ending| Path::new("models").join(format!("{name}{ending}"));
    let initial =
        InitialText { source: InitialSource::BuiltIn, path: file(".initial.csv"), text: (*initial).to_owned() };
    let path = file(".csv");
    Some(Format::Csv.parse(transitions, &path).and_then(|parsed| build(&path, parsed, Some(initial), &options)))
}

/// Source, licence and sizes of a bundled model.
pub fn provenance(name: &str) -> Option<&'static Provenance> {
    PROVENANCE.get(name)
}

/// The bundled name closest to `name`, when one is close.
pub fn nearest(name: &str) -> Option<&'static str> {
    super::nearest(name, names())
}
