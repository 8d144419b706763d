//! What must not be shown: every text that some reader takes for a secret, and what is left of a
//! message or a line without them.

mod carried;
mod commands;
mod forms;
mod index;
mod lines;
mod objects;
mod scalars;
mod secrets;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use scalars::taken;
pub(crate) use scalars::{Reach, Written, exposed};

use crate::credentials;
use crate::source::Span;
use crate::tree::{NodeRef, Place, Tree};
use index::{Found, Index};

/// What is shown instead of a secret. Its length says nothing about the secret's.
pub(crate) const MASK: &str = "********";

/// Longer texts are looked for line by line and word by word.
const LONGEST_TEXT: usize = 4096;

/// The text of a scalar, and the range of it that was taken from a variable.
type Taken = (Box<str>, Range<usize>);

/// The secrets of a run, ready to be looked for.
#[derive(Clone, Default)]
pub(crate) struct Mask {
    index: Index,
    /// What of scalars was taken from variables that are secrets, each with all of the scalar's text.
    taken: HashMap<Place, Vec<Taken>>,
}

impl fmt::Debug for Mask {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mask(..)")
    }
}

impl Mask {
    /// The mask of one text that stands alone.
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut gathered = Gathered::default();
        gathered.unread(tree, true);
        for (_, root) in tree.documents() {
            for (written, reach) in exposed(root) {
                gathered.add(tree, &written, reach);
            }
        }
        gathered.finished([tree].into_iter())
    }

    /// What is left of a text that is shown; nothing where all of it is.
    pub(crate) fn masked(&self, text: &str) -> Option<String> {
        let mut ranges = self.known(text);
        ranges.extend(carried::carried(text));
        let mut start = 0;
        for (number, part) in text.split('`').enumerate() {
            // What is quoted may say by itself that it is a secret.
            if number % 2 == 1 {
                let own = spoken(part).into_iter();
                ranges.extend(own.map(|range| start + range.start..start + range.end));
            }
            start += part.len() + 1;
        }
        replaced(text, ranges)
    }

    /// What is left of a message about a text of which nothing else is known yet: what it quotes is hidden
    /// also where it can be no word.
    pub(crate) fn masked_alone(&self, message: &str) -> Option<String> {
        let masked = self.masked(message);
        let text = masked.as_deref().unwrap_or(message);
        let mut ranges = Vec::new();
        let mut start = 0;
        for (number, part) in text.split('`').enumerate() {
            let ends = |letter: char| letter.is_whitespace() || "\"'(){}[],".contains(letter);
            for word in part.split(ends).filter(|_| number % 2 == 1) {
                // INVARIANT: a word is a piece of the part.
                let at = start + (word.as_ptr() as usize - part.as_ptr() as usize);
                let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
                // What is not seen is shown as a code.
                let is_seen = |letter: char| letter.is_ascii_graphic() || letter.is_alphanumeric();
                let is_word = is_number || !word.chars().all(is_seen);
                let is_secret = !is_word && words::is_distinctive(word);
                ranges.extend(is_secret.then_some(at..at + word.len()));
            }
            start += part.len() + 1;
        }
        replaced(text, ranges).or(masked)
    }

    /// What is left of a message by what it says itself, and of no known secrets.
    pub(crate) fn masked_by_itself(message: &str) -> Option<String> {
        // Published formats are looked for in all of it.
        let masked = replaced(message, credentials::secret_ranges("", message));
        let text = masked.as_deref().unwrap_or(message);
        Self::default().masked(text).or(masked)
    }

    /// What is left of a text that people write: a reason, a name.
    pub(crate) fn masked_prose(&self, text: &str) -> Option<String> {
        replaced(text, self.line(text))
    }

    /// Where secrets are in a line that is shown, by what is known and by what it says itself.
    pub(crate) fn line(&self, line: &str) -> Vec<Range<usize>> {
        let mut ranges = self.known(line);
        ranges.extend(carried::carried(line));
        ranges.extend(credentials::secret_ranges("", line));
        ranges.extend(lines::of_prose(line));
        ranges
    }

    /// What is left of a message about a scalar that was taken from variables, where it quotes it: there it
    /// is masked also where it is a word that other things are called.
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

    /// Where known secrets are in a text, as they are or in base64.
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

/// What is a secret of a quoted text, by the text alone.
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

/// A text with the mask in place of ranges; nothing where there are none.
pub(crate) fn replaced(text: &str, mut ranges: Vec<Range<usize>>) -> Option<String> {
    if ranges.is_empty() {
        return None;
    }
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    let mut masked: Option<usize> = None;
    for range in ranges {
        // What is found in bytes may cut a character.
        let (start, end) = (floor(text, range.start), ceiling(text, range.end));
        // Parts that touch are one.
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

/// Secrets that are gathered, and where they stand.
#[derive(Default)]
pub(crate) struct Gathered {
    index: Index,
    /// What was added already.
    seen: HashSet<Box<str>>,
    /// Words of which it is not known yet whether something is called so.
    words: HashSet<Box<str>>,
    taken: HashMap<Place, Vec<Taken>>,
}

impl Gathered {
    /// Adds a secret of a tree.
    pub(crate) fn add(&mut self, tree: &Tree, written: &Written<'_>, reach: Reach) {
        match written {
            Written::Scalar(node, range) => {
                let text = node.text();
                self.value(text.get(range.clone()).unwrap_or_default(), reach);
                // With the escapes that its notation needs.
                let raw = tree.source().slice(node.span());
                if node.verbatim_span().is_none() && range.len() == text.len() {
                    self.value(raw.trim_matches(['"', '\'']), reach);
                }
            }
            Written::Text(span) => {
                let text = tree.source().slice(*span);
                self.value(text, reach);
                self.value(text.trim_start_matches(['*', '&', '!', '#']), reach);
            }
        }
    }

    /// Notes that what a scalar has was taken from variables that are secrets.
    pub(crate) fn taken(&mut self, place: Place, node: NodeRef<'_>) {
        for range in taken(node) {
            self.taken.entry(place).or_default().push((node.text().into(), range));
        }
    }

    /// Adds what is a secret in the text of a tree that no node has: in comments, and where nothing was
    /// read. Gives its places.
    pub(crate) fn unread(&mut self, tree: &Tree, has_problems: bool) -> Vec<Span> {
        let text = tree.source().text();
        let mut found = lines::of_comments(text);
        let mut regions: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        for (document, _) in tree.documents() {
            regions.push(at..document.span.start as usize);
            at = at.max(document.span.end as usize);
        }
        regions.push(at..text.len());
        // In languages of lines the other lines are read all the same.
        if has_problems {
            regions.clear();
            regions.push(0..text.len());
        }
        for region in regions {
            let Some(part) = text.get(region.clone()).filter(|part| !part.trim().is_empty()) else {
                continue;
            };
            let inside = lines::secrets(part).into_iter();
            found.extend(inside.map(|range| region.start + range.start..region.start + range.end));
        }
        let mut spans = Vec::with_capacity(found.len());
        for range in found {
            if let Some(secret) = text.get(range.clone()) {
                self.value(secret, Reach::Distinctive);
                let bare = |letter: char| letter.is_whitespace() || "\"'`,;*&!|>#".contains(letter);
                self.value(secret.trim_matches(bare), Reach::Distinctive);
            }
            let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            spans.push(Span::new(offset(range.start), offset(range.end)));
        }
        spans
    }

    /// Adds a secret.
    pub(crate) fn value(&mut self, text: &str, reach: Reach) {
        if reach == Reach::Place {
            return;
        }
        self.form(text, reach);
        if text.len() <= LONGEST_TEXT && !self.seen.contains(text) {
            let is_word = is_word(text.trim());
            for other in forms::written(text) {
                // The signs of a notation make no secret of a word.
                if !is_word {
                    self.form(&other, reach);
                } else if reach == Reach::Everywhere {
                    self.words.insert(other.into());
                }
            }
            for plain in forms::plain(text) {
                self.form(&plain, reach);
            }
        }
        self.seen.insert(text.into());
    }

    /// Adds a form of a secret: all of it, or its lines and words.
    fn form(&mut self, text: &str, reach: Reach) {
        let text = text.trim();
        if self.seen.contains(text) || words::is_common(text) {
            return;
        }
        if text.contains('{') {
            self.pieces(text);
        }
        if words::is_distinctive(text) {
            self.index.add(text, Found::InPart);
            return;
        }
        for word in text.split_whitespace().filter(|word| word.len() < text.len()) {
            let bare = |letter: char| "\"'`,;()[]{}<>".contains(letter);
            for word in [word, word.trim_matches(bare)] {
                if words::is_distinctive(word) && self.seen.insert(word.into()) {
                    self.index.add(word, Found::InPart);
                }
            }
        }
        if reach == Reach::Everywhere && !text.contains('\n') {
            self.words.insert(text.into());
        }
    }

    /// Adds what a text in JSON or the like keeps: its values, and what they hide in turn.
    fn pieces(&mut self, text: &str) {
        let ends = |letter: char| letter.is_whitespace() || "\"'{}[],:=".contains(letter);
        for piece in text.split(ends).filter(|piece| words::is_distinctive(piece)) {
            let hidden = forms::decoded(piece);
            let hidden = hidden.iter().flat_map(|hidden| hidden.split(ends));
            for piece in hidden.chain([piece]).filter(|piece| words::is_distinctive(piece)) {
                if self.seen.insert(piece.into()) {
                    self.index.add(piece, Found::InPart);
                }
            }
        }
    }

    /// The mask, in which words are left out that something of the trees is called.
    pub(crate) fn finished<'t>(mut self, trees: impl Iterator<Item = &'t Tree>) -> Mask {
        if !self.words.is_empty() {
            let lengths = self.words.iter().fold(0, |all, word| all | length_bit(word));
            for tree in trees {
                tree.documents().for_each(|(_, root)| self.names(root, lengths));
            }
        }
        for word in &self.words {
            self.index.add(word, Found::Whole);
        }
        Mask { index: self.index.finished(), taken: self.taken }
    }

    /// Takes out what is a key, or the name of something.
    fn names(&mut self, root: NodeRef<'_>, lengths: u64) {
        const NAMES: [&str; 8] =
            ["name", "namespace", "image", "repository", "host", "hostname", "kind", "app"];
        let mut call = |name: &str| {
            if lengths & length_bit(name) != 0 && self.words.remove(name) {
                // A path in a pointer is the same name.
                for other in forms::written(name) {
                    self.words.remove(&*other);
                }
            }
        };
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            for (key, value) in node.own_entries() {
                let name = key.text();
                call(name);
                if NAMES.contains(&name) || name.ends_with("Name") {
                    call(value.text());
                    value.text().split(['/', ':', '@']).for_each(&mut call);
                }
                open.push(value);
            }
            open.extend(node.items());
        }
    }
}

/// Whether a text is a word, a name or a path.
fn is_word(text: &str) -> bool {
    !text.contains(char::is_whitespace) && !words::is_common(text) && !words::is_distinctive(text)
}

/// A bit for the length of a word: few words have that of another one.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}
