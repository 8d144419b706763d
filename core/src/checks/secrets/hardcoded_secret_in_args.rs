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
    title: "credential is written into a command line",
    messages: MESSAGES,
    why: "Everybody who can list the processes or read the object sees the command line, and so do the logs that record it.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Give the program the credential by a file from a Secret, or by a variable with `valueFrom.secretKeyRef` that the command names as `$(NAME)`; and replace it: it is known now.",
        ),
        (
            Technology::Compose,
            "Give the program the credential by a file from `secrets`; and replace it: it is known now.",
        ),
        (
            Technology::Dockerfile,
            "Give the build what it needs by `RUN --mount=type=secret`, and the container by a file or its environment; and rotate the credential: it is part of the image's history.",
        ),
        (
            Technology::Workflow,
            "Let the command read a variable that the CI system fills from its secrets, or standard input (`--password-stdin`); and rotate the credential: it has been exposed.",
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
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::Argument, SettingKind::BuildArgument], check),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    judge_credential(setting, scope, out);
}
