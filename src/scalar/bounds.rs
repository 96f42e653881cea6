//! Exact lower and upper bounds, and their outward decimal form.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Rational;

/// A closed set `[lower, upper]` of real numbers; `None` is unbounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Greatest known lower bound.
    pub lower: Option<Rational>,
    /// Least known upper bound.
    pub upper: Option<Rational>,
}

impl Bounds {
    /// The whole real line.
    pub fn unbounded() -> Self {
        Bounds { lower: None, upper: None }
    }

    /// The single point `value`.
    pub fn point(value: Rational) -> Self {
        Bounds { lower: Some(value.clone()), upper: Some(value) }
    }

    /// Does the set contain `value`?
    pub fn contains(&self, value: &Rational) -> bool {
        self.lower.as_ref().is_none_or(|lower| lower <= value) && self.upper.as_ref().is_none_or(|upper| value <= upper)
    }

    /// `upper - lower`, or `None` when unbounded.
    pub fn width(&self) -> Option<Rational> {
        Some(self.upper.clone()? - self.lower.as_ref()?)
    }

    /// Lower and upper bound as decimal strings with `digits` significant
    /// digits, rounded outward; `-inf` and `inf` where unbounded.
    pub fn outward_decimals(&self, digits: usize) -> [String; 2] {
        [
            self.lower.as_ref().map_or("-inf".to_owned(), |lower| lower.to_decimal_floor(digits)),
            self.upper.as_ref().map_or("inf".to_owned(), |upper| upper.to_decimal_ceil(digits)),
        ]
    }

    /// Reads what [`to_texts`](Self::to_texts) or
    /// [`outward_decimals`](Self::outward_decimals) wrote; `None` when an end is
    /// no number or the set is empty.
    pub fn from_texts([lower, upper]: [&str; 2]) -> Option<Self> {
        let end = |text: &str, unbounded: &str| match text {
            _ if text == unbounded => Some(None),
            _ => text.parse::<Rational>().ok().map(Some),
        };
        let bounds = Bounds { lower: end(lower, "-inf")?, upper: end(upper, "inf")? };
        let is_empty = bounds.lower.as_ref().zip(bounds.upper.as_ref()).is_some_and(|(lower, upper)| lower > upper);
        (!is_empty).then_some(bounds)
    }

    /// Lower and upper bound exactly, as `p/q`; `-inf` and `inf` where unbounded.
    pub fn to_texts(&self) -> [String; 2] {
        [
            self.lower.as_ref().map_or("-inf".to_owned(), Rational::to_string),
            self.upper.as_ref().map_or("inf".to_owned(), Rational::to_string),
        ]
    }
}

impl Serialize for Bounds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_texts().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Bounds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [lower, upper] = <[String; 2]>::deserialize(deserializer)?;
        Bounds::from_texts([&lower, &upper])
            .ok_or_else(|| serde::de::Error::custom(format!("`[{lower}, {upper}]` are no bounds of a number")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_read_as_they_were_written() {
        let point = Bounds::point(Rational::new(-1, 3));
        let half_line = Bounds { lower: Some(Rational::from(2)), upper: None };
        for bounds in [point, half_line, Bounds::unbounded()] {
            let json = serde_json::to_string(&bounds).unwrap();
            assert_eq!(serde_json::from_str::<Bounds>(&json).unwrap(), bounds, "{json}");
        }
        assert_eq!(serde_json::to_string(&Bounds::point(Rational::new(1, 3))).unwrap(), r#"["1/3","1/3"]"#);
    }

    #[test]
    fn an_empty_set_and_what_is_no_number_are_no_bounds() {
        for texts in [["2", "1"], ["inf", "inf"], ["0", "-inf"], ["x", "1"], ["", "1"], ["0", "nan"]] {
            assert_eq!(Bounds::from_texts(texts), None, "{texts:?}");
        }
        assert!(serde_json::from_str::<Bounds>(r#"["1"]"#).is_err());
    }
}
