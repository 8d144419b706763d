//! The controls of the selected frameworks with their evidence, and good practice.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::topic::Topic;
use super::{ControlResult, Evidence, FrameworkResult, Practice};
use crate::frameworks::Framework;
use crate::report::words::{length, place};
use crate::report::{ControlStatus, ControlSummary, Finding, Report};

/// The controls of each framework, those that fail first.
pub(super) fn results(report: &Report) -> Vec<FrameworkResult> {
    let mut found: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings() {
        found.entry(&finding.check).or_default().push(finding);
    }
    let mut results: Vec<FrameworkResult> = Vec::new();
    for control in report.controls() {
        if results.last().is_none_or(|last| last.id != control.framework) {
            let known = Framework::find(&control.framework).map(Framework::title);
            results.push(FrameworkResult {
                id: Arc::clone(&control.framework),
                title: known.unwrap_or(&control.framework).to_owned(),
                statuses: BTreeMap::new(),
                controls: Vec::new(),
            });
        }
        let Some(last) = results.last_mut() else { continue };
        *last.statuses.entry(control.status).or_default() += 1;
        last.controls.push(result(report, control, &found));
    }
    for framework in &mut results {
        // The sort is stable: the order of the framework is kept within a status.
        framework.controls.sort_by_key(|control| urgency(control.status));
    }
    results
}

/// The order of statuses in audits.
pub(super) const fn urgency(status: ControlStatus) -> u8 {
    match status {
        ControlStatus::Fail => 0,
        ControlStatus::Weak => 1,
        ControlStatus::Absent => 2,
        ControlStatus::Unknown => 3,
        ControlStatus::Manual => 4,
        ControlStatus::Pass => 5,
        ControlStatus::NotApplicable => 6,
    }
}

fn result(
    report: &Report,
    control: &ControlSummary,
    found: &BTreeMap<&str, Vec<&Finding>>,
) -> ControlResult {
    let refuting = control.checks.iter().filter(|(bearing, _)| bearing.is_refuting());
    let mut against: Vec<Evidence> = Vec::new();
    for (_, id) in refuting {
        let (Some(check), Some(findings)) = (report.check(id), found.get(&**id)) else { continue };
        let first = findings.iter().find_map(|finding| finding.location.as_ref());
        against.push(Evidence {
            check: Arc::clone(id),
            title: Arc::clone(&check.title),
            findings: length(findings),
            first: first.map(place).unwrap_or_default(),
        });
    }
    against.sort_by_key(|evidence| std::cmp::Reverse(evidence.findings));
    let mut notes: Vec<String> = control.reasons.iter().map(ToString::to_string).collect();
    if control.own_reading {
        notes.push("by our own interpretation".to_owned());
    }
    if !control.note.is_empty() {
        notes.push(control.note.to_string());
    }
    ControlResult {
        id: Arc::clone(&control.id),
        title: Arc::clone(&control.title),
        status: control.status,
        notes,
        against,
        support: control.evidence.iter().map(place).collect(),
        support_more: control.evidence_more,
        unknown: control.unknown,
    }
}

/// Maximum number of places that are listed for a practice.
const PLACES: usize = 5;

/// Checks with evidence of correct configuration: those without a failure first, by number.
pub(super) fn good_practice(report: &Report) -> Vec<Practice> {
    let confirmed = report.checks().iter().filter(|check| {
        // That a definition can be read is no practice.
        check.passed > 0 && !check.evidence.is_empty() && Topic::of(check) != Topic::Definitions
    });
    let practice = |check: &crate::report::CheckSummary| {
        let shown = check.evidence.len().min(PLACES);
        Practice {
            check: Arc::clone(&check.id),
            topic: Topic::of(check),
            title: Arc::clone(&check.title),
            passed: check.passed,
            failed: check.failed,
            places: check.evidence.iter().take(shown).map(place).collect(),
            more: length(check.evidence.get(shown..).unwrap_or_default()) + check.evidence_more,
        }
    };
    let mut all: Vec<Practice> = confirmed.map(practice).collect();
    all.sort_by_key(|one| (one.failed > 0, one.topic, std::cmp::Reverse(one.passed)));
    all
}
