//! Collects secrets, and each form in which one may occur elsewhere, until all trees are known.

use std::collections::{HashMap, HashSet};

use super::index::{Found, Index};
use super::scalars::{Reach, Written, taken};
use super::{Exposures, Mask, Taken, forms, words};
use crate::source::Span;
use crate::tree::{NodeRef, Place, Tree};

/// Longer texts are searched line by line and word by word.
const LONGEST_TEXT: usize = 4096;

/// The collected secrets, and where they are.
#[derive(Default)]
pub(crate) struct Gathered {
    index: Index,
    /// The texts added so far.
    seen: HashSet<Box<str>>,
    /// Words that may also be names; decided at the end.
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

    /// Records that a scalar contains values of secret variables.
    pub(crate) fn taken(&mut self, place: Place, node: NodeRef<'_>) {
        for range in taken(node) {
            self.taken.entry(place).or_default().push((node.text().into(), range));
        }
    }

    /// Adds the secrets outside of nodes; returns their places.
    pub(crate) fn outside(&mut self, tree: &Tree, exposures: &Exposures) -> Vec<Span> {
        let text = tree.source().text();
        let mut spans = Vec::with_capacity(exposures.outside.len());
        for range in &exposures.outside {
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
                // A word does not become a secret by the punctuation around it.
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

    /// Adds the values in a text such as JSON, and the texts that they encode.
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

    /// The mask, without words that are also names in the trees.
    pub(crate) fn finished<'t>(mut self, trees: impl Iterator<Item = &'t Tree>) -> Mask {
        if !self.words.is_empty() {
            let lengths = self.words.iter().fold(0, |all, word| all | length_bit(word));
            for tree in trees {
                tree.documents().for_each(|(_, root)| self.names(root, lengths));
            }
        }
        // Which seeds a text gets depends on those before it.
        let mut words: Vec<Box<str>> = self.words.into_iter().collect();
        words.sort_unstable();
        for word in &words {
            self.index.add(word, Found::Whole);
        }
        Mask { index: self.index.finished(), taken: self.taken }
    }

    /// Removes words that are keys or names.
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

/// A bit for the length of a word, to reject most comparisons.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}
