use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "cgroup-parent-set",
    title: "cgroup parent is set",
    messages: &[MESSAGE.text()],
    why: "The service runs in the named cgroup, whose limits other processes on the host can share and change.",
    fix: Fix::all("Remove `cgroup_parent`, and set resource limits on the service."),
    severity: Severity::Low,
    concern: Concern::Cgroup,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Cgroup Not Default")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<2> = Message::new("{service} sets `cgroup_parent` to `{parent}`");

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let parent = service.at("cgroup_parent").text();
    if let Some(name) = out.read(&parent).filter(|name| !name.is_empty()) {
        out.fail(&parent, MESSAGE.with(service.label(), name));
    }
}
