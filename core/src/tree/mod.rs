//! The format-neutral document tree: nodes in one arena, each with its span in the text.
//!
//! A [`Tree`] owns the text of one source and the nodes of all its documents. Nodes keep the raw
//! text and style of a scalar; what type it is depends on the [`Dialect`] and is decided on access,
//! so that one tree serves readers with different rules. A tree knows no text format and no
//! resource.
//!
//! INVARIANT: nodes are in pre-order, and `next` of a node is the index just past its subtree.

mod builder;
mod cursor;
mod edit;
mod entries;
mod field;
mod holes;
mod keyed;
mod keys;
mod lineage;
mod made;
mod merge;
mod missing;
mod node;
mod place;
mod provenance;
mod relations;
mod removal;
mod role;
mod scalar;
mod uses;
mod verbatim;
mod written;

pub use builder::Limits;
pub(crate) use builder::{Abandoned, Builder, Properties, Text};
pub use cursor::{Cursor, Entry};
pub(crate) use cursor::{expression, is_directive};
pub use edit::{Edit, NewValue};
pub use field::{Expected, Field, Format, State, Why};
pub(crate) use holes::{HOLE, is_known, may_be, with_holes};
pub(crate) use keyed::Keyed;
pub(crate) use lineage::Lineage;
pub use missing::MissingPath;
pub use node::{Kind, NodeRef, Style};
pub use place::{Anchor, Part, Place, Spot};
pub(crate) use provenance::{Contributor, Made, Passage, Piece, Provenance};
pub(crate) use relations::Child;
pub(crate) use removal::Removal;
pub use role::Role;
pub(crate) use scalar::resolve;
pub use scalar::{Dialect, Scalar};
pub(crate) use uses::Use;
pub(crate) use written::{Unwritable, Written};

use std::sync::OnceLock;

use keys::Keys;
use node::Node;
use relations::Relations;
use verbatim::Marks;

use crate::source::{Source, Span};

/// All documents of one source.
pub struct Tree {
    source: Source,
    dialect: Dialect,
    origin: Origin,
    nodes: Vec<Node>,
    /// Decoded text of scalars that differ from their source text.
    decoded: String,
    documents: Vec<Document>,
    comments: Vec<Comment>,
    tags: Vec<(u32, Box<str>)>,
    duplicates: Vec<DuplicateKey>,
    /// Made on first use.
    relations: OnceLock<Relations>,
    /// Made on first use.
    keys: OnceLock<Keys>,
    /// Made on first use.
    marks: OnceLock<Marks>,
    /// The indentation of each document, detected on first use.
    indentations: OnceLock<Vec<OnceLock<Indentation>>>,
}

impl std::fmt::Debug for Tree {
    /// Without any text, which may contain secrets and be logged.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (documents, nodes) = (self.documents.len(), self.nodes.len());
        write!(formatter, "Tree({:?}, {documents} documents, {nodes} nodes)", self.source)
    }
}

/// Identifies a tree among all that exist.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(crate) struct TreeId(usize);

/// One document of a tree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Document {
    /// Its number in the source, from 0, also counting documents that could not be read.
    pub number: u32,
    /// The text that it was read from.
    pub span: Span,
    /// Its root node.
    pub(crate) root: u32,
}

/// The indentation of mappings and lists below their key in a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Indentation {
    pub(crate) mapping: usize,
    pub(crate) list: usize,
}

/// A comment and the node that it belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Comment {
    /// The comment's text with its `#`.
    pub span: Span,
    /// Where it is.
    pub placement: Placement,
}

/// The position of a comment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Placement {
    /// After content on the same line.
    Right,
    /// On a separate line.
    Own,
}

/// A duplicate key in a mapping; the last one takes effect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct DuplicateKey {
    pub(crate) mapping: u32,
    pub(crate) first: u32,
    pub(crate) second: u32,
}

/// The origin of a tree's text.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Origin {
    /// The text is the input's own.
    #[default]
    Text,
    /// There is no text: the tree was made from a value.
    Object,
    /// The tree was made from others.
    Derived(Provenance),
}

impl Tree {
    /// The source that the tree was read from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The dialect that determines the types of scalars.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The origin of the text.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Identifies the tree among all that exist.
    pub(crate) fn id(&self) -> TreeId {
        TreeId(std::ptr::from_ref(self).addr())
    }

    /// Whether the whole text is one scalar, such as that of a template.
    pub(crate) fn is_one_text(&self) -> bool {
        let root = self.documents().next().map(|(_, root)| root);
        root.is_some_and(|root| {
            let text = self.source.text();
            self.dialect == Dialect::Json
                && root.kind() == Kind::Scalar
                && root.span().range() == (0..text.len())
                && root.text().len() == text.len()
        })
    }

    /// Whether there is no text: the tree was made from a value.
    pub fn is_object(&self) -> bool {
        matches!(self.origin, Origin::Object)
    }

    /// The documents that were read, in the order of the text.
    pub fn documents(&self) -> impl ExactSizeIterator<Item = (Document, NodeRef<'_>)> {
        self.documents.iter().map(|document| (*document, self.node(document.root)))
    }

    /// The document that contains a node.
    pub fn document_of(&self, node: u32) -> Option<Document> {
        let after = self.documents.partition_point(|document| document.root <= node);
        after.checked_sub(1).and_then(|index| self.documents.get(index)).copied()
    }

    /// All comments in the order of the text.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The duplicate keys of mappings, as the two key nodes; in the order of the text.
    pub fn duplicate_keys(&self) -> impl Iterator<Item = (NodeRef<'_>, NodeRef<'_>)> {
        self.duplicates.iter().map(|pair| (self.node(pair.first), self.node(pair.second)))
    }

    /// The same in the order in which they were found: mapping by mapping, inner ones first.
    pub(crate) fn duplicates(&self) -> &[DuplicateKey] {
        &self.duplicates
    }

    fn relations(&self) -> &Relations {
        self.relations.get_or_init(|| Relations::new(&self.nodes))
    }

    fn keys(&self) -> &Keys {
        self.keys.get_or_init(|| Keys::new(self))
    }

    fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| Marks::new(self))
    }

    /// The indentation of the document that contains a node. It is detected once, by the function
    /// that knows the layout of texts.
    pub(crate) fn indentation(
        &self,
        node: u32,
        find: impl FnOnce(Document) -> Indentation,
    ) -> Option<Indentation> {
        let number =
            self.documents.partition_point(|document| document.root <= node).checked_sub(1)?;
        let document = *self.documents.get(number)?;
        let all = self.indentations.get_or_init(|| vec![OnceLock::new(); self.documents.len()]);
        Some(*all.get(number)?.get_or_init(|| find(document)))
    }

    /// The number of nodes.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The node of an index; a null without a place if the index is out of range.
    pub fn node(&self, index: u32) -> NodeRef<'_> {
        NodeRef::new(self, index)
    }

    /// The RFC 6901 pointer of a node in its document.
    pub fn pointer(&self, node: u32) -> String {
        let mut pointer = String::with_capacity(64);
        for step in self.path(node) {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&escape_pointer(&key.key_text())),
                Step::Item(index, _) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    /// The path from the document's root down to a node.
    pub(crate) fn path(&self, node: u32) -> Vec<Step<'_>> {
        let Some(document) = self.document_of(node) else { return Vec::new() };
        let mut steps = Vec::new();
        let mut here = self.node(document.root);
        // INVARIANT: each step goes to a child whose subtree contains `node`, so the walk ends.
        while here.index() != node {
            let Some(Child { position, key, value }) = here.child_holding(node) else { break };
            let Some(key) = key else {
                steps.push(Step::Item(position, value));
                here = value;
                continue;
            };
            steps.push(Step::Key(key));
            if node < value.index() {
                // A key represents its entry.
                break;
            }
            here = value;
        }
        steps
    }
}

/// One step of a path through a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'t> {
    /// Into the value of this key.
    Key(NodeRef<'t>),
    /// Into the item of this index.
    Item(usize, NodeRef<'t>),
}

impl<'t> Step<'t> {
    /// The key; nothing for an item.
    pub(crate) fn key(&self) -> Option<std::borrow::Cow<'t, str>> {
        match self {
            Self::Key(key) => Some(key.key_text()),
            Self::Item(..) => None,
        }
    }
}

/// A key as a step of an RFC 6901 pointer.
pub(crate) fn escape_pointer(key: &str) -> std::borrow::Cow<'_, str> {
    if key.contains(['~', '/']) {
        key.replace('~', "~0").replace('/', "~1").into()
    } else {
        key.into()
    }
}
