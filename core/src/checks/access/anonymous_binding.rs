use super::subjects::{each_subject, is_public, role};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Binding;

pub(super) static CHECK: Check = Check {
    id: "anonymous-binding",
    title: "binding grants permissions to unauthenticated users",
    messages: &[MESSAGE.text()],
    why: "The API server treats a request without credentials as User `system:anonymous` in Group `system:unauthenticated`: anyone who can reach the API server has the permissions of the role.",
    fix: Fix::all(
        "Remove the subject, and bind the role to the users, groups or ServiceAccounts that need it.",
    ),
    severity: Severity::Critical,
    concern: Concern::Own,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        refutes(Hipaa::S312D),
        refutes(Nsa::A1),
    ],
    equivalents: &[Tool::Trivy.calls_it("KSV-0122"), Tool::Kubescape.calls_it("C-0262")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Binding(check),
};

const MESSAGE: Message<3> =
    Message::new("binding grants {role} to {kind} `{name}` (every unauthenticated request)");

fn check(binding: &Binding, _: &Scope, out: &mut Outcome) {
    const ANYONE: [(&str, &str); 2] =
        [("User", "system:anonymous"), ("Group", "system:unauthenticated")];
    each_subject(binding, out, |subject, (kind, name), out| {
        if ANYONE.contains(&(kind, name)) && is_public(binding, out) == Some(false) {
            let message = MESSAGE.with(role(binding, out), kind, name);
            out.fail(&subject.name, message);
        }
    });
}
