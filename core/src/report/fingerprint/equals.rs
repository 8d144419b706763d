//! Findings with the same check, subject and path: objects with the same name, equal list items.

use std::collections::{HashMap, HashSet};
use std::iter::once;
use std::sync::Arc;

use super::digest;
use crate::report::order::by_finding;
use crate::report::record::{Finding, Suppressed};

/// Makes equal fingerprints distinct, in the order of the report. In one file, all but the first
/// get their number; across files, all but the first get their file. So fingerprints survive
/// renaming a file that contains all equals, and if one of several is removed, the remaining
/// fingerprints are among the earlier ones.
pub(in crate::report) fn tell_apart(findings: &mut [Finding], suppressed: &mut [Suppressed]) {
    let shared = shared(findings, suppressed);
    let accepted = suppressed.iter_mut().map(|suppressed| &mut suppressed.finding);
    let mut all: Vec<&mut Finding> = findings.iter_mut().chain(accepted).collect();
    if !shared.is_empty() {
        all.sort_by(|left, right| by_finding(left, right));
    }
    let mut numbers: HashMap<(Box<str>, Arc<str>), u32> = HashMap::new();
    let mut given: HashSet<Box<str>> = HashSet::new();
    for finding in all {
        let file = finding.file.take().unwrap_or_else(|| "".into());
        let covered = finding.covers.iter_mut().map(|covered| &mut covered.fingerprint);
        let prints = once(&mut finding.fingerprint).chain(covered);
        for print in prints.filter(|print| shared.contains(&***print)) {
            let number = numbers.entry((print.clone(), Arc::clone(&file))).or_default();
            if *number > 0 {
                *print = digest([&**print, &*number.to_string()]);
            }
            *number += 1;
            if !given.insert(print.clone()) {
                *print = digest([&**print, "", &*file]);
            }
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
