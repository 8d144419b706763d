//! What the checks of credentials in plain sight share.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::files::file;
use crate::checks::{Confidence, Failure, Outcome, Scope, Severity};
use crate::credentials::{self, Class, Verdict};
use crate::model::settings::{Setting, SettingKind};
use crate::tree::{Anchor, Spot};

/// As [`judge`] for settings of which most have nothing to do with credentials: those count for
/// nothing.
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

/// Why nobody can say what a value will be.
pub(super) const EXPRESSION: &str = "a template expression has to be rendered first";

/// Judges a setting: a finding at the secret itself, evidence of good practice, or nothing to do
/// with credentials.
pub(super) fn judge(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    let Some(value) = out.read(&setting.value).copied() else { return };
    let verdict = credentials::classify(&setting.key, value);
    if verdict.class == Class::NotCredential && credentials::is_expression(value) {
        return out.unknown(setting, EXPRESSION);
    }
    // `secretKey: instrumentationKey` in a file: whether it is the secret or only its name, nobody can
    // see. An option of a command line takes the secret itself.
    let is_doubtful = verdict.confidence == credentials::Confidence::Low;
    if is_doubtful && verdict.class.is_exposed() && setting.kind != SettingKind::Argument {
        return out.unknown(setting, "the value may be a secret or the name of one");
    }
    // The way to it is long to find, and few are asked for it.
    let place = if verdict.class.is_exposed() { called(setting) } else { String::new() };
    // The place is the secret's own: within its quotes, below the header of a block.
    let spot = match verdict.secret.clone() {
        Some(secret) => setting.spot().narrowed(secret),
        None => setting.spot(),
    };
    if let Some(failure) = say(&verdict, value, &spot, &place, out) {
        failure.severity(severity(&verdict, &setting.key, scope));
    }
}

/// How messages call a setting: `value `db.password``.
fn called(setting: &Setting) -> String {
    let noun = setting.kind.noun();
    match &*setting.path() {
        "" => noun.to_owned(),
        name => format!("{noun} `{name}`"),
    }
}

/// How bad it is that a credential stands there.
pub(super) fn severity(verdict: &Verdict, key: &str, scope: &Scope) -> Severity {
    // A doubt is worth a look, not a failed run.
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
        // Whoever starts the program may give it another one.
        Severity::Critical if verdict.default_of_reference => Severity::High,
        Severity::High if verdict.default_of_reference => Severity::Medium,
        Severity::Medium if verdict.default_of_reference => Severity::Low,
        severity => severity,
    }
}

/// Whether a key is one that opens a whole vault: `VAULT_TOKEN`, `unseal_key`.
fn opens_vault(key: &str) -> bool {
    const WORDS: [&str; 4] = ["vaulttoken", "vaultroottoken", "vaultdevroottoken", "unseal"];
    let key: String =
        key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    WORDS.iter().any(|word| key.contains(word))
}

/// Says of a value what its class means. `place` is how the message names the place.
pub(super) fn say<'o>(
    verdict: &Verdict,
    value: &str,
    spot: &Spot,
    place: &str,
    out: &'o mut Outcome,
) -> Option<&'o mut Failure> {
    let Some((class, what)) = words(verdict.class) else {
        if verdict.class == Class::Reference {
            // That the value comes from elsewhere is what should be.
            out.pass(spot);
        }
        return None;
    };
    let confidence = match verdict.confidence {
        credentials::Confidence::High => Confidence::High,
        credentials::Confidence::Medium => Confidence::Medium,
        credentials::Confidence::Low => Confidence::Low,
    };
    let secret = verdict.secret.clone().unwrap_or(0..value.len());
    let text = value.get(secret).unwrap_or(value);
    let failure = out.fail(spot, format!("{place} holds {what}"));
    Some(failure.class(class).secret(text).confidence(confidence))
}

/// The name of a class in reports and in messages; nothing where nothing is exposed.
fn words(class: Class) -> Option<(&'static str, String)> {
    Some(match class {
        Class::KnownFormat(format) => ("known_format", format!("a credential ({format})")),
        Class::Literal => ("literal", "a credential".to_owned()),
        Class::Weak => ("weak", "a weak credential".to_owned()),
        Class::Placeholder => ("default", "a default credential".to_owned()),
        _ => return None,
    })
}

/// A value in base64 as text, where it is text.
pub(super) fn decoded(value: &str) -> Option<String> {
    let value: String = value.split_ascii_whitespace().collect();
    String::from_utf8(STANDARD.decode(value).ok()?).ok()
}
