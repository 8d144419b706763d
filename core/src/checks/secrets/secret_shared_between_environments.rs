use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::tree::Role;

pub(super) static CHECK: Check = Check {
    id: "secret-shared-between-environments",
    title: "credential of production is that of another environment",
    messages: &[MESSAGE.text()],
    why: "Who may see the other environment, and mostly that is everybody, can use its credential in production.",
    fix: Fix::all(
        "Give each environment credentials of its own, outside of the files, and replace the one of production: it is known now.",
    ),
    severity: Severity::High,
    concern: Concern::Credential,
    controls: &[
        refutes(Hipaa::S312D).own_reading(),
        refutes(Hipaa::S308A5IID).own_reading(),
        refutes(Hipaa::S312A1).own_reading(),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::ALL,
    parameters: &[],
    rule: Rule::EveryResource(check),
};

const MESSAGE: Message<1> = Message::new("`{credential}` is the same credential as in production");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let Some(shared) = scope.estate.shared_with_production(resource) else {
        return out.not_applicable();
    };
    for credential in shared {
        let message = MESSAGE.with(&credential.name);
        out.fail(&credential.spot, message).secret(&credential.secret).related_as(
            Role::Environment,
            &credential.production,
            "production has it here",
        );
    }
}
