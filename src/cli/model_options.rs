//! Options that say how to read a model.

use std::path::PathBuf;

use clap::Args;
use num_traits::One;

use super::CliError;
use crate::family;
use crate::mdp::RowSums;
use crate::model_io::{Model, ReadOptions};
use crate::report::print_note;
use crate::scalar::Rational;

/// Discount factor when none is given.
const DEFAULT_GAMMA: (i32, i32) = (9, 10);

#[derive(Args)]
pub struct ModelOptions {
    /// Discount factor in [0, 1), as a fraction or an exact decimal [default: 9/10; bandits: 0]
    #[arg(long, value_name = "P/Q", allow_hyphen_values = true, value_parser = discount)]
    pub gamma: Option<Rational>,
    /// File of the initial distribution (idstate,probability)
    #[arg(long, value_name = "FILE")]
    pub initial: Option<PathBuf>,
    /// Divide rows that do not sum to 1 by their sum, and say how far they were off
    #[arg(long, visible_alias = "renormalize")]
    pub renormalise: bool,
}

pub(super) fn discount(text: &str) -> Result<Rational, String> {
    let gamma: Rational = text.parse().map_err(|error| format!("{error}"))?;
    if gamma.is_negative() || gamma >= Rational::one() {
        return Err("the discount factor must be at least 0 and less than 1".to_owned());
    }
    Ok(gamma)
}

impl ModelOptions {
    /// The model that `text` names; what the user should know goes to standard
    /// error.
    ///
    /// # Errors
    /// When there is no such model, or it is not good.
    pub fn find(&self, text: &str) -> Result<Model, CliError> {
        let (p, q) = DEFAULT_GAMMA;
        let model = family::find(
            text,
            &ReadOptions {
                discount: self.gamma.clone().unwrap_or_else(|| Rational::new(p, q)),
                initial: self.initial.clone(),
                row_sums: if self.renormalise { RowSums::Renormalise } else { RowSums::Exact },
            },
        )?;
        for warning in &model.warnings {
            print_note(&format!("warning: {}: {warning}", model.name));
        }
        let used = model.mdp.discount();
        match &self.gamma {
            None if !model.mdp.is_bandit() => print_note(&format!("note: no --gamma given, taking {used}")),
            Some(given) if given != used => {
                print_note(&format!("warning: {}: --gamma {given} has no effect, gamma = {used} here", model.name));
            }
            _ => {}
        }
        Ok(model)
    }
}
