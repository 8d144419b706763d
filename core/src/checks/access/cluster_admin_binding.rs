use std::sync::Arc;

use super::subjects::named;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::inventory::{Conclusion, Doubt, Grant, Granted, Reason, Rights};
use crate::model::access::{AccessRule, Binding, Role, Subject};
use crate::tree::{Field, Place};

pub(super) static CHECK: Check = Check {
    id: "cluster-admin-binding",
    title: "binding grants cluster-admin or equivalent permissions",
    messages: &[MESSAGE.text()],
    why: "An attacker who compromises the subject has full control of the cluster or the namespace, with its Secrets and the health data in it.",
    fix: Fix::all("Bind a role with only the permissions that the subject needs."),
    severity: Severity::Critical,
    concern: Concern::Grant,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        decides(Cis::I5_1_1),
        refutes(Nsa::A2),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("cluster-admin-role-binding"),
        Tool::Polaris.calls_it("clusterrolebindingClusterAdmin"),
        Tool::Polaris.calls_it("rolebindingClusterAdminClusterRole"),
        Tool::Polaris.calls_it("rolebindingClusterAdminRole"),
        Tool::Trivy.calls_it("KSV-0111"),
        Tool::Kubescape.calls_it("C-0035"),
        Tool::Kubescape.calls_it("C-0185"),
        Tool::Kubescape.calls_it("C-0272"),
        Tool::Kics.calls_it("Cluster Admin Rolebinding With Superuser Permissions"),
        Tool::Kyverno.calls_it("restrict-binding-clusteradmin"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Binding(check),
};

const MESSAGE: Message<4> = Message::new("{kind} `{name}` grants {whom} full control of {reach}");

fn check(binding: &Binding, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    let subjects = match out.read(&binding.subjects) {
        Some(subjects) if !subjects.is_empty() => subjects,
        None if !out.is_unset(&binding.subjects) => return,
        // A binding without subjects grants nothing.
        _ => return out.pass(&binding.subjects),
    };
    let (Some(kind), Some(name)) = (out.read(&binding.role_kind), out.read(&binding.role_name))
    else {
        return;
    };
    let by_name = (*kind, *name) == ("ClusterRole", "cluster-admin");
    let mut reason = None;
    if !by_name {
        match scope.inventory.granted(resource, binding) {
            Granted::By(grants) => reason = by_any(&grants, binding, scope, out),
            Granted::Unknown(doubt) => return out.unknown(&doubt, doubt.to_string()),
            Granted::NotInInput => {
                return out.unknown(
                    &binding.role_name,
                    format!("{kind} `{name}` not found in the input"),
                );
            }
        }
        if reason.is_none() && out.is_undecided() {
            return;
        }
        if reason.is_none() {
            return out.pass(&binding.role_name);
        }
    } else if is_bootstrap(binding, subjects, scope, out) {
        return out.pass(&binding.role_name);
    }
    if out.is_undecided() && reason.is_none() {
        return;
    }
    let reach = if binding.cluster { "the cluster" } else { "the namespace" };
    let whom = named(subjects, out);
    let message = MESSAGE.with(kind, name, whom, reach);
    let severity = if binding.cluster { Severity::Critical } else { Severity::High };
    let failure = out.fail(&binding.role_name, message).severity(severity);
    if let Some(rule) = reason {
        failure.related(&rule, "this rule allows every verb on every resource");
    }
}

/// The rule that makes a binding grant everything, if this is so for every role of the name.
fn by_any(
    grants: &[Arc<Grant>],
    binding: &Binding,
    scope: &Scope,
    out: &mut Outcome,
) -> Option<Place> {
    let mut reasons = Vec::new();
    for grant in grants {
        let written = grant.conclusions.of(CHECK.id, || by_rules(grant, scope));
        for (place, why) in &written.unknown {
            out.unknown(place, why.clone());
        }
        let written = written.place;
        let is_built_in = grant.rights() == Rights::Everything;
        reasons.push(written.or(is_built_in.then(|| binding.role_name.place())));
        if let (None, Some(doubt)) = (reasons.last().copied().flatten(), grant.doubt) {
            out.unknown(&doubt, doubt.to_string());
        }
    }
    let first = reasons.iter().flatten().next().copied();
    if first.is_some() && reasons.contains(&None) {
        let doubt = Doubt::new(binding.role_name.place(), Reason::Several("role with this name"));
        out.unknown(&doubt, doubt.to_string());
        return None;
    }
    first
}

/// The first rule of the granted roles that allows everything.
fn by_rules(grant: &Grant, scope: &Scope) -> Conclusion {
    let mut aside = Outcome::default();
    let place = grant.roles(scope.inventory).find_map(|(_, role)| everything(role, &mut aside));
    let unknown = aside.unknowns().iter().map(|one| (one.spot.place, one.why.clone())).collect();
    Conclusion { place, unknown }
}

/// The rule of a role that allows everything.
fn everything(role: &Role, out: &mut Outcome) -> Option<Place> {
    for rule in out.read(&role.rules).into_iter().flatten() {
        let AccessRule { api_groups, resources, verbs, .. } = rule;
        if has_all(api_groups, out) && has_all(resources, out) && has_all(verbs, out) {
            return Some(rule.place);
        }
    }
    None
}

fn has_all(list: &Field<Vec<Field<&str>>>, out: &mut Outcome) -> bool {
    let entries = out.read(list).into_iter().flatten();
    entries.fold(false, |found, entry| found | (out.read(entry) == Some(&"*")))
}

/// Whether it is exactly the default binding of every cluster.
fn is_bootstrap(binding: &Binding, subjects: &[Subject], scope: &Scope, out: &mut Outcome) -> bool {
    let [subject] = subjects else { return false };
    let name = scope.resource.map(|resource| &resource.metadata.name);
    binding.cluster
        && out.read(&subject.kind) == Some(&"Group")
        && out.read(&subject.name) == Some(&"system:masters")
        && name.is_some_and(|name| out.read(name) == Some(&"cluster-admin"))
}
