use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "logging-disabled",
    title: "logging is disabled",
    messages: &[MESSAGE.text()],
    why: "Docker discards the output of the service: there is no record of errors or of access to health data.",
    fix: Fix::all(
        "Remove `logging.driver: none`, or set a driver that stores or forwards the logs.",
    ),
    severity: Severity::Medium,
    concern: Concern::Logging,
    controls: &[refutes(Hipaa::S312B).own_reading(), refutes(Hipaa::S308A1IID).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::COMPOSE,
    parameters: &[],
    rule: Rule::Resource(&["service", "job"], check),
};

const MESSAGE: Message<1> = Message::new("{service} uses the logging driver `none`");

fn check(service: &Resource, _: &Scope, out: &mut Outcome) {
    let driver = service.at("logging.driver").text();
    match out.read(&driver) {
        Some(&"none") => {
            out.fail(&driver, MESSAGE.with(service.label()));
        }
        Some(_) => out.pass(&driver),
        None => {}
    }
}
