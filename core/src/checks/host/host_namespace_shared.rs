use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "host-namespace-shared",
    title: "service shares users, names or control groups of the host",
    messages: &[MESSAGE.text()],
    why: "What a namespace would keep apart is the host's own: root in the service is root of the host, or it can rename the host or look at the limits of every other service.",
    fix: Fix::all("Remove the setting, so that the service gets a namespace of its own."),
    severity: Severity::High,
    concern: Concern::HostNamespaces,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<2> = Message::new("{service} shares the host's {what}");

/// The settings, and how bad it is to share each.
const NAMESPACES: &[(&str, &str, Severity)] = &[
    ("userns_mode", "users", Severity::High),
    ("uts", "host name", Severity::Medium),
    ("cgroup", "control groups", Severity::Medium),
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
