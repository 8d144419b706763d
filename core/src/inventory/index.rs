//! Finds the few selectors that can mean an object without asking all of them.

use std::collections::HashMap;

use super::selector::{Labels, Selector};

/// Selectors by one label that they demand.
///
/// INVARIANT: a selector that is in neither answer says no about the labels asked for; selectors
/// with a constant answer are the owner's business.
#[derive(Clone, Debug, Default)]
pub(super) struct SelectorIndex<'r, 'a> {
    by_pair: HashMap<(&'r str, &'a str), Vec<usize>>,
    by_key: HashMap<&'r str, Vec<usize>>,
    /// Selectors that demand no label of one known value.
    others: Vec<usize>,
    all: Vec<usize>,
}

impl<'r, 'a: 'r> SelectorIndex<'r, 'a> {
    /// Indexes numbered selectors, each under the rarest label that it demands.
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
            } else {
                index.others.push(number);
            }
        }
        index
    }

    /// The selectors that can say yes: lists, each in the order of the numbers.
    pub(super) fn possible<'i>(&'i self, labels: &Labels<'i, 'i>) -> Vec<&'i [usize]> {
        labels
            .known()
            .filter_map(|pair| self.by_pair.get(&pair).map(Vec::as_slice))
            .chain([self.others.as_slice()])
            .collect()
    }

    /// Further selectors, which can say no or unknown and never yes: lists, each in the order of
    /// the numbers.
    pub(super) fn doubtful<'i>(&'i self, labels: &Labels<'i, 'i>) -> Vec<&'i [usize]> {
        if labels.may_have_more() {
            return vec![self.all.as_slice()];
        }
        labels.hidden().filter_map(|key| self.by_key.get(key).map(Vec::as_slice)).collect()
    }
}
