//! The entries of large mappings by their keys.

use super::{NodeRef, Tree};

/// From this many entries on, keys are looked up.
const MANY: usize = 32;

/// The keys of the large mappings of a tree.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Each large mapping, in pre-order, and where its entries begin in `keys`.
    mappings: Vec<(u32, usize)>,
    /// The keys and values of the entries, by the text of the key.
    keys: Vec<(u32, u32)>,
}

impl Keys {
    pub(super) fn new(tree: &Tree) -> Self {
        let mut keys = Self::default();
        let count = u32::try_from(tree.node_count()).unwrap_or(u32::MAX);
        for mapping in (0..count).map(|index| tree.node(index)) {
            if mapping.len() < MANY {
                continue;
            }
            let first = keys.keys.len();
            let own = mapping.own_entries().map(|(key, value)| (key.index(), value.index()));
            keys.keys.extend(own);
            if keys.keys.len() > first {
                keys.mappings.push((mapping.index(), first));
            }
            if let Some(own) = keys.keys.get_mut(first..) {
                // Equal keys stay in the order of the text.
                own.sort_by(|(one, _), (other, _)| text(tree, *one).cmp(text(tree, *other)));
            }
        }
        keys
    }

    fn of(&self, mapping: u32) -> Option<&[(u32, u32)]> {
        let at = self.mappings.binary_search_by_key(&mapping, |(index, _)| *index).ok()?;
        let (_, first) = *self.mappings.get(at)?;
        let end = self.mappings.get(at + 1).map_or(self.keys.len(), |(_, end)| *end);
        self.keys.get(first..end)
    }
}

/// The text of a key, also where it is an alias.
fn text(tree: &Tree, key: u32) -> &str {
    tree.node(key).follow().map_or("", NodeRef::text)
}

impl<'t> NodeRef<'t> {
    /// The entries as written that have a key, in the order of the text.
    pub(super) fn named(self, name: &str) -> impl Iterator<Item = (NodeRef<'t>, NodeRef<'t>)> {
        let tree = self.tree();
        let is_large = self.len() >= MANY;
        let all = if is_large { tree.keys().of(self.index()) } else { None };
        let all = all.unwrap_or_default();
        let first = all.partition_point(|(key, _)| text(tree, *key) < name);
        let found = all.get(first..).unwrap_or_default().iter();
        let found = found.map(|(key, value)| (tree.node(*key), tree.node(*value)));
        let found = found.take_while(move |(key, _)| text(tree, key.index()) == name);
        let few = (!is_large).then(|| self.own_entries()).into_iter().flatten();
        found.chain(few).filter(move |(key, _)| key.is_key(name))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::fmt::Write as _;

    use crate::source::Source;
    use crate::syntax::{self, Format};
    use crate::tree::{Limits, Origin};

    #[test]
    fn large_mappings_answer_as_small_ones_do() {
        for count in [3, 31, 32, 33, 100] {
            let mut text = "first: &a k7\n'': empty\n".to_owned();
            for index in 0..count {
                let _ = writeln!(text, "k{}: {index}", index * 7 % 10);
            }
            text.push_str("*a : by alias\n");
            let source = Source::new("case.yaml", text);
            let (tree, _) = syntax::parse(source, Format::YAML, Origin::Text, Limits::default());
            let (_, root) = tree.documents().next().unwrap();
            for name in ["first", "", "k0", "k7", "k9", "k", "zz"] {
                let slow: Vec<_> = root.own_entries().filter(|(key, _)| key.is_key(name)).collect();
                assert_eq!(root.named(name).collect::<Vec<_>>(), slow, "{name} of {count}");
            }
        }
    }
}
