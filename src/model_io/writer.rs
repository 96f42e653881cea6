//! Models as CSV, exactly: reading the text back gives the same model.

use std::io::{self, Write};

use num_traits::Zero;

use crate::mdp::Mdp;
use crate::scalar::Rational;

/// Writes the transitions of a model, one row each, with the expected reward
/// of the pair on each of them.
///
/// Discount factor and initial distribution are not part of this format; see
/// [`write_initial_csv`].
///
/// # Errors
/// Those of the writer.
pub fn write_csv(mdp: &Mdp<Rational>, mut out: impl Write) -> io::Result<()> {
    writeln!(out, "idstatefrom,idaction,idstateto,probability,reward")?;
    for state in 0..mdp.states() {
        for (action, pair) in mdp.actions(state).enumerate() {
            let reward = &mdp.rewards()[pair];
            for (successor, probability) in mdp.successors(pair) {
                writeln!(out, "{state},{action},{successor},{probability},{reward}")?;
            }
        }
    }
    Ok(())
}

/// Writes the initial distribution of a model, one row per state of positive
/// probability.
///
/// # Errors
/// Those of the writer.
pub fn write_initial_csv(mdp: &Mdp<Rational>, mut out: impl Write) -> io::Result<()> {
    writeln!(out, "idstate,probability")?;
    for (state, probability) in mdp.initial().iter().enumerate().filter(|(_, probability)| !probability.is_zero()) {
        writeln!(out, "{state},{probability}")?;
    }
    Ok(())
}
