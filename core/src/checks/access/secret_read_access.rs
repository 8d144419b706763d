use std::cell::LazyCell;

use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::access::{AccessRule, Role};
use crate::tree::{Anchor, Field, Place};

pub(super) static CHECK: Check = Check {
    id: "secret-read-access",
    title: "role can read Secrets",
    messages: &[MESSAGE.text()],
    why: "An account with this role can read every password, key and token in the Secrets, and use the rights that they give.",
    fix: Fix::all(
        "Remove the rule. Mount the one Secret that is needed, or list it in `resourceNames` with the verb `get` only.",
    ),
    severity: Severity::High,
    concern: Concern::RoleRule,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::item("5.1.2")),
        refutes(Nsa::A2),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("access-to-secrets"),
        Tool::Trivy.calls_it("KSV-0041"),
        Tool::Trivy.calls_it("KSV-0113"),
        Tool::Checkov.calls_it("CKV2_K8S_5"),
        Tool::Kubescape.calls_it("C-0015"),
        Tool::Kubescape.calls_it("C-0186"),
        Tool::Kics.calls_it("RBAC Roles with Read Secrets Permissions"),
        Tool::Kics.calls_it("ServiceAccount Allows Access Secrets"),
        Tool::Kyverno.calls_it("restrict-secret-role-verbs"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Role(check),
};

const MESSAGE: Message<2> = Message::new("rule allows {verbs} on {which}");

fn check(role: &Role, scope: &Scope, out: &mut Outcome) {
    let bindings = LazyCell::new(|| {
        let all = scope.resource.map(|role| scope.inventory.bindings_of_role(role));
        let mut all = all.into_iter().flatten().map(|(binding, _)| binding.spot().place);
        let shown: Vec<Place> = all.by_ref().take(SHOWN).collect();
        (shown, all.count())
    });
    for rule in out.read(&role.rules).into_iter().flatten() {
        judge(rule, || &*bindings, out);
    }
}

/// How many bindings of a role each finding shows.
const SHOWN: usize = 20;

fn judge<'b>(rule: &AccessRule, bindings: impl Fn() -> &'b (Vec<Place>, usize), out: &mut Outcome) {
    // The first list that does not match decides, even if the others are not known.
    let Some(resource) = chosen(&rule.resources, &["secrets", "*"], out).into_iter().next() else {
        return out.pass(&rule.resources);
    };
    if chosen(&rule.api_groups, &["", "*"], out).is_empty() {
        return out.pass(&rule.api_groups);
    }
    let verbs = chosen(&rule.verbs, &["get", "list", "watch", "*"], out);
    if verbs.is_empty() {
        return out.pass(&rule.verbs);
    }
    let named = out.read(&rule.resource_names).is_some_and(|names| !names.is_empty());
    let verbs: Vec<String> =
        verbs.iter().filter_map(|verb| out.read(verb).map(|verb| format!("`{verb}`"))).collect();
    let which = if named { "named Secrets" } else { "all Secrets" };
    let failure = out.fail(resource, MESSAGE.with(verbs.join(", "), which));
    if named {
        failure.severity(Severity::Low);
    }
    let (bindings, more) = bindings();
    for (number, binding) in bindings.iter().enumerate() {
        if *more > 0 && number + 1 == bindings.len() {
            failure.related(binding, format!("bound here and by {more} more bindings"));
        } else {
            failure.related(binding, "bound here");
        }
    }
}

/// The entries of a list that are among the wanted ones.
fn chosen<'f, 'a>(
    list: &'f Field<Vec<Field<&'a str>>>,
    wanted: &[&str],
    out: &mut Outcome,
) -> Vec<&'f Field<&'a str>> {
    let entries = out.read(list).into_iter().flatten();
    entries.filter(|entry| out.read(entry).is_some_and(|text| wanted.contains(text))).collect()
}
