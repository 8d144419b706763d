//! Groups of findings about the same credential.

use std::collections::HashMap;

use super::record::Finding;
use crate::checks::Secret;

/// The credentials of the findings of a run, each with a number. A report contains only the
/// numbers.
#[derive(Debug, Default)]
pub(super) struct Groups(HashMap<Secret, u32>);

impl Groups {
    /// The number of a credential, in the order of first occurrence.
    pub(super) fn of(&mut self, secret: Secret) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        *self.0.entry(secret).or_insert(next)
    }
}

/// Numbers the groups of more than one finding from 1, in the order of the report. Others have no
/// number.
pub(super) fn renumber<'f>(findings: impl Iterator<Item = &'f mut Finding>) {
    let mut findings: Vec<&mut Finding> =
        findings.filter(|finding| finding.group.is_some()).collect();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for group in findings.iter().filter_map(|finding| finding.group) {
        *counts.entry(group).or_default() += 1;
    }
    let mut numbers: HashMap<u32, u32> = HashMap::new();
    for finding in &mut findings {
        let Some(group) = finding.group.take() else { continue };
        if counts.get(&group).copied().unwrap_or_default() > 1 {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX).saturating_add(1);
            finding.group = Some(*numbers.entry(group).or_insert(next));
        }
    }
}
