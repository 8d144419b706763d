use crate::checks::{
    Check, Confidence, Outcome, Platforms, Rule, Scope, Setting, SettingKind, Severity,
};
use crate::credentials::{self, PlaintextKind};
use crate::frameworks::{Control, Hipaa};
use crate::tree::Anchor;

pub(super) static CHECK: Check = Check {
    id: "plaintext-connection",
    title: "connection to another host is not encrypted",
    why: "Whoever can see the network between the two reads health data and passwords, and can change them; without verification so can whoever answers first.",
    fix: "Use the encrypted form of the protocol (`https://`, `rediss://`, `amqps://`, `sslmode=verify-full`, `Encrypt=true`) and let certificates be verified.",
    severity: Severity::Medium,
    controls: &[Control::Hipaa(Hipaa::S312E1), Control::Hipaa(Hipaa::S312E2Ii)],
    equivalents: &[],
    since: "0.1.0",
    platforms: Platforms::ALL,
    parameters: &[],
    rule: Rule::Setting(
        &[
            SettingKind::Environment,
            SettingKind::Argument,
            SettingKind::ConfigMapEntry,
            SettingKind::EmbeddedEntry,
        ],
        check,
    ),
};

fn check(setting: &Setting, _: &Scope, out: &mut Outcome) {
    let Some(value) = out.read(&setting.value) else { return out.not_applicable() };
    let Some(found) = credentials::transport(&setting.key, value) else {
        return if credentials::is_encrypted(&setting.key, value) {
            out.pass(setting);
        } else if credentials::is_reference(value) {
            out.unknown(setting, "the value comes from elsewhere");
        } else {
            out.not_applicable();
        };
    };
    let (end, confidence) = match found.kind {
        // A mesh may encrypt what the program does not.
        PlaintextKind::NotEncrypted if found.what.ends_with("://") => {
            ("is not encrypted", Confidence::Medium)
        }
        PlaintextKind::NotEncrypted => ("is not encrypted", Confidence::High),
        PlaintextKind::Negotiable => {
            ("is encrypted only if the server asks for it", Confidence::High)
        }
        PlaintextKind::NotVerified => ("trusts whoever answers", Confidence::High),
    };
    let name = match setting.name() {
        "" => String::new(),
        name => format!(" `{name}`"),
    };
    let message =
        format!("the connection of {}{name} {end}: `{}`", setting.kind.noun(), found.what);
    out.fail(&setting.spot().narrowed(found.range), message).confidence(confidence);
}
