use super::ports::in_words;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::pods::Container;

pub(super) static CHECK: Check = Check {
    id: "privileged-host-port",
    title: "service publishes a privileged host port",
    messages: &[MESSAGE.text()],
    why: "Ports below 1024 are reserved for well-known services, and normally only root can bind them.",
    fix: Fix::all(
        "Publish a port of 1024 or above, and let a reverse proxy on the host serve ports 80 and 443.",
    ),
    severity: Severity::Low,
    concern: Concern::PublishedPort,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S312E1).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Privileged Ports Mapped In Container")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<2> = Message::new("{container} publishes host {ports}");

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    for port in out.read(&container.ports).into_iter().flatten() {
        match out.read(&port.host_port) {
            Some(first @ 1..=1023) => {
                let ports = in_words(*first, port.last(*first).min(1023));
                out.fail(&port.host_port, MESSAGE.with(container.label(), ports));
            }
            Some(_) => out.pass(&port.host_port),
            None => {}
        }
    }
}
