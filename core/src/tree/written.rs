//! The written source of a spot in a derived tree.

use std::fmt;
use std::ops::Range;

use super::lineage::{hull, touching};
use super::provenance::{Contributor, Made, Passage, Piece, Provenance};
use super::{Kind, NodeRef, Origin, Role, Step, Tree};
use crate::source::Span;

/// The place to edit for a spot of a tree, and other contributors to its value.
#[derive(Debug)]
pub struct Written<'t> {
    /// The tree to edit: one with its own text, or one that was built in code.
    pub tree: &'t Tree,
    /// The node to edit: the value, if exactly one decides, else the expression, else what was
    /// copied.
    pub node: u32,
    /// The bytes of the node's text; `None` for all of it.
    pub part: Option<Range<usize>>,
    /// Why the place cannot be edited: only if the value is a copy of a whole node can that node be
    /// edited instead.
    pub unwritable: Option<Unwritable>,
    /// Other contributors.
    pub contributors: Vec<Contribution<'t>>,
}

/// A contributor to a value.
#[derive(Clone, Debug)]
pub struct Contribution<'t> {
    /// The tree that it is in.
    pub tree: &'t Tree,
    /// The node.
    pub node: u32,
    /// The bytes of the node's text; `None` for all of it.
    pub part: Option<Range<usize>>,
    /// Its role.
    pub role: Role,
}

/// Why the source of a value cannot be edited in its place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Unwritable {
    /// The value is computed by an expression.
    Computed,
    /// The value is implied by a rule.
    Implied,
    /// The value is only part of a string.
    Part,
}

impl fmt::Display for Unwritable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Computed => "the value is computed by an expression",
            Self::Implied => "the value is implied by a short form or a default",
            Self::Part => "the value is only part of a string",
        })
    }
}

/// Whether context files are included.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Counts,
    /// Values from them count as written at the reference.
    LeftOut,
}

/// The part of a source that decides.
struct Decision<'p> {
    from: Passage,
    unwritable: Option<Unwritable>,
    /// The pieces that were looked at.
    pieces: &'p [(u32, Piece)],
    /// Whether a value that an expression read decides.
    is_value: bool,
}

impl Tree {
    /// What the nodes of the tree were made from, where they were made from those of others.
    pub(crate) fn provenance(&self) -> Option<&Provenance> {
        match &self.origin {
            Origin::Derived(provenance) if !provenance.is_of_text() => Some(provenance),
            _ => None,
        }
    }

    /// The place to edit for a node, or a part of its text.
    pub fn written(&self, node: u32, part: Option<&Range<usize>>) -> Written<'_> {
        let part = part.cloned();
        let contributors = Vec::new();
        let mut written = Written { tree: self, node, part, unwritable: None, contributors };
        while let Some(provenance) = written.tree.provenance() {
            let node = written.tree.node(written.node);
            let decision = provenance.decide(node, written.part.as_ref(), Context::LeftOut);
            let Some(source) = provenance.source(decision.from) else { break };
            let others = provenance.others(written.node, &decision);
            written.contributors.extend(others.filter_map(|one| provenance.contribution(one)));
            written.part = meant(source, decision.from);
            // A passage of a text without structure may be edited by itself.
            let is_part = written.part.is_some() && !source.is_one_text();
            let is_part = is_part.then_some(Unwritable::Part);
            written.unwritable = written.unwritable.or(decision.unwritable).or(is_part);
            (written.tree, written.node) = (source, decision.from.node);
        }
        written
    }

    /// The node that decides the value of a node, with its tree: that of [`Self::written`], without
    /// the contributors.
    pub fn decided(&self, node: u32) -> (&Tree, u32) {
        let (tree, node, _) = self.settled(node, None, Context::LeftOut);
        (tree, node)
    }

    /// The tree that contains the value of a node, which may be a context file.
    pub(crate) fn origin_of(&self, node: u32) -> &Tree {
        self.settled(node, None, Context::Counts).0
    }

    pub(super) fn settled(
        &self,
        node: u32,
        part: Option<Range<usize>>,
        context: Context,
    ) -> (&Tree, u32, Option<Range<usize>>) {
        let mut at = (self, node, part);
        while let Some(provenance) = at.0.provenance() {
            let from = provenance.decide(at.0.node(at.1), at.2.as_ref(), context).from;
            let Some(source) = provenance.source(from) else { break };
            at = (source, from.node, meant(source, from));
        }
        at
    }

    /// The scalar that contains the text of the tree, with its own tree.
    pub(crate) fn holder(&self) -> Option<(&Tree, u32)> {
        let Origin::Derived(provenance) = &self.origin else { return None };
        let (_, piece) = provenance.own(0).first().filter(|_| provenance.is_of_text())?;
        Some((provenance.source(piece.from)?, piece.from.node))
    }

    /// The origin of a span, in a tree whose text is derived from other texts.
    pub(crate) fn outward(&self, span: Span) -> Option<Written<'_>> {
        let Origin::Derived(provenance) = &self.origin else { return None };
        if !provenance.is_of_text() {
            return None;
        }
        let pieces = touching(&provenance.pieces, (span.start, span.end), |(_, piece)| piece);
        let from = provenance.of_pieces(pieces, (span.start, span.end), Context::Counts)?.from;
        let source = provenance.source(from)?;
        // A position between two characters counts too.
        let part = if span.is_empty() { Some(from.range()) } else { meant(source, from) };
        Some(source.written(from.node, part.as_ref()))
    }

    /// The sources of a range of a node's text: the copies, and the values that expressions read.
    pub(crate) fn passages(
        &self,
        node: u32,
        range: &Range<usize>,
    ) -> Vec<(&Tree, u32, Option<Range<usize>>)> {
        let Some(provenance) = self.provenance() else {
            return vec![(self, node, Some(range.clone()))];
        };
        let mut passages = Vec::new();
        let own = touching(provenance.own(node), bounds(range), |(_, piece)| piece);
        for (_, piece) in own {
            let copied = (piece.made == Made::Copied).then(|| piece.narrowed(bounds(range)).from);
            let values = piece.reads.iter().filter(|read| read.role == Role::Variable);
            passages.extend(copied.into_iter().chain(values.map(|value| value.from)));
        }
        if let (true, Some((from, Made::Copied))) = (own.is_empty(), provenance.whole(node)) {
            let whole = Piece::new((0, length(self.node(node))), from, Made::Copied);
            passages.push(whole.narrowed(bounds(range)).from);
        }
        let settled = passages.into_iter().filter_map(|from| {
            let source = provenance.source(from)?;
            Some(source.settled(from.node, meant(source, from), Context::Counts))
        });
        settled.collect()
    }
}

impl Written<'_> {
    /// The text of the range; if the notation of the node differs from its text, all of it.
    pub fn span(&self) -> Span {
        span_in(self.tree.node(self.node), self.part.as_ref())
    }
}

impl Contribution<'_> {
    /// The text of the range; if the notation of the node differs from its text, all of it.
    pub fn span(&self) -> Span {
        span_in(self.tree.node(self.node), self.part.as_ref())
    }
}

fn span_in(node: NodeRef<'_>, part: Option<&Range<usize>>) -> Span {
    let part = part.and_then(|part| node.follow()?.span_of(part));
    part.unwrap_or_else(|| node.span())
}

impl Provenance {
    /// The source that decides the value of a node, or of a part of its text.
    fn decide(
        &self,
        node: NodeRef<'_>,
        part: Option<&Range<usize>>,
        context: Context,
    ) -> Decision<'_> {
        let decision = self.decision(node, part, context);
        if context == Context::Counts || !self.is_context(decision.from) {
            return decision;
        }
        // Determining the path to a node is expensive, and few nodes come from such a text.
        let Some(from) = self.elsewhere(node) else { return decision };
        let unwritable = Some(Unwritable::Computed);
        Decision { from, unwritable, pieces: decision.pieces, is_value: false }
    }

    /// The reference through which a value from a context file is used.
    fn elsewhere(&self, node: NodeRef<'_>) -> Option<Passage> {
        let tree = node.tree();
        let own = self.own(node.index()).iter().map(|(_, piece)| piece.from);
        let brought = |node: u32| self.contributors(node).map(|contributor| contributor.from);
        let path = tree.path(node.index());
        let inner = path.iter().rev().skip(1).map(|step| match step {
            // A value immediately follows its key.
            Step::Key(key) => key.next(),
            Step::Item(_, item) => item.index(),
        });
        let root = tree.document_of(node.index()).map(|document| document.root);
        let around = inner.chain(root).flat_map(|outer| {
            let whole = self.whole(outer).map(|(from, _)| from);
            whole.into_iter().chain(brought(outer))
        });
        own.chain(brought(node.index())).chain(around).find(|from| !self.is_context(*from))
    }

    fn is_context(&self, passage: Passage) -> bool {
        self.source(passage).is_some_and(|tree| tree.source().is_context())
    }

    fn decision(
        &self,
        node: NodeRef<'_>,
        part: Option<&Range<usize>>,
        context: Context,
    ) -> Decision<'_> {
        let own = self.own(node.index());
        let length = length(node);
        let range = part.map_or((0, length), bounds);
        let touched = touching(own, range, |(_, piece)| piece);
        let pieces = if touched.is_empty() { own } else { touched };
        let (from, made) = self.whole(node.index()).unwrap_or_default();
        if let Some(unwritable) = from_several(pieces).filter(|_| pieces.len() == own.len()) {
            return Decision { from, unwritable: Some(unwritable), pieces, is_value: false };
        }
        if let Some(decision) = self.of_pieces(pieces, range, context) {
            return decision;
        }
        let whole = Piece::new((0, length), from, made);
        Decision {
            from: whole.narrowed(range).from,
            unwritable: unwritable(made),
            pieces: &[],
            is_value: false,
        }
    }

    /// The source that decides a range of an assembled text; `None` without pieces.
    fn of_pieces<'p>(
        &self,
        pieces: &'p [(u32, Piece)],
        range: (u32, u32),
        context: Context,
    ) -> Option<Decision<'p>> {
        let from = hull(pieces.iter().map(|(_, piece)| piece))?;
        let [(_, piece)] = pieces else {
            let mut made = pieces.iter().filter_map(|(_, piece)| unwritable(piece.made));
            let unwritable = Some(made.next().unwrap_or(Unwritable::Part));
            return Some(Decision { from, unwritable, pieces, is_value: false });
        };
        let counts = |from: &Passage| context == Context::Counts || !self.is_context(*from);
        let mut values = piece.reads.iter().filter(|read| read.role == Role::Variable);
        let value = match (values.next(), values.next()) {
            (Some(only), None) if piece.made == Made::Computed => Some(only.from),
            _ => None,
        };
        let value = value.filter(counts);
        let copied = value.map(|value| Piece::new(piece.to, value, Made::Copied));
        Some(Decision {
            from: copied.as_ref().unwrap_or(piece).narrowed(range).from,
            unwritable: unwritable(piece.made),
            pieces,
            is_value: value.is_some(),
        })
    }

    /// Contributors to a node besides the deciding source.
    fn others<'p>(
        &'p self,
        node: u32,
        decision: &Decision<'p>,
    ) -> impl Iterator<Item = Contributor> + use<'p> {
        let (from, is_value) = (decision.from, decision.is_value);
        let of_pieces = decision.pieces.iter().flat_map(move |(_, piece)| {
            let is_elsewhere = (piece.from.source, piece.from.node) != (from.source, from.node);
            let role = if is_value { Role::Expression } else { Role::Other };
            let own = is_elsewhere.then_some(Contributor { from: piece.from, role });
            own.into_iter().chain(piece.reads.iter().copied())
        });
        let all = of_pieces.chain(self.contributors(node));
        all.filter(move |other| (other.from.source, other.from.node) != (from.source, from.node))
    }

    fn contribution(&self, contributor: Contributor) -> Option<Contribution<'_>> {
        let source = self.source(contributor.from)?;
        let part = meant(source, contributor.from);
        let (tree, node, part) = source.settled(contributor.from.node, part, Context::Counts);
        Some(Contribution { tree, node, part, role: contributor.role })
    }
}

/// Why a text cannot be edited in one place; `None` if its pieces are of one node.
fn from_several(pieces: &[(u32, Piece)]) -> Option<Unwritable> {
    let (_, first) = pieces.first()?;
    let is_other = |from: Passage| (from.source, from.node) != (first.from.source, first.from.node);
    let mut made = pieces.iter().filter_map(|(_, piece)| unwritable(piece.made));
    let is_of_several = pieces.iter().any(|(_, piece)| is_other(piece.from));
    is_of_several.then(|| made.next().unwrap_or(Unwritable::Part))
}

fn unwritable(made: Made) -> Option<Unwritable> {
    match made {
        Made::Copied => None,
        Made::Computed | Made::Open => Some(Unwritable::Computed),
        Made::Implied => Some(Unwritable::Implied),
    }
}

fn length(node: NodeRef<'_>) -> u32 {
    u32::try_from(node.text().len()).unwrap_or(u32::MAX)
}

fn bounds(range: &Range<usize>) -> (u32, u32) {
    let small = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    (small(range.start), small(range.end))
}

/// The bytes of a passage; `None` if they are all of its node's text.
pub(super) fn meant(source: &Tree, passage: Passage) -> Option<Range<usize>> {
    let node = source.node(passage.node);
    let range = passage.range();
    let is_part = node.kind() == Kind::Scalar && range != (0..node.text().len());
    (is_part && !range.is_empty()).then_some(range)
}
