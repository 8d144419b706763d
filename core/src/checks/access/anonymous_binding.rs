use super::subjects::{each_subject, is_public};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Binding;

pub(super) static CHECK: Check = Check {
    id: "anonymous-binding",
    title: "binding grants rights to unauthenticated users",
    messages: &[MESSAGE.text()],
    why: "Anyone who can reach the API server has these rights, without a password, token or certificate: `system:anonymous` and `system:unauthenticated` are every unauthenticated request.",
    fix: Fix::all("Bind the role to the named accounts that need it."),
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

const MESSAGE: Message<2> =
    Message::new("binding includes {kind} `{name}`: every unauthenticated request");

fn check(binding: &Binding, _: &Scope, out: &mut Outcome) {
    const ANYONE: [(&str, &str); 2] =
        [("User", "system:anonymous"), ("Group", "system:unauthenticated")];
    each_subject(binding, out, |subject, (kind, name), out| {
        if ANYONE.contains(&(kind, name)) && is_public(binding, out) == Some(false) {
            let kind = kind.to_lowercase();
            let message = MESSAGE.with(kind, name);
            out.fail(&subject.name, message);
        }
    });
}
