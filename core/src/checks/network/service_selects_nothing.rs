use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::inventory::{Matches, Reason, Selector};
use crate::model::network::Service;

pub(super) static CHECK: Check = Check {
    id: "service-selects-nothing",
    title: "Service selects no workload",
    messages: &[MESSAGE.text()],
    why: "Requests to the Service fail until Pods with these labels exist.",
    fix: Fix::all(
        "Correct `selector` to match the labels of the Pod template, or remove the Service.",
    ),
    severity: Severity::Low,
    concern: Concern::ServiceTarget,
    controls: &[
        refutes(Hipaa::S308A7I).own_reading(),
        refutes(Hipaa::S308A7IIC).own_reading(),
        refutes(Nsa::N2),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("dangling-service"),
        Tool::KubeScore.calls_it("service-targets-pod"),
        Tool::Kubescape.calls_it("C-0293"),
        Tool::Kics.calls_it("Service Does Not Target Pod"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Service(check),
};

const MESSAGE: Message = Message::new("Service selects no workload in its namespace");

fn check(service: &Service, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    if out.read(&service.kind) == Some(&"ExternalName") {
        return out.not_applicable();
    }
    if out.is_undecided() {
        return;
    }
    match out.read(&service.selector) {
        Some(labels) if !labels.is_empty() => {}
        None if !out.is_unset(&service.selector) => return,
        // Without a selector the endpoints are managed elsewhere.
        _ => return out.not_applicable(),
    }
    let selector = Selector::of_service(&service.selector);
    match scope.inventory.selects_any(&resource.metadata.namespace, &selector) {
        Matches::Yes => out.pass(&service.selector),
        // The other labels match, and the controller adds this one.
        Matches::Unknown(doubt) if doubt.reason == Reason::LabelOfController => {
            out.pass(&service.selector);
        }
        Matches::Unknown(doubt) => out.unknown(&doubt, doubt.to_string()),
        Matches::No => {
            out.fail(&service.selector, MESSAGE);
        }
    }
}
