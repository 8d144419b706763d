//! What the checks say toward each control of the frameworks that were asked for.

use std::sync::Arc;

use super::record::{CheckSummary, ControlStatus, ControlSummary};
use crate::checks::AnyCheck;
use crate::frameworks::Control;
use crate::policy::Options;

/// The controls of the frameworks asked for, each with its checks.
///
/// The table from a control to its checks is derived here from what the checks cite; nobody keeps
/// it by hand.
pub(super) fn controls(
    checks: &[AnyCheck],
    summaries: &[CheckSummary],
    options: &Options,
) -> Vec<ControlSummary> {
    let mut controls = Vec::new();
    for framework in &options.frameworks {
        for control in framework.controls(options.kubernetes) {
            let of_control: Vec<(&AnyCheck, &CheckSummary)> = checks
                .iter()
                .filter(|check| check.controls().iter().any(|cited| is_same(*cited, control)))
                .filter_map(|check| {
                    Some((check, summaries.iter().find(|summary| *summary.id == *check.id())?))
                })
                .collect();
            let left_out = left_out(control, checks);
            controls.push(summary(framework.id(), control, &of_control, &left_out, options));
        }
    }
    controls
}

/// The checks that decide a control of the Pod Security Standards and did not run: what the others
/// say is no pass without them.
fn left_out(control: Control, checks: &[AnyCheck]) -> Vec<AnyCheck> {
    let decides = |check: &AnyCheck| {
        matches!(control, Control::Pss(_)) && check.controls().contains(&control)
    };
    let ran = |check: &AnyCheck| checks.iter().any(|other| other.id() == check.id());
    AnyCheck::built_in().filter(|check| decides(check) && !ran(check)).collect()
}

fn is_same(cited: Control, control: Control) -> bool {
    match (cited, control) {
        (Control::HipaaReading(cited), Control::Hipaa(control)) => cited == control,
        _ => cited == control,
    }
}

fn summary(
    framework: &str,
    control: Control,
    checks: &[(&AnyCheck, &CheckSummary)],
    left_out: &[AnyCheck],
    options: &Options,
) -> ControlSummary {
    let sum = |count: fn(&CheckSummary) -> u64| -> u64 {
        checks.iter().map(|(_, summary)| count(summary)).sum()
    };
    let (failed, passed, unknown) = (sum(|c| c.failed), sum(|c| c.passed), sum(|c| c.unknown));
    let status = if control.is_manual() {
        ControlStatus::Manual
    } else if failed > 0 {
        ControlStatus::Fail
    } else if unknown > 0 || checks.is_empty() || !left_out.is_empty() {
        // A control that no check bears on yet is not decided: that is no pass.
        ControlStatus::Unknown
    } else if passed > 0 {
        ControlStatus::Pass
    } else {
        ControlStatus::NotApplicable
    };
    let limit = options.evidence.unwrap_or(usize::MAX);
    let mut evidence: Vec<_> =
        checks.iter().flat_map(|(_, summary)| summary.evidence.iter()).cloned().collect();
    let listed = evidence.len() as u64 + sum(|c| c.evidence_more);
    evidence.sort_by(super::build::by_place);
    evidence.dedup();
    evidence.truncate(limit);
    let shown = evidence.len() as u64;
    ControlSummary {
        framework: Arc::from(framework),
        id: Arc::from(control.id()),
        title: Arc::from(control.title()),
        status,
        checks: checks.iter().map(|(check, _)| Arc::from(check.id())).collect(),
        evidence,
        evidence_more: listed.saturating_sub(shown),
        note: Arc::from(note(control, checks, left_out)),
    }
}

fn note(control: Control, checks: &[(&AnyCheck, &CheckSummary)], left_out: &[AnyCheck]) -> String {
    let mut notes: Vec<String> = control.note().map(str::to_owned).into_iter().collect();
    notes.extend(left_out.iter().map(|check| format!("`{}` did not run", check.id())));
    if checks.is_empty() && left_out.is_empty() && !control.is_manual() {
        notes.push("no check bears on it yet".to_owned());
    }
    notes.join("; ")
}
