use super::roles::{Right, each_allowed};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::inventory::RBAC;
use crate::model::access::Role;

pub(super) static CHECK: Check = Check {
    id: "bind-or-escalate",
    title: "role allows `bind` or `escalate` on roles",
    messages: &[MESSAGE.text()],
    why: "The API server normally lets an account grant only permissions that it already has. The verbs `bind` and `escalate` lift this restriction: an account with either can grant itself any permission in the scope of the role.",
    fix: Fix::all(
        "Remove the verbs `bind` and `escalate`. A controller that creates bindings needs only `bind`, with the roles that it may bind listed in `resourceNames`.",
    ),
    severity: Severity::Critical,
    concern: Concern::RoleRule,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        refutes(Cis::I5_1_8),
        refutes(Nsa::A2),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message<2> = Message::new("rule allows `{verb}` on `{wanted}`");

const RIGHT: Right =
    Right { group: RBAC, resources: &["clusterroles", "roles"], verbs: &["bind", "escalate"] };

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    each_allowed(role, &RIGHT, out, |allowed, out| {
        let severity = allowed.severity(Severity::Critical, Severity::High);
        let verb = out.read(allowed.verb).copied().unwrap_or_default();
        let message = MESSAGE.with(verb, allowed.wanted);
        out.fail(allowed.verb, message).severity(severity);
    });
}
