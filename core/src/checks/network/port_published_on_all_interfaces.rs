use super::ports::in_words;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::pods::{Container, Port};

pub(super) static CHECK: Check = Check {
    id: "port-published-on-all-interfaces",
    title: "port is published on all interfaces",
    messages: &[MESSAGE.text()],
    why: "Docker's firewall rules take precedence over those of the host, such as ufw: anyone who can reach the host can connect to the port.",
    fix: Fix::all(
        "Bind the port to an address, such as `127.0.0.1:8080:8080`, or remove it from `ports`: services on the same network can connect without a published port.",
    ),
    severity: Severity::Medium,
    concern: Concern::PublishedPort,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S312E1).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Container Traffic Not Bound To Host Interface")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<3> =
    Message::new("{ports} of {container} {are} published on all interfaces");

/// Ports of databases, queues, caches and remote administration.
const SENSITIVE: &[i64] =
    &[1433, 1521, 2375, 2376, 3306, 5432, 5672, 6379, 8086, 8200, 9092, 9200, 11211, 15672, 27017];

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    let mode = resource.at("network_mode").text();
    let shares = |mode: &&str| *mode == "host" || mode.starts_with("service:");
    // Published ports have no effect with the network of the host or of another service.
    if out.read(&mode).is_some_and(shares) {
        return out.not_applicable();
    }
    for port in out.read(&container.ports).into_iter().flatten() {
        judge(port, container, out);
    }
}

fn judge(port: &Port, container: &Container, out: &mut Outcome) {
    let address = out.read(&port.host_ip).copied();
    if address.is_some_and(|address| !matches!(address, "" | "0.0.0.0" | "::" | "[::]" | "*")) {
        return out.pass(&port.host_ip);
    }
    if out.is_undecided() {
        return;
    }
    // The result does not depend on the port number.
    let mut aside = Outcome::default();
    let target = aside.read(&port.container_port).copied();
    let last = target.map(|first| port.last(first));
    let ports = target
        .zip(last)
        .map_or_else(|| "a port range".to_owned(), |(first, last)| in_words(first, last));
    let are = if target == last { "is" } else { "are" };
    let is_within = |number: &i64| target <= Some(*number) && Some(*number) <= last;
    let is_sensitive = SENSITIVE.iter().any(is_within);
    out.fail(&port.container_port.place(), MESSAGE.with(ports, container.label(), are))
        .severity(if is_sensitive { Severity::High } else { Severity::Medium });
}
