use super::finding::{MESSAGES, judge_credential};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
    supports_and_refutes,
};
use crate::credentials;
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "hardcoded-secret-in-env",
    title: "credential is hardcoded in an environment variable",
    messages: MESSAGES,
    why: "Anyone who can read the file, its history or the running object has the credential, and rotating it requires a release.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Take the value from a Secret with `valueFrom.secretKeyRef`, or from a secret manager. Rotate the credential; treat it as compromised.",
        ),
        (
            Technology::Compose,
            "Pass the value as a file from `secrets` that a variable such as `POSTGRES_PASSWORD_FILE` names, or read it from a secret manager. Rotate the credential; treat it as compromised.",
        ),
        (
            Technology::Dockerfile,
            "Pass build secrets with `RUN --mount=type=secret`, and set the variable at run time. Rotate the credential: it is in the image and its history.",
        ),
        (
            Technology::Workflow,
            "Store the value in the secrets of the CI system (`${{ secrets.NAME }}`), or fetch it from a secret manager with the identity of the job. Rotate the credential; treat it as compromised.",
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
        Tool::KubeLinter.calls_it("env-var-secret"),
        Tool::Polaris.calls_it("sensitiveContainerEnvVar"),
        Tool::Kubescape.calls_it("C-0012"),
        Tool::Kubescape.calls_it("C-0259"),
    ],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::Environment], check),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    if out.is_unset(&setting.value) {
        // A value from elsewhere is good practice.
        return if credentials::is_secret_key(&setting.key) {
            out.pass(&setting.key_place);
        } else {
            out.not_applicable();
        };
    }
    if out.read(&setting.value).is_some_and(|value| names_file(&setting.key, value)) {
        // The program reads the credential from a file.
        return out.pass(setting);
    }
    judge_credential(setting, scope, out);
}

/// Whether a variable is the path of a file with a credential: `POSTGRES_PASSWORD_FILE`.
fn names_file(key: &str, value: &str) -> bool {
    let of = key.strip_suffix("__FILE").or_else(|| key.strip_suffix("_FILE"));
    value.starts_with('/') && of.is_some_and(credentials::is_secret_key)
}
