//! Lists that a patch merges item by item.
//!
//! Source: the file `associative_sequence.go` of kyaml. It compares items in steps that seem
//! roundabout; where items lack a key, the result depends on them.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::fault::Cause;
use super::kinds::Shape;
use super::merge::{untyped, walk};
use super::value::{Data, Value};

/// The values of the keys of an item.
type Values = Vec<Rc<str>>;

/// Merges the items of a patch over those of an object, by keys; without keys, they are scalars.
///
/// # Errors
/// As for `merge`, and if an item is no mapping although there are keys.
pub(super) fn merge_lists(
    own: &Rc<Value>,
    patch: Option<&Rc<Value>>,
    keys: &[&'static str],
    shape: Shape,
) -> Result<Option<Rc<Value>>, Cause> {
    let items = own.list().unwrap_or_default();
    let patched = patch.and_then(|patch| patch.list()).unwrap_or_default();
    if let ([key], true) = (keys, keys.len() == 1) {
        let has_key = |item: &Rc<Value>| {
            item.get(key).is_some_and(|value| !value.is_nothing() && !value.text().is_empty())
        };
        if items.iter().chain(patched).all(has_key) {
            return merge_by_key(own, patched, key, shape);
        }
    }
    let is_scalars = keys.is_empty();
    let keys: &[&str] = if is_scalars { &[""] } else { keys };
    let mut all = values(patched.iter().chain(items), keys, is_scalars);
    if keys.len() > 1 {
        complete(&mut all);
    }
    let mut kept: Vec<Rc<Value>> = items.to_vec();
    let mut merged: Vec<Rc<Value>> = Vec::new();
    let mut used: Vec<&str> = keys.to_vec();
    for values in &all {
        let (keys, values) = usable(&all, values, keys);
        used.clone_from(&keys);
        let (own_keys, own_values) = usable(std::slice::from_ref(&values), &values, &keys);
        let at = find(&kept, &own_keys, &own_values);
        let over = find(patched, &own_keys, &own_values).and_then(|at| patched.get(at));
        let result = walk(at.and_then(|at| kept.get(at)), over, shape)?;
        let value = result.value.filter(|value| !is_gone(value));
        let Some(mut value) = value else {
            set(&mut kept, None, &keys, &values)?;
            continue;
        };
        for (key, text) in keys.iter().zip(&values) {
            if !key.is_empty() && value.get(key).is_none() && !text.is_empty() {
                let lineage = value.lineage.clone();
                Rc::make_mut(&mut value).set(key, untyped(text, &lineage));
            }
        }
        if let (true, Some(known)) = (result.in_place, at.and_then(|at| kept.get_mut(at))) {
            *known = Rc::clone(&value);
        }
        set(&mut merged, Some(&value), &keys, &values)?;
    }
    if !all.is_empty() {
        append(&mut merged, &kept, &used)?;
        kept = merged;
    }
    Ok(Some(of_items(own, kept)))
}

/// The same for items that all have the only key, without comparing each with each.
fn merge_by_key(
    own: &Rc<Value>,
    patched: &[Rc<Value>],
    key: &str,
    shape: Shape,
) -> Result<Option<Rc<Value>>, Cause> {
    let items = own.list().unwrap_or_default();
    let name = |item: &Rc<Value>| -> Rc<str> {
        item.get(key)
            .and_then(|value| value.scalar())
            .map_or_else(Rc::default, |text| Rc::clone(&text.text))
    };
    let mut first_own: HashMap<Rc<str>, &Rc<Value>> = HashMap::new();
    // The last one of equal items stays, with the changes of the patch if it is the first, too.
    let mut last_own: HashMap<Rc<str>, Rc<Value>> = HashMap::new();
    for item in items {
        first_own.entry(name(item)).or_insert(item);
        last_own.insert(name(item), Rc::clone(item));
    }
    let mut over: HashMap<Rc<str>, &Rc<Value>> = HashMap::new();
    for item in patched {
        over.entry(name(item)).or_insert(item);
    }
    let mut known: HashSet<Rc<str>> = HashSet::new();
    let mut merged = Vec::with_capacity(items.len());
    let names = patched.iter().chain(items).map(name);
    for name in names.filter(|name| known.insert(Rc::clone(name))) {
        let first = first_own.get(&name).copied();
        let result = walk(first, over.get(&name).copied(), shape)?;
        let Some(mut value) = result.value.filter(|value| !is_gone(value)) else { continue };
        if value.map().is_some() && value.get(key).is_none() {
            let lineage = value.lineage.clone();
            Rc::make_mut(&mut value).set(key, untyped(&name, &lineage));
        }
        let last = last_own.get(&name);
        let is_last = first.zip(last).is_some_and(|(first, last)| Rc::ptr_eq(first, last));
        match last {
            Some(_) if is_last && result.in_place => merged.push(value),
            Some(last) => merged.push(Rc::clone(last)),
            None => merged.push(value),
        }
    }
    Ok(Some(of_items(own, merged)))
}

/// A list with these items; the same list if they are its own.
fn of_items(list: &Rc<Value>, items: Vec<Rc<Value>>) -> Rc<Value> {
    let own = list.list().unwrap_or_default();
    let is_same =
        own.len() == items.len() && own.iter().zip(&items).all(|(own, item)| Rc::ptr_eq(own, item));
    if is_same { Rc::clone(list) } else { Value::new(list.lineage.clone(), Data::List(items)) }
}

fn is_gone(value: &Value) -> bool {
    value.is_null() || value.map().is_some_and(<[_]>::is_empty)
}

/// The different values of the keys of items, in order; empty where an item lacks one.
fn values<'v>(
    items: impl Iterator<Item = &'v Rc<Value>>,
    keys: &[&str],
    is_scalars: bool,
) -> Vec<Values> {
    let text =
        |value: &Value| value.scalar().map_or_else(Rc::default, |text| Rc::clone(&text.text));
    let of = |item: &Rc<Value>| -> Values {
        if is_scalars {
            return vec![text(item)];
        }
        let one = |key: &&str| item.get(key).filter(|value| !value.is_nothing());
        keys.iter().map(|key| one(key).map_or_else(Rc::default, |value| text(value))).collect()
    };
    let mut known = HashSet::new();
    items.map(of).filter(|values| known.insert(values.clone())).collect()
}

/// Completes values that agree in all keys that both have with those of the other.
fn complete(all: &mut [Values]) {
    for one in 0..all.len() {
        for other in 0..all.len() {
            let (Some(first), Some(second)) = (all.get(one), all.get(other)) else { continue };
            let Some(both) = agreed(first, second) else { continue };
            for at in [one, other] {
                all.get_mut(at).into_iter().for_each(|values| values.clone_from(&both));
            }
        }
    }
}

fn agreed(first: &Values, second: &Values) -> Option<Values> {
    let pairs = || first.iter().zip(second);
    let conflicts =
        pairs().any(|(one, other)| one != other && !one.is_empty() && !other.is_empty());
    let has_common = pairs().any(|(one, other)| one == other);
    let both = || pairs().map(|(one, other)| Rc::clone(if one.is_empty() { other } else { one }));
    (has_common && !conflicts).then(|| both().collect())
}

/// The keys that any of the values has, and the own values of these.
fn usable<'k>(all: &[Values], own: &Values, keys: &[&'k str]) -> (Vec<&'k str>, Values) {
    let is_used =
        |at: usize| all.iter().any(|values| values.get(at).is_some_and(|value| !value.is_empty()));
    if !(0..keys.len()).any(is_used) {
        return (keys.to_vec(), own.clone());
    }
    let used = || (0..keys.len()).filter(|at| is_used(*at));
    let keys = used().filter_map(|at| keys.get(at).copied()).collect();
    (keys, used().filter_map(|at| own.get(at).cloned()).collect())
}

/// The first item with values.
fn find(items: &[Rc<Value>], keys: &[&str], values: &Values) -> Option<usize> {
    let fits = |item: &Rc<Value>| match keys {
        [""] => values.first().is_some_and(|value| item.text() == &**value),
        _ => keys.iter().zip(values).all(|(key, value)| {
            item.get(key).is_some_and(|own| !item.is_null() && own.text() == &**value)
        }),
    };
    items.iter().position(fits)
}

/// Whether an item has a value under a key; an empty value is any.
fn has(item: &Rc<Value>, key: &str, value: &str) -> Result<bool, Cause> {
    let is_scalar = item.scalar().is_some();
    if key.is_empty() != is_scalar || (!is_scalar && item.map().is_none()) {
        let expected = if key.is_empty() { "ScalarNode" } else { "MappingNode" };
        let message = format!("wrong node kind: expected {expected} but got {}", item.kind());
        return Err(message.into());
    }
    if key.is_empty() {
        return Ok(item.text() == value);
    }
    Ok(item.get(key).is_some_and(|own| value.is_empty() || own.text() == value))
}

/// Puts an item in the place of those with values, or at the end; removes them without an item.
fn set(
    items: &mut Vec<Rc<Value>>,
    item: Option<&Rc<Value>>,
    keys: &[&str],
    values: &[Rc<str>],
) -> Result<(), Cause> {
    let is_of_mappings = keys.first().is_some_and(|key| !key.is_empty())
        && values.first().is_some_and(|value| !value.is_empty());
    let mut rest = Vec::with_capacity(items.len() + 1);
    let mut is_there = false;
    for known in std::mem::take(items) {
        if is_gone(&known) {
            continue;
        }
        if known.map().is_none() && is_of_mappings {
            rest.push(known);
            continue;
        }
        // A key without a value fits if the one before it does.
        let mut fits = false;
        for (at, key) in keys.iter().enumerate() {
            if let Some(value) = values.get(at) {
                fits = has(&known, key, value)?;
            }
            if !fits {
                break;
            }
        }
        match (fits, item) {
            (false, _) if values.is_empty() => {}
            (false, _) => rest.push(known),
            (true, None) => is_there = true,
            (true, Some(item)) => {
                is_there = true;
                rest.push(Rc::clone(item));
            }
        }
    }
    if let Some(item) = item.filter(|item| !item.is_null() && !is_there) {
        rest.push(Rc::clone(item));
    }
    *items = rest;
    Ok(())
}

/// Puts items in the place of those with the same values, or at the end.
fn append(items: &mut Vec<Rc<Value>>, more: &[Rc<Value>], keys: &[&str]) -> Result<(), Cause> {
    for item in more {
        if let [""] = keys {
            let text = item.scalar().map_or_else(Rc::default, |text| Rc::clone(&text.text));
            set(items, Some(item), keys, &[text])?;
            continue;
        }
        if item.map().is_none() && !item.is_null() {
            let message = format!("wrong node kind: expected MappingNode but got {}", item.kind());
            return Err(message.into());
        }
        let mut values = Vec::new();
        for key in keys {
            match item.get(key) {
                Some(value) => {
                    values.push(
                        value.scalar().map_or_else(Rc::default, |text| Rc::clone(&text.text)),
                    );
                }
                None => items.push(Rc::clone(item)),
            }
        }
        if keys.len() > 1 {
            set(items, None, keys, &values)?;
        }
        set(items, Some(item), keys, &values)?;
    }
    Ok(())
}
