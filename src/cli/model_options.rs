//! Options that say how to read a model.

use std::path::PathBuf;

use clap::Args;

use super::CliError;
use crate::family;
use crate::mdp::RowSums;
use crate::model_io::{Model, ReadOptions};
use crate::scalar::Rational;

/// Discount factor when none is given.
const DEFAULT_GAMMA: (i32, i32) = (9, 10);

#[derive(Args)]
pub struct ModelOptions {
    /// Discount factor in [0, 1), as a fraction or an exact decimal [default: 9/10; bandits: 0]
    #[arg(long, value_name = "P/Q", allow_hyphen_values = true)]
    pub gamma: Option<Rational>,
    /// File of the initial distribution (idstate,probability)
    #[arg(long, value_name = "FILE")]
    initial: Option<PathBuf>,
    /// Divide rows that do not sum to 1 by their sum, and say how far they were off
    #[arg(long, visible_alias = "renormalize")]
    renormalise: bool,
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
            eprintln!("warning: {}: {warning}", model.name);
        }
        if self.gamma.is_none() && !model.mdp.is_bandit() {
            eprintln!("note: no --gamma given, taking {}", model.mdp.discount());
        }
        Ok(model)
    }
}
