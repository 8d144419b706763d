use super::subjects::{each_subject, is_public, role};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Binding;

pub(super) static CHECK: Check = Check {
    id: "authenticated-group-binding",
    title: "binding grants permissions to all users or all service accounts",
    messages: &[MESSAGE.text()],
    why: "`system:authenticated` includes every user and every service account, `system:serviceaccounts` the service account of every Pod: one compromised Pod is enough to use the role.",
    fix: Fix::all(
        "Remove the subject, and bind the role to the users, groups or ServiceAccounts that need it.",
    ),
    severity: Severity::High,
    concern: Concern::Own,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        refutes(Nsa::A2),
    ],
    equivalents: &[Tool::Kubescape.calls_it("C-0265")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Binding(check),
};

const MESSAGE: Message<3> =
    Message::new("binding grants {role} to Group `{name}` (every {whom} of the cluster)");

fn check(binding: &Binding, _: &Scope, out: &mut Outcome) {
    each_subject(binding, out, |subject, (kind, name), out| {
        let whom = match name {
            "system:authenticated" => "authenticated user",
            "system:serviceaccounts" => "service account",
            _ => return,
        };
        if kind == "Group" && is_public(binding, out) == Some(false) {
            let message = MESSAGE.with(role(binding, out), name, whom);
            out.fail(&subject.name, message);
        }
    });
}
