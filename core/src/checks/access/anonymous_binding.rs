use super::subjects::{each_subject, is_public};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Binding;

pub(super) static CHECK: Check = Check {
    id: "anonymous-binding",
    title: "binding gives rights without authentication",
    messages: &[MESSAGE.text()],
    why: "Anyone who reaches the API server has the rights of `system:anonymous` and `system:unauthenticated`, without a password, a token or a certificate.",
    fix: Fix::all("Bind the accounts that need the role by name."),
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

const MESSAGE: Message<2> = Message::new("{kind} `{name}` is everyone who reaches the API server");

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
