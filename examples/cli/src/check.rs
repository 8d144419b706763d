//! Reads and parses on all cores, then judges or renders.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use asepsis::report::{RenderOptions, Rendering};
use asepsis::{Cancelled, Checker, Error, Parsed, Report};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::walk::{Found, Walked};

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Stage {
    /// Files are read and parsed.
    Reading {
        /// The number that is done.
        done: usize,
        /// The total number.
        total: usize,
    },
    /// Resources are judged.
    Judging {
        /// The number that is done.
        done: usize,
        /// The total number.
        total: usize,
    },
}

impl Stage {
    /// The name of the stage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading { .. } => "reading",
            Self::Judging { .. } => "judging",
        }
    }

    /// The number that is done, and the total.
    pub const fn counts(self) -> (usize, usize) {
        match self {
            Self::Reading { done, total } | Self::Judging { done, total } => (done, total),
        }
    }
}

/// Reads, parses and judges the files that a walk found, and the files that those name. The observer is
/// called with the progress, from several threads, and can stop the run.
///
/// The threads end with the call: a thread that outlived it would not exist in a forked process, which
/// would wait for it forever.
pub fn check_paths(
    checker: &Checker,
    walked: &mut Walked,
    observe: &(dyn Fn(Stage) -> ControlFlow<Cancelled> + Sync),
) -> ControlFlow<Cancelled, Report> {
    let parsed = parse_all(checker, walked, observe)?;
    // In one thread: in several it takes a tenth more memory, and is hardly faster.
    checker.judge(&parsed, &mut |progress| {
        observe(Stage::Judging { done: progress.done, total: progress.total })
    })
}

/// Reads and parses the files that a walk found, and the files that those name, and renders what is
/// judged. The observer is called as by [`check_paths`].
///
/// # Errors
/// For an unknown environment.
pub fn render_paths(
    checker: &Checker,
    walked: &mut Walked,
    options: &RenderOptions,
    observe: &(dyn Fn(Stage) -> ControlFlow<Cancelled> + Sync),
) -> Result<ControlFlow<Cancelled, Rendering>, Error> {
    match parse_all(checker, walked, observe) {
        ControlFlow::Continue(parsed) => {
            checker.render_parsed(&parsed, options).map(ControlFlow::Continue)
        }
        ControlFlow::Break(cancelled) => Ok(ControlFlow::Break(cancelled)),
    }
}

/// Parses in rounds, until the files of a round name no file that was not read before.
fn parse_all(
    checker: &Checker,
    walked: &mut Walked,
    observe: &(dyn Fn(Stage) -> ControlFlow<Cancelled> + Sync),
) -> ControlFlow<Cancelled, Vec<Parsed>> {
    let mut total = 0;
    let done = AtomicUsize::new(0);
    let limit = checker.options().limits.bytes;
    // If no thread can be started, the current one does the work.
    let pool = ThreadPoolBuilder::new().build().ok();
    let mut collector = checker.named_files();
    let mut found = std::mem::take(&mut walked.found);
    let (mut given, mut named): (Option<Vec<Parsed>>, Vec<Parsed>) = (None, Vec::new());
    while given.is_none() || !found.is_empty() {
        total += found.len();
        let parse = |found: Found| {
            let done = done.fetch_add(1, Ordering::Relaxed);
            match observe(Stage::Reading { done, total }) {
                ControlFlow::Continue(()) => Some(checker.parse(found.read(limit))),
                ControlFlow::Break(Cancelled) => None,
            }
        };
        let round: Option<Vec<Parsed>> = match &pool {
            Some(pool) => pool.install(|| found.into_par_iter().map(parse).collect()),
            None => found.into_iter().map(parse).collect(),
        };
        let Some(round) = round else { return ControlFlow::Break(Cancelled) };
        found = walked.look_for(&collector.of(&round));
        if walked.overwritten.is_some() {
            return ControlFlow::Break(Cancelled);
        }
        match given {
            Some(_) => named.extend(round),
            None => given = Some(round),
        }
    }
    let mut all = given.unwrap_or_default();
    // A file that the walk had excluded was read again for its values.
    let again: HashSet<&str> = named.iter().map(Parsed::name).collect();
    all.retain(|input| !again.contains(input.name()));
    all.extend(named);
    ControlFlow::Continue(all)
}
