use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "cgroup-parent-set",
    title: "cgroup parent is set",
    messages: &[MESSAGE.text()],
    why: "The limits are those of the named cgroup, which other programs can share and change.",
    fix: Fix::all("Remove `cgroup_parent`, and set limits on the service."),
    severity: Severity::Low,
    concern: Concern::Cgroup,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Cgroup Not Default")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<1> = Message::new("{service} sets a cgroup parent");

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let parent = service.at("cgroup_parent").text();
    if out.read(&parent).is_some_and(|parent| !parent.is_empty()) {
        out.fail(&parent, MESSAGE.with(service.label()));
    }
}
