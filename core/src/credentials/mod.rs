//! Is this key and value a secret? Pure classification: structure first, format second, entropy
//! never.

mod command;
mod connection;
mod contents;
mod formats;
mod key;
mod reference;
mod signing;
mod subject;
#[cfg(test)]
mod tests;
mod tokens;
mod transport;
mod value;

use std::ops::Range;

pub(crate) use command::{Argument, arguments, commands, takes_words};
pub(crate) use key::is_secret_key;
pub(crate) use signing::{WeakKey, is_signing_key, weak_signing_key};
pub(crate) use transport::{PlaintextKind, is_encrypted, transport};

use key::Kind;
use reference::Reference;
use subject::{Subject, trimmed};

/// What a value under its key is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Class {
    /// Neither the key nor the value indicates a secret.
    NotCredential,
    /// The key is one of a secret, and nothing is there: empty, null, a truth value, a number.
    Empty,
    /// The secret comes from elsewhere: evidence of good practice.
    Reference,
    /// The path of a file.
    Path,
    /// The secret was removed: `****`.
    Redacted,
    /// Text that asks to be replaced: `changeme`.
    Placeholder,
    /// A secret that is guessed in the first minute: `postgres`, or shorter than eight characters.
    Weak,
    /// A secret of a published format, named here: `AWS access key id`.
    KnownFormat(&'static str),
    /// Any other text where a secret belongs.
    Literal,
}

impl Class {
    /// Whether anyone who can read the text can log in with it.
    pub const fn is_exposed(self) -> bool {
        matches!(self, Self::Placeholder | Self::Weak | Self::KnownFormat(_) | Self::Literal)
    }

    /// How specific the class is: of several parts of a value the most specific one counts.
    const fn rank(self) -> u8 {
        match self {
            Self::KnownFormat(_) => 5,
            Self::Literal => 4,
            Self::Weak => 3,
            Self::Placeholder => 2,
            Self::Reference | Self::Path | Self::Redacted => 1,
            Self::NotCredential | Self::Empty => 0,
        }
    }
}

/// How sure a verdict is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// As likely something else: the name of a secret, a sentence.
    Low,
    /// Likely, and something else is possible: a UUID, a key for tests.
    Medium,
    /// As sure as text can be.
    High,
}

/// What [`classify`] finds.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// What the value is.
    pub class: Class,
    /// How sure that is.
    pub confidence: Confidence,
    /// The bytes of the value that are the secret and must be masked: the password inside of a URL
    /// or connection string, else all of it. None where nothing is exposed.
    pub secret: Option<Range<usize>>,
    /// Whether the secret is only what a reference falls back to: `${PASSWORD:-postgres}`.
    pub default_of_reference: bool,
}

impl Verdict {
    fn new(class: Class, confidence: Confidence, range: Range<usize>) -> Self {
        let secret = class.is_exposed().then_some(range);
        Self { class, confidence, secret, default_of_reference: false }
    }

    const fn not_credential() -> Self {
        Self {
            class: Class::NotCredential,
            confidence: Confidence::High,
            secret: None,
            default_of_reference: false,
        }
    }
}

/// Says what a value under a key is. The value is decoded: without quotes, escapes or comments.
pub fn classify(key: &str, value: &str) -> Verdict {
    let kind = key::kind(key);
    // Most pairs end here.
    if kind == Kind::Other && !may_speak_for_itself(value) {
        return Verdict::not_credential();
    }
    let subject = Subject { key, value, kind, user: None };
    subject.followed(trimmed(value, 0..value.len()), Subject::whole)
}

/// What each line of a text assigns: the name before the first `=` or `:`, and where the value
/// behind it is, without quotes.
pub(crate) fn assigned_in_lines(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let begins = start;
        start += line.len();
        let Some(sign) = line.find(['=', ':']) else { continue };
        let name = line.get(..sign).unwrap_or_default().trim().trim_matches('"');
        let around = |letter: char| letter.is_whitespace() || matches!(letter, '"' | '\'' | ',');
        let rest = line.get(sign + 1..).unwrap_or_default();
        let value = rest.trim_matches(around);
        let skipped = rest.len() - rest.trim_start_matches(around).len();
        let from = begins + sign + 1 + skipped;
        if !name.is_empty() && !value.is_empty() {
            found.push((name, from..from + value.len()));
        }
    }
    found
}

/// The key of a text and where its value begins: `KEY=value` in a list names its key itself.
pub(crate) fn assigned<'t>(key: &'t str, text: &'t str) -> (&'t str, usize) {
    let is_name = |name: &str| {
        // Labels have the signs of domains and paths in their names.
        let belongs =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'/');
        name.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
            && name.bytes().all(belongs)
    };
    match text.split_once('=') {
        // Under the key of a secret the sign is one of the secret's.
        Some((name, _)) if is_name(name) && !is_secret_key(key) => (name, name.len() + 1),
        _ => (key, 0),
    }
}

/// Every part of a value that must not be shown, in order: a long text may contain several secrets.
pub(crate) fn secret_ranges(key: &str, value: &str) -> Vec<Range<usize>> {
    let kind = key::kind(key);
    // Most values have none.
    if kind == Kind::Other && !may_speak_for_itself(value) {
        return Vec::new();
    }
    let subject = Subject { key, value, kind, user: None };
    let mut ranges = Vec::new();
    // Without a key that speaks, a value that falls back to nothing is judged by its parts alone.
    let all = trimmed(value, 0..value.len());
    if kind != Kind::Other || subject.refers(&all) {
        ranges.extend(subject.followed(all, Subject::whole).secret);
    }
    let subject = Subject { kind: Kind::Other, ..subject };
    let parts = subject.parts(0..value.len());
    ranges.extend(parts.into_iter().filter_map(|verdict| verdict.secret));
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    ranges.dedup_by(|later, earlier| later.end <= earlier.end);
    ranges
}

/// Whether a text is made to be shown, and nothing else: a certificate, a public key, a digest.
pub(crate) fn is_public(text: &str) -> bool {
    value::is_public(text) && !text.contains("PRIVATE KEY")
}

/// Whether a whole value comes from elsewhere: a variable, a template, the address of a store.
pub(crate) fn is_reference(value: &str) -> bool {
    matches!(reference::reference(value.trim()), Some(Reference::Whole))
}

/// Whether a whole value is a template expression, so that its final value is not known yet.
pub(crate) fn is_expression(value: &str) -> bool {
    let value = value.trim();
    value.starts_with("{{") && is_reference(value)
}

/// Whether a text, whatever it is called, contains something that must not be shown.
pub(crate) fn contains_secret(text: &str) -> bool {
    !secret_ranges("password", text).is_empty()
}

/// Whether a secret is also a common word: that it occurs elsewhere proves nothing.
pub(crate) fn is_ordinary(secret: &str) -> bool {
    let is_word = secret.len() <= 12 && secret.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word || value::is_guessable(secret, "", None)
}

/// Whether the name of a key says anything of what its value may be.
pub(crate) fn speaks(key: &str) -> bool {
    key::kind(key) != Kind::Other
}

/// Whether a text is one that a machine has drawn: a key in base64 or hexadecimal digits.
pub(crate) fn is_drawn(text: &str) -> bool {
    value::is_key_material(text) || value::is_uuid(text)
}

/// Whether a value under a key is a secret of a published format.
pub(crate) fn contains_known(key: &str, value: &str) -> bool {
    matches!(classify(key, value).class, Class::KnownFormat(_))
}

/// Whether a value can be recognised without the help of its key.
fn may_speak_for_itself(value: &str) -> bool {
    const SHORTEST: usize = 8;
    value.len() >= SHORTEST
        && (value.len() >= 20
            || value.bytes().any(|byte| matches!(byte, b'@' | b'=' | b' '))
            || reference::is_mounted_secret(value))
}
