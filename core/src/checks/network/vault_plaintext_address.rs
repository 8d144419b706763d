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
    title: "Vault address uses plain HTTP",
    messages: &[MESSAGE.text()],
    why: "An attacker on the network path can read the Vault token and every secret that the client reads.",
    fix: Fix::all(
        "Use an `https://` address, and configure the CA certificate of Vault (`VAULT_CACERT`).",
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

const MESSAGE: Message<1> = Message::new("requests to Vault at `{host}` use plain HTTP");

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
