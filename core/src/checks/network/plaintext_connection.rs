use super::addresses::{is_vault_address, words};
use crate::checks::{
    Check, Concern, Confidence, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    supports_and_refutes,
};
use crate::credentials::{self, PlaintextKind};
use crate::frameworks::Hipaa;
use crate::model::settings::{Setting, SettingKind};
use crate::tree::{Anchor, HOLE, Why, with_holes};

pub(super) static CHECK: Check = Check {
    id: "plaintext-connection",
    title: "connection is not encrypted",
    messages: &[NOT_ENCRYPTED.text(), NEGOTIABLE.text(), NOT_VERIFIED.text()],
    why: "An attacker on the network path can read and change health data and passwords; without certificate verification an attacker can also impersonate the server.",
    fix: Fix::all(
        "Use the encrypted form of the protocol (`https://`, `rediss://`, `amqps://`, `sslmode=verify-full`, `Encrypt=true`), and verify certificates.",
    ),
    severity: Severity::Medium,
    concern: Concern::TransportEncryption,
    controls: &[supports_and_refutes(Hipaa::S312E1), supports_and_refutes(Hipaa::S312E2II)],
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
            SettingKind::Value,
            SettingKind::Variable,
        ],
        check,
    ),
};

const NOT_ENCRYPTED: Message<2> =
    Message::new("{setting} configures an unencrypted connection: `{what}`");
const NEGOTIABLE: Message<2> = Message::new("{setting} allows an unencrypted connection: `{what}`");
const NOT_VERIFIED: Message<2> =
    Message::new("{setting} does not verify the server certificate: `{what}`");

fn check(setting: &Setting, _: &Scope, out: &mut Outcome) {
    let Some(value) = out.read(&setting.value) else { return out.not_applicable() };
    let Some(found) = credentials::transport(&setting.key, value) else {
        let is_upstream = setting.kind == SettingKind::Value && value.starts_with("https://");
        return if !is_upstream && credentials::is_encrypted(&setting.key, value) {
            out.pass(setting);
        } else {
            match open(setting, value).filter(|_| setting.kind != SettingKind::Value) {
                Some(why) => out.unknown(setting, why.to_string()),
                None => out.not_applicable(),
            }
        };
    };
    // The check for upstreams in values distinguishes addresses from identifiers.
    let is_upstream = setting.kind == SettingKind::Value && found.what == "http://";
    if is_upstream || is_of_vault(setting, found.what) {
        return out.not_applicable();
    }
    let (message, confidence) = match found.kind {
        // A service mesh may encrypt the connection.
        PlaintextKind::NotEncrypted if found.what.ends_with("://") => {
            (NOT_ENCRYPTED, Confidence::Medium)
        }
        PlaintextKind::NotEncrypted => (NOT_ENCRYPTED, Confidence::High),
        PlaintextKind::Negotiable => (NEGOTIABLE, Confidence::High),
        PlaintextKind::NotVerified => (NOT_VERIFIED, Confidence::High),
    };
    let message = message.with(setting.label(), found.what);
    out.fail(&setting.spot().narrowed(found.range), message).confidence(confidence);
}

/// Why it is not known whether a value is the address of a plaintext connection.
fn open(setting: &Setting, value: &str) -> Option<Why> {
    let value = value.trim();
    let masked = with_holes(value);
    let why = if value.starts_with("{{") { Why::Expression } else { Why::Variable };
    // The scheme decides, and here it is a variable.
    if masked.starts_with(HOLE) && masked.trim_start_matches(HOLE).starts_with("://") {
        return Some(why);
    }
    let is_whole = masked.chars().all(|letter| letter == HOLE);
    if value.is_empty() || !is_whole || credentials::is_secret_key(&setting.key) {
        return None;
    }
    // A template may render any value; a variable has a value according to its name.
    let is_address = names_address(&setting.key) || names_address(value);
    (is_address || why == Why::Expression).then_some(why)
}

/// Whether the name of a setting or variable is that of an address with a scheme, or of a TLS mode.
fn names_address(name: &str) -> bool {
    const WORDS: [&str; 18] = [
        "url",
        "urls",
        "uri",
        "uris",
        "dsn",
        "endpoint",
        "endpoints",
        "upstream",
        "upstreams",
        "connection",
        "conn",
        "connectionstring",
        "addr",
        "address",
        "sslmode",
        "broker",
        "brokers",
        "jdbc",
    ];
    words(name).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Whether the checks for Vault cover it.
fn is_of_vault(setting: &Setting, what: &str) -> bool {
    let is_address = what == "http://" && is_vault_address(&setting.key);
    match setting.kind {
        SettingKind::Argument => false,
        SettingKind::EmbeddedEntry => is_address,
        _ => is_address || what.starts_with("VAULT_SKIP_VERIFY"),
    }
}
