use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "host-namespace-shared",
    title: "service shares a host namespace",
    messages: &[MESSAGE.text()],
    why: "In the host's user namespace, root in the container is root on the host; the host's UTS namespace exposes the host name, and its cgroup namespace the cgroups of every service.",
    fix: Fix::all("Remove the setting, so that the service gets its own namespace."),
    severity: Severity::High,
    concern: Concern::HostNamespaces,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<2> = Message::new("{service} uses the host {what} namespace");

/// The settings, with the severity of each.
const NAMESPACES: &[(&str, &str, Severity)] = &[
    ("userns_mode", "user", Severity::High),
    ("uts", "UTS", Severity::Medium),
    ("cgroup", "cgroup", Severity::Medium),
];

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    for (key, what, severity) in NAMESPACES {
        let mode = service.at(key).text();
        match out.read(&mode) {
            Some(&"host") => {
                out.fail(&mode, MESSAGE.with(service.label(), what)).severity(*severity);
            }
            Some(_) => out.pass(&mode),
            None => {}
        }
    }
}
