use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;

pub(super) static CHECK: Check = Check {
    id: "duplicate-object",
    title: "object is defined twice",
    messages: &[MESSAGE.text()],
    why: "The object that is applied last overwrites the other one, whose settings are lost although they were reviewed.",
    fix: Fix::all(
        "Keep one of them. If the files are never applied to the same cluster, put them into separate bundles or environments.",
    ),
    severity: Severity::Low,
    concern: Concern::ObjectIdentity,
    controls: &[refutes(Hipaa::S312C1).own_reading()],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Resource(&["*"], check),
};

const MESSAGE: Message<2> = Message::new("{kind} `{name}` is defined twice");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let mut originals = scope.inventory.originals_of(resource);
    // Alternatives of one object are never in the same cluster.
    let Some(original) = originals.find(|other| scope.estate.meet(resource, other)) else {
        // Unknown names matter; an unknown namespace only if another object has the same name.
        out.read(&resource.metadata.name);
        if scope.inventory.has_namesake(resource) {
            out.read(&resource.metadata.namespace);
        }
        return;
    };
    let name = out.read(&resource.metadata.name).copied().unwrap_or_default();
    out.fail(resource, MESSAGE.with(resource.kind, name))
        .related(original, "first defined here")
        .of_shared(format!("{} {name}", resource.kind));
}
