//! Splits commands that are single strings into words as Compose does.
//!
//! Source: the package `shellwords`, as compose-go uses it: no shell runs, and the text after an
//! unquoted `;`, `&`, `|`, `<` or `>` is dropped.

use std::ops::Range;

/// The words of a text, each with its range of bytes; `None` for an unclosed quote, bracket or
/// escape.
pub(crate) fn split(text: &str) -> Option<Vec<(String, Range<usize>)>> {
    Words::default().of(text)
}

/// The words of a text as written. Compose interpolates before it splits, so that text within
/// `${..}` does not end a word.
pub(super) fn split_written(text: &str) -> Option<Vec<(String, Range<usize>)>> {
    Words { has_variables: true, ..Words::default() }.of(text)
}

#[derive(Default)]
#[allow(clippy::struct_excessive_bools, reason = "each sign opens and closes by itself")]
struct Words {
    complete: Vec<(String, Range<usize>)>,
    word: String,
    start: Option<usize>,
    /// Whether any part of the word, even an empty quoted string, was read.
    begun: bool,
    escaped: bool,
    single: bool,
    double: bool,
    back: bool,
    dollar: bool,
    has_variables: bool,
    /// The number of open braces of variables.
    braces: usize,
}

impl Words {
    fn of(mut self, text: &str) -> Option<Vec<(String, Range<usize>)>> {
        for (at, character) in text.char_indices() {
            if !self.take(at, character)? {
                self.cut(at);
                return self.finish();
            }
        }
        self.cut(text.len());
        self.finish()
    }

    /// Takes a character; `false` if the rest is dropped, `None` if the text is not a command.
    fn take(&mut self, at: usize, character: char) -> Option<bool> {
        if std::mem::take(&mut self.escaped) {
            self.push(at, character);
            return Some(true);
        }
        if self.is_of_variable(character) {
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
                // The file descriptor of a redirection is not a word.
                if character == '>' && self.word.starts_with(|first: char| first.is_ascii_digit()) {
                    self.begun = false;
                }
                return Some(false);
            }
            // A quoted blank does not begin a word by itself.
            ' ' | '\t' | '\r' | '\n' => {
                self.word.push(character);
                return Some(true);
            }
            _ => {}
        }
        self.push(at, character);
        Some(true)
    }

    /// Whether a character is within `${..}`.
    fn is_of_variable(&mut self, character: char) -> bool {
        let opens = self.braces > 0 || (self.has_variables && self.word.ends_with('$'));
        match character {
            '{' if opens => self.braces += 1,
            '}' if self.braces > 0 => self.braces -= 1,
            _ => return self.braces > 0,
        }
        true
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
    use super::{split, split_written};

    #[test]
    fn a_variable_ends_no_word_before_it_has_a_value() {
        let words = split_written("run --token ${A:?say ${B:-it} now} \"${C} d\"").unwrap();
        let words: Vec<&str> = words.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(words, ["run", "--token", "${A:?say ${B:-it} now}", "${C} d"]);
        assert_eq!(split("${A b}").unwrap().len(), 2);
    }

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
