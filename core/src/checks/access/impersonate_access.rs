use super::roles::{Right, each_allowed};
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::access::Role;

pub(super) static CHECK: Check = Check {
    id: "impersonate-access",
    title: "role allows impersonating users, groups or service accounts",
    messages: &[MESSAGE.text()],
    why: "An account with the verb `impersonate` can send requests as any user, group or service account, including members of `system:masters`.",
    fix: Fix::all(
        "Remove the verb `impersonate`, or list the users, groups or ServiceAccounts that may be impersonated in `resourceNames`.",
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
    equivalents: &[
        Tool::Trivy.calls_it("KSV-0043"),
        Tool::Kubescape.calls_it("C-0065"),
        Tool::Kics.calls_it("RBAC Roles with Impersonate Permission"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message<1> = Message::new("rule allows impersonating `{whom}`");

const RIGHTS: [Right; 2] = [
    Right {
        group: "",
        resources: &["users", "groups", "serviceaccounts"],
        verbs: &["impersonate"],
    },
    Right {
        group: "authentication.k8s.io",
        resources: &["uids", "userextras", "userextras/"],
        verbs: &["impersonate"],
    },
];

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    for right in &RIGHTS {
        each_allowed(role, right, out, |allowed, out| {
            let severity = allowed.severity(Severity::Critical, Severity::High);
            let whom = allowed.wanted.trim_end_matches('/');
            out.fail(allowed.verb, MESSAGE.with(whom)).severity(severity);
        });
    }
}
