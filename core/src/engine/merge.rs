//! Merges the same finding of several environments into one with their names.

use std::collections::HashMap;
use std::sync::Arc;

use super::groups::Set;
use super::judgement::Finding;
use super::subjects::{SubjectPath, Subjects};
use super::walk::Walk;
use crate::inventory::EnvironmentSet;

/// Identifies a finding of a set: check, subject and logical path, and among equals the number in
/// its environment.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Identity {
    check: usize,
    resource: u32,
    container: Option<Arc<str>>,
    path: SubjectPath,
    number: usize,
    accepted: bool,
}

/// Merges the findings of a set and gives each the names of its environments.
pub(super) fn merge(
    walk: &Walk<'_>,
    subjects: &Subjects,
    set: &Set,
    findings: Vec<Finding>,
) -> Vec<Finding> {
    let mut merged =
        if set.alternatives.len() < 2 { findings } else { unite(walk, subjects, findings) };
    for finding in &mut merged {
        name(walk, set, finding);
    }
    merged
}

fn unite(walk: &Walk<'_>, subjects: &Subjects, findings: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::with_capacity(findings.len());
    let mut known: HashMap<Identity, usize> = HashMap::with_capacity(findings.len());
    // The next free number of each identity, by set of environments.
    let mut next: HashMap<(Identity, EnvironmentSet), usize> = HashMap::new();
    for finding in findings {
        let mut identity = Identity {
            check: finding.check(),
            resource: subjects.of_resource(finding.resource),
            container: finding.container.as_ref().and_then(|container| container.name.clone()),
            path: subjects.path(walk, finding.resource, &finding.failure.spot),
            number: 0,
            accepted: finding.accepted().is_some(),
        };
        let mine = (identity.clone(), finding.found_in.clone());
        identity.number = next.get(&mine).copied().unwrap_or_default();
        loop {
            let Some(at) = known.get(&identity).copied() else {
                next.insert(mine, identity.number + 1);
                known.insert(identity, merged.len());
                merged.push(finding);
                break;
            };
            let Some(same) = merged.get_mut(at) else { break };
            // Two failures in one environment are two findings.
            if same.found_in.intersects(&finding.found_in) {
                identity.number += 1;
                continue;
            }
            next.insert(mine, identity.number + 1);
            absorb(same, finding);
            break;
        }
    }
    merged
}

fn absorb(finding: &mut Finding, mut same: Finding) {
    finding.found_in.unite(&same.found_in);
    // The highest severity of all environments is kept.
    finding.severity = finding.severity.max(same.severity);
    for covered in same.take_covers() {
        finding.speak_for(covered);
    }
    // The fix is kept only if there is one for each environment.
    let fix = same.failure.take_details().fix;
    if fix.is_empty() || finding.failure.details().fix.is_empty() {
        finding.failure.details_mut().fix.clear();
    } else {
        finding.failure.details_mut().fix.extend(fix);
    }
    let (own, other) = (&finding.failure.spot, &same.failure.spot);
    if own.place != other.place && !other.place.is_none() {
        finding.surroundings_mut().elsewhere.push(same.failure.spot);
    }
}

/// The name of the default of a chart beside its environments.
const DEFAULT: &str = "default";

/// Names the environments. A finding of the default is not specific to an environment, except if it is
/// about what a chart renders only with its default values; neither is one in all of them about a resource
/// that is applied apart from them.
fn name(walk: &Walk<'_>, set: &Set, finding: &mut Finding) {
    let resource = finding.resource.and_then(|index| walk.resources.get(index));
    let is_apart = resource.is_some_and(|of| set.has_apart(walk.standing(of)));
    if is_apart && EnvironmentSet::first(set.alternatives.len()).is_within(&finding.found_in) {
        return;
    }
    let is_rendered = resource.is_some_and(|of| walk.is_rendered(of.place().tree()));
    if is_rendered && EnvironmentSet::first(set.alternatives.len()).is_within(&finding.found_in) {
        return;
    }
    let default = || is_rendered.then(|| Arc::from(DEFAULT));
    let mine = finding.found_in.iter().filter_map(|number| set.alternatives.get(number));
    let names: Option<Vec<Arc<str>>> =
        mine.map(|one| one.environment.clone().or_else(default)).collect();
    if let Some(names) = names {
        finding.environments = names.into();
    }
}
