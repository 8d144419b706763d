//! What an audit examined, what is accepted, and what was not seen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{AcceptedRisk, AuditOptions, NotSeen, Scope};
use crate::report::words::{
    asked, counted, left_out, length, masked, other_kinds, place, uncovered,
};
use crate::report::{InputStatus, Report, unread};

/// What was examined.
pub(super) fn of(report: &Report, options: &AuditOptions) -> Scope {
    let mut files: BTreeMap<String, u64> = BTreeMap::new();
    let mut environments: BTreeSet<Arc<str>> = BTreeSet::new();
    let judged = report.inputs().iter().filter(|input| {
        !matches!(input.status, InputStatus::Other | InputStatus::Excluded | InputStatus::Uncovered)
    });
    for input in judged {
        let name = match input.technology {
            Some(technology) => technology.to_string(),
            None => "Several technologies".to_owned(),
        };
        *files.entry(name).or_default() += 1;
        environments.extend(input.environments.iter().cloned());
    }
    let given = |text: &Option<String>| text.as_deref().map(|text| masked(text).into_owned());
    let tool = report.tool();
    let mut disabled = left_out(report);
    disabled.extend(asked(report).into_iter().map(str::to_owned));
    Scope {
        files,
        resources: report.summary().resources,
        checks: length(report.checks()),
        environments: environments.into_iter().collect(),
        commit: given(&options.commit),
        date: given(&options.date).or_else(|| report.summary().date.clone()),
        kubernetes: report.summary().kubernetes.clone(),
        tool: format!("{} {}", tool.name, tool.version),
        left_out: disabled,
    }
}

/// The accepted findings, the most severe first.
pub(super) fn accepted(report: &Report) -> Vec<AcceptedRisk> {
    let risk = |accepted: &crate::report::Suppressed| AcceptedRisk {
        check: Arc::clone(&accepted.finding.check),
        severity: accepted.finding.severity,
        message: accepted.finding.message.to_string(),
        at: accepted.finding.location.as_ref().map(place).unwrap_or_default(),
        reason: accepted.reason.to_string(),
        owner: accepted.owner.clone(),
        expires: accepted.expires.clone(),
    };
    let mut all: Vec<AcceptedRisk> = report.suppressed().iter().map(risk).collect();
    all.sort_by_key(|risk| std::cmp::Reverse(risk.severity));
    all
}

/// What was not seen: inputs, technologies, kinds and evaluations.
pub(super) fn not_seen(report: &Report) -> Vec<NotSeen> {
    let mut all = Vec::new();
    for problem in unread::problems(report) {
        let what =
            if problem.message.is_empty() { problem.status.as_str() } else { problem.message };
        all.push(NotSeen {
            what: what.replace('_', " "),
            at: problem.places(),
            remedy: problem.remedy.to_owned(),
        });
    }
    for (how, files) in uncovered(report) {
        all.push(NotSeen {
            what: format!("{files}: {how}"),
            at: String::new(),
            remedy: "review these files by hand; their technology is not covered yet".to_owned(),
        });
    }
    let kinds = other_kinds(report);
    if !kinds.is_empty() {
        let named: Vec<String> =
            kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        all.push(NotSeen {
            what: format!("resources of kinds that no check covers: {}", named.join(", ")),
            at: String::new(),
            remedy: "review these resources by hand".to_owned(),
        });
    }
    for check in report.checks().iter().filter(|check| check.unknown > 0) {
        let first = check.unknown_at.first();
        let why = first.map(|first| first.why.to_string()).unwrap_or_default();
        let at = first.and_then(|first| first.location.as_ref()).map(place);
        all.push(NotSeen {
            what: format!(
                "{} of `{}` not decided: {why}",
                counted(check.unknown, "evaluation", "evaluations"),
                check.id
            ),
            at: at.unwrap_or_default(),
            remedy: "add the file or the value that decides it to the input".to_owned(),
        });
    }
    all
}
