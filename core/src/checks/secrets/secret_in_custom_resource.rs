use super::finding::{MESSAGES, judge};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "secret-in-custom-resource",
    title: "credential is hardcoded in a custom resource or another object",
    messages: MESSAGES,
    why: "Access control and encryption at rest for Secrets do not apply to other objects: anyone who can read the object, the repository or its history has the credential.",
    fix: Fix::all(
        "Refer to a Secret, as most custom resources allow (`secretKeyRef`, `valuesFrom`, `existingSecret`). Rotate the credential; treat it as compromised.",
    ),
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        supports_and_refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Nsa::N9),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::Field], check),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    judge(setting, scope, out);
}
