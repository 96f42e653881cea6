//! A progress bar on standard error, when it is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::search::Progress;

/// Shows units done, rate and time left; hidden when standard error is no
/// terminal.
pub struct Bar(ProgressBar);

impl Bar {
    pub fn new() -> Self {
        let style = ProgressStyle::with_template("{elapsed_precise} [{bar:40}] {pos}/{len} checks, {eta} left  {msg}");
        let bar = ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Bar(bar)
    }

    /// Says what is under way.
    pub fn say(&self, what: String) {
        self.0.set_message(what);
    }

    /// Prints without the bar in between.
    pub fn suspended<R>(&self, print: impl FnOnce() -> R) -> R {
        self.0.suspend(print)
    }

    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Progress for Bar {
    fn start(&self, units: usize) {
        self.0.set_length(units as u64);
        self.0.enable_steady_tick(Duration::from_millis(200));
    }

    fn advance(&self) {
        self.0.inc(1);
    }
}
