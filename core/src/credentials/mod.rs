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

/// The class of a value under its key.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Class {
    /// Neither the key nor the value indicates a secret.
    NotCredential,
    /// The key is one of a secret, but the value is empty, null, a boolean or a number.
    Empty,
    /// The secret comes from elsewhere: evidence of good practice.
    Reference,
    /// The path of a file.
    Path,
    /// The secret was removed: `****`.
    Redacted,
    /// A placeholder: `changeme`.
    Placeholder,
    /// A secret that is easily guessed: `postgres`, or shorter than eight characters.
    Weak,
    /// A secret of a published format, named here: `AWS access key id`.
    KnownFormat(&'static str),
    /// Any other text in the place of a secret.
    Literal,
}

impl Class {
    /// Whether anyone who can read the text can log in with it.
    pub const fn is_exposed(self) -> bool {
        matches!(self, Self::Placeholder | Self::Weak | Self::KnownFormat(_) | Self::Literal)
    }

    /// The rank of the class: of several parts of a value the most specific one counts.
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

/// The confidence of a verdict.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Confidence {
    /// Something else is just as likely: the name of a secret, a sentence.
    Low,
    /// Likely, but something else is possible: a UUID, a test key.
    Medium,
    /// As certain as a text allows.
    High,
}

/// The result of [`classify`].
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Verdict {
    /// The class of the value.
    pub class: Class,
    /// The confidence.
    pub confidence: Confidence,
    /// The bytes of the value that are the secret and must be masked: the password inside a URL or
    /// connection string, otherwise all of it. `None` if nothing is exposed.
    pub secret: Option<Range<usize>>,
    /// Whether the secret is only the fallback of a reference: `${PASSWORD:-postgres}`.
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

/// Classifies a value under a key. The value is decoded: without quotes, escapes or comments.
pub fn classify(key: &str, value: &str) -> Verdict {
    let kind = key::kind(key);
    // Most pairs end here.
    if kind == Kind::Other && !may_speak_for_itself(value) {
        return Verdict::not_credential();
    }
    let subject = Subject { key, value, kind, user: None };
    subject.followed(trimmed(value, 0..value.len()), Subject::whole)
}

/// The assignment in each line of a text: the name before the first `=` or `:`, and the range of
/// the value, without quotes.
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

/// The key in a text and the start of its value, for list items such as `KEY=value`.
pub(crate) fn assigned<'t>(key: &'t str, text: &'t str) -> (&'t str, usize) {
    let is_name = |name: &str| {
        // Names of labels contain the punctuation of domains and paths.
        let belongs =
            |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-' | b'/');
        name.starts_with(|first: char| first.is_ascii_alphanumeric() || first == '_')
            && name.bytes().all(belongs)
    };
    match text.split_once('=') {
        // Under the key of a secret the `=` is part of the secret.
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
    // Without a significant key, a value without a fallback is classified by its parts alone.
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

/// Whether a text is public: a certificate, a public key, a digest.
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

/// Whether a text contains a secret, independent of its key.
pub(crate) fn contains_secret(text: &str) -> bool {
    !secret_ranges("password", text).is_empty()
}

/// Whether a secret is also a common word, whose other occurrences prove nothing.
pub(crate) fn is_ordinary(secret: &str) -> bool {
    let is_word = secret.len() <= 12 && secret.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word || value::is_guessable(secret, "", None)
}

/// Whether the name of a key is significant for its value.
pub(crate) fn speaks(key: &str) -> bool {
    key::kind(key) != Kind::Other
}

/// Whether a text is randomly generated: a key in base64 or hexadecimal digits.
pub(crate) fn is_drawn(text: &str) -> bool {
    value::is_key_material(text) || value::is_uuid(text)
}

/// Whether a value under a key is a secret of a published format.
pub(crate) fn contains_known(key: &str, value: &str) -> bool {
    matches!(classify(key, value).class, Class::KnownFormat(_))
}

/// Whether a value can be recognised without its key.
fn may_speak_for_itself(value: &str) -> bool {
    const SHORTEST: usize = 8;
    value.len() >= SHORTEST
        && (value.len() >= 20
            || value.bytes().any(|byte| matches!(byte, b'@' | b'=' | b' '))
            || reference::is_mounted_secret(value))
}
