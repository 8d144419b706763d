//! The isolation of pods by policies, and default denials of namespaces.
//!
//! Source of the rules: the API's description of NetworkPolicySpec. Policies are additive: a pod is
//! isolated in a direction if any policy of its namespace selects it for that direction.

use std::iter::Peekable;

use super::Inventory;
use super::asked::{Question, Topic};
use super::default_deny::{DefaultDeny, Denials};
use super::doubt::{Doubt, Reason};
use super::index::{self, SelectorIndex};
use super::namespace::{ByNamespace, namespace};
use super::order::{First, Numbered};
use super::selector::{Labels, Matches, Selector, WhenUnset};
use crate::model::network::NetworkPolicy;
use crate::model::pods::Pod;
use crate::model::{Body, Resource};
use crate::tree::{Anchor, State};

/// The direction of a connection, relative to the pod.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Direction {
    /// To the pod.
    Ingress,
    /// From the pod.
    Egress,
}

impl Direction {
    /// Both directions.
    pub const ALL: [Self; 2] = [Self::Ingress, Self::Egress];

    /// The name in `policyTypes`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ingress => "Ingress",
            Self::Egress => "Egress",
        }
    }
}

/// A value for each direction.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct PerDirection<T> {
    /// For connections to the pod.
    pub ingress: T,
    /// For connections from the pod.
    pub egress: T,
}

impl<T> PerDirection<T> {
    /// Computes the value for each direction.
    pub fn new(mut make: impl FnMut(Direction) -> T) -> Self {
        Self { ingress: make(Direction::Ingress), egress: make(Direction::Egress) }
    }

    /// The value for a direction.
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
    /// This policy selects it; there may be more.
    Covered(&'r Resource<'a>),
    /// None does.
    NotCovered,
    /// No policy is known to select it, but one may.
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

/// A policy with its parsed selector.
#[derive(Clone, Debug)]
struct Policy<'r, 'a> {
    number: usize,
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
    constant: PerDirection<Constant<'r, 'a>>,
    /// A policy of an unsupported kind that isolates pods.
    other: First<Doubt>,
    denials: PerDirection<Denials<'r, 'a>>,
}

/// The policies that apply to every pod.
#[derive(Clone, Copy, Debug, Default)]
struct Constant<'r, 'a> {
    isolates: First<&'r Resource<'a>>,
    perhaps: First<Doubt>,
}

/// All policies.
#[derive(Clone, Debug, Default)]
pub(super) struct Network<'r, 'a> {
    policies: ByNamespace<'a, Policies<'r, 'a>>,
    /// Whether any policy in the input covers the direction.
    anywhere: PerDirection<bool>,
    /// A policy for the whole cluster of an unsupported kind.
    other: First<Doubt>,
}

impl<'r, 'a> Network<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut network = Self::default();
        for (number, resource) in resources {
            let own = namespace(&resource.metadata.namespace);
            match &resource.body {
                Body::NetworkPolicy(policy) => {
                    let policy = Policy::new(*number, resource, policy);
                    network.policies.entry(own).all.push(policy);
                }
                Body::Other => match other_policy(resource) {
                    Some(true) => network.other.add(*number, other(resource)),
                    Some(false) => {
                        network.policies.entry(own).other.add(*number, other(resource));
                    }
                    None => {}
                },
                _ => {}
            }
        }
        let mut anywhere = PerDirection::default();
        network.policies = network.policies.map(|policies| policies.finish(&mut anywhere));
        network.anywhere = anywhere;
        network
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let named = self.policies.named().map(|(namespace, policies)| policies.changes(namespace));
        let is_everywhere = self.policies.adrift().is_some() || self.other.get().is_some();
        let everywhere = [Topic::Policies, Topic::Denials].map(Question::whole);
        let everywhere = is_everywhere.then_some(everywhere).into_iter().flatten();
        named.flatten().chain(everywhere).collect()
    }
}

impl<'r, 'a> Policy<'r, 'a> {
    fn new(number: usize, resource: &'r Resource<'a>, policy: &'r NetworkPolicy<'a>) -> Self {
        let selector = Selector::new(&policy.pod_selector, WhenUnset::SelectsAll);
        let directions = PerDirection::new(|direction| has_direction(policy, direction));
        Self { number, resource, body: policy, selector, directions }
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
            SelectorIndex::new(of(direction).map(|(position, policy)| (position, policy.selector)))
        });
        self.constant = PerDirection::new(|direction| {
            let mut constant = Constant::default();
            for (_, policy) in of(direction) {
                let Some(answer) = policy.selector.constant() else { continue };
                match answer.and(*policy.directions.get(direction)) {
                    Matches::Yes => constant.isolates.add(policy.number, policy.resource),
                    Matches::Unknown(doubt) => constant.perhaps.add(policy.number, doubt),
                    Matches::No => {}
                }
            }
            constant
        });
        self.denials = PerDirection::new(|direction| {
            let mut denials = Denials::default();
            for (_, policy) in of(direction) {
                let all = policy.selector.selects_all().and(*policy.directions.get(direction));
                denials.add((policy.number, policy.resource), policy.body, direction, all);
            }
            denials
        });
        let has_other = self.other.get().is_some();
        anywhere.ingress |= has_other || of(Direction::Ingress).next().is_some();
        anywhere.egress |= has_other || of(Direction::Egress).next().is_some();
        self
    }

    fn changes(&self, namespace: &str) -> Vec<Question> {
        let is_constant = |policy: &Policy<'_, '_>| policy.selector.constant().is_some();
        let is_of_every = self.other.get().is_some() || self.all.iter().any(is_constant);
        let every = is_of_every.then(|| index::every(Topic::Policies, namespace));
        let selectors = Direction::ALL
            .map(|direction| self.indexes.get(direction).changes(Topic::Policies, namespace));
        let denials = Question::named(Topic::Denials, &[namespace]);
        selectors.into_iter().flatten().chain(every).chain([denials]).collect()
    }

    /// The first doubt about a pod, if it precedes the given one.
    fn doubt(
        &self,
        known: First<Doubt>,
        direction: Direction,
        labels: &Labels<'_, '_>,
    ) -> First<Doubt> {
        let lists = self.indexes.get(direction).doubtful(labels);
        lists.into_iter().fold(known, |known, positions| {
            let earlier = self.at(positions).take_while(|policy| !known.is_before(policy.number));
            let mut doubts = earlier.filter_map(|policy| match policy.answer(direction, labels) {
                Matches::Unknown(doubt) => Some(First::new(policy.number, doubt)),
                Matches::Yes | Matches::No => None,
            });
            doubts.next().unwrap_or_default().earlier(known)
        })
    }

    fn at<'i>(&'i self, positions: &'i [usize]) -> impl Iterator<Item = &'i Policy<'r, 'a>> {
        positions.iter().filter_map(|position| self.all.get(*position))
    }
}

/// How the policies of some layers for one namespace apply to a pod. The result is the first policy
/// in the order of the input that isolates every pod, otherwise the first that selects this one.
fn coverage<'r, 'a>(
    layers: [Option<&Policies<'r, 'a>>; 2],
    direction: Direction,
    labels: &Labels<'_, '_>,
) -> Coverage<'r, 'a> {
    let each = || layers.into_iter().flatten();
    let constant = || each().map(|policies| *policies.constant.get(direction));
    if let Some(policy) = First::earliest(constant().map(|all| all.isolates)).get() {
        return Coverage::Covered(policy);
    }
    let mut lists: Vec<_> = each()
        .flat_map(|policies| {
            let lists = policies.indexes.get(direction).possible(labels).into_iter();
            lists.map(|positions| policies.at(positions).peekable())
        })
        .collect();
    // The first match is enough, so that not all are sorted.
    let possible = std::iter::from_fn(|| {
        let number =
            |list: &mut Peekable<_>| list.peek().map(|policy: &&Policy<'_, '_>| policy.number);
        let next = lists.iter_mut().filter_map(|list| Some((number(list)?, list)));
        next.min_by_key(|(number, _)| *number).and_then(|(_, list)| list.next())
    });
    let mut perhaps = First::default();
    for policy in possible {
        match policy.answer(direction, labels) {
            Matches::Yes => return Coverage::Covered(policy.resource),
            Matches::Unknown(doubt) => perhaps.add(policy.number, doubt),
            Matches::No => {}
        }
    }
    let constant = First::earliest(constant().map(|all| all.perhaps)).get();
    let others = || First::earliest(each().map(|policies| policies.other)).get();
    let doubt = constant.or_else(|| {
        let perhaps = each().fold(perhaps, |known, all| all.doubt(known, direction, labels));
        perhaps.get().or_else(others)
    });
    Coverage::NotCovered.or_doubt(doubt)
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// Whether NetworkPolicies isolate the pods of a workload. Only policies in the same namespace
    /// count.
    pub fn isolation(&self, resource: &Resource<'a>, pod: &Pod<'a>) -> Isolation<'r, 'a> {
        let labels = Labels::of_pod(resource, pod);
        let own = namespace(&resource.metadata.namespace);
        match own {
            Ok(name) => self.record.ask(|| index::questions(Topic::Policies, name, &labels)),
            Err(_) => self.record.ask(|| Question::whole(Topic::Policies)),
        }
        self.miss(&["NetworkPolicy"], own.ok());
        let layers = self.layers().map(|layer| &layer.network);
        let other = First::earliest(layers.map(|network| network.other)).get();
        PerDirection::new(|direction| match own {
            Ok(name) => {
                let policies = layers.map(|network| network.policies.get(name));
                let adrift = layers.map(|network| network.policies.adrift());
                coverage(policies, direction, &labels)
                    .or_doubt(doubt_about_adrift(adrift, direction, &labels))
                    .or_doubt(other)
            }
            Err(doubt) => {
                let has_direction = |network: &&Network<'_, '_>| *network.anywhere.get(direction);
                let any = layers.iter().any(has_direction) || other.is_some();
                Coverage::NotCovered.or_doubt(any.then_some(doubt))
            }
        })
    }

    /// Whether the policies of a namespace deny traffic by default.
    pub fn default_deny(&self, namespace: &str) -> PerDirection<DefaultDeny<'r, 'a>> {
        self.record.ask(|| Question::named(Topic::Denials, &[namespace]));
        self.miss(&["NetworkPolicy"], Some(namespace));
        let layers = self.layers().map(|layer| &layer.network);
        let adrift = layers.map(|network| network.policies.adrift());
        let own = layers.map(|network| network.policies.get(namespace));
        let other = |layers: [Option<&Policies<'r, 'a>>; 2]| {
            First::earliest(layers.into_iter().flatten().map(|policies| policies.other))
        };
        let other =
            First::earliest(layers.map(|network| network.other)).or(other(adrift)).or(other(own));
        PerDirection::new(|direction| {
            let denials = |layers: [Option<&Policies<'r, 'a>>; 2]| {
                let each = layers.into_iter().flatten();
                each.map(|policies| *policies.denials.get(direction))
                    .fold(Denials::default(), Denials::earlier)
            };
            denials(adrift).in_doubt().or(denials(own)).verdict(other.get())
        })
    }
}

/// The doubt about a pod because of policies in an unknown namespace.
fn doubt_about_adrift(
    adrift: [Option<&Policies<'_, '_>>; 2],
    direction: Direction,
    labels: &Labels<'_, '_>,
) -> Option<Doubt> {
    match coverage(adrift, direction, labels) {
        Coverage::Covered(policy) => namespace(&policy.metadata.namespace).err(),
        Coverage::Unknown(doubt) => Some(doubt),
        Coverage::NotCovered => None,
    }
}

/// Whether a policy covers a direction, by `policyTypes`. If they are missing or empty: ingress
/// always, egress if the policy has egress rules.
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

/// Whether a resource is a network policy of an extension, and whether that is cluster-wide.
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
