//! Paths to fields of objects of a kind, and how they are followed.

use std::rc::Rc;

use super::fault::Cause;
use super::identity::Gvk;
use super::value::{Data, Tag, Text, Value};
use crate::tree::{Lineage, Passage};

/// The path to a field of objects of a kind. Lists on the way stand for each of their items.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct FieldSpec<'p> {
    /// The objects; an empty part is any.
    pub(super) gvk: Gvk<'p>,
    /// The keys, separated by `/`; `\/` is a slash in a key, and `[]` is behind one with a list.
    pub(super) path: &'p str,
    /// Whether the field is created where it is missing.
    pub(super) create: bool,
}

/// How a field is created where it is missing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Creation {
    pub(super) kind: New,
    /// What it is created because of.
    pub(super) from: Passage,
}

/// What a field is created as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum New {
    Scalar,
    Map,
}

/// Changes the value of a field; `None` if it stays as it is.
pub(super) type Set<'s> = &'s mut dyn FnMut(&Rc<Value>) -> Result<Option<Rc<Value>>, Cause>;

/// Changes the fields of an object at a path, if the object is of the kind.
///
/// # Errors
/// If the path leads through a value that is neither a mapping nor a list.
pub(super) fn change(
    root: &mut Rc<Value>,
    spec: &FieldSpec<'_>,
    creation: Option<Creation>,
    set: Set<'_>,
) -> Result<(), Cause> {
    let text = |key| root.get(key).map_or("", |value: &Rc<Value>| value.text());
    if !Gvk::new(text("apiVersion"), text("kind")).is_selected(spec.gvk) {
        return Ok(());
    }
    let path = split(spec.path, '/');
    let steps: Vec<&str> = path.iter().map(|step| &**step).collect();
    let creation = creation.filter(|_| spec.create);
    let changed = follow(root, &steps, creation, set).map_err(|cause| Cause {
        message: format!("considering field '{}': {}", spec.path, cause.message),
        ..cause
    })?;
    if let Some(changed) = changed {
        *root = changed;
    }
    Ok(())
}

/// The steps of a path; a separator behind a backslash is part of a step.
pub(super) fn split(path: &str, separator: char) -> Vec<String> {
    let path = path.strip_prefix(separator).unwrap_or(path);
    let mut steps: Vec<String> = Vec::new();
    let mut joins = false;
    for part in path.split(separator) {
        match steps.last_mut().filter(|_| joins) {
            Some(last) => {
                last.pop();
                last.push(separator);
                last.push_str(part);
            }
            None => steps.push(part.to_owned()),
        }
        joins = part.ends_with('\\');
    }
    steps
}

// INVARIANT: no deeper than the path is long and lists are nested.
fn follow(
    value: &Rc<Value>,
    path: &[&str],
    creation: Option<Creation>,
    set: Set<'_>,
) -> Result<Option<Rc<Value>>, Cause> {
    let Some((step, rest)) = path.split_first() else { return set(value) };
    match &value.data {
        _ if value.is_null() => Ok(None),
        Data::Scalar(_) => Err("expected sequence or mapping node".into()),
        Data::List(items) => {
            let mut changed: Option<Vec<Rc<Value>>> = None;
            for (number, item) in items.iter().enumerate() {
                let Some(new) = follow(item, path, creation, set)? else { continue };
                let items = changed.get_or_insert_with(|| items.clone());
                items.get_mut(number).into_iter().for_each(|item| *item = Rc::clone(&new));
            }
            Ok(changed.map(|items| Value::new(value.lineage.clone(), Data::List(items))))
        }
        Data::Map(_) => entry(value, step, rest, creation, set),
    }
}

fn entry(
    value: &Rc<Value>,
    step: &str,
    rest: &[&str],
    creation: Option<Creation>,
    set: Set<'_>,
) -> Result<Option<Rc<Value>>, Cause> {
    let (key, is_list) = match step.strip_suffix("[]") {
        Some(key) => (key, true),
        None => (step, false),
    };
    if key.is_empty() {
        return Err("cannot set or create an empty field name".into());
    }
    let made = creation.filter(|_| !is_list).map(|creation| {
        let lineage = Lineage::implied(creation.from);
        let is_scalar = creation.kind == New::Scalar && rest.is_empty();
        let empty = Text { tag: Tag::Text, ..Text::plain("") };
        if is_scalar { Value::new(lineage, Data::Scalar(empty)) } else { Value::empty_map(lineage) }
    });
    let known = value.get(key);
    // A null counts as missing where the kind of value is known.
    let start = match known {
        Some(known) if known.is_null() => made.as_ref().unwrap_or(known),
        Some(known) => known,
        None => match &made {
            Some(made) => made,
            None => return Ok(None),
        },
    };
    let changed = follow(start, rest, creation, set)?;
    let is_new = known.is_none_or(|known| !Rc::ptr_eq(known, start));
    let Some(changed) = changed.or_else(|| is_new.then(|| Rc::clone(start))) else {
        return Ok(None);
    };
    let mut value = Rc::clone(value);
    Rc::make_mut(&mut value).set(key, changed);
    Ok(Some(value))
}

/// Merges a list of paths into another one: one that is there already is left out.
///
/// # Errors
/// If a path is created in one and not in the other.
pub(super) fn merge<'p>(
    specs: &mut Vec<FieldSpec<'p>>,
    more: &[FieldSpec<'p>],
) -> Result<(), Cause> {
    for one in more {
        let same = specs.iter().find(|spec| spec.gvk.is_selected(one.gvk) && spec.path == one.path);
        match same {
            Some(same) if same.create != one.create => return Err("conflicting fieldspecs".into()),
            Some(_) => {}
            None => specs.push(*one),
        }
    }
    Ok(())
}
