//! The order of recommendations.
//!
//! Findings of one concern are one recommendation. Each finding weighs by its severity, twice on a place
//! of patients' data; the sum is multiplied by 4 for a small effort, by 2 for a medium one. So a change
//! that protects many workloads at once comes before the same protection of each workload by itself.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::causes::{fix, resources};
use super::topic::{Topic, concern};
use super::{Effort, Recommendation};
use crate::checks::{Concern, Severity};
use crate::report::words::counted;
use crate::report::{CheckSummary, Finding, Report};

/// Maximum number of changes of a small and of a medium effort.
const SMALL: u64 = 5;
const MEDIUM: u64 = 25;

/// How recommendations are ranked, in a sentence.
pub(super) fn rule() -> String {
    format!(
        "Findings of higher severity, with more reach and on patients' data come first, and so does a change that removes many findings with small effort: up to {SMALL} changes are small, up to {MEDIUM} medium."
    )
}

/// What is changed at once: a change is one of these.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Change<'r> {
    /// An object that protects a whole namespace.
    Namespace(Option<&'r str>),
    /// A credential.
    Credential(u32),
    /// A line of a file: a value or a line of a template, for all that is made from it.
    Line(&'r str, u32),
    /// An object without text.
    Finding(&'r str),
}

impl<'r> Change<'r> {
    fn of(finding: &'r Finding, concern: Concern) -> Self {
        if is_of_namespace(concern) {
            let of = finding.resource.as_deref();
            return Self::Namespace(of.and_then(|of| of.namespace.as_deref()));
        }
        let location = finding.location.as_ref();
        match (finding.group, location.and_then(|at| Some((&*at.path, at.start?.line)))) {
            (Some(group), _) => Self::Credential(group),
            (None, Some((path, line))) => Self::Line(path, line),
            (None, None) => Self::Finding(&finding.fingerprint),
        }
    }
}

/// Whether one object protects a whole namespace.
const fn is_of_namespace(concern: Concern) -> bool {
    matches!(concern, Concern::Admission | Concern::MutualTls | Concern::NetworkIsolation)
}

/// Findings of one concern in one topic; of a check without a concern, its own.
type Key = (Topic, Concern, Option<Arc<str>>);

/// All recommendations, the most urgent first.
pub(super) fn rank(report: &Report) -> Vec<Recommendation> {
    let mut groups: BTreeMap<Key, Vec<(&Finding, &CheckSummary)>> = BTreeMap::new();
    for finding in report.findings() {
        let Some(check) = report.check(&finding.check) else { continue };
        let concern = concern(&check.id);
        let own = (concern == Concern::Own).then(|| Arc::clone(&check.id));
        groups.entry((Topic::of(check), concern, own)).or_default().push((finding, check));
    }
    let all = groups.iter().filter_map(|((topic, concern, _), findings)| {
        recommendation(report, *topic, *concern, findings)
    });
    let mut all: Vec<Recommendation> = all.collect();
    all.sort_by(|left, right| {
        let key = |one: &Recommendation| (one.points, one.severity, one.findings);
        key(right).cmp(&key(left)).then_with(|| left.checks.cmp(&right.checks))
    });
    for (rank, recommendation) in (1..).zip(&mut all) {
        recommendation.rank = rank;
    }
    all
}

fn recommendation(
    report: &Report,
    topic: Topic,
    concern: Concern,
    findings: &[(&Finding, &CheckSummary)],
) -> Option<Recommendation> {
    let mut changes: BTreeMap<Change<'_>, u64> = BTreeMap::new();
    let mut weights: BTreeMap<&str, u64> = BTreeMap::new();
    let mut severities: BTreeMap<Severity, u64> = BTreeMap::new();
    let mut phi = 0;
    for (finding, check) in findings {
        let is_marked = report.policy().phi.marks(finding);
        phi += u64::from(is_marked);
        *weights.entry(&check.id).or_default() += weight(finding.severity) << u32::from(is_marked);
        *changes.entry(Change::of(finding, concern)).or_default() += 1;
        *severities.entry(finding.severity).or_default() += 1;
    }
    let count = u64::try_from(changes.len()).unwrap_or(u64::MAX);
    let effort = match count {
        count if count <= SMALL => Effort::Small,
        count if count <= MEDIUM => Effort::Medium,
        _ => Effort::Large,
    };
    let sum: u64 = weights.values().sum();
    let (heaviest, _) = weights.iter().max_by_key(|(_, weight)| **weight)?;
    let (_, check) = findings.iter().find(|(_, check)| &&*check.id == heaviest)?;
    let checks: BTreeSet<Arc<str>> =
        findings.iter().map(|(_, check)| Arc::clone(&check.id)).collect();
    let mut recommendation = Recommendation {
        rank: 0,
        topic,
        action: fix(check, findings),
        checks: checks.into_iter().collect(),
        severity: *severities.keys().next_back()?,
        findings: severities.values().sum(),
        resources: resources(findings.iter().map(|(finding, _)| *finding)),
        phi,
        changes: count,
        largest_change: changes.into_values().max().unwrap_or_default(),
        effort,
        points: sum.saturating_mul(factor(effort)),
        reason: String::new(),
    };
    recommendation.reason = reason(&recommendation, &severities, sum, concern);
    Some(recommendation)
}

/// How much a finding counts.
const fn weight(severity: Severity) -> u64 {
    match severity {
        Severity::Critical => 8,
        Severity::High => 4,
        Severity::Medium => 2,
        Severity::Low => 1,
        Severity::Info => 0,
    }
}

const fn factor(effort: Effort) -> u64 {
    match effort {
        Effort::Small => 4,
        Effort::Medium => 2,
        Effort::Large => 1,
    }
}

/// `29 high findings on 29 resources weigh 116; 5 changes, one for each namespace, ...`.
fn reason(
    of: &Recommendation,
    severities: &BTreeMap<Severity, u64>,
    sum: u64,
    concern: Concern,
) -> String {
    let found = crate::report::words::by_severity(severities);
    let patients = match of.phi {
        0 => String::new(),
        count => format!(", {count} of them on patients' data"),
    };
    let each = match concern {
        concern if is_of_namespace(concern) => " (one for each namespace)",
        Concern::Credential => " (one for each credential)",
        _ => "",
    };
    let changes = counted(of.changes, "change", "changes");
    let largest = counted(of.largest_change, "finding", "findings");
    format!(
        "{found} on {}{patients}: weight {sum}; {} effort with {changes}{each}, times {} = {} points; the largest change removes {largest}",
        counted(of.resources, "resource", "resources"),
        of.effort.as_str(),
        factor(of.effort),
        of.points,
    )
}
