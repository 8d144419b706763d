use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::credentials;
use crate::frameworks::Hipaa;
use crate::model::settings::{Setting, SettingKind};
use crate::tree::Why;

pub(super) static CHECK: Check = Check {
    id: "vault-tls-verification-disabled",
    title: "Vault certificate is not verified",
    messages: &[MESSAGE.text()],
    why: "An attacker who impersonates the Vault server receives the token and can return forged secrets.",
    fix: Fix::all(
        "Configure the CA certificate of Vault (`VAULT_CACERT`), and remove the setting.",
    ),
    severity: Severity::High,
    concern: Concern::CertificateVerification,
    controls: &[
        refutes(Hipaa::S312E1).own_reading(),
        refutes(Hipaa::S312E2II).own_reading(),
        refutes(Hipaa::S312E2I).own_reading(),
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

const MESSAGE: Message<1> =
    Message::new("`{setting}` disables verification of the Vault certificate");

fn check(setting: &Setting, _: &Scope, out: &mut Outcome) {
    if !skips_verification(&setting.key) || out.is_unset(&setting.value) {
        return out.not_applicable();
    }
    let Some(value) = out.read(&setting.value) else { return };
    if credentials::is_expression(value) {
        return out.unknown(setting, Why::Expression.to_string());
    }
    // The strings that Go, and so Vault, parses as true.
    if matches!(value.trim(), "1" | "t" | "T" | "true" | "TRUE" | "True") {
        out.fail(setting, MESSAGE.with(&setting.key));
    } else {
        out.pass(setting);
    }
}

/// Whether a key disables verification of the certificate of Vault: `VAULT_SKIP_VERIFY`,
/// `vaultSkipTLSVerify`. Agents use `tls_skip_verify` without a prefix.
fn skips_verification(key: &str) -> bool {
    if key == "tls_skip_verify" {
        return true;
    }
    let folded: String =
        key.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let is_vault = folded.contains("vault") || folded.starts_with("bao");
    let skips = ["skipverify", "skiptlsverify", "insecureskipverify"];
    is_vault && skips.iter().any(|end| folded.ends_with(end))
}
