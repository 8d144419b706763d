use super::wildcard_resource::is_of_metrics;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::access::{AccessRule, Role};

pub(super) static CHECK: Check = Check {
    id: "wildcard-verb",
    title: "role uses a wildcard for verbs",
    messages: &[MESSAGE.text()],
    why: "`*` includes `delete`, `impersonate`, `bind` and `escalate`, and every verb that a later version adds.",
    fix: Fix::all(
        "List the verbs that the account needs, such as `get`, `list` and `watch` for read access.",
    ),
    severity: Severity::High,
    concern: Concern::RoleRule,
    controls: &[
        supports_and_refutes(Hipaa::S312A1),
        supports_and_refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::I5_1_3),
        supports_and_refutes(Nsa::A2),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("wildcard-in-rules"),
        Tool::Trivy.calls_it("KSV-0045"),
        Tool::Checkov.calls_it("CKV_K8S_49"),
        Tool::Kics.calls_it("RBAC Wildcard In Rule"),
        Tool::Kyverno.calls_it("restrict-wildcard-verbs"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message<1> = Message::new("rule allows every verb on {names}");

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    for rule in out.read(&role.rules).into_iter().flatten() {
        judge(rule, out);
    }
}

fn judge(rule: &AccessRule, out: &mut Outcome) {
    let resources = out.read(&rule.resources).map_or(0, Vec::len);
    // INVARIANT of the API: a rule has resources or non-resource URLs, never both.
    if resources == 0 {
        return;
    }
    let Some(verbs) = out.read(&rule.verbs) else { return };
    for verb in verbs {
        if out.read(verb) == Some(&"*") {
            let mut names = Vec::new();
            for resource in out.read(&rule.resources).into_iter().flatten() {
                names.extend(out.read(resource).map(|name| format!("`{name}`")));
            }
            let mut groups = Vec::new();
            for group in out.read(&rule.api_groups).into_iter().flatten() {
                groups.extend(out.read(group).copied());
            }
            // Metrics are read-only, whatever the rule allows.
            let is_low = !groups.is_empty() && groups.iter().all(|group| is_of_metrics(group));
            let severity = if is_low { Severity::Low } else { Severity::High };
            out.fail(verb, MESSAGE.with(names.join(", "))).severity(severity);
            return;
        }
    }
    out.pass(&rule.verbs);
}
