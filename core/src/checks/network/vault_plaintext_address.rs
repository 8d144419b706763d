use super::addresses::{is_vault_address, plain_http_host};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    supports_and_refutes,
};
use crate::credentials;
use crate::frameworks::Hipaa;
use crate::model::settings::{Setting, SettingKind};
use crate::tree::Why;

pub(super) static CHECK: Check = Check {
    id: "vault-plaintext-address",
    title: "Vault is called without TLS",
    messages: &[MESSAGE.text()],
    why: "The token and every secret that is read are sent in plain text.",
    fix: Fix::all(
        "Call Vault with `https://`, and give the program the certificate of its authority.",
    ),
    severity: Severity::High,
    concern: Concern::TransportEncryption,
    controls: &[
        supports_and_refutes(Hipaa::S312E1).own_reading(),
        supports_and_refutes(Hipaa::S312E2II).own_reading(),
        supports_and_refutes(Hipaa::S312E2I).own_reading(),
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
            SettingKind::Annotation,
            SettingKind::Value,
            SettingKind::Variable,
            SettingKind::StoreParameter,
        ],
        check,
    ),
};

const MESSAGE: Message<1> = Message::new("requests to Vault at `{host}` are sent without TLS");

fn check(setting: &Setting, _: &Scope, out: &mut Outcome) {
    let is_address = is_vault_address(&setting.key) || setting.key == "vault.hashicorp.com/service";
    if !is_address || out.is_unset(&setting.value) {
        return out.not_applicable();
    }
    let Some(address) = out.read(&setting.value) else { return };
    if credentials::is_expression(address) {
        return out.unknown(setting, Why::Expression.to_string());
    }
    if address.trim().is_empty() {
        return out.not_applicable();
    }
    match plain_http_host(address) {
        Some(host) => {
            out.fail(setting, MESSAGE.with(host));
        }
        None if address.trim().starts_with("https://") => out.pass(setting),
        // The local machine, or an address without a scheme.
        None => {}
    }
}
