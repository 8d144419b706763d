//! Builds the report of a run.

use std::cell::RefCell;
use std::collections::HashMap;
use std::mem::take;
use std::sync::Arc;

use super::controls::{Seen, controls};
use super::declared::Declared;
use super::excerpt::Texts;
use super::findings::{Maker, origin};
use super::json::SCHEMA_VERSION;
use super::kept::Kept;
use super::known::Known;
use super::locate::{locate_place, locate_span};
use super::record::{
    CheckSummary, DeclaredCheck, Finding, InputSummary, Location, Summary, SuppressionEntry,
    Suppressions, UnknownPlace,
};
use super::release::Draft;
use super::verdict::verdict;
use super::{Report, input};
use crate::checks::AnyCheck;
use crate::engine::{Judgement, Pool, SuppressionRecord, Tally, Walk, Written};
use crate::policy::Options;
use crate::tree::Place;

/// Builds the report of a run.
pub(crate) fn build(
    pool: &dyn Pool,
    walk: &Walk<'_>,
    mut judgement: Judgement,
    declared: &Declared,
    checks: &[AnyCheck],
    options: &Options,
) -> Report {
    let raw = take(&mut judgement.findings);
    let Known { mask, places, scalars } = Known::new(walk);
    let builder = Builder { walk, judgement: &judgement, options, located: RefCell::default() };
    let mut inputs = input::inputs(walk, &judgement, options);
    let maker = Maker::new(walk, &judgement, checks, &mask, &scalars);
    let (mut findings, mut suppressed) = maker.findings(raw);
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
    draft.release(pool, &mask)
}

struct Builder<'b, 'p> {
    walk: &'b Walk<'p>,
    judgement: &'b Judgement,
    options: &'b Options,
    /// The locations of evidence: most places are evidence of several checks.
    located: RefCell<HashMap<Place, Option<Location>>>,
}

impl Builder<'_, '_> {
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

    fn check(&self, declared: &Arc<DeclaredCheck>, tally: &Tally) -> CheckSummary {
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
            declared: Arc::clone(declared),
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
