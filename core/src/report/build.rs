//! Makes the report of a run.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::controls::{Seen, controls};
use super::excerpt::{Quotable, Texts};
use super::fingerprint::{digest, fingerprint};
use super::groups::{Groups, renumber};
use super::json::SCHEMA_VERSION;
use super::locate::{locate, locate_place, locate_span};
use super::record::{
    ByteEdit, CheckSummary, Finding, Fix, InputSummary, Location, RelatedLocation,
    ResourceIdentity, Summary, Suppressed, SuppressionEntry, SuppressionOrigin, Suppressions, Tool,
    UnknownPlace, Verdict,
};
use super::{Report, input};
use crate::checks::{AnyCheck, Failure};
use crate::edit;
use crate::engine::{self, Judgement, SuppressionRecord, Tally, Walk, Written};
use crate::model::Resource;
use crate::policy::Options;
use crate::tree::{Field, Place, State};

/// Makes the report of a run.
pub(crate) fn build(
    walk: &Walk<'_>,
    judgement: &Judgement,
    checks: &[AnyCheck],
    options: &Options,
) -> Report {
    let builder = Builder { walk, judgement, checks, options };
    let inputs = input::inputs(walk);
    let (findings, suppressed) = builder.findings();
    let summaries = builder.checks();
    let summary = builder.summary(&inputs, &findings, &summaries);
    let verdict = verdict(&summary, &inputs, options);
    let seen = Seen {
        walk,
        judgement,
        checks,
        findings: &findings,
        suppressed: &suppressed,
        inputs: &inputs,
    };
    let controls = controls(&seen, options);
    let pointed =
        judgement.findings.iter().map(|finding| finding.failure.spot.place.tree() as usize);
    let trees: BTreeSet<usize> = pointed.collect();
    Report {
        schema_version: SCHEMA_VERSION,
        tool: tool(checks),
        verdict,
        summary,
        inputs,
        findings,
        suppressed,
        suppressions: builder.suppressions(),
        controls,
        checks: summaries,
        texts: Arc::new(Texts::new(walk, trees)),
    }
}

fn tool(checks: &[AnyCheck]) -> Tool {
    let mut members: Vec<String> = Vec::new();
    for check in checks {
        members.extend([check.id(), check.title(), check.why(), check.fix()].map(str::to_owned));
        members.push(check.severity().to_string());
        members.extend(check.controls().iter().map(|control| control.id().to_owned()));
    }
    Tool {
        name: Arc::from("asepsis"),
        version: Arc::from(env!("CARGO_PKG_VERSION")),
        checks_digest: Arc::from(digest(members.iter().map(String::as_str))),
    }
}

fn verdict(summary: &Summary, inputs: &[InputSummary], options: &Options) -> Verdict {
    let incomplete = inputs.iter().any(|input| input.status.is_incomplete());
    if summary.at_or_above_threshold > 0 {
        Verdict::Fail
    } else if incomplete || (options.fail_on_unknown && summary.unknown > 0) {
        Verdict::Incomplete
    } else {
        Verdict::Pass
    }
}

/// The order of reports: by path, position, and what lies inside.
pub(super) fn by_place(left: &Location, right: &Location) -> Ordering {
    let key = |location: &Location| {
        (
            location.start.map_or(0, |start| start.byte),
            location.document,
            location.embedded.as_ref().map(|inner| inner.document),
        )
    };
    left.path
        .cmp(&right.path)
        .then_with(|| key(left).cmp(&key(right)))
        .then_with(|| left.pointer.cmp(&right.pointer))
}

struct Builder<'b, 'p> {
    walk: &'b Walk<'p>,
    judgement: &'b Judgement,
    checks: &'b [AnyCheck],
    options: &'b Options,
}

impl Builder<'_, '_> {
    fn findings(&self) -> (Vec<Finding>, Vec<Suppressed>) {
        let ids: Vec<Arc<str>> = self.checks.iter().map(|check| Arc::from(check.id())).collect();
        let mut secrets: HashMap<usize, Quotable> = HashMap::new();
        let mut findings = Vec::new();
        let mut suppressed = Vec::new();
        let mut groups = Groups::default();
        for raw in &self.judgement.findings {
            let Some(id) = ids.get(raw.check) else { continue };
            let mut finding = self.finding(Arc::clone(id), raw, &mut secrets);
            let covers = raw.covers.iter().filter_map(|check| ids.get(*check));
            finding.covers = covers.cloned().collect();
            finding.group = raw.failure.secret.as_ref().map(|secret| groups.of(secret));
            let accepted = raw
                .accepted
                .as_ref()
                .and_then(|accepted| self.judgement.suppressions.get(accepted.suppression));
            match accepted {
                Some(record) => suppressed.push(Suppressed {
                    finding,
                    reason: record.reason.as_str().into(),
                    owner: record.owner.as_deref().map(Into::into),
                    expires: record.expires.map(|date| date.to_string().into()),
                    by: origin(&record.written),
                }),
                None => findings.push(finding),
            }
        }
        findings.sort_by(by_finding);
        suppressed.sort_by(|left, right| by_finding(&left.finding, &right.finding));
        let accepted = suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
        renumber(findings.iter_mut().chain(accepted));
        (findings, suppressed)
    }

    fn finding(
        &self,
        check: Arc<str>,
        raw: &engine::Finding,
        secrets: &mut HashMap<usize, Quotable>,
    ) -> Finding {
        let failure = &raw.failure;
        let resource = raw.resource.and_then(|index| self.walk.resources.get(index));
        let identity = resource.map(|resource| identity(resource, raw.container.as_deref()));
        let none = Quotable::default();
        let secrets: &Quotable = match (raw.resource, resource) {
            (Some(index), Some(resource)) if quotes(failure) => {
                secrets.entry(index).or_insert_with(|| Quotable::of(self.walk, resource))
            }
            _ => &none,
        };
        let related = failure.related.iter().filter_map(|related| {
            let location = locate_place(self.walk, related.place)?;
            Some(RelatedLocation { message: secrets.masked(&related.message).into(), location })
        });
        Finding {
            covers: Vec::new(),
            severity: raw.severity,
            confidence: failure.confidence,
            message: secrets.masked(&failure.message).into(),
            class: failure.class.map(Arc::from),
            group: None,
            location: locate(self.walk, &failure.spot),
            missing: failure.spot.missing.as_ref().map(|missing| missing.to_string().into()),
            related: related.collect(),
            fixes: self.fix(&failure.fix).into_iter().collect(),
            fingerprint: fingerprint(self.walk, &check, identity.as_ref(), &failure.spot),
            environments: raw.environments.clone(),
            resource: identity,
            check,
        }
    }

    fn fix(&self, edits: &[crate::tree::Edit]) -> Option<Fix> {
        if edits.is_empty() {
            return None;
        }
        let tree_of = |number: u32| self.walk.tree(number).map(|tree| &**tree);
        Some(match edit::changes(tree_of, edits) {
            Err(refusal) => Fix { edits: Vec::new(), refused: Some(refusal.to_string().into()) },
            Ok(changes) => {
                let edits = changes.into_iter().filter_map(|(number, change)| {
                    let source = tree_of(number)?.source();
                    Some(ByteEdit {
                        path: source.shared_name(),
                        start: source.position(change.span.start),
                        end: source.position(change.span.end),
                        text: change.text.into(),
                    })
                });
                Fix { edits: edits.collect(), refused: None }
            }
        })
    }

    fn checks(&self) -> Vec<CheckSummary> {
        let tallies = self.checks.iter().zip(&self.judgement.tallies);
        let mut summaries: Vec<CheckSummary> =
            tallies.map(|(check, tally)| self.check(check, tally)).collect();
        summaries.sort_by(|left, right| left.id.cmp(&right.id));
        summaries
    }

    fn check(&self, check: &AnyCheck, tally: &Tally) -> CheckSummary {
        let limit = self.options.evidence.unwrap_or(usize::MAX);
        let mut evidence: Vec<Place> = tally.evidence.clone();
        // INVARIANT: trees are numbered in the order of the report, and nodes in that of the text,
        // so places sort as they are shown and only the shown ones need lines.
        evidence.sort_unstable();
        evidence.dedup();
        let total = evidence.len();
        evidence.truncate(limit);
        let mut unknowns = tally.unknowns.clone();
        unknowns.sort();
        unknowns.dedup();
        let unknown_total = unknowns.len();
        unknowns.truncate(limit);
        CheckSummary {
            id: Arc::from(check.id()),
            family: Arc::from(check.family()),
            title: Arc::from(check.title()),
            why: Arc::from(check.why()),
            fix: Arc::from(check.fix()),
            severity: Some(
                self.options.severities.get(check.id()).copied().unwrap_or(check.severity()),
            ),
            controls: check
                .controls()
                .iter()
                .map(|control| Arc::from(format!("{}:{}", control.framework().id(), control.id())))
                .collect(),
            documentation: Arc::from(documentation(check)),
            examined: tally.examined(),
            failed: tally.failed,
            passed: tally.passed,
            unknown: tally.unknown,
            not_applicable: tally.not_applicable,
            evidence_more: (total - evidence.len()) as u64,
            evidence: evidence
                .into_iter()
                .filter_map(|place| locate_place(self.walk, place))
                .collect(),
            unknown_more: (unknown_total - unknowns.len()) as u64,
            unknown_at: unknowns
                .into_iter()
                .map(|(place, why)| UnknownPlace {
                    why: why.into_owned().into(),
                    location: locate_place(self.walk, place),
                })
                .collect(),
        }
    }

    fn summary(
        &self,
        inputs: &[InputSummary],
        findings: &[Finding],
        checks: &[CheckSummary],
    ) -> Summary {
        let mut summary = Summary {
            documents: inputs.iter().map(|input| input.documents).sum(),
            resources: self.walk.resources.len() as u64,
            examined: checks.iter().map(|check| check.examined).sum(),
            failed: checks.iter().map(|check| check.failed).sum(),
            passed: checks.iter().map(|check| check.passed).sum(),
            unknown: checks.iter().map(|check| check.unknown).sum(),
            not_applicable: checks.iter().map(|check| check.not_applicable).sum(),
            fail_on: Some(self.options.fail_on),
            kubernetes: self.options.kubernetes.to_string(),
            date: self.options.date.map(|date| date.to_string()),
            ..Summary::default()
        };
        for input in inputs {
            *summary.inputs.entry(input.status).or_default() += 1;
        }
        for finding in findings {
            *summary.findings.entry(finding.severity).or_default() += 1;
            summary.at_or_above_threshold += u64::from(finding.severity >= self.options.fail_on);
        }
        summary
    }

    fn suppressions(&self) -> Suppressions {
        let mut suppressions = Suppressions::default();
        for record in &self.judgement.suppressions {
            suppressions.matched += record.matched;
            let entry = self.suppression(record);
            if record.refused.is_some() {
                suppressions.refused.push(entry);
            } else if record.expired {
                suppressions.expired.push(entry);
            } else if record.matched == 0 {
                suppressions.unused.push(entry);
            } else if record.expires.is_some() && self.options.date.is_none() {
                suppressions.expiry_unknown.push(entry);
            }
        }
        suppressions
    }

    fn suppression(&self, record: &SuppressionRecord) -> SuppressionEntry {
        let location = match &record.written {
            Written::Policy(None) => None,
            Written::Policy(Some((path, line))) => Some(Location {
                path: Arc::from(path.as_str()),
                document: None,
                pointer: None,
                embedded: None,
                start: Some(crate::source::Position { line: *line, column: 1, byte: 0 }),
                end: None,
            }),
            Written::Annotation(place) => locate_place(self.walk, *place),
            Written::Comment { tree, span } => {
                self.walk.numbered.trees.get(*tree).map(|tree| locate_span(tree, *span, None))
            }
        };
        SuppressionEntry {
            check: record.check.as_str().into(),
            reason: record.reason.as_str().into(),
            owner: record.owner.as_deref().map(Into::into),
            expires: record.expires.map(|date| date.to_string().into()),
            by: origin(&record.written),
            location,
            refused: record.refused.as_deref().map(Into::into),
        }
    }
}

/// Whether any message of a failure quotes something.
fn quotes(failure: &Failure) -> bool {
    let related = failure.related.iter().any(|related| related.message.contains('`'));
    related || failure.message.contains('`')
}

fn by_finding(left: &Finding, right: &Finding) -> Ordering {
    let places = match (&left.location, &right.location) {
        (Some(left), Some(right)) => by_place(left, right),
        (left, right) => left.is_some().cmp(&right.is_some()),
    };
    places
        .then_with(|| left.check.cmp(&right.check))
        .then_with(|| left.missing.cmp(&right.missing))
        .then_with(|| left.message.cmp(&right.message))
        .then_with(|| left.fingerprint.cmp(&right.fingerprint))
}

fn origin(written: &Written) -> SuppressionOrigin {
    match written {
        Written::Policy(_) => SuppressionOrigin::Policy,
        Written::Annotation(_) => SuppressionOrigin::Annotation,
        Written::Comment { .. } => SuppressionOrigin::Comment,
    }
}

fn identity(resource: &Resource<'_>, container: Option<&str>) -> ResourceIdentity {
    let text = |field: &Field<&str>| match field.state() {
        State::Set(text, _) => Some(Arc::from(*text)),
        State::Unset(..) | State::Unresolved(..) => None,
    };
    ResourceIdentity {
        api_version: Arc::from(resource.api_version),
        kind: Arc::from(resource.kind),
        namespace: text(&resource.metadata.namespace),
        name: text(&resource.metadata.name),
        container: container.map(Arc::from),
    }
}

fn documentation(check: &AnyCheck) -> String {
    match check {
        AnyCheck::BuiltIn(family, check) => format!("core/docs/checks/{family}/{}.md", check.id),
        AnyCheck::Custom(_) => String::new(),
    }
}
