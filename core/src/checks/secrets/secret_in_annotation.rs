use super::finding::{MESSAGES, judge};
use crate::checks::{Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "secret-in-annotation",
    title: "credential is hardcoded in an annotation or label",
    messages: MESSAGES,
    why: "Anyone who can read the object or inspect the container can read annotations and labels, which are often copied to other objects and to monitoring systems.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Refer to a Secret in the annotation, or remove it. Rotate the credential; treat it as compromised.",
        ),
        (
            Technology::Compose,
            "Remove the label, and give the application that reads it the credential as a file from `secrets`. Rotate the credential; treat it as compromised.",
        ),
        (
            Technology::Dockerfile,
            "Remove the label: it is part of the image. Rotate the credential; treat it as compromised.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Cis::I5_4_1),
        refutes(Nsa::N9),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS.and(Technologies::only(Technology::Dockerfile)),
    parameters: &[],
    rule: Rule::Setting(&[SettingKind::Annotation, SettingKind::Label], check),
};

fn check(setting: &Setting, scope: &Scope, out: &mut Outcome) {
    judge(setting, scope, out);
}
