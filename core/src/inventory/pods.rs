//! Which selectors mean a workload of the input: the question of [`super::index`] from the other end.

use std::collections::HashMap;

use super::Inventory;
use super::doubt::Doubt;
use super::namespace::{ByNamespace, namespace};
use super::selector::{LABELS_OF_CONTROLLERS, Labels, Matches, Selector};
use crate::model::{Body, Resource};
use crate::tree::{Field, State};

/// The workloads of one namespace, by the labels of their pods.
#[derive(Clone, Debug, Default)]
struct PodsOf<'r, 'a> {
    all: Vec<Labels<'r, 'a>>,
    by_pair: HashMap<(&'r str, &'a str), Vec<usize>>,
    /// Those with labels that nobody knows.
    uncertain: Vec<usize>,
    /// A workload whose pods could not be read.
    unread: Option<Doubt>,
    /// Why nobody knows the namespace, where that is so.
    adrift: Option<Doubt>,
}

/// All workloads.
#[derive(Clone, Debug, Default)]
pub(super) struct Pods<'r, 'a>(ByNamespace<'a, PodsOf<'r, 'a>>);

impl<'r, 'a> Pods<'r, 'a> {
    pub(super) fn new(resources: &[&'r Resource<'a>]) -> Self {
        let mut pods: ByNamespace<'a, PodsOf<'r, 'a>> = ByNamespace::default();
        for resource in resources {
            let Body::Workload(workload) = &resource.body else { continue };
            let own = namespace(&resource.metadata.namespace);
            let known = pods.entry(own);
            known.adrift = known.adrift.or(own.err());
            match workload.pod.state() {
                State::Set(pod, _) => known.add(Labels::of_pod(resource, pod)),
                State::Unset(..) => {}
                State::Unresolved(place, why) => {
                    known.unread = known.unread.or(Some(Doubt::unresolved(*place, *why)));
                }
            }
        }
        Self(pods)
    }
}

impl<'r, 'a> PodsOf<'r, 'a> {
    fn add(&mut self, labels: Labels<'r, 'a>) {
        let number = self.all.len();
        for pair in labels.known() {
            self.by_pair.entry(pair).or_default().push(number);
        }
        let hidden = labels.hidden().any(|key| !LABELS_OF_CONTROLLERS.contains(&key));
        if hidden || labels.may_have_more() {
            self.uncertain.push(number);
        }
        self.all.push(labels);
    }

    fn with<'s>(&'s self, pair: (&'s str, &'s str)) -> &'s [usize] {
        self.by_pair.get(&pair).map_or(&[], Vec::as_slice)
    }

    /// Whether the selector means any of the workloads.
    fn any(&self, selector: &Selector<'_, 'a>) -> Matches {
        let unread = self.unread.map_or(Matches::No, Matches::Unknown);
        if let Some(answer) = selector.constant() {
            return if self.all.is_empty() { unread.and(answer) } else { answer };
        }
        // Labels that controllers set are not in the table.
        let rarest = selector
            .known_pairs()
            .filter(|(key, _)| !LABELS_OF_CONTROLLERS.contains(key))
            .min_by_key(|pair| self.with(*pair).len());
        let mut found = unread;
        let mut ask = |labels: &Labels<'_, '_>| found = found.or(selector.matches(labels));
        match rarest {
            Some(pair) => {
                let numbers = self.with(pair).iter().chain(&self.uncertain);
                numbers.filter_map(|number| self.all.get(*number)).for_each(&mut ask);
            }
            None => self.all.iter().for_each(&mut ask),
        }
        found
    }
}

impl<'a> Inventory<'_, 'a> {
    /// Whether a selector means the pods of any workload of the input in a namespace.
    pub fn selects_any(&self, own: &Field<&'a str>, selector: &Selector<'_, 'a>) -> Matches {
        self.ask();
        let pods = &self.pods.0;
        let adrift = pods.adrift();
        let elsewhere = match (adrift.any(selector), adrift.adrift) {
            (Matches::Yes, Some(doubt)) => Matches::Unknown(doubt),
            (answer, _) => answer,
        };
        match namespace(own) {
            Ok(name) => pods.get(name).map_or(Matches::No, |pods| pods.any(selector)).or(elsewhere),
            Err(doubt) => Matches::Unknown(doubt),
        }
    }
}
