//! The executive summary and the next steps, in sentences.

use std::collections::BTreeSet;

use super::topic::Topic;
use super::{FrameworkResult, Recommendation, TopicFindings};
use crate::report::words::{by_severity, counted, inputs_not_read, length, listed, verdict};
use crate::report::{ControlStatus, Report};

/// Maximum number of topics that a sentence names.
const NAMED: usize = 3;

/// The executive summary.
pub(super) fn sentences(
    report: &Report,
    topics: &[TopicFindings],
    recommendations: &[Recommendation],
    frameworks: &[FrameworkResult],
) -> Vec<String> {
    let summary = report.summary();
    let mut said = vec![format!("Result: {}.", verdict(report))];
    let found: u64 = summary.findings.values().sum();
    if found == 0 {
        said.push("No check found a problem in what was read.".to_owned());
    } else {
        let causes: usize = topics.iter().map(|topic| topic.causes.len()).sum();
        said.push(format!(
            "{} ({}) have {}.",
            counted(found, "finding", "findings"),
            by_severity(&summary.findings),
            counted(u64::try_from(causes).unwrap_or(u64::MAX), "cause", "causes"),
        ));
    }
    said.extend(priorities(recommendations));
    said.extend(credentials(topics));
    let phi: u64 = recommendations.iter().map(|one| one.phi).sum();
    if phi > 0 {
        let findings = counted(phi, "finding concerns", "findings concern");
        said.push(format!(
            "{findings} resources or files that the policy marks as places of patients' data."
        ));
    }
    for framework in frameworks {
        let count = |status| framework.statuses.get(&status).copied().unwrap_or_default();
        let failing: Vec<&str> = framework
            .controls
            .iter()
            .filter(|control| control.status == ControlStatus::Fail)
            .map(|control| &*control.id)
            .collect();
        let (shown, more) = failing.split_at(failing.len().min(8));
        let failing = match shown {
            [] => String::new(),
            shown => format!(": {}", listed(shown, more.len())),
        };
        said.push(format!(
            "{}: of {}, {} fail and {} pass{failing}.",
            framework.title,
            counted(length(&framework.controls), "control", "controls"),
            count(ControlStatus::Fail),
            count(ControlStatus::Pass),
        ));
    }
    if !report.suppressed().is_empty() {
        let accepted = counted(length(report.suppressed()), "finding is", "findings are");
        said.push(format!("{accepted} accepted, see the accepted risks."));
    }
    said.extend(inputs_not_read(report).map(|unread| format!("{unread}; they may contain more.")));
    if summary.unknown > 0 {
        let unknown = counted(summary.unknown, "evaluation", "evaluations");
        said.push(format!("{unknown} could not be decided and count neither for nor against."));
    }
    said
}

/// The first topics of the recommendations.
fn priorities(recommendations: &[Recommendation]) -> Option<String> {
    let mut topics: Vec<Topic> = Vec::new();
    for recommendation in recommendations {
        if !topics.contains(&recommendation.topic) {
            topics.push(recommendation.topic);
        }
    }
    topics.truncate(NAMED);
    let named: Vec<String> = topics.iter().map(|topic| topic.title().to_lowercase()).collect();
    (!named.is_empty()).then(|| format!("The first priorities are {}.", listed(&named, 0)))
}

/// `5 credentials are used in several environments, in 23 places`.
fn credentials(topics: &[TopicFindings]) -> Option<String> {
    let causes = topics.iter().flat_map(|topic| &topic.causes);
    let shared: Vec<_> =
        causes.filter(|cause| cause.credential.is_some() && cause.environments.len() > 1).collect();
    let environments: BTreeSet<&str> =
        shared.iter().flat_map(|cause| &cause.environments).map(|name| &**name).collect();
    let environments: Vec<&str> = environments.into_iter().collect();
    let places: u64 = shared.iter().map(|cause| cause.findings).sum();
    let count = counted(length(&shared), "credential is", "credentials are");
    (!shared.is_empty()).then(|| {
        format!(
            "{count} shared by environments ({}) in {}.",
            listed(&environments, 0),
            counted(places, "place", "places")
        )
    })
}

/// What to do next, in order.
pub(super) fn next_steps(report: &Report, recommendations: &[Recommendation]) -> Vec<String> {
    let mut steps = Vec::new();
    for recommendation in recommendations.iter().take(NAMED) {
        steps.push(format!(
            "Assign an owner and a date to recommendation {} ({}).",
            recommendation.rank,
            recommendation.topic.title().to_lowercase()
        ));
    }
    if recommendations.iter().any(|one| one.topic == Topic::SecretManagement) {
        steps.push(
            "Rotate every credential that this audit lists; treat it as compromised.".to_owned(),
        );
    }
    if inputs_not_read(report).is_some() || report.summary().unknown > 0 {
        steps.push("Provide what was not seen, and repeat the audit.".to_owned());
    }
    let manual = report.controls().iter().filter(|one| one.status == ControlStatus::Manual).count();
    if manual > 0 {
        let manual = counted(u64::try_from(manual).unwrap_or(u64::MAX), "control", "controls");
        steps.push(format!("Collect evidence for {manual} that files cannot prove."));
    }
    if !report.suppressed().is_empty() {
        steps.push("Review the accepted risks with their owners.".to_owned());
    }
    steps.push("Run `asepsis check` on each change, so that fixed findings stay fixed.".to_owned());
    steps
}
