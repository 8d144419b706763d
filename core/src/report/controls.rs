//! What the checks say toward each control of the frameworks that were asked for.

use std::sync::Arc;

use super::locate::locate_place;
use super::record::{ControlStatus, ControlSummary, Finding, InputSummary, Suppressed};
use super::words::counted;
use crate::checks::{AnyCheck, Citation};
use crate::engine::{Judgement, Tally, Walk};
use crate::frameworks::{Control, Framework};
use crate::policy::Options;
use crate::tree::Place;

/// How many checks that did not run are named.
const NAMED: usize = 3;

/// What a run has seen, as far as a control rests on it.
pub(super) struct Seen<'r> {
    pub(super) walk: &'r Walk<'r>,
    pub(super) judgement: &'r Judgement,
    pub(super) checks: &'r [AnyCheck],
    pub(super) findings: &'r [Finding],
    pub(super) suppressed: &'r [Suppressed],
    pub(super) inputs: &'r [InputSummary],
}

/// The controls of the frameworks asked for, each with its checks.
///
/// The table from a control to its checks is derived here from what the checks cite; nobody keeps
/// it by hand.
pub(super) fn controls(seen: &Seen<'_>, options: &Options) -> Vec<ControlSummary> {
    let mut controls = Vec::new();
    for framework in &options.frameworks {
        let tallies = seen.judgement.tallies_for(seen.checks, framework);
        for control in framework.controls(options.kubernetes) {
            controls.push(Basis::new(seen, &tallies, control).summary(framework, options));
        }
    }
    controls
}

/// What a check shows of a control, if it bears on it.
fn cited(check: &AnyCheck, control: &Control) -> Option<Citation> {
    check.controls().iter().copied().find(|cited| cited.control() == control)
}

/// What one control rests on.
struct Basis<'s> {
    seen: &'s Seen<'s>,
    control: &'s Control,
    checks: Vec<(&'s AnyCheck, &'s Tally, Citation)>,
    /// Checks of this crate that bear on it and did not run.
    left_out: Vec<AnyCheck>,
    counts: Counts,
}

/// How the evaluations of a control's checks ended.
#[derive(Default)]
struct Counts {
    failed: u64,
    passed: u64,
    unknown: u64,
    not_applicable: u64,
    /// Findings that somebody has accepted.
    accepted: u64,
    /// Checks that found a fault which nobody has accepted.
    failing: u64,
    /// Inputs that may hold more.
    unread: u64,
}

impl<'s> Basis<'s> {
    fn new(seen: &'s Seen<'s>, tallies: &[&'s Tally], control: &'s Control) -> Self {
        let both = seen.checks.iter().zip(tallies.iter().copied());
        let bears = |(check, tally)| Some((check, tally, cited(check, control)?));
        let checks: Vec<(&AnyCheck, &Tally, Citation)> = both.filter_map(bears).collect();
        let ran = |check: &AnyCheck| checks.iter().any(|(other, ..)| other.id() == check.id());
        let left_out = AnyCheck::built_in()
            .filter(|check| cited(check, control).is_some() && !ran(check))
            .collect();
        let unread = seen.inputs.iter().filter(|input| input.status.is_incomplete()).count();
        let mut counts = Counts { unread: unread as u64, ..Counts::default() };
        for (check, tally, _) in &checks {
            let accepted =
                seen.suppressed.iter().filter(|of| is_of(&of.finding, check.id())).count();
            let is_open = seen.findings.iter().any(|finding| is_of(finding, check.id()));
            counts.failed += tally.failed;
            counts.passed += tally.passed;
            counts.unknown += tally.unknown;
            counts.not_applicable += tally.not_applicable;
            counts.accepted += accepted as u64;
            counts.failing += u64::from(tally.failed > 0 && (is_open || accepted == 0));
        }
        Self { seen, control, checks, left_out, counts }
    }

    fn summary(&self, framework: &Framework, options: &Options) -> ControlSummary {
        let Counts { failed, passed, unknown, not_applicable, .. } = self.counts;
        let status = self.status();
        let mut places: Vec<Place> =
            self.checks.iter().flat_map(|(_, tally, _)| &tally.evidence).copied().collect();
        // INVARIANT: places sort as reports show them, so only the shown ones need lines.
        places.sort_unstable();
        places.dedup();
        let shown = places.len().min(options.evidence.unwrap_or(usize::MAX));
        let locate = |place: &Place| locate_place(self.seen.walk, *place);
        ControlSummary {
            framework: Arc::from(framework.id()),
            id: Arc::from(self.control.id()),
            title: Arc::from(self.control.title()),
            status,
            reasons: self.reasons(status).into_iter().map(Into::into).collect(),
            checks: self.checks.iter().map(|(check, ..)| Arc::from(check.id())).collect(),
            own_reading: !self.checks.is_empty()
                && self.checks.iter().all(|(.., cited)| cited.is_own_reading()),
            examined: failed + passed + unknown + not_applicable,
            failed,
            passed,
            unknown,
            not_applicable,
            evidence: places.iter().take(shown).filter_map(locate).collect(),
            evidence_more: (places.len() - shown) as u64,
            note: Arc::from(self.control.note()),
        }
    }

    fn status(&self) -> ControlStatus {
        let Counts { passed, unknown, not_applicable, accepted, failing, unread, .. } = self.counts;
        // A profile of the Pod Security Standards is decided by all of its checks or not at all.
        let is_undecided = self.is_decided_by_checks() && !self.left_out.is_empty();
        let is_partial = accepted > 0 || unread > 0 || !self.left_out.is_empty();
        if self.control.is_manual() {
            ControlStatus::Manual
        } else if failing > 0 {
            ControlStatus::Fail
        } else if self.checks.is_empty() || unknown > 0 || is_undecided {
            ControlStatus::Unknown
        } else if passed + accepted > 0 {
            if is_partial { ControlStatus::Weak } else { ControlStatus::Pass }
        } else if unread > 0 {
            // What shows it may stand in what was not read.
            ControlStatus::Unknown
        } else if not_applicable > 0 && !self.is_decided_by_checks() {
            ControlStatus::Absent
        } else {
            ControlStatus::NotApplicable
        }
    }

    /// Whether the control says exactly what its checks say, and nothing more.
    fn is_decided_by_checks(&self) -> bool {
        self.control.level().is_some()
    }

    fn reasons(&self, status: ControlStatus) -> Vec<String> {
        let Counts { accepted, unread, .. } = self.counts;
        let mut reasons = Vec::new();
        if status == ControlStatus::Manual {
            return reasons;
        }
        if self.checks.is_empty() && self.left_out.is_empty() {
            reasons.push(self.no_check());
            return reasons;
        }
        if status == ControlStatus::Absent {
            reasons.push("what its checks look at was read, and nothing there shows it".to_owned());
        }
        if accepted > 0 {
            let are = counted(accepted, "finding against it is", "findings against it are");
            reasons.push(format!("{are} suppressed"));
        }
        if unread > 0 {
            let were = counted(unread, "input was", "inputs were");
            reasons.push(format!("{were} not read in full"));
        }
        if !self.left_out.is_empty() {
            reasons.push(self.did_not_run());
        }
        reasons
    }

    fn no_check(&self) -> String {
        let text = "no check bears on it yet";
        self.control.shown_by().map_or_else(
            || text.to_owned(),
            |shown_by| format!("{text}; files could show {shown_by}"),
        )
    }

    fn did_not_run(&self) -> String {
        let named = self.left_out.iter().take(NAMED).map(|check| format!("`{}`", check.id()));
        let mut text = named.collect::<Vec<_>>().join(", ");
        if self.left_out.len() > NAMED {
            text = format!("{text} and {} more", self.left_out.len() - NAMED);
        }
        format!("{text} did not run")
    }
}

/// Whether a finding is one of this check, or stands for one.
fn is_of(finding: &Finding, check: &str) -> bool {
    *finding.check == *check || finding.covers.iter().any(|covered| *covered.check == *check)
}
