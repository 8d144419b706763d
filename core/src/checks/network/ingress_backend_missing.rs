use std::collections::HashSet;

use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::inventory::{Found, namespace};
use crate::model::network::{Backend, Ingress, Service};
use crate::model::{Body, Resource};

pub(super) static CHECK: Check = Check {
    id: "ingress-backend-missing",
    title: "Ingress backend not found",
    messages: &[NO_SERVICE.text(), NO_PORT.text()],
    why: "Requests to the path fail, and anyone who can create a Service with this name in the namespace receives them.",
    fix: Fix::all(
        "Correct the Service name or the port of the backend, add the Service, or remove the path.",
    ),
    severity: Severity::Low,
    concern: Concern::BackendTarget,
    controls: &[refutes(Hipaa::S308A7I).own_reading(), refutes(Hipaa::S308A7IIC).own_reading()],
    equivalents: &[
        Tool::KubeLinter.calls_it("dangling-ingress"),
        Tool::KubeScore.calls_it("ingress-targets-service"),
        Tool::Kubescape.calls_it("C-0298"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Ingress(check),
};

const NO_SERVICE: Message<2> = Message::new("Service `{name}` not found in namespace `{own}`");
const NO_PORT: Message<2> = Message::new("Service `{name}` has no port `{port}`");

fn check(ingress: &Ingress, scope: &Scope, out: &mut Outcome) {
    let mut backends: Vec<&Backend> = out.read(&ingress.default_backend).into_iter().collect();
    for rule in out.read(&ingress.rules).into_iter().flatten() {
        for path in out.read(&rule.paths).into_iter().flatten() {
            backends.extend(out.read(&path.backend));
        }
    }
    let mut judged = HashSet::new();
    for backend in backends {
        // A backend without a Service refers to a resource of another kind.
        let Some(name) = out.read(&backend.service) else { continue };
        let port = out.read(&backend.port).copied();
        if port.is_none() && !out.is_unset(&backend.port) {
            continue;
        }
        // With this port name the AWS controller reads an annotation instead.
        if port != Some("use-annotation") && judged.insert((*name, port)) {
            judge(backend, name, port, scope, out);
        }
    }
    if judged.is_empty() {
        out.not_applicable();
    }
}

fn judge(backend: &Backend, name: &str, port: Option<&str>, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    let own = match namespace(&resource.metadata.namespace) {
        Ok(own) => own,
        Err(doubt) => return out.unknown(&doubt, doubt.to_string()),
    };
    match scope.inventory.find("", "Service", Some(own), name) {
        Found::One(service) => {
            if let (Body::Service(body), Some(port)) = (&service.body, port) {
                return has_port(backend, service, body, port, out);
            }
            out.pass(service);
        }
        // Any of them may have the port.
        Found::Several(service) => out.pass(service),
        Found::Nothing => match scope.inventory.doubt_about("", "Service") {
            Some(doubt) => out.unknown(&doubt, doubt.to_string()),
            None => {
                out.fail(&backend.service, NO_SERVICE.with(name, own));
            }
        },
    }
}

fn has_port(
    backend: &Backend,
    resource: &Resource,
    service: &Service,
    port: &str,
    out: &mut Outcome,
) {
    let Some(ports) = out.read(&service.ports).filter(|ports| !ports.is_empty()) else {
        // An ExternalName Service needs no ports.
        return out.pass(resource);
    };
    let number = port.parse::<i64>().ok();
    let mut unseen = Outcome::default();
    let found = ports.iter().any(|known| match number {
        Some(number) => unseen.read(&known.port) == Some(&number),
        None => unseen.read(&known.name) == Some(&port),
    });
    if found {
        return out.pass(resource);
    }
    if unseen.is_undecided() {
        return out.unknown(resource, "some ports of the Service are not known");
    }
    let name = out.read(&backend.service).copied().unwrap_or_default();
    out.fail(&backend.port, NO_PORT.with(name, port)).related(resource, "the Service is here");
}
