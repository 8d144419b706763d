use super::one_shot::is_one_shot;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
    supports_and_refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "healthcheck-disabled",
    title: "health check is disabled",
    messages: &[MESSAGE.text()],
    why: "A service that hangs is still reported as running: neither monitoring nor `depends_on` with `condition: service_healthy` detects it.",
    fix: Fix::all("Remove `disable: true` or `NONE`, and define `healthcheck.test`."),
    severity: Severity::Low,
    concern: Concern::Probes,
    controls: &[
        supports_and_refutes(Hipaa::S308A7I).own_reading(),
        refutes(Hipaa::S308A7IIC).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service"], check),
};

const MESSAGE: Message<1> = Message::new("health check of {service} is disabled");

fn check(service: &Resource, scope: &Scope, out: &mut Outcome) {
    if is_one_shot(service, scope, out) {
        // Its exit code shows whether it works.
        return out.not_applicable();
    }
    if out.is_undecided() {
        return;
    }
    let health = service.at("healthcheck");
    let disable = health.get("disable").bool();
    if out.read(&disable) == Some(&true) {
        out.fail(&disable, MESSAGE.with(service.label()));
        return;
    }
    // `NONE` is a keyword only in a list: as a string it is a command.
    let test = health.get("test").list(crate::tree::Cursor::text);
    let first = out.read(&test).and_then(|words| words.first());
    match first.and_then(|word| out.read(word)) {
        Some(&"NONE") => {
            out.fail(&test, MESSAGE.with(service.label()));
        }
        Some(_) => out.pass(&test),
        None if out.is_undecided() => {}
        None => out.unknown(&test, "no health check is set: the image may define one"),
    }
}
