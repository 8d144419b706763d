//! Checks of a complete collection: merges, duplicates, and what a reader rejects.

use std::borrow::Cow;
use std::collections::HashMap;

use super::node::{Kind, NodeRef, Style, flag};
use super::scalar::{Dialect, Scalar, resolve};
use super::{Builder, DuplicateKey};
use crate::source::{Problem, ProblemCode};

pub(super) const NOT_FINITE: &str = "JSON has no infinity and no NaN";

impl Builder {
    /// Marks merges and duplicates of a mapping that has just been closed.
    pub(super) fn look_at_keys(&mut self, index: u32) {
        let mapping = self.tree.node(index);
        let mut duplicates = Vec::new();
        let mut merges = false;
        // Most mappings are small, where comparing all pairs is faster than hashing.
        if mapping.len() <= 8 {
            let mut keys: Vec<(Cow<'_, str>, u32)> = Vec::with_capacity(mapping.len());
            for (key, _) in mapping.own_entries() {
                if key.is_merge_key() {
                    merges = true;
                    continue;
                }
                let text = key.key_text();
                if let Some((_, first)) = keys.iter().find(|(known, _)| *known == text) {
                    duplicates.push(DuplicateKey {
                        mapping: index,
                        first: *first,
                        second: key.index(),
                    });
                } else {
                    keys.push((text, key.index()));
                }
            }
        } else {
            let mut keys: HashMap<Cow<'_, str>, u32> = HashMap::with_capacity(mapping.len());
            for (key, _) in mapping.own_entries() {
                if key.is_merge_key() {
                    merges = true;
                    continue;
                }
                let first = *keys.entry(key.key_text()).or_insert(key.index());
                if first != key.index() {
                    duplicates.push(DuplicateKey { mapping: index, first, second: key.index() });
                }
            }
        }
        let refusal = if self.tree.dialect.merges() {
            mapping
                .own_entries()
                .find_map(|(key, value)| refusal(key, value).map(|message| (key.index(), message)))
        } else {
            None
        };
        if let Some((key, message)) = refusal {
            self.refuse(key, message);
        }
        if let Some(node) = self.tree.nodes.get_mut(index as usize) {
            node.flags |= if merges { flag::MERGE } else { 0 };
            node.flags |= if duplicates.is_empty() { 0 } else { flag::DUPLICATE };
        }
        self.tree.duplicates.extend(duplicates);
    }

    /// Effective numbers that JSON cannot represent.
    pub(super) fn look_for_not_finite(&mut self, index: u32) {
        let collection = self.tree.node(index);
        let found = match collection.kind() {
            Kind::Mapping => collection.entries().into_iter().map(|(_, value)| value).collect(),
            _ => collection.items().collect::<Vec<_>>(),
        };
        if let Some(node) = found.into_iter().find(|node| node.is_not_finite()) {
            self.refuse(node.index(), NOT_FINITE);
        }
    }

    /// Records why a reader of the dialect will reject the document.
    pub(super) fn refuse(&mut self, node: u32, message: &str) {
        let span = self.tree.node(node).span();
        self.refused.get_or_insert_with(|| Problem::new(ProblemCode::Syntax, message).at(span));
    }
}

/// Why a YAML reader that converts to JSON rejects an entry.
fn refusal(key: NodeRef<'_>, value: NodeRef<'_>) -> Option<&'static str> {
    if key.is_merge_key() {
        let message = "only a mapping or a list of mappings can be merged";
        return (!value.can_be_merged()).then_some(message);
    }
    let key = key.follow()?;
    match key.scalar() {
        _ if key.kind() != Kind::Scalar => Some("a list or a mapping cannot be a key"),
        Scalar::Null => Some("a key cannot be null"),
        Scalar::Unsigned(_) => Some("a key cannot be a number of this size"),
        _ => None,
    }
}

/// Whether a scalar is infinity or not a number.
pub(super) fn is_not_finite(text: &str, style: Style, tag: Option<&str>, dialect: Dialect) -> bool {
    // `.inf`, `-.inf`, `.nan` and variants; most scalars are excluded by their first byte.
    let short = text.len() <= 5 && text.starts_with(['.', '+', '-']);
    short
        && matches!(resolve(text, style, tag, dialect), Scalar::Float(value) if !value.is_finite())
}
