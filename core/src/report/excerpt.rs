//! Lines of the inputs, with every secret in them masked.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use super::known::Places;
use super::record::Location;
use crate::engine::Walk;
use crate::mask::{MASK, Mask};
use crate::source::{Source, Span};

/// The texts of the inputs that findings point into.
#[derive(Debug, Default)]
pub(super) struct Texts {
    mask: Arc<Mask>,
    texts: HashMap<Arc<str>, Text>,
}

struct Text {
    source: Source,
    /// Where secrets are written, sorted, not overlapping.
    masks: Vec<Span>,
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(formatter)
    }
}

/// One line of an excerpt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its text with secrets masked, without its line break.
    pub(super) text: String,
    /// The columns of the masked text that the finding is about, from 0, in code points.
    pub(super) marked: Option<(usize, usize)>,
}

impl Texts {
    /// Creates excerpts of the texts at the paths.
    pub(super) fn new(
        walk: &Walk<'_>,
        paths: &HashSet<&str>,
        mask: Arc<Mask>,
        mut places: Places,
    ) -> Self {
        let mut texts: HashMap<Arc<str>, Text> = HashMap::new();
        let pointed = walk.numbered.inputs.iter().filter(|input| paths.contains(&*input.name));
        for input in pointed {
            let Some(own) = input.trees.first() else { continue };
            texts.entry(Arc::clone(&input.name)).or_insert_with(|| {
                let mut masks = places.remove(&own.id()).unwrap_or_default();
                masks.sort();
                Text { source: own.source().clone(), masks: merge(masks) }
            });
        }
        Self { mask, texts }
    }

    /// Every line of a text, as an excerpt shows it.
    pub(super) fn all_lines(&self, path: &str) -> Vec<Line> {
        let Some(text) = self.texts.get(path) else { return Vec::new() };
        let numbers = 1..=text.source.line_count();
        numbers.map(|number| text.line(number, None, &self.mask)).collect()
    }

    /// The lines from the one above a location to the one below it, as far as they exist.
    pub(super) fn lines(&self, location: &Location, above: u32, below: u32) -> Vec<Line> {
        let (Some(text), Some(start), Some(end)) =
            (self.texts.get(&location.path), location.start, location.end)
        else {
            return Vec::new();
        };
        let first = start.line.saturating_sub(above).max(1);
        let last = start.line.saturating_add(below).min(text.source.line_count());
        (first..=last)
            .map(|number| {
                let marked = (number == start.line).then_some((start.byte, end.byte));
                text.line(number, marked, &self.mask)
            })
            .collect()
    }
}

impl Text {
    /// The ranges of a line to mask: secrets written there, and occurrences of other secrets.
    fn masks(&self, line: Span, mask: &Mask) -> Vec<Span> {
        let first = self.masks.partition_point(|mask| mask.end <= line.start);
        let here = self.masks.iter().skip(first).take_while(|mask| mask.start < line.end);
        let mut masks: Vec<Span> = here.copied().collect();
        let offset = |at: usize| line.start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        let known = mask.line(self.source.slice(line)).into_iter();
        masks.extend(known.map(|range| Span::new(offset(range.start), offset(range.end))));
        masks.sort();
        merge(masks)
    }

    fn line(&self, number: u32, marked: Option<(u32, u32)>, mask: &Mask) -> Line {
        let span = self.source.line_span(number);
        let mut shown = String::new();
        let mut at = span.start;
        // Converts a byte offset in the source to a column in the shown text, in code points.
        let mut columns = [None, None];
        let ends = marked.map(|(start, end)| [start, end.clamp(start, span.end)]);
        let note = |columns: &mut [Option<usize>; 2], byte: u32, shown: &str| {
            for (column, end) in columns.iter_mut().zip(ends.into_iter().flatten()) {
                if column.is_none() && byte >= end {
                    *column = Some(shown.chars().count());
                }
            }
        };
        note(&mut columns, at, &shown);
        for mask in self.masks(span, mask) {
            let start = mask.start.max(span.start);
            for character in self.source.slice(Span::new(at, start)).chars() {
                shown.push(character);
                at += u32::try_from(character.len_utf8()).unwrap_or(4);
                note(&mut columns, at, &shown);
            }
            at = mask.end.min(span.end);
            // A mark that begins inside a secret begins with its mask.
            if let ([None, _], Some((begin, _))) = (columns, marked) {
                columns[0] = (begin < at).then(|| shown.chars().count());
            }
            shown.push_str(MASK);
            note(&mut columns, at, &shown);
        }
        for character in self.source.slice(Span::new(at, span.end)).chars() {
            shown.push(character);
            at += u32::try_from(character.len_utf8()).unwrap_or(4);
            note(&mut columns, at, &shown);
        }
        let marked = match columns {
            [Some(start), end] if marked.is_some() => {
                let end = end.unwrap_or_else(|| shown.chars().count());
                Some((start, end.max(start + 1)))
            }
            _ => None,
        };
        Line { number, text: shown, marked }
    }
}

fn merge(sorted: Vec<Span>) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}
