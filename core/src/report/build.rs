//! Builds the report of a run.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::mem::take;
use std::sync::Arc;

use super::controls::{Seen, controls};
use super::declared::Declared;
use super::excerpt::Texts;
use super::fingerprint::{Prints, tell_apart};
use super::groups::{Groups, renumber};
use super::json::SCHEMA_VERSION;
use super::kept::Kept;
use super::known::{Known, Scalars};
use super::locate::{contributors, locate, locate_place, locate_span};
use super::order::by_finding;
use super::owner::Owner;
use super::received::{known, received};
use super::record::{
    ByteEdit, CheckSummary, Covered, Finding, Fix, InputSummary, Location, RelatedLocation,
    Summary, Suppressed, SuppressionEntry, SuppressionOrigin, Suppressions, UnknownPlace,
};
use super::release::Draft;
use super::verdict::verdict;
use super::{Report, input};
use crate::checks::{AnyCheck, Details, Failure};
use crate::edit;
use crate::engine::{self, Judgement, SuppressionRecord, Tally, Walk, Written};
use crate::mask::Mask;
use crate::policy::Options;
use crate::tree::{Edit, Place, Role};

/// Builds the report of a run.
pub(crate) fn build(
    walk: &Walk<'_>,
    mut judgement: Judgement,
    declared: &Declared,
    checks: &[AnyCheck],
    options: &Options,
) -> Report {
    let raw = take(&mut judgement.findings);
    let Known { mask, places, scalars } = Known::new(walk);
    let located = RefCell::default();
    let builder = Builder { walk, judgement: &judgement, checks, options, mask: &mask, located };
    let mut inputs = input::inputs(walk, &judgement, options);
    let (mut findings, mut suppressed) = builder.findings(raw, &scalars);
    let mut kept = Kept::new(options);
    kept.note(findings.iter());
    kept.note(suppressed.iter().map(|one| &one.finding));
    kept.mark(&mut inputs);
    let accepted = suppressed.iter().map(|one| &one.finding);
    let locations = findings.iter().chain(accepted).filter_map(|one| one.location.as_ref());
    let mut paths: Vec<&str> = locations.map(|location| &*location.path).collect();
    // They are sorted, and may be duplicates.
    paths.dedup();
    let texts = Arc::new(Texts::new(walk, &paths.into_iter().collect(), Arc::clone(&mask), places));
    let summaries = builder.checks(declared);
    let summary = builder.summary(&inputs, &findings, &summaries);
    let verdict = verdict(&summary, &inputs, options);
    let seen = Seen {
        walk,
        judgement: &judgement,
        checks,
        findings: &findings,
        suppressed: &suppressed,
        inputs: &inputs,
    };
    let controls = controls(&seen, options);
    kept.cut(&mut findings, |finding| finding);
    kept.cut(&mut suppressed, |suppressed| &suppressed.finding);
    let draft = Draft(Report {
        schema_version: SCHEMA_VERSION,
        tool: declared.tool.clone(),
        policy: declared.policy.clone(),
        verdict,
        summary,
        inputs,
        findings,
        suppressed,
        suppressions: builder.suppressions(),
        controls,
        checks: summaries,
        declared: Arc::clone(&declared.written),
        texts,
    });
    draft.release(&mask)
}

struct Builder<'b, 'p> {
    walk: &'b Walk<'p>,
    judgement: &'b Judgement,
    checks: &'b [AnyCheck],
    options: &'b Options,
    mask: &'b Mask,
    /// The locations of evidence: most places are evidence of several checks.
    located: RefCell<HashMap<Place, Option<Location>>>,
}

impl Builder<'_, '_> {
    fn findings(
        &self,
        mut raw: Vec<engine::Finding>,
        scalars: &Scalars,
    ) -> (Vec<Finding>, Vec<Suppressed>) {
        // Sorted here, close to the order of the report, since there is less data to move; findings
        // of one resource are adjacent.
        raw.sort_by_cached_key(|finding| {
            let id = self.checks.get(finding.check).map(AnyCheck::id);
            (finding.resource, finding.failure.spot.place, id)
        });
        let ids: Vec<Arc<str>> = self.checks.iter().map(|check| Arc::from(check.id())).collect();
        let mut owner = Owner::new(self.walk, None);
        let mut prints = Prints::new(self.walk, scalars);
        let mut findings = Vec::with_capacity(raw.len());
        let mut suppressed = Vec::new();
        let mut groups = Groups::default();
        raw.reverse();
        while let Some(mut raw) = take_last(&mut raw) {
            let Some(id) = ids.get(raw.check) else { continue };
            if owner.index != raw.resource {
                owner = Owner::new(self.walk, raw.resource);
            }
            let mut finding = self.finding(Arc::clone(id), &raw, &mut owner, &mut prints);
            let covers = raw.surroundings().covers.iter();
            let covers =
                covers.filter_map(|one| covered(one, &ids, &finding, &mut owner, &mut prints));
            finding.covers = covers.collect();
            finding.group = raw.failure.take_details().secret.map(|secret| groups.of(secret));
            let accepted_by = raw.accepted().and_then(|accepted| accepted.implied_by);
            let accepted = raw
                .accepted()
                .and_then(|accepted| self.judgement.suppressions.get(accepted.suppression));
            match accepted {
                Some(record) => suppressed.push(Suppressed {
                    implied_by: accepted_by.and_then(|check| ids.get(check)).cloned(),
                    finding,
                    reason: record.reason.as_str().into(),
                    owner: record.owner.as_deref().map(Into::into),
                    expires: record.expires.map(|date| date.to_string().into()),
                    by: origin(&record.written),
                }),
                None => findings.push(finding),
            }
        }
        // In place: what the order does not tell apart is equal.
        findings.sort_unstable_by(by_finding);
        suppressed.sort_unstable_by(|left, right| by_finding(&left.finding, &right.finding));
        tell_apart(&mut findings, &mut suppressed);
        let accepted = suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
        renumber(findings.iter_mut().chain(accepted));
        (findings, suppressed)
    }

    /// Converts a finding of the engine.
    fn finding(
        &self,
        check: Arc<str>,
        raw: &engine::Finding,
        owner: &mut Owner<'_, '_>,
        prints: &mut Prints<'_, '_>,
    ) -> Finding {
        let identity = owner.identity(raw.container_name());
        let print = prints.of(&check, raw);
        let received = received(self.walk, raw);
        let Failure { spot, confidence, message, .. } = &raw.failure;
        let Details { related, fix, class, .. } = raw.failure.details();
        // The place is known only here; everything else is masked when the report is complete.
        let place = spot.place;
        let masked = |message: String| -> Box<str> {
            self.mask.masked_at(place, &message).unwrap_or(message).into()
        };
        let related = related.iter().filter_map(|related| {
            let location = locate_place(self.walk, related.place)?;
            let message = masked(related.message.to_string());
            Some(RelatedLocation { role: related.role, message, location })
        });
        let elsewhere = raw.surroundings().elsewhere.iter().filter_map(|spot| {
            let message = "the same finding in another environment".into();
            let location = locate(self.walk, spot)?;
            Some(RelatedLocation { role: Role::Environment, message, location })
        });
        Finding {
            covers: Vec::new(),
            severity: raw.severity,
            confidence: *confidence,
            related: elsewhere
                .chain(related)
                .chain(contributors(self.walk, spot))
                .chain(received)
                .collect(),
            message: masked(message.to_string()),
            class: class.map(Arc::from),
            group: None,
            location: locate(self.walk, spot),
            missing: spot.missing.as_ref().map(|missing| missing.to_string().into()),
            fixes: self.fix(fix).into_iter().collect(),
            fingerprint: print,
            environments: raw.environments.to_vec(),
            names: BTreeMap::new(),
            file: self.walk.input_of(spot.place.tree()).map(|input| Arc::clone(&input.name)),
            resource: if raw.receivers().is_empty() { identity } else { known(self.walk, raw) },
            check,
        }
    }

    fn fix(&self, edits: &[Edit]) -> Option<Fix> {
        if edits.is_empty() {
            return None;
        }
        let tree_of = |number: u32| self.walk.tree(number).map(|tree| &**tree);
        Some(match edit::changes(tree_of, edits) {
            Err(refusal) => Fix { edits: Vec::new(), refused: Some(refusal.to_string().into()) },
            Ok(changes) => {
                let mut edits = Vec::with_capacity(changes.len());
                for (tree, change) in changes {
                    let source = tree.source();
                    edits.push(ByteEdit {
                        path: source.shared_name(),
                        start: source.position(change.span.start),
                        end: source.position(change.span.end),
                        text: change.text.into(),
                    });
                }
                Fix { edits, refused: None }
            }
        })
    }

    fn evidence(&self, place: Place) -> Option<Location> {
        let mut located = self.located.borrow_mut();
        located.entry(place).or_insert_with(|| locate_place(self.walk, place)).clone()
    }

    fn checks(&self, declared: &Declared) -> Vec<CheckSummary> {
        let of = |index: &usize| {
            let tally = self.judgement.tallies.get(*index)?;
            Some(self.check(declared.checks.get(*index)?, tally))
        };
        declared.order.iter().filter_map(of).collect()
    }

    fn check(&self, declared: &CheckSummary, tally: &Tally) -> CheckSummary {
        let limit = self.options.evidence.unwrap_or(usize::MAX);
        let mut evidence: Vec<Place> = tally.shown.iter().chain(&tally.silent).copied().collect();
        // INVARIANT: trees of inputs are numbered in the order of the report, and nodes in that of
        // the text, so places sort as they are shown, and lines are computed only for shown ones.
        for place in &mut evidence {
            *place = self.walk.written(*place);
        }
        evidence.sort_unstable();
        evidence.dedup();
        let total = evidence.len();
        evidence.truncate(limit);
        let mut unknowns = tally.unknowns.clone();
        for (place, _) in &mut unknowns {
            *place = self.walk.written(*place);
        }
        unknowns.sort();
        unknowns.dedup();
        let unknown_total = unknowns.len();
        unknowns.truncate(limit);
        CheckSummary {
            examined: tally.examined(),
            failed: tally.failed,
            passed: tally.passed,
            unknown: tally.unknown,
            not_applicable: tally.not_applicable,
            evidence_more: (total - evidence.len()) as u64,
            evidence: evidence.into_iter().filter_map(|place| self.evidence(place)).collect(),
            unknown_more: (unknown_total - unknowns.len()) as u64,
            unknown_at: unknowns
                .into_iter()
                .map(|(place, why)| UnknownPlace {
                    why: why.into_owned().into(),
                    location: self.evidence(place),
                })
                .collect(),
            ..declared.clone()
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
            resources: self.walk.counted().count() as u64,
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

/// The last finding; memory that is no longer used is released, since the report grows meanwhile.
fn take_last(raw: &mut Vec<engine::Finding>) -> Option<engine::Finding> {
    let last = raw.pop();
    if raw.len() * 2 < raw.capacity() {
        raw.shrink_to_fit();
    }
    last
}

/// A finding that another one of the same concern covers.
fn covered(
    covered: &engine::Finding,
    ids: &[Arc<str>],
    finding: &Finding,
    owner: &mut Owner<'_, '_>,
    prints: &mut Prints<'_, '_>,
) -> Option<Covered> {
    let check = ids.get(covered.check)?;
    let identity = owner.identity(covered.container_name());
    Some(Covered {
        check: Arc::clone(check),
        severity: covered.severity,
        fingerprint: prints.of(check, covered),
        resource: identity.filter(|identity| finding.resource.as_ref() != Some(identity)),
    })
}

fn origin(written: &Written) -> SuppressionOrigin {
    match written {
        Written::Policy(_) => SuppressionOrigin::Policy,
        Written::Annotation(_) => SuppressionOrigin::Annotation,
        Written::Comment { .. } => SuppressionOrigin::Comment,
    }
}
