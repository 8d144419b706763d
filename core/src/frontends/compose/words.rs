//! Commands written as one text, as the words that Compose takes them for.
//!
//! Source: the package `shellwords`, as compose-go uses it: no shell runs, and what stands behind
//! `;`, `&`, `|`, `<` or `>` outside of quotes is dropped.

use std::ops::Range;

/// The words of a text, each with the bytes that it was made from; nothing where a quote, a
/// bracket or an escape has no end.
pub(crate) fn split(text: &str) -> Option<Vec<(String, Range<usize>)>> {
    let mut words = Words::default();
    for (at, character) in text.char_indices() {
        if !words.take(at, character)? {
            words.cut(at);
            return words.finish();
        }
    }
    words.cut(text.len());
    words.finish()
}

#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each sign opens and closes by itself")]
struct Words {
    complete: Vec<(String, Range<usize>)>,
    word: String,
    start: Option<usize>,
    /// Whether something, even an empty text in quotes, has been read of the word.
    begun: bool,
    escaped: bool,
    single: bool,
    double: bool,
    back: bool,
    dollar: bool,
}

impl Words {
    /// Takes a character; `false` where the rest is dropped, nothing where the text is no command.
    fn take(&mut self, at: usize, character: char) -> Option<bool> {
        if std::mem::take(&mut self.escaped) {
            self.push(at, character);
            return Some(true);
        }
        let quoted = self.single || self.double || self.back || self.dollar;
        match character {
            '\\' if !self.single => {
                self.start.get_or_insert(at);
                self.escaped = true;
                return Some(true);
            }
            ' ' | '\t' | '\r' | '\n' if !quoted => {
                self.cut(at);
                return Some(true);
            }
            '`' if !self.single && !self.double && !self.dollar => self.back = !self.back,
            ')' if !self.single && !self.double && !self.back => self.dollar = !self.dollar,
            '(' if !self.single && !self.double && !self.back => {
                if self.dollar || !self.word.ends_with('$') {
                    return None;
                }
                self.dollar = true;
            }
            '"' if !self.single && !self.dollar => {
                self.start.get_or_insert(at);
                self.begun |= self.double;
                self.double = !self.double;
                return Some(true);
            }
            '\'' if !self.double && !self.dollar => {
                self.start.get_or_insert(at);
                self.begun |= self.single;
                self.single = !self.single;
                return Some(true);
            }
            ';' | '&' | '|' | '<' | '>' if !quoted => {
                // The number of a redirected file is no word.
                if character == '>' && self.word.starts_with(|first: char| first.is_ascii_digit()) {
                    self.begun = false;
                }
                return Some(false);
            }
            // A blank in quotes does not begin a word by itself.
            ' ' | '\t' | '\r' | '\n' => {
                self.word.push(character);
                return Some(true);
            }
            _ => {}
        }
        self.push(at, character);
        Some(true)
    }

    fn push(&mut self, at: usize, character: char) {
        self.start.get_or_insert(at);
        self.begun = true;
        self.word.push(character);
    }

    /// Ends the word.
    fn cut(&mut self, at: usize) {
        let start = self.start.take().unwrap_or(at);
        if std::mem::take(&mut self.begun) {
            self.complete.push((std::mem::take(&mut self.word), start..at));
        }
    }

    fn finish(self) -> Option<Vec<(String, Range<usize>)>> {
        let open = self.escaped || self.single || self.double || self.back || self.dollar;
        (!open).then_some(self.complete)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::split;

    #[test]
    fn commands_are_split_as_compose_splits_them() {
        let cases: [(&str, Option<&[&str]>); 8] = [
            ("server -dev", Some(&["server", "-dev"])),
            ("sh -c \"echo 'a b'\"", Some(&["sh", "-c", "echo 'a b'"])),
            ("a\\ b '' c", Some(&["a b", "", "c"])),
            ("a && b", Some(&["a"])),
            ("a 2>x", Some(&["a"])),
            ("a 'b", None),
            ("$(date) x", Some(&["$(date)", "x"])),
            ("f(x)", None),
        ];
        for (text, expected) in cases {
            let words = split(text);
            let words =
                words.map(|words| words.into_iter().map(|(word, _)| word).collect::<Vec<_>>());
            assert_eq!(
                words.as_deref(),
                expected
                    .map(|words| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>())
                    .as_deref(),
                "{text}"
            );
        }
    }
}
