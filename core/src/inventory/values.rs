//! The values in force in an environment: those that all share, with its own over them.

use std::collections::HashSet;

use super::Inventory;
use super::asked::{Asked, Topic};
use crate::model::{Body, Resource, ScalarPath};
use crate::tree::{Cursor, Kind, NodeRef};

/// The values that a chart is rendered with, as Helm merges files of values: mappings key by key, a
/// scalar or a list replaces what was there, and a null deletes it.
#[derive(Clone, Debug)]
pub struct EffectiveValues<'a> {
    own: Cursor<'a>,
    /// The files as trees' numbers and roots, the one that wins first.
    layers: Vec<(u32, NodeRef<'a>)>,
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The files of values of the chart.
    pub(super) fn values(&self) -> impl Iterator<Item = &'r Resource<'a>> + '_ {
        self.record.ask(|| Asked::whole(Topic::VALUES));
        self.all().filter(|resource| is_values(resource))
    }

    /// The values in force for the environments of a file of values.
    pub fn effective_values(&self, resource: &Resource<'a>) -> EffectiveValues<'a> {
        EffectiveValues::new(resource, self.values())
    }
}

impl<'a> EffectiveValues<'a> {
    /// The values in force for the environments of a file of values, by all files of its chart.
    pub(super) fn new<'r>(
        resource: &Resource<'a>,
        all: impl Iterator<Item = &'r Resource<'a>>,
    ) -> Self
    where
        'a: 'r,
    {
        let is_shared = |other: &&'r Resource<'a>| match &other.body {
            Body::Settings(settings) => settings.environments.is_empty(),
            _ => false,
        };
        let own = resource.content.clone();
        let shared = all.filter(is_shared).map(|other| other.content.clone());
        // Shared values are not laid over themselves.
        let others = shared.filter(|other| other.place() != own.place());
        let files = std::iter::once(own.clone()).chain(others);
        let layers =
            files.filter_map(|content| Some((content.place().tree(), content.node()?))).collect();
        Self { own, layers }
    }

    /// What is in force under a path of keys. Where nothing is, it is missing from the file itself.
    pub fn at<K: AsRef<str>>(&self, path: &[K]) -> Cursor<'a> {
        let mut layers = self.layers.clone();
        for (depth, key) in path.iter().enumerate() {
            match merged(&layers, key.as_ref()) {
                Merged::Mappings(below) => layers = below,
                Merged::Value(tree, node) => {
                    let rest = path.get(depth + 1..).unwrap_or_default();
                    let value = Cursor::new(tree, node);
                    return rest.iter().fold(value, |cursor, key| cursor.key(key.as_ref()));
                }
                Merged::Nothing => return self.own_at(path),
            }
        }
        layers.first().map_or_else(|| self.own_at(path), |(tree, node)| Cursor::new(*tree, *node))
    }

    /// What the file itself has under a path of keys, or where it would be.
    pub fn own_at<K: AsRef<str>>(&self, path: &[K]) -> Cursor<'a> {
        path.iter().fold(self.own.clone(), |cursor, key| cursor.key(key.as_ref()))
    }

    /// Everything in force that is no mapping, with the keys above it.
    pub fn leaves(&self) -> Vec<(ScalarPath<'a>, Cursor<'a>)> {
        let mut leaves = Vec::new();
        let mut open = vec![(ScalarPath::new(), self.layers.clone())];
        while let Some((path, layers)) = open.pop() {
            let mut seen = HashSet::new();
            for (_, mapping) in &layers {
                for (key, _) in mapping.entries() {
                    let key = key.key_text();
                    if !seen.insert(key.clone()) {
                        continue;
                    }
                    let below = [path.as_slice(), std::slice::from_ref(&key)].concat();
                    match merged(&layers, &key) {
                        Merged::Mappings(layers) => open.push((below, layers)),
                        Merged::Value(tree, node) => leaves.push((below, Cursor::new(tree, node))),
                        Merged::Nothing => {}
                    }
                }
            }
        }
        leaves
    }
}

/// What layers of mappings have under a key.
enum Merged<'a> {
    Mappings(Vec<(u32, NodeRef<'a>)>),
    Value(u32, NodeRef<'a>),
    Nothing,
}

fn merged<'a>(layers: &[(u32, NodeRef<'a>)], key: &str) -> Merged<'a> {
    let mut mappings = Vec::new();
    for (tree, mapping) in layers {
        let Some((_, value)) = mapping.entry(key) else { continue };
        match value.follow() {
            Some(below) if below.kind() == Kind::Mapping => mappings.push((*tree, below)),
            Some(value) if mappings.is_empty() && !value.is_null() => {
                return Merged::Value(*tree, value);
            }
            None if mappings.is_empty() => return Merged::Value(*tree, value),
            // A null deletes what lies below, and a mapping replaces what is none.
            _ => break,
        }
    }
    if mappings.is_empty() { Merged::Nothing } else { Merged::Mappings(mappings) }
}

/// Whether a resource is a file of values.
pub(super) fn is_values(resource: &Resource<'_>) -> bool {
    resource.kind == "values"
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::source::Source;
    use crate::syntax::{Format, parse};
    use crate::tree::{Limits, Origin, Tree};

    fn tree(text: &str) -> Tree {
        parse(Source::new("values.yaml", text), Format::YAML, Origin::Text, Limits::default()).0
    }

    #[test]
    fn mappings_merge_and_all_else_replaces_and_null_deletes() {
        let own = tree("a: {b: 1, d: null}\nlist: [x]\nscalar: {now: mapping}\n");
        let base = tree("a: {b: 2, c: 3, d: 4}\nlist: [y, z]\nscalar: 5\nonly: 6\n");
        let layers: Vec<_> = [(0, &own), (1, &base)]
            .into_iter()
            .flat_map(|(number, tree)| tree.documents().map(move |(_, root)| (number, root)))
            .collect();
        let values = EffectiveValues { own: Cursor::new(0, layers[0].1), layers };
        let mut leaves: Vec<String> = values
            .leaves()
            .into_iter()
            .map(|(path, value)| {
                let text = value.node().unwrap();
                let text = if text.kind() == Kind::Sequence { "list" } else { text.text() };
                format!("{}={text}", path.join("."))
            })
            .collect();
        leaves.sort();
        assert_eq!(leaves, ["a.b=1", "a.c=3", "list=list", "only=6", "scalar.now=mapping"]);
        let path = [Cow::Borrowed("a"), Cow::Borrowed("d")];
        assert!(!values.at(&path).exists());
        assert!(values.at(&["a", "c"]).exists());
        assert!(!values.own_at(&["a", "c"]).exists());
    }
}
