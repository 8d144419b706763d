//! Reads and parses on all cores, then judges.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use asepsis::{Cancelled, Checker, Parsed, Report};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::walk::{Found, Walked};

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Stage {
    /// Files are read and parsed.
    Reading {
        /// How many are.
        done: usize,
        /// How many there are.
        total: usize,
    },
    /// Resources are judged.
    Judging {
        /// How many are.
        done: usize,
        /// How many there are.
        total: usize,
    },
}

impl Stage {
    /// What is being done, in a word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading { .. } => "reading",
            Self::Judging { .. } => "judging",
        }
    }

    /// How much of it is done, and how much there is.
    pub const fn counts(self) -> (usize, usize) {
        match self {
            Self::Reading { done, total } | Self::Judging { done, total } => (done, total),
        }
    }
}

/// Reads, parses and judges what a walk found, and the files that these name. The observer is told how
/// far the run is, from several threads, and can stop it.
///
/// The threads end with the call: one that outlived it would be missing in a forked process, which
/// would wait for it for ever.
pub fn check_paths(
    checker: &Checker,
    walked: &mut Walked,
    observe: &(dyn Fn(Stage) -> ControlFlow<Cancelled> + Sync),
) -> ControlFlow<Cancelled, Report> {
    let parsed = parse_all(checker, walked, observe)?;
    checker.judge(&parsed, &mut |progress| {
        observe(Stage::Judging { done: progress.done, total: progress.total })
    })
}

/// Parses round by round, until nothing is named that was not read before.
fn parse_all(
    checker: &Checker,
    walked: &mut Walked,
    observe: &(dyn Fn(Stage) -> ControlFlow<Cancelled> + Sync),
) -> ControlFlow<Cancelled, Vec<Parsed>> {
    let mut total = 0;
    let done = AtomicUsize::new(0);
    let limit = checker.options().limits.bytes;
    // Where no thread can be had, there is still this one.
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
    // What was left out of the repository was handed over for its values after all.
    let again: HashSet<&str> = named.iter().map(Parsed::name).collect();
    all.retain(|input| !again.contains(input.name()));
    all.extend(named);
    ControlFlow::Continue(all)
}
