use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::model::facts::Fact;
use crate::tree::Place;

pub(super) static CHECK: Check = Check {
    id: "wrong-type",
    title: "value has the wrong type",
    messages: &[MESSAGE.text()],
    why: "The API server rejects the object, and Compose the file, so that none of its settings takes effect.",
    fix: Fix::all(
        "Write the value with the type of the field: strings in quotes, numbers and booleans without.",
    ),
    severity: Severity::Medium,
    concern: Concern::Field,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::EveryResource(check),
};

const MESSAGE: Message<3> = Message::new("`{path}` expects {expected}, not {found}");

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    if !resource.has_known_fields {
        return out.not_applicable();
    }
    let mut last = Place::NONE;
    for fact in &resource.facts {
        match fact {
            // A node with several aliases is reported once.
            Fact::WrongType { place, .. } if !place.is_none() && *place == last => {}
            Fact::WrongType { place, path, expected, found } => {
                last = *place;
                out.fail(place, MESSAGE.with(path, expected, found));
            }
            Fact::UnresolvedValue { place, why, .. } => out.unknown(place, why.to_string()),
            _ => {}
        }
    }
}
