//! Findings that have a check, a subject and a path in common: objects of one name, items of lists
//! that are equal.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::iter::once;
use std::sync::Arc;

use super::digest;
use crate::report::record::{Finding, Suppressed};

/// Tells equal fingerprints apart, in the order of the report: the first stays as it is, the others get
/// the file of what was judged and their number in it. When one of several equals is gone, the fingerprints of those that
/// are left are among those that there were.
pub(in crate::report) fn tell_apart(
    findings: &mut [Finding],
    suppressed: &mut [Suppressed],
    order: fn(&Finding, &Finding) -> Ordering,
) {
    let shared = shared(findings, suppressed);
    let accepted = suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
    let mut all: Vec<&mut Finding> = findings.iter_mut().chain(accepted).collect();
    if !shared.is_empty() {
        all.sort_by(|left, right| order(left, right));
    }
    let mut equals: HashMap<Box<str>, HashMap<Arc<str>, u32>> = HashMap::new();
    for finding in all {
        let file = finding.file.take().unwrap_or_else(|| "".into());
        let covered = finding.covers.iter_mut().map(|covered| &mut covered.fingerprint);
        let prints = once(&mut finding.fingerprint).chain(covered);
        for print in prints.filter(|print| shared.contains(&***print)) {
            let files = equals.entry(print.clone()).or_default();
            let is_first = files.is_empty();
            let number = files.entry(Arc::clone(&file)).or_default();
            if !is_first {
                *print = digest([&**print, &*file, &number.to_string()]);
            }
            *number += 1;
        }
    }
}

/// The fingerprints that more than one finding has.
fn shared(findings: &[Finding], suppressed: &[Suppressed]) -> HashSet<Box<str>> {
    let mut seen = HashSet::with_capacity(findings.len() + suppressed.len());
    let accepted = suppressed.iter().map(|suppressed| &suppressed.finding);
    let prints = findings.iter().chain(accepted).flat_map(|finding| {
        once(&finding.fingerprint).chain(finding.covers.iter().map(|covered| &covered.fingerprint))
    });
    prints.filter(|print| !seen.insert(*print)).cloned().collect()
}
