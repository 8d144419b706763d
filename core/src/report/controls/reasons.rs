//! Reasons for the status of a control that the counts do not show.

use super::Basis;
use crate::report::record::ControlStatus;
use crate::report::words::{counted, listed};

/// Maximum number of checks that are named.
const NAMED: usize = 3;

impl Basis<'_> {
    pub(super) fn reasons(&self, status: ControlStatus) -> Vec<String> {
        let mut reasons = Vec::new();
        if status == ControlStatus::Manual {
            return reasons;
        }
        let is_open = matches!(status, ControlStatus::Absent | ControlStatus::Unknown);
        if is_open && self.counts.shown == 0 && !(self.has_checks() && self.is_decided_by_checks())
        {
            reasons.push(self.what_would_show_it(status));
        }
        let Self { counts, .. } = self;
        if counts.lacking > 0 && counts.shown > 0 {
            let found = counted(counts.lacking, "evaluation", "evaluations");
            reasons.push(format!("evidence is missing in {found}"));
        }
        if counts.accepted > 0 {
            let are = counted(counts.accepted, "finding against it is", "findings against it are");
            reasons.push(format!("{are} suppressed"));
        }
        if self.has_checks() && counts.unread > 0 {
            let were = counted(counts.unread, "input was", "inputs were");
            reasons.push(format!("{were} not read in full"));
        }
        if !self.left_out.is_empty() {
            let names = self.left_out.iter().map(|(check, _)| check.id());
            reasons.push(format!("{} did not run", named(names)));
        }
        reasons
    }

    fn has_checks(&self) -> bool {
        !self.witnesses.is_empty() || !self.left_out.is_empty()
    }

    /// The missing evidence, and what would count as evidence.
    fn what_would_show_it(&self, status: ControlStatus) -> String {
        let shown_by = self.control.shown_by();
        let files = shown_by.map_or_else(String::new, |by| format!("; possible evidence: {by}"));
        if !self.has_checks() {
            return format!("no check covers it yet{files}");
        }
        if !self.can_be_shown() {
            return format!("no check looks for evidence of it yet{files}");
        }
        let by = if let Some(by) = shown_by {
            by.to_owned()
        } else {
            let witnesses = self.witnesses.iter();
            let supporting = witnesses.filter(|witness| witness.relation.bearing.is_supporting());
            format!("a pass of {}", named(supporting.map(|witness| witness.check.id())))
        };
        if status == ControlStatus::Absent {
            format!("no evidence found in the input; possible evidence: {by}")
        } else {
            format!(
                "no evidence found in the parts of the input that were read; possible evidence: {by}"
            )
        }
    }
}

/// The first names, and how many more there are.
fn named<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let (shown, more) = names.split_at(names.len().min(NAMED));
    listed(shown, more.len())
}
