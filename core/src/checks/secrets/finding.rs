//! What the checks of credentials in plain sight share.

use std::fmt::Display;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::checks::{Confidence, Failure, Outcome, Severity};
use crate::credentials::{self, Class, Verdict};
use crate::tree::Anchor;

/// Says of a value what its class means: a finding, evidence of good practice, or that it has
/// nothing to do with credentials. `place` is how the message names the place.
/// The finding is handed back, for those who know more about it.
pub(super) fn say<'o>(
    verdict: &Verdict,
    at: &impl Anchor,
    place: impl Display,
    out: &'o mut Outcome,
) -> Option<&'o mut Failure> {
    let (severity, class, what) = match verdict.class {
        Class::KnownFormat(format) => {
            (Severity::Critical, "known_format", format!("a credential ({format})"))
        }
        Class::Literal => (Severity::High, "literal", "a credential".to_owned()),
        Class::Weak => (Severity::High, "weak", "a weak credential".to_owned()),
        Class::Placeholder => (Severity::Medium, "default", "a default credential".to_owned()),
        // That the value comes from elsewhere is what should be.
        Class::Reference => {
            out.pass(at);
            return None;
        }
        _ => return None,
    };
    let confidence = match verdict.confidence {
        credentials::Confidence::Low => Confidence::Low,
        credentials::Confidence::Medium => Confidence::Medium,
        credentials::Confidence::High => Confidence::High,
    };
    // The name of a secret looks like a secret: a doubt is worth a look, not a failed run.
    let severity = if confidence == Confidence::Low { Severity::Low } else { severity };
    let failure = out.fail(at, format!("{place} holds {what}"));
    Some(failure.severity(severity).class(class).confidence(confidence))
}

/// A value in base64 as text, where it is text.
pub(super) fn decoded(value: &str) -> Option<String> {
    let value: String = value.split_ascii_whitespace().collect();
    String::from_utf8(STANDARD.decode(value).ok()?).ok()
}
