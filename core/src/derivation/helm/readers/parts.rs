//! Fields, items and the whole of what values may be.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::charts::GLOBAL;
use super::positions::Position;
use super::reach::Reach;
use super::walk::Walk;

impl Walk<'_> {
    /// A field of a value.
    pub(super) fn field(&mut self, of: &Reach, key: &str) -> Reach {
        let Some(parts) = of.parts() else { return Reach::default() };
        let mut found = parts.entries.get(key).cloned().unwrap_or_default().or(&parts.items);
        for number in &parts.charts {
            if let Some(chart) = self.charts.get(*number) {
                found = found.or(&chart.field(key));
            }
        }
        if !parts.values.is_empty() {
            let (values, others) = self.with_merged(&parts.values);
            let below: Vec<Position> = values.iter().flat_map(|at| self.keys(*at, key)).collect();
            found = found.or(&Reach::values(below));
            for other in &others {
                found = found.or(&self.field(other, key));
            }
        }
        if parts.is_dictionary || !parts.charts.is_empty() || !parts.values.is_empty() {
            if let Some(stored) = self.stored.get(key) {
                found = found.or(stored);
            }
        }
        if parts.is_dictionary && found.is_nothing() && self.is_open {
            found = Reach::computed();
        }
        if parts.is_computed {
            found = found.or(&of.only_computed());
        }
        found
    }

    /// Positions with those of what is merged there, and the other alternatives for what is merged.
    fn with_merged(&self, values: &BTreeSet<Position>) -> (BTreeSet<Position>, Vec<Reach>) {
        let (mut found, mut others) = (values.clone(), Vec::new());
        if self.merged.is_empty() {
            return (found, others);
        }
        let mut open: Vec<Position> = values.iter().copied().collect();
        while let Some(at) = open.pop() {
            let Some(merged) = self.merged.get(&at) else { continue };
            let Some(parts) = merged.parts() else { continue };
            open.extend(parts.values.iter().filter(|at| found.insert(**at)));
            others.push(Reach::of(parts.without_values()));
        }
        (found, others)
    }

    /// The positions of a key: values that charts share are also where other charts have them.
    fn keys(&mut self, at: Position, key: &str) -> Vec<Position> {
        let mut found = vec![self.positions.key(at, key)];
        if key == GLOBAL {
            let of = self.charts.iter().filter(|of| of.values == at);
            found.extend(of.flat_map(|of| of.globals.iter().copied()));
        }
        found
    }

    /// The keys of a value, and its items.
    pub(super) fn items(&mut self, of: &Reach) -> (Reach, Reach) {
        let Some(parts) = of.parts() else { return (Reach::default(), Reach::default()) };
        let mut found = Reach::any(parts.entries.values()).or(&parts.items);
        let mut keys =
            Reach::any(&parts.entries.keys().map(|key| Reach::word(key)).collect::<Vec<_>>());
        let is_all_known = parts.items.is_nothing()
            && parts.values.is_empty()
            && parts.charts.is_empty()
            && !parts.is_computed
            && (!parts.is_dictionary || (self.stored.is_empty() && !self.is_open));
        if !is_all_known || parts.entries.is_empty() {
            keys = keys.or(&Reach::computed());
        }
        if !parts.charts.is_empty() {
            self.read(of);
            found = found.or(&Reach::computed());
        }
        if !parts.values.is_empty() {
            let (values, others) = self.with_merged(&parts.values);
            let below: Vec<Position> = values.iter().map(|at| self.positions.any(*at)).collect();
            found = found.or(&Reach::values(below));
            for other in &others {
                found = found.or(&self.items(other).1);
            }
        }
        if parts.is_dictionary || !parts.values.is_empty() {
            found = found.or(&Reach::any(self.stored.values()));
        }
        if parts.is_computed {
            found = found.or(&of.only_computed());
        }
        (keys, found)
    }

    /// An entry or item of a value, by a key that is a value itself.
    pub(super) fn at(&mut self, of: &Reach, key: &Reach) -> Reach {
        let Some(parts) = key.parts() else { return Reach::default() };
        let words: Vec<Rc<str>> = parts.words.iter().cloned().collect();
        let is_open = parts.is_computed || !parts.values.is_empty() || parts.is_made;
        self.read(key);
        let mut found = Reach::default();
        for word in &words {
            found = found.or(&self.field(of, word));
            if word.bytes().all(|byte| byte.is_ascii_digit()) {
                found = found.or(&self.item(of));
            }
        }
        if is_open || words.is_empty() {
            found = found.or(&self.items(of).1);
        }
        found
    }

    /// An item of a list in values, or of a list whose items are not known one by one.
    fn item(&mut self, of: &Reach) -> Reach {
        let Some(parts) = of.parts() else { return Reach::default() };
        let lists = Reach::values(parts.values.iter().copied());
        if parts.values.is_empty() { parts.items.clone() } else { self.items(&lists).1 }
    }

    /// Everything in a value is read.
    // INVARIANT: no deeper than what `Reach` allows.
    pub(super) fn read(&mut self, value: &Reach) {
        let Some(parts) = value.parts() else { return };
        let charts = self.charts;
        let given = parts.charts.iter().filter_map(|number| charts.get(*number));
        let own = charts.iter().filter(|of| parts.values.contains(&of.values));
        parts.values.iter().for_each(|at| self.positions.whole(*at));
        for of in given.chain(own) {
            self.positions.whole(of.values);
            of.globals.iter().for_each(|global| self.positions.whole(*global));
        }
        self.is_stored_read |= parts.is_dictionary;
        parts.entries.values().for_each(|entry| self.read(entry));
        self.read(&parts.items);
    }

    /// What is computed from values, which are read with everything in them.
    pub(super) fn computed(&mut self, from: &[Reach]) -> Reach {
        for value in from {
            self.read(value);
        }
        Reach::any(from).only_computed()
    }

    /// Notes what is put into a dictionary. What is put there under a key that is not known is read with
    /// everything in it.
    pub(super) fn store(&mut self, key: Option<&str>, value: &Reach) {
        let Some(key) = key else {
            self.read(value);
            if !self.is_open {
                self.is_open = true;
                self.changed();
            }
            return;
        };
        let known = self.stored.get(key).cloned().unwrap_or_default();
        let both = known.or(value);
        if both != known {
            self.changed();
            self.stored.insert(key.into(), both);
        }
    }

    /// Notes what is merged into what is at a position.
    pub(super) fn merge_at(&mut self, at: Position, value: &Reach) {
        let known = self.merged.get(&at).cloned().unwrap_or_default();
        let both = known.or(value);
        if both != known {
            self.changed();
            self.merged.insert(at, both);
        }
    }
}
