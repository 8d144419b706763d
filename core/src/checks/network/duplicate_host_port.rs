use crate::checks::{Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::model::pods::Port;
use crate::tree::Place;

pub(super) static CHECK: Check = Check {
    id: "duplicate-host-port",
    title: "two services want the same port of the host",
    why: "Only one of them starts, and which one is chance.",
    fix: Fix::all("Give each published port to one service."),
    severity: Severity::Info,
    concern: Concern::PublishedPort,
    controls: &[refutes(Hipaa::S308A7IIC).own_reading(), refutes(Hipaa::S308A7I).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["project"], check),
};

fn check(_: &Resource, scope: &Scope, out: &mut Outcome) {
    let mut taken: Vec<(i64, String, String, String, Place)> = Vec::new();
    for (resource, workload) in scope.inventory.workloads() {
        let label = resource.label();
        let pod = out.read(&workload.pod);
        let containers = pod.and_then(|pod| out.read(&pod.containers)).into_iter().flatten();
        for container in containers {
            for port in out.read(&container.ports).into_iter().flatten() {
                let Some((number, address, protocol)) = read(port, out) else { continue };
                let place = port.host_port.place();
                let other = taken.iter().find(|(known, at, by, _, _)| {
                    let overlaps = *at == address || at.is_empty() || address.is_empty();
                    *known == number && overlaps && *by == protocol
                });
                if let Some((_, _, _, other, first)) = other {
                    let message = format!("{label} wants port {number}, which {other} has");
                    out.fail(&place, message)
                        .related(first, "the first one that wants it")
                        .of_shared(format!("{number}/{protocol}"));
                } else {
                    out.pass(&place);
                    taken.push((number, address, protocol, label.clone(), place));
                }
            }
        }
    }
}

/// Number, address and protocol; an empty address is every one.
fn read(port: &Port, out: &mut Outcome) -> Option<(i64, String, String)> {
    let number = *out.read(&port.host_port)?;
    let address = out.read(&port.host_ip).copied().unwrap_or_default();
    let address = if matches!(address, "0.0.0.0" | "::") { "" } else { address };
    let protocol = out.read(&port.protocol).copied().unwrap_or("tcp");
    Some((number, address.to_owned(), protocol.to_owned()))
}
