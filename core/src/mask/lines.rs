//! Secrets in text that was not parsed: broken documents and comments, line by line. False
//! positives are preferred, since the result only decides what is masked.

use std::ops::Range;

use super::commands::literals;
use super::objects::{is_secret_kind, is_shown_key};
use super::scalars::says_what_it_is;
use super::words::{is_distinctive, is_unspeakable};
use crate::credentials::{self, Class, Confidence};

/// The rest of a longer value is not significant.
const LONGEST_VALUE: usize = 512;

/// The secrets in a text that was not parsed.
pub(super) fn secrets(text: &str) -> Vec<Range<usize>> {
    let found = credentials::secret_ranges("", text);
    let mut reader = Reader { found, ..Reader::default() };
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while lines.peek().is_some() {
        // A document ends at the next separator; any of its lines may show that it is a Secret.
        let mut document = Vec::new();
        for line in lines.by_ref() {
            document.push((at, line));
            at += line.len();
            if line.starts_with("---") {
                break;
            }
        }
        reader.restart();
        reader.is_secret = document.iter().any(|(_, line)| speaks_of_secret(line));
        for (start, line) in document {
            reader.line(line, start);
        }
    }
    reader.found
}

/// The secrets in one line of any language.
pub(super) fn of_prose(line: &str) -> Vec<Range<usize>> {
    let mut reader = Reader { is_prose: true, ..Reader::default() };
    reader.line(line, 0);
    reader.found
}

/// The secrets in the comments of a text in any language.
pub(super) fn of_comments(text: &str) -> Vec<Range<usize>> {
    let mut reader = Reader { is_prose: true, ..Reader::default() };
    let mut start = 0;
    let mut last = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if let Some(at) = comment(line) {
            // Consecutive lines are one text.
            if number != last + 1 {
                reader.restart();
            }
            last = number;
            let (text, start) = (line.get(at..).unwrap_or_default(), start + at);
            let known = credentials::secret_ranges("", text).into_iter();
            reader.found.extend(known.map(|range| start + range.start..start + range.end));
            reader.line(text, start);
        }
        start += line.len();
    }
    reader.found
}

/// The start of a comment's text in a line.
fn comment(line: &str) -> Option<usize> {
    let body = line.trim_start();
    let indentation = line.len() - body.len();
    let marks = ["#", "//", ";", "--", "<!--", "/*", "* ", "REM "];
    let own = || {
        let mark = marks.iter().find(|mark| body.starts_with(**mark))?;
        (!body.starts_with("---")).then_some(indentation + mark.len())
    };
    let right = || {
        let begins = |around: &[u8]| {
            matches!(around, [b' ' | b'\t', b'#' | b';', ..] | [b' ' | b'\t', b'/', b'/'])
        };
        Some(line.as_bytes().windows(3).position(begins)? + 2)
    };
    // Most lines have no comment.
    let begins_none = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'"' | b'\'');
    let own = if body.as_bytes().first().is_some_and(begins_none) { None } else { own() };
    let at = own.or_else(right)?;
    let rest = line.get(at..)?;
    Some(at + rest.len() - rest.trim_start_matches(['#', '/', ';', '!']).len())
}

/// Whether a line shows that its document is a Secret.
fn speaks_of_secret(line: &str) -> bool {
    let first = |letter: &u8| !letter.is_ascii_whitespace() && !b"\"'-{".contains(letter);
    let first = line.bytes().find(first);
    if !matches!(first, Some(b'k' | b'K' | b's' | b'S')) {
        return false;
    }
    let Some((key, value)) = line.split_once(':') else { return false };
    let bare = |text: &str| {
        let text = text.trim_matches(|letter: char| !letter.is_ascii_alphanumeric());
        text.to_owned()
    };
    let (key, value) = (bare(key), bare(value));
    (key.eq_ignore_ascii_case("kind") && is_secret_kind(&value))
        || key.to_ascii_lowercase().starts_with("stringdata")
}

/// Reads lines in order.
#[derive(Default)]
struct Reader {
    found: Vec<Range<usize>>,
    /// Whether the text is prose: then a word before another word is not a key.
    is_prose: bool,
    /// Whether the lines are those of a Secret.
    is_secret: bool,
    /// The key whose value is in the lines below it, and its column.
    above: Option<(usize, String)>,
    /// The last value of `name:`.
    name: Option<String>,
    /// An option that was alone on the line before.
    option: Option<String>,
}

/// A key with what follows it on its line.
struct Pair<'l> {
    key: &'l str,
    /// From the first byte of the value to the end of the line.
    rest: Range<usize>,
    /// The value, as far as it can be separated from the text after it.
    value: Range<usize>,
}

impl Reader {
    fn restart(&mut self) {
        (self.above, self.name, self.option) = (None, None, None);
        self.is_secret = false;
    }

    fn line(&mut self, line: &str, start: usize) {
        let body = line.trim_start();
        let column = line.len() - body.len();
        let inner = body.trim_start_matches("- ").trim();
        let at = start + column + body.find(inner).unwrap_or_default();
        if inner.is_empty() || inner.starts_with("---") {
            return;
        }
        let is_option = |pair: &[u8]| matches!(pair, [b' ' | b'"' | b'\'' | b'[', b'-']);
        let has_options = inner.starts_with('-') || inner.as_bytes().windows(2).any(is_option);
        if has_options || self.option.is_some() {
            self.words(inner, at);
        }
        let is_below = |above: &(usize, String)| {
            column > above.0 || (column == above.0 && inner != body.trim())
        };
        if !self.above.as_ref().is_some_and(is_below) {
            self.above = None;
        }
        let pairs = pairs(inner);
        if pairs.is_empty() {
            self.bare(inner, at);
        }
        for pair in &pairs {
            self.pair(pair, inner, at);
        }
        let open = pairs.last().filter(|last| is_open(inner.get(last.rest.clone())));
        if let Some(open) = open {
            self.above = Some((column, open.key.to_owned()));
        }
    }

    /// The words of a line as those of a command.
    fn words(&mut self, line: &str, at: usize) {
        let is_between = |letter: char| letter.is_whitespace() || "\"',[]".contains(letter);
        let mut words: Vec<(usize, &str)> = Vec::new();
        let mut from = 0;
        for word in line.split(is_between) {
            if !word.is_empty() {
                words.push((from, word));
            }
            // Separators between words have one byte, except for Unicode white space.
            from += word.len();
            from += line.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        let option = self.option.take();
        if let [(start, word)] = words.as_slice() {
            let key = option.as_deref().map(|option| option.trim_start_matches('-'));
            let exposed = key.and_then(|key| credentials::classify(key, word).secret);
            self.found
                .extend(exposed.map(|range| at + start + range.start..at + start + range.end));
            self.option = word.starts_with('-').then(|| (*word).to_owned());
        }
        let texts: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
        for (number, range) in literals(&texts) {
            let start = words.get(number).map_or(0, |(start, _)| *start);
            self.found.push(at + start + range.start..at + start + range.end);
        }
        for argument in credentials::arguments(&texts) {
            if let (Some((start, _)), Some(range)) = (words.get(argument.number), argument.secret())
            {
                self.found.push(at + start + range.start..at + start + range.end);
            }
        }
    }

    /// A line that names no key.
    fn bare(&mut self, line: &str, at: usize) {
        let exposed = |key: &str| credentials::classify(key, line).class.is_exposed();
        let belongs = self.above.as_ref().is_some_and(|(_, key)| exposed(key));
        if belongs || self.is_secret {
            self.found.push(at..at + line.len());
        } else if !self.is_prose {
            // `ENV DB_PASSWORD value`, `auth_token value;`.
            let mut start = 0;
            for word in line.split_inclusive(char::is_whitespace) {
                start += word.len();
                if credentials::is_secret_key(word.trim()) && start < line.len() {
                    self.found.push(at + start..at + line.len());
                    break;
                }
            }
        }
    }

    fn pair(&mut self, pair: &Pair<'_>, line: &str, at: usize) {
        let text = line.get(pair.value.clone()).unwrap_or_default();
        let lower = pair.key.to_ascii_lowercase();
        let is = |names: &[&str]| names.contains(&lower.as_str());
        if is(&["kind"]) && is_secret_kind(text) {
            self.is_secret = true;
        }
        if is(&["name", "key"]) {
            self.name = Some(text.to_owned());
        }
        let named =
            self.name.as_deref().filter(|_| is(&["value", "default", "defaultvalue", "string"]));
        let key = named.unwrap_or(pair.key);
        if is_open(line.get(pair.rest.clone())) {
            return;
        }
        let above = self.above.as_ref().map(|(_, above)| above.as_str());
        let above = above.filter(|_| !is_shown_key(&lower));
        // An opening bracket or a misplaced character does not hide a value.
        let is_key = |key: &str| credentials::is_secret_key(key);
        let named = self.name.as_deref().filter(|name| is_key(name) && !says_what_it_is(&lower));
        if is_key(key) || named.is_some() {
            self.found.extend(
                first_word(line, pair.rest.start).map(|word| at + word.start..at + word.end),
            );
        }
        if LOGINS.contains(&lower.trim_start_matches('-')) {
            let login = text.split([' ', '"', '\'']).next().unwrap_or_default();
            if let Some((user, password)) = login.split_once(':') {
                let start = at + pair.value.start + user.len() + 1;
                self.found
                    .extend(is_distinctive(password).then_some(start..start + password.len()));
            }
        }
        let of_object = self.is_secret && !is_shown_key(&lower) && !pair.rest.is_empty();
        let is_secret = [Some(key), above].into_iter().flatten().any(|key| self.exposes(key, text));
        if is_secret || of_object {
            // The following text may belong to it: the end of a broken value is not known.
            self.found.push(at + pair.rest.start..at + pair.rest.end);
        } else {
            let start = at + pair.value.start;
            // Secrets that are recognised without a key are found in the whole line.
            let speaks = credentials::speaks(key);
            let secret = speaks.then(|| credentials::classify(key, text).secret).flatten();
            let is_said = |range: &Range<usize>| {
                !self.is_prose || !text.get(range.clone()).is_some_and(is_talk)
            };
            let secret = secret.filter(is_said);
            self.found
                .extend(secret.into_iter().map(|range| start + range.start..start + range.end));
        }
    }

    fn exposes(&self, key: &str, value: &str) -> bool {
        if !credentials::is_secret_key(key) {
            return false;
        }
        let verdict = credentials::classify(key, value);
        let secret = verdict.secret.and_then(|range| value.get(range)).unwrap_or_default();
        let is_sure = verdict.confidence != Confidence::Low || is_distinctive(secret);
        match verdict.class {
            class if class.is_exposed() => !self.is_prose || (is_sure && !is_talk(secret)),
            // Text after an unclosed quote or bracket.
            Class::NotCredential => !self.is_prose && !value.is_empty(),
            _ => false,
        }
    }
}

/// Whether a text consists of several words: `see the vault`.
fn is_talk(text: &str) -> bool {
    let is_word =
        |word: &str| word.chars().all(|letter| letter.is_alphabetic() || ",.".contains(letter));
    text.split_whitespace().count() > 1
        && text.split_whitespace().all(is_word)
        && !is_unspeakable(text)
}

/// Keys for `user:password`.
const LOGINS: [&str; 4] = ["user", "userpwd", "basic-auth", "proxy-user"];

/// The first word after a key, if it cannot be the name of something.
fn first_word(line: &str, from: usize) -> Option<Range<usize>> {
    let rest = line.get(from..)?;
    let is_sign = |letter: char| letter.is_whitespace() || "{[(,\"'".contains(letter);
    let text = rest.trim_start_matches(is_sign);
    let ends = |letter: char| letter.is_whitespace() || "{}[](),:\"'".contains(letter);
    let word = text.split(ends).next().filter(|word| is_distinctive(word))?;
    let start = from + rest.len() - text.len();
    Some(start..start + word.len())
}

/// Every `key: value`, `key = value`, `"key": "value"` of a line.
fn pairs(line: &str) -> Vec<Pair<'_>> {
    let is_quote = |letter: char| matches!(letter, '"' | '\'' | '`');
    let mut found = Vec::new();
    for (sign, _) in line.match_indices([':', '=']) {
        let before = line.get(..sign).unwrap_or_default();
        let name = before.trim_end().trim_end_matches(is_quote).trim_end_matches('\\');
        let belongs = |letter: char| letter.is_alphanumeric() || "_.-/$".contains(letter);
        let start = name
            .char_indices()
            .rev()
            .take(LONGEST_VALUE)
            .take_while(|(_, letter)| belongs(*letter));
        let key = start.last().and_then(|(at, _)| name.get(at..)).unwrap_or_default();
        if key.is_empty() {
            continue;
        }
        let after = line.get(sign + 1..).unwrap_or_default();
        let rest = after
            .trim_start_matches(|letter: char| letter.is_whitespace() || "=>\\".contains(letter));
        let start = line.len() - rest.len();
        let head = floor(rest, LONGEST_VALUE);
        let opened = head.chars().next().filter(|first| is_quote(*first));
        let value = if let Some(quote) = opened {
            let inner = head.get(1..).unwrap_or_default();
            // In JSON within a string the quotes are escaped.
            let is_escaped = line.get(..start).is_some_and(|before| before.ends_with('\\'));
            let end = if is_escaped { inner.find('\\') } else { None };
            start + 1..start + 1 + end.unwrap_or_else(|| closing(inner, quote))
        } else {
            let ends = |letter: char| matches!(letter, ',' | ';' | '}' | ']');
            let end = head.find(ends).unwrap_or(head.len());
            let end = head.find(" #").map_or(end, |comment| comment.min(end));
            let text = head.get(..end).unwrap_or_default();
            start..start + text.trim_end().len()
        };
        found.push(Pair { key, rest: start..line.len(), value });
    }
    found
}

/// The end of a quote that was opened before a text.
fn closing(text: &str, quote: char) -> usize {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let mut is_doubled =
            || quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == quote);
        if quote == '"' && letter == '\\' || letter == quote && is_doubled() {
            letters.next();
        } else if letter == quote {
            return at;
        }
    }
    text.len()
}

/// Whether the value is on the lines below: this line contains only its beginning.
fn is_open(rest: Option<&str>) -> bool {
    let begins = |byte: u8| b"|>+-[{(<\"'0123456789".contains(&byte);
    rest.is_none_or(|rest| rest.len() <= 3 && rest.bytes().all(begins))
}

/// The beginning of a text, up to a number of bytes.
fn floor(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}
