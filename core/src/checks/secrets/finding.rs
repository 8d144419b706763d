//! Shared code of the checks for hardcoded credentials.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::files::file;
use crate::checks::{Confidence, Failure, Message, Outcome, Scope, Severity};
use crate::credentials::{self, Class, Verdict};
use crate::model::Label;
use crate::model::settings::{Setting, SettingKind};
use crate::tree::{Anchor, Spot};

/// The messages for credentials, by class.
pub(super) const MESSAGES: &[&str] =
    &[KNOWN_FORMAT.text(), LITERAL.text(), WEAK.text(), DEFAULT.text()];

const KNOWN_FORMAT: Message<2> = Message::new("{place} contains a credential ({format})");
const LITERAL: Message<1> = Message::new("{place} contains a credential");
const WEAK: Message<1> = Message::new("{place} contains a weak credential");
const DEFAULT: Message<1> = Message::new("{place} contains a default credential");

/// Like [`judge`], for settings that mostly have nothing to do with credentials: for those the
/// outcome becomes not applicable.
pub(super) fn judge_credential(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    let Some(value) = out.read(&setting.value) else { return };
    let class = credentials::classify(&setting.key, value).class;
    let is_of_test = class == Class::Placeholder && file(scope).is_some_and(|file| file.is_test);
    if !is_of_test && (class.is_exposed() || class == Class::Reference) {
        judge(setting, scope, out);
    } else {
        out.not_applicable();
    }
}

/// Why the value of a template expression is not known.
pub(super) const EXPRESSION: &str = "a template expression has to be rendered first";

/// Judges a setting: a finding at the secret itself, evidence for a reference, or neither if the
/// setting has nothing to do with credentials.
pub(super) fn judge(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    let Some(value) = out.read(&setting.value).copied() else { return };
    let verdict = credentials::classify(&setting.key, value);
    if verdict.class == Class::NotCredential && credentials::is_expression(value) {
        return out.unknown(setting, EXPRESSION);
    }
    // `secretKey: instrumentationKey` in a file may be the secret or only its name. An option of a
    // command line takes the secret itself.
    let is_doubtful = verdict.confidence == credentials::Confidence::Low;
    if is_doubtful && verdict.class.is_exposed() && setting.kind != SettingKind::Argument {
        return out.unknown(setting, "the value may be a secret or the name of one");
    }
    let place = || Label::named(setting.kind.noun(), &setting.path());
    // The place is that of the secret itself: within its quotes, below the header of a block scalar.
    let spot = match verdict.secret.clone() {
        Some(secret) => setting.spot().narrowed(secret),
        None => setting.spot(),
    };
    if let Some(failure) = say(&verdict, value, &spot, place, out) {
        failure.severity(severity(&verdict, &setting.key, scope));
    }
}

/// The severity of a hardcoded credential.
pub(super) fn severity(verdict: &Verdict, key: &str, scope: &Scope) -> Severity {
    // A doubtful finding should be reviewed, but not fail a run.
    if verdict.confidence == credentials::Confidence::Low {
        return Severity::Low;
    }
    let opens_all = scope.is_production() || opens_vault(key);
    let severity = match verdict.class {
        Class::KnownFormat(_) => Severity::Critical,
        Class::Literal | Class::Weak if opens_all => Severity::Critical,
        _ => Severity::High,
    };
    match severity {
        // The environment may override the default of a reference.
        Severity::Critical if verdict.default_of_reference => Severity::High,
        Severity::High if verdict.default_of_reference => Severity::Medium,
        Severity::Medium if verdict.default_of_reference => Severity::Low,
        severity => severity,
    }
}

/// Whether a key gives access to a whole Vault: `VAULT_TOKEN`, `unseal_key`.
fn opens_vault(key: &str) -> bool {
    const WORDS: [&str; 4] = ["vaulttoken", "vaultroottoken", "vaultdevroottoken", "unseal"];
    let key: String =
        key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    WORDS.iter().any(|word| key.contains(word))
}

/// Reports a value by its class. `place` returns the name of the place for the message; it is called
/// only for an exposed value, because the path may be expensive to find.
pub(super) fn say<'o>(
    verdict: &Verdict,
    value: &str,
    spot: &Spot,
    place: impl FnOnce() -> Label,
    out: &'o mut Outcome,
) -> Option<&'o mut Failure> {
    let (class, message) = match verdict.class {
        Class::KnownFormat(format) => ("known_format", KNOWN_FORMAT.with(place(), format)),
        Class::Literal => ("literal", LITERAL.with(place())),
        Class::Weak => ("weak", WEAK.with(place())),
        Class::Placeholder => ("default", DEFAULT.with(place())),
        // A reference is good practice.
        Class::Reference => {
            out.pass(spot);
            return None;
        }
        _ => return None,
    };
    let confidence = match verdict.confidence {
        credentials::Confidence::High => Confidence::High,
        credentials::Confidence::Medium => Confidence::Medium,
        credentials::Confidence::Low => Confidence::Low,
    };
    let secret = verdict.secret.clone().unwrap_or(0..value.len());
    let text = value.get(secret).unwrap_or(value);
    let failure = out.fail(spot, message);
    Some(failure.class(class).secret(text).confidence(confidence))
}

/// The decoded text of a base64 value, if it is text.
pub(super) fn decoded(value: &str) -> Option<String> {
    let value: String = value.split_ascii_whitespace().collect();
    String::from_utf8(STANDARD.decode(value).ok()?).ok()
}
