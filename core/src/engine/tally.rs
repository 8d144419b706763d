//! Counts per check: evaluations by outcome.

use std::collections::HashMap;

use crate::checks::Status;
use crate::tree::Place;

/// The evaluations of one check.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    pub(crate) failed: u64,
    pub(crate) passed: u64,
    pub(crate) unknown: u64,
    pub(crate) not_applicable: u64,
    /// Passed evaluations with a place as evidence.
    pub(crate) proven: u64,
    /// These places.
    pub(crate) shown: Vec<Place>,
    /// Subjects of passed evaluations without evidence.
    pub(crate) silent: Vec<Place>,
    /// Places that could not be decided, and why.
    pub(crate) unknowns: Vec<(Place, std::borrow::Cow<'static, str>)>,
    /// The status of each subject that several environments may judge.
    seen: HashMap<u32, Seen>,
}

/// The status of a subject in its environments.
#[derive(Clone, Copy, Debug)]
struct Seen {
    worst: Status,
    /// All of them, one bit each.
    all: u8,
}

impl Tally {
    /// The number of evaluations.
    pub(crate) fn examined(&self) -> u64 {
        self.failed + self.passed + self.unknown + self.not_applicable
    }

    /// Counts one evaluation. A subject that several environments judge counts once, with its worst
    /// status. Returns whether no other environment had this status.
    pub(crate) fn count(&mut self, subject: Option<u32>, status: Status) -> bool {
        if let Some(subject) = subject {
            let bit = 1 << status as u8;
            if let Some(seen) = self.seen.get_mut(&subject) {
                let is_new = seen.all & bit == 0;
                seen.all |= bit;
                let before = seen.worst;
                if before >= status {
                    return is_new;
                }
                seen.worst = status;
                *self.counter(before) -= 1;
            } else {
                self.seen.insert(subject, Seen { worst: status, all: bit });
            }
        }
        *self.counter(status) += 1;
        true
    }

    /// Keeps the evidence of a pass: the places that the check pointed at, or else the subject itself.
    pub(crate) fn keep_evidence(&mut self, subject: Place, evidence: &[Place]) {
        if evidence.is_empty() {
            self.silent.push(subject);
        } else {
            self.proven += 1;
            self.shown.extend(evidence);
        }
    }

    /// Counts something that could not be evaluated, with place and reason.
    pub(crate) fn cannot_see(&mut self, subject: Option<u32>, place: Place, why: String) {
        if self.count(subject, Status::Unknown) {
            self.unknowns.push((place, why.into()));
        }
    }

    fn counter(&mut self, status: Status) -> &mut u64 {
        match status {
            Status::Failed => &mut self.failed,
            Status::Passed => &mut self.passed,
            Status::Unknown => &mut self.unknown,
            Status::NotApplicable => &mut self.not_applicable,
        }
    }
}
