//! A progress bar for long runs in a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::check::Stage;

/// Shorter runs show no bar.
const PATIENCE: Duration = Duration::from_millis(400);

/// A bar on standard error, which indicatif shows to terminals only.
#[derive(Debug)]
pub(crate) struct Bar {
    bar: ProgressBar,
    begun: Instant,
}

impl Bar {
    pub(crate) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg} {pos}/{len} {wide_bar} {elapsed}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        Self { bar, begun: Instant::now() }
    }

    /// Shows the progress of the run.
    pub(crate) fn show(&self, stage: Stage) {
        let (done, total) = stage.counts();
        if self.bar.is_hidden() {
            if self.begun.elapsed() < PATIENCE {
                return;
            }
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_message(stage.as_str());
        self.bar.set_length(total as u64);
        self.bar.set_position(done as u64);
    }

    /// Removes the bar.
    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
