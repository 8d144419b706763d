use crate::checks::{Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::model::facts::{Fact, SecurityContext};
use crate::tree::Place;

pub(super) static CHECK: Check = Check {
    id: "unknown-field",
    title: "a field that the kind does not have",
    why: "A cluster drops a field that it does not know or refuses the whole object, and Compose refuses the file: what it was to set is not in force, whatever the file seems to say.",
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

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    if !resource.has_known_fields {
        return out.not_applicable();
    }
    let mut last = Place::NONE;
    for fact in &resource.facts {
        match fact {
            // What several aliases name is written once.
            Fact::UnknownField { place, .. } if !place.is_none() && *place == last => {}
            Fact::UnknownField { place, path, suggestion, belongs_to, .. } => {
                last = *place;
                let failure = out.fail(
                    place,
                    format!("unknown field `{path}`{}", hint(*suggestion, *belongs_to)),
                );
                if belongs_to.is_some() {
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

fn hint(suggestion: Option<&str>, belongs_to: Option<SecurityContext>) -> String {
    let owner = match (belongs_to, suggestion) {
        (Some(SecurityContext::Pod), _) => "of the pod",
        (Some(SecurityContext::Container), _) => "of a container",
        (Some(_), _) => "of the pod or of a container",
        (None, Some(name)) => return format!("; did you mean `{name}`?"),
        (None, None) => return String::new(),
    };
    format!("; it belongs to the `securityContext` {owner}")
}
