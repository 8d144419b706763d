use super::files::judge_file;
use crate::checks::{Check, Concern, Outcome, Rule, Scope, Severity, Technologies, Tool};
use crate::frameworks::{Control, Hipaa};
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "secret-in-values",
    title: "credential is written into the values of a chart",
    why: "Values lie in the repository with their history, and Helm stores them once more with every release: whoever can read either has the credential.",
    fix: "Leave the value empty and let the chart name a Secret that an operator or a vault fills; replace the credential: it is known now.",
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        Control::HipaaReading(Hipaa::S312D),
        Control::HipaaReading(Hipaa::S308A5IiD),
        Control::HipaaReading(Hipaa::S312A1),
    ],
    equivalents: &[Tool::Checkov.calls_it("CKV_SECRET_6")],
    since: "0.1.0",
    technologies: Technologies::HELM,
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::Value], check),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    judge_file(setting, scope, out);
}
