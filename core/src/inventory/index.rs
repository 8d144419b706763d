//! Finds the few selectors that can match an object without evaluating all of them.

use std::collections::{BTreeSet, HashMap};

use super::asked::{Question, Topic};
use super::doubt::Doubt;
use super::selector::{LABELS_OF_CONTROLLERS, Labels, Selector, entries, text};
use crate::model::Operator;
use crate::tree::State;

/// Selectors by one label that they require, under each accepted value.
///
/// INVARIANT: a selector in neither result does not match the given labels; the owner handles
/// selectors with a constant answer.
#[derive(Clone, Debug, Default)]
pub(super) struct SelectorIndex<'r, 'a> {
    by_pair: HashMap<(&'r str, &'a str), Vec<usize>>,
    by_key: HashMap<&'r str, Vec<usize>>,
    /// Selectors that require a label with any value.
    by_presence: HashMap<&'r str, Vec<usize>>,
    /// Selectors that require no label with known values.
    others: Vec<usize>,
    all: Vec<usize>,
}

impl<'r, 'a: 'r> SelectorIndex<'r, 'a> {
    /// Indexes numbered selectors, each under the rarest label that it requires.
    pub(super) fn new(selectors: impl Iterator<Item = (usize, Selector<'r, 'a>)>) -> Self {
        let varying: Vec<_> =
            selectors.filter(|(_, selector)| selector.constant().is_none()).collect();
        let mut frequency: HashMap<(&'r str, &'a str), usize> = HashMap::new();
        for (_, selector) in &varying {
            for pair in selector.known_pairs() {
                *frequency.entry(pair).or_default() += 1;
            }
        }
        let mut index = Self::default();
        for (number, selector) in varying {
            index.all.push(number);
            let rarest = selector.known_pairs().min_by_key(|pair| frequency.get(pair).copied());
            if let Some(pair) = rarest {
                index.by_pair.entry(pair).or_default().push(number);
                index.by_key.entry(pair.0).or_default().push(number);
            } else if let Some((key, values)) = alternatives(&selector) {
                index.by_key.entry(key).or_default().push(number);
                for value in values.into_iter().collect::<BTreeSet<_>>() {
                    index.by_pair.entry((key, value)).or_default().push(number);
                }
            } else if let Some(key) = present_keys(&selector).next() {
                index.by_key.entry(key).or_default().push(number);
                index.by_presence.entry(key).or_default().push(number);
            } else {
                index.others.push(number);
            }
        }
        index
    }

    /// The selectors that may match: lists, each in the order of the numbers.
    pub(super) fn possible<'i>(&'i self, labels: &Labels<'i, 'i>) -> Vec<&'i [usize]> {
        let pairs = labels.known().filter_map(|pair| self.by_pair.get(&pair));
        let keys = labels.keys().filter_map(|key| self.by_presence.get(key));
        pairs.chain(keys).map(Vec::as_slice).chain([self.others.as_slice()]).collect()
    }

    /// Further selectors, whose answer is no or unknown: lists, each in the order of the numbers.
    pub(super) fn doubtful<'i>(&'i self, labels: &Labels<'i, 'i>) -> Vec<&'i [usize]> {
        if labels.may_have_more() {
            return vec![self.all.as_slice()];
        }
        labels.hidden().filter_map(|key| self.by_key.get(key).map(Vec::as_slice)).collect()
    }

    /// The questions in a namespace whose answers the selectors can change.
    pub(super) fn changes(&self, topic: Topic, namespace: &str) -> Vec<Question> {
        let pairs = self.by_pair.keys();
        let pairs = pairs.map(|(key, value)| Question::named(topic, &[namespace, key, value]));
        let keys = self.by_key.keys().map(|key| {
            let is_of_every = LABELS_OF_CONTROLLERS.contains(key);
            let all = every(topic, namespace);
            if is_of_every { all } else { Question::named(topic, &[namespace, key]) }
        });
        let is_of_every = !(self.others.is_empty() && self.by_presence.is_empty());
        let others = is_of_every.then(|| every(topic, namespace));
        let varying = (!self.all.is_empty()).then(|| varying(topic, namespace));
        pairs.chain(keys).chain(others).chain(varying).collect()
    }
}

/// A label that must have one of some known values.
pub(super) fn alternatives<'a>(selector: &Selector<'_, 'a>) -> Option<(&'a str, Vec<&'a str>)> {
    selector.requirements().find_map(|requirement| {
        let is_in = matches!(requirement.operator.state(), State::Set(Operator::In, _));
        if !is_in || Doubt::about(&requirement.values).is_some() {
            return None;
        }
        let values: Result<Vec<&'a str>, Doubt> =
            entries(&requirement.values).iter().map(text).collect();
        Some((text(&requirement.key).ok()?, values.ok()?))
    })
}

/// The labels that must be present with any value.
pub(super) fn present_keys<'s, 'a>(
    selector: &'s Selector<'_, 'a>,
) -> impl Iterator<Item = &'a str> + use<'s, 'a> {
    selector.requirements().filter_map(|requirement| {
        let exists = matches!(requirement.operator.state(), State::Set(Operator::Exists, _));
        exists.then(|| text(&requirement.key).ok()).flatten()
    })
}

/// The questions about an object with these labels: selectors that require one of the labels, or
/// none, answer them.
pub(super) fn questions<'l>(
    topic: Topic,
    namespace: &'l str,
    labels: &'l Labels<'_, '_>,
) -> impl Iterator<Item = Question> + 'l {
    let pairs = labels.known();
    let pairs = pairs.map(move |(key, value)| Question::named(topic, &[namespace, key, value]));
    // Every object of a controller has its labels.
    let hidden = labels.hidden().filter(|key| !LABELS_OF_CONTROLLERS.contains(key));
    let hidden = hidden.map(move |key| Question::named(topic, &[namespace, key]));
    let more = labels.may_have_more().then(|| varying(topic, namespace));
    pairs.chain(hidden).chain(more).chain([every(topic, namespace)])
}

/// The question about all of a namespace.
pub(super) fn every(topic: Topic, namespace: &str) -> Question {
    Question::named(topic, &[namespace])
}

/// Every selector of a namespace whose answer depends on the labels.
fn varying(topic: Topic, namespace: &str) -> Question {
    Question::named(topic, &[namespace, "", ""])
}
