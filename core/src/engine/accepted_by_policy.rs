//! Index of the suppressions of a policy, by the findings that they may match.

use std::collections::{BTreeSet, HashMap};

use crate::policy::Suppression;

/// A suppression with the number of its record.
type Numbered<'w> = (usize, &'w Suppression);

/// The suppressions of a policy by check.
#[derive(Default)]
pub(super) struct OfPolicy<'w>(HashMap<String, OfCheck<'w>>);

/// The suppressions of one check; each is in exactly one of the three.
#[derive(Default)]
pub(super) struct OfCheck<'w> {
    pub(super) by_resource: ByBeginning<'w>,
    pub(super) by_path: ByBeginning<'w>,
    /// Suppressions without a pattern.
    pub(super) any: Vec<Numbered<'w>>,
}

/// Suppressions by the beginning of their pattern, up to the first wildcard.
#[derive(Default)]
pub(super) struct ByBeginning<'w> {
    lengths: BTreeSet<usize>,
    suppressions: HashMap<&'w str, Vec<Numbered<'w>>>,
}

impl<'w> OfPolicy<'w> {
    pub(super) fn add(&mut self, check: String, record: usize, suppression: &'w Suppression) {
        let of_check = self.0.entry(check).or_default();
        let list = match (&suppression.resource, &suppression.path) {
            (Some(pattern), _) => of_check.by_resource.of(pattern),
            (None, Some(pattern)) => of_check.by_path.of(pattern),
            (None, None) => &mut of_check.any,
        };
        list.push((record, suppression));
    }

    pub(super) fn of_check(&self, check: &str) -> Option<&OfCheck<'w>> {
        self.0.get(check)
    }
}

impl<'w> ByBeginning<'w> {
    /// The suppressions whose patterns have the same literal beginning.
    fn of(&mut self, pattern: &'w str) -> &mut Vec<Numbered<'w>> {
        let end = pattern.find(['*', '?', '[', '{', '\\', '!']).unwrap_or(pattern.len());
        let beginning = pattern.get(..end).unwrap_or_default();
        self.lengths.insert(beginning.len());
        self.suppressions.entry(beginning).or_default()
    }

    /// Adds the suppressions whose pattern may match a text.
    pub(super) fn find(&self, text: &str, found: &mut Vec<Numbered<'w>>) {
        for length in self.lengths.range(..=text.len()) {
            let beginning = text.get(..*length);
            let known = beginning.and_then(|beginning| self.suppressions.get(beginning));
            found.extend(known.into_iter().flatten());
        }
    }
}
