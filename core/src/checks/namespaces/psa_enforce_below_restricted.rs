use super::pod_security::{ENFORCE, LEVELS};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Parameter, ParameterKind, Rule, Scope, Severity,
    Technologies, Tool, refutes, supports, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Resource;
use crate::model::meta::lookup;

pub(super) static CHECK: Check = Check {
    id: "psa-enforce-below-restricted",
    title: "namespace does not enforce the Restricted profile",
    messages: &[MESSAGE.text()],
    why: "The namespace admits Pods that run as root or keep the default capabilities, even if the current manifests contain none.",
    fix: Fix::all(
        "Set the label `pod-security.kubernetes.io/enforce` to `restricted` once the workloads comply.",
    ),
    severity: Severity::Low,
    concern: Concern::Admission,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        supports(Cis::I5_2_6),
        supports(Cis::I5_2_7),
        supports(Cis::I5_2_9),
        supports(Cis::I5_2_10),
        supports_and_refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Kubescape.calls_it("C-0197"),
        Tool::Kubescape.calls_it("C-0198"),
        Tool::Kubescape.calls_it("C-0200"),
        Tool::Kubescape.calls_it("C-0201"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[&PHI_LABELS],
    rule: Rule::Namespace(check),
};

const MESSAGE: Message<1> = Message::new("namespace enforces `{level_name}`, not `restricted`");

static PHI_LABELS: Parameter = Parameter {
    name: "phi_labels",
    description: "labels of namespaces with health data, as `key=value`",
    kind: ParameterKind::Texts {
        default: &["data-class=phi", "data-classification=phi", "phi=true"],
    },
};

fn check(namespace: &Resource, scope: &Scope, out: &mut Outcome) {
    let level = lookup(&namespace.metadata.labels, ENFORCE);
    let level_name = match out.read(&level) {
        Some(&"restricted") => return out.pass(&level),
        Some(text) if LEVELS.contains(text) => *text,
        // psa-enforce-missing reports a missing or invalid level.
        Some(_) => return out.not_applicable(),
        None if out.is_unset(&level) => return out.not_applicable(),
        None => return,
    };
    let labels = out.read(&namespace.metadata.labels).into_iter().flatten();
    let marked = labels
        .filter(|label| {
            let value = out.read(&label.value).copied().unwrap_or_default();
            scope.lists(&PHI_LABELS, &format!("{}={value}", label.key))
        })
        .last();
    let failure = out.fail(&level, MESSAGE.with(level_name));
    if let Some(label) = marked {
        failure
            .severity(Severity::High)
            .related(&label.value, "this label marks a namespace with health data");
    }
}
