use super::addresses::{is_vault_address, words};
use crate::checks::{
    Check, Concern, Confidence, Fix, Outcome, Rule, Scope, Severity, Technologies,
    supports_and_refutes,
};
use crate::credentials::{self, PlaintextKind};
use crate::frameworks::Hipaa;
use crate::model::Body;
use crate::model::settings::{Setting, SettingKind};
use crate::tree::Anchor;

pub(super) static CHECK: Check = Check {
    id: "plaintext-connection",
    title: "connection to another host is not encrypted",
    why: "Whoever can see the network between the two reads health data and passwords, and can change them; without verification so can whoever answers first.",
    fix: Fix::all(
        "Use the encrypted form of the protocol (`https://`, `rediss://`, `amqps://`, `sslmode=verify-full`, `Encrypt=true`) and let certificates be verified.",
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

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    let Some(value) = out.read(&setting.value) else { return out.not_applicable() };
    let Some(found) = credentials::transport(&setting.key, value) else {
        let is_upstream = setting.kind == SettingKind::Value && value.starts_with("https://");
        return if !is_upstream && credentials::is_encrypted(&setting.key, value) {
            out.pass(setting);
        } else if setting.kind != SettingKind::Value && may_be_connection(setting, value, scope) {
            out.unknown(setting, "the value comes from elsewhere");
        } else {
            out.not_applicable();
        };
    };
    // The check of upstreams in values tells addresses from names.
    let is_upstream = setting.kind == SettingKind::Value && found.what == "http://";
    if is_upstream || is_of_vault(setting, found.what) {
        return out.not_applicable();
    }
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

/// Whether a value that comes from elsewhere may be that of a connection. Of the many references in
/// the files of builds and clouds only those are that are called so.
fn may_be_connection(setting: &Setting, value: &str, scope: &Scope) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "addr", "address", "broker", "brokers", "connection", "dsn", "endpoint", "host", "jdbc",
        "server", "servers", "uri", "url",
    ];
    let is_called_so = || words(&setting.key).iter().any(|word| NAMES.contains(&word.as_str()));
    let is_of_file = matches!(scope.resource.map(|of| &of.body), Some(Body::Settings(_)))
        && setting.kind != SettingKind::Variable;
    (!is_of_file || is_called_so()) && may_be_address(setting, value)
}

/// Whether a value that comes from elsewhere may be an address: a password, a file and what AWS
/// has a name for are none.
fn may_be_address(setting: &Setting, value: &str) -> bool {
    credentials::is_expression(value)
        || credentials::is_reference(value)
            && !["/", "alias/", "arn:"].iter().any(|start| value.starts_with(start))
            && !credentials::is_secret_key(&setting.key)
}

/// Whether the checks of Vault say more of it.
fn is_of_vault(setting: &Setting, what: &str) -> bool {
    let is_address = what == "http://" && is_vault_address(&setting.key);
    match setting.kind {
        SettingKind::Argument => false,
        SettingKind::EmbeddedEntry => is_address,
        _ => is_address || what.starts_with("VAULT_SKIP_VERIFY"),
    }
}
