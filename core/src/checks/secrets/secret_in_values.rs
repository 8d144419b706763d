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
    title: "credential is written into the values of a chart",
    messages: MESSAGES,
    why: "Values lie in the repository with their history, and Helm stores them once more with every release: whoever can read either has the credential.",
    fix: Fix::all(
        "Leave the value empty and let the chart name a Secret that an operator or a vault fills; replace the credential: it is known now.",
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
