//! One credential, one finding: in the resource that uses it, and as it is written.

use std::collections::{HashMap, HashSet};

use super::fold::Folding;
use super::judgement::Finding;
use super::subjects::Subjects;
use super::walk::Walk;
use crate::checks::{AnyCheck, Concern};
use crate::tree::{Origin, Place};

/// Folds findings about the credentials of a resource with findings about the same credentials as
/// written: both are judged, and have the same cause.
pub(super) fn fold(
    walk: &Walk<'_>,
    checks: &[AnyCheck],
    subjects: &Subjects,
    findings: &mut Vec<Finding>,
) {
    let is_open = |finding: &Finding| {
        let concern = checks.get(finding.check()).map(AnyCheck::concern);
        finding.accepted().is_none() && concern == Some(Concern::Credential)
    };
    let mut written: HashMap<Place, usize> = HashMap::new();
    for (index, finding) in findings.iter().enumerate() {
        if is_open(finding) && !finding.receivers().is_empty() {
            written.entry(finding.failure.spot.place).or_insert(index);
        }
    }
    let files = files(walk, findings, is_open);
    if written.is_empty() && files.is_empty() {
        return;
    }
    let received: HashSet<(usize, u32)> = written
        .values()
        .flat_map(|written| {
            let receivers = findings.get(*written).map_or(&[][..], |one| one.receivers());
            receivers.iter().map(|one| (*written, subjects.of_resource(Some(*one))))
        })
        .collect();
    let mut pairs = Vec::new();
    for (index, finding) in findings.iter().enumerate() {
        if !is_open(finding) || !finding.receivers().is_empty() {
            continue;
        }
        if let Some(file) = of_file(walk, finding).and_then(|name| files.get(name)) {
            pairs.push((*file, index));
            continue;
        }
        let place = walk.written(finding.failure.spot.place);
        // A key and its value are one entry.
        let value = Place::new(place.tree(), place.node().saturating_add(1));
        let same = written.get(&place).or_else(|| written.get(&value)).copied();
        let number = subjects.of_resource(finding.resource);
        let same = same.filter(|same| received.contains(&(*same, number)));
        pairs.extend(same.map(|same| (same, index)));
    }
    let mut folding = Folding::of(findings);
    for (written, other) in pairs {
        folding.join(checks, written, other);
    }
    *findings = folding.left();
}

/// The first open finding in each file, if values of built objects are the content of files.
fn files<'w>(
    walk: &'w Walk<'_>,
    findings: &[Finding],
    is_open: impl Fn(&Finding) -> bool,
) -> HashMap<&'w str, usize> {
    let has_any =
        || findings.iter().any(|finding| is_open(finding) && of_file(walk, finding).is_some());
    let mut files = HashMap::new();
    if walk.built.is_empty() || !has_any() {
        return files;
    }
    for (index, finding) in findings.iter().enumerate().filter(|(_, finding)| is_open(finding)) {
        let tree = walk.tree(finding.failure.spot.place.tree());
        if let Some(tree) = tree.filter(|tree| matches!(tree.origin(), Origin::Text)) {
            files.entry(tree.source().name()).or_insert(index);
        }
    }
    files
}

/// The name of the file whose whole content is the value of a finding.
fn of_file<'w>(walk: &'w Walk<'_>, finding: &Finding) -> Option<&'w str> {
    let place = finding.failure.spot.place;
    let tree = walk.tree(place.tree()).filter(|tree| tree.provenance().is_some())?;
    let (source, node) = tree.decided(place.node());
    // Such a text was read again as one value.
    walk.numbered.place(source, node).is_none().then(|| source.source().name())
}
