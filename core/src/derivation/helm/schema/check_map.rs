//! Checks of maps.

use std::rc::Rc;

use super::check::{Checker, Frame, Match};
use super::rules::{Additional, Bounds, Dependency, Draft, MapRules};
use super::violation::Violation;
use super::words::{count, quote, quote_all};
use crate::derivation::helm::value::{Entry, Map, Value};

impl<'s> Checker<'s> {
    pub(super) fn map(&mut self, frame: &mut Frame<'s, '_>, map: &Map) {
        let rules = &frame.rules.map;
        self.bounds(frame, rules.bounds, map.len(), "Properties");
        let missing = missing(map, &rules.required);
        match missing.as_slice() {
            [] => {}
            [one] => self.say(frame, format!("missing property {}", quote(one))),
            _ => self.say(frame, format!("missing properties {}", quote_all(&missing))),
        }
        self.dependencies(frame, map, &rules.dependencies);
        let mut forbidden = Vec::new();
        for (key, entry) in map.snapshot() {
            if self.entry(frame, &key, &entry.value) {
                forbidden.push((key, entry));
            }
        }
        self.additional(frame, &forbidden);
        if frame.draft > Draft::Draft4 {
            self.names(frame, map, rules);
        }
        if frame.draft > Draft::Draft6 {
            self.dependencies(frame, map, &rules.dependents);
        }
    }

    /// Records a violation by the value.
    pub(super) fn say(&self, frame: &mut Frame<'s, '_>, words: String) {
        frame.found.push(self.violation(frame.value.trace(), words));
    }

    /// Compares a count with bounds.
    pub(super) fn bounds(&self, frame: &mut Frame<'s, '_>, bounds: Bounds, found: usize, of: &str) {
        let say = |kind: &str, wanted: usize| {
            format!("{kind}{of}: got {}, want {}", count(found), count(wanted))
        };
        if let Some(least) = bounds.least.filter(|least| found < *least) {
            self.say(frame, say("min", least));
        }
        if let Some(most) = bounds.most.filter(|most| found > *most) {
            self.say(frame, say("max", most));
        }
    }

    /// Compares an entry with all rules about it. Returns whether it must not be there.
    fn entry(&mut self, frame: &mut Frame<'s, '_>, key: &Rc<str>, value: &Value) -> bool {
        let rules = &frame.rules.map;
        let mut schemas = Vec::new();
        schemas.extend(rules.properties.get(key));
        let mut is_unknown = false;
        for (expression, schema) in &rules.patterns {
            self.spend(key.len());
            match expression.is_match(key) {
                Some(true) => schemas.push(schema),
                Some(false) => {}
                None => is_unknown = true,
            }
        }
        let mut is_forbidden = false;
        let is_evaluated = is_unknown || !schemas.is_empty() || rules.additional.is_some();
        match &rules.additional {
            _ if !schemas.is_empty() || is_unknown => {}
            Some(Additional::Schema(schema)) => schemas.push(schema),
            Some(Additional::Forbidden) => is_forbidden = true,
            Some(Additional::Allowed) | None => {}
        }
        if is_unknown {
            self.is_unknown();
        }
        for schema in schemas {
            if let Match::No(violation) = self.inner(*schema, value, key) {
                frame.found.push(violation);
            }
        }
        if is_evaluated {
            frame.unevaluated.keys.remove(key);
        }
        is_forbidden
    }

    fn additional(&self, frame: &mut Frame<'s, '_>, forbidden: &[(Rc<str>, Entry)]) {
        let Some((_, first)) = forbidden.first() else { return };
        let names = quote_all(forbidden.iter().map(|(key, _)| key));
        let words = format!("additional properties {names} not allowed");
        let is_known = first.key.is_somewhere();
        let trace = if is_known { first.key.clone() } else { frame.value.trace() };
        frame.found.push(self.violation(trace, words));
    }

    fn names(&mut self, frame: &mut Frame<'s, '_>, map: &Map, rules: &MapRules) {
        let Some(schema) = rules.names else { return };
        for (key, entry) in map.snapshot() {
            let name = Value::text(Rc::clone(&key), entry.key.clone());
            let causes = self.key(schema, &name);
            if !causes.is_empty() {
                let words = format!("invalid propertyName {}", quote(&key));
                let violation = self.violation(entry.key, words);
                frame.found.push(Violation { causes, ..violation });
            }
        }
    }

    fn dependencies(
        &mut self,
        frame: &mut Frame<'s, '_>,
        map: &Map,
        all: &[(Rc<str>, Dependency)],
    ) {
        for (key, dependency) in all {
            if map.get(key).is_none() {
                continue;
            }
            match dependency {
                Dependency::Schema(schema) => self.require(frame, *schema),
                Dependency::Keys(keys) => {
                    let missing = missing(map, keys);
                    if !missing.is_empty() {
                        let names = quote_all(&missing);
                        let exists = quote(key);
                        let words = format!("properties {names} required, if {exists} exists");
                        self.say(frame, words);
                    }
                }
            }
        }
    }
}

/// The keys that a map lacks.
fn missing<'k>(map: &Map, keys: &'k [Rc<str>]) -> Vec<&'k Rc<str>> {
    keys.iter().filter(|key| map.get(key).is_none()).collect()
}
