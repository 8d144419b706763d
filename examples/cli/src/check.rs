//! Reads and parses on all cores, then judges.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use asepsis::{Cancelled, Checker, Parsed, Report};
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::walk::Found;

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

/// Reads, parses and judges what a walk found. The observer is told how far the run is, from
/// several threads, and can stop it.
///
/// The threads end with the call: one that outlived it would be missing in a forked process, which
/// would wait for it for ever.
pub fn check_paths(
    checker: &Checker,
    found: Vec<Found>,
    observe: &(dyn Fn(Stage) -> ControlFlow<Cancelled> + Sync),
) -> ControlFlow<Cancelled, Report> {
    let total = found.len();
    let done = AtomicUsize::new(0);
    let limit = checker.options().limits.bytes;
    let parse = |found: Found| {
        let done = done.fetch_add(1, Ordering::Relaxed);
        match observe(Stage::Reading { done, total }) {
            ControlFlow::Continue(()) => Some(checker.parse(found.read(limit))),
            ControlFlow::Break(Cancelled) => None,
        }
    };
    let parsed: Option<Vec<Parsed>> = match ThreadPoolBuilder::new().build() {
        Ok(pool) => pool.install(|| found.into_par_iter().map(parse).collect()),
        // Where no thread can be had, there is still this one.
        Err(_) => found.into_iter().map(parse).collect(),
    };
    let Some(parsed) = parsed else { return ControlFlow::Break(Cancelled) };
    checker.judge(&parsed, &mut |progress| {
        observe(Stage::Judging { done: progress.done, total: progress.total })
    })
}
