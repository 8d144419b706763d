use std::cell::LazyCell;

use super::subjects::named;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Resource;
use crate::model::access::{AccessRule, Binding, Role};
use crate::tree::{Anchor, Field, Place};

pub(super) static CHECK: Check = Check {
    id: "secret-read-access",
    title: "role allows reading Secrets",
    messages: &[WILDCARD.text(), ALL.text(), NAMED.text()],
    why: "An account that is bound to the role can read the passwords, keys and tokens in the Secrets, and use them to gain the permissions of other accounts.",
    fix: Fix::all(
        "List the resources and verbs that the subject needs, without Secrets, and mount a Secret into the Pod that needs it. Where a client must read it through the API, allow only `get` on Secrets that `resourceNames` lists; for a rule that is already limited in this way, suppress the finding with the reason.",
    ),
    severity: Severity::High,
    concern: Concern::RoleRule,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::I5_1_2),
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

const WILDCARD: Message<1> =
    Message::new("rule allows {verbs} on all resources, including Secrets");
const ALL: Message<1> = Message::new("rule allows {verbs} on all Secrets");
const NAMED: Message<2> = Message::new("rule allows {verbs} on {secrets}");

fn check(role: &Role, scope: &Scope, out: &mut Outcome) {
    let bindings = LazyCell::new(|| {
        let all = scope.resource.map(|role| scope.inventory.bindings_of_role(role));
        let mut all = all.into_iter().flatten();
        let shown: Vec<Bound> = all.by_ref().take(SHOWN).map(bound).collect();
        (shown, all.count())
    });
    for rule in out.read(&role.rules).into_iter().flatten() {
        judge(rule, || &*bindings, out);
    }
}

/// How many bindings of a role each finding shows.
const SHOWN: usize = 20;

/// How many Secrets a message names.
const NAMES: usize = 3;

/// A binding of the role: its place, and its subjects in words.
type Bound = (Place, String);

fn bound((resource, binding): (&Resource, &Binding)) -> Bound {
    let mut aside = Outcome::default();
    let whom = match aside.read(&binding.subjects).map(Vec::as_slice) {
        Some(subjects @ [_, ..]) => named(subjects, &mut aside),
        _ if aside.is_undecided() => "subjects that are not known".to_owned(),
        _ => "no subject".to_owned(),
    };
    (resource.spot().place, whom)
}

fn judge<'b>(rule: &AccessRule, bindings: impl Fn() -> &'b (Vec<Bound>, usize), out: &mut Outcome) {
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
    let names = out.read(&rule.resource_names).filter(|names| !names.is_empty());
    let verbs: Vec<String> =
        verbs.iter().filter_map(|verb| out.read(verb).map(|verb| format!("`{verb}`"))).collect();
    let verbs = verbs.join(", ");
    let message = match names {
        Some(names) => NAMED.with(verbs, secrets(names)),
        None if out.read(resource) == Some(&"*") => WILDCARD.with(verbs),
        None => ALL.with(verbs),
    };
    let failure = out.fail(resource, message);
    if names.is_some() {
        failure.severity(Severity::Low);
    }
    let (bindings, more) = bindings();
    for (number, (binding, whom)) in bindings.iter().enumerate() {
        if *more > 0 && number + 1 == bindings.len() {
            failure.related(binding, format!("bound to {whom} here, and by {more} more bindings"));
        } else {
            failure.related(binding, format!("bound to {whom} here"));
        }
    }
}

/// The Secrets in words: `Secrets `a`, `b``.
fn secrets(names: &[Field<&str>]) -> String {
    let mut aside = Outcome::default();
    let read: Vec<String> =
        names.iter().filter_map(|name| aside.read(name).map(|name| format!("`{name}`"))).collect();
    let shown = read.get(..NAMES).unwrap_or(&read).join(", ");
    match (names.len(), names.len() - read.len().min(NAMES)) {
        _ if read.is_empty() => "named Secrets".to_owned(),
        (1, _) => format!("Secret {shown}"),
        (_, 0) => format!("Secrets {shown}"),
        (_, more) => format!("Secrets {shown} and {more} more"),
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
