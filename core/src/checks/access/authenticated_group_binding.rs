use super::subjects::{each_subject, is_public};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Binding;

pub(super) static CHECK: Check = Check {
    id: "authenticated-group-binding",
    title: "binding grants rights to every authenticated account",
    messages: &[MESSAGE.text()],
    why: "Every user and every service account is in `system:authenticated`, and the service account of every Pod in `system:serviceaccounts`: one compromised Pod has the role.",
    fix: Fix::all("Bind the role to the named accounts that need it."),
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

const MESSAGE: Message<2> =
    Message::new("binding includes group `{name}`: every {whom} of the cluster");

fn check(binding: &Binding, _: &Scope, out: &mut Outcome) {
    each_subject(binding, out, |subject, (kind, name), out| {
        let whom = match name {
            "system:authenticated" => "account",
            "system:serviceaccounts" => "service account",
            _ => return,
        };
        if kind == "Group" && is_public(binding, out) == Some(false) {
            out.fail(&subject.name, MESSAGE.with(name, whom));
        }
    });
}
