use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::pods::Pod;

pub(super) static CHECK: Check = Check {
    id: "host-aliases",
    title: "pod answers host names by itself",
    messages: &[MESSAGE.text()],
    why: "Entries of the pod's hosts file win over DNS: a name can be led to another machine, and nobody who reads the zone or the Services sees it.",
    fix: Fix::all("Remove `hostAliases`; give the address a name in DNS, or by a Service."),
    severity: Severity::Low,
    concern: Concern::HostAliases,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading(), refutes(Nsa::P6)],
    equivalents: &[Tool::Kubesec.calls_it("HostAliases"), Tool::Trivy.calls_it("KSV-0007")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Pod(check),
};

const MESSAGE: Message<1> = Message::new("pod has host names of its own for {names}");

fn check(pod: &Pod, _: &Scope, out: &mut Outcome) {
    let field = &pod.host_aliases;
    match out.read(field) {
        Some(aliases) if !aliases.is_empty() => {
            let names = if aliases.len() == 1 { "one address" } else { "several addresses" };
            // No edit: without an entry in DNS the program finds nobody.
            out.fail(field, MESSAGE.with(names));
        }
        Some(_) => out.pass(field),
        None => {}
    }
}
