//! What the checks of credentials in plain sight share.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::checks::{Confidence, Failure, Outcome, Setting, SettingKind, Severity};
use crate::credentials::{self, Class, Verdict};
use crate::tree::{Anchor, Spot};

/// As [`judge`] for settings of which most have nothing to do with credentials: those count for
/// nothing.
pub(super) fn judge_credential(setting: &Setting, out: &mut Outcome) {
    let Some(value) = out.read(&setting.value) else { return };
    let class = credentials::classify(&setting.key, value).class;
    if class.is_exposed() || class == Class::Reference {
        judge(setting, out);
    } else {
        out.not_applicable();
    }
}

/// Why nobody can say what a value will be.
pub(super) const EXPRESSION: &str = "a template expression has to be rendered first";

/// Judges a setting: a finding at the secret itself, evidence of good practice, or nothing to do
/// with credentials. The finding is handed back, for those who know more about it.
pub(super) fn judge<'o>(setting: &Setting, out: &'o mut Outcome) -> Option<&'o mut Failure> {
    let value = *out.read(&setting.value)?;
    let verdict = credentials::classify(&setting.key, value);
    if verdict.class == Class::NotCredential && credentials::is_expression(value) {
        out.unknown(setting, EXPRESSION);
        return None;
    }
    // `secretKey: instrumentationKey` in a file: whether it is the secret or only its name, nobody can
    // see. An option of a command line takes the secret itself.
    let is_doubtful = verdict.confidence == credentials::Confidence::Low;
    if is_doubtful && verdict.class.is_exposed() && setting.kind != SettingKind::Argument {
        out.unknown(setting, "the value may be a secret or the name of one");
        return None;
    }
    let name = match setting.name() {
        "" => String::new(),
        name => format!(" `{name}`"),
    };
    say(&verdict, value, setting.spot(), &format!("{}{name}", setting.kind.noun()), out)
}

/// Says of a value what its class means. `place` is how the message names the place.
pub(super) fn say<'o>(
    verdict: &Verdict,
    value: &str,
    spot: Spot,
    place: &str,
    out: &'o mut Outcome,
) -> Option<&'o mut Failure> {
    let Some((class, what)) = words(verdict.class) else {
        // Nothing to hide, or that the value comes from elsewhere: what should be.
        out.pass(&spot);
        return None;
    };
    let severity = match verdict.class {
        Class::KnownFormat(_) => Severity::Critical,
        Class::Placeholder => Severity::Medium,
        _ => Severity::High,
    };
    let confidence = match verdict.confidence {
        credentials::Confidence::High => Confidence::High,
        credentials::Confidence::Medium => Confidence::Medium,
        credentials::Confidence::Low => Confidence::Low,
    };
    // A doubt is worth a look, not a failed run.
    let severity = if confidence == Confidence::Low { Severity::Low } else { severity };
    let secret = verdict.secret.clone().unwrap_or(0..value.len());
    let text = value.get(secret.clone()).unwrap_or(value);
    let spot = if secret.len() < value.len() || spot.part.is_some() {
        spot.narrowed(secret)
    } else {
        spot
    };
    let failure = out.fail(&spot, format!("{place} holds {what}"));
    Some(failure.severity(severity).class(class).secret(text).confidence(confidence))
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
