//! Classes of characters in regular expressions of Go.

use std::fmt::Write as _;

use super::pattern::{Refusal, before, wrong};
use super::pattern_escape::escaped;

/// Ranges of characters, both ends included.
type Ranges = [(char, char)];

/// A class of characters.
#[derive(Debug, Default)]
pub(super) struct Class {
    is_negated: bool,
    ranges: Vec<(char, char)>,
}

const DIGIT: &Ranges = &[('0', '9')];
const SPACE: &Ranges = &[('\t', '\n'), ('\u{C}', '\r'), (' ', ' ')];
const WORD: &Ranges = &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

/// The classes with a name, sorted ranges each.
const NAMED: &[(&str, &Ranges)] = &[
    ("alnum", &[('0', '9'), ('A', 'Z'), ('a', 'z')]),
    ("alpha", &[('A', 'Z'), ('a', 'z')]),
    ("ascii", &[('\0', '\u{7F}')]),
    ("blank", &[('\t', '\t'), (' ', ' ')]),
    ("cntrl", &[('\0', '\u{1F}'), ('\u{7F}', '\u{7F}')]),
    ("digit", DIGIT),
    ("graph", &[('!', '~')]),
    ("lower", &[('a', 'z')]),
    ("print", &[(' ', '~')]),
    ("punct", &[('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
    ("space", &[('\t', '\r'), (' ', ' ')]),
    ("upper", &[('A', 'Z')]),
    ("word", WORD),
    ("xdigit", &[('0', '9'), ('A', 'F'), ('a', 'f')]),
];

/// The class of `\d`, `\s`, `\w` and their opposites, by its letter.
pub(super) fn perl_class(letter: char) -> Option<Class> {
    let ranges = match letter.to_ascii_lowercase() {
        'd' => DIGIT,
        's' => SPACE,
        'w' => WORD,
        _ => return None,
    };
    let mut class = Class::default();
    class.add(ranges, letter.is_ascii_uppercase());
    Some(class)
}

impl Class {
    /// Reads a class at the beginning of a text; what follows it is the second part.
    pub(super) fn parse(text: &str) -> Result<(Self, &str), Refusal> {
        let mut class = Self::default();
        let mut rest = text.get(1..).unwrap_or_default();
        if let Some(after) = rest.strip_prefix('^') {
            class.is_negated = true;
            rest = after;
        }
        let mut is_first = true;
        while is_first || !rest.starts_with(']') {
            is_first = false;
            rest = class.parse_part(rest, text)?;
        }
        Ok((class, rest.get(1..).unwrap_or_default()))
    }

    /// Reads a character, a range or a class in a class.
    fn parse_part<'t>(&mut self, text: &'t str, whole: &str) -> Result<&'t str, Refusal> {
        if let Some((name, rest)) = text.strip_prefix("[:").and_then(|it| it.split_once(":]")) {
            self.add_named(name)
                .ok_or_else(|| wrong("invalid character class range", before(text, rest)))?;
            return Ok(rest);
        }
        if let Some(letter) = text.strip_prefix('\\').and_then(|it| it.chars().next()) {
            if matches!(letter, 'p' | 'P') {
                return Err(Refusal::Beyond);
            }
            if let Some(class) = perl_class(letter) {
                self.ranges.extend(class.ranges);
                return Ok(text.get(2..).unwrap_or_default());
            }
        }
        let (first, rest) = character(text, whole)?;
        let Some(after) =
            rest.strip_prefix('-').filter(|it| !it.is_empty() && !it.starts_with(']'))
        else {
            self.ranges.push((first, first));
            return Ok(rest);
        };
        let (last, rest) = character(after, whole)?;
        if last < first {
            return Err(wrong("invalid character class range", before(text, rest)));
        }
        self.ranges.push((first, last));
        Ok(rest)
    }

    /// Adds a class by its name, with `^` before it its opposite.
    fn add_named(&mut self, name: &str) -> Option<()> {
        let (plain, is_opposite) = name.strip_prefix('^').map_or((name, false), |it| (it, true));
        let (_, ranges) = NAMED.iter().find(|(name, _)| *name == plain)?;
        self.add(ranges, is_opposite);
        Some(())
    }

    /// Adds ranges, or all characters but those.
    fn add(&mut self, ranges: &Ranges, is_opposite: bool) {
        if !is_opposite {
            self.ranges.extend(ranges);
            return;
        }
        let mut start = '\0';
        for (first, last) in ranges {
            if start < *first {
                let before = (start..*first).next_back().unwrap_or(start);
                self.ranges.push((start, before));
            }
            start = (*last..).nth(1).unwrap_or(char::MAX);
        }
        self.ranges.push((start, char::MAX));
    }

    /// The class as the engine reads it.
    pub(super) fn written(&self) -> String {
        let mut written = String::from(if self.is_negated { "[^" } else { "[" });
        for (first, last) in &self.ranges {
            let (first, last) = (u32::from(*first), u32::from(*last));
            let _ = write!(written, "\\x{{{first:X}}}-\\x{{{last:X}}}");
        }
        written.push(']');
        written
    }
}

/// A character in a class, and what follows.
fn character<'t>(text: &'t str, whole: &str) -> Result<(char, &'t str), Refusal> {
    let Some(first) = text.chars().next() else { return Err(wrong("missing closing ]", whole)) };
    if first == '\\' {
        return escaped(text);
    }
    Ok((first, text.get(first.len_utf8()..).unwrap_or_default()))
}
