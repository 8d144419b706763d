use super::files::{file, judge_file};
use super::finding::{MESSAGES, judge_credential};
use crate::checks::{
    Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::credentials;
use crate::frameworks::Hipaa;
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "secret-in-configuration-file",
    title: "credential is hardcoded in a configuration file",
    messages: MESSAGES,
    why: "Anyone who can read the repository or its history has the credential, and rotating it requires a commit.",
    fix: Fix::all(
        "Keep the file out of the repository, or let the application read the value from an environment variable, a mounted Secret or a secret manager. Rotate the credential; treat it as compromised.",
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
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::FileEntry], check),
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
    // A kubeconfig looks like an object, but is a configuration file.
    if file(scope).is_some() {
        judge_file(setting, scope, out);
    } else {
        judge_credential(setting, scope, out);
    }
}
