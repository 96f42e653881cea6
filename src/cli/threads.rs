//! `--jobs`.

use clap::Args;

use super::CliError;

/// More threads than any machine has cores would only use up memory.
const MOST_THREADS: i64 = 1024;

/// On how many threads to compute.
#[derive(Args, Clone)]
pub struct Threads {
    /// Threads [default: all cores]; what is found does not depend on their number
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST_THREADS))]
    jobs: Option<u16>,
}

impl Threads {
    /// Does the work on so many threads.
    ///
    /// # Errors
    /// When they cannot be started.
    pub fn run<R: Send>(&self, work: impl FnOnce() -> R + Send) -> Result<R, CliError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs.unwrap_or(0).into()).build();
        let pool = pool.map_err(|error| CliError::Usage(format!("--jobs: {error}")))?;
        Ok(pool.install(work))
    }
}
