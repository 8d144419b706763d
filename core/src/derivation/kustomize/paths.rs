//! Paths with dots, as replacements and variables have them.

use std::rc::Rc;

use regex_lite::Regex;

use super::fault::Cause;
use super::fields::split;
use super::value::{Data, Tag, Text, Value};
use crate::tree::Lineage;

/// The steps of a path; separators in brackets are part of a step.
pub(super) fn smart_split(path: &str, separator: char) -> Vec<String> {
    let mut steps = Vec::new();
    let mut parts = split(path, separator).into_iter();
    while let Some(part) = parts.next() {
        if !part.starts_with('[') || part.ends_with(']') {
            steps.push(part);
            continue;
        }
        let mut joined = part;
        for next in parts.by_ref() {
            joined.push(separator);
            joined.push_str(&next);
            if next.ends_with(']') {
                break;
            }
        }
        let is_selector = joined.contains('=');
        steps.push(if is_selector { joined } else { joined.trim_matches(['[', ']']).to_owned() });
    }
    steps
}

/// `[key=value]`, where the key is empty for the value of an item itself.
fn selector(step: &str) -> Option<Result<(&str, &str), Cause>> {
    let inner = step.strip_prefix('[')?.strip_suffix(']')?;
    Some(inner.split_once('=').ok_or_else(|| {
        "list path element must contain fieldName=fieldValue for element to match".into()
    }))
}

fn wrong(expected: &str, value: &Value) -> Cause {
    format!("wrong node kind: expected {expected} but got {}", value.kind()).into()
}

/// The items of a list; none for a null.
fn items(value: &Rc<Value>) -> Result<&[Rc<Value>], Cause> {
    match value.list() {
        Some(items) => Ok(items),
        None if value.is_null() => Ok(&[]),
        None => Err(wrong("SequenceNode", value)),
    }
}

/// The value at a path.
///
/// # Errors
/// If the path leads through a value of another kind.
pub(super) fn look_up(value: &Rc<Value>, path: &[String]) -> Result<Option<Rc<Value>>, Cause> {
    let mut here = Rc::clone(value);
    for step in path.iter().map(|step| step.trim()).filter(|step| !step.is_empty()) {
        let next = match (step.parse::<usize>(), selector(step)) {
            (Ok(at), _) => items(&here)?.get(at).cloned(),
            (_, Some(pair)) => {
                let (key, value) = pair?;
                let fits = |item: &&Rc<Value>| {
                    let own = if key.is_empty() { Some(*item) } else { item.get(key) };
                    own.is_some_and(|own| own.text() == value)
                };
                items(&here)?.iter().find(fits).cloned()
            }
            _ if step == "-" => items(&here)?.last().cloned(),
            _ if step == "*" => return Err("wildcard is not supported in PathGetter".into()),
            _ if here.is_null() => None,
            _ if here.map().is_none() => return Err(wrong("MappingNode", &here)),
            _ => here.get(step).cloned(),
        };
        match next {
            Some(next) => here = next,
            None => return Ok(None),
        }
    }
    Ok(Some(here))
}

/// The kind of a value that is created.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum New {
    Scalar,
    List,
    Map,
}

impl New {
    pub(super) fn of(value: &Value) -> Self {
        match value.data {
            Data::Scalar(_) => Self::Scalar,
            Data::List(_) => Self::List,
            Data::Map(_) => Self::Map,
        }
    }

    fn value(self, lineage: &Lineage) -> Rc<Value> {
        let data = match self {
            Self::Scalar => Data::Scalar(Text { tag: Tag::Unset, ..Text::plain("") }),
            Self::List => Data::List(Vec::new()),
            Self::Map => Data::Map(Vec::new()),
        };
        Value::new(lineage.clone(), data)
    }
}

/// Changes a value.
pub(super) type Change<'c> = &'c mut dyn FnMut(&Rc<Value>) -> Result<Rc<Value>, Cause>;

/// Changes every value that fits a path.
pub(super) struct Changes<'c> {
    /// The kind of value to create where the path leads nowhere, and its lineage.
    pub(super) create: Option<(New, Lineage)>,
    /// How many values were changed.
    pub(super) count: usize,
    /// Changes one.
    pub(super) set: Change<'c>,
}

impl Changes<'_> {
    /// The value with the changes.
    ///
    /// # Errors
    /// If the path leads through a value of another kind, or a value cannot be changed.
    // INVARIANT: no deeper than the path is long.
    pub(super) fn apply(&mut self, value: &Rc<Value>, path: &[String]) -> Result<Rc<Value>, Cause> {
        let Some((step, rest)) = path.split_first() else {
            self.count += 1;
            return (self.set)(value);
        };
        if let Ok(at) = step.parse::<usize>() {
            return self.item(value, at, rest);
        }
        if let Some(pair) = selector(step) {
            let (key, pattern) = pair?;
            return self.matching(value, key, pattern, rest);
        }
        if step == "*" {
            let new = items(value)?.iter().map(|item| self.apply(item, rest));
            let new = new.collect::<Result<Vec<_>, _>>()?;
            return Ok(Value::new(value.lineage.clone(), Data::List(new)));
        }
        if value.map().is_none() && !value.is_null() {
            return Err(wrong("MappingNode", value));
        }
        let known = match (value.get(step), &self.create) {
            (Some(known), _) => Rc::clone(known),
            (None, Some(_)) => self.new_value(rest),
            (None, None) => return Ok(Rc::clone(value)),
        };
        let new = self.apply(&known, rest)?;
        let mut value = Rc::clone(value);
        Rc::make_mut(&mut value).set(step, new);
        Ok(value)
    }

    /// What is created for the rest of a path.
    fn new_value(&self, rest: &[String]) -> Rc<Value> {
        let (kind, lineage) = self.create.clone().unwrap_or((New::Map, Lineage::default()));
        let kind = match rest.first() {
            None => kind,
            Some(next) if next.parse::<usize>().is_ok() || selector(next).is_some() => New::List,
            Some(_) => New::Map,
        };
        kind.value(&lineage)
    }

    fn item(&mut self, value: &Rc<Value>, at: usize, rest: &[String]) -> Result<Rc<Value>, Cause> {
        let mut all = items(value)?.to_vec();
        if all.len() == at && self.create.is_some() {
            all.push(self.new_value(rest));
        }
        let count = all.len();
        let Some(item) = all.get_mut(at) else {
            return Err(format!("index {at} specified but only {count} elements found").into());
        };
        *item = self.apply(item, rest)?;
        Ok(Value::new(value.lineage.clone(), Data::List(all)))
    }

    fn matching(
        &mut self,
        value: &Rc<Value>,
        key: &str,
        pattern: &str,
        rest: &[String],
    ) -> Result<Rc<Value>, Cause> {
        let regex = Regex::new(pattern)
            .map_err(|_| Cause::from(format!("{pattern} is not a regular expression")))?;
        let before = self.count;
        let mut all = items(value)?.to_vec();
        for item in &mut all {
            if key.is_empty() {
                if item.scalar().is_some_and(|text| regex.is_match(&text.text)) {
                    self.count += 1;
                    *item = (self.set)(item)?;
                }
                continue;
            }
            let own = item.get(key).and_then(|own| own.scalar());
            if own.is_some_and(|own| regex.is_match(&own.text)) {
                *item = self.apply(item, rest)?;
            }
        }
        if let (true, Some((_, lineage))) = (self.count == before, self.create.clone()) {
            let text = Value::new(lineage.clone(), Data::Scalar(Text::plain(pattern)));
            let item = if key.is_empty() {
                text
            } else {
                let mut map = Value::empty_map(lineage);
                Rc::make_mut(&mut map).set(key, text);
                map
            };
            all.push(if key.is_empty() { (self.set)(&item)? } else { self.apply(&item, rest)? });
            self.count += usize::from(key.is_empty());
        }
        Ok(Value::new(value.lineage.clone(), Data::List(all)))
    }
}
