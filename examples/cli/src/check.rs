//! Reads and parses on all cores, then judges.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use asepsis::{Cancelled, Checker, Parsed, Pool, Progress, Report};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

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
    // If no thread can be started, the current one does the work.
    let threads = ThreadPoolBuilder::new().build().ok();
    let parsed = parse_all(checker, walked, threads.as_ref(), observe)?;
    let mut judging =
        |progress: Progress| observe(Stage::Judging { done: progress.done, total: progress.total });
    match &threads {
        Some(threads) => checker.judge_in(&Threads(threads), &parsed, &mut judging),
        None => checker.judge(&parsed, &mut judging),
    }
}

/// The threads of a run.
struct Threads<'t>(&'t ThreadPool);

impl Pool for Threads<'_> {
    fn width(&self) -> usize {
        self.0.current_num_threads()
    }

    fn run(&self, count: usize, task: &(dyn Fn(usize) + Sync)) {
        self.0.install(|| (0..count).into_par_iter().with_max_len(1).for_each(task));
    }
}

/// Parses in rounds, until the files of a round name no file that was not read before.
fn parse_all(
    checker: &Checker,
    walked: &mut Walked,
    threads: Option<&ThreadPool>,
    observe: &(dyn Fn(Stage) -> ControlFlow<Cancelled> + Sync),
) -> ControlFlow<Cancelled, Vec<Parsed>> {
    let mut total = 0;
    let done = AtomicUsize::new(0);
    let limit = checker.options().limits.bytes;
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
        let round: Option<Vec<Parsed>> = match threads {
            Some(threads) => threads.install(|| found.into_par_iter().map(parse).collect()),
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
