use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::Hipaa;
use crate::model::Resource;
use crate::tree::Role;

pub(super) static CHECK: Check = Check {
    id: "secret-shared-between-environments",
    title: "production credential is used in another environment",
    messages: &[MESSAGE.text()],
    why: "Anyone with access to the other environment, usually a larger group, can use the credential in production.",
    fix: Fix::all(
        "Use a separate credential for each environment, stored outside the files. Rotate the production credential; treat it as compromised.",
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

const MESSAGE: Message<1> =
    Message::new("`{credential}` contains a credential that is also used in production");

fn check(resource: &Resource, scope: &Scope, out: &mut Outcome) {
    let Some(shared) = scope.estate.shared_with_production(resource) else {
        return out.not_applicable();
    };
    for credential in shared {
        let message = MESSAGE.with(&credential.name);
        out.fail(&credential.spot, message).secret(&credential.secret).related_as(
            Role::Environment,
            &credential.production,
            "production uses the same credential here",
        );
    }
}
