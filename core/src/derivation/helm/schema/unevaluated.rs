//! What no rule was about yet.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::rules::Rules;
use crate::derivation::helm::value::Value;

/// The keys and items of a value that no rule was about yet, if that is of interest.
#[derive(Debug, Default)]
pub(super) struct Unevaluated {
    pub(super) keys: BTreeSet<Rc<str>>,
    pub(super) items: BTreeSet<usize>,
}

impl Unevaluated {
    /// What is to be evaluated of a value by rules.
    pub(super) fn of(value: &Value, rules: Option<&Rules>, is_asked: bool) -> Self {
        let mut rest = Self::default();
        match value {
            Value::Map(map) => {
                let of = rules.map(|rules| &rules.map);
                let is_done = of.is_some_and(|of| of.additional.is_some());
                let is_asked = is_asked || of.is_some_and(|of| of.unevaluated.is_some());
                if is_asked && !is_done {
                    rest.keys = map.entries.borrow().keys().cloned().collect();
                }
            }
            Value::List(list) => {
                let of = rules.map(|rules| &rules.list);
                let is_done = of.is_some_and(|of| of.rest.is_some());
                let is_asked = is_asked || of.is_some_and(|of| of.unevaluated.is_some());
                if is_asked && !is_done {
                    rest.items = (of.map_or(0, |of| of.first.len())..list.items.len()).collect();
                }
            }
            _ => {}
        }
        rest
    }

    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty() && self.items.is_empty()
    }

    /// Keeps what another schema did not evaluate either.
    pub(super) fn keep(&mut self, other: &Self) {
        self.keys.retain(|key| other.keys.contains(key));
        self.items.retain(|item| other.items.contains(item));
    }
}
