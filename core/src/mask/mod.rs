//! Finds every text that must not be shown, and masks it in messages and lines.

mod carried;
mod commands;
mod exposures;
mod forms;
mod gathered;
mod index;
mod lines;
mod objects;
mod scalars;
mod secrets;
mod signs;
#[cfg(test)]
mod tests;
mod words;

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

pub(crate) use exposures::Exposures;
pub(crate) use gathered::Gathered;
pub(crate) use scalars::{Reach, Written};
pub(crate) use words::contains_distinctive;

use crate::credentials;
use crate::tree::{Place, Tree};
use index::Index;

/// The mask of a secret. Its length is constant.
pub(crate) const MASK: &str = "********";

/// The text of a scalar, and the range of it that was taken from a variable.
type Taken = (Box<str>, Range<usize>);

/// The secrets of a run, indexed for searches.
#[derive(Clone, Default)]
pub(crate) struct Mask {
    index: Index,
    /// The parts of scalars that come from secret variables, each with the whole text of the
    /// scalar.
    taken: HashMap<Place, Vec<Taken>>,
}

impl fmt::Debug for Mask {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mask(..)")
    }
}

impl Mask {
    /// The mask of a single text.
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut gathered = Gathered::default();
        let exposures = Exposures::of(tree, true);
        gathered.outside(tree, &exposures);
        for (written, reach) in exposures.in_nodes(tree) {
            gathered.add(tree, &written, reach);
        }
        gathered.finished([tree].into_iter())
    }

    /// A text with its secrets masked; `None` if there are none.
    pub(crate) fn masked(&self, text: &str) -> Option<String> {
        let mut ranges = self.known(text);
        ranges.extend(carried::carried(text));
        let mut start = 0;
        for (number, part) in text.split('`').enumerate() {
            // Quoted text may be recognisable as a secret.
            if number % 2 == 1 {
                let own = spoken(part).into_iter();
                ranges.extend(own.map(|range| start + range.start..start + range.end));
            }
            start += part.len() + 1;
        }
        replaced(text, ranges)
    }

    /// A masked message about a text that is not known yet: quoted text is also masked if it cannot
    /// be a word.
    pub(crate) fn masked_alone(&self, message: &str) -> Option<String> {
        let masked = self.masked(message);
        let text = masked.as_deref().unwrap_or(message);
        let mut ranges = Vec::new();
        let mut start = 0;
        for (number, part) in text.split('`').enumerate() {
            let ends = |letter: char| letter.is_whitespace() || "\"'(){}[],".contains(letter);
            for word in part.split(ends).filter(|_| number % 2 == 1) {
                let at = start + beginning(word, part);
                let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
                // Invisible characters are shown as codes.
                let is_seen = |letter: char| letter.is_ascii_graphic() || letter.is_alphanumeric();
                let is_word = is_number || !word.chars().all(is_seen);
                let is_secret = !is_word && words::is_distinctive(word);
                ranges.extend(is_secret.then_some(at..at + word.len()));
            }
            start += part.len() + 1;
        }
        replaced(text, ranges).or(masked)
    }

    /// A message with recognisable secrets masked, without known secrets.
    pub(crate) fn masked_by_itself(message: &str) -> Option<String> {
        // Published formats are searched in all of it.
        let masked = replaced(message, carried::published(message));
        let text = masked.as_deref().unwrap_or(message);
        Self::default().masked(text).or(masked)
    }

    /// A masked text that a person wrote: a reason, a name.
    pub(crate) fn masked_prose(&self, text: &str) -> Option<String> {
        replaced(text, self.line(text))
    }

    /// The ranges of secrets in a line: known and recognisable ones.
    pub(crate) fn line(&self, line: &str) -> Vec<Range<usize>> {
        let mut ranges = self.known(line);
        ranges.extend(carried::carried(line));
        ranges.extend(carried::published(line));
        ranges.extend(lines::of_prose(line));
        ranges
    }

    /// A masked message that quotes a scalar with values of variables: they are masked even if they
    /// are words that are also names.
    pub(crate) fn masked_at(&self, place: Place, message: &str) -> Option<String> {
        let taken = self.taken.get(&place)?;
        let mut ranges = Vec::new();
        let mut start = 0;
        for (number, part) in message.split('`').enumerate() {
            let lower = part.to_ascii_lowercase();
            for (text, range) in taken.iter().filter(|_| number % 2 == 1) {
                let text = text.to_ascii_lowercase();
                let secret = text.get(range.clone()).filter(|secret| !secret.is_empty());
                let quotes = lower.contains(&text) || text.contains(&lower);
                let secret = secret.filter(|_| quotes && !part.is_empty());
                let found = secret.and_then(|secret| Some((lower.find(secret)?, secret.len())));
                ranges.extend(found.map(|(at, length)| start + at..start + at + length));
            }
            start += part.len() + 1;
        }
        replaced(message, ranges)
    }

    /// The ranges of known secrets in a text, as they are or in base64.
    pub(crate) fn known(&self, text: &str) -> Vec<Range<usize>> {
        if self.index.is_empty() {
            return Vec::new();
        }
        let mut ranges = self.index.find(text.as_bytes());
        for (range, hidden) in forms::hidden(text) {
            if !self.index.find(&hidden).is_empty() {
                ranges.push(range);
            }
        }
        ranges
    }
}

/// The secrets in a quoted text, by the text alone.
fn spoken(part: &str) -> Vec<Range<usize>> {
    const SHORTEST: usize = 8;
    if part.len() < SHORTEST {
        return Vec::new();
    }
    let (key, offset) = credentials::assigned("", part);
    let value = part.get(offset..).unwrap_or_default();
    let ranges = credentials::secret_ranges(key, value).into_iter();
    let mut found: Vec<Range<usize>> =
        ranges.map(|range| offset + range.start..offset + range.end).collect();
    if part.contains([' ', '=']) {
        found.extend(
            credentials::arguments(&[part]).iter().filter_map(credentials::Argument::secret),
        );
    }
    found
}

/// The offset of a slice in its text.
fn beginning(piece: &str, text: &str) -> usize {
    // INVARIANT: the slice is part of the text.
    piece.as_ptr() as usize - text.as_ptr() as usize
}

/// A text with ranges replaced by the mask; `None` without ranges.
pub(crate) fn replaced(text: &str, mut ranges: Vec<Range<usize>>) -> Option<String> {
    if ranges.is_empty() {
        return None;
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    let mut masked: Option<usize> = None;
    for range in ranges {
        // A range found in bytes may split a character.
        let (start, end) = (floor(text, range.start), ceiling(text, range.end));
        // Adjacent ranges are merged.
        if masked.is_none_or(|end| start > end) {
            shown.push_str(text.get(at..start).unwrap_or_default());
            shown.push_str(MASK);
        }
        at = at.max(end);
        masked = Some(at);
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    Some(shown)
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default()
}

fn ceiling(text: &str, at: usize) -> usize {
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
