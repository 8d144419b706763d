//! The origin of a value while its tree is being built.

use std::ops::Range;
use std::rc::Rc;

use super::provenance::{Contributor, Made, Passage, Piece};
use super::removal::Removed;

/// The origin of a value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lineage {
    /// The origin of the whole value.
    pub from: Passage,
    /// How.
    pub made: Made,
    /// The pieces of an assembled text, in order; empty for a value with a single origin.
    pub pieces: Vec<Piece>,
    /// Other contributors.
    pub(super) via: Option<Rc<Via>>,
    /// Entries that were removed from a mapping.
    pub(super) removed: Option<Rc<Removed>>,
}

/// A contributor, and those before it.
#[derive(Debug)]
pub(super) struct Via {
    pub(super) contributor: Contributor,
    pub(super) before: Option<Rc<Via>>,
    length: u32,
}

/// Maximum number of contributors that are kept for a value.
const MOST: u32 = 32;

impl From<Passage> for Lineage {
    fn from(from: Passage) -> Self {
        Self { from, ..Self::default() }
    }
}

impl Lineage {
    /// The lineage of a value that a rule derived from a passage.
    pub(crate) fn implied(from: Passage) -> Self {
        Self { made: Made::Implied, ..Passage { bytes: (0, 0), ..from }.into() }
    }

    /// The lineage of an assembled text.
    pub(crate) fn of_pieces(from: Passage, pieces: Vec<Piece>) -> Self {
        Self { pieces, ..from.into() }
    }

    /// The lineage of texts one after the other, each with its length. One passage represents
    /// all of them.
    pub(crate) fn joined(from: Passage, parts: impl IntoIterator<Item = (Self, usize)>) -> Self {
        let mut joined = Self::from(from);
        let mut end = 0;
        for (part, length) in parts.into_iter().filter(|(_, length)| *length > 0) {
            let (start, length) = (end, small(length));
            end = start + length;
            if part.pieces.is_empty() {
                joined.pieces.push(Piece::new((start, end), part.from, part.made));
            }
            joined.pieces.extend(
                part.pieces
                    .into_iter()
                    .map(|piece| Piece { to: (piece.to.0 + start, piece.to.1 + start), ..piece }),
            );
            let mut via = part.via.as_deref();
            if joined.via.is_none() {
                joined.via.clone_from(&part.via);
                via = None;
            }
            while let Some(one) = via {
                joined.add(one.contributor);
                via = one.before.as_deref();
            }
        }
        if let [piece] = joined.pieces.as_slice() {
            (joined.from, joined.made) = (piece.from, piece.made);
            if piece.made == Made::Copied {
                joined.pieces.clear();
            }
        }
        joined
    }

    /// The lineage of a copy of another passage, with the same contributors.
    #[must_use]
    pub(crate) fn beside(&self, from: Passage) -> Self {
        Self { via: self.via.clone(), ..from.into() }
    }

    /// Whether some of the text is an expression whose value is not known.
    pub(crate) fn is_open(&self) -> bool {
        self.pieces.iter().any(|piece| piece.made == Made::Open)
    }

    /// Adds contributors to the value.
    pub(crate) fn add(&mut self, contributor: Contributor) {
        let length = self.via.as_ref().map_or(1, |via| via.length + 1);
        if length <= MOST {
            self.via = Some(Rc::new(Via { contributor, before: self.via.take(), length }));
        }
    }

    /// The lineage of a range of this text, as a separate text. A complete copy of the text's
    /// `length` is divided by bytes; any other piece counts as a whole.
    pub(crate) fn part(&self, range: &Range<usize>, length: usize) -> Self {
        let range = (small(range.start), small(range.end));
        let mut part = Self { via: self.via.clone(), ..Self::default() };
        if self.pieces.is_empty() {
            let whole = Piece::new((0, small(length)), self.from, self.made);
            part.from = whole.narrowed(range).from;
            part.made = self.made;
            return part;
        }
        let touched = touching(&self.pieces, range, |piece| piece);
        part.pieces = touched
            .iter()
            .map(|piece| {
                let mut piece = piece.narrowed(range);
                piece.to = (piece.to.0 - range.0, piece.to.1 - range.0);
                piece
            })
            .collect();
        part.settle(self.from);
        part
    }

    /// The lineage of the same text after a prefix of `length` bytes that a rule added.
    #[must_use]
    pub(crate) fn behind(mut self, added: usize, length: usize) -> Self {
        let added = small(added);
        if self.pieces.is_empty() {
            self.pieces.push(Piece::new((0, small(length)), self.from, self.made));
        }
        for piece in &mut self.pieces {
            piece.to = (piece.to.0 + added, piece.to.1 + added);
        }
        let nothing = Passage { bytes: (self.from.bytes.0, self.from.bytes.0), ..self.from };
        self.pieces.insert(0, Piece::new((0, added), nothing, Made::Implied));
        self
    }

    /// The lineage of a text of `length` bytes that replaced this one: the origin of its individual
    /// bytes is not known.
    #[must_use]
    pub(crate) fn rewritten(mut self, length: usize) -> Self {
        if self.pieces.is_empty() {
            if self.made == Made::Copied && self.from.len() == small(length) {
                return self;
            }
            self.pieces = vec![Piece::new((0, small(length)), self.from, self.made)];
        }
        let made = self.pieces.iter().map(|piece| piece.made).fold(Made::Copied, worse);
        let reads = self.pieces.iter().flat_map(|piece| piece.reads.iter().copied()).collect();
        let from = hull(self.pieces.iter()).unwrap_or(self.from);
        let made = if made == Made::Copied { Made::Computed } else { made };
        self.pieces = vec![Piece { to: (0, small(length)), from, made, reads }];
        self.from = from;
        self
    }

    /// A single copied piece needs no further information.
    fn settle(&mut self, whole: Passage) {
        self.from = hull(self.pieces.iter()).unwrap_or(whole);
        match self.pieces.as_slice() {
            [] => {
                self.from.bytes = (0, 0);
                self.made = Made::Implied;
            }
            [piece] if piece.made == Made::Copied => self.pieces.clear(),
            _ => {}
        }
    }
}

impl Piece {
    /// A piece without contributors.
    pub fn new(to: (u32, u32), from: Passage, made: Made) -> Self {
        Self { to, from, made, reads: Box::default() }
    }

    fn is_verbatim(&self) -> bool {
        self.made == Made::Copied && self.to.1 - self.to.0 == self.from.len()
    }

    /// The part of the piece that lies in a range.
    pub(super) fn narrowed(&self, range: (u32, u32)) -> Self {
        let start = self.to.0.max(range.0);
        let to = (start, self.to.1.min(range.1).max(start));
        let mut narrowed = Self { to, ..self.clone() };
        if self.is_verbatim() {
            let start = self.from.bytes.0;
            narrowed.from.bytes = (start + to.0 - self.to.0, start + to.1 - self.to.0);
        }
        narrowed
    }
}

/// The pieces, of a sorted list, that overlap a range.
pub(super) fn touching<T>(pieces: &[T], range: (u32, u32), of: impl Fn(&T) -> &Piece) -> &[T] {
    let is_here = |to: (u32, u32)| to.0 == to.1 && to.0 == range.0;
    let is_before = |to: (u32, u32)| to.1 <= range.0 && !is_here(to);
    let first = pieces.partition_point(|piece| is_before(of(piece).to));
    let end = pieces.partition_point(|piece| of(piece).to.0 < range.1 || is_here(of(piece).to));
    pieces.get(first..end).unwrap_or_default()
}

/// The passage from the first to the last piece, if all are in one node.
pub(super) fn hull<'p>(mut pieces: impl Iterator<Item = &'p Piece>) -> Option<Passage> {
    let first = pieces.next()?;
    let last = pieces.last().unwrap_or(first);
    let is_one = (first.from.source, first.from.node) == (last.from.source, last.from.node);
    let end = if is_one { last.from.bytes.1.max(first.from.bytes.1) } else { first.from.bytes.1 };
    Some(Passage { bytes: (first.from.bytes.0, end), ..first.from })
}

fn worse(one: Made, other: Made) -> Made {
    match (one, other) {
        (Made::Open, _) | (_, Made::Open) => Made::Open,
        (Made::Computed, _) | (_, Made::Computed) => Made::Computed,
        (Made::Implied, _) | (_, Made::Implied) => Made::Implied,
        _ => Made::Copied,
    }
}

fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
