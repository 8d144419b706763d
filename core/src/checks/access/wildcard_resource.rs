use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes, supports_and_refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::access::{AccessRule, Role};

pub(super) static CHECK: Check = Check {
    id: "wildcard-resource",
    title: "role uses a wildcard for resources",
    messages: &[OF_GROUPS.text(), EVERY.text()],
    why: "`*` includes Secrets, roles, and every resource type that a later version or an add-on adds.",
    fix: Fix::all("List the resources that the account needs."),
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
        Tool::Trivy.calls_it("KSV-0046"),
        Tool::Trivy.calls_it("KSV-0112"),
        Tool::Checkov.calls_it("CKV_K8S_49"),
        Tool::Kics.calls_it("RBAC Wildcard In Rule"),
        Tool::Kyverno.calls_it("restrict-wildcard-resources"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const EVERY: Message = Message::new("rule allows every resource");
const OF_GROUPS: Message<1> = Message::new("rule allows every resource of {groups}");

/// Built-in API groups without a domain; the others end in `.k8s.io`.
const BUILT_IN: &[&str] = &["", "*", "apps", "autoscaling", "batch", "extensions", "policy"];

fn check(role: &Role, _: &Scope, out: &mut Outcome) {
    for rule in out.read(&role.rules).into_iter().flatten() {
        judge(rule, out);
    }
}

fn judge(rule: &AccessRule, out: &mut Outcome) {
    let Some(resources) = out.read(&rule.resources) else { return };
    // `pods/*` and `*/scale` mean subresources only.
    let all = resources.iter().find(|resource| out.read(resource) == Some(&"*"));
    let Some(all) = all else { return out.pass(&rule.resources) };
    let mut groups = Vec::new();
    for group in out.read(&rule.api_groups).into_iter().flatten() {
        groups.push(out.read(group).copied().unwrap_or("*"));
    }
    let built_in = |group: &&str| {
        BUILT_IN.contains(group) || (group.ends_with(".k8s.io") && !is_of_metrics(group))
    };
    let is_custom = !groups.is_empty() && !groups.iter().any(built_in);
    let names: Vec<String> = groups.iter().map(|group| named(group)).collect();
    let message = if names.is_empty() { EVERY.into() } else { OF_GROUPS.with(names.join(", ")) };
    let severity = if is_custom { Severity::Low } else { Severity::High };
    out.fail(all, message).severity(severity);
}

/// Whether an API group only serves metrics.
pub(super) fn is_of_metrics(group: &str) -> bool {
    group == "metrics.k8s.io" || group.ends_with(".metrics.k8s.io")
}

fn named(group: &str) -> String {
    match group {
        "" => "the core API group".to_owned(),
        "*" => "every API group".to_owned(),
        _ => format!("API group `{group}`"),
    }
}
