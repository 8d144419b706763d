use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::pods::{HostAlias, Pod};

pub(super) static CHECK: Check = Check {
    id: "host-aliases",
    title: "Pod overrides DNS with `hostAliases`",
    messages: &[MESSAGE.text()],
    why: "Entries in the Pod's `/etc/hosts` take precedence over DNS: they can redirect a name to another address without a change in DNS or in a Service.",
    fix: Fix::all("Remove `hostAliases`, and define the name in DNS or as a Service."),
    severity: Severity::Low,
    concern: Concern::HostAliases,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading(), refutes(Nsa::P6)],
    equivalents: &[Tool::Kubesec.calls_it("HostAliases"), Tool::Trivy.calls_it("KSV-0007")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Pod(check),
};

const MESSAGE: Message<1> = Message::new("Pod overrides {names} with `hostAliases`");

fn check(pod: &Pod, _: &Scope, out: &mut Outcome) {
    let field = &pod.host_aliases;
    match out.read(field) {
        Some(aliases) if !aliases.is_empty() => {
            // No edit: without a DNS entry the application would not find the host.
            out.fail(field, MESSAGE.with(names(aliases)));
        }
        Some(_) => out.pass(field),
        None => {}
    }
}

/// The first host name, and the number of the others.
fn names(aliases: &[HostAlias]) -> String {
    let mut aside = Outcome::default();
    let mut names = Vec::new();
    for alias in aliases {
        for name in aside.read(&alias.hostnames).into_iter().flatten() {
            names.extend(aside.read(name).copied());
        }
    }
    match names.as_slice() {
        [] => "host names".to_owned(),
        [name] => format!("host name `{name}`"),
        [name, others @ ..] => format!("host name `{name}` and {} more", others.len()),
    }
}
