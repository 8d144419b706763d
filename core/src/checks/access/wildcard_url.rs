use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Role;

pub(super) static CHECK: Check = Check {
    id: "wildcard-url",
    title: "role uses a wildcard for non-resource URLs",
    messages: &[MESSAGE.text()],
    why: "Non-resource URLs include metrics, logs and profiling data of the API server, and every path that a later version or an extension adds.",
    fix: Fix::all("List the paths that are needed, such as `/metrics` and `/healthz`."),
    severity: Severity::Medium,
    concern: Concern::RoleRule,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        refutes(Nsa::A2),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message<1> = Message::new("rule allows every non-resource URL (`{path}`)");

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    for rule in out.read(&role.rules).into_iter().flatten() {
        for url in out.read(&rule.non_resource_urls).into_iter().flatten() {
            match out.read(url) {
                Some(path @ (&"*" | &"/*")) => {
                    out.fail(url, MESSAGE.with(path));
                }
                Some(_) => out.pass(url),
                None => {}
            }
        }
    }
}
