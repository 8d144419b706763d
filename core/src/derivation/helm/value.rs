//! The values of templates.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::object::{Content, Object};
use super::origin::{Reads, Trace};
use super::text::Text;

/// Maximum nesting of what is copied.
const DEPTH: u32 = 100;

/// Maximum number of values that are copied at once: a list may contain another one many times.
const COPIES: u32 = 1_000_000;

/// A value.
#[derive(Clone, Debug)]
pub(super) enum Value {
    /// `nil`, and what is not there.
    Nil(Trace),
    /// A boolean.
    Bool(bool, Trace),
    /// A number.
    Number(Number, Trace),
    /// A string.
    Text(Text),
    /// A list.
    List(List),
    /// A map with strings as keys.
    Map(Map),
    /// A struct of Go, with fields and methods.
    Object(Rc<Object>),
}

/// A number of one of the types that occur in templates.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Number {
    /// `int`: constants, lengths.
    Int(i64),
    /// `int64`: the results of arithmetic.
    Int64(i64),
    /// `float64`: all numbers in values.
    Float(f64),
    /// `uint8`: bytes.
    Byte(u8),
    /// `uint64`: the parts of a version.
    Unsigned64(u64),
}

/// The type of the items of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Element {
    /// `[]interface {}`.
    Any,
    /// `[]string`.
    Text,
    /// `[]int`.
    Int,
    /// `[]uint8`.
    Byte,
    /// `[][]interface {}`.
    List,
}

/// A list. Functions never change one.
#[derive(Clone, Debug)]
pub(super) struct List {
    /// The items.
    pub(super) items: Rc<[Value]>,
    /// Their type.
    pub(super) element: Element,
    /// Whether it is the nil list of Go: `null` in JSON, without items everywhere else.
    pub(super) is_nil: bool,
    /// The origin of the list itself.
    pub(super) trace: Trace,
}

/// A map, shared by all that refer to it: `set` changes it for all of them.
#[derive(Clone, Debug)]
pub(super) struct Map {
    /// The entries, sorted by key.
    pub(super) entries: Rc<RefCell<BTreeMap<Rc<str>, Entry>>>,
    /// Its type.
    pub(super) kind: MapKind,
    /// Whether it is the nil map of Go: `null` in JSON, and it cannot be changed.
    pub(super) is_nil: bool,
    /// The origin of the map itself.
    pub(super) trace: Trace,
}

/// The type of a map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum MapKind {
    /// `map[string]interface {}`.
    Any,
    /// `map[string]string`.
    Text,
    /// `chartutil.Values`.
    Values,
}

/// An entry of a map.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// The origin of the key.
    pub(super) key: Trace,
    /// The value.
    pub(super) value: Value,
}

impl Value {
    /// A string.
    pub(super) fn text(text: impl Into<Rc<str>>, trace: Trace) -> Self {
        Self::Text(Text::new(text, trace))
    }

    /// A number of type `int`.
    pub(super) fn int(number: i64, trace: Trace) -> Self {
        Self::Number(Number::Int(number), trace)
    }

    /// A list of values of any type.
    pub(super) fn list(items: impl Into<Rc<[Self]>>, trace: Trace) -> Self {
        Self::List(List::new(items, Element::Any, trace))
    }

    /// A list of strings.
    pub(super) fn texts(items: impl IntoIterator<Item = Text>, trace: Trace) -> Self {
        let items: Vec<Self> = items.into_iter().map(Self::Text).collect();
        Self::List(List::new(items, Element::Text, trace))
    }

    /// The content of a file, as bytes.
    pub(super) fn bytes(content: Text) -> Self {
        let (trace, content) = (content.trace(), Content::Bytes(content));
        Self::Object(Rc::new(Object { type_name: "[]uint8", trace, content }))
    }

    /// The origin of the value itself, without what is in it.
    pub(super) fn trace(&self) -> Trace {
        match self {
            Self::Nil(trace) | Self::Bool(_, trace) | Self::Number(_, trace) => trace.clone(),
            Self::Text(text) => text.trace(),
            Self::List(list) => list.trace.clone(),
            Self::Map(map) => map.trace.clone(),
            Self::Object(object) => object.trace.clone(),
        }
    }

    /// Whether the value itself, or some of a text, is not known before the chart is installed.
    pub(super) fn is_open(&self) -> bool {
        match self {
            Self::Nil(trace) | Self::Bool(_, trace) | Self::Number(_, trace) => trace.is_open(),
            Self::Text(text) => text.is_open(),
            Self::List(list) => list.trace.is_open(),
            Self::Map(map) => map.trace.is_open(),
            Self::Object(object) => object.trace.is_open(),
        }
    }

    /// A copy that shares no map with this value; what is nested too deeply stays shared.
    pub(super) fn deep_copy(&self) -> Self {
        let mut left = COPIES;
        copied(self, 0, &mut left)
    }

    /// The same value with conditions for it.
    #[must_use]
    pub(super) fn under(self, conditions: &Reads) -> Self {
        if conditions.all().is_empty() {
            return self;
        }
        match self {
            Self::Nil(trace) => Self::Nil(trace.under(conditions)),
            Self::Bool(value, trace) => Self::Bool(value, trace.under(conditions)),
            Self::Number(value, trace) => Self::Number(value, trace.under(conditions)),
            Self::Text(text) => Self::Text(text.under(conditions)),
            Self::List(list) => Self::List(List { trace: list.trace.under(conditions), ..list }),
            Self::Map(map) => Self::Map(Map { trace: map.trace.under(conditions), ..map }),
            object @ Self::Object(_) => object,
        }
    }

    /// The same value, chosen because of others.
    #[must_use]
    pub(super) fn because_of<'v>(self, others: impl IntoIterator<Item = &'v Self>) -> Self {
        let mut conditions = Reads::default();
        for other in others {
            conditions = conditions.because_of(&other.trace());
        }
        self.under(&conditions)
    }
}

impl List {
    /// A list of items of a type.
    pub(super) fn new(items: impl Into<Rc<[Value]>>, element: Element, trace: Trace) -> Self {
        Self { items: items.into(), element, is_nil: false, trace }
    }

    /// The nil list of Go.
    pub(super) fn nil(element: Element, trace: Trace) -> Self {
        Self { is_nil: true, ..Self::new([], element, trace) }
    }
}

impl Map {
    /// A map of entries.
    pub(super) fn new(entries: BTreeMap<Rc<str>, Entry>, trace: Trace) -> Self {
        let entries = Rc::new(RefCell::new(entries));
        Self { entries, kind: MapKind::Any, is_nil: false, trace }
    }

    /// A copy that shares nothing with this map; what is nested too deeply stays shared.
    pub(super) fn deep_copy(&self) -> Self {
        let mut left = COPIES;
        self.copied(0, &mut left)
    }

    // INVARIANT: no deeper than `DEPTH`.
    fn copied(&self, depth: u32, left: &mut u32) -> Self {
        if depth > DEPTH || *left == 0 {
            return self.clone();
        }
        let entries = self.entries.borrow();
        let entries = entries.iter().map(|(key, entry)| {
            *left = left.saturating_sub(1);
            let value = copied(&entry.value, depth + 1, left);
            (Rc::clone(key), Entry { key: entry.key.clone(), value })
        });
        Self { entries: Rc::new(RefCell::new(entries.collect())), ..self.clone() }
    }

    /// The value under a key.
    pub(super) fn get(&self, key: &str) -> Option<Value> {
        self.entries.borrow().get(key).map(|entry| entry.value.clone())
    }

    /// Sets the value under a key; a new key has the origin `trace`.
    pub(super) fn set(&self, key: &str, trace: Trace, value: Value) {
        // INVARIANT: nothing borrows entries while it evaluates.
        let Ok(mut entries) = self.entries.try_borrow_mut() else { return };
        if let Some(entry) = entries.get_mut(key) {
            entry.value = value;
        } else {
            entries.insert(key.into(), Entry { key: trace, value });
        }
    }

    /// Removes a key.
    pub(super) fn remove(&self, key: &str) {
        if let Ok(mut entries) = self.entries.try_borrow_mut() {
            entries.remove(key);
        }
    }

    /// A copy of the keys and values, sorted by key. Values that are maps stay shared.
    pub(super) fn snapshot(&self) -> Vec<(Rc<str>, Entry)> {
        let entries = self.entries.borrow();
        entries.iter().map(|(key, entry)| (Rc::clone(key), entry.clone())).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.borrow().len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A copy of a value that shares no map with it.
// INVARIANT: as for `Map::copied`.
fn copied(value: &Value, depth: u32, left: &mut u32) -> Value {
    match value {
        Value::Map(map) => Value::Map(map.copied(depth, left)),
        Value::List(list) if depth <= DEPTH && *left > 0 => {
            *left = left.saturating_sub(1);
            let items = list.items.iter().map(|item| copied(item, depth + 1, left)).collect();
            Value::List(List { items, ..list.clone() })
        }
        value => value.clone(),
    }
}

impl Number {
    /// The name of its type in Go.
    pub(super) fn type_name(self) -> &'static str {
        match self {
            Self::Int(_) => "int",
            Self::Int64(_) => "int64",
            Self::Float(_) => "float64",
            Self::Byte(_) => "uint8",
            Self::Unsigned64(_) => "uint64",
        }
    }

    /// As an integer, if it is of an integer type and not too large.
    pub(super) fn integer(self) -> Option<i64> {
        match self {
            Self::Int(value) | Self::Int64(value) => Some(value),
            Self::Byte(value) => Some(value.into()),
            Self::Unsigned64(value) => i64::try_from(value).ok(),
            Self::Float(_) => None,
        }
    }
}
