//! Distribution-free statistics with exact null distributions.

mod kendall;
mod theil_sen;

pub use kendall::{critical_rank, inversion_counts};
pub use theil_sen::{SlopeEstimate, median, theil_sen};
