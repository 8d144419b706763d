//! The report as SARIF 2.1.0, within the limits of GitHub's code scanning.
//!
//! It contains no text of files: viewers open the file, and an excerpt would have to be masked.

mod log;
mod rules;

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::io;

use super::record::{
    Finding, Fix, InputSummary, Location, RelatedLocation, Suppressed, SuppressionOrigin,
};
use super::unread;
use super::words::{plain, resource};
use super::{Report, json};
use crate::checks::{Confidence, Severity};
use crate::source::{Position, ProblemCode};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Maximum number of results per run in code scanning.
pub(super) const MOST_RESULTS: usize = 25_000;
/// Maximum number of related locations per result in code scanning.
const MOST_RELATED: usize = 100;

impl Report {
    /// The report as SARIF 2.1.0, with a final newline.
    pub fn to_sarif(&self) -> String {
        let mut bytes = Vec::new();
        // INVARIANT: writing to memory cannot fail, and no member is of a type that JSON lacks.
        let _ = self.write_sarif(&mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Writes the same SARIF piece by piece.
    ///
    /// Of more than 25,000 findings the least severe are omitted, and a notification says how many.
    ///
    /// # Errors
    /// When writing fails.
    pub fn write_sarif(&self, mut to: impl io::Write) -> io::Result<()> {
        let log = log::Log { schema: SCHEMA, version: "2.1.0", runs: [run(self)] };
        json::write(&mut to, &log)?;
        to.write_all(b"\n")
    }
}

fn run(report: &Report) -> log::Run<'_> {
    let (results, left_out) = results(report);
    let mut notifications: Vec<log::Notification<'_>> =
        unread::inputs(report).flat_map(notifications).collect();
    if left_out > 0 {
        let text = format!(
            "the {left_out} least severe results are omitted: a run can have {MOST_RESULTS}"
        );
        notifications.push(log::Notification {
            level: Some("warning"),
            message: Some(message(text)),
            ..Default::default()
        });
    }
    let taxonomies = rules::Taxonomies::of(report);
    log::Run {
        tool: Some(log::Tool {
            driver: Some(log::Component {
                name: Some(&report.tool.name),
                version: Some(&report.tool.version),
                semantic_version: Some(&report.tool.version),
                information_uri: Some(env!("CARGO_PKG_REPOSITORY")),
                rules: rules::rules(report, &taxonomies),
                notifications: problem_codes(report),
                supported_taxonomies: taxonomies.references(),
                ..Default::default()
            }),
            ..Default::default()
        }),
        invocations: vec![log::Invocation {
            execution_successful: Some(true),
            tool_execution_notifications: notifications,
            ..Default::default()
        }],
        column_kind: Some("unicodeCodePoints"),
        results: Some(results),
        taxonomies: taxonomies.components(),
        properties: (!report.policy.is_empty())
            .then(|| log::RunProperties { policy: Some(&report.policy), ..Default::default() }),
        ..Default::default()
    }
}

/// The results in the order of the report, accepted ones last, and the number of omitted ones.
fn results(report: &Report) -> (Vec<log::Outcome<'_>>, usize) {
    let indices: HashMap<&str, usize> =
        report.checks.iter().enumerate().map(|(index, check)| (&*check.id, index)).collect();
    // The standard requires the member on all results or none.
    let says_accepted = !report.suppressed.is_empty();
    let open = report.findings.iter().map(|finding| (finding, None));
    let accepted = report.suppressed.iter().map(|of| (&of.finding, Some(of)));
    let all: Vec<(&Finding, Option<&Suppressed>)> = open.chain(accepted).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|index| {
        // Accepted findings are omitted first, then the least severe.
        all.get(*index).map(|(finding, by)| (by.is_some(), std::cmp::Reverse(finding.severity)))
    });
    let kept: BTreeSet<usize> = order.into_iter().take(MOST_RESULTS).collect();
    let left_out = all.len() - kept.len();
    let results = kept.into_iter().filter_map(|index| {
        let (finding, accepted) = all.get(index)?;
        let mut result = result(finding, indices.get(&*finding.check).copied());
        if says_accepted {
            result.suppressions = Some(accepted.iter().map(|by| suppression(by)).collect());
        }
        Some(result)
    });
    (results.collect(), left_out)
}

fn result(finding: &Finding, rule: Option<usize>) -> log::Outcome<'_> {
    let left_out = finding.related.len().saturating_sub(MOST_RELATED);
    log::Outcome {
        rule_id: Some(&finding.check),
        rule_index: rule,
        level: Some(level(finding.severity)),
        message: Some(message(plain(&finding.message))),
        locations: vec![of_finding(finding)],
        related_locations: finding
            .related
            .iter()
            .take(MOST_RELATED)
            .enumerate()
            .map(|(index, related)| self::related(index, related))
            .collect(),
        partial_fingerprints: Some(log::Fingerprints { asepsis: &finding.fingerprint }),
        fixes: finding.fixes.iter().filter(|fix| !fix.edits.is_empty()).map(fix).collect(),
        properties: Some(log::OutcomeProperties {
            severity: Some(finding.severity.as_str()),
            confidence: Some(match finding.confidence {
                Confidence::Low => "low",
                Confidence::Medium => "medium",
                Confidence::High => "high",
            }),
            class: finding.class.as_deref(),
            group: finding.group,
            missing: finding.missing.as_deref(),
            covers: finding.covers.iter().collect(),
            names: (!finding.names.is_empty()).then_some(&finding.names),
            environments: finding.environments.iter().map(|name| &**name).collect(),
            related_locations_left_out: (left_out > 0).then_some(left_out),
            ..Default::default()
        }),
        ..Default::default()
    }
}

/// The SARIF level of a severity.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

fn message<'r>(text: impl Into<std::borrow::Cow<'r, str>>) -> log::Message<'r> {
    log::Message { text: Some(text.into()), ..Default::default() }
}

fn of_finding(finding: &Finding) -> log::Location<'_> {
    let mut logical = Vec::new();
    if let Some(identity) = &finding.resource {
        logical.push(log::LogicalLocation {
            name: identity.name.as_deref(),
            fully_qualified_name: Some(resource(identity)),
            kind: Some("resource"),
            ..Default::default()
        });
    }
    let pointer = finding.location.as_ref().and_then(|location| location.pointer.as_deref());
    logical.extend(pointer.map(|pointer| log::LogicalLocation {
        fully_qualified_name: Some(pointer.to_owned()),
        kind: Some("property"),
        ..Default::default()
    }));
    log::Location {
        physical_location: finding.location.as_ref().map(physical),
        logical_locations: logical,
        ..Default::default()
    }
}

fn related(index: usize, related: &RelatedLocation) -> log::Location<'_> {
    log::Location {
        id: Some(index),
        message: Some(message(plain(&related.message))),
        properties: Some(log::LocationProperties {
            role: Some(related.role.as_str()),
            ..Default::default()
        }),
        physical_location: Some(physical(&related.location)),
        ..Default::default()
    }
}

fn physical(location: &Location) -> log::PhysicalLocation<'_> {
    log::PhysicalLocation {
        artifact_location: Some(artifact(&location.path)),
        region: location.start.map(|start| region(start, location.end.unwrap_or(start))),
        ..Default::default()
    }
}

/// Lines and columns only: offsets would be those of the decoded text, not of the file.
fn region<'r>(start: Position, end: Position) -> log::Region<'r> {
    log::Region {
        start_line: Some(start.line),
        start_column: Some(start.column),
        end_line: Some(end.line),
        end_column: Some(end.column),
        ..Default::default()
    }
}

fn artifact<'r>(path: &str) -> log::ArtifactLocation<'r> {
    log::ArtifactLocation { uri: Some(uri(path)), ..Default::default() }
}

/// A path as a URI reference: relative to the folder of the run, or of the file scheme.
fn uri(path: &str) -> String {
    let path = path.strip_prefix("./").unwrap_or(path);
    let mut uri = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

fn fix(fix: &Fix) -> log::Fix<'_> {
    let mut changes: Vec<(&str, Vec<log::Replacement<'_>>)> = Vec::new();
    for edit in &fix.edits {
        let replacement = log::Replacement {
            deleted_region: Some(region(edit.start, edit.end)),
            inserted_content: Some(message(&*edit.text)),
            ..Default::default()
        };
        match changes.iter_mut().find(|(path, _)| *path == &*edit.path) {
            Some((_, replacements)) => replacements.push(replacement),
            None => changes.push((&edit.path, vec![replacement])),
        }
    }
    let change = |(path, replacements)| log::ArtifactChange {
        artifact_location: Some(artifact(path)),
        replacements,
        ..Default::default()
    };
    log::Fix { artifact_changes: changes.into_iter().map(change).collect(), ..Default::default() }
}

fn suppression(accepted: &Suppressed) -> log::Suppression<'_> {
    let properties = log::SuppressionProperties {
        owner: accepted.owner.as_deref(),
        expires: accepted.expires.as_deref(),
        ..Default::default()
    };
    let is_empty = properties.owner.is_none() && properties.expires.is_none();
    log::Suppression {
        kind: Some(match accepted.by {
            SuppressionOrigin::Policy => "external",
            SuppressionOrigin::Annotation | SuppressionOrigin::Comment => "inSource",
        }),
        status: Some("accepted"),
        justification: Some(&accepted.reason),
        properties: (!is_empty).then_some(properties),
        ..Default::default()
    }
}

/// The notifications for an input that was not read in full.
fn notifications(input: &InputSummary) -> Vec<log::Notification<'_>> {
    let of_input = || log::PhysicalLocation {
        artifact_location: Some(artifact(&input.path)),
        ..Default::default()
    };
    let status = input.status.as_str().replace('_', " ");
    let notification = |code: Option<ProblemCode>, text: String, at| log::Notification {
        descriptor: code
            .map(|code| log::Reference { id: Some(code.as_str()), ..Default::default() }),
        level: Some("error"),
        message: Some(message(text)),
        locations: vec![log::Location { physical_location: Some(at), ..Default::default() }],
        ..Default::default()
    };
    if input.problems.is_empty() {
        return vec![notification(None, format!("not read in full: {status}"), of_input())];
    }
    let problems = input.problems.iter().map(|problem| {
        let text = format!("not read in full ({status}): {}", plain(&problem.message));
        let at = problem.location.as_ref().map_or_else(of_input, physical);
        notification(problem.code, text, at)
    });
    problems.collect()
}

/// The kinds of problems that the notifications name.
fn problem_codes(report: &Report) -> Vec<log::Descriptor<'_>> {
    let problems = unread::inputs(report).flat_map(|input| &input.problems);
    let codes: BTreeSet<ProblemCode> = problems.filter_map(|problem| problem.code).collect();
    let descriptor = |code: ProblemCode| log::Descriptor {
        id: Some(code.as_str().into()),
        short_description: Some(message(code.description().trim())),
        ..Default::default()
    };
    codes.into_iter().map(descriptor).collect()
}
