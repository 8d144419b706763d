use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::network::Service;

pub(super) static CHECK: Check = Check {
    id: "service-node-port",
    title: "Service is exposed on every node",
    messages: &[MESSAGE.text()],
    why: "Every node accepts connections to the port, also from outside the cluster; the traffic bypasses the TLS termination and the access log of the Ingress.",
    fix: Fix::all("Set `type: ClusterIP`, and use an Ingress or a Gateway."),
    severity: Severity::Medium,
    concern: Concern::ServiceExposure,
    controls: &[refutes(Hipaa::S312A1), refutes(Hipaa::S312E1), refutes(Nsa::N2)],
    equivalents: &[
        Tool::KubeLinter.calls_it("exposed-services"),
        Tool::KubeScore.calls_it("service-type"),
        Tool::Kics.calls_it("Service Type is NodePort"),
        Tool::Kyverno.calls_it("restrict-node-port"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Service(check),
};

const MESSAGE: Message = Message::new("Service is exposed on a port of every node");

fn check(service: &Service, _: &Scope, out: &mut Outcome) {
    match out.read(&service.kind) {
        Some(&"NodePort") => {
            out.fail(&service.kind, MESSAGE);
        }
        Some(_) => out.pass(&service.kind),
        None => {}
    }
}
