//! Relations of nodes: the child of a collection that contains a node, and the aliases of a node.
//!
//! To stay small, nodes store their ends but not their parents. A small collection is searched
//! linearly; large ones have a table, which is built on first use.

use std::ops::Range;

use super::node::{Node, flag};
use super::{Kind, NodeRef, Tree};

/// From this many items or entries on, a collection has a table.
const MANY: u32 = 16;

/// Relations that the nodes of a tree do not store.
#[derive(Debug, Default)]
pub(super) struct Relations {
    /// Each large collection, in pre-order, and where its children begin in `nodes`.
    collections: Vec<(u32, u32)>,
    /// Keys and values of a mapping in turn, or the items of a sequence.
    nodes: Vec<u32>,
    /// The target of each alias that can be followed, and the alias; sorted.
    aliases: Vec<(u32, u32)>,
}

/// The child of a collection on the way to a node.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Child<'t> {
    /// The number of the entry or item, from 0.
    pub(crate) position: usize,
    /// The key of an entry.
    pub(crate) key: Option<NodeRef<'t>>,
    /// The value of the entry, or the item.
    pub(crate) value: NodeRef<'t>,
}

impl Relations {
    pub(super) fn new(nodes: &[Node]) -> Self {
        let mut relations = Self::default();
        for (index, node) in (0..).zip(nodes) {
            if node.kind == Kind::Alias && node.flags & flag::BROKEN == 0 {
                relations.aliases.push((node.first, index));
            }
            if node.first < MANY || !matches!(node.kind, Kind::Mapping | Kind::Sequence) {
                continue;
            }
            let begin = u32::try_from(relations.nodes.len()).unwrap_or(u32::MAX);
            relations.collections.push((index, begin));
            let mut child: u32 = index.saturating_add(1);
            let each = if node.kind == Kind::Mapping { 2 } else { 1 };
            for _ in 0..u64::from(node.first) * each {
                relations.nodes.push(child);
                child = nodes.get(child as usize).map_or(u32::MAX, |node| node.next);
            }
        }
        relations.aliases.sort_unstable();
        relations.nodes.shrink_to_fit();
        relations.collections.shrink_to_fit();
        relations
    }

    /// The children of a large collection.
    fn of(&self, collection: u32) -> Option<&[u32]> {
        let at = self.collections.binary_search_by_key(&collection, |(index, _)| *index).ok()?;
        let (_, begin) = *self.collections.get(at)?;
        let end = self.collections.get(at + 1).map_or(self.nodes.len(), |(_, end)| *end as usize);
        self.nodes.get(begin as usize..end)
    }
}

impl Tree {
    /// The aliases whose target is in a range of nodes, each after its target, sorted.
    pub(crate) fn aliases_of(&self, targets: &Range<u32>) -> &[(u32, u32)] {
        let all = &self.relations().aliases;
        let first = all.partition_point(|(target, _)| *target < targets.start);
        let end = all.partition_point(|(target, _)| *target < targets.end);
        all.get(first..end).unwrap_or_default()
    }
}

impl<'t> NodeRef<'t> {
    /// The entry or item that is a node or contains it; `None` if the node is not below this one.
    pub(crate) fn child_holding(self, node: u32) -> Option<Child<'t>> {
        if node <= self.index() || node >= self.next() {
            return None;
        }
        if self.len() < MANY as usize {
            return self.look_through(node);
        }
        let nodes = self.tree().relations().of(self.index())?;
        let number = nodes.partition_point(|child| *child <= node).checked_sub(1)?;
        let at = |number: usize| nodes.get(number).map(|index| self.tree().node(*index));
        if self.kind() == Kind::Sequence {
            return Some(Child { position: number, key: None, value: at(number)? });
        }
        let position = number / 2;
        Some(Child { position, key: at(position * 2), value: at(position * 2 + 1)? })
    }

    fn look_through(self, node: u32) -> Option<Child<'t>> {
        let mut entries = self.own_entries().enumerate();
        let entry = entries.find(|(_, (_, value))| node < value.next());
        if let Some((position, (key, value))) = entry {
            return Some(Child { position, key: Some(key), value });
        }
        let (position, value) = self.items().enumerate().find(|(_, item)| node < item.next())?;
        Some(Child { position, key: None, value })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::fmt::Write as _;

    use crate::source::Source;
    use crate::syntax::{self, Format};
    use crate::tree::{Limits, Origin, Tree};

    fn tree(text: &str) -> Tree {
        let source = Source::new("case.yaml", text);
        syntax::parse(source, Format::YAML, Origin::Text, Limits::default()).0
    }

    /// The pointer of each node, found by walking down from the root.
    fn walked(tree: &Tree) -> Vec<String> {
        let mut pointers = vec![String::new(); tree.node_count()];
        let mut open: Vec<_> = tree.documents().map(|(_, root)| (root, String::new())).collect();
        while let Some((node, pointer)) = open.pop() {
            for (key, value) in node.own_entries() {
                let below = format!("{pointer}/{}", key.key_text());
                // A key represents its entry.
                open.extend([(key, below.clone()), (value, below)]);
            }
            open.extend(
                node.items().enumerate().map(|(at, item)| (item, format!("{pointer}/{at}"))),
            );
            *pointers.get_mut(node.index() as usize).unwrap() = pointer;
        }
        pointers
    }

    #[test]
    fn every_node_of_small_and_large_collections_has_its_pointer() {
        for count in [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 40] {
            let mut text = "a: {b: [c, {d: e}]}\nlist:\n".to_owned();
            for index in 0..count {
                let _ = writeln!(text, "- {{n: {index}, of: [x, {{y: z}}]}}");
            }
            text.push_str("map:\n");
            for index in 0..count {
                let _ = writeln!(text, "  k{index}: [{index}, {{y: z}}]");
            }
            let tree = tree(&format!("{text}---\n{text}"));
            let expected = walked(&tree);
            for (index, pointer) in (0..).zip(&expected) {
                assert_eq!(&tree.pointer(index), pointer, "node {index} of {count}");
            }
        }
    }
}
