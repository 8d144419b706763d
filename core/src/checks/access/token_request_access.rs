use super::roles::{Right, each_allowed};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::access::Role;

pub(super) static CHECK: Check = Check {
    id: "token-request-access",
    title: "role allows creating ServiceAccount tokens",
    messages: &[MESSAGE.text()],
    why: "A token has the permissions of its ServiceAccount: an account that can create tokens has the permissions of every ServiceAccount in the scope of the role.",
    fix: Fix::all(
        "Remove `serviceaccounts/token` from the rule, or list the ServiceAccounts that it is needed for in `resourceNames`.",
    ),
    severity: Severity::High,
    concern: Concern::RoleRule,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::I5_1_13),
        refutes(Nsa::A2),
    ],
    equivalents: &[Tool::Kubescape.calls_it("C-0282")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message =
    Message::new("rule allows creating ServiceAccount tokens (`serviceaccounts/token`)");

const RIGHT: Right = Right { group: "", resources: &["serviceaccounts/token"], verbs: &["create"] };

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    each_allowed(role, &RIGHT, out, |allowed, out| {
        let severity = allowed.severity(Severity::High, Severity::Medium);
        out.fail(allowed.resource, MESSAGE).severity(severity);
    });
}
