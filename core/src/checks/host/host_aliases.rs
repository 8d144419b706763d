use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::pods::Pod;

pub(super) static CHECK: Check = Check {
    id: "host-aliases",
    title: "Pod overrides DNS with `hostAliases`",
    messages: &[MESSAGE.text()],
    why: "Entries in the Pod's hosts file take precedence over DNS: a name can be redirected to another machine, and neither the DNS zone nor the Services show it.",
    fix: Fix::all("Remove `hostAliases`, and give the address a name in DNS or through a Service."),
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
            let names = if aliases.len() == 1 { "one address" } else { "several addresses" };
            // No edit: without a DNS entry the program would not find the host.
            out.fail(field, MESSAGE.with(names));
        }
        Some(_) => out.pass(field),
        None => {}
    }
}
