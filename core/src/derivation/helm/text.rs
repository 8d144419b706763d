//! Texts that know where each of their bytes comes from.

use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

use super::origin::{Reads, Trace};
use crate::tree::Made;

/// A text with its origin.
#[derive(Clone, Debug)]
pub(super) struct Text {
    text: Rc<str>,
    origin: Origin,
}

/// The origin of a text.
#[derive(Clone, Debug)]
enum Origin {
    /// One for all of it.
    Whole(Trace),
    /// One for each run of bytes.
    Pieces(Rc<Pieces>),
}

/// Runs of bytes, in order and without gaps.
#[derive(Clone, Debug)]
struct Pieces {
    runs: Vec<Piece>,
    /// The origin of all of them together, as soon as it was asked for.
    all: OnceCell<Trace>,
}

/// A run of bytes with the same origin.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// The end of the run, in bytes of the text.
    pub(super) end: usize,
    /// Its origin. A copy has as many bytes in its passage as the run has, or is a copy of a value
    /// in another notation.
    pub(super) trace: Trace,
}

impl Origin {
    fn of(runs: Vec<Piece>) -> Self {
        Self::Pieces(Rc::new(Pieces { runs, all: OnceCell::new() }))
    }
}

impl Default for Text {
    fn default() -> Self {
        Self::new("", Trace::default())
    }
}

impl Text {
    /// A text with one origin.
    pub(super) fn new(text: impl Into<Rc<str>>, trace: Trace) -> Self {
        Self { text: text.into(), origin: Origin::Whole(trace) }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    pub(super) fn shared(&self) -> Rc<str> {
        Rc::clone(&self.text)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The runs of bytes, each with its range.
    pub(super) fn pieces(&self) -> impl Iterator<Item = (Range<usize>, &Trace)> {
        self.pieces_in(0..self.text.len())
    }

    /// The runs of bytes that touch a range; of an empty range, the one that begins or continues
    /// there.
    pub(super) fn pieces_in(
        &self,
        range: Range<usize>,
    ) -> impl Iterator<Item = (Range<usize>, &Trace)> {
        let (whole, pieces) = match &self.origin {
            Origin::Whole(trace) => (Some((0..self.text.len(), trace)), &[][..]),
            Origin::Pieces(pieces) => (None, &*pieces.runs),
        };
        let first = pieces.partition_point(|piece| piece.end <= range.start);
        let first = first.min(pieces.len().saturating_sub(1));
        let before = first.checked_sub(1).and_then(|before| pieces.get(before));
        let mut start = before.map_or(0, |piece| piece.end);
        let is_here = move |start: usize| start < range.end || start <= range.start;
        let pieces = pieces.get(first..).unwrap_or_default().iter().map(move |piece| {
            let range = start..piece.end;
            start = piece.end;
            (range, &piece.trace)
        });
        let pieces = pieces.take_while(move |(piece, _)| is_here(piece.start));
        whole.into_iter().chain(pieces)
    }

    /// The origin of all of it: of a text of several pieces, a value that is computed from them.
    pub(super) fn trace(&self) -> Trace {
        match &self.origin {
            Origin::Whole(trace) => trace.clone(),
            Origin::Pieces(pieces) => {
                let computed = || Trace::computed(pieces.runs.iter().map(|piece| &piece.trace));
                pieces.all.get_or_init(computed).clone()
            }
        }
    }

    /// The origin of a range of bytes: that of the first piece in it.
    pub(super) fn trace_at(&self, range: Range<usize>) -> Trace {
        let found = self.pieces_in(range.clone()).next();
        found.map_or_else(Trace::default, |(piece, trace)| narrowed(trace, &piece, &range))
    }

    /// Whether some of it is not known before the chart is installed.
    pub(super) fn is_open(&self) -> bool {
        self.pieces().any(|(_, trace)| trace.is_open())
    }

    /// The same text with changed origins.
    #[must_use]
    pub(super) fn traced(&self, change: impl Fn(&Trace) -> Trace) -> Self {
        let origin = match &self.origin {
            Origin::Whole(trace) => Origin::Whole(change(trace)),
            Origin::Pieces(pieces) => {
                let change = |piece: &Piece| Piece { end: piece.end, trace: change(&piece.trace) };
                Origin::of(pieces.runs.iter().map(change).collect())
            }
        };
        Self { text: self.shared(), origin }
    }

    /// The same text with conditions for it.
    #[must_use]
    pub(super) fn under(&self, conditions: &Reads) -> Self {
        if conditions.all().is_empty() {
            return self.clone();
        }
        self.traced(|trace| trace.clone().under(conditions))
    }

    /// A range of bytes, at borders of characters; others are moved to the end.
    #[must_use]
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let length = self.text.len();
        if range == (0..length) {
            return self.clone();
        }
        if let (Origin::Whole(trace), Some(part)) = (&self.origin, self.text.get(range.clone())) {
            return Self::new(part, narrowed(trace, &(0..length), &range));
        }
        let mut builder = TextBuilder::default();
        builder.push_slice(self, range);
        builder.finish()
    }

    /// Another text that was computed from this one as a whole; the same text keeps its origins.
    #[must_use]
    pub(super) fn rewritten(&self, text: &str) -> Self {
        if text == self.as_str() {
            return self.clone();
        }
        let trace = self.trace();
        Self::new(text, Trace::computed([&trace]))
    }

    /// Whether another text is the same and comes from the same places.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.text == other.text && self.pieces().eq(other.pieces())
    }

    /// Texts one after the other.
    pub(super) fn joined<'t>(parts: impl IntoIterator<Item = &'t Self>) -> Self {
        let mut builder = TextBuilder::default();
        parts.into_iter().for_each(|part| builder.push(part));
        builder.finish()
    }
}

/// Maximum size of a text in bytes. What exceeds it is left out, and the template
/// that asks for it is not rendered.
pub(super) const LONGEST: usize = 16 << 20;

/// Number of bytes that are reserved for a text when it begins.
const FIRST: usize = 128;

/// Assembles a text.
#[derive(Debug, Default)]
pub(super) struct TextBuilder {
    text: String,
    pieces: Vec<Piece>,
    /// What could have been before the next byte.
    left_out: Reads,
}

impl TextBuilder {
    /// The number of bytes so far.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether the text has reached its maximum size.
    pub(super) fn is_full(&self) -> bool {
        self.text.len() > LONGEST
    }

    /// Adds text with one origin.
    pub(super) fn push_str(&mut self, text: &str, trace: &Trace) {
        if text.is_empty() || self.is_full() {
            return;
        }
        let start = self.text.len();
        self.append(text);
        self.extend(start, trace.clone());
    }

    /// Adds nothing, which could have been something because of some values: a condition of what
    /// precedes and of what follows.
    pub(super) fn push_nothing(&mut self, because_of: &Trace) {
        let because_of = Reads::default().because_of(because_of);
        if because_of.all().is_empty() {
            return;
        }
        self.left_out = self.left_out.with(&because_of);
        let Some(last) = self.pieces.pop() else { return };
        let start = self.pieces.last().map_or(0, |piece| piece.end);
        let before = self.text.get(start..last.end).and_then(|text| text.chars().next_back());
        let at = last.end - before.map_or(0, char::len_utf8);
        let run = start..last.end;
        if start < at {
            let trace = narrowed(&last.trace, &run, &(start..at));
            self.pieces.push(Piece { end: at, trace });
        }
        let trace = narrowed(&last.trace, &run, &(at..last.end)).under(&because_of);
        self.pieces.push(Piece { end: last.end, trace });
    }

    /// Adds text that a function makes; of the same origin as what follows or precedes.
    pub(super) fn push_made(&mut self, text: &str) {
        self.push_str(text, &Trace::of_nothing());
    }

    /// Adds a text.
    pub(super) fn push(&mut self, text: &Text) {
        if text.is_empty() {
            self.push_nothing(&text.trace());
        }
        self.push_slice(text, 0..text.text.len());
    }

    /// Adds a range of bytes of a text, at borders of characters; nothing if it is not such a range.
    pub(super) fn push_slice(&mut self, text: &Text, range: Range<usize>) {
        let Some(added) = text.text.get(range.clone()) else { return };
        if added.is_empty() || self.is_full() {
            return;
        }
        let base = self.text.len();
        self.append(added);
        for (run, trace) in text.pieces_in(range.clone()) {
            let (start, end) = (run.start.max(range.start), run.end.min(range.end));
            if start >= end {
                continue;
            }
            let trace = narrowed(trace, &run, &range);
            self.extend_to(base + start - range.start, base + end - range.start, trace);
        }
    }

    /// Adds a text in which some characters are written in another way; what is not keeps its origins.
    /// The others have an origin that depends on that of the character.
    pub(super) fn push_escaped(
        &mut self,
        text: &Text,
        escape: impl Fn(char) -> Option<String>,
        origin: impl Fn(Trace) -> Trace,
    ) {
        let mut done = 0;
        for (at, character) in text.as_str().char_indices() {
            let Some(escape) = escape(character) else { continue };
            let end = at + character.len_utf8();
            self.push_slice(text, done..at);
            self.push_str(&escape, &origin(text.slice(at..end).trace()));
            done = end;
        }
        self.push_slice(text, done..text.as_str().len());
    }

    /// The finished text.
    pub(super) fn finish(self) -> Text {
        let mut pieces = self.pieces;
        let origin = match pieces.len() {
            0 => Origin::Whole(Trace::default()),
            1 => Origin::Whole(pieces.remove(0).trace),
            _ => Origin::of(pieces),
        };
        Text { text: self.text.into(), origin }
    }

    fn append(&mut self, text: &str) {
        if self.text.capacity() == 0 {
            self.text.reserve(text.len().max(FIRST));
        }
        self.text.push_str(text);
    }

    fn extend(&mut self, start: usize, trace: Trace) {
        self.extend_to(start, self.text.len(), trace);
    }

    fn extend_to(&mut self, start: usize, end: usize, trace: Trace) {
        let left_out = std::mem::take(&mut self.left_out);
        if left_out.all().is_empty() {
            return self.add(start, end, trace);
        }
        let first = self.text.get(start..).and_then(|text| text.chars().next());
        let first = start + first.map_or(0, char::len_utf8);
        let part = |range| narrowed(&trace, &(start..end), &range);
        self.add(start, first, part(start..first).under(&left_out));
        if first < end {
            self.add(first, end, part(first..end));
        }
    }

    fn add(&mut self, start: usize, end: usize, trace: Trace) {
        let known = self.pieces.len();
        let before = known.checked_sub(2).and_then(|at| self.pieces.get(at)).map_or(0, |it| it.end);
        if let Some(last) = self.pieces.last_mut() {
            if trace.continues(&last.trace, last.end - before, end - start) {
                last.end = end;
                last.trace.from.bytes.1 = trace.from.bytes.1;
                return;
            }
        }
        self.pieces.push(Piece { end, trace });
    }
}

/// The origin of a range of bytes within a run of bytes: a copy is narrowed with it.
fn narrowed(trace: &Trace, run: &Range<usize>, range: &Range<usize>) -> Trace {
    let mut trace = trace.clone();
    let from = trace.from.bytes.0;
    let is_verbatim = (trace.from.bytes.1 - from) as usize == run.len();
    if trace.made == Made::Copied && is_verbatim {
        let at = |offset: usize| {
            let within = offset.clamp(run.start, run.end) - run.start;
            u32::try_from(within).map_or(u32::MAX, |within| from + within)
        };
        trace.from.bytes = (at(range.start), at(range.end));
    }
    trace
}
