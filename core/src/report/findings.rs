//! Makes the findings of a report from those of the engine.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::fingerprint::{Prints, tell_apart};
use super::groups::{Groups, renumber};
use super::known::Scalars;
use super::locate::{contributors, locate, locate_place};
use super::order::by_finding;
use super::owner::Owner;
use super::received::{known, received};
use super::record::{
    ByteEdit, Covered, Finding, Fix, Location, RelatedLocation, Suppressed, SuppressionOrigin,
};
use super::uses::Uses;
use crate::checks::{AnyCheck, Details, Failure};
use crate::edit;
use crate::engine::{self, Accepted, Judgement, SuppressionRecord, Walk, Written};
use crate::mask::Mask;
use crate::tree::{Edit, Role, Tree};

/// Makes the findings of a report.
pub(super) struct Maker<'b, 'p> {
    walk: &'b Walk<'p>,
    judgement: &'b Judgement,
    checks: &'b [AnyCheck],
    mask: &'b Mask,
    scalars: &'b Scalars,
    /// The ids of the checks, by their index.
    ids: Vec<Arc<str>>,
    /// Found on first use.
    uses: OnceCell<Uses<'p>>,
}

impl<'b, 'p> Maker<'b, 'p> {
    pub(super) fn new(
        walk: &'b Walk<'p>,
        judgement: &'b Judgement,
        checks: &'b [AnyCheck],
        mask: &'b Mask,
        scalars: &'b Scalars,
    ) -> Self {
        let ids = checks.iter().map(|check| Arc::from(check.id())).collect();
        Self { walk, judgement, checks, mask, scalars, ids, uses: OnceCell::new() }
    }

    /// The findings of a run, and the accepted ones.
    pub(super) fn findings(
        &self,
        mut raw: Vec<engine::Finding>,
    ) -> (Vec<Finding>, Vec<Suppressed>) {
        // Sorted here, close to the order of the report, since there is less data to move; findings
        // of one resource are adjacent.
        raw.sort_by_cached_key(|finding| {
            let id = self.checks.get(finding.check()).map(AnyCheck::id);
            (finding.resource, finding.failure.spot.place, id)
        });
        let mut owner = Owner::new(self.walk, None);
        let mut prints = Prints::new(self.walk, self.scalars);
        let mut findings = Vec::with_capacity(raw.len());
        let mut suppressed: Vec<Suppressed> = Vec::new();
        let mut groups = Groups::default();
        raw.reverse();
        while let Some(mut raw) = take_last(&mut raw) {
            let Some(id) = self.ids.get(raw.check()) else { continue };
            if owner.index != raw.resource {
                owner = Owner::new(self.walk, raw.resource);
            }
            let mut finding = self.finding(Arc::clone(id), &raw, &mut owner, &mut prints);
            let covers = raw.surroundings().covers.iter();
            let covers =
                covers.filter_map(|one| covered(one, &self.ids, &finding, &mut owner, &mut prints));
            finding.covers = covers.collect();
            finding.group = raw.failure.take_details().secret.map(|secret| groups.of(secret));
            let accepted = raw.accepted();
            match accepted.and_then(|accepted| Some((self.record(accepted)?, accepted))) {
                Some((record, accepted)) => {
                    suppressed.push(self.suppressed(finding, record, accepted));
                }
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

    fn record(&self, accepted: &Accepted) -> Option<&SuppressionRecord> {
        self.judgement.suppressions.get(accepted.suppression)
    }

    /// An accepted finding, with why it is accepted.
    fn suppressed(
        &self,
        finding: Finding,
        record: &SuppressionRecord,
        accepted: &Accepted,
    ) -> Suppressed {
        Suppressed {
            implied_by: accepted.implied_by.and_then(|check| self.ids.get(check)).cloned(),
            finding,
            reason: record.reason.as_str().into(),
            owner: record.owner.as_deref().map(Into::into),
            expires: record.expires.map(|date| date.to_string().into()),
            by: origin(&record.written),
        }
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
        let location = locate(self.walk, spot);
        // Objects of several environments are often built from the same line.
        let mut seen: Vec<Location> = location.iter().cloned().collect();
        let elsewhere = raw.surroundings().elsewhere.iter().filter_map(|spot| {
            let message = "the same finding in another environment".into();
            let location = locate(self.walk, spot).filter(|location| !seen.contains(location))?;
            seen.push(location.clone());
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
            location,
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

    fn uses(&self) -> &Uses<'p> {
        self.uses.get_or_init(|| Uses::new(self.walk))
    }

    fn fix(&self, edits: &[Edit]) -> Option<Fix> {
        if edits.is_empty() {
            return None;
        }
        let tree_of = |number: u32| self.walk.tree(number).map(|tree| &**tree);
        let uses_of = |tree: &Tree, node, start| self.uses().of(tree, node, start);
        Some(match edit::changes(tree_of, &uses_of, edits) {
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
    let check = ids.get(covered.check())?;
    let identity = owner.identity(covered.container_name());
    Some(Covered {
        check: Arc::clone(check),
        severity: covered.severity,
        fingerprint: prints.of(check, covered),
        resource: identity.filter(|identity| finding.resource.as_ref() != Some(identity)),
    })
}

/// Where a suppression is written.
pub(super) fn origin(written: &Written) -> SuppressionOrigin {
    match written {
        Written::Policy(_) => SuppressionOrigin::Policy,
        Written::Annotation(_) => SuppressionOrigin::Annotation,
        Written::Comment { .. } => SuppressionOrigin::Comment,
    }
}
