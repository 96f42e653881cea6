//! Which part of a campaign.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Shard number `number` of `of`; text form `number/of`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    pub(super) number: u32,
    pub(super) of: u32,
}

impl Shard {
    /// Largest number of shards.
    pub const MOST: u32 = 10_000;

    /// All of a campaign.
    pub const WHOLE: Shard = Shard { number: 1, of: 1 };

    /// `None` unless `1 <= number <= of <=` [`Shard::MOST`].
    pub fn new(number: u32, of: u32) -> Option<Self> {
        (1 <= number && number <= of && of <= Shard::MOST).then_some(Shard { number, of })
    }

    /// Which of the shards it is, from 1.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Into how many shards the campaign is divided.
    pub fn of(self) -> u32 {
        self.of
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        parts
            .and_then(|(number, of)| Shard::new(number, of))
            .ok_or_else(|| format!("a shard is i/n with 1 <= i <= n <= {}, e.g. 2/7: shard 2 of 7", Shard::MOST))
    }
}

impl Serialize for Shard {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Shard {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shard_is_read_as_it_is_written_and_no_other_text_is_one() {
        for text in ["1/1", "2/7", "10000/10000"] {
            assert_eq!(text.parse::<Shard>().unwrap().to_string(), text);
        }
        for text in ["", "1", "0/1", "2/1", "1/0", "1/10001", "-1/2", "1/2/3", "a/b", "1/99999999999"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
