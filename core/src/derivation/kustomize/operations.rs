//! JSON Patch, RFC 6902, as Kustomize applies it.
//!
//! Source: evanphx/json-patch, version 4. It replaces a missing key as if it were there, and counts
//! negative indices from the end.

use std::rc::Rc;

use super::fault::Cause;
use super::value::{Data, Text, Value};
use crate::tree::Passage;

/// One operation.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) op: Rc<str>,
    pub(super) path: Option<Rc<str>>,
    pub(super) from: Option<Rc<str>>,
    pub(super) value: Option<Rc<Value>>,
    /// The place of the path from which it removes.
    pub(super) place: Passage,
}

/// The operations of a document.
///
/// # Errors
/// If it is not a list of mappings.
pub(super) fn operations(document: &Value) -> Result<Vec<Operation>, Cause> {
    if document.is_null() {
        return Ok(Vec::new());
    }
    let Some(items) = document.list() else { return Err("not a list of operations".into()) };
    let operation = |item: &Rc<Value>| {
        if item.map().is_none() {
            return Err(Cause::from("an operation is not a mapping"));
        }
        let text = |key| {
            let value = item.get(key).and_then(|value| value.scalar());
            value.map(|text| Rc::clone(&text.text))
        };
        Ok(Operation {
            op: text("op").unwrap_or_else(|| "unknown".into()),
            path: text("path"),
            from: text("from"),
            value: item.get("value").map(normal),
            place: item.get("from").or(item.get("path")).unwrap_or(item).lineage.from,
        })
    };
    items.iter().map(operation).collect()
}

/// The value in the form that JSON has.
// INVARIANT: values are no deeper than `DEPTH` and what transformers add.
pub(super) fn normal(value: &Rc<Value>) -> Rc<Value> {
    let data = match &value.data {
        Data::Scalar(text) => Data::Scalar(text.normal()),
        Data::List(items) => Data::List(items.iter().map(normal).collect()),
        Data::Map(entries) => {
            Data::Map(entries.iter().map(|(key, value)| (Rc::clone(key), normal(value))).collect())
        }
    };
    Value::new(value.lineage.clone(), data)
}

/// Applies operations to an object.
///
/// # Errors
/// If one of them does not apply.
pub(super) fn apply(root: &Rc<Value>, operations: &[Operation]) -> Result<Rc<Value>, Cause> {
    let mut root = normal(root);
    for operation in operations {
        one(&mut root, operation)?;
    }
    Ok(root)
}

fn one(root: &mut Rc<Value>, operation: &Operation) -> Result<(), Cause> {
    let path = || operation.path.as_deref().ok_or("operation missing path field");
    let value = || {
        let null =
            || Value::new(root_lineage(operation), Data::Scalar(Text::plain("null").normal()));
        operation.value.clone().unwrap_or_else(null)
    };
    match &*operation.op {
        "add" => add(root, path()?, value(), "add"),
        "replace" if path()?.is_empty() => {
            let value = value();
            if value.scalar().is_some() {
                return Err("replace operation value must be object or array".into());
            }
            *root = value;
            Ok(())
        }
        "replace" => replace(root, path()?, value()),
        "remove" => remove(root, path()?, operation.place).map(|_| ()),
        "test" => test(root, path()?, operation.value.as_ref()),
        "move" => {
            let from = operation.from.as_deref().ok_or("operation, missing from field")?;
            let value = remove(root, from, operation.place)?;
            add(root, path()?, value, "move")
        }
        "copy" => {
            let from = operation.from.as_deref().ok_or("operation, missing from field")?;
            let value = get(root, from)?.ok_or_else(|| missing("copy", from))?;
            add(root, path()?, value, "copy")
        }
        other => Err(format!("Unexpected kind: {other}").into()),
    }
}

fn root_lineage(operation: &Operation) -> crate::tree::Lineage {
    operation.value.as_ref().map(|value| value.lineage.clone()).unwrap_or_default()
}

fn missing(operation: &str, path: &str) -> Cause {
    format!("{operation} operation does not apply: doc is missing path: \"{path}\"").into()
}

/// The steps to the parent of a path, and the last one.
fn steps(path: &str) -> Option<(Vec<String>, String)> {
    let mut steps: Vec<String> =
        path.split('/').skip(1).map(|step| step.replace("~1", "/").replace("~0", "~")).collect();
    let last = steps.pop()?;
    Some((steps, last))
}

fn index(step: &str, length: usize) -> Result<usize, Cause> {
    let invalid = || Cause::from(format!("Unable to access invalid index: {step}"));
    let number: i64 = step.parse().map_err(|_| invalid())?;
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let number = if number < 0 { number + length } else { number };
    usize::try_from(number).map_err(|_| invalid())
}

fn child<'v>(value: &'v mut Rc<Value>, step: &str) -> Option<&'v mut Rc<Value>> {
    match &mut Rc::make_mut(value).data {
        Data::Map(entries) => Some(&mut entries.iter_mut().find(|(key, _)| &*key.text == step)?.1),
        Data::List(items) => {
            let at = index(step, items.len()).ok()?;
            items.get_mut(at)
        }
        Data::Scalar(_) => None,
    }
}

/// The collection that a path ends in, and the last step.
fn parent<'v>(
    root: &'v mut Rc<Value>,
    path: &str,
    operation: &str,
) -> Result<(&'v mut Value, String), Cause> {
    let (above, last) = steps(path).ok_or_else(|| missing(operation, path))?;
    let mut here = root;
    for step in &above {
        here = child(here, step).ok_or_else(|| missing(operation, path))?;
    }
    if here.scalar().is_some() {
        return Err(missing(operation, path));
    }
    Ok((Rc::make_mut(here), last))
}

fn add(root: &mut Rc<Value>, path: &str, value: Rc<Value>, operation: &str) -> Result<(), Cause> {
    let (parent, last) = parent(root, path, operation)?;
    match &mut parent.data {
        Data::List(items) if last == "-" => items.push(value),
        Data::List(items) => {
            let at = index(&last, items.len() + 1)?;
            if at > items.len() {
                return Err(format!("error in {operation} for path: '{path}': Unable to access invalid index: {last}").into());
            }
            items.insert(at, value);
        }
        Data::Map(_) => parent.set(&last, value),
        Data::Scalar(_) => {}
    }
    Ok(())
}

fn replace(root: &mut Rc<Value>, path: &str, value: Rc<Value>) -> Result<(), Cause> {
    let (parent, last) = parent(root, path, "replace")?;
    match &mut parent.data {
        Data::List(items) => {
            let at = index(&last, items.len())?;
            let missing =
                || format!("replace operation does not apply: doc is missing key: {path}");
            *items.get_mut(at).ok_or_else(missing)? = value;
        }
        _ => parent.set(&last, value),
    }
    Ok(())
}

fn remove(root: &mut Rc<Value>, path: &str, by: Passage) -> Result<Rc<Value>, Cause> {
    let (parent, last) = parent(root, path, "remove")?;
    if let Data::List(items) = &mut parent.data {
        let at = index(&last, items.len())?;
        if at >= items.len() {
            return Err(format!(
                "error in remove for path: '{path}': Unable to access invalid index: {last}"
            )
            .into());
        }
        return Ok(items.remove(at));
    }
    let gone =
        || format!("error in remove for path: '{path}': Unable to remove nonexistent key: {last}");
    let value = parent.remove(&last).ok_or_else(gone)?;
    parent.lineage.remove(&last.into(), by, value.lineage.from);
    Ok(value)
}

fn get(root: &mut Rc<Value>, path: &str) -> Result<Option<Rc<Value>>, Cause> {
    let (above, last) = steps(path).ok_or_else(|| missing("test", path))?;
    let mut here = root;
    for step in &above {
        here = child(here, step).ok_or_else(|| missing("test", path))?;
    }
    if here.scalar().is_some() {
        return Err(missing("test", path));
    }
    Ok(child(here, &last).map(|value| Rc::clone(value)))
}

fn test(root: &mut Rc<Value>, path: &str, expected: Option<&Rc<Value>>) -> Result<(), Cause> {
    let found = if path.is_empty() { Some(Rc::clone(root)) } else { get(root, path)? };
    let found = found.filter(|value| !value.is_null());
    let is_equal = match (found, expected.filter(|value| !value.is_null())) {
        (None, None) => true,
        (Some(found), Some(expected)) => equal(&found, expected),
        _ => false,
    };
    if is_equal { Ok(()) } else { Err(format!("testing value {path} failed").into()) }
}

// INVARIANT: as for `normal`.
fn equal(one: &Value, other: &Value) -> bool {
    match (&one.data, &other.data) {
        (Data::Scalar(one), Data::Scalar(other)) => one.value() == other.value(),
        (Data::List(one), Data::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Data::Map(entries), Data::Map(others)) => {
            entries.len() == others.len()
                && entries.iter().all(|(key, value)| {
                    other.get(&key.text).is_some_and(|other| equal(value, other))
                })
        }
        _ => false,
    }
}
