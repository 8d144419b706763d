//! Checks of lists.

use std::collections::BTreeMap;

use super::check::{Checker, Frame, Match};
use super::plain::Plain;
use super::rules::{Additional, Draft, Index};
use super::violation::Violation;
use super::words::count;
use crate::derivation::helm::value::Value;

impl<'s> Checker<'s> {
    pub(super) fn list(&mut self, frame: &mut Frame<'s, '_>, items: &[Value]) {
        let rules = &frame.rules.list;
        self.bounds(frame, rules.bounds, items.len(), "Items");
        if rules.is_unique {
            self.unique(frame, items);
        }
        for (at, (item, schema)) in items.iter().zip(&rules.first).enumerate() {
            self.item(frame, *schema, item, at);
        }
        let known = rules.first.len();
        match &rules.rest {
            Some(Additional::Schema(schema)) => {
                for (at, item) in items.iter().enumerate().skip(known) {
                    self.item(frame, *schema, item, at);
                }
            }
            Some(Additional::Forbidden) if items.len() > known => {
                let more = count(items.len() - known);
                let words = format!("last {more} additionalItem(s) not allowed");
                let trace = items.get(known).map_or_else(|| frame.value.trace(), Value::trace);
                frame.found.push(self.violation(trace, words));
            }
            _ => {}
        }
        if let Some(schema) = rules.contains {
            self.contains(frame, schema, items);
        }
    }

    fn item(&mut self, frame: &mut Frame<'s, '_>, schema: Index, item: &Value, at: usize) {
        if let Match::No(violation) = self.inner(schema, item, &at.to_string()) {
            frame.found.push(violation);
        }
    }

    fn unique(&mut self, frame: &mut Frame<'s, '_>, items: &[Value]) {
        self.spend(items.len());
        let mut known: BTreeMap<Plain, usize> = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            let Some(plain) = Plain::of_value(item, 0) else { return self.is_unknown() };
            let first = *known.entry(plain).or_insert(at);
            if first != at {
                let words = format!("items at {} and {} are equal", count(first), count(at));
                frame.found.push(self.violation(item.trace(), words));
                return;
            }
        }
    }

    fn contains(&mut self, frame: &mut Frame<'s, '_>, schema: Index, items: &[Value]) {
        let (mut causes, mut matched, mut unknown) = (Vec::new(), Vec::new(), 0);
        for (at, item) in items.iter().enumerate() {
            match self.inner(schema, item, &at.to_string()) {
                Match::No(violation) => {
                    causes.push(violation);
                    continue;
                }
                Match::Yes => matched.push(at.to_string()),
                Match::Unknown => unknown += 1,
            }
            if frame.draft == Draft::Draft2020 {
                frame.unevaluated.items.remove(&at);
            }
        }
        let bounds = frame.rules.list.contained;
        let (found, at) = (count(matched.len()), matched.join(" "));
        let is_enough = matched.len() + unknown >= bounds.least.unwrap_or(1);
        let words = match bounds.least.map(count) {
            None => "no items match contains schema".to_owned(),
            Some(least) if matched.is_empty() => {
                format!("min {least} items required to match contains schema, but none matched")
            }
            Some(least) => format!(
                "min {least} items required to match contains schema, but matched {found} items at {at}"
            ),
        };
        if !is_enough {
            let violation = self.violation(frame.value.trace(), words);
            frame.found.push(Violation { causes, ..violation });
        }
        if let Some(most) = bounds.most.filter(|most| matched.len() > *most) {
            let most = count(most);
            let words = format!(
                "max {most} items required to match contains schema, but matched {found} items at {at}"
            );
            self.say(frame, words);
        }
    }
}
