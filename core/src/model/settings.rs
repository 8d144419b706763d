//! Files of settings.

use std::borrow::Cow;
use std::sync::Arc;

use crate::tree::{Cursor, Keyed, NodeRef, Place};

/// A file of settings. Its keys and values are read through
/// [`Resource::content`](super::Resource::content).
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Settings {
    /// Whether the file only shows what has to be set: `.env.example`.
    pub is_sample: bool,
    /// Whether the file is for tests alone, as the values below `ci/` of a chart are.
    pub is_test: bool,
    /// The environments that the file is for; none for what all of them share.
    pub environments: Vec<Arc<str>>,
    /// Whether one of the environments is the one that patients depend on.
    pub is_production: bool,
}

/// A scalar with its key.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pair<'a> {
    /// The key that says what it is: its own, that of the list that holds it, or the name that
    /// stands beside it; with the key above it where it says nothing alone; empty where it has none.
    pub key: Cow<'a, str>,
    /// Where the key stands.
    pub key_place: Place,
    /// The scalar as text.
    pub value: &'a str,
    /// Where the scalar stands.
    pub place: Place,
}

/// Every scalar below a node with its key, in the order of the text. Aliases are not followed: what
/// they name is listed where it is written.
pub fn keyed<'a>(root: &Cursor<'a>) -> Vec<Pair<'a>> {
    let number = root.tree_number();
    let mut scalars = root.node().map(NodeRef::keyed_scalars).unwrap_or_default();
    scalars.sort_by_key(|keyed| keyed.scalar.index());
    let pair = |keyed: Keyed<'a>| Pair {
        key: keyed.qualified(),
        key_place: keyed.key_node.place(number),
        value: if keyed.scalar.is_null() { "" } else { keyed.scalar.text() },
        place: keyed.scalar.place(number),
    };
    scalars.into_iter().map(pair).collect()
}
