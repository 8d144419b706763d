//! What becomes of faults.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::time::Duration;

use super::modules;
use super::places::Mutant;
use super::programs::{Ended, Programs, UNIT};
use crate::Failure;

/// What became of a fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// A test of this program failed.
    Killed(String),
    /// The tests did not end.
    TimedOut,
    /// Tests reach it and pass.
    Survived,
    /// No test of its module reaches it.
    Unreached,
}

impl fmt::Display for Fate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Killed(program) => write!(formatter, "noticed by {program}"),
            Self::TimedOut => formatter.write_str("timed out"),
            Self::Survived => formatter.write_str("NOT NOTICED"),
            Self::Unreached => formatter.write_str("NOT REACHED"),
        }
    }
}

/// What is known of a program: its tests by the faults that they reach, and how long it takes.
struct Known {
    reached: BTreeMap<usize, BTreeSet<String>>,
    time: Duration,
}

pub(super) struct Run<'p> {
    programs: &'p Programs,
    known: BTreeMap<String, Known>,
}

impl<'p> Run<'p> {
    /// Sees which tests reach what; that they pass without any fault is seen too.
    pub(super) fn new(programs: &'p Programs, mutants: &[Mutant]) -> Result<Self, Failure> {
        let mut known = BTreeMap::new();
        for name in programs.names() {
            let (reached, time) = programs.reached(name)?;
            let seconds = time.as_secs_f64();
            println!("{name}: {} of {} reached in {seconds:.1} s", reached.len(), mutants.len());
            known.insert(name.to_owned(), Known { reached, time });
        }
        Ok(Self { programs, known })
    }

    /// Runs the tests of its module that reach a fault, unit tests first.
    pub(super) fn fate(&self, number: usize, mutant: &Mutant) -> Result<Fate, Failure> {
        let Some(module) = modules::of(&mutant.file) else { return Ok(Fate::Unreached) };
        let mut is_reached = false;
        for name in std::iter::once(UNIT).chain(module.programs.iter().copied()) {
            let Some(known) = self.known.get(name) else { continue };
            let is_own = |test: &&str| {
                name != UNIT || module.unit.iter().any(|prefix| test.starts_with(prefix))
            };
            let tests = known.reached.get(&number).into_iter().flatten().map(String::as_str);
            let tests: Vec<&str> = tests.filter(is_own).collect();
            if tests.is_empty() {
                continue;
            }
            is_reached = true;
            match self.programs.with_fault(name, number, tests, known.time)? {
                Ended::Passed => {}
                Ended::Failed => return Ok(Fate::Killed(name.to_owned())),
                Ended::TimedOut => return Ok(Fate::TimedOut),
            }
        }
        Ok(if is_reached { Fate::Survived } else { Fate::Unreached })
    }
}
