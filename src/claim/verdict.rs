//! Verdicts and the evidence behind them.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::scalar::ScalarKind;

/// What is known of a claim after a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Floats saw no violation that exact arithmetic confirmed.
    Suggested,
    /// Holds rigorously at every instance that met the hypotheses.
    Holds,
    /// An exact or enclosed instance violates it.
    Refuted,
    /// Some instance was not decided within the budget.
    Undecided,
    /// No instance met the hypotheses of some part.
    Vacuous,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Verdict::Suggested => "SUGGESTED",
            Verdict::Holds => "HOLDS",
            Verdict::Refuted => "REFUTED",
            Verdict::Undecided => "UNDECIDED",
            Verdict::Vacuous => "VACUOUS",
        })
    }
}

/// How many instances each kind of number decided; in files a count by the name of the kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    counts: Vec<(ScalarKind, usize)>,
}

impl Evidence {
    /// Counts one instance decided by `kind`.
    pub fn add(&mut self, kind: ScalarKind) {
        self.merge(&Evidence { counts: vec![(kind, 1)] });
    }

    /// Adds the counts of another campaign.
    pub fn merge(&mut self, other: &Evidence) {
        for &(kind, count) in &other.counts {
            match self.counts.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, total)) => *total += count,
                None => self.counts.push((kind, count)),
            }
        }
        self.counts.sort_by_key(|&(kind, _)| order(kind));
    }

    /// (kind, instances), exact first, then enclosures by precision.
    pub fn counts(&self) -> &[(ScalarKind, usize)] {
        &self.counts
    }
}

fn order(kind: ScalarKind) -> (u8, u32) {
    match kind {
        ScalarKind::Rational => (0, 0),
        ScalarKind::Interval => (1, 53),
        ScalarKind::BigInterval(bits) => (1, bits),
        ScalarKind::F64 => (2, 53),
        ScalarKind::BigFloat(bits) => (2, bits),
    }
}

impl fmt::Display for Evidence {
    /// `exact 180, interval 12, interval:128 3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |kind: ScalarKind| match kind {
            ScalarKind::Rational => "exact".to_owned(),
            other => other.to_string(),
        };
        let parts: Vec<String> = self.counts.iter().map(|&(kind, count)| format!("{} {count}", name(kind))).collect();
        f.pad(&parts.join(", "))
    }
}

impl Serialize for Evidence {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.counts.iter().map(|(kind, count)| (kind.to_string(), count)))
    }
}

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut evidence = Evidence::default();
        for (name, count) in BTreeMap::<String, usize>::deserialize(deserializer)? {
            let kind: ScalarKind = name.parse().map_err(D::Error::custom)?;
            if kind.to_string() != name {
                return Err(D::Error::custom(format!("no instance is decided by `{name}`; the next kind is {kind}")));
            }
            evidence.merge(&Evidence { counts: vec![(kind, count)] });
        }
        Ok(evidence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_read_as_it_is_written() {
        let mut evidence = Evidence::default();
        for kind in [ScalarKind::BigInterval(128), ScalarKind::Rational, ScalarKind::Interval, ScalarKind::Rational] {
            evidence.add(kind);
        }
        let json = serde_json::to_string(&evidence).unwrap();
        assert_eq!(json, r#"{"rational":2,"interval":1,"interval:128":1}"#);
        assert_eq!(serde_json::from_str::<Evidence>(&json).unwrap(), evidence);
        for wrong in [r#"{"interval:127":1}"#, r#"{"double":1}"#, r#"{"rational":-1}"#] {
            assert!(serde_json::from_str::<Evidence>(wrong).is_err(), "{wrong}");
        }
    }
}
