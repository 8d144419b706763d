//! Searches many texts in one pass.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::words::is_distinctive;

/// Number of bytes of a seed; eight fit into one integer.
const SEED: usize = 8;

/// Minimum length of a part of a longer secret that must not be shown.
const LONGEST_PART: usize = 24;

/// Each run of this many bytes of a text has a seed.
const SEGMENT: usize = 12;

/// Longer texts are searched by their parts or not at all, which limits the cost of near matches.
const LONGEST_WHOLE: usize = 256;

/// Maximum number of texts with the same seed that are compared; rarer seeds are preferred.
const MOST_OF_A_SEED: u32 = 16;

/// The kind of occurrence that counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Found {
    /// Anywhere, even if only half of it occurs.
    InPart,
    /// As a whole, without an adjacent letter or digit.
    Whole,
}

/// An index of texts to search for, ignoring case.
///
/// Each text is divided into segments; the seed of a segment is the eight bytes that occur in the
/// fewest other texts. Half of a text always contains one of its seeds, from which both sides are
/// compared. The work grows with the searched text, not with the number of indexed texts.
#[derive(Clone, Default)]
pub(super) struct Index {
    /// The texts, concatenated, in lower case.
    texts: Vec<u8>,
    entries: Vec<Entry>,
    /// The last link of each seed.
    seeds: HashMap<u64, Chain>,
    links: Vec<Link>,
    /// Texts that are too short for a seed.
    short: HashSet<Box<[u8]>>,
    /// The lengths of these texts.
    short_lengths: Vec<usize>,
    /// A bit for every seed and every beginning of a short text, which rejects most positions.
    filter: Vec<u64>,
}

#[derive(Clone)]
struct Entry {
    range: Range<usize>,
    found: Found,
}

#[derive(Clone, Copy)]
struct Chain {
    last: u32,
    length: u32,
}

#[derive(Clone, Copy)]
struct Link {
    entry: u32,
    /// The position of the seed in the text.
    offset: u32,
    before: Option<u32>,
}

impl Index {
    /// Adds a text.
    pub(super) fn add(&mut self, text: &str, found: Found) {
        let bytes = text.to_ascii_lowercase().into_bytes();
        if bytes.len() < SEED {
            if !self.short_lengths.contains(&bytes.len()) && !bytes.is_empty() {
                self.short_lengths.push(bytes.len());
            }
            self.short.insert(bytes.into());
            return;
        }
        if found == Found::Whole && bytes.len() > LONGEST_WHOLE {
            return;
        }
        let segment = SEGMENT.min(bytes.len() / 2).max(SEED);
        let segments = match found {
            Found::InPart => (bytes.len() / segment).max(1),
            Found::Whole => 1,
        };
        let entry = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        for number in 0..segments {
            let end = if number + 1 == segments { bytes.len() } else { (number + 1) * segment };
            self.link(entry, &bytes, number * segment..end);
        }
        let start = self.texts.len();
        self.texts.extend_from_slice(&bytes);
        self.entries.push(Entry { range: start..self.texts.len(), found });
    }

    /// Records the seed of a segment.
    fn link(&mut self, entry: u32, text: &[u8], segment: Range<usize>) {
        let offsets = segment.start..=segment.end.saturating_sub(SEED).max(segment.start);
        let mut rarest: Option<(u32, usize, u64)> = None;
        for offset in offsets {
            let Some(seed) = seed_at(text, offset) else { continue };
            let length = self.seeds.get(&seed).map_or(0, |chain| chain.length);
            if rarest.is_none_or(|(known, ..)| length < known) {
                rarest = Some((length, offset, seed));
            }
            if length == 0 {
                break;
            }
        }
        let Some((length, offset, seed)) = rarest.filter(|(known, ..)| *known < MOST_OF_A_SEED)
        else {
            return;
        };
        let before = self.seeds.get(&seed).map(|chain| chain.last);
        let last = u32::try_from(self.links.len()).unwrap_or(u32::MAX);
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        self.links.push(Link { entry, offset, before });
        self.seeds.insert(seed, Chain { last, length: length + 1 });
    }

    /// The index, ready for searches.
    pub(super) fn finished(mut self) -> Self {
        let bits = ((self.seeds.len() + self.short.len()) * 16).next_power_of_two().max(1024);
        self.filter = vec![0; bits / 64];
        let seeds = self.seeds.keys().copied();
        let short = self.short.iter().map(|text| beginning(text));
        let places: Vec<usize> =
            seeds.map(|seed| slot(seed, bits)).chain(short.map(|seed| slot(seed, bits))).collect();
        for place in places {
            if let Some(word) = self.filter.get_mut(place / 64) {
                *word |= 1 << (place % 64);
            }
        }
        self.short_lengths.sort_unstable();
        self
    }

    /// Whether the index is empty.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.short.is_empty()
    }

    /// The ranges of another text in which indexed texts occur, in order.
    pub(super) fn find(&self, text: &[u8]) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let text = text.to_ascii_lowercase();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at + 1 < text.len() {
            let here = self.seeded(&text, at).or_else(|| self.short(&text, at));
            at += 1;
            if let Some(here) = here {
                // An overlapping occurrence begins before its last bytes.
                at = at.max((here.end + 1).saturating_sub(SEED));
                match found.last_mut().filter(|last| here.start <= last.end) {
                    Some(last) => *last = last.start.min(here.start)..last.end.max(here.end),
                    None => found.push(here),
                }
            }
        }
        found
    }

    fn may_be(&self, seed: u64) -> bool {
        let place = slot(seed, self.filter.len() * 64);
        self.filter.get(place / 64).is_some_and(|word| word & (1 << (place % 64)) != 0)
    }

    /// The text with a seed at this position.
    fn seeded(&self, text: &[u8], at: usize) -> Option<Range<usize>> {
        let seed = seed_at(text, at)?;
        if !self.may_be(seed) {
            return None;
        }
        let mut link = self.seeds.get(&seed).map(|chain| chain.last);
        let mut best: Option<Range<usize>> = None;
        while let Some(Link { entry, offset, before }) =
            link.and_then(|link| self.links.get(link as usize)).copied()
        {
            link = before;
            let here = self.entries.get(entry as usize).and_then(|entry| {
                entry.found_at(self.texts.get(entry.range.clone())?, offset as usize, text, at)
            });
            let is_longer =
                |here: &Range<usize>| best.as_ref().is_none_or(|best| here.len() > best.len());
            if let Some(here) = here.filter(is_longer) {
                best = Some(here);
            }
        }
        best
    }

    /// The short text at this position.
    fn short(&self, text: &[u8], at: usize) -> Option<Range<usize>> {
        if self.short.is_empty() || !self.may_be(beginning(text.get(at..)?)) {
            return None;
        }
        let lengths = self.short_lengths.iter().rev();
        let mut ranges = lengths.map(|length| at..at + length);
        ranges.find(|range| {
            let is_known = text.get(range.clone()).is_some_and(|text| self.short.contains(text));
            is_known && is_word(text, range)
        })
    }
}

impl Entry {
    /// The part of a text that occurs here in another one, if it is long enough.
    fn found_at(&self, own: &[u8], offset: usize, text: &[u8], at: usize) -> Option<Range<usize>> {
        let before = own.get(..offset)?.iter().rev();
        let back = before.zip(text.get(..at)?.iter().rev()).take_while(|(own, here)| own == here);
        let after = own.get(offset..)?.iter();
        let forth = after.zip(text.get(at..)?).take_while(|(own, here)| own == here);
        let here = at - back.count()..at + forth.count();
        let is_whole = here.len() == own.len();
        let counts = match self.found {
            // A word that is half of a secret is not significant elsewhere.
            Found::InPart => {
                is_whole
                    || (here.len() >= (own.len() / 2).clamp(SEED, LONGEST_PART)
                        && is_distinctive(&String::from_utf8_lossy(text.get(here.clone())?)))
            }
            Found::Whole => is_whole && is_word(text, &here),
        };
        counts.then_some(here)
    }
}

/// Whether no letter or digit is adjacent to a range.
fn is_word(text: &[u8], range: &Range<usize>) -> bool {
    let is_other = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    let before = range.start.checked_sub(1).and_then(|at| text.get(at));
    is_other(before) && is_other(text.get(range.end))
}

/// The bytes from a position on as an integer.
fn seed_at(text: &[u8], at: usize) -> Option<u64> {
    let bytes = text.get(at..at + SEED)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// The first bytes of a text that may be short, as a number that is not a seed.
fn beginning(text: &[u8]) -> u64 {
    text.iter().take(4).fold(1, |number, byte| (number << 8) | u64::from(*byte))
}

/// The bit of a seed.
fn slot(seed: u64, bits: usize) -> usize {
    let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20;
    usize::try_from(mixed).unwrap_or_default() & bits.saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{Found, Index};

    fn find(index: &Index, text: &str) -> Vec<String> {
        let found = index.find(text.as_bytes());
        found.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn half_of_a_text_is_found_and_a_word_of_it_is_not() {
        let mut index = Index::default();
        index.add("Kq83zLw0pXv5-database-Tm2", Found::InPart);
        index.add("harbor-core", Found::Whole);
        index.add("q7Zx", Found::Whole);
        let index = index.finished();
        assert_eq!(find(&index, "see kq83zlw0pxv5-datab"), ["kq83zlw0pxv5-datab"]);
        assert_eq!(find(&index, "a database is here"), [""; 0]);
        assert_eq!(find(&index, "harbor-core and harbor-cores"), ["harbor-core"]);
        assert_eq!(find(&index, "=q7Zx, q7Zxy"), ["q7Zx"]);
    }

    #[test]
    fn texts_that_begin_alike_are_all_found() {
        let mut index = Index::default();
        let text = |number: u32| format!("prefix-of-all-{:08x}", number.wrapping_mul(0x9E37_79B9));
        (0..2000).for_each(|number| index.add(&text(number), Found::InPart));
        let index = index.finished();
        for number in 0..2000 {
            assert_eq!(find(&index, &format!("<{}>", text(number))), [text(number)]);
        }
    }
}
