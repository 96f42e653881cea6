//! What determines the findings of a campaign.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::super::models::ModelDigest;

/// Everything that findings depend on, apart from the program itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Claim ids, in the order of the report.
    pub claims: Vec<String>,
    /// Seed of all random instances.
    pub seed: u64,
    /// Degenerate and random instances per part.
    pub instances: usize,
    /// Instances of a search.
    pub search_limit: usize,
    /// As [`Ladder`](crate::claim::Ladder) prints itself.
    pub scalar: String,
    /// Are studies computed?
    pub studies: bool,
    /// The models, in their order.
    pub models: Vec<ModelDigest>,
}

/// A field in which two settings differ.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// E.g. `settings.models[3].sha256`.
    pub field: String,
    pub found: String,
    pub expected: String,
}

impl Settings {
    /// The first field in which they differ from others.
    ///
    /// # Panics
    /// Never: settings always have a JSON form.
    pub(super) fn difference(&self, expected: &Settings) -> Option<Difference> {
        let json = |settings| serde_json::to_value(settings).expect("settings have a JSON form");
        difference("settings", &json(self), &json(expected))
    }
}

fn difference(field: &str, found: &Value, expected: &Value) -> Option<Difference> {
    match (found, expected) {
        (Value::Object(a), Value::Object(b)) => a
            .iter()
            .zip(b.values())
            .find_map(|((name, found), expected)| difference(&format!("{field}.{name}"), found, expected)),
        (Value::Array(a), Value::Array(b)) => {
            let places = a.iter().zip(b).enumerate();
            let entry = |(place, (found, expected))| difference(&format!("{field}[{place}]"), found, expected);
            let lengths = || (a.len() != b.len()).then(|| differing(field, of_length(a), of_length(b)));
            places.into_iter().find_map(entry).or_else(lengths)
        }
        _ => (found != expected).then(|| differing(field, found.to_string(), expected.to_string())),
    }
}

fn differing(field: &str, found: String, expected: String) -> Difference {
    Difference { field: field.to_owned(), found, expected }
}

fn of_length(list: &[Value]) -> String {
    format!("a list of {}", list.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::family;
    use crate::scalar::Rational;
    use crate::search::ModelInstances;

    fn settings(claims: &[&str], rewards: &[i64]) -> Settings {
        let bandit = family::bandit(rewards.iter().map(|&reward| Rational::from(reward)).collect()).unwrap();
        Settings {
            claims: claims.iter().map(|&id| id.to_owned()).collect(),
            seed: 1,
            instances: 10,
            search_limit: 20,
            scalar: "auto:4096".to_owned(),
            studies: true,
            models: ModelInstances::new(vec![("b".to_owned(), bandit)], 1).digests(),
        }
    }

    #[test]
    fn the_first_difference_is_named_with_both_values() {
        let own = settings(&["L1", "M1"], &[0, 1]);
        assert_eq!(own.difference(&own.clone()), None);
        let difference = |other: Settings| {
            let Difference { field, found, expected } = other.difference(&own).expect("a difference");
            format!("{field}: {found}, {expected}")
        };
        assert_eq!(difference(Settings { seed: 2, studies: false, ..own.clone() }), "settings.seed: 2, 1");
        assert_eq!(difference(settings(&["L1", "M2"], &[0, 1])), r#"settings.claims[1]: "M2", "M1""#);
        assert_eq!(difference(settings(&["L1"], &[0, 1])), "settings.claims: a list of 1, a list of 2");
        assert!(difference(settings(&["L1", "M1"], &[0, 0])).starts_with("settings.models[0].sha256: "));
    }
}
