//! Duplicate keys, each with the object that contains it, and their paths.

use std::collections::HashMap;

use crate::model::facts::Fact;
use crate::tree::{DuplicateKey, Kind, NodeRef, Step, Tree};

/// The spans of objects, and of the lists around them.
#[derive(Default)]
pub(super) struct Owners(Vec<Owner>);

struct Owner {
    start: u32,
    end: u32,
    number: usize,
}

impl Owners {
    /// Adds the text of an object. Objects come in the order of their text, a list before its
    /// items.
    pub(super) fn add(&mut self, object: NodeRef<'_>, number: usize) {
        self.0.push(Owner { start: object.index(), end: object.next(), number });
    }

    /// The duplicate keys of a tree, each with the number of the innermost object around it; keys
    /// outside of objects are left out.
    pub(super) fn duplicates(mut self, tree_number: u32, tree: &Tree) -> Vec<(usize, Fact<'_>)> {
        let mut duplicates = tree.duplicates().to_vec();
        duplicates.sort_by_key(|duplicate| duplicate.mapping);
        // An item that is an alias has the position of its target.
        self.0.sort_by_key(|owner| owner.start);
        let mut owners = self.0.into_iter().peekable();
        let mut around: Vec<Owner> = Vec::new();
        let mut facts = Vec::new();
        let mut above = (u32::MAX, String::new());
        for duplicate in duplicates {
            while let Some(owner) = owners.next_if(|owner| owner.start <= duplicate.mapping) {
                around.retain(|outer| outer.end > owner.start);
                around.push(owner);
            }
            around.retain(|owner| owner.end > duplicate.mapping);
            let Some(owner) = around.last() else { continue };
            if above.0 != duplicate.mapping {
                above = (duplicate.mapping, path(tree, owner.start, duplicate.mapping));
            }
            facts.push((owner.number, fact(tree_number, tree, duplicate, &above.1)));
        }
        facts
    }
}

fn fact<'t>(tree_number: u32, tree: &'t Tree, duplicate: DuplicateKey, above: &str) -> Fact<'t> {
    let (first, second) = (tree.node(duplicate.first), tree.node(duplicate.second));
    let key = second.key_text();
    let mut path = above.to_owned();
    push_key(&mut path, &key);
    Fact::DuplicateKey {
        key,
        place: second.place(tree_number),
        first: first.place(tree_number),
        path,
        differs: differ(value_of(first), value_of(second)),
    }
}

/// The value of a key.
fn value_of(key: NodeRef<'_>) -> NodeRef<'_> {
    key.tree().node(key.next())
}

/// The path of a mapping in the object that begins at `object`.
fn path(tree: &Tree, object: u32, mapping: u32) -> String {
    let skipped = tree.path(object).len();
    let mut path = String::new();
    for step in tree.path(mapping).iter().skip(skipped) {
        match step {
            Step::Key(key) => push_key(&mut path, &key.key_text()),
            Step::Item(index, _) => push_item(&mut path, *index),
        }
    }
    path
}

/// Whether two values differ for a reader.
fn differ(left: NodeRef<'_>, right: NodeRef<'_>) -> bool {
    let mut pairs = vec![(left, right)];
    while let Some((left, right)) = pairs.pop() {
        let (Some(left), Some(right)) = (left.follow(), right.follow()) else { return true };
        if left.kind() != right.kind() {
            return true;
        }
        match left.kind() {
            Kind::Scalar | Kind::Alias if left.scalar() != right.scalar() => return true,
            Kind::Scalar | Kind::Alias => {}
            Kind::Sequence if left.len() != right.len() => return true,
            Kind::Sequence => pairs.extend(left.items().zip(right.items())),
            Kind::Mapping => {
                let entries = left.entries();
                let others: HashMap<_, _> = right
                    .entries()
                    .into_iter()
                    .map(|(key, value)| (key.key_text(), value))
                    .collect();
                if entries.len() != others.len() {
                    return true;
                }
                for (key, value) in entries {
                    let Some(other) = others.get(&key.key_text()) else { return true };
                    pairs.push((value, *other));
                }
            }
        }
    }
    false
}

/// The effective entries of a mapping.
pub(super) fn each_entry<'t>(node: NodeRef<'t>, mut look: impl FnMut(NodeRef<'t>, NodeRef<'t>)) {
    if node.has_merge() || node.has_duplicate() {
        node.entries().into_iter().for_each(|(key, value)| look(key, value));
    } else {
        node.own_entries().for_each(|(key, value)| look(key, value));
    }
}

/// Adds a key to a path.
pub(super) fn push_key(path: &mut String, key: &str) {
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(key);
}

/// Adds the number of an item to a path.
pub(super) fn push_item(path: &mut String, index: usize) {
    path.push('[');
    path.push_str(&index.to_string());
    path.push(']');
}
