//! Is this key and value a secret? Pure classification: structure first, format second, entropy
//! never.

mod command;
mod connection;
mod contents;
mod formats;
mod key;
mod signing;
#[cfg(test)]
mod tests;
mod transport;
mod value;

use std::ops::Range;

pub use command::{Argument, arguments};
pub use key::is_secret_key;
pub use signing::{WeakKey, is_signing_key, weak_signing_key};
pub use transport::{Plaintext, PlaintextKind, is_encrypted, transport};

use connection::{Form, Part};
use key::Kind;
use value::Reference;

/// What a value under its key is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Class {
    /// Neither the key nor the value speaks of a secret.
    NotCredential,
    /// The key is one of a secret, and nothing is there: empty, null, a truth value, a number.
    Empty,
    /// The secret comes from elsewhere: evidence of good practice.
    Reference,
    /// The path of a file.
    Path,
    /// Somebody took the secret out: `****`.
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
    /// Whether somebody who reads the text can use it to get in.
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

/// References within defaults of references that are followed.
const MAXIMUM_DEFAULTS: usize = 4;

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

/// The key of a text and where its value begins: `KEY=value` in a list names its key itself.
pub fn assigned<'t>(key: &'t str, text: &'t str) -> (&'t str, usize) {
    let is_name = |name: &str| {
        let belongs = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        !name.is_empty() && name.bytes().all(belongs)
    };
    match text.split_once('=') {
        // Under the key of a secret the sign is one of the secret's.
        Some((name, _)) if is_name(name) && !is_secret_key(key) => (name, name.len() + 1),
        _ => (key, 0),
    }
}

/// Every part of a value that must not be shown, in order: a long text may hold several secrets.
pub fn secret_ranges(key: &str, value: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<_> = classify(key, value).secret.into_iter().collect();
    let subject = Subject { key, value, kind: Kind::Other, user: None };
    let parts = subject.parts(0..value.len());
    ranges.extend(parts.into_iter().filter_map(|verdict| verdict.secret));
    ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    ranges.dedup_by(|later, earlier| later.end <= earlier.end);
    ranges
}

/// Whether a whole value comes from elsewhere: a variable, a template, the address of a store.
pub fn is_reference(value: &str) -> bool {
    matches!(value::reference(value.trim()), Some(Reference::Whole))
}

/// Whether a whole value is a template expression, so that nobody knows yet what it will be.
pub fn is_expression(value: &str) -> bool {
    let value = value.trim();
    value.starts_with("{{") && is_reference(value)
}

/// Whether a text, whatever it is called, holds something that must not be shown.
pub fn holds_secret(text: &str) -> bool {
    !secret_ranges("password", text).is_empty()
}

/// Whether a value can be recognised without the help of its key.
fn may_speak_for_itself(value: &str) -> bool {
    const SHORTEST: usize = 8;
    value.len() >= SHORTEST
        && (value.len() >= 20
            || value.bytes().any(|byte| matches!(byte, b'@' | b'=' | b' '))
            || value::is_mounted_secret(value))
}

/// The range without white space at its ends.
fn trimmed(value: &str, range: Range<usize>) -> Range<usize> {
    let text = value.get(range.clone()).unwrap_or_default();
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// A value, or a part of one, with all that is known about it.
#[derive(Clone)]
struct Subject<'v> {
    key: &'v str,
    value: &'v str,
    kind: Kind,
    user: Option<&'v str>,
}

impl<'v> Subject<'v> {
    fn text(&self, range: &Range<usize>) -> &'v str {
        self.value.get(range.clone()).unwrap_or_default()
    }

    /// Follows a reference to what it falls back to, then judges what is left.
    fn followed(
        &self,
        mut range: Range<usize>,
        judge: fn(&Self, Range<usize>) -> Verdict,
    ) -> Verdict {
        for step in 0..MAXIMUM_DEFAULTS {
            match self.reference_in(self.text(&range)) {
                Some(Reference::Default(inner)) => {
                    range = trimmed(self.value, range.start + inner.start..range.start + inner.end);
                }
                Some(Reference::Whole) => return self.reference(range),
                None => {
                    let mut verdict = judge(self, range.clone());
                    verdict.default_of_reference = step > 0;
                    // `${PASSWORD:-}`: nothing to fall back to.
                    if step > 0 && verdict.class == Class::Empty {
                        verdict.class = Class::Reference;
                    }
                    return verdict;
                }
            }
        }
        // Deeper than anybody writes: what it falls back to is not known.
        self.reference(range)
    }

    /// Without a key that speaks of a secret only few references matter, and most values are none.
    fn reference_in(&self, text: &str) -> Option<Reference> {
        let may_matter = matches!(text.as_bytes().first(), Some(b'$' | b'{' | b'/'));
        if may_matter || self.kind != Kind::Other { value::reference(text) } else { None }
    }

    /// A reference counts where a secret belongs, and a mounted secret counts everywhere.
    fn reference(&self, range: Range<usize>) -> Verdict {
        if self.kind == Kind::Other && !value::is_mounted_secret(self.text(&range)) {
            return Verdict::not_credential();
        }
        Verdict::new(Class::Reference, Confidence::High, range)
    }

    /// Judges a whole value: first by its parts, then by its key.
    fn whole(&self, range: Range<usize>) -> Verdict {
        let text = self.text(&range);
        let numbers_count = self.kind == Kind::Password;
        if self.kind != Kind::Other && value::is_nothing(text, numbers_count) {
            return Verdict::new(Class::Empty, Confidence::High, range);
        }
        let parts = self.parts(range.clone());
        if let Some(best) = parts.into_iter().rev().max_by_key(|verdict| verdict.class.rank()) {
            return best;
        }
        if let Some(verdict) = self.registry_login(text, &range) {
            return verdict;
        }
        match self.kind {
            Kind::Other | Kind::Connection => Verdict::not_credential(),
            _ => self.part(range),
        }
    }

    /// All parts that are recognised by their own shape.
    fn parts(&self, range: Range<usize>) -> Vec<Verdict> {
        let mut found = Vec::new();
        let text = self.value.get(..range.end).unwrap_or_default();
        let mut from = range.start;
        while let Some(known) = formats::find(text, from) {
            from = known.range.end;
            found.push(self.known(&known));
        }
        let text = self.text(&range);
        let parts = connection::all(text).into_iter().chain(contents::all(self.key, text));
        for part in parts {
            let verdict = self.connection(&part.moved(range.start));
            if verdict.class.rank() > 0 {
                found.push(verdict);
            }
        }
        found
    }

    fn known(&self, known: &formats::Known) -> Verdict {
        let confidence = if known.doubtful { Confidence::Medium } else { Confidence::High };
        let class = if formats::is_sample(self.text(&known.range)) {
            Class::Placeholder
        } else {
            Class::KnownFormat(known.name)
        };
        Verdict::new(class, confidence, known.range.clone())
    }

    fn connection(&self, part: &Part) -> Verdict {
        let user = part.user.as_ref().map(|user| self.text(user));
        let key = part.key.as_ref().map_or(self.key, |key| self.text(key));
        let kind = part.key.as_ref().map_or(Kind::Password, |_| key::kind(key));
        let subject = Subject { key, kind, user, ..self.clone() };
        let text = self.text(&part.range);
        match part.form {
            Form::Basic if !text.starts_with(['$', '{']) => self.basic(text, &part.range),
            Form::AzureKey if text.len() == 88 && text.ends_with("==") => {
                let class = Class::KnownFormat("Azure storage account key");
                Verdict::new(class, Confidence::High, part.range.clone())
            }
            _ if user.is_some() && text.contains('%') => subject.percent_decoded(&part.range),
            _ => subject.followed(trimmed(self.value, part.range.clone()), Subject::part),
        }
    }

    /// The password of a URL, judged by what its escapes stand for.
    fn percent_decoded(&self, range: &Range<usize>) -> Verdict {
        let plain = formats::percent_decoded(self.text(range));
        let subject = Subject { value: &plain, ..self.clone() };
        let mut verdict = subject.followed(trimmed(&plain, 0..plain.len()), Subject::part);
        verdict.secret = verdict.secret.map(|_| range.clone());
        verdict
    }

    /// `user:password` in base64, judged by the password and masked as a whole.
    fn basic(&self, text: &str, range: &Range<usize>) -> Verdict {
        let Some((user, password)) = formats::basic(text) else {
            return Verdict::not_credential();
        };
        let kind = Kind::Password;
        let subject = Subject { key: self.key, value: &password, kind, user: Some(&user) };
        let inner = subject.part(0..password.len());
        Verdict::new(inner.class, inner.confidence, range.clone())
    }

    /// `auth` in the configuration of a container registry's client.
    fn registry_login(&self, text: &str, range: &Range<usize>) -> Option<Verdict> {
        let verdict = matches!(self.key, "auth" | "_auth").then(|| self.basic(text, range))?;
        verdict.class.is_exposed().then_some(verdict)
    }

    /// Judges the secret itself.
    fn part(&self, range: Range<usize>) -> Verdict {
        let text = self.text(&range);
        let (class, confidence) = self.class_of(text);
        Verdict::new(class, confidence, range)
    }

    fn class_of(&self, text: &str) -> (Class, Confidence) {
        let sure = |class| (class, Confidence::High);
        if value::is_nothing(text, self.kind == Kind::Password) {
            return sure(Class::Empty);
        }
        if value::is_composed(text) {
            return sure(Class::Reference);
        }
        if value::is_path(text) {
            return sure(Class::Path);
        }
        let address = text.contains("://") && !text.contains(char::is_whitespace);
        if value::is_public(text) || value::is_choice(text) || address {
            return sure(Class::NotCredential);
        }
        if value::is_redacted(text) {
            return sure(Class::Redacted);
        }
        if value::is_placeholder(text) {
            return sure(Class::Placeholder);
        }
        self.weak_or_literal(text)
    }

    fn weak_or_literal(&self, text: &str) -> (Class, Confidence) {
        if value::is_guessable(text, self.key, self.user) {
            return (Class::Weak, self.confidence(text));
        }
        if self.kind == Kind::SecretId && !value::is_uuid(text) {
            return (Class::Literal, Confidence::Low);
        }
        if text.chars().count() < 8 {
            let confidence = self.confidence(text).min(match self.kind {
                Kind::Password => Confidence::High,
                _ => Confidence::Medium,
            });
            return (Class::Weak, confidence);
        }
        (Class::Literal, self.confidence(text))
    }

    /// How likely a text under the key of a secret is the secret and not a word about it.
    fn confidence(&self, text: &str) -> Confidence {
        // Its letters are those of a name too, and nobody names anything so.
        if value::is_uuid(text) && self.kind != Kind::SecretId {
            return Confidence::Medium;
        }
        let sentence = text.split_whitespace().nth(3).is_some() || text.contains('\n');
        let variable = text.contains('_')
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        if sentence || variable || self.may_be_a_name(text) {
            return Confidence::Low;
        }
        let hash = ["$2a$", "$2b$", "$2y$", "$apr1$", "$argon2", "$5$", "$6$", "{SHA}"];
        if hash.iter().any(|prefix| text.starts_with(prefix)) {
            return Confidence::Medium;
        }
        Confidence::High
    }

    /// `secret: api-prod-tls`, `passwordSecretKey: db-password`: keys of manifests and charts that
    /// hold the name of a Secret, or of a key in one. Of environment variables only those are such
    /// keys that say so twice: `DB_PASSWORD_SECRET`.
    fn may_be_a_name(&self, text: &str) -> bool {
        let label = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_');
        let shouted = self.key.bytes().all(|byte| !byte.is_ascii_lowercase());
        let mut tokens = key::Tokens::new(self.key);
        let mut last = tokens.next().unwrap_or_default();
        let is_key = last.eq_ignore_ascii_case(b"key");
        if is_key {
            last = tokens.next().unwrap_or_default();
        }
        let names = last.eq_ignore_ascii_case(b"secret") || last.eq_ignore_ascii_case(b"secrets");
        let twice = tokens.next().is_some_and(|token| token.eq_ignore_ascii_case(b"password"));
        let letters = is_key && !shouted && text.bytes().all(|byte| byte.is_ascii_alphabetic());
        // `secretKey: instrumentationKey`, `authKey: auth`.
        let is_word = letters && (names || (text.len() < 8 && text.bytes().all(label)));
        let is_label = names && (twice || !shouted) && text.bytes().all(label);
        self.user.is_none() && (is_label || is_word)
    }
}
