use super::finding::EXPRESSION;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::credentials::{self, WeakKey};
use crate::frameworks::Hipaa;
use crate::model::Technology;
use crate::model::settings::{Setting, SettingKind};

// A weak key stays weak in a Secret, so this is reported in addition to a hardcoded credential.
pub(super) static CHECK: Check = Check {
    id: "jwt-signing-key-weak",
    title: "JWT signing key is weak",
    messages: &[SHORT.text(), OF_WORDS.text()],
    why: "Anyone with one token can find a short or dictionary-based key by an offline brute-force attack, and then sign tokens for any user.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Generate a key of at least 32 random bytes and provide it from a Secret, or sign with a private key and give services only the public key.",
        ),
        (
            Technology::Compose,
            "Generate a key of at least 32 random bytes and provide it as a file from `secrets`, or sign with a private key and give services only the public key.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S312C2).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::Setting(
        &[
            SettingKind::Environment,
            SettingKind::Argument,
            SettingKind::ConfigMapEntry,
            SettingKind::EmbeddedEntry,
            SettingKind::FileEntry,
            SettingKind::Variable,
        ],
        check,
    ),
};

const SHORT: Message<1> = Message::new("{setting} is a signing key shorter than 32 bytes");
const OF_WORDS: Message<1> = Message::new("{setting} is a signing key that consists of words");

fn check(setting: &Setting, _: &Scope, out: &mut Outcome) {
    // An entry that a template renders may be a whole file.
    let is_file = setting.kind == SettingKind::ConfigMapEntry;
    if let Some(value) = out.read(&setting.value).filter(|_| is_file) {
        if credentials::is_expression(value) {
            return out.unknown(setting, EXPRESSION);
        }
    }
    let is_key = credentials::is_signing_key(&setting.key);
    let Some(value) = out.read(&setting.value).filter(|value| is_key && !value.is_empty()) else {
        return out.not_applicable();
    };
    let Some(weak) = credentials::weak_signing_key(&setting.key, value) else {
        return if credentials::is_reference(value) {
            out.unknown(setting, "the key is a reference whose target is not in the input");
        } else {
            out.pass(setting);
        };
    };
    let message = match weak {
        WeakKey::Short => SHORT,
        WeakKey::Words => OF_WORDS,
    };
    out.fail(setting, message.with(setting.label()));
}
