use super::files::judge_file;
use super::finding::MESSAGES;
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Technology;
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "secret-in-dotenv",
    title: "credential is hardcoded in a dotenv file",
    messages: MESSAGES,
    why: "Dotenv files are often copied between machines and committed by accident, and the history of the repository then keeps the credential.",
    fix: Fix::all(
        "Keep the file out of the repository, and let a secret manager or the platform set the variable. Rotate the credential if others could read it.",
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
    technologies: Technologies::only(Technology::Dotenv),
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::Variable], check),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    judge_file(setting, scope, out);
}
