use super::roles::{Right, each_allowed};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Role;

pub(super) static CHECK: Check = Check {
    id: "pod-attach-access",
    title: "role allows attaching to containers",
    messages: &[MESSAGE.text()],
    why: "An account that can attach to a container can read its output and write to its standard input, which is enough to control an interactive shell.",
    fix: Fix::all(
        "Remove `pods/attach` from the rule, or grant it in one namespace and only for as long as it is needed.",
    ),
    severity: Severity::High,
    concern: Concern::RoleRule,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        refutes(Nsa::A2),
    ],
    equivalents: &[
        Tool::Trivy.calls_it("KSV-0054"),
        Tool::Kics.calls_it("RBAC Roles with Attach Permission"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message = Message::new("rule allows attaching to containers (`pods/attach`)");

const RIGHT: Right = Right { group: "", resources: &["pods/attach"], verbs: &["create", "get"] };

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    each_allowed(role, &RIGHT, out, |allowed, out| {
        let severity = allowed.severity(Severity::High, Severity::Medium);
        out.fail(allowed.resource, MESSAGE).severity(severity);
    });
}
