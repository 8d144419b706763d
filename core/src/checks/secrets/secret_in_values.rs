use super::files::judge_file;
use super::finding::MESSAGES;
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "secret-in-values",
    title: "credential is hardcoded in chart values",
    messages: MESSAGES,
    why: "Anyone who can read the repository, its history or the releases that Helm stores in the cluster has the credential.",
    fix: Fix::all(
        "Leave the value empty, and let the chart refer to an existing Secret that is created outside the repository. Rotate the credential; treat it as compromised.",
    ),
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        supports_and_refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::Value], check),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    judge_file(setting, scope, out);
}
