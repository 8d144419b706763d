//! What becomes of faults.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::modules::{self, CASES};
use super::places::Mutant;
use super::programs::{Ended, Programs, Reached, UNIT};
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

/// A test that takes longer than this is asked only about what all others have let pass.
const LONG: Duration = Duration::from_secs(3);

/// How many faults are tried at a time.
const WORKERS: usize = 2;

/// Tests of one program that are run together for a fault.
struct Step<'t> {
    program: &'t str,
    tests: Vec<&'t str>,
    cases: Option<String>,
    time: Duration,
}

pub(super) struct Run<'p> {
    programs: &'p Programs,
    known: BTreeMap<String, Reached>,
}

impl<'p> Run<'p> {
    /// Sees which tests reach what; that they pass without any fault is seen too.
    pub(super) fn new(programs: &'p Programs, mutants: &[Mutant]) -> Result<Self, Failure> {
        let mut known = BTreeMap::new();
        for name in programs.names() {
            let reached = programs.reached(name)?;
            let seconds = reached.times.values().sum::<Duration>().as_secs_f64();
            println!("{name}: {} of {} in {seconds:.1} s", reached.tests.len(), mutants.len());
            known.insert(name.to_owned(), reached);
        }
        Ok(Self { programs, known })
    }

    /// What becomes of all faults: those that no short test notices are then put to the long ones.
    pub(super) fn fates(&self, mutants: &[Mutant]) -> Result<Vec<Fate>, Failure> {
        let steps: Vec<_> = mutants.iter().enumerate().map(|(at, of)| self.steps(at, of)).collect();
        let mut fates = vec![Fate::Unreached; mutants.len()];
        for is_long in [false, true] {
            let is_left = |at: &usize| {
                let has_long =
                    || steps.get(*at).is_some_and(|own| own.iter().any(|step| step.time > LONG));
                let is_open = matches!(fates.get(*at), Some(Fate::Survived | Fate::Unreached));
                is_open && (!is_long || has_long())
            };
            let left: Vec<usize> = (0..mutants.len()).filter(is_left).collect();
            println!("{} faults and {} tests", left.len(), if is_long { "long" } else { "short" });
            let next = AtomicUsize::new(0);
            let work = || -> Result<Vec<(usize, Fate)>, String> {
                let mut found = Vec::new();
                while let Some(&at) = left.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (Some(steps), Some(mutant)) = (steps.get(at), mutants.get(at)) else {
                        break;
                    };
                    let own = steps.iter().filter(|step| (step.time > LONG) == is_long);
                    let fate = self.fate(at, own).map_err(|error| error.to_string())?;
                    let is_last = is_long || steps.iter().all(|step| step.time <= LONG);
                    if !matches!(fate, Fate::Killed(_)) {
                        let by = if is_last { "" } else { "by short tests, " };
                        println!("{by}{fate}: {mutant}");
                    }
                    found.push((at, fate));
                }
                Ok(found)
            };
            let found: Vec<_> = thread::scope(|scope| {
                let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
                workers.into_iter().map(thread::ScopedJoinHandle::join).collect()
            });
            for found in found {
                for (at, fate) in found.map_err(|_| "a worker has panicked")?? {
                    if let Some(known) = fates.get_mut(at).filter(|_| fate != Fate::Unreached) {
                        *known = fate;
                    }
                }
            }
        }
        Ok(fates)
    }

    /// The tests of its module that reach a fault: the cases of a check first, then what takes least.
    fn steps(&self, number: usize, mutant: &Mutant) -> Vec<Step<'_>> {
        let Some(module) = modules::of(&mutant.file) else { return Vec::new() };
        let mut steps = Vec::new();
        let programs = module.programs.iter();
        let programs = programs.map(|program| (program.name, program.tests, program.family));
        for (program, own, family) in std::iter::once((UNIT, &[][..], None)).chain(programs) {
            let Some(known) = self.known.get(program) else { continue };
            // The cases of a check are few: all tests of cases ask them, also those that were not seen.
            let cases = modules::cases(&mutant.file).filter(|_| program == CASES);
            if cases.is_some() {
                steps.push(Step { program, tests: Vec::new(), cases, time: Duration::ZERO });
                continue;
            }
            let is_own = |test: &&str| match program {
                UNIT => module.unit.iter().any(|prefix| test.starts_with(prefix)),
                _ => own.is_empty() || own.iter().any(|prefix| test.starts_with(prefix)),
            };
            let tests = known.tests.get(&number).into_iter().flatten().map(String::as_str);
            let time = |test: &str| known.times.get(test).copied().unwrap_or_default();
            let tests = tests.filter(is_own);
            if let Some(family) = family {
                let (tests, cases) = (tests.collect::<Vec<_>>(), Some(family.to_owned()));
                if !tests.is_empty() {
                    steps.push(Step { program, tests, cases, time: LONG / 2 });
                }
                continue;
            }
            let (short, long): (Vec<&str>, Vec<&str>) = tests.partition(|test| time(test) <= LONG);
            let one = |test: &str| time(test).max(LONG + Duration::from_millis(1));
            steps.extend(long.into_iter().map(|test| Step {
                program,
                tests: vec![test],
                cases: None,
                time: one(test),
            }));
            // What takes a moment is not kept waiting for the rest.
            let (short, rest): (Vec<&str>, Vec<&str>) =
                short.into_iter().partition(|test| time(test) <= LONG / 20);
            for tests in [short, rest].into_iter().filter(|tests| !tests.is_empty()) {
                let time = tests.iter().map(|test| time(test)).sum::<Duration>().min(LONG);
                steps.push(Step { program, tests, cases: None, time });
            }
        }
        steps.sort_by_key(|step| step.time);
        steps
    }

    /// What becomes of a fault by some tests.
    fn fate<'s>(
        &self,
        number: usize,
        steps: impl Iterator<Item = &'s Step<'s>>,
    ) -> Result<Fate, Failure> {
        let mut is_reached = false;
        for Step { program, tests, cases, time } in steps {
            let is_known = |known: &Reached| known.tests.contains_key(&number);
            is_reached |= cases.is_none() || self.known.get(*program).is_some_and(is_known);
            match self.programs.with_fault(program, number, tests, cases.as_deref(), *time)? {
                Ended::Passed => {}
                Ended::Failed => return Ok(Fate::Killed((*program).to_owned())),
                Ended::TimedOut => return Ok(Fate::TimedOut),
            }
        }
        Ok(if is_reached { Fate::Survived } else { Fate::Unreached })
    }
}
