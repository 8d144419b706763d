//! Mappings as a reader of the dialect sees them: with merged entries, each key once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::node::{Kind, NodeRef};

impl<'t> NodeRef<'t> {
    /// The entry of a key as a reader of the dialect sees it: the last of all that are written or
    /// merged in.
    pub fn entry(self, name: &str) -> Option<(NodeRef<'t>, NodeRef<'t>)> {
        if self.has_merge() {
            return self.flattened().into_iter().rfind(|(key, _)| key.is_key(name));
        }
        let mut named = self.named(name);
        if self.has_duplicate() { named.last() } else { named.next() }
    }

    /// All entries as a reader of the dialect sees them, each key once with its effective value.
    pub fn entries(self) -> Vec<(NodeRef<'t>, NodeRef<'t>)> {
        if !self.has_merge() && !self.has_duplicate() {
            return self.own_entries().collect();
        }
        let mut entries: Vec<(NodeRef<'t>, NodeRef<'t>)> = Vec::new();
        let mut known: HashMap<Cow<'t, str>, usize> = HashMap::new();
        for (key, value) in self.flattened() {
            match known.entry(key.key_text()) {
                Entry::Vacant(vacant) => {
                    vacant.insert(entries.len());
                    entries.push((key, value));
                }
                Entry::Occupied(occupied) => {
                    if let Some(entry) = entries.get_mut(*occupied.get()) {
                        *entry = (key, value);
                    }
                }
            }
        }
        entries
    }

    /// The entries with those of merged mappings in the place of `<<`. A later one overrides an
    /// earlier one, as in the reference: what is merged below a key overrides that key.
    fn flattened(self) -> Vec<(NodeRef<'t>, NodeRef<'t>)> {
        let mut entries = Vec::new();
        // What is still to be written, in reverse.
        let mut ahead: Vec<(NodeRef<'t>, Option<NodeRef<'t>>)> = vec![(self, None)];
        while let Some((node, value)) = ahead.pop() {
            match value {
                Some(value) if node.is_merge_key() => {
                    ahead.extend(value.merged().into_iter().map(|mapping| (mapping, None)));
                }
                Some(value) => entries.push((node, value)),
                None => {
                    let start = ahead.len();
                    ahead.extend(node.own_entries().map(|(key, value)| (key, Some(value))));
                    if let Some(own) = ahead.get_mut(start..) {
                        own.reverse();
                    }
                }
            }
        }
        entries
    }

    /// The mappings that this value of a `<<` refers to, the one with the highest precedence first.
    pub(crate) fn merged(self) -> Vec<NodeRef<'t>> {
        let Some(value) = self.follow() else { return Vec::new() };
        match value.kind() {
            Kind::Mapping => vec![value],
            Kind::Sequence => value
                .items()
                .filter_map(NodeRef::follow)
                .filter(|item| item.kind() == Kind::Mapping)
                .collect(),
            Kind::Scalar | Kind::Alias => Vec::new(),
        }
    }

    /// Whether the reference accepts the value as one or several mappings to merge.
    pub(super) fn can_be_merged(self) -> bool {
        let is_mapping =
            |node: Self| node.follow().is_none_or(|followed| followed.kind() == Kind::Mapping);
        is_mapping(self) || (self.kind() == Kind::Sequence && self.items().all(is_mapping))
    }
}
