//! Files of settings.

use std::sync::Arc;

use super::{Body, Resource};
use crate::tree::Place;

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

/// A scalar of a file of settings.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Pair<'a> {
    /// The key that says what it is: its own, that of the list that holds it, or the name that
    /// stands beside it or before it; empty where it has none.
    pub key: &'a str,
    /// Where the key stands.
    pub key_place: Place,
    /// The scalar as text.
    pub value: &'a str,
    /// Where the scalar stands.
    pub place: Place,
}

/// Every scalar of a file of settings, in the order of the text; none of any other resource. Aliases
/// are not followed: what they name is listed where it is written.
pub fn pairs<'a>(resource: &Resource<'a>) -> Vec<Pair<'a>> {
    let Body::Settings(_) = resource.body else { return Vec::new() };
    let Some(root) = resource.content.node() else { return Vec::new() };
    let number = resource.content.tree_number();
    let mut scalars = root.keyed_scalars();
    scalars.sort_by_key(|keyed| keyed.scalar.index());
    let pairs = scalars.into_iter().map(|keyed| {
        let (key_node, scalar) = (keyed.key_node, keyed.scalar);
        let text = if scalar.is_null() { "" } else { scalar.text() };
        let key = if key_node == scalar { "" } else { key_node.text() };
        let (key, value) = assigned(text).unwrap_or((key, text));
        Pair { key, key_place: key_node.place(number), value, place: scalar.place(number) }
    });
    pairs.collect()
}

/// The parts of `KEY=value`: only the name of a variable is a key, for `=` stands in other texts too.
fn assigned(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once('=')?;
    let belongs = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    (!name.is_empty() && !value.is_empty() && name.bytes().all(belongs)).then_some((name, value))
}
