use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Role;

pub(super) static CHECK: Check = Check {
    id: "wildcard-url",
    title: "role allows every path of the API server",
    messages: &[MESSAGE.text()],
    why: "Paths that are no resources include profiles of the running server and its logs, and what an extension or the next version serves.",
    fix: Fix::all("List the paths that are used, such as `/metrics` and `/healthz`."),
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

const MESSAGE: Message<1> = Message::new("a rule allows every path (`{path}`)");

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
