//! Which policies isolate a pod, what a namespace denies by default, and which Services lead where.
//!
//! Source of the rules: the API's description of NetworkPolicySpec. Policies only add up: a pod is
//! isolated in a direction as soon as one policy of its namespace selects it for that direction.

use super::Inventory;
use super::default_deny::{DefaultDeny, Denials};
use super::doubt::{Doubt, Reason};
use super::index::SelectorIndex;
use super::namespace::{ByNamespace, namespace};
use super::selector::{Labels, Matches, Selector, WhenUnset};
use crate::model::network::{NetworkPolicy, Service};
use crate::model::pods::Pod;
use crate::model::{Body, Resource};
use crate::tree::{Anchor, State};

/// Which way a connection goes, as the pod sees it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Direction {
    /// To the pod.
    Ingress,
    /// From the pod.
    Egress,
}

impl Direction {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Ingress, Self::Egress];

    /// As a policy writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ingress => "Ingress",
            Self::Egress => "Egress",
        }
    }
}

/// One thing for each direction.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct PerDirection<T> {
    /// For connections to the pod.
    pub ingress: T,
    /// For connections from the pod.
    pub egress: T,
}

impl<T> PerDirection<T> {
    /// Makes one for each direction.
    pub fn new(mut make: impl FnMut(Direction) -> T) -> Self {
        Self { ingress: make(Direction::Ingress), egress: make(Direction::Egress) }
    }

    /// The one of a direction.
    pub fn get(&self, direction: Direction) -> &T {
        match direction {
            Direction::Ingress => &self.ingress,
            Direction::Egress => &self.egress,
        }
    }
}

/// Whether a pod is isolated, for each direction.
pub type Isolation<'r, 'a> = PerDirection<Coverage<'r, 'a>>;

/// Whether a policy selects a pod for one direction.
#[derive(Clone, Copy, Debug)]
pub enum Coverage<'r, 'a> {
    /// This policy does; there may be more.
    Covered(&'r Resource<'a>),
    /// None does.
    NotCovered,
    /// None certainly does, and one may.
    Unknown(Doubt),
}

impl Coverage<'_, '_> {
    fn or_doubt(self, doubt: Option<Doubt>) -> Self {
        match (self, doubt) {
            (Self::NotCovered, Some(doubt)) => Self::Unknown(doubt),
            _ => self,
        }
    }
}

/// A policy with a selector that is ready to be asked.
#[derive(Clone, Debug)]
struct Policy<'r, 'a> {
    resource: &'r Resource<'a>,
    body: &'r NetworkPolicy<'a>,
    selector: Selector<'r, 'a>,
    directions: PerDirection<Matches>,
}

/// The policies of one namespace.
#[derive(Clone, Debug, Default)]
struct Policies<'r, 'a> {
    all: Vec<Policy<'r, 'a>>,
    indexes: PerDirection<SelectorIndex<'r, 'a>>,
    /// The first policy that isolates every pod, and the doubt whether another does.
    constant: PerDirection<(Option<&'r Resource<'a>>, Option<Doubt>)>,
    /// Something else that isolates pods and is not understood.
    other: Option<Doubt>,
    denials: PerDirection<Denials<'r, 'a>>,
}

/// The Services of one namespace.
#[derive(Clone, Debug, Default)]
struct Services<'r, 'a> {
    all: Vec<(&'r Resource<'a>, &'r Service<'a>, Selector<'r, 'a>)>,
    index: SelectorIndex<'r, 'a>,
}

/// All policies and Services.
#[derive(Clone, Debug, Default)]
pub(super) struct Network<'r, 'a> {
    policies: ByNamespace<'a, Policies<'r, 'a>>,
    services: ByNamespace<'a, Services<'r, 'a>>,
    /// Whether any policy of the input has the direction.
    anywhere: PerDirection<bool>,
    /// A policy for the whole cluster of a kind that is not understood.
    other: Option<Doubt>,
}

impl<'r, 'a> Network<'r, 'a> {
    pub(super) fn new(resources: &[&'r Resource<'a>]) -> Self {
        let mut network = Self::default();
        for resource in resources {
            let own = namespace(&resource.metadata.namespace);
            match &resource.body {
                Body::NetworkPolicy(policy) => {
                    network.policies.entry(own).all.push(Policy::new(resource, policy));
                }
                Body::Service(service) => {
                    let selector = Selector::of_service(&service.selector);
                    let services = &mut network.services.entry(own).all;
                    services.push((resource, service, selector));
                }
                Body::Other => match other_policy(resource) {
                    Some(true) => network.other = network.other.or(Some(other(resource))),
                    Some(false) => {
                        let known = &mut network.policies.entry(own).other;
                        *known = known.or(Some(other(resource)));
                    }
                    None => {}
                },
                _ => {}
            }
        }
        let mut anywhere = PerDirection::default();
        network.policies = network.policies.map(|policies| policies.finish(&mut anywhere));
        network.anywhere = anywhere;
        network.services = network.services.map(|mut services| {
            let selectors = services.all.iter().map(|(_, _, selector)| *selector).enumerate();
            services.index = SelectorIndex::new(selectors);
            services
        });
        network
    }
}

impl<'r, 'a> Policy<'r, 'a> {
    fn new(resource: &'r Resource<'a>, policy: &'r NetworkPolicy<'a>) -> Self {
        let selector = Selector::new(&policy.pod_selector, WhenUnset::SelectsAll);
        let directions = PerDirection::new(|direction| has_direction(policy, direction));
        Self { resource, body: policy, selector, directions }
    }

    fn answer(&self, direction: Direction, labels: &Labels<'_, '_>) -> Matches {
        self.directions.get(direction).and(self.selector.matches(labels))
    }
}

impl<'r, 'a> Policies<'r, 'a> {
    fn finish(mut self, anywhere: &mut PerDirection<bool>) -> Self {
        let policies = &self.all;
        let of = |direction: Direction| {
            policies
                .iter()
                .enumerate()
                .filter(move |(_, policy)| *policy.directions.get(direction) != Matches::No)
        };
        self.indexes = PerDirection::new(|direction| {
            SelectorIndex::new(of(direction).map(|(number, policy)| (number, policy.selector)))
        });
        self.constant = PerDirection::new(|direction| {
            let mut constant = (None, None);
            for (_, policy) in of(direction) {
                let Some(answer) = policy.selector.constant() else { continue };
                match answer.and(*policy.directions.get(direction)) {
                    Matches::Yes => constant.0 = constant.0.or(Some(policy.resource)),
                    Matches::Unknown(doubt) => constant.1 = constant.1.or(Some(doubt)),
                    Matches::No => {}
                }
            }
            constant
        });
        self.denials = PerDirection::new(|direction| {
            let mut denials = Denials::default();
            for (_, policy) in of(direction) {
                let all = policy.selector.selects_all().and(*policy.directions.get(direction));
                denials.add(policy.resource, policy.body, direction, all);
            }
            denials
        });
        anywhere.ingress |= self.other.is_some() || of(Direction::Ingress).next().is_some();
        anywhere.egress |= self.other.is_some() || of(Direction::Egress).next().is_some();
        self
    }

    fn coverage(&self, direction: Direction, labels: &Labels<'_, '_>) -> Coverage<'r, 'a> {
        let (covered, mut doubt) = *self.constant.get(direction);
        if let Some(policy) = covered {
            return Coverage::Covered(policy);
        }
        let index = self.indexes.get(direction);
        let policy = |number: usize| self.all.get(number);
        for policy in index.possible(labels).filter_map(policy) {
            match policy.answer(direction, labels) {
                Matches::Yes => return Coverage::Covered(policy.resource),
                Matches::Unknown(why) => doubt = doubt.or(Some(why)),
                Matches::No => {}
            }
        }
        let mut doubtful = index.doubtful(labels).filter_map(policy);
        while let (None, Some(policy)) = (doubt, doubtful.next()) {
            if let Matches::Unknown(why) = policy.answer(direction, labels) {
                doubt = Some(why);
            }
        }
        Coverage::NotCovered.or_doubt(doubt.or(self.other))
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// Whether NetworkPolicies isolate the pods of a workload: those of its own namespace alone,
    /// wherever in the input they stand.
    pub fn isolation(&self, resource: &Resource<'a>, pod: &Pod<'a>) -> Isolation<'r, 'a> {
        self.ask();
        let labels = Labels::of_pod(resource, pod);
        let network = &self.network;
        let own = namespace(&resource.metadata.namespace);
        PerDirection::new(|direction| match own {
            Ok(name) => {
                let policies = network.policies.get(name);
                let known = policies.map(|policies| policies.coverage(direction, &labels));
                known
                    .unwrap_or(Coverage::NotCovered)
                    .or_doubt(network.doubt_about_adrift(direction, &labels))
                    .or_doubt(network.other)
            }
            Err(doubt) => {
                let any = *network.anywhere.get(direction) || network.other.is_some();
                Coverage::NotCovered.or_doubt(any.then_some(doubt))
            }
        })
    }

    /// The NetworkPolicies that select the pods of a workload in any direction or may do so, in the
    /// order of the input. Policies in a namespace that nobody knows may always.
    pub fn policies_of(
        &self,
        resource: &Resource<'a>,
        pod: &Pod<'a>,
    ) -> Vec<(&'r Resource<'a>, &'r NetworkPolicy<'a>, Matches)> {
        self.ask();
        let labels = Labels::of_pod(resource, pod);
        let own = namespace(&resource.metadata.namespace).ok();
        let Some(policies) = own.and_then(|name| self.network.policies.get(name)) else {
            return Vec::new();
        };
        let mut numbers: Vec<usize> = Vec::new();
        for index in [&policies.indexes.ingress, &policies.indexes.egress] {
            numbers.extend(index.possible(&labels).chain(index.doubtful(&labels)));
        }
        let constant = policies.all.iter().enumerate();
        numbers.extend(
            constant.filter(|(_, policy)| policy.selector.constant().is_some()).map(|(at, _)| at),
        );
        numbers.sort_unstable();
        numbers.dedup();
        let policies = numbers.into_iter().filter_map(|number| policies.all.get(number));
        policies
            .map(|policy| (policy.resource, policy.body, policy.selector.matches(&labels)))
            .filter(|(_, _, answer)| *answer != Matches::No)
            .collect()
    }

    /// Whether the policies of a namespace deny by default what no other policy allows.
    pub fn default_deny(&self, namespace: &str) -> PerDirection<DefaultDeny<'r, 'a>> {
        self.ask();
        let policies = &self.network.policies;
        PerDirection::new(|direction| {
            let adrift = policies.adrift();
            let mut denials = adrift.denials.get(direction).in_doubt();
            let mut other = self.network.other.or(adrift.other);
            if let Some(own) = policies.get(namespace) {
                denials.merge(own.denials.get(direction));
                other = other.or(own.other);
            }
            denials.verdict(other)
        })
    }

    /// The Services of a workload's namespace that select its pods or may do so, in the order of
    /// the input.
    pub fn services_of(
        &self,
        resource: &Resource<'a>,
        pod: &Pod<'a>,
    ) -> Vec<(&'r Resource<'a>, &'r Service<'a>, Matches)> {
        self.ask();
        let labels = Labels::of_pod(resource, pod);
        let own = namespace(&resource.metadata.namespace).ok();
        let Some(services) = own.and_then(|name| self.network.services.get(name)) else {
            return Vec::new();
        };
        let index = &services.index;
        let mut numbers: Vec<usize> =
            index.possible(&labels).chain(index.doubtful(&labels)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let services = numbers.into_iter().filter_map(|number| services.all.get(number));
        services
            .map(|(resource, service, selector)| (*resource, *service, selector.matches(&labels)))
            .filter(|(_, _, answer)| *answer != Matches::No)
            .collect()
    }
}

impl Network<'_, '_> {
    /// The doubt that policies in a namespace that nobody knows cast on a pod.
    fn doubt_about_adrift(&self, direction: Direction, labels: &Labels<'_, '_>) -> Option<Doubt> {
        match self.policies.adrift().coverage(direction, labels) {
            Coverage::Covered(policy) => namespace(&policy.metadata.namespace).err(),
            Coverage::Unknown(doubt) => Some(doubt),
            Coverage::NotCovered => None,
        }
    }
}

/// Whether a policy is about a direction: `policyTypes`, or their default where they are missing or
/// empty: ingress always, egress where the policy has rules for it.
pub fn has_direction(policy: &NetworkPolicy<'_>, direction: Direction) -> Matches {
    let isolates = match direction {
        Direction::Ingress => policy.isolates_ingress(),
        Direction::Egress => policy.isolates_egress(),
    };
    match isolates.state() {
        State::Set(true, _) => Matches::Yes,
        State::Set(false, _) | State::Unset(..) => Matches::No,
        State::Unresolved(place, why) => Matches::Unknown(Doubt::unresolved(*place, *why)),
    }
}

/// Whether a resource is a network policy of an extension, and if so whether of the whole cluster.
fn other_policy(resource: &Resource<'_>) -> Option<bool> {
    let cluster = match (resource.group(), resource.kind) {
        ("cilium.io", "CiliumNetworkPolicy")
        | ("crd.projectcalico.org" | "projectcalico.org", "NetworkPolicy") => false,
        ("cilium.io", "CiliumClusterwideNetworkPolicy")
        | ("crd.projectcalico.org" | "projectcalico.org", "GlobalNetworkPolicy")
        | (
            "policy.networking.k8s.io",
            "AdminNetworkPolicy" | "BaselineAdminNetworkPolicy" | "ClusterNetworkPolicy",
        ) => true,
        _ => return None,
    };
    Some(cluster)
}

fn other(resource: &Resource<'_>) -> Doubt {
    Doubt::new(resource.spot().place, Reason::OtherPolicyKind)
}
