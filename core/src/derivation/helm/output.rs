//! Rendered texts as trees of objects, each node with its origin.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::origin::{Reads, TEMPLATE, Trace};
use super::text::Text;
use super::yaml::copied;
use crate::source::{Problem, Source};
use crate::syntax::{self, Format};
use crate::tree::{
    Abandoned, Builder, Contributor, Dialect, Kind, Limits, Lineage, Made, NodeRef, Origin,
    Passage, Piece, Properties, Provenance, Role, Step, Tree,
};

/// What a template renders, as trees.
#[derive(Debug)]
pub(super) struct Parsed {
    pub(super) text: Text,
    tree: Tree,
    /// What is not YAML in it.
    pub(super) problems: Vec<Problem>,
}

/// Writes documents of rendered texts as one tree.
pub(super) struct Output {
    sources: Arc<[Arc<Tree>]>,
    builder: Builder,
    /// The contributors of each set of them, shared by the nodes that have them.
    contributors: HashMap<Vec<Contributor>, Lineage>,
    /// The number of the tree of the template.
    template: u32,
    documents: u32,
}

impl Parsed {
    /// Parses what a template renders.
    pub(super) fn new(path: &str, text: Text, limits: Limits) -> Self {
        let source = Source::new(path, text.as_str());
        let (tree, problems) = syntax::parse(source, Format::YAML, Origin::Text, limits);
        Self { text, tree, problems }
    }

    /// The documents with content.
    pub(super) fn documents(&self) -> impl Iterator<Item = NodeRef<'_>> {
        self.tree.documents().map(|(_, root)| root)
    }
}

impl Output {
    /// Begins a tree with a name, for what a template renders.
    pub(super) fn new(
        name: &Arc<str>,
        template: &Text,
        sources: Arc<[Arc<Tree>]>,
        limits: Limits,
    ) -> Self {
        let template = template.trace_at(0..0).from.source & !TEMPLATE;
        let origin = Origin::Derived(Provenance::of_nodes(Arc::clone(&sources)));
        let source = Source::new(Arc::clone(name), "");
        let builder = Builder::new(source, Dialect::Kubernetes, origin, limits);
        Self { sources, builder, contributors: HashMap::new(), template, documents: 0 }
    }

    /// Adds a document of a rendered text.
    ///
    /// # Errors
    /// If it exceeds a limit.
    pub(super) fn document(&mut self, text: &Text, root: NodeRef<'_>) -> Result<(), Problem> {
        self.builder.begin_made_document(self.documents);
        self.documents += 1;
        let written = self.node(text, root, None, 0).and_then(|()| self.builder.end_document());
        // A position in the tree is not a position in a file.
        written.map_err(|Abandoned(problem)| Problem::new(problem.code, problem.message))
    }

    /// The finished tree.
    pub(super) fn finish(self) -> Tree {
        self.builder.finish().0
    }

    // INVARIANT: the parser limits the depth of what is rendered, and aliases do not contain
    // themselves.
    fn node(
        &mut self,
        text: &Text,
        node: NodeRef<'_>,
        key: Option<NodeRef<'_>>,
        depth: u32,
    ) -> Result<(), Abandoned> {
        let node = node.follow().unwrap_or(node);
        if depth > DEPTH || matches!(node.kind(), Kind::Scalar | Kind::Alias) {
            return self.scalar(text, node, key);
        }
        let entries = node.entries();
        let parts: Vec<NodeRef<'_>> = entries
            .iter()
            .map(|(key, _)| key.follow().unwrap_or(*key))
            .chain(node.items())
            .collect();
        let lineage = self.of_collection(text, node, &parts, key);
        self.builder.derive_from(&lineage);
        self.builder.begin_made(node.kind(), Properties::default())?;
        for (key, value) in entries {
            let key = key.follow().unwrap_or(key);
            self.scalar(text, key, None)?;
            self.node(text, value, Some(key), depth + 1)?;
        }
        node.items().try_for_each(|item| self.node(text, item, None, depth + 1))?;
        self.builder.end_made();
        Ok(())
    }

    fn scalar(
        &mut self,
        text: &Text,
        node: NodeRef<'_>,
        key: Option<NodeRef<'_>>,
    ) -> Result<(), Abandoned> {
        let own = copied(text, node);
        let lineage =
            if own.is_empty() { self.of_nothing(text, node, key) } else { self.of_text(&own) };
        let is_open = own.is_open();
        self.builder.derive_from(&lineage);
        let properties = Properties { is_open, tag: node.tag(), ..Properties::default() };
        self.builder.made(node.style(), node.text(), properties)
    }

    /// The lineage of a scalar without text: its quotes, or the key that it is under, or its line.
    fn of_nothing(&mut self, text: &Text, node: NodeRef<'_>, key: Option<NodeRef<'_>>) -> Lineage {
        let span = node.span().range();
        let trace = text.trace_at(span.clone());
        if !span.is_empty() {
            let from = passage(&trace);
            let mut lineage = self.with(&trace.reads, from);
            if trace.made != Made::Copied {
                lineage.pieces.push(piece(0..0, &trace));
            }
            return lineage;
        }
        // What is rendered between the key and the end of the line is empty.
        let rest = text.as_str().get(span.start..).unwrap_or_default();
        let end = span.start + rest.find('\n').map_or(rest.len(), |end| end + 1);
        let around = text.pieces_in(span.start..end);
        let reads = around.fold(Reads::default(), |reads, (_, one)| reads.with(&one.reads));
        let from = match key {
            Some(key) => passage(&text.trace_at(key.span().range())),
            None => self.line(passage(&trace)),
        };
        self.with(&reads, from)
    }

    /// The lineage of a scalar with text.
    fn of_text(&mut self, own: &Text) -> Lineage {
        let mut pieces = own.pieces();
        if let (Some((_, trace)), None) = (pieces.next(), pieces.next()) {
            if trace.made == Made::Copied {
                return self.with(&trace.reads, passage(trace));
            }
        }
        let mut reads = Reads::default();
        let mut made = Vec::new();
        for (range, trace) in own.pieces() {
            reads = reads.with(&trace.reads);
            made.push(piece(range, trace));
        }
        let mut lineage = self.with(&reads, whole(own, &made, self.template));
        lineage.pieces = made;
        lineage
    }

    /// The lineage of a collection. One that is a copy of a collection in the values is that one; of
    /// one in a template it is the key that it is under, or else its first line.
    fn of_collection(
        &mut self,
        text: &Text,
        node: NodeRef<'_>,
        parts: &[NodeRef<'_>],
        key: Option<NodeRef<'_>>,
    ) -> Lineage {
        let at = |node: &NodeRef<'_>| {
            let begin = node.span().start as usize;
            text.trace_at(begin..begin + 1)
        };
        let trace = at(parts.first().unwrap_or(&node));
        let own = match parts.last() {
            Some(last) => {
                let is_copied = parts.iter().all(|part| !at(part).is_literal());
                let same = self.parent(&trace).filter(|own| self.parent(&at(last)) == Some(*own));
                same.filter(|_| is_copied)
            }
            None => (!trace.is_literal()).then(|| passage(&trace)),
        };
        if let Some(own) = own {
            let mut lineage = self.with(&trace.reads, own);
            if parts.is_empty() && key.is_some() && !begins_line(text, node) {
                // Entries would begin on the line of the key.
                lineage.made = Made::Computed;
            }
            return lineage;
        }
        let of_key = key.map(|key| text.trace_at(key.span().range()));
        if let Some(of_key) = of_key.filter(Trace::is_literal) {
            return self.with(&of_key.reads, passage(&of_key));
        }
        // Some of it may be copied from values.
        let written = parts.iter().map(at).find(Trace::is_literal).unwrap_or(trace);
        let line = self.line(passage(&written));
        self.with(&written.reads, line)
    }

    /// A passage up to the end of its line.
    fn line(&self, from: Passage) -> Passage {
        let tree = self.sources.get(from.source as usize);
        let text = tree.map_or("", |tree| tree.node(from.node).text());
        let rest = text.get(from.bytes.0 as usize..).unwrap_or_default();
        let length = rest.find('\n').unwrap_or(rest.len());
        let end = from.bytes.0.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
        Passage { bytes: (from.bytes.0, end), ..from }
    }

    /// The collection in the values that a key or an item is of.
    fn parent(&self, trace: &Trace) -> Option<Passage> {
        if trace.is_literal() || trace.made != Made::Copied {
            return None;
        }
        let tree = self.sources.get(trace.from.source as usize)?;
        let path = tree.path(trace.from.node);
        let mut above = path.iter().rev();
        match above.next()? {
            Step::Key(key) if key.index() != trace.from.node => return None,
            Step::Key(_) | Step::Item(..) => {}
        }
        let parent = match above.next() {
            Some(Step::Key(outer)) => tree.node(outer.next()),
            Some(Step::Item(_, item)) => *item,
            None => tree.node(tree.document_of(trace.from.node)?.root),
        };
        Some(Passage::of(trace.from.source, parent))
    }

    /// The lineage of a passage with contributors.
    fn with(&mut self, reads: &Reads, from: Passage) -> Lineage {
        let of = |role| reads.all().iter().filter(move |one| one.role == role);
        let skipped = of(Role::Condition).count().saturating_sub(CONDITIONS);
        // The innermost conditions are the last ones.
        // The innermost expression, and the one in the template of the object.
        let mut expressions = of(Role::Expression);
        let inner = expressions.next();
        let others = inner.into_iter().chain(expressions.next_back());
        // Whether a value is empty may decide whether it is used.
        let is_own = |one: &Contributor| {
            let of = unmarked(one.from);
            (of.source, of.node) == (from.source, from.node)
        };
        let conditions = of(Role::Condition).enumerate();
        let conditions = conditions.filter(|(at, one)| *at >= skipped || is_own(one));
        let others = others.chain(conditions.map(|(_, one)| one));
        let others: Vec<Contributor> =
            others.map(|one| Contributor { from: unmarked(one.from), ..*one }).collect();
        if others.is_empty() {
            return from.into();
        }
        let known = self.contributors.entry(others);
        let shared = known.or_insert_with_key(|others| {
            let mut lineage = Lineage::default();
            for one in others {
                lineage.add(*one);
            }
            lineage
        });
        shared.beside(from)
    }
}

/// Whether nothing is before a node on its line.
fn begins_line(text: &Text, node: NodeRef<'_>) -> bool {
    let before = text.as_str().get(..node.span().start as usize).unwrap_or_default();
    before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty())
}

/// How many of the conditions of a value are named.
const CONDITIONS: usize = 3;

/// Maximum nesting of what is written.
const DEPTH: u32 = 100;

/// A run of bytes with what it was made from.
pub(super) fn piece(range: Range<usize>, trace: &Trace) -> Piece {
    let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    let to = (small(range.start), small(range.end));
    let values = trace.reads.all().iter().filter(|one| one.role == Role::Variable);
    let values = values.map(|one| Contributor { from: unmarked(one.from), ..*one });
    Piece { reads: values.collect(), ..Piece::new(to, passage(trace), trace.made) }
}

/// The passage that represents a text of several pieces: what is written in the template of the object,
/// or else where the first piece is.
fn whole(text: &Text, made: &[Piece], template: u32) -> Passage {
    let first = made.first().map(|piece| piece.from).unwrap_or_default();
    if made.len() < 2 {
        return first;
    }
    // What an expression prints is there, wherever else in the template it is set.
    let is_own = |from: &Passage| from.source == template | TEMPLATE;
    let own = text.pieces().filter_map(|(_, trace)| {
        let all = trace.reads.all().iter().rev().filter(|one| one.role == Role::Expression);
        let printed = all.map(|one| one.from).find(is_own);
        printed.or_else(|| Some(trace.from).filter(is_own))
    });
    let hull = own.reduce(|one, other| {
        let bytes = (one.bytes.0.min(other.bytes.0), one.bytes.1.max(other.bytes.1));
        Passage { bytes, ..one }
    });
    hull.map_or(first, unmarked)
}

/// A passage with the number of its tree.
fn unmarked(from: Passage) -> Passage {
    Passage { source: from.source & !TEMPLATE, ..from }
}

/// What a trace was made from.
fn passage(trace: &Trace) -> Passage {
    unmarked(trace.from)
}
