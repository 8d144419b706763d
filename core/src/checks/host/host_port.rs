use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::pods::Container;
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "host-port",
    title: "container uses a host port",
    messages: &[MESSAGE.text()],
    why: "The port is open on the addresses of the node, where traffic bypasses the Service and the Ingress, and only one such Pod can run on a node.",
    fix: Fix::all("Remove `hostPort`, and publish the port through a Service."),
    severity: Severity::High,
    concern: Concern::PublishedPort,
    controls: &[
        decides(PssControl::HOST_PORTS),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_13),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Polaris.calls_it("hostPortSet"),
        Tool::Trivy.calls_it("KSV-0024"),
        Tool::Checkov.calls_it("CKV_K8S_26"),
        Tool::Kubescape.calls_it("C-0044"),
        Tool::Kics.calls_it("Workload Host Port Not Specified"),
        Tool::Kyverno.calls_it("disallow-host-ports"),
        Tool::Kyverno.calls_it("disallow-host-ports-range"),
        Tool::PodSecurity.calls_it("hostPorts"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<2> = Message::new("{container} uses host port {number}");

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    let Some(ports) = out.read(&container.ports) else { return };
    for port in ports {
        match out.read(&port.host_port) {
            Some(0) => out.pass(&port.host_port),
            Some(number) => {
                let message = MESSAGE.with(container.label(), *number);
                out.fail(&port.host_port, message).fix(Edit::remove(&port.host_port));
            }
            None => {}
        }
    }
}
