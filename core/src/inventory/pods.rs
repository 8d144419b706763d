//! Which workloads of the input a selector matches: the inverse of [`super::index`].

use std::collections::{BTreeSet, HashMap};

use super::Inventory;
use super::asked::{Question, Topic};
use super::doubt::Doubt;
use super::index::{alternatives, present_keys};
use super::namespace::{ByNamespace, namespace};
use super::order::{First, Numbered, in_order};
use super::selector::{LABELS_OF_CONTROLLERS, Labels, Matches, Selector};
use super::unseen::WORKLOADS;
use crate::model::{Body, Resource};
use crate::tree::{Field, State};

/// The workloads of one namespace, by the labels of their pods.
#[derive(Clone, Debug, Default)]
struct PodsOf<'r, 'a> {
    all: Vec<Numbered<Labels<'r, 'a>>>,
    by_pair: HashMap<(&'r str, &'a str), Vec<usize>>,
    /// Those that have a label with any value.
    by_key: HashMap<&'r str, Vec<usize>>,
    /// Those with unknown labels.
    uncertain: Vec<usize>,
    /// A workload whose pods could not be read.
    unread: First<Doubt>,
    /// Why the namespace is unknown, if it is.
    adrift: First<Doubt>,
}

/// All workloads.
#[derive(Clone, Debug, Default)]
pub(super) struct Pods<'r, 'a>(ByNamespace<'a, PodsOf<'r, 'a>>);

impl<'r, 'a> Pods<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut pods: ByNamespace<'a, PodsOf<'r, 'a>> = ByNamespace::default();
        for (number, resource) in resources {
            let Body::Workload(workload) = &resource.body else { continue };
            let own = namespace(&resource.metadata.namespace);
            let known = pods.entry(own);
            if let Err(doubt) = own {
                known.adrift.add(*number, doubt);
            }
            match workload.pod.state() {
                State::Set(pod, _) => known.add(*number, Labels::of_pod(resource, pod)),
                State::Unset(..) => {}
                State::Unresolved(place, why) => {
                    known.unread.add(*number, Doubt::unresolved(*place, *why));
                }
            }
        }
        Self(pods)
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let adrift = self.0.adrift().map(|_| Question::whole(Topic::Pods));
        let named = self.0.named().map(|(namespace, pods)| pods.changes(namespace));
        named.flatten().chain(adrift).collect()
    }
}

impl<'r, 'a> PodsOf<'r, 'a> {
    fn add(&mut self, number: usize, labels: Labels<'r, 'a>) {
        let position = self.all.len();
        for pair in labels.known() {
            self.by_pair.entry(pair).or_default().push(position);
            self.by_key.entry(pair.0).or_default().push(position);
        }
        let hidden = labels.hidden().any(|key| !LABELS_OF_CONTROLLERS.contains(&key));
        if hidden || labels.may_have_more() {
            self.uncertain.push(position);
        }
        self.all.push((number, labels));
    }

    fn changes(&self, namespace: &str) -> Vec<Question> {
        let pairs = self.by_pair.keys();
        let pairs =
            pairs.map(|(key, value)| Question::named(Topic::Pods, &[namespace, key, value]));
        let is_certain = self.uncertain.is_empty() && self.unread.get().is_none();
        let uncertain = (!is_certain).then(|| uncertain(namespace));
        pairs.chain(uncertain).chain([every(namespace)]).collect()
    }

    fn with<'s>(&'s self, demand: Demand<'s>) -> &'s [usize] {
        let positions = match demand {
            Demand::Pair(key, value) => self.by_pair.get(&(key, value)),
            Demand::Key(key) => self.by_key.get(key),
        };
        positions.map_or(&[], Vec::as_slice)
    }

    fn at<'s>(
        &'s self,
        positions: &'s [usize],
    ) -> impl Iterator<Item = &'s Numbered<Labels<'r, 'a>>> + use<'s, 'r, 'a> {
        positions.iter().filter_map(|position| self.all.get(*position))
    }
}

/// Whether the selector matches any of the workloads of some layers of one namespace.
fn any<'s, 'r, 'a>(
    layers: [Option<&'s PodsOf<'r, 'a>>; 2],
    selector: &'s Selector<'_, 'a>,
) -> Matches {
    let each = || layers.into_iter().flatten();
    let unread = First::earliest(each().map(|pods| pods.unread)).get();
    let unread = unread.map_or(Matches::No, Matches::Unknown);
    if let Some(answer) = selector.constant() {
        let is_empty = each().all(|pods| pods.all.is_empty());
        return if is_empty { unread.and(answer) } else { answer };
    }
    let mut found = unread;
    let mut ask = |pods: &mut dyn Iterator<Item = &Labels<'r, 'a>>| {
        for labels in pods {
            if found == Matches::Yes {
                break;
            }
            found = found.or(selector.matches(labels));
        }
    };
    let demands = demands(selector, |pair| each().map(|pods| pods.with(pair).len()).sum());
    if demands.is_empty() {
        ask(&mut in_order(layers.map(|pods| pods.map_or(&[][..], |pods| &pods.all))));
        return found;
    }
    for demand in demands {
        let with = |pods: &'s PodsOf<'r, 'a>| pods.at(pods.with(demand));
        ask(&mut in_order(layers.map(|pods| pods.into_iter().flat_map(with))));
    }
    let uncertain = |pods: &'s PodsOf<'r, 'a>| pods.at(&pods.uncertain);
    ask(&mut in_order(layers.map(|pods| pods.into_iter().flat_map(uncertain))));
    found
}

/// A requirement on a pod.
#[derive(Clone, Copy)]
enum Demand<'s> {
    Pair(&'s str, &'s str),
    Key(&'s str),
}

/// The rarest requirement of a selector: a matching pod has one of these labels, or unknown labels.
/// `None` if no requirement of the selector is in the index.
fn demands<'s>(
    selector: &'s Selector<'_, '_>,
    count: impl Fn(Demand<'s>) -> usize,
) -> Vec<Demand<'s>> {
    let pairs = pairs_in_table(selector).map(|(key, value)| Demand::Pair(key, value));
    if let Some(rarest) = pairs.min_by_key(|pair| count(*pair)) {
        return vec![rarest];
    }
    let is_in_table = |key: &str| !LABELS_OF_CONTROLLERS.contains(&key);
    if let Some((key, values)) = alternatives(selector).filter(|(key, _)| is_in_table(key)) {
        let values: BTreeSet<&str> = values.into_iter().collect();
        return values.into_iter().map(|value| Demand::Pair(key, value)).collect();
    }
    let mut keys = present_keys(selector).filter(|key| is_in_table(key));
    keys.next().map(Demand::Key).into_iter().collect()
}

impl<'a> Inventory<'_, 'a> {
    /// Whether a selector matches the pods of any workload of the input in a namespace.
    pub fn selects_any(&self, own: &Field<&'a str>, selector: &Selector<'_, 'a>) -> Matches {
        match namespace(own) {
            Ok(name) => self.record.ask(|| questions(name, selector)),
            Err(_) => self.record.ask(|| Question::whole(Topic::Pods)),
        }
        let pods = self.layers().map(|layer| &layer.pods.0);
        let adrift = pods.map(ByNamespace::adrift);
        let unknown = adrift.into_iter().flatten().map(|pods| pods.adrift);
        let elsewhere = match (any(adrift, selector), First::earliest(unknown).get()) {
            (Matches::Yes, Some(doubt)) => Matches::Unknown(doubt),
            (answer, _) => answer,
        };
        let found = match namespace(own) {
            Ok(name) => any(pods.map(|pods| pods.get(name)), selector).or(elsewhere),
            Err(doubt) => Matches::Unknown(doubt),
        };
        if found != Matches::Yes {
            self.miss(WORKLOADS, namespace(own).ok());
        }
        found
    }
}

/// The labels that a selector requires, except those that controllers set, which are not in the
/// index.
fn pairs_in_table<'s, 'a>(
    selector: &'s Selector<'_, 'a>,
) -> impl Iterator<Item = (&'s str, &'a str)> {
    selector.known_pairs().filter(|(key, _)| !LABELS_OF_CONTROLLERS.contains(key))
}

/// The questions of a selector: it matches no pod that certainly lacks one of the labels.
fn questions(namespace: &str, selector: &Selector<'_, '_>) -> Vec<Question> {
    match (selector.constant(), pairs_in_table(selector).next()) {
        (None, Some((key, value))) => {
            vec![Question::named(Topic::Pods, &[namespace, key, value]), uncertain(namespace)]
        }
        _ => vec![every(namespace)],
    }
}

/// Every pod of a namespace.
fn every(namespace: &str) -> Question {
    Question::named(Topic::Pods, &[namespace])
}

/// The pods of a namespace with unknown labels.
fn uncertain(namespace: &str) -> Question {
    Question::named(Topic::Pods, &[namespace, "", ""])
}
