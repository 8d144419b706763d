//! One value, or a part of one, and the classes that are tried on it in order.

use std::ops::Range;

use super::connection::{self, Form, Part};
use super::key::{self, Kind};
use super::reference::{self, Reference};
use super::value;
use super::{Class, Confidence, Verdict, contents, formats};

/// References within defaults of references that are followed.
const MAXIMUM_DEFAULTS: usize = 4;

/// The range without white space at its ends.
pub(super) fn trimmed(value: &str, range: Range<usize>) -> Range<usize> {
    let text = value.get(range.clone()).unwrap_or_default();
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}

/// A value, or a part of one, with its context.
#[derive(Clone)]
pub(super) struct Subject<'v> {
    pub(super) key: &'v str,
    pub(super) value: &'v str,
    pub(super) kind: Kind,
    /// The user whose password it may be.
    pub(super) user: Option<&'v str>,
}

impl<'v> Subject<'v> {
    fn text(&self, range: &Range<usize>) -> &'v str {
        self.value.get(range.clone()).unwrap_or_default()
    }

    /// Resolves a reference to its fallback, then classifies the result.
    pub(super) fn followed(
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
                    // `${PASSWORD:-}`: the fallback is empty.
                    if step > 0 && verdict.class == Class::Empty {
                        verdict.class = Class::Reference;
                    }
                    return verdict;
                }
            }
        }
        // Nested too deeply: the fallback is not known.
        self.reference(range)
    }

    /// Whether a range is a reference, with or without a fallback.
    pub(super) fn refers(&self, range: &Range<usize>) -> bool {
        self.reference_in(self.text(range)).is_some()
    }

    /// Skips most values: without a key of a secret only few references matter.
    fn reference_in(&self, text: &str) -> Option<Reference> {
        let may_matter = matches!(text.as_bytes().first(), Some(b'$' | b'{' | b'/'));
        if may_matter || self.kind != Kind::Other { reference::reference(text) } else { None }
    }

    /// A reference counts in the place of a secret; a mounted secret counts anywhere.
    fn reference(&self, range: Range<usize>) -> Verdict {
        if !self.kind.promises() && !reference::is_mounted_secret(self.text(&range)) {
            return Verdict::not_credential();
        }
        Verdict::new(Class::Reference, Confidence::High, range)
    }

    /// Classifies a whole value: first by its parts, then by its key.
    pub(super) fn whole(&self, range: Range<usize>) -> Verdict {
        let text = self.text(&range);
        let numbers_count = self.kind == Kind::Password;
        if self.kind.promises() && value::is_nothing(text, numbers_count) {
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
            Kind::Login | Kind::Users => self.pairs(range),
            _ => self.part(range),
        }
    }

    /// `user:password` and `user/password`, or several with commas: the password with the strongest
    /// verdict decides.
    fn pairs(&self, range: Range<usize>) -> Verdict {
        let mut best = Verdict::not_credential();
        let mut start = range.start;
        for piece in self.text(&range).split([',', '\n']) {
            let piece_range = trimmed(self.value, start..start + piece.len());
            start += piece.len() + 1;
            let Some(verdict) = self.pair(&piece_range) else { continue };
            if verdict.class.rank() > best.class.rank() {
                best = verdict;
            }
        }
        best
    }

    /// A user with a password, if the text cannot mean anything else, unlike `kubernetes/app`,
    /// `ldap:simple` and `host:8443`.
    fn pair(&self, range: &Range<usize>) -> Option<Verdict> {
        let text = self.text(range);
        let at = text.find([':', '/'])?;
        let is_colon = text.as_bytes().get(at) == Some(&b':');
        let (user, password) = (text.get(..at)?, text.get(at + 1..)?);
        let belongs = |byte: u8| byte.is_ascii_alphanumeric() || b"._@+-".contains(&byte);
        if user.is_empty() || !user.bytes().all(belongs) || password.starts_with('/') {
            return None;
        }
        let range = range.start + at + 1..range.end;
        let subject = Subject { kind: Kind::Password, user: Some(user), ..self.clone() };
        let verdict = subject.followed(range.clone(), Subject::part);
        let is_number = password.bytes().all(|byte| byte.is_ascii_digit());
        let is_basic = self.kind == Kind::Login && key::says_basic(self.key);
        let is_known = verdict.class == Class::Weak
            && (user.eq_ignore_ascii_case(password)
                || (is_colon
                    && self.kind == Kind::Login
                    && value::is_guessable(password, "", None)));
        let counts = verdict.class == Class::Reference
            || (verdict.class == Class::Placeholder && self.kind == Kind::Login)
            || value::is_password_hash(password)
            || value::is_key_material(password)
            || (is_colon && is_basic)
            || (is_known && !is_number);
        counts.then_some(verdict)
    }

    /// The password of one user in a mapping of users; `admin` may just as well be a role.
    fn of_user(&self, range: Range<usize>) -> Verdict {
        let user = self.user.unwrap_or_else(|| self.key.rsplit('.').next().unwrap_or_default());
        let subject = Subject { kind: Kind::Password, user: Some(user), ..self.clone() };
        let text = self.text(&range);
        let counts = value::is_password_hash(text)
            || value::is_key_material(text)
            || user.eq_ignore_ascii_case(text);
        if counts { subject.part(range) } else { Verdict::not_credential() }
    }

    /// All parts that are recognised by their own shape.
    pub(super) fn parts(&self, range: Range<usize>) -> Vec<Verdict> {
        let mut found = Vec::new();
        let text = self.value.get(..range.end).unwrap_or_default();
        let mut from = range.start;
        while let Some(known) = formats::find(text, from) {
            from = known.range.end;
            let verdict = self.known(&known);
            if verdict.class.rank() > 0 {
                found.push(verdict);
            }
        }
        let text = self.text(&range);
        if contents::is_prose(self.key) {
            return found;
        }
        let mut parts = connection::all(text);
        parts.extend(contents::all(self.key, text));
        // Most texts have none.
        if parts.is_empty() {
            return found;
        }
        // Values in comments have no effect.
        let is_in_comment = contents::comments(text);
        for part in parts.into_iter().filter(|part| !is_in_comment(part.range.start)) {
            let verdict = self.connection(&part.moved(range.start));
            if verdict.class.rank() > 0 {
                found.push(verdict);
            }
        }
        found
    }

    fn known(&self, known: &formats::Known) -> Verdict {
        let confidence = if known.doubtful { Confidence::Medium } else { Confidence::High };
        let text = self.text(&known.range);
        let class = if value::is_documented(text) {
            Class::NotCredential
        } else if formats::is_sample(text) {
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
            Form::OfUser => Subject { kind: Kind::User, ..subject }.of_user(part.range.clone()),
            Form::AzureKey if value::is_documented(text) => Verdict::not_credential(),
            Form::AzureKey if text.len() == 88 && text.ends_with("==") => {
                let class = Class::KnownFormat("Azure storage account key");
                Verdict::new(class, Confidence::High, part.range.clone())
            }
            _ if user.is_some() && text.contains('%') && subject.reference_in(text).is_none() => {
                subject.percent_decoded(&part.range)
            }
            _ => subject.followed(trimmed(self.value, part.range.clone()), Subject::part),
        }
    }

    /// The password of a URL, classified with its escapes decoded.
    fn percent_decoded(&self, range: &Range<usize>) -> Verdict {
        let plain = formats::percent_decoded(self.text(range));
        let subject = Subject { value: &plain, ..self.clone() };
        let mut verdict = subject.followed(trimmed(&plain, 0..plain.len()), Subject::part);
        verdict.secret = verdict.secret.map(|_| range.clone());
        verdict
    }

    /// `user:password` in base64, classified by the password and masked as a whole.
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
        let verdict = (self.kind == Kind::Login).then(|| self.basic(text, range))?;
        verdict.class.is_exposed().then_some(verdict)
    }

    /// Classifies the secret itself.
    fn part(&self, range: Range<usize>) -> Verdict {
        match self.kind {
            Kind::Login | Kind::Users => return self.pairs(range),
            Kind::User => return self.of_user(range),
            _ => {}
        }
        let text = self.text(&range);
        let (class, confidence) = self.class_of(text);
        Verdict::new(class, confidence, range)
    }

    fn class_of(&self, text: &str) -> (Class, Confidence) {
        let sure = |class| (class, Confidence::High);
        if value::is_nothing(text, self.kind == Kind::Password) {
            return sure(Class::Empty);
        }
        if reference::is_composed(text) {
            return sure(Class::Reference);
        }
        if self.kind == Kind::Material && !value::is_key_material(text) {
            return sure(Class::NotCredential);
        }
        if value::is_path(text) {
            return sure(Class::Path);
        }
        if value::is_documented(text) {
            return sure(Class::NotCredential);
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
        // Its letters could be those of a name, but it is not a plausible name.
        if value::is_uuid(text) && self.kind != Kind::SecretId {
            return Confidence::Medium;
        }
        let sentence = text.split_whitespace().nth(3).is_some() || text.contains('\n');
        let variable = text.contains('_')
            && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        if sentence || variable || self.may_be_a_name(text) {
            return Confidence::Low;
        }
        if value::is_password_hash(text) || self.kind == Kind::Material {
            return Confidence::Medium;
        }
        Confidence::High
    }

    /// `secret: api-prod-tls`, `passwordSecretKey: db-password`: keys of manifests and charts that
    /// contain the name of a Secret, or of a key in one. An environment variable is such a key only
    /// if it has two such words: `DB_PASSWORD_SECRET`.
    fn may_be_a_name(&self, text: &str) -> bool {
        let label = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_');
        // `env.LAB_SECRET` sets the variable.
        let own = self.key.rsplit(['.', '/']).next().unwrap_or(self.key);
        // Field names of objects begin in lower case; `SecretKey`, like `SECRET_KEY`, is a
        // program's setting.
        let shouted = own.starts_with(|first: char| !first.is_ascii_lowercase());
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
