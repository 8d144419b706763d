//! Nodes of a tree, and navigation between them.

use std::borrow::Cow;

use super::cursor::expression;
use super::field::Why;
use super::holes::default_of;
use super::scalar::{Dialect, Scalar, float_key, resolve};
use super::{Place, Tree};
use crate::source::Span;

/// The kind of a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A text, number, boolean or null.
    Scalar,
    /// A list.
    Sequence,
    /// Keys and values in the order of the text.
    Mapping,
    /// A reference to another node.
    Alias,
}

/// The notation of a node.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// A scalar without quotes: its type follows from its text.
    Plain,
    /// A scalar in single quotes.
    SingleQuoted,
    /// A scalar in double quotes.
    DoubleQuoted,
    /// A block scalar that keeps its lines (`|`).
    Literal,
    /// A block scalar that folds its lines (`>`).
    Folded,
    /// A collection by indentation.
    Block,
    /// A collection in brackets.
    Flow,
}

pub(super) mod flag {
    /// The text of the scalar is in the decoded arena, not in the source.
    pub(in crate::tree) const DECODED: u16 = 1;
    /// The mapping has a `<<` key.
    pub(in crate::tree) const MERGE: u16 = 1 << 1;
    /// The mapping has a key twice.
    pub(in crate::tree) const DUPLICATE: u16 = 1 << 2;
    /// The node has a tag in the side table.
    pub(in crate::tree) const TAG: u16 = 1 << 3;
    /// The node has an anchor.
    pub(in crate::tree) const ANCHOR: u16 = 1 << 4;
    /// The alias could not be resolved.
    pub(in crate::tree) const BROKEN: u16 = 1 << 5;
    /// The node has no own text (`key:` with nothing after it, or no text at all).
    pub(in crate::tree) const ABSENT: u16 = 1 << 6;
    /// The scalar is a number that JSON does not have.
    pub(in crate::tree) const NOT_FINITE: u16 = 1 << 7;
    /// The value of the scalar, or the further keys of the mapping, are not known.
    pub(in crate::tree) const OPEN: u16 = 1 << 8;
}

/// 24 bytes, so that a large input stays small.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) style: Style,
    pub(super) flags: u16,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Scalar: offset of its text. Collection: number of items or entries. Alias: its target.
    pub(super) first: u32,
    /// Scalar: length of its text.
    pub(super) second: u32,
    /// Index just past the subtree.
    pub(super) next: u32,
}

const NOTHING: Node = Node {
    kind: Kind::Scalar,
    style: Style::Plain,
    flags: flag::ABSENT,
    start: 0,
    end: 0,
    first: 0,
    second: 0,
    next: u32::MAX,
};

/// A node of a tree. Small and `Copy`.
#[derive(Clone, Copy)]
pub struct NodeRef<'t> {
    tree: &'t Tree,
    index: u32,
    node: &'t Node,
}

impl std::fmt::Debug for NodeRef<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:?}@{:?}", self.kind(), self.span())
    }
}

impl PartialEq for NodeRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.index == other.index
    }
}

impl<'t> NodeRef<'t> {
    pub(super) fn new(tree: &'t Tree, index: u32) -> Self {
        let node = tree.nodes.get(index as usize).unwrap_or(&NOTHING);
        Self { tree, index, node }
    }

    /// The tree that contains the node.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// The node's index in its tree.
    pub fn index(self) -> u32 {
        self.index
    }

    /// The index just past the node's subtree.
    pub(crate) fn next(self) -> u32 {
        self.node.next
    }

    /// The kind of the node, without following an alias.
    pub fn kind(self) -> Kind {
        self.node.kind
    }

    /// The notation of the node.
    pub fn style(self) -> Style {
        self.node.style
    }

    /// The text that the node was read from. Empty, at the place where a value would be, for a key
    /// without a value.
    pub fn span(self) -> Span {
        Span::new(self.node.start, self.node.end)
    }

    /// The node's explicit tag, with its `!`.
    pub fn tag(self) -> Option<&'t str> {
        if self.node.flags & flag::TAG == 0 {
            return None;
        }
        let tags = &self.tree.tags;
        let at = tags.binary_search_by_key(&self.index, |(index, _)| *index).ok()?;
        tags.get(at).map(|(_, tag)| &**tag)
    }

    /// Whether the node has an anchor (`&name`).
    pub fn is_anchored(self) -> bool {
        self.node.flags & flag::ANCHOR != 0
    }

    /// Whether the node is an absent value in the text.
    pub fn is_absent(self) -> bool {
        self.node.flags & flag::ABSENT != 0
    }

    /// The target of an alias, or the node itself; `None` if the alias cannot be resolved.
    pub fn follow(self) -> Option<Self> {
        match self.node.kind {
            Kind::Alias if self.node.flags & flag::BROKEN != 0 => None,
            // INVARIANT: the target of an alias is never an alias.
            Kind::Alias => Some(self.tree.node(self.node.first)),
            _ => Some(self),
        }
    }

    /// The text of a scalar as decoded from its notation, empty for any other node.
    pub fn text(self) -> &'t str {
        if self.node.kind != Kind::Scalar {
            return "";
        }
        let span = Span::new(self.node.first, self.node.first + self.node.second);
        if self.node.flags & flag::DECODED != 0 {
            self.tree.decoded.get(span.range()).unwrap_or_default()
        } else {
            self.tree.source.slice(span)
        }
    }

    /// The span of the scalar's text, if it is verbatim in the source.
    pub fn verbatim_span(self) -> Option<Span> {
        let verbatim = self.node.kind == Kind::Scalar && self.node.flags & flag::DECODED == 0;
        verbatim.then(|| Span::new(self.node.first, self.node.first + self.node.second))
    }

    /// The scalar's typed value by the tree's dialect.
    pub fn scalar(self) -> Scalar<'t> {
        resolve(self.text(), self.node.style, self.tag(), self.tree.dialect)
    }

    /// A key as a JSON string: `on` is `true` if the dialect says so.
    pub fn key_text(self) -> Cow<'t, str> {
        let Some(node) = self.follow() else { return Cow::Borrowed("") };
        if node.node.kind != Kind::Scalar {
            return Cow::Borrowed(node.tree.source.slice(node.span()));
        }
        match node.scalar() {
            _ if matches!(self.tree.dialect, Dialect::Json | Dialect::Hcl) => {
                Cow::Borrowed(node.text())
            }
            Scalar::Bool(value) => Cow::Borrowed(if value { "true" } else { "false" }),
            Scalar::Integer(value) => Cow::Owned(value.to_string()),
            Scalar::Unsigned(value) => Cow::Owned(value.to_string()),
            Scalar::Float(value) => Cow::Owned(float_key(value)),
            Scalar::Null => Cow::Borrowed("null"),
            Scalar::Text(text) => Cow::Borrowed(text),
        }
    }

    /// The number of items of a sequence or of entries of a mapping, as written.
    pub fn len(self) -> usize {
        match self.node.kind {
            Kind::Sequence | Kind::Mapping => self.node.first as usize,
            Kind::Scalar | Kind::Alias => 0,
        }
    }

    /// Whether the node is an empty collection or no collection.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The items of a sequence; none for any other node.
    pub fn items(self) -> impl Iterator<Item = NodeRef<'t>> {
        let count = if self.node.kind == Kind::Sequence { self.node.first } else { 0 };
        Children { tree: self.tree, index: self.index.saturating_add(1), left: count }
    }

    /// The entries of a mapping as written: with duplicates, without merged ones.
    pub fn own_entries(self) -> impl Iterator<Item = (NodeRef<'t>, NodeRef<'t>)> {
        let count = if self.node.kind == Kind::Mapping { self.node.first } else { 0 };
        let mut nodes = Children {
            tree: self.tree,
            index: self.index.saturating_add(1),
            left: count.saturating_mul(2),
        };
        std::iter::from_fn(move || Some((nodes.next()?, nodes.next()?)))
    }

    /// Whether `<<` merges entries of other mappings.
    pub fn has_merge(self) -> bool {
        self.node.flags & flag::MERGE != 0
    }

    /// Whether the mapping has a duplicate key.
    pub fn has_duplicate(self) -> bool {
        self.node.flags & flag::DUPLICATE != 0
    }

    /// Whether JSON cannot represent the value: infinity, or not a number.
    pub(super) fn is_not_finite(self) -> bool {
        self.follow().is_some_and(|node| node.node.flags & flag::NOT_FINITE != 0)
    }

    pub(crate) fn is_merge_key(self) -> bool {
        self.node.kind == Kind::Scalar
            && self.tree.dialect.merges()
            && self.text() == "<<"
            && match self.tag() {
                None => self.node.style == Style::Plain,
                Some(tag) => matches!(tag, "!" | "!!merge"),
            }
    }

    pub(super) fn is_key(self, name: &str) -> bool {
        if self.node.kind == Kind::Scalar && self.text() == name {
            // A plain `y` is the key `true`; no name that a reader asks for is such a word.
            return true;
        }
        self.node.kind == Kind::Alias && self.follow().is_some_and(|node| node.is_key(name))
    }

    /// The node's place in a run where its tree has the number `tree`.
    pub fn place(self, tree: u32) -> Place {
        Place::new(tree, self.index)
    }

    /// Whether the node is a null.
    pub fn is_null(self) -> bool {
        self.node.kind == Kind::Scalar && !self.is_open() && self.scalar() == Scalar::Null
    }

    /// Whether the value of the scalar, or the further keys of the mapping, are not known.
    pub fn is_open(self) -> bool {
        self.node.flags & flag::OPEN != 0
    }

    /// Why the value of the scalar is not known: an expression in its text, or a variable without a
    /// value.
    pub(crate) fn unresolved(self) -> Option<Why> {
        match self.tree.provenance() {
            _ if self.is_open() && self.tree.dialect == Dialect::Hcl => Some(Why::Evaluation),
            _ if self.is_open() => Some(Why::Variable),
            Some(provenance) if !provenance.is_unrendered() => None,
            _ => expression(self.text()).filter(|_| self.default_text().is_none()),
        }
    }

    /// The default of a scalar that is one variable, until the variable is set.
    pub(super) fn default_text(self) -> Option<&'t str> {
        let is_made = self.tree.provenance().is_some_and(|made| !made.is_unrendered());
        if self.is_open() || is_made { None } else { default_of(self.text()) }
    }

    /// The typed value; for a single variable with a default, that of the default.
    pub(super) fn scalar_by_default(self) -> Scalar<'t> {
        let text = self.default_text().unwrap_or(self.text());
        resolve(text, self.node.style, self.tag(), self.tree.dialect)
    }
}

struct Children<'t> {
    tree: &'t Tree,
    index: u32,
    left: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = NodeRef<'t>;

    fn next(&mut self) -> Option<NodeRef<'t>> {
        self.left = self.left.checked_sub(1)?;
        let node = self.tree.node(self.index);
        self.index = node.next();
        Some(node)
    }
}
