//! Regular expressions of Go: checked as Go does it, and written for the engine that is used here.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use regex_lite::{Regex, RegexBuilder};

use super::pattern_class::{Class, perl_class};
use super::pattern_escape::escaped;

/// Maximum number of steps of a pattern after its repetitions are written out.
const MOST_STEPS: usize = 20_000;

/// Maximum number of steps of a search: those of the pattern for each byte of the text.
const MOST_WORK: usize = 1 << 26;

/// The characters beyond ASCII that are letters of ASCII where case does not count.
const LIKE_ASCII: [char; 2] = ['\u{17F}', '\u{212A}'];

/// Why there is no pattern.
#[derive(Clone, Debug)]
pub(in crate::derivation::helm) enum Refusal {
    /// Go refuses it, with a message.
    Wrong(String),
    /// It needs what the engine here does not know, or is too large.
    Beyond,
}

/// A pattern that can be searched.
#[derive(Debug)]
pub(in crate::derivation::helm) struct Pattern {
    pub(in crate::derivation::helm) regex: Regex,
    /// The names of groups, the empty one of the first group before.
    pub(super) names: Vec<String>,
    steps: usize,
    /// Whether the case of letters does not count, which is known here for ASCII only.
    ignores_case: bool,
    is_ascii: bool,
}

impl Pattern {
    /// Reads a pattern.
    pub(in crate::derivation::helm) fn parse(text: &str) -> Result<Self, Refusal> {
        if text.len() > MOST_STEPS {
            return Err(Refusal::Beyond);
        }
        let mut reader = Reader::new(text);
        while !reader.rest.is_empty() {
            reader.read()?;
        }
        if !reader.groups.is_empty() {
            return Err(wrong("missing closing )", text));
        }
        if reader.steps > MOST_STEPS {
            return Err(Refusal::Beyond);
        }
        let regex = RegexBuilder::new(&reader.written).size_limit(4 << 20).build();
        Ok(Self {
            regex: regex.map_err(|_| Refusal::Beyond)?,
            names: reader.names,
            steps: reader.steps,
            ignores_case: reader.ignores_case,
            is_ascii: text.is_ascii() && !has_numbered_characters(text),
        })
    }

    /// Whether what it matches in a text can be known.
    pub(in crate::derivation::helm) fn can_search(&self, text: &str) -> bool {
        let is_within = self.steps.saturating_mul(text.len()) <= MOST_WORK;
        is_within && (!self.ignores_case || self.is_ascii && !text.contains(LIKE_ASCII))
    }
}

/// Maximum number of patterns that are remembered.
const MOST_REMEMBERED: usize = 100;

/// The patterns that templates use, each read once.
#[derive(Clone, Debug, Default)]
pub(in crate::derivation::helm) struct Patterns(Rc<RefCell<Remembered>>);

type Remembered = HashMap<Rc<str>, Result<Rc<Pattern>, Refusal>>;

impl Patterns {
    pub(super) fn get(&self, text: &str) -> Result<Rc<Pattern>, Refusal> {
        if let Some(known) = self.0.borrow().get(text) {
            return known.clone();
        }
        let pattern = Pattern::parse(text).map(Rc::new);
        let mut remembered = self.0.borrow_mut();
        if remembered.len() < MOST_REMEMBERED {
            remembered.insert(text.into(), pattern.clone());
        }
        pattern
    }
}

/// Whether a pattern may name characters by number, which may be beyond ASCII.
fn has_numbered_characters(text: &str) -> bool {
    let escaped = text.split('\\').skip(1);
    escaped.into_iter().any(|rest| rest.starts_with(|one: char| one == 'x' || one.is_ascii_digit()))
}

/// An error with the part of the pattern it is about.
pub(super) fn wrong(message: &str, part: &str) -> Refusal {
    Refusal::Wrong(format!("error parsing regexp: {message}: `{part}`"))
}

/// What precedes the rest of a text.
pub(super) fn before<'t>(text: &'t str, rest: &str) -> &'t str {
    text.get(..text.len().saturating_sub(rest.len())).unwrap_or_default()
}

/// Reads a pattern of Go and writes that of the engine.
struct Reader<'t> {
    whole: &'t str,
    rest: &'t str,
    written: String,
    names: Vec<String>,
    /// The steps before each group that is open.
    groups: Vec<usize>,
    steps: usize,
    /// The steps before what a repetition repeats; `None` where there is nothing to repeat.
    operand: Option<usize>,
    /// The pattern from the repetition on that was read last, if nothing was read since.
    repetition: Option<&'t str>,
    ignores_case: bool,
}

impl<'t> Reader<'t> {
    fn new(whole: &'t str) -> Self {
        Self {
            whole,
            rest: whole,
            written: String::with_capacity(whole.len() * 2),
            names: vec![String::new()],
            groups: Vec::new(),
            steps: 0,
            operand: None,
            repetition: None,
            ignores_case: false,
        }
    }

    /// Takes characters off the rest.
    fn skip(&mut self, length: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Writes what can be repeated.
    fn write(&mut self, written: &str) {
        self.operand = Some(self.steps);
        self.steps += 1;
        self.written.push_str(written);
    }

    fn write_literal(&mut self, character: char) {
        self.write(&regex_lite::escape(character.encode_utf8(&mut [0; 4])));
    }

    /// Reads one element.
    fn read(&mut self) -> Result<(), Refusal> {
        let last = self.repetition.take();
        let Some(first) = self.rest.chars().next() else { return Ok(()) };
        match first {
            '(' if self.rest.starts_with("(?") => self.read_extension(),
            '(' => {
                self.skip(1);
                self.names.push(String::new());
                self.open("(");
                Ok(())
            }
            ')' => self.close(),
            '|' => {
                self.skip(1);
                self.written.push('|');
                self.operand = None;
                Ok(())
            }
            '^' | '$' | '.' => {
                let taken = self.skip(1);
                self.write(taken);
                Ok(())
            }
            '[' => {
                let (class, rest) = Class::parse(self.rest)?;
                self.rest = rest;
                self.write(&class.written());
                Ok(())
            }
            '*' | '+' | '?' | '{' => self.read_repetition(last),
            '\\' => self.read_escape(),
            other => {
                self.skip(other.len_utf8());
                self.write_literal(other);
                Ok(())
            }
        }
    }

    fn open(&mut self, written: &str) {
        self.written.push_str(written);
        self.groups.push(self.steps);
        self.steps += 1;
        self.operand = None;
    }

    fn close(&mut self) -> Result<(), Refusal> {
        self.skip(1);
        self.operand = self.groups.pop();
        self.written.push(')');
        self.operand.map(drop).ok_or_else(|| wrong("unexpected )", self.whole))
    }

    /// Reads `(?`: a group with a name, or flags.
    fn read_extension(&mut self) -> Result<(), Refusal> {
        let start = self.rest;
        let name = start.strip_prefix("(?P<").or_else(|| start.strip_prefix("(?<"));
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            let Some((name, rest)) = name.split_once('>') else {
                return Err(wrong("invalid named capture", start));
            };
            self.rest = rest;
            let is_part = |one: char| one == '_' || one.is_ascii_alphanumeric();
            if name.is_empty() || !name.chars().all(is_part) {
                return Err(wrong("invalid named capture", before(start, rest)));
            }
            self.names.push(name.to_owned());
            self.open("(");
            return Ok(());
        }
        self.skip(2);
        let flags = self.rest.find(|one| !"imsU-".contains(one)).unwrap_or(self.rest.len());
        let flags = self.skip(flags);
        let end = self.rest.chars().next();
        self.skip(end.map_or(0, char::len_utf8));
        let is_well_formed = flags.matches('-').count() < 2 && !flags.ends_with('-');
        if !is_well_formed || !matches!(end, Some(':' | ')')) {
            let message = "invalid or unsupported Perl syntax";
            return Err(wrong(message, flags_that_are_wrong(before(start, self.rest))));
        }
        self.ignores_case |= flags.split('-').next().is_some_and(|set| set.contains('i'));
        match end {
            Some(':') => self.open(&format!("(?{flags}:")),
            _ if flags.is_empty() => {}
            _ => self.written.extend(["(?", flags, ")"]),
        }
        Ok(())
    }

    /// Reads `*`, `+`, `?` or `{`, which is a character if no counts follow.
    fn read_repetition(&mut self, previous: Option<&'t str>) -> Result<(), Refusal> {
        let start = self.rest;
        let mut most = 1;
        if start.starts_with('{') {
            let Some((least, bound, length)) = counts(start) else {
                self.skip(1);
                self.write_literal('{');
                return Ok(());
            };
            let taken = self.skip(length);
            if least > 1000 || bound.is_some_and(|bound| bound > 1000 || bound < least) {
                return Err(wrong("invalid repeat count", taken));
            }
            most = bound.unwrap_or(least + 1).max(1);
        } else {
            self.skip(1);
        }
        if self.rest.starts_with('?') {
            self.skip(1);
        }
        let operation = before(start, self.rest);
        if let Some(previous) = previous {
            return Err(wrong("invalid nested repetition operator", before(previous, self.rest)));
        }
        let Some(operand) = self.operand else {
            return Err(wrong("missing argument to repetition operator", operation));
        };
        self.written.push_str(operation);
        self.steps = operand.saturating_add((self.steps - operand).saturating_mul(most)) + 1;
        self.repetition = Some(start);
        Ok(())
    }

    /// Reads what begins with a backslash.
    fn read_escape(&mut self) -> Result<(), Refusal> {
        let start = self.rest;
        let kind = start.chars().nth(1).unwrap_or(' ');
        match kind {
            'A' | 'b' | 'B' | 'z' => {
                let taken = self.skip(2);
                self.write(taken);
            }
            'C' => return Err(wrong("invalid escape sequence", "\\C")),
            'Q' => {
                let (literal, rest) = start.split_once("\\E").unwrap_or((start, ""));
                self.rest = rest;
                literal.chars().skip(2).for_each(|one| self.write_literal(one));
            }
            'p' | 'P' => return Err(Refusal::Beyond),
            _ => {
                if let Some(class) = perl_class(kind) {
                    self.skip(2);
                    self.write(&class.written());
                    return Ok(());
                }
                let (character, rest) = escaped(start)?;
                self.rest = rest;
                self.write_literal(character);
            }
        }
        Ok(())
    }
}

/// The flags up to the character that is wrong.
fn flags_that_are_wrong(flags: &str) -> &str {
    let second = flags.match_indices('-').nth(1).map(|(at, _)| at + 1);
    second.and_then(|end| flags.get(..end)).unwrap_or(flags)
}

/// The counts of `{1,2}`, where the last one may be missing, and its length.
fn counts(text: &str) -> Option<(usize, Option<usize>, usize)> {
    let (inside, _) = text.strip_prefix('{')?.split_once('}')?;
    let length = inside.len() + 2;
    let (least, most) = inside.split_once(',').map_or((inside, None), |(a, b)| (a, Some(b)));
    let least = count(least)?;
    match most {
        None => Some((least, Some(least), length)),
        Some("") => Some((least, None, length)),
        Some(most) => Some((least, Some(count(most)?), length)),
    }
}

/// A count; none with a leading zero. One that is too large for any pattern is as good as another.
fn count(text: &str) -> Option<usize> {
    let is_count = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_count || text.len() > 1 && text.starts_with('0') {
        return None;
    }
    Some(text.parse().unwrap_or(usize::MAX))
}
