use super::finding::{EXPRESSION, MESSAGES, decoded, judge, say, severity};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
    supports_and_refutes,
};
use crate::credentials;
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::settings::{Setting, SettingKind};
use crate::tree::Anchor;

pub(super) static CHECK: Check = Check {
    id: "secret-in-config-map",
    title: "credential is stored in a ConfigMap or config",
    messages: MESSAGES,
    why: "Many roles that exclude Secrets allow reading ConfigMaps, encryption at rest often covers only Secrets, and the repository and its history contain the credential.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Move the entry to a Secret that is created outside the repository, for example by an operator from a secret manager. Rotate the credential; treat it as compromised.",
        ),
        (
            Technology::Compose,
            "Move the content from `configs` into a file of `secrets` that is not in the repository. Rotate the credential; treat it as compromised.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        supports_and_refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Cis::I5_4_1),
        supports_and_refutes(Nsa::N9),
    ],
    equivalents: &[
        Tool::Polaris.calls_it("sensitiveConfigmapContent"),
        Tool::Trivy.calls_it("KSV-0109"),
        Tool::Kubescape.calls_it("C-0012"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Setting(
        &[SettingKind::ConfigMapEntry, SettingKind::EmbeddedEntry, SettingKind::BinaryEntry],
        check,
    ),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    if setting.kind != SettingKind::BinaryEntry {
        return judge(setting, scope, out);
    }
    let Some(value) = out.read(&setting.value) else { return };
    if credentials::is_expression(value) {
        return out.unknown(setting, EXPRESSION);
    }
    // Binary data, such as an archive or a picture, is not checked.
    let Some(text) = decoded(value) else { return out.not_applicable() };
    let mut verdict = credentials::classify(&setting.key, &text);
    let secret = verdict.secret.take().and_then(|range| text.get(range)).map(str::to_owned);
    // The byte range in the decoded text does not apply to the base64 value.
    let text = secret.as_deref().unwrap_or(value);
    if let Some(failure) = say(&verdict, text, &setting.spot(), || setting.label(), out) {
        failure.severity(severity(&verdict, &setting.key, scope));
    }
}
