use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::model::facts::Fact;

pub(super) static CHECK: Check = Check {
    id: "duplicate-key",
    title: "key is set twice",
    messages: &[DIFFERENT.text(), EQUAL.text()],
    why: "Either the last value applies and the others are ignored, or the file is rejected: a reviewer who reads the first value is misled.",
    fix: Fix::all("Remove the duplicate key, and keep the intended value."),
    severity: Severity::Medium,
    concern: Concern::Field,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading(), refutes(Hipaa::S312A1).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::EveryResource(check),
};

const DIFFERENT: Message<1> = Message::new("`{path}` is set twice with different values");
const EQUAL: Message<1> = Message::new("`{path}` is set twice");

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    for fact in &resource.facts {
        match fact {
            Fact::DuplicateKey { place, first, path, differs, .. } => {
                let message = if *differs { DIFFERENT } else { EQUAL };
                let failure = out.fail(place, message.with(path));
                failure.related(first, "first set here");
                if *differs && decides_access(path) {
                    failure.severity(Severity::High);
                }
            }
            Fact::UnresolvedKey { place, why, .. }
            | Fact::UnresolvedValue { place, why, hides_keys: true, .. } => {
                out.unknown(place, why.to_string());
            }
            _ => {}
        }
    }
}

/// Whether a path is in a security context or a selector.
fn decides_access(path: &str) -> bool {
    path.split(['.', '['])
        .any(|key| key == "securityContext" || key == "selector" || key.ends_with("Selector"))
}
