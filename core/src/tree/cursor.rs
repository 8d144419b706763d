//! Reads a tree field by field: each read fails separately and has a place.

use std::borrow::Cow;

use super::field::{Expected, Field, Why};
use super::missing::MissingPath;
use super::node::{Kind, NodeRef};
use super::place::{Anchor, Place, Spot};
use super::scalar::Scalar;

/// A position in a document: a node, a missing path, or an unresolved node.
#[derive(Clone, Debug)]
pub struct Cursor<'t> {
    tree: u32,
    at: At<'t>,
}

#[derive(Clone, Debug)]
enum At<'t> {
    Node(NodeRef<'t>),
    Missing(Place, MissingPath),
    Unresolved(Place, Why),
}

/// An entry of a mapping.
#[derive(Clone, Debug)]
pub struct Entry<'t> {
    /// The key as text.
    pub key: Cow<'t, str>,
    /// Where the key is.
    pub key_place: Place,
    /// The value.
    pub value: Cursor<'t>,
}

impl Default for Cursor<'_> {
    /// A missing value without a place.
    fn default() -> Self {
        Self { tree: u32::MAX, at: At::Missing(Place::NONE, MissingPath::default()) }
    }
}

impl<'t> Cursor<'t> {
    /// At a node of the tree that has the number `tree` in this run.
    pub fn new(tree: u32, node: NodeRef<'t>) -> Self {
        let at = match node.follow() {
            Some(node) => At::Node(node),
            None => At::Unresolved(node.place(tree), Why::Alias),
        };
        Self { tree, at }
    }

    /// The node, if there is one.
    pub fn node(&self) -> Option<NodeRef<'t>> {
        match self.at {
            At::Node(node) => Some(node),
            At::Missing(..) | At::Unresolved(..) => None,
        }
    }

    /// The number of the tree in this run.
    pub(crate) fn tree_number(&self) -> u32 {
        self.tree
    }

    /// The place of the value, or where it is missing.
    pub fn place(&self) -> Place {
        match &self.at {
            At::Node(node) => node.place(self.tree),
            At::Missing(place, _) | At::Unresolved(place, _) => *place,
        }
    }

    /// Whether a value is written here, resolved or not.
    pub fn exists(&self) -> bool {
        !matches!(self.at, At::Missing(..))
    }

    /// Whether the value is a mapping.
    pub fn is_mapping(&self) -> bool {
        self.node().is_some_and(|node| node.kind() == Kind::Mapping)
    }

    /// Whether the value is a list.
    pub fn is_sequence(&self) -> bool {
        self.node().is_some_and(|node| node.kind() == Kind::Sequence)
    }

    /// The value of a key. As in Kubernetes, a null counts as a missing key.
    pub fn get(&self, name: &'static str) -> Self {
        self.down(name, || Cow::Borrowed(name))
    }

    /// The value of a key with any characters, as [`Self::get`].
    pub fn key(&self, name: &str) -> Self {
        self.down(name, || Cow::Owned(name.to_owned()))
    }

    /// The value at a path of keys, separated by dots, with numbers for items: `spec.mtls.mode`.
    pub fn at(&self, path: &str) -> Self {
        path.split('.').fold(self.clone(), |cursor, key| match key.parse::<usize>() {
            Ok(index) if cursor.is_sequence() => cursor.item(index),
            _ => cursor.down(key, || Cow::Owned(key.to_owned())),
        })
    }

    /// The value at a path of keys with any characters.
    pub fn down_to<K: AsRef<str>>(&self, keys: &[K]) -> Self {
        keys.iter().fold(self.clone(), |cursor, key| cursor.key(key.as_ref()))
    }

    fn down(&self, name: &str, leaf: impl FnOnce() -> Cow<'static, str>) -> Self {
        let at = match &self.at {
            At::Node(node) if node.kind() == Kind::Mapping => match node.entry(name) {
                Some((_, value)) => return self.value(*node, value, leaf),
                None if node.is_open() => At::Unresolved(node.place(self.tree), Why::Elsewhere),
                None => At::Missing(node.place(self.tree), MissingPath::new(leaf())),
            },
            At::Node(node) => {
                At::Unresolved(node.place(self.tree), mismatch(*node, Expected::Mapping))
            }
            At::Missing(place, path) => At::Missing(*place, path.below(leaf())),
            At::Unresolved(place, why) => At::Unresolved(*place, *why),
        };
        Self { tree: self.tree, at }
    }

    fn value(
        &self,
        parent: NodeRef<'t>,
        value: NodeRef<'t>,
        leaf: impl FnOnce() -> Cow<'static, str>,
    ) -> Self {
        let is_null = value
            .follow()
            .is_some_and(|node| node.kind() == Kind::Scalar && node.scalar() == Scalar::Null);
        if is_null {
            let at = At::Missing(parent.place(self.tree), MissingPath::new(leaf()));
            return Self { tree: self.tree, at };
        }
        Self::new(self.tree, value)
    }

    fn item(&self, index: usize) -> Self {
        let found = self.node().and_then(|node| node.items().nth(index));
        found.map_or_else(
            || Self {
                tree: self.tree,
                at: At::Missing(self.place(), MissingPath::new(index.to_string())),
            },
            |item| Self::new(self.tree, item),
        )
    }

    /// Text, read as written: for values in which `{{ }}` and `${ }` have no meaning.
    pub fn literal(&self) -> Field<&'t str> {
        self.scalar(Expected::Text, NodeRef::scalar, |scalar| match scalar {
            Scalar::Text(text) => Some(text),
            _ => None,
        })
    }

    /// Text in which template expressions and variables are unresolved, except for a default.
    pub fn text(&self) -> Field<&'t str> {
        let why = self.node().and_then(NodeRef::unresolved);
        self.scalar(Expected::Text, NodeRef::scalar_by_default, |scalar| match scalar {
            Scalar::Text(text) => Some(text),
            _ => None,
        })
        .parse(|text| why.map_or(Ok(text), Err))
    }

    /// A boolean.
    pub fn bool(&self) -> Field<bool> {
        self.scalar(Expected::Boolean, NodeRef::scalar_by_default, |scalar| match scalar {
            Scalar::Bool(value) => Some(value),
            _ => None,
        })
    }

    /// A whole number.
    pub fn integer(&self) -> Field<i64> {
        self.scalar(Expected::Integer, NodeRef::scalar_by_default, |scalar| match scalar {
            Scalar::Integer(value) => Some(value),
            // The reference decodes `1.0` through JSON, where it is the number 1.
            #[expect(clippy::cast_possible_truncation, reason = "only whole numbers in range")]
            Scalar::Float(value) if value.fract() == 0.0 && value.abs() < 9e15 => {
                Some(value as i64)
            }
            _ => None,
        })
    }

    /// The text of a scalar of any type; null counts as missing.
    pub fn any_text(&self) -> Field<&'t str> {
        match &self.at {
            At::Node(node) if node.kind() == Kind::Scalar => match node.unresolved() {
                Some(why) => Field::unresolved(self.place(), why),
                None => Field::set(node.default_text().unwrap_or(node.text()), self.place()),
            },
            _ => self.other(Expected::Scalar),
        }
    }

    /// The text of a scalar of any type, even if parts of it are not known: for readers that use
    /// its literal parts.
    pub fn as_written(&self) -> Field<&'t str> {
        match &self.at {
            At::Node(node) if node.kind() == Kind::Scalar => Field::set(node.text(), self.place()),
            _ => self.other(Expected::Scalar),
        }
    }

    /// The text of a scalar of any type, with unknown parts as written: for readers that recognise
    /// expressions.
    pub fn open_text(&self) -> Field<&'t str> {
        match &self.at {
            At::Node(node) if node.kind() == Kind::Scalar && node.text().contains('$') => {
                Field::set(node.text(), self.place())
            }
            _ => self.any_text(),
        }
    }

    /// The items of a list. A null counts as missing, not as an empty list.
    pub fn items(&self) -> Field<Vec<Self>> {
        match &self.at {
            At::Node(node) if node.kind() == Kind::Sequence => {
                let items = node.items().map(|item| Self::new(self.tree, item)).collect();
                Field::set(items, self.place())
            }
            _ => self.other(Expected::List),
        }
    }

    /// The entries of a mapping, including merged ones.
    pub fn entries(&self) -> Field<Vec<Entry<'t>>> {
        match &self.at {
            At::Node(node) if node.kind() == Kind::Mapping => {
                let entries = node.entries().into_iter();
                let entry = |(key, value): (NodeRef<'t>, NodeRef<'t>)| Entry {
                    key: key.key_text(),
                    key_place: key.place(self.tree),
                    value: self.value(*node, value, || key.key_text().into_owned().into()),
                };
                Field::set(entries.map(entry).collect(), self.place())
            }
            _ => self.other(Expected::Mapping),
        }
    }

    /// Reads a value with `read`, if one is set.
    pub fn read<T>(&self, read: impl FnOnce(&Self) -> T) -> Field<T> {
        match &self.at {
            At::Node(_) => Field::set(read(self), self.place()),
            _ => self.other(Expected::Value),
        }
    }

    /// Reads a mapping with `read`.
    pub fn mapping<T>(&self, read: impl FnOnce(&Self) -> T) -> Field<T> {
        if self.is_mapping() {
            Field::set(read(self), self.place())
        } else {
            self.other(Expected::Mapping)
        }
    }

    /// Reads each item of a list with `read`.
    pub fn list<T>(&self, read: impl FnMut(&Self) -> T) -> Field<Vec<T>> {
        self.items().map(|items| items.iter().map(read).collect())
    }

    fn scalar<T>(
        &self,
        expected: Expected,
        typed: impl FnOnce(NodeRef<'t>) -> Scalar<'t>,
        take: impl FnOnce(Scalar<'t>) -> Option<T>,
    ) -> Field<T> {
        let scalar = self.node().filter(|node| node.kind() == Kind::Scalar);
        let known = scalar.filter(|node| !node.is_open());
        match known.and_then(|node| take(typed(node))) {
            Some(value) => Field::set(value, self.place()),
            None => self.other(expected),
        }
    }

    /// The field for a value of an unexpected type.
    fn other<T>(&self, expected: Expected) -> Field<T> {
        match &self.at {
            At::Node(node) => Field::unresolved(self.place(), mismatch(*node, expected)),
            At::Missing(place, path) => Field::unset(*place, path.clone()),
            At::Unresolved(place, why) => Field::unresolved(*place, *why),
        }
    }
}

impl Anchor for Cursor<'_> {
    fn spot(&self) -> Spot {
        // An existing node can be pointed at, whatever its type.
        self.read(|_| ()).spot()
    }
}

/// Why a node is not of the expected type.
fn mismatch(node: NodeRef<'_>, expected: Expected) -> Why {
    node.unresolved().unwrap_or(Why::WrongType(expected))
}

/// Whether a key of a strategic merge patch says how the patch is merged. Some are written as variables
/// are.
pub(crate) fn is_directive(key: &str) -> bool {
    let of_lists = ["$setElementOrder/", "$deleteFromPrimitiveList/"];
    matches!(key, "$patch" | "$retainKeys") || of_lists.iter().any(|begin| key.starts_with(begin))
}

/// Whether a text contains an expression that is filled in elsewhere.
pub(crate) fn expression(text: &str) -> Option<Why> {
    if !text.contains(['{', '$']) {
        return None;
    }
    let has_template =
        text.find("{{").is_some_and(|at| text.get(at..).unwrap_or("").contains("}}"));
    if has_template {
        return Some(Why::Expression);
    }
    let braced = text.find("${").is_some_and(|at| text.get(at..).unwrap_or("").contains('}'));
    let named = text.strip_prefix('$').is_some_and(|name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && name.chars().all(|other| other.is_ascii_alphanumeric() || other == '_')
            && !is_directive(text)
    });
    (braced || named).then_some(Why::Variable)
}
