use super::finding::{MESSAGES, judge};
use crate::checks::{Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::settings::{Setting, SettingKind};

pub(super) static CHECK: Check = Check {
    id: "secret-in-annotation",
    title: "credential is written into an annotation or a label",
    messages: MESSAGES,
    why: "Annotations are read by everybody who may look at the object, are copied to what is made from it, and are never encrypted.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Let the annotation name a Secret, or take it away; and replace the credential: it is known now.",
        ),
        (
            Technology::Compose,
            "Take the label away, and give the program that reads it the credential by a file of `secrets`; and replace the credential: it is known now.",
        ),
        (
            Technology::Dockerfile,
            "Take the label away: it is part of the image; and rotate the credential: it is known now.",
        ),
    ]),
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Cis::item("5.4.1")),
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
