use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "cgroup-parent-set",
    title: "service is put under another control group",
    messages: &[MESSAGE.text()],
    why: "Limits are those of the group that is named, which other programs may share and change.",
    fix: Fix::all("Remove `cgroup_parent` and give the service limits of its own."),
    severity: Severity::Low,
    concern: Concern::Cgroup,
    controls: &[refutes(Hipaa::S312A1).own_reading(), refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Cgroup Not Default")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<1> = Message::new("{service} is under another control group");

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let parent = service.at("cgroup_parent").text();
    if out.read(&parent).is_some_and(|parent| !parent.is_empty()) {
        out.fail(&parent, MESSAGE.with(service.label()));
    }
}
