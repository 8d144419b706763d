use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::model::facts::Fact;

pub(super) static CHECK: Check = Check {
    id: "unknown-kind",
    title: "unknown kind",
    messages: &[MISSPELT.text(), ELSEWHERE.text(), UNKNOWN.text()],
    why: "The API server rejects an object of an unknown kind: a policy or a workload with a misspelled kind is not created.",
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

const MISSPELT: Message<3> =
    Message::new("`{version}` has no kind `{kind}`; did you mean `{suggestion}`?");
const ELSEWHERE: Message<3> =
    Message::new("`{version}` has no kind `{kind}`; did you mean `apiVersion: {suggestion}`?");
const UNKNOWN: Message<2> = Message::new("`{version}` has no kind `{kind}`");

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    let unknown = resource.facts.iter().find_map(|fact| match fact {
        Fact::UnknownKind { api_version, kind, place, suggestion, belongs_to } => {
            let message = match (suggestion, belongs_to) {
                (Some(meant), _) => MISSPELT.with(api_version, kind, meant),
                (None, Some(version)) => ELSEWHERE.with(api_version, kind, version),
                (None, None) => UNKNOWN.with(api_version, kind),
            };
            Some((place, message))
        }
        _ => None,
    });
    match unknown {
        Some((place, message)) => {
            out.fail(place, message);
        }
        // The kinds of an operator's API group are not known.
        None if !resource.has_known_fields => out.not_applicable(),
        None => {}
    }
}
