use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, supports,
};
use crate::frameworks::Hipaa;
use crate::inventory::{Found, Labels, Matches, Selector, WhenUnset, namespace};
use crate::model::pods::{AffinityTerm, Pod, TopologySpread, Workload};
use crate::model::{LabelSelector, Resource};
use crate::tree::{Anchor, Field, Spot};

pub(super) static CHECK: Check = Check {
    id: "pod-anti-affinity-missing",
    title: "replicas are not spread across nodes",
    messages: &[MESSAGE.text()],
    why: "If all replicas run on one node, the failure or drain of that node takes the whole service down.",
    fix: Fix::all(
        "Add a `topologySpreadConstraints` entry or a `podAntiAffinity` term that selects the Pods of the workload, with the topology key `kubernetes.io/hostname` or `topology.kubernetes.io/zone`.",
    ),
    severity: Severity::Low,
    concern: Concern::Spreading,
    controls: &[supports(Hipaa::S308A7I), supports(Hipaa::S308A7IIC)],
    equivalents: &[
        Tool::KubeLinter.calls_it("no-anti-affinity"),
        Tool::KubeScore.calls_it("deployment-has-host-podantiaffinity"),
        Tool::KubeScore.calls_it("statefulset-has-host-podantiaffinity"),
        Tool::Kics.calls_it("Deployment Has No PodAntiAffinity"),
        Tool::Kics.calls_it("StatefulSet Has No PodAntiAffinity"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Workload(check),
};

const MESSAGE: Message = Message::new(
    "no `podAntiAffinity` or `topologySpreadConstraints` spreads the replicas across nodes",
);

const KINDS: &[&str] = &["Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"];

/// Node labels that are failure domains.
const KEYS: &[&str] = &["kubernetes.io/hostname", "topology.kubernetes.io/zone"];

fn check(workload: &Workload, scope: &Scope, out: &mut Outcome) {
    let Some(resource) = scope.resource.filter(|resource| KINDS.contains(&resource.kind)) else {
        return out.not_applicable();
    };
    let Some(pod) = out.read(&workload.pod) else { return out.not_applicable() };
    match has_replicas(workload, resource, scope, out) {
        Some(true) => {}
        Some(false) => return out.not_applicable(),
        None => return,
    }
    let own = Own { resource, pod, labels: Labels::of_pod(resource, pod), scope };
    // One rule is enough: unknown values matter only if no known rule applies.
    if let Some(rule) = own.rule(&mut Outcome::default()) {
        return out.pass(&rule);
    }
    own.rule(out);
    if !out.is_undecided() {
        out.fail(&pod.affinity.pod_anti, MESSAGE);
    }
}

/// Whether the workload has more than one replica. `None` if it is not known.
fn has_replicas(
    workload: &Workload,
    resource: &Resource,
    scope: &Scope,
    out: &mut Outcome,
) -> Option<bool> {
    let (autoscalers, doubt) = scope.inventory.autoscalers_of(resource);
    let minimum = |autoscaler: &&Resource| autoscaler.at("spec.minReplicas").integer();
    let certain =
        |field: &Field<i64>| Outcome::default().read(field).is_some_and(|wanted| *wanted >= 2);
    if certain(&workload.replicas) || autoscalers.iter().any(|each| certain(&minimum(each))) {
        return Some(true);
    }
    let mut wanted = vec![workload.replicas.clone()];
    wanted.extend(autoscalers.iter().map(minimum));
    for field in &wanted {
        out.read(field);
    }
    if let Some(doubt) = doubt {
        out.unknown(&doubt, doubt.to_string());
    }
    (!out.is_undecided()).then_some(false)
}

/// The pods of a workload.
struct Own<'c, 's> {
    resource: &'c Resource<'s>,
    pod: &'c Pod<'s>,
    labels: Labels<'c, 's>,
    scope: &'c Scope<'s>,
}

impl Own<'_, '_> {
    /// The first rule that spreads the pods.
    fn rule(&self, out: &mut Outcome) -> Option<Spot> {
        for term in out.read(&self.pod.affinity.pod_anti).into_iter().flatten() {
            if self.is_apart(term, out) {
                return Some(term.topology_key.spot());
            }
        }
        for spread in out.read(&self.pod.topology_spread).into_iter().flatten() {
            let TopologySpread { selector, topology_key, .. } = spread;
            if self.is_own(selector, out) && is_place(topology_key, out) {
                return Some(topology_key.spot());
            }
        }
        None
    }

    fn is_apart(&self, term: &AffinityTerm, out: &mut Outcome) -> bool {
        self.is_own(&term.selector, out)
            && is_place(&term.topology_key, out)
            && self.is_in_own_namespace(term, out)
    }

    fn is_own(&self, selector: &Field<LabelSelector>, out: &mut Outcome) -> bool {
        said(Selector::new(selector, WhenUnset::SelectsNone).matches(&self.labels), selector, out)
    }

    fn is_in_own_namespace(&self, term: &AffinityTerm, out: &mut Outcome) -> bool {
        let (names, selector) = (&term.namespaces, &term.namespace_selector);
        let by_label = out.read(selector).is_some();
        let listed = out.read(names).map_or(&[][..], Vec::as_slice);
        if listed.is_empty() && !by_label {
            // If neither is set, the term applies to the pod's namespace.
            let names_are_seen = out.read(names).is_some() || out.is_unset(names);
            return names_are_seen && out.is_unset(selector);
        }
        let own = match namespace(&self.resource.metadata.namespace) {
            Ok(own) => own,
            Err(doubt) => {
                out.unknown(&doubt, doubt.to_string());
                return false;
            }
        };
        let is_listed = listed.iter().any(|name| out.read(name) == Some(&own));
        is_listed || (by_label && self.is_selected(term, own, out))
    }

    fn is_selected(&self, term: &AffinityTerm, own: &str, out: &mut Outcome) -> bool {
        let selector = Selector::new(&term.namespace_selector, WhenUnset::SelectsNone);
        if let Some(answer) = selector.constant() {
            return said(answer, &term.namespace_selector, out);
        }
        match self.scope.inventory.find("", "Namespace", None, own) {
            Found::One(object) => {
                let answer = selector.matches(&Labels::of_object(&object.metadata.labels));
                said(answer, &term.namespace_selector, out)
            }
            Found::Several(_) | Found::Nothing => {
                let why = format!("labels of Namespace `{own}` not found in the input");
                out.unknown(&term.namespace_selector, why);
                false
            }
        }
    }
}

/// Whether the answer is yes; reports a doubt.
fn said(answer: Matches, at: &impl Anchor, out: &mut Outcome) -> bool {
    if let Matches::Unknown(doubt) = answer {
        // A doubt about labels that are not set has no place.
        let place = if doubt.place.is_none() { at.spot() } else { doubt.spot() };
        out.unknown(&place, doubt.to_string());
    }
    answer == Matches::Yes
}

fn is_place(key: &Field<&str>, out: &mut Outcome) -> bool {
    out.read(key).is_some_and(|key| KEYS.contains(key))
}
