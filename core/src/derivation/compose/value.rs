//! The content of a Compose file during merging: mutable values with their lineage.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::rc::Rc;

use crate::tree::{Contributor, Lineage, Made, Passage, Piece};

/// A value with its lineage.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) lineage: Lineage,
    /// Whether it is not known, or whether the mapping may contain further entries.
    pub(super) open: bool,
    pub(super) data: Data,
}

/// The data of a value.
#[derive(Clone, Debug)]
pub(super) enum Data {
    Null,
    Bool(bool),
    /// Wide enough for every number that YAML reads as an integer.
    Integer(i128),
    Float(f64),
    Text(String),
    List(Vec<Value>),
    Map(Map),
}

/// Keys and values in the order in which they were first written.
#[derive(Clone, Debug, Default)]
pub(super) struct Map {
    entries: Vec<Entry>,
    /// The index of each key, once there are many.
    index: HashMap<Rc<str>, usize>,
    /// Whether it was written as a list of `KEY=value`, or became one by merging.
    pub(super) from_list: bool,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: Rc<str>,
    pub(super) key_lineage: Lineage,
    pub(super) value: Value,
}

/// The number of keys up to which a linear search is used.
const FEW: usize = 16;

impl Map {
    /// An empty mapping that represents a list.
    pub(super) fn of_list() -> Self {
        Self { from_list: true, ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Entry> {
        self.entries.iter_mut()
    }

    pub(super) fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    fn position(&self, key: &str) -> Option<usize> {
        if self.entries.len() > FEW {
            return self.index.get(key).copied();
        }
        self.entries.iter().position(|entry| &*entry.key == key)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.entries.get(self.position(key)?).map(|entry| &entry.value)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        let position = self.position(key)?;
        self.entries.get_mut(position).map(|entry| &mut entry.value)
    }

    /// The string under a key, if it is one.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Value::text)
    }

    /// Sets a key; an existing key keeps its position and gets the new value.
    pub(super) fn insert(&mut self, entry: Entry) {
        if let Some(position) = self.position(&entry.key) {
            if let Some(known) = self.entries.get_mut(position) {
                known.value = entry.value;
            }
            return;
        }
        self.entries.push(entry);
        if self.entries.len() == FEW + 1 {
            self.reindex();
        } else if let Some((at, last)) = self.entries.iter().enumerate().next_back() {
            if at > FEW {
                self.index.insert(Rc::clone(&last.key), at);
            }
        }
    }

    /// Sets a key that is not written anywhere.
    pub(super) fn set(&mut self, key: &str, value: Value) {
        let key_lineage = Lineage::implied(value.from());
        self.insert(Entry { key: key.into(), key_lineage, value });
    }

    /// Sets a key that is not present.
    pub(super) fn set_default(&mut self, key: &str, value: Value) {
        if self.get(key).is_none() {
            self.set(key, value);
        }
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<Entry> {
        let position = self.position(key)?;
        let entry = self.entries.remove(position);
        self.reindex();
        Some(entry)
    }

    pub(super) fn retain(&mut self, keep: impl FnMut(&mut Entry) -> bool) {
        self.entries.retain_mut(keep);
        self.reindex();
    }

    fn reindex(&mut self) {
        self.index.clear();
        if self.entries.len() > FEW {
            let keys = self.entries.iter().enumerate();
            self.index.extend(keys.map(|(at, entry)| (Rc::clone(&entry.key), at)));
        }
    }
}

impl Value {
    pub(super) fn new(lineage: impl Into<Lineage>, data: Data) -> Self {
        Self { lineage: lineage.into(), open: false, data }
    }

    /// A value that is not written anywhere: a default at this passage.
    pub(super) fn implied(from: Passage, data: Data) -> Self {
        Self::new(Lineage::implied(from), data)
    }

    /// A string that is not written anywhere.
    pub(super) fn implied_text(from: Passage, text: &str) -> Self {
        Self::implied(from, Data::Text(text.to_owned()))
    }

    pub(super) fn empty_map(from: Passage) -> Self {
        Self::new(from, Data::Map(Map::default()))
    }

    /// Other data with the same lineage.
    pub(super) fn instead(&self, data: Data) -> Self {
        Self::new(self.lineage.clone(), data)
    }

    /// Other text with the same lineage.
    pub(super) fn rewritten(&self, text: String) -> Self {
        let lineage = self.lineage.clone().rewritten(text.len());
        Self { lineage, open: self.open, data: Data::Text(text) }
    }

    /// The passage of the value as a whole.
    pub(super) fn from(&self) -> Passage {
        self.lineage.from
    }

    /// Adds a contributor to the value and everything in it.
    // INVARIANT: as for `identify`.
    pub(super) fn contribute(&mut self, contributor: Contributor) {
        self.lineage.add(contributor);
        match &mut self.data {
            Data::List(items) => items.iter_mut().for_each(|item| item.contribute(contributor)),
            Data::Map(map) => {
                map.iter_mut().for_each(|entry| entry.value.contribute(contributor));
            }
            _ => {}
        }
    }

    pub(super) fn map(&self) -> Option<&Map> {
        if let Data::Map(map) = &self.data { Some(map) } else { None }
    }

    pub(super) fn map_mut(&mut self) -> Option<&mut Map> {
        if let Data::Map(map) = &mut self.data { Some(map) } else { None }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        if let Data::List(items) = &self.data { Some(items) } else { None }
    }

    pub(super) fn list_mut(&mut self) -> Option<&mut Vec<Self>> {
        if let Data::List(items) = &mut self.data { Some(items) } else { None }
    }

    pub(super) fn text(&self) -> Option<&str> {
        if let Data::Text(text) = &self.data { Some(text) } else { None }
    }

    pub(super) fn is_null(&self) -> bool {
        matches!(self.data, Data::Null)
    }

    /// A scalar as the reference writes it where a string is needed; `None` for a null or a
    /// collection.
    pub(super) fn shown(&self) -> Option<String> {
        match &self.data {
            Data::Bool(value) => Some(value.to_string()),
            Data::Integer(value) => Some(value.to_string()),
            Data::Float(value) => Some(number(*value)),
            Data::Text(text) => Some(text.clone()),
            Data::Null | Data::List(_) | Data::Map(_) => None,
        }
    }

    /// The same scalar as a string.
    pub(super) fn into_text(mut self) -> Self {
        let shown = match &self.data {
            Data::Text(_) => return self,
            _ => self.shown(),
        };
        if let Some(text) = shown {
            self.lineage = self.lineage.rewritten(text.len());
            self.data = Data::Text(text);
        }
        self
    }

    /// The text with every unknown byte replaced by [`UNKNOWN`], so that the known parts can be
    /// parsed.
    pub(super) fn masked(&self) -> String {
        let Data::Text(text) = &self.data else { return String::new() };
        let mut masked = String::with_capacity(text.len());
        let made = if self.open { Made::Open } else { Made::Copied };
        let whole = Piece::new((0, small(text.len())), self.from(), made);
        let pieces = self.lineage.pieces.as_slice();
        for piece in if pieces.is_empty() { std::slice::from_ref(&whole) } else { pieces } {
            let range = piece.to.0 as usize..piece.to.1 as usize;
            if piece.made == Made::Open {
                masked.extend(std::iter::repeat_n(UNKNOWN, range.len()));
            } else {
                masked.push_str(text.get(range).unwrap_or_default());
            }
        }
        masked
    }

    /// A part of a text as a separate text, with the lineage of that part.
    pub(super) fn part(&self, range: Range<usize>) -> Self {
        let Data::Text(text) = &self.data else { return self.clone() };
        let lineage = self.lineage.part(&range, text.len());
        let open = if self.lineage.pieces.is_empty() { self.open } else { lineage.is_open() };
        let part = text.get(range).unwrap_or_default().to_owned();
        Self { lineage, open, data: Data::Text(part) }
    }

    /// The weight of the value in the size limit of a project.
    // INVARIANT: as for `identify`.
    pub(super) fn weight(&self) -> u64 {
        match &self.data {
            Data::Text(text) => weight(text.len()),
            Data::List(items) => items.iter().map(Self::weight).sum::<u64>() + 1,
            Data::Map(map) => map.iter().map(|entry| entry.value.weight() + 1).sum::<u64>() + 1,
            _ => 1,
        }
    }

    /// A string that is equal for two values if and only if they are equal.
    pub(super) fn identity(&self) -> String {
        let mut identity = String::new();
        self.identify(&mut identity);
        identity
    }

    // INVARIANT: values are never deeper than `read::DEPTH` and what short forms add.
    fn identify(&self, into: &mut String) {
        match &self.data {
            Data::Null => into.push('~'),
            Data::Bool(value) => into.push(if *value { 't' } else { 'f' }),
            Data::Integer(value) => {
                let _ = write!(into, "{value};");
            }
            Data::Float(value) => {
                let _ = write!(into, "{value:?};");
            }
            Data::Text(text) => {
                let _ = write!(into, "{text:?}");
            }
            Data::List(items) => {
                into.push('[');
                for item in items {
                    item.identify(into);
                }
                into.push(']');
            }
            Data::Map(map) => {
                let mut entries: Vec<&Entry> = map.iter().collect();
                entries.sort_by(|left, right| left.key.cmp(&right.key));
                into.push('{');
                for entry in entries {
                    let _ = write!(into, "{:?}:", entry.key);
                    entry.value.identify(into);
                }
                into.push('}');
            }
        }
    }
}

/// The weight of a text in the size limit of a project.
pub(super) fn weight(bytes: usize) -> u64 {
    1 + bytes as u64 / 16
}

/// Replaces each unknown byte of a text.
pub(super) const UNKNOWN: char = '\u{1}';

/// Appends the items that are not present yet.
pub(super) fn append_new(items: &mut Vec<Value>, more: Vec<Value>) {
    let mut known: HashSet<String> = items.iter().map(Value::identity).collect();
    for item in more {
        if known.insert(item.identity()) {
            items.push(item);
        }
    }
}

/// A number as Go formats it with `%v`.
pub(super) fn number(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..21).contains(&exponent) {
        return value.to_string();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
