use super::roles::{Right, each_allowed};
use super::subjects::named;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::inventory::{Conclusion, Doubt, Grant, Granted, RBAC, Rights, built_in_cluster_role};
use crate::model::access::{Binding, Subject};
use crate::tree::Place;

pub(super) static CHECK: Check = Check {
    id: "broad-role-binding",
    title: "binding grants a broad built-in role",
    messages: &[SECRETS.text(), NODES.text(), ESCALATION.text()],
    why: "`admin` and `edit` allow reading Secrets, running commands in containers and running Pods as any ServiceAccount of the namespace; the `system:` roles are intended for components of Kubernetes.",
    fix: Fix::all(
        "Bind a role with only the permissions that the subject needs, or `view`, which does not include Secrets.",
    ),
    severity: Severity::High,
    concern: Concern::Grant,
    controls: &[
        refutes(Hipaa::S312A1),
        refutes(Hipaa::S308A4IIB),
        refutes(Hipaa::S308A4IIC),
        refutes(Nsa::A2),
    ],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Binding(check),
};

const SECRETS: Message<3> =
    Message::new("ClusterRole `{name}` allows {subjects} to read every Secret in {reach}");
const NODES: Message<2> = Message::new(
    "ClusterRole `{name}` allows {subjects} to run commands in the containers of every node",
);
const ESCALATION: Message<2> =
    Message::new("ClusterRole `{name}` allows {subjects} to grant any permission");

fn check(binding: &Binding, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource else { return };
    let subjects = match out.read(&binding.subjects) {
        Some(subjects) if !subjects.is_empty() => subjects,
        None if !out.is_unset(&binding.subjects) => return,
        _ => return out.pass(&binding.subjects),
    };
    let (Some(kind), Some(name)) = (out.read(&binding.role_kind), out.read(&binding.role_name))
    else {
        return;
    };
    let is_built_in = *kind == "ClusterRole" && built_in_cluster_role(name).is_some();
    let grants = match scope.inventory.granted(resource, binding) {
        Granted::By(grants) => grants,
        Granted::Unknown(doubt) => return out.unknown(&doubt, doubt.to_string()),
        Granted::NotInInput => return unless_hidden(scope.inventory.doubt_about(RBAC, kind), out),
    };
    // The permissions of a role of the input are reported at the role, except those that it aggregates.
    let takes_over = grants.iter().any(|grant| grant.rights() > Rights::Ordinary);
    if !is_built_in && !takes_over {
        return unless_hidden(grants.iter().find_map(|grant| grant.doubt), out);
    }
    let mut most = (Rights::Ordinary, None);
    for grant in &grants {
        let rights = (grant.rights(), None);
        let added = added_secrets(grant, scope, out).map(|place| (Rights::Secrets, Some(place)));
        most = if most.0 < rights.0 { rights } else { most };
        most = added.filter(|added| most.0 < added.0).unwrap_or(most);
    }
    let (rights, added) = most;
    match rights {
        Rights::Ordinary if out.is_undecided() => return,
        Rights::Ordinary => return out.pass(&binding.role_name),
        // Another check reports this.
        Rights::Everything => return out.not_applicable(),
        // Nodes and ClusterRoles are cluster-scoped.
        Rights::Nodes | Rights::Escalation if !binding.cluster => {
            return out.pass(&binding.role_name);
        }
        Rights::Secrets | Rights::Nodes | Rights::Escalation => {}
    }
    let mut is_for_others = false;
    for subject in subjects {
        is_for_others |= is_of_kubernetes(subject, out) == Some(false);
    }
    if !is_for_others && !out.is_undecided() {
        return out.pass(&binding.role_name);
    }
    if !is_for_others {
        return;
    }
    let whom = named(subjects, out);
    let severity = if binding.cluster { Severity::High } else { Severity::Medium };
    let reach = if binding.cluster { "the cluster" } else { "the namespace" };
    let message = match rights {
        Rights::Nodes => NODES.with(name, whom),
        Rights::Escalation => ESCALATION.with(name, whom),
        _ => SECRETS.with(name, whom, reach),
    };
    let failure = out.fail(&binding.role_name, message).severity(severity);
    if let Some(place) = added {
        failure.related(&place, "aggregated from this ClusterRole");
    }
}

/// Not applicable, unless an object that decides may be missing from the input.
fn unless_hidden(doubt: Option<Doubt>, out: &mut Outcome) {
    match doubt {
        Some(doubt) => out.unknown(&doubt, doubt.to_string()),
        None => out.not_applicable(),
    }
}

/// The place where a role of the input adds Secrets to a built-in role.
fn added_secrets(grant: &Grant, scope: &Scope, out: &mut Outcome) -> Option<Place> {
    const RIGHT: Right =
        Right { group: "", resources: &["secrets"], verbs: &["get", "list", "watch"] };
    let added = grant.conclusions.of(CHECK.id, || {
        let mut added = Conclusion::default();
        for (_, role) in grant.roles(scope.inventory) {
            // Evidence from the rules belongs to their role, not to the binding.
            let mut aside = Outcome::default();
            let mut allows = None;
            each_allowed(role, &RIGHT, &mut aside, |allowed, _| {
                if !allowed.is_named {
                    allows = allows.or(Some(allowed.resource.place()));
                }
            });
            let unknown = aside.unknowns().iter().map(|one| (one.spot.place, one.why.clone()));
            added.unknown.extend(unknown);
            added.place = added.place.or(allows.filter(|_| !aside.is_undecided()));
        }
        added
    });
    for (place, why) in &added.unknown {
        out.unknown(place, why.clone());
    }
    let found = added.place;
    if let Some(doubt) = grant.doubt.filter(|_| found.is_none()) {
        out.unknown(&doubt, doubt.to_string());
    }
    found
}

/// Whether a subject is a Kubernetes component, for which the built-in roles are meant; none if it is
/// not known.
fn is_of_kubernetes(subject: &Subject, out: &mut Outcome) -> Option<bool> {
    let (Some(kind), Some(name)) = (out.read(&subject.kind), out.read(&subject.name)) else {
        return None;
    };
    match *kind {
        "ServiceAccount" => match out.read(&subject.namespace) {
            None if !out.is_unset(&subject.namespace) => None,
            namespace => Some(namespace == Some(&"kube-system")),
        },
        "User" => Some(name.starts_with("system:kube-") || name.starts_with("system:node")),
        "Group" => Some(*name == "system:nodes" || *name == "system:masters"),
        _ => Some(false),
    }
}
