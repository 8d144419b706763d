use super::probes::{is_missing, may_be_probed};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, supports,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::inventory::Matches;
use crate::model::Resource;
use crate::model::network::{Service, ServicePort};
use crate::model::pods::{Container, Pod};
use crate::tree::Field;

pub(super) static CHECK: Check = Check {
    id: "readiness-probe-missing",
    title: "container has no readiness probe",
    messages: &[MESSAGE.text()],
    why: "A Service sends requests to the Pod as soon as its containers run, so that requests fail at each start and rollout until the application is ready.",
    fix: Fix::all("Add a `readinessProbe` that succeeds once the container can serve requests."),
    severity: Severity::Low,
    concern: Concern::Probes,
    controls: &[supports(Hipaa::S308A7I), supports(Nsa::L2)],
    equivalents: &[
        Tool::KubeLinter.calls_it("no-readiness-probe"),
        Tool::KubeScore.calls_it("pod-probes"),
        Tool::Polaris.calls_it("readinessProbeMissing"),
        Tool::Checkov.calls_it("CKV_K8S_9"),
        Tool::Kubescape.calls_it("C-0018"),
        Tool::Kics.calls_it("Readiness Probe Is Not Configured"),
        Tool::Kyverno.calls_it("require-probes"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<1> = Message::new("{container} has no readiness probe");

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    let probe = &container.readiness_probe;
    if !may_be_probed(container, scope, out) || !is_missing(probe, out) {
        return;
    }
    let failure = out.fail(probe, MESSAGE.with(container.label()));
    if let Some(service) = service(container, scope) {
        failure
            .severity(Severity::Medium)
            .related(service, "this Service sends requests to the container");
    }
}

/// A Service that certainly sends requests to the container: it selects the pod, and its target port
/// does not belong to another container.
fn service<'s>(container: &Container, scope: &Scope<'s>) -> Option<&'s Resource<'s>> {
    let pod = scope.pod?;
    let services = scope.inventory.services_of(scope.resource?, pod);
    let leads = |service: &Service| {
        let ports = aside(&service.ports).map_or(&[][..], Vec::as_slice);
        ports.is_empty() || ports.iter().any(|port| !is_of_another(port, container, pod))
    };
    services.into_iter().find_map(|(resource, service, answer)| {
        (answer == Matches::Yes && leads(service)).then_some(resource)
    })
}

/// Whether the target port of a Service is declared by another container of the pod, and not by this
/// one.
fn is_of_another(port: &ServicePort, container: &Container, pod: &Pod) -> bool {
    let mut read = Outcome::default();
    let target = match read.read(&port.target_port) {
        Some(target) => (*target).to_owned(),
        None if read.is_undecided() => return false,
        None => aside(&port.port).map(ToString::to_string).unwrap_or_default(),
    };
    let declares = |container: &Container| {
        aside(&container.ports).into_iter().flatten().any(|own| {
            aside(&own.name).is_some_and(|name| *name == target)
                || aside(&own.container_port).is_some_and(|number| number.to_string() == target)
        })
    };
    let others = pod.container_lists().into_iter().filter_map(|list| aside(list)).flatten();
    !declares(container) && others.into_iter().any(declares)
}

/// Reads a field that only raises the severity: the finding does not depend on it.
fn aside<T>(field: &Field<T>) -> Option<&T> {
    Outcome::default().read(field)
}
