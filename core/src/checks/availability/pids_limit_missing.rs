use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, supports,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "pids-limit-missing",
    title: "service has no PIDs limit",
    messages: &[MESSAGE.text()],
    why: "A fork bomb in one service can use up the process IDs of the host, so that no other service can start a process.",
    fix: Fix::all("Set `pids_limit` or `deploy.resources.limits.pids`."),
    severity: Severity::Low,
    concern: Concern::Processes,
    controls: &[supports(Hipaa::S308A7I).own_reading()],
    equivalents: &[Tool::Kics.calls_it("Pids Limit Not Set")],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<1> = Message::new("{service} has no PIDs limit");

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let own = service.at("pids_limit").any_text();
    let deployed = service.at("deploy.resources.limits.pids").any_text();
    for limit in [&own, &deployed] {
        // 0 and -1 mean no limit.
        let number = out.read(limit).and_then(|limit| limit.parse::<i64>().ok());
        if number.is_some_and(|number| number > 0) {
            return out.pass(limit);
        }
    }
    if !out.is_undecided() {
        out.fail(&own, MESSAGE.with(service.label()));
    }
}
