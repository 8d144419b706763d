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
    title: "credential is written into an environment variable",
    messages: MESSAGES,
    why: "Whoever can read the file, its history, or the running object has the credential, and nobody can rotate it without a release.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Take the value from a Secret by `valueFrom.secretKeyRef`, or from a vault; and replace the credential: it is known now.",
        ),
        (
            Technology::Compose,
            "Take the value from a file of `secrets` that a variable like `PASSWORD_FILE` names, or from a vault; and replace the credential: it is known now.",
        ),
        (
            Technology::Dockerfile,
            "Give the build what it needs by `RUN --mount=type=secret`, and the container by its environment; and rotate the credential: it is part of the image and of its history.",
        ),
        (
            Technology::Workflow,
            "Keep the value among the secrets of the CI system (`${{ secrets.NAME }}`), or get it from a vault with the identity of the job; and rotate the credential: it has been exposed.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        supports_and_refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Cis::item("5.4.1")),
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
        // That the value comes from elsewhere is what should be.
        return if credentials::is_secret_key(&setting.key) {
            out.pass(&setting.key_place);
        } else {
            out.not_applicable();
        };
    }
    if out.read(&setting.value).is_some_and(|value| names_file(&setting.key, value)) {
        // The program reads it from a volume.
        return out.pass(setting);
    }
    judge_credential(setting, scope, out);
}

/// Whether a variable says in which file a credential is: `POSTGRES_PASSWORD_FILE`.
fn names_file(key: &str, value: &str) -> bool {
    let of = key.strip_suffix("__FILE").or_else(|| key.strip_suffix("_FILE"));
    value.starts_with('/') && of.is_some_and(credentials::is_secret_key)
}
