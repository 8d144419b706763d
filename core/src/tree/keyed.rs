//! Scalars with the key that determines their meaning.

use std::borrow::Cow;

use super::{Kind, NodeRef, Scalar};

/// A scalar and its key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keyed<'t> {
    /// The scalar.
    pub(crate) scalar: NodeRef<'t>,
    /// The key that applies to it: its own, that of the list that contains it, or the name beside it as
    /// in `name: KEY`; the scalar itself if it has none.
    pub(crate) key_node: NodeRef<'t>,
    /// The key of the mapping that contains the key.
    pub(crate) parent: Option<NodeRef<'t>>,
    /// Whether the scalar is an item of a list: it may name its key itself, as `KEY=value`.
    pub(crate) is_item: bool,
    /// The top-level key above the scalar.
    pub(crate) top: &'t str,
}

impl<'t> Keyed<'t> {
    /// The text of the key, empty if there is no key.
    pub(crate) fn key(self) -> &'t str {
        if self.key_node == self.scalar { "" } else { self.key_node.text() }
    }

    /// Whether the key is the name of a user and the scalar is the user's password: `passwords: {alice:
    /// x}`.
    fn is_password_of(self, key: &str, parent: &str) -> bool {
        const OTHERS: [&str; 8] =
            ["secret", "name", "file", "path", "policy", "length", "key", "type"];
        if !ends_with(parent, "passwords") || !matches!(self.scalar.scalar(), Scalar::Text(_)) {
            return false;
        }
        let lower = key.to_ascii_lowercase();
        !OTHERS.iter().any(|word| lower.contains(word))
    }

    /// The key, with its parent key if it is not significant alone: `Jwt.Key`, and the name of one
    /// of several users: `RegisteredUsers.alice`. The key of a Secret is a name in it.
    pub(crate) fn qualified(self) -> Cow<'t, str> {
        let key = self.key();
        let parent = self.parent.map_or("", NodeRef::text);
        if self.is_password_of(key, parent) {
            return Cow::Owned(format!("{parent}.{key}.password"));
        }
        let says_little =
            ["key", "addr", "address"].iter().any(|word| key.eq_ignore_ascii_case(word))
                || TEXTS.iter().any(|word| parent.eq_ignore_ascii_case(word))
                || ends_with(parent, "users");
        if says_little && !parent.is_empty() && !ends_with(parent, "secret") {
            Cow::Owned(format!("{parent}.{key}"))
        } else {
            Cow::Borrowed(key)
        }
    }
}

impl<'t> NodeRef<'t> {
    /// Every scalar of the subtree as written, in no particular order, without following aliases.
    pub(crate) fn keyed_scalars(self) -> Vec<Keyed<'t>> {
        let mut found = Vec::new();
        // Without recursion: each node with the key that applies to it; none above the first key.
        let mut open = vec![(self, None, None, None, false)];
        while let Some((node, key_node, parent, top, is_item)) = open.pop() {
            match node.kind() {
                Kind::Scalar => found.push(Keyed {
                    scalar: node,
                    key_node: key_node.unwrap_or(node),
                    parent,
                    is_item,
                    top: top.unwrap_or_default(),
                }),
                Kind::Alias => {}
                Kind::Sequence => {
                    open.extend(node.items().map(|item| (item, key_node, parent, top, true)));
                }
                Kind::Mapping => {
                    let named = named_value(node);
                    for (name, value) in node.own_entries() {
                        let key = match named {
                            // `name: DB_PASSWORD` next to `value:` is its key.
                            Some((variable, word)) if name.text() == word => variable,
                            // `DB_PASSWORD: {value: ..}` is equivalent to `DB_PASSWORD: ..`.
                            None if is_only_value(node) => key_node.unwrap_or(name),
                            _ => name,
                        };
                        open.push((value, Some(key), key_node, top.or(Some(name.text())), false));
                    }
                }
            }
        }
        found
    }
}

/// Whether a text ends with a word, in any case.
fn ends_with(text: &str, word: &str) -> bool {
    let end = text.len().checked_sub(word.len()).and_then(|start| text.as_bytes().get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether a mapping has only the key `value`.
fn is_only_value(mapping: NodeRef<'_>) -> bool {
    let mut entries = mapping.own_entries();
    entries.next().is_some_and(|(name, _)| name.text() == "value") && entries.next().is_none()
}

/// Keys of texts for people.
const TEXTS: [&str; 5] = ["i18n", "labels", "messages", "translation", "translations"];

/// The keys of a pair's name, and those of its value.
const NAMES: [&str; 3] = ["name", "key", "type"];
const VALUES: [&str; 4] = ["value", "defaultValue", "default", "string"];

/// The name in a mapping for the value next to it, and the key of that name.
fn named_value(mapping: NodeRef<'_>) -> Option<(NodeRef<'_>, &'static str)> {
    let may_be = |key: NodeRef<'_>| key.kind() == Kind::Alias || VALUES.contains(&key.text());
    // Most mappings have none.
    if !mapping.has_merge() && !mapping.own_entries().any(|(key, _)| may_be(key)) {
        return None;
    }
    let word = VALUES.into_iter().find(|word| mapping.entry(word).is_some())?;
    // The path of a JSON Patch operation is the name of its value.
    let is_operation = mapping.entry("op").is_some();
    let path = mapping.entry("path").filter(|_| is_operation);
    let named = path.or_else(|| NAMES.into_iter().find_map(|name| mapping.entry(name)));
    let (_, name) = named?;
    name.follow().filter(|name| name.kind() == Kind::Scalar).map(|name| (name, word))
}
