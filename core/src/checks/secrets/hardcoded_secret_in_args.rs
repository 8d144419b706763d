use super::finding::{MESSAGES, judge_credential};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "hardcoded-secret-in-args",
    title: "credential is hardcoded in a command line",
    messages: MESSAGES,
    why: "Anyone who can list the processes or read the object can read the command line, and it is often written to logs.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Pass the credential as a file from a Secret, or as an environment variable with `valueFrom.secretKeyRef` that the application reads itself. Rotate the credential; treat it as compromised.",
        ),
        (
            Technology::Compose,
            "Pass the credential as a file from `secrets`. Rotate the credential; treat it as compromised.",
        ),
        (
            Technology::Dockerfile,
            "Pass build secrets with `RUN --mount=type=secret`, and pass credentials to the container at run time. Rotate the credential: it is in the image history.",
        ),
        (
            Technology::Workflow,
            "Let the command read a variable that the CI system sets from its secrets, or standard input (`--password-stdin`). Rotate the credential; treat it as compromised.",
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
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::Argument, SettingKind::BuildArgument], check),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    judge_credential(setting, scope, out);
}
