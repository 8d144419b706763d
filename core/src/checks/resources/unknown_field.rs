use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::model::facts::{Fact, SecurityContext};
use crate::tree::Place;

pub(super) static CHECK: Check = Check {
    id: "unknown-field",
    title: "unknown field",
    messages: &[MISPLACED.text(), MISSPELT.text(), UNKNOWN.text()],
    why: "The API server drops an unknown field or rejects the object, and Compose rejects the file: the setting has no effect.",
    fix: Fix::all("Correct the spelling, or move the field to the object that has it."),
    severity: Severity::Medium,
    concern: Concern::Field,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading(), refutes(Hipaa::S312A1).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::EveryResource(check),
};

const MISPLACED: Message<2> =
    Message::new("unknown field `{path}`; it belongs to the `securityContext` {owner}");
const MISSPELT: Message<2> = Message::new("unknown field `{path}`; did you mean `{suggestion}`?");
const UNKNOWN: Message<1> = Message::new("unknown field `{path}`");

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    if !resource.has_known_fields {
        return out.not_applicable();
    }
    let mut last = Place::NONE;
    for fact in &resource.facts {
        match fact {
            // A node with several aliases is reported once.
            Fact::UnknownField { place, .. } if !place.is_none() && *place == last => {}
            Fact::UnknownField { place, path, suggestion, belongs_to, .. } => {
                last = *place;
                match (belongs_to, suggestion) {
                    (Some(context), _) => out
                        .fail(place, MISPLACED.with(path, owner(*context)))
                        .severity(Severity::High),
                    (None, Some(name)) => out.fail(place, MISSPELT.with(path, name)),
                    (None, None) => out.fail(place, UNKNOWN.with(path)),
                };
            }
            Fact::UnresolvedKey { place, why, .. }
            | Fact::UnresolvedValue { place, why, hides_keys: true, .. } => {
                out.unknown(place, why.to_string());
            }
            _ => {}
        }
    }
}

fn owner(context: SecurityContext) -> &'static str {
    match context {
        SecurityContext::Pod => "of the pod",
        SecurityContext::Container => "of a container",
        SecurityContext::Either => "of the pod or of a container",
    }
}
