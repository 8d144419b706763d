//! Builds trees. Nodes are written nowhere else.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::entries::{NOT_FINITE, is_not_finite};
use super::lineage::Lineage;
use super::node::{Kind, Node, Style, flag};
use super::provenance::Writer;
use super::scalar::contradicts_tag;
use super::{Comment, Dialect, Document, Origin, Placement, Tree};
use crate::source::{Problem, ProblemCode, Source, Span};

/// Limits on the size of inputs and on the work of a run. An exceeded limit is a problem in the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Limits {
    /// Maximum size of an input in bytes; of an archive, also of what it unpacks to. Default: 64 MiB.
    pub bytes: u64,
    /// Maximum nesting depth of mappings and lists. Default: 1,000.
    pub depth: u32,
    /// Maximum number of nodes of an input. Default: 8 million.
    pub nodes: u32,
    /// Maximum number of nodes that expanding the aliases of a document may add. Default: 1 million.
    pub alias_expansion: u64,
    /// Maximum nesting depth of documents inside scalars. Default: 3.
    pub embedding: u32,
    /// Maximum number of environments of one set of resources. The rest is not checked.
    /// Default: 64.
    pub environments: u32,
    /// Maximum number of findings kept for a check: the first ones in report order. Default: all.
    pub findings: Option<u32>,
    /// Maximum number of evaluations. The rest is not checked. Default: no limit.
    pub steps: Option<u32>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            depth: 1_000,
            nodes: 8_000_000,
            alias_expansion: 1_000_000,
            embedding: 3,
            environments: 64,
            findings: None,
            steps: None,
        }
    }
}

/// The document was abandoned because of the problem.
#[derive(Debug)]
pub(crate) struct Abandoned(pub Problem);

/// Builds one tree from the events of a parser, document by document.
#[derive(Debug)]
pub(crate) struct Builder {
    pub(super) tree: Tree,
    limits: Limits,
    /// Collections that are not closed yet, from the outside in.
    open: Vec<u32>,
    /// The node of each anchor of the document.
    anchors: HashMap<usize, u32>,
    /// The state to restore when the document is abandoned.
    document: Option<Rollback>,
    has_alias: bool,
    has_not_finite: bool,
    /// The first reason for which a reader of the dialect rejects the document.
    pub(super) refused: Option<Problem>,
    problems: Vec<Problem>,
    /// Where the next node of a derived tree comes from.
    writer: Writer,
}

#[derive(Debug)]
struct Rollback {
    document: Document,
    decoded: usize,
    comments: usize,
    tags: usize,
    duplicates: usize,
}

/// Properties of a node besides its content.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Properties<'p> {
    /// The parser's number of the anchor, 0 for none.
    pub anchor: usize,
    /// The explicit tag with its `!`.
    pub tag: Option<&'p str>,
    /// Whether the node is not fully known: the value of a scalar, or the further keys of a
    /// mapping. Only set in derived trees.
    pub is_open: bool,
}

/// The decoded text of a scalar.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Text<'p> {
    /// The text is verbatim in the source.
    Verbatim(Span),
    /// Quotes, escapes or folding changed it.
    Decoded(&'p str),
}

impl Builder {
    /// An empty tree over a source.
    pub(crate) fn new(source: Source, dialect: Dialect, origin: Origin, limits: Limits) -> Self {
        let tree = Tree {
            source,
            dialect,
            origin,
            nodes: Vec::new(),
            decoded: String::new(),
            documents: Vec::new(),
            comments: Vec::new(),
            tags: Vec::new(),
            duplicates: Vec::new(),
            relations: OnceLock::new(),
            keys: OnceLock::new(),
            marks: OnceLock::new(),
            indentations: OnceLock::new(),
        };
        Self {
            tree,
            limits,
            open: Vec::new(),
            anchors: HashMap::new(),
            document: None,
            has_alias: false,
            has_not_finite: false,
            refused: None,
            problems: Vec::new(),
            writer: Writer::default(),
        }
    }

    /// Sets the origin of the next node of a derived tree.
    pub(crate) fn derive_from(&mut self, lineage: &Lineage) {
        self.writer.announce(lineage);
    }

    /// Begins document `number`, read from `span`.
    pub(crate) fn begin_document(&mut self, number: u32, span: Span) {
        self.open.clear();
        self.anchors.clear();
        self.has_alias = false;
        self.has_not_finite = false;
        self.refused = None;
        self.document = Some(Rollback {
            document: Document { number, span, root: self.here() },
            decoded: self.tree.decoded.len(),
            comments: self.tree.comments.len(),
            tags: self.tree.tags.len(),
            duplicates: self.tree.duplicates.len(),
        });
    }

    /// Ends the document; one without any node leaves no trace.
    ///
    /// # Errors
    /// When expanding all aliases would create more nodes than the limit, or when a reader of the
    /// dialect rejects the document although its syntax is valid.
    pub(crate) fn end_document(&mut self) -> Result<(), Abandoned> {
        let Some(rollback) = &self.document else { return Ok(()) };
        let document = rollback.document;
        if document.root < self.here() && self.tree.node(document.root).is_not_finite() {
            self.refuse(document.root, NOT_FINITE);
        }
        if let Some(problem) = self.refused.take() {
            return Err(self.abandon(problem));
        }
        if self.has_alias && self.expanded_size(document.root) > self.limits.alias_expansion {
            let limit = self.limits.alias_expansion;
            return Err(self.abandon(
                Problem::new(
                    ProblemCode::AliasExpansion,
                    format!("expanding the aliases creates more than {limit} nodes"),
                )
                .at(document.span),
            ));
        }
        if document.root < self.here() {
            self.tree.documents.push(document);
        }
        self.document = None;
        Ok(())
    }

    /// Ends the document at the end of its text, for a parser that finds it late.
    ///
    /// # Errors
    /// When expanding all aliases would create more nodes than the limit.
    pub(crate) fn end_document_at(&mut self, end: u32) -> Result<(), Abandoned> {
        if let Some(rollback) = &mut self.document {
            rollback.document.span.end = end;
        }
        self.end_document()
    }

    /// Abandons the document and removes its nodes.
    pub(crate) fn abandon(&mut self, problem: Problem) -> Abandoned {
        self.open.clear();
        if let Some(rollback) = self.document.take() {
            self.tree.nodes.truncate(rollback.document.root as usize);
            self.tree.decoded.truncate(rollback.decoded);
            self.tree.comments.truncate(rollback.comments);
            self.tree.tags.truncate(rollback.tags);
            self.tree.duplicates.truncate(rollback.duplicates);
            return Abandoned(problem.in_document(rollback.document.number));
        }
        Abandoned(problem)
    }

    /// Adds a scalar.
    ///
    /// # Errors
    /// When the input has too many nodes.
    pub(crate) fn scalar(
        &mut self,
        style: Style,
        span: Span,
        text: Text<'_>,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        let written = match text {
            Text::Verbatim(span) => self.tree.source.slice(span),
            Text::Decoded(text) => text,
        };
        let mut flags = 0;
        if span.is_empty() && style == Style::Plain {
            flags |= flag::ABSENT;
        }
        if self.tree.dialect.merges() {
            if properties.tag.is_some_and(|tag| contradicts_tag(written, tag)) {
                let message = "the value does not match its tag";
                self.refused.get_or_insert(Problem::new(ProblemCode::Syntax, message).at(span));
            }
            if is_not_finite(written, style, properties.tag, self.tree.dialect) {
                flags |= flag::NOT_FINITE;
                self.has_not_finite = true;
            }
        }
        let (first, second) = match text {
            Text::Verbatim(span) => (span.start, span.len()),
            Text::Decoded(text) => {
                let start = length(self.tree.decoded.len());
                self.tree.decoded.push_str(text);
                flags |= flag::DECODED;
                (start, length(text.len()))
            }
        };
        let next = self.here() + 1;
        let node = Node {
            kind: Kind::Scalar,
            style,
            flags,
            start: span.start,
            end: span.end,
            first,
            second,
            next,
        };
        self.push(node, properties)
    }

    /// Adds an alias of the anchor with the parser's number; 0 for an anchor that does not exist.
    ///
    /// # Errors
    /// When the input has too many nodes.
    pub(crate) fn alias(&mut self, span: Span, anchor: usize) -> Result<(), Abandoned> {
        self.has_alias = true;
        let target = self.anchors.get(&anchor).copied();
        let cycle = target.is_some_and(|target| self.open.contains(&target));
        if cycle {
            let name = self.tree.source.slice(span).to_owned();
            let problem = Problem::new(
                ProblemCode::AliasCycle,
                format!("alias `{name}` refers to a node that contains it"),
            );
            self.problem(problem.at(span));
        }
        let flags = if target.is_none() || cycle { flag::BROKEN } else { 0 };
        let node = Node {
            kind: Kind::Alias,
            style: Style::Plain,
            flags,
            start: span.start,
            end: span.end,
            first: target.unwrap_or(u32::MAX),
            second: 0,
            next: self.here() + 1,
        };
        self.push(node, Properties::default())
    }

    /// Begins a sequence or a mapping.
    ///
    /// # Errors
    /// When the input is too deep or has too many nodes.
    pub(crate) fn begin(
        &mut self,
        kind: Kind,
        style: Style,
        start: u32,
        properties: Properties<'_>,
    ) -> Result<(), Abandoned> {
        if self.open.len() >= self.limits.depth as usize {
            let limit = self.limits.depth;
            return Err(self.abandon(
                Problem::new(ProblemCode::TooDeep, format!("nested deeper than {limit} levels"))
                    .at(Span::at(start)),
            ));
        }
        let index = self.here();
        let node = Node { kind, style, flags: 0, start, end: start, first: 0, second: 0, next: 0 };
        self.push(node, properties)?;
        self.open.push(index);
        Ok(())
    }

    /// Ends the innermost collection at the offset `end`.
    pub(crate) fn end(&mut self, end: u32) {
        let Some(index) = self.open.pop() else { return };
        let here = self.here();
        let mut children = 0;
        let mut child = index + 1;
        // A block collection ends with its last child; the parser says where the next token is.
        let mut last = end;
        while let Some(node) = self.tree.nodes.get(child as usize) {
            children += 1;
            (child, last) = (node.next, node.end);
        }
        let mut kind = Kind::Sequence;
        if let Some(node) = self.tree.nodes.get_mut(index as usize) {
            kind = node.kind;
            node.next = here;
            node.end = if node.style == Style::Block { last.max(node.start) } else { end };
            node.first = if kind == Kind::Mapping { children / 2 } else { children };
        }
        if kind == Kind::Mapping {
            self.look_at_keys(index);
        }
        if self.tree.dialect.merges() && self.has_not_finite {
            self.look_for_not_finite(index);
        }
    }

    /// Adds a comment.
    pub(crate) fn comment(&mut self, span: Span, placement: Placement) {
        self.tree.comments.push(Comment { span, placement });
    }

    /// Records a problem that does not abandon the document.
    pub(crate) fn problem(&mut self, problem: Problem) {
        let number = self.document.as_ref().map(|rollback| rollback.document.number);
        self.problems.push(match number {
            Some(number) => problem.in_document(number),
            None => problem,
        });
    }

    /// The source that is read.
    pub(crate) fn source(&self) -> &Source {
        &self.tree.source
    }

    /// The finished tree and its problems.
    pub(crate) fn finish(mut self) -> (Tree, Vec<Problem>) {
        self.tree.nodes.shrink_to_fit();
        // Tables that were built earlier cover only part of the tree.
        (self.tree.relations, self.tree.keys) = (OnceLock::new(), OnceLock::new());
        // A parser may read past a comment before it reports the nodes before it.
        self.tree.comments.sort_by_key(|comment| comment.span.start);
        (self.tree, self.problems)
    }

    fn here(&self) -> u32 {
        length(self.tree.nodes.len())
    }

    fn push(&mut self, mut node: Node, properties: Properties<'_>) -> Result<(), Abandoned> {
        let index = self.here();
        if index >= self.limits.nodes {
            let limit = self.limits.nodes;
            return Err(self.abandon(
                Problem::new(ProblemCode::TooManyNodes, format!("more than {limit} nodes"))
                    .at(Span::at(node.start)),
            ));
        }
        if properties.anchor != 0 {
            node.flags |= flag::ANCHOR;
            self.anchors.insert(properties.anchor, index);
        }
        if properties.is_open {
            node.flags |= flag::OPEN;
        }
        if let Origin::Derived(provenance) = &mut self.tree.origin {
            if !provenance.is_of_text() {
                self.writer.write(provenance, index);
            }
        }
        if let Some(tag) = properties.tag {
            node.flags |= flag::TAG;
            self.tree.tags.push((index, tag.into()));
        }
        self.tree.nodes.push(node);
        Ok(())
    }

    /// The number of nodes that expanding all aliases would add to the document.
    fn expanded_size(&self, root: u32) -> u64 {
        // before[i] is the expanded size of all nodes of the document before node root + i. A target
        // is complete before its alias, so its size is a difference of two known sums.
        let mut before: Vec<u64> = vec![0];
        let mut written: u64 = 0;
        for node in self.tree.nodes.iter().skip(root as usize) {
            let sum = |index: u32| {
                before.get(index.saturating_sub(root) as usize).copied().unwrap_or(u64::MAX)
            };
            let size = match node.kind {
                Kind::Alias if node.flags & flag::BROKEN == 0 => {
                    let end =
                        self.tree.nodes.get(node.first as usize).map_or(node.first, |n| n.next);
                    sum(end).saturating_sub(sum(node.first))
                }
                _ => 1,
            };
            written += 1;
            let total = before.last().copied().unwrap_or_default().saturating_add(size);
            before.push(total);
        }
        before.last().copied().unwrap_or_default().saturating_sub(written)
    }
}

fn length(value: usize) -> u32 {
    // INVARIANT: inputs above 4 GiB are rejected earlier.
    u32::try_from(value).unwrap_or(u32::MAX)
}
