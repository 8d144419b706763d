use super::roles::{Right, each_allowed};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::access::Role;

pub(super) static CHECK: Check = Check {
    id: "pod-exec-access",
    title: "role allows running commands in containers",
    messages: &[MESSAGE.text()],
    why: "An account that can run commands in a container can read its files, its environment variables and the token of its service account.",
    fix: Fix::all(
        "Remove `pods/exec` from the rule, or grant it in one namespace and only for as long as it is needed.",
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
        Tool::Trivy.calls_it("KSV-0053"),
        Tool::Kubescape.calls_it("C-0002"),
        Tool::Kics.calls_it("RBAC Roles with Exec Permission"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message = Message::new("rule allows running commands in containers (`pods/exec`)");

const RIGHT: Right = Right { group: "", resources: &["pods/exec"], verbs: &["create", "get"] };

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    each_allowed(role, &RIGHT, out, |allowed, out| {
        let severity = allowed.severity(Severity::High, Severity::Medium);
        out.fail(allowed.resource, MESSAGE).severity(severity);
    });
}
