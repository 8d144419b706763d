use crate::checks::{Check, Concern, Fix, Outcome, Rule, Scope, Severity, Technologies, refutes};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::model::facts::Fact;

pub(super) static CHECK: Check = Check {
    id: "unknown-kind",
    title: "a kind that the API group does not have",
    why: "The cluster refuses the object: a policy or a workload of a misspelt kind is not there, whatever the file seems to say.",
    fix: Fix::all("Correct the kind, or the group and version in `apiVersion`."),
    severity: Severity::Medium,
    concern: Concern::Own,
    controls: &[refutes(Hipaa::S308A1IIB).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::EveryResource(check),
};

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    let unknown = resource.facts.iter().find_map(|fact| match fact {
        Fact::UnknownKind { api_version, kind, place, suggestion, belongs_to } => {
            let hint = match (suggestion, belongs_to) {
                (Some(kind), _) => format!("; did you mean `{kind}`?"),
                (None, Some(version)) => format!("; did you mean `apiVersion: {version}`?"),
                (None, None) => String::new(),
            };
            Some((place, format!("`{api_version}` has no kind `{kind}`{hint}")))
        }
        _ => None,
    });
    match unknown {
        Some((place, message)) => {
            out.fail(place, message);
        }
        // Which kinds a group of an operator has is not known.
        None if !resource.has_known_fields => out.not_applicable(),
        None => {}
    }
}
