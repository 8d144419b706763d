//! Pods and their fields besides containers.

use super::containers::{containers, resources};
use super::meta::label_selector;
use super::security::pod_security;
use super::values::{names, or_older, text_map, texts};
use super::volumes::volume;
use crate::model::meta::Metadata;
use crate::model::pods::{
    Affinity, AffinityTerm, HostAlias, Pod, Role, Toleration, TopologySpread,
};
use crate::tree::{Cursor, Field, State};

/// A pod from its spec and its own metadata.
pub(super) fn pod<'a>(spec: &Cursor<'a>, metadata: Metadata<'a>) -> Pod<'a> {
    Pod {
        metadata,
        init_containers: containers(&spec.get("initContainers"), Role::Init),
        containers: containers(&spec.get("containers"), Role::App),
        ephemeral_containers: containers(&spec.get("ephemeralContainers"), Role::Ephemeral),
        security: pod_security(&spec.get("securityContext")),
        host_network: spec.get("hostNetwork").bool(),
        host_pid: spec.get("hostPID").bool(),
        host_ipc: spec.get("hostIPC").bool(),
        host_users: spec.get("hostUsers").bool(),
        host_aliases: spec.get("hostAliases").list(|alias| HostAlias {
            ip: alias.get("ip").text(),
            hostnames: texts(&alias.get("hostnames")),
        }),
        share_process_namespace: spec.get("shareProcessNamespace").bool(),
        os: spec.get("os").get("name").text(),
        automount_service_account_token: spec.get("automountServiceAccountToken").bool(),
        service_account_name: or_older(
            &spec.get("serviceAccountName"),
            &spec.get("serviceAccount"),
        ),
        runtime_class_name: spec.get("runtimeClassName").text(),
        priority_class_name: spec.get("priorityClassName").text(),
        restart_policy: spec.get("restartPolicy").text(),
        node_name: spec.get("nodeName").text(),
        node_selector: text_map(&spec.get("nodeSelector")),
        volumes: spec.get("volumes").list(volume),
        affinity: affinity(&spec.get("affinity")),
        topology_spread: spec.get("topologySpreadConstraints").list(|constraint| TopologySpread {
            max_skew: constraint.get("maxSkew").integer(),
            topology_key: constraint.get("topologyKey").text(),
            when_unsatisfiable: constraint.get("whenUnsatisfiable").text(),
            selector: constraint.get("labelSelector").mapping(label_selector),
        }),
        resources: resources(&spec.get("resources")),
        image_pull_secrets: names(&spec.get("imagePullSecrets")),
        tolerations: spec.get("tolerations").list(|toleration| Toleration {
            key: toleration.get("key").text(),
            operator: toleration.get("operator").text(),
            effect: toleration.get("effect").text(),
        }),
        place: spec.place(),
    }
}

fn affinity<'a>(affinity: &Cursor<'a>) -> Affinity<'a> {
    Affinity {
        node: affinity.get("nodeAffinity").mapping(|_| ()),
        pod: affinity_terms(&affinity.get("podAffinity")),
        pod_anti: affinity_terms(&affinity.get("podAntiAffinity")),
    }
}

/// The required and the preferred terms in one list; unresolved if any of them is.
fn affinity_terms<'a>(rules: &Cursor<'a>) -> Field<Vec<AffinityTerm<'a>>> {
    let written = rules.mapping(|_| Vec::new());
    if !matches!(written.state(), State::Set(..)) {
        return written;
    }
    let required = rules
        .get("requiredDuringSchedulingIgnoredDuringExecution")
        .list(|term| affinity_term(term, false));
    let preferred = rules
        .get("preferredDuringSchedulingIgnoredDuringExecution")
        .list(|term| affinity_term(&term.get("podAffinityTerm"), true));
    let mut terms = Vec::new();
    for part in [required, preferred] {
        match part.into_state() {
            State::Set(part, _) => terms.extend(part),
            State::Unset(..) => {}
            State::Unresolved(place, why) => return Field::unresolved(place, why),
        }
    }
    Field::set(terms, rules.place())
}

fn affinity_term<'a>(term: &Cursor<'a>, preferred: bool) -> AffinityTerm<'a> {
    AffinityTerm {
        preferred,
        selector: term.get("labelSelector").mapping(label_selector),
        topology_key: term.get("topologyKey").text(),
        namespaces: texts(&term.get("namespaces")),
        namespace_selector: term.get("namespaceSelector").mapping(label_selector),
    }
}
