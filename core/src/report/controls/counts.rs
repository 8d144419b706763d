//! The evaluations of a control's checks, by their meaning for the control.

use super::{Open, Seen, Witness};
use crate::checks::Bearing;
use crate::report::record::{Finding, InputSummary};

/// The evaluations of a control's checks.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) failed: u64,
    pub(super) passed: u64,
    pub(super) unknown: u64,
    pub(super) not_applicable: u64,
    /// Passed evaluations that are evidence.
    pub(super) shown: u64,
    /// Failures that only mean that evidence is missing.
    pub(super) lacking: u64,
    /// Unknown evaluations whose failure would count.
    pub(super) doubts: u64,
    /// Accepted findings against the control.
    pub(super) accepted: u64,
    /// The evaluations of checks that decide the control.
    pub(super) accepted_where_decided: u64,
    /// Checks with a finding that is not accepted.
    pub(super) failing: u64,
    /// Inputs that may contain more evidence.
    pub(super) unread: u64,
}

impl Counts {
    pub(super) fn new(inputs: &[InputSummary]) -> Self {
        let unread = inputs.iter().filter(|input| input.status.is_incomplete()).count();
        Self { unread: unread as u64, ..Self::default() }
    }

    pub(super) fn add(&mut self, witness: &Witness<'_>, seen: &Seen<'_>, open: &Open<'_>) {
        let (tally, bearing) = (witness.tally, witness.relation.bearing);
        self.failed += tally.failed;
        self.passed += tally.passed;
        self.unknown += tally.unknown;
        self.not_applicable += tally.not_applicable;
        if bearing == Bearing::Decides {
            self.shown += tally.passed;
        } else if bearing.is_supporting() {
            self.shown += tally.proven;
        }
        if !bearing.is_refuting() {
            self.lacking += tally.failed;
            return;
        }
        self.doubts += tally.unknown;
        let id = witness.check.id();
        let accepted = seen.suppressed.iter().filter(|of| is_of(&of.finding, id)).count() as u64;
        let is_open = open.has(id);
        self.accepted += accepted;
        if bearing == Bearing::Decides {
            self.accepted_where_decided += accepted;
        }
        self.failing += u64::from(tally.failed > 0 && (is_open || accepted == 0));
    }

    pub(super) fn examined(&self) -> u64 {
        self.failed + self.passed + self.unknown + self.not_applicable
    }

    /// Whether anything relevant to the control could not be read.
    pub(super) fn is_unseen(&self) -> bool {
        self.unread > 0 || self.unknown > 0
    }

    /// Whether the evidence covers only a part of the input.
    pub(super) fn is_of_a_part(&self) -> bool {
        self.is_unseen() || self.accepted > 0 || self.lacking > 0
    }
}

/// Whether a finding is of this check, or covers one of it.
fn is_of(finding: &Finding, check: &str) -> bool {
    *finding.check == *check || finding.covers.iter().any(|covered| *covered.check == *check)
}
