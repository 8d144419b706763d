use super::one_shot::is_one_shot;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, supports,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "restart-policy-missing",
    title: "service is not restarted when it exits",
    messages: &[MESSAGE.text()],
    why: "A service that exits stays down until an operator starts it.",
    fix: Fix::all("Set `restart: unless-stopped`, or `deploy.restart_policy`."),
    severity: Severity::Info,
    concern: Concern::RestartPolicy,
    controls: &[supports(Hipaa::S308A7I).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service"], check),
};

const MESSAGE: Message<1> = Message::new("{service} is not restarted when it exits");

fn check(service: &Resource, scope: &Scope, out: &mut Outcome) {
    let of_swarm = service.workload().and_then(|workload| workload.is_of_swarm.as_ref());
    let of_swarm = of_swarm.and_then(|of_swarm| out.read(of_swarm));
    if out.is_undecided() {
        return;
    }
    if of_swarm == Some(&true) {
        return self::of_swarm(service, out);
    }
    let restart = service.at("restart").text();
    let deployed = service.at("deploy.restart_policy");
    let condition = deployed.get("condition").text();
    for policy in [&restart, &condition] {
        if out.read(policy).is_some_and(|policy| !matches!(*policy, "no" | "none" | "")) {
            return out.pass(policy);
        }
    }
    // A policy without a condition always restarts.
    if deployed.exists() && out.is_unset(&condition) {
        return out.pass(&deployed);
    }
    if is_one_shot(service, scope, out) {
        return out.not_applicable();
    }
    if !out.is_undecided() {
        out.fail(&restart, MESSAGE.with(service.label()));
    }
}

/// Swarm only reads `deploy.restart_policy`, and without one it always restarts a task.
fn of_swarm(service: &Resource, out: &mut Outcome) {
    let mode = service.at("deploy.mode").text();
    if out.read(&mode).is_some_and(|mode| mode.ends_with("-job")) {
        return out.not_applicable();
    }
    let condition = service.at("deploy.restart_policy.condition").text();
    match out.read(&condition) {
        Some(&"none") => {
            out.fail(&condition, MESSAGE.with(service.label()));
        }
        _ => out.pass(&condition),
    }
}
