//! `NAME=VALUE,NAME=VALUE` with every name used exactly once.

use num_traits::One;

use super::{FamilyInfo, SpecError};
use crate::model_io::shown;
use crate::scalar::Rational;

/// Parameters as given; taking one removes it.
pub(super) struct Arguments<'t> {
    family: FamilyInfo,
    given: Vec<&'t str>,
    /// Taken parameters in order, for the name of the model.
    taken: Vec<String>,
}

impl<'t> Arguments<'t> {
    pub fn parse(family: FamilyInfo, text: &'t str) -> Result<Self, SpecError> {
        let given = if text.is_empty() { Vec::new() } else { text.split(',').map(str::trim).collect() };
        Ok(Arguments { family, given, taken: Vec::new() })
    }

    /// A positive integer up to `largest`.
    pub fn size(&mut self, parameter: &'static str, largest: u64) -> Result<usize, SpecError> {
        let text = self.take(parameter)?.ok_or_else(|| SpecError::Missing { parameter, usage: self.usage() })?;
        match text.parse::<u64>() {
            Ok(size) if (1..=largest).contains(&size) => {
                self.taken.push(format!("{parameter}={size}"));
                Ok(size as usize)
            }
            _ => Err(out_of_range(parameter, text, format!("an integer from 1 to {largest}"))),
        }
    }

    /// The seed; 0 when not given.
    pub fn seed(&mut self) -> Result<u64, SpecError> {
        let text = self.take("seed")?.unwrap_or("0");
        let range = || format!("an integer from 0 to {}", u64::MAX);
        let seed = text.parse::<u64>().map_err(|_| out_of_range("seed", text, range()))?;
        self.taken.push(format!("seed={seed}"));
        Ok(seed)
    }

    /// A number in `(0, 1]`.
    pub fn gap(&mut self, parameter: &'static str) -> Result<Rational, SpecError> {
        let text = self.take(parameter)?.ok_or_else(|| SpecError::Missing { parameter, usage: self.usage() })?;
        let gap: Rational = text.parse().map_err(|error| SpecError::Number { parameter, error })?;
        if !gap.is_positive() || gap > Rational::one() {
            return Err(out_of_range(parameter, text, "above 0 and at most 1".to_owned()));
        }
        self.taken.push(format!("{parameter}={gap}"));
        Ok(gap)
    }

    /// All parameters as a list of rewards.
    pub fn rewards(&mut self, most: u64) -> Result<Vec<Rational>, SpecError> {
        if self.given.is_empty() {
            return Err(SpecError::Missing { parameter: "REWARD", usage: self.usage() });
        }
        if self.given.len() as u64 > most {
            return Err(SpecError::TooLarge { most });
        }
        let number = |text: &str| text.parse().map_err(|error| SpecError::Number { parameter: "REWARD", error });
        let rewards = self.given.drain(..).map(number).collect::<Result<Vec<Rational>, _>>()?;
        self.taken.extend(rewards.iter().map(Rational::to_string));
        Ok(rewards)
    }

    /// Refuses a product of sizes above the limit.
    pub fn check_transitions(&self, sizes: &[usize], most: u64) -> Result<(), SpecError> {
        let transitions = sizes.iter().try_fold(1_u64, |product, &size| product.checked_mul(size as u64));
        if transitions.is_some_and(|transitions| transitions <= most) {
            Ok(())
        } else {
            Err(SpecError::TooLarge { most })
        }
    }

    /// The full name of the model; parameters nobody took are unknown.
    pub fn finish(self) -> Result<String, SpecError> {
        if let Some(text) = self.given.first() {
            let usage = self.usage();
            return Err(match text.split_once('=') {
                Some((parameter, _)) => SpecError::Unknown { parameter: shown(parameter.trim()), usage },
                None => SpecError::Form { text: shown(text), usage },
            });
        }
        let separator = if self.taken.is_empty() { "" } else { ":" };
        Ok(format!("{}{separator}{}", self.family.name, self.taken.join(",")))
    }

    fn take(&mut self, parameter: &str) -> Result<Option<&'t str>, SpecError> {
        let value = |text: &'t str| {
            text.split_once('=').filter(|(name, _)| name.trim() == parameter).map(|(_, value)| value.trim())
        };
        let mut values = self.given.iter().filter_map(|text| value(text));
        let first = values.next();
        if values.next().is_some() {
            return Err(SpecError::Repeated { parameter: parameter.to_owned() });
        }
        self.given.retain(|text| value(text).is_none());
        Ok(first)
    }

    /// `NAME:PARAMETERS` of the family.
    fn usage(&self) -> String {
        match self.family.parameters {
            "" => format!("`{}` without parameters", self.family.name),
            parameters => format!("`{}:{parameters}`", self.family.name),
        }
    }
}

fn out_of_range(parameter: &'static str, value: &str, range: String) -> SpecError {
    SpecError::Range { parameter, value: shown(value), range }
}
