use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::Technology;
use crate::model::pods::{Container, Role};
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "privilege-escalation-allowed",
    title: "privilege escalation is allowed",
    messages: &[ALLOWED.text(), NOT_FORBIDDEN.text()],
    why: "A setuid program in the image can gain more privileges than its parent process; this is allowed by default.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Set `allowPrivilegeEscalation: false` in the container's `securityContext`; the Pod's `securityContext` does not have this field.",
        ),
        (Technology::Compose, "Add `no-new-privileges:true` to `security_opt`."),
    ]),
    severity: Severity::High,
    concern: Concern::Escalation,
    controls: &[
        decides(PssControl::ALLOW_PRIVILEGE_ESCALATION),
        refutes(Hipaa::S312A1).own_reading(),
        supports_and_refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_6),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("privilege-escalation-container"),
        Tool::Kubesec.calls_it("AllowPrivilegeEscalation"),
        Tool::Polaris.calls_it("privilegeEscalationAllowed"),
        Tool::Trivy.calls_it("KSV-0001"),
        Tool::Checkov.calls_it("CKV_K8S_20"),
        Tool::Kubescape.calls_it("C-0016"),
        Tool::Kubescape.calls_it("C-0211"),
        Tool::Kics.calls_it("Privilege Escalation Allowed"),
        Tool::Kyverno.calls_it("disallow-privilege-escalation"),
        Tool::PodSecurity.calls_it("allowPrivilegeEscalation"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Container(check),
};

const ALLOWED: Message<1> = Message::new("{container} allows privilege escalation");
const NOT_FORBIDDEN: Message<1> = Message::new("{container} does not disable privilege escalation");

type Judge = fn(&Container, &Scope, &mut Outcome);

const VERSIONS: &[(u8, Judge)] = &[(8, in_1_8), (25, in_1_25)];

fn check(container: &Container, scope: &Scope, out: &mut Outcome) {
    if container.role == Role::Hook {
        return out.not_applicable();
    }
    if scope.technology == Technology::Compose {
        return judge(container, out, Severity::Medium, false);
    }
    match scope.in_version(VERSIONS) {
        Some(judge) => judge(container, scope, out),
        None => out.not_applicable(),
    }
}

fn in_1_25(container: &Container, scope: &Scope, out: &mut Outcome) {
    if scope.is_not_windows(out) {
        in_1_8(container, scope, out);
    }
}

fn in_1_8(container: &Container, _: &Scope, out: &mut Outcome) {
    judge(container, out, Severity::High, true);
}

/// In Compose it is an item of a list, not a field.
fn judge(container: &Container, out: &mut Outcome, severity: Severity, can_be_set: bool) {
    let security = &container.security;
    let allowed = &security.allow_privilege_escalation;
    let message = match out.read(allowed) {
        Some(false) => return out.pass(allowed),
        Some(true) => ALLOWED.with(container.label()),
        None => NOT_FORBIDDEN.with(container.label()),
    };
    // The API rejects `false` together with `privileged: true`: that finding has to be fixed first.
    let privileged = out.read(&security.privileged) == Some(&true);
    let failure = out.fail(allowed, message).severity(severity);
    if can_be_set && !privileged {
        failure.fix(Edit::set(allowed, false));
    }
}
