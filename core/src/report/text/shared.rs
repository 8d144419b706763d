//! Findings of several subjects at one place: an alias, a file that several extend.

use std::collections::HashMap;

use crate::report::record::{Finding, Location};
use crate::report::words::{plain, resource};

/// The findings that are shown, and by the fingerprint of each, the same findings of other subjects at
/// the same place.
pub(super) struct Shared<'r> {
    pub(super) shown: Vec<&'r Finding>,
    others: HashMap<&'r str, Vec<&'r Finding>>,
}

impl<'r> Shared<'r> {
    /// Of the findings of one check at one place the first is shown.
    pub(super) fn of(findings: &[&'r Finding]) -> Self {
        let mut shared = Self { shown: Vec::with_capacity(findings.len()), others: HashMap::new() };
        let mut first: HashMap<(&str, &Location, Option<&str>), &str> = HashMap::new();
        for finding in findings {
            let Some(location) = &finding.location else {
                shared.shown.push(finding);
                continue;
            };
            let key = (&*finding.check, location, finding.missing.as_deref());
            if let Some(shown) = first.get(&key) {
                shared.others.entry(shown).or_default().push(finding);
            } else {
                first.insert(key, &finding.fingerprint);
                shared.shown.push(finding);
            }
        }
        shared
    }

    /// The other subjects of a finding that is shown, by name, each once.
    pub(super) fn subjects(&self, finding: &Finding) -> Vec<String> {
        let mut names = Vec::new();
        for other in self.others.get(&*finding.fingerprint).into_iter().flatten() {
            let name = subject(other, finding);
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// `Pod clinic/web, container app`; of the same resource only the container.
fn subject(of: &Finding, beside: &Finding) -> String {
    let Some(identity) = &of.resource else { return String::new() };
    let container = identity.container.as_deref().map(|name| format!("container {}", plain(name)));
    let name = resource(identity);
    let is_same = beside.resource.as_deref().map(resource).as_ref() == Some(&name);
    match container {
        Some(container) if is_same => container,
        Some(container) => format!("{name}, {container}"),
        None if is_same => String::new(),
        None => name,
    }
}
