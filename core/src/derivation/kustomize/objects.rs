//! The objects of a build, in order.

use std::collections::HashMap;
use std::rc::Rc;

use super::fault::Cause;
use super::identity::{Id, IdKey};
use super::object::{Behavior, Object, object};
use super::value::Value;

/// Objects in the order in which they were added.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects {
    list: Vec<Object>,
    /// The objects by their present identity; made on first use.
    present: Option<HashMap<IdKey, usize>>,
    /// The objects by any identity that they have or had; made on first use.
    any: Option<HashMap<IdKey, Vec<usize>>>,
}

impl Objects {
    pub(super) fn iter(&self) -> std::slice::Iter<'_, Object> {
        self.list.iter()
    }

    pub(super) fn get(&self, number: usize) -> Option<&Object> {
        self.list.get(number)
    }

    /// The objects, to change anything but their identities.
    pub(super) fn contents_mut(&mut self) -> &mut [Object] {
        &mut self.list
    }

    /// The objects, to change them.
    pub(super) fn list_mut(&mut self) -> &mut Vec<Object> {
        (self.present, self.any) = (None, None);
        &mut self.list
    }

    fn present(&mut self) -> &mut HashMap<IdKey, usize> {
        let list = &self.list;
        self.present.get_or_insert_with(|| {
            list.iter().enumerate().map(|(number, object)| (object.id().key(), number)).collect()
        })
    }

    /// Adds an object.
    ///
    /// # Errors
    /// If there is one with its identity.
    pub(super) fn append(&mut self, object: Object) -> Result<(), Cause> {
        let id = object.id();
        let next = self.list.len();
        if self.present().insert(id.key(), next).is_some() {
            self.present = None;
            return Err(format!("may not add resource with an already registered id: {id}").into());
        }
        if let Some(any) = &mut self.any {
            note(any, &object, next);
        }
        self.list.push(object);
        Ok(())
    }

    /// Adds objects.
    ///
    /// # Errors
    /// If there is one with the identity of one of them.
    pub(super) fn append_all(&mut self, objects: Self) -> Result<(), Cause> {
        if self.list.is_empty() {
            *self = objects;
            return Ok(());
        }
        objects.list.into_iter().try_for_each(|object| self.append(object))
    }

    /// Adds a generated object, or changes one with it.
    ///
    /// # Errors
    /// If what it is meant to change does not exist, or exists although it is meant to be new.
    pub(super) fn absorb(&mut self, mut object: Object) -> Result<(), Cause> {
        let behavior = object.generated.map_or(Behavior::Create, |generated| generated.behavior);
        let id = object.id();
        let found = self.with_any_id(&id);
        let number = match (found.as_slice(), behavior) {
            ([], Behavior::Create) => return self.append(object),
            ([], _) => {
                return Err(format!("id {id} does not exist; cannot merge or replace").into());
            }
            ([_], Behavior::Create) => {
                return Err(format!("id {id} exists; behavior must be merge or replace").into());
            }
            ([number], _) => *number,
            _ => {
                return Err(
                    format!("found multiple objects that could accept merge of {id}").into()
                );
            }
        };
        let Some(known) = self.list.get(number) else { return Ok(()) };
        object.inherit(known);
        if behavior == Behavior::Merge {
            object.origin = known.origin;
            for field in ["data", "binaryData"] {
                merge_strings(&mut object.root, &known.root, &[field]);
            }
        }
        if let Some(known) = self.list_mut().get_mut(number) {
            *known = object;
        }
        Ok(())
    }

    /// The objects that have or had an identity.
    pub(super) fn with_any_id(&mut self, id: &Id) -> Vec<usize> {
        let list = &self.list;
        let any = self.any.get_or_insert_with(|| {
            let mut any = HashMap::new();
            list.iter().enumerate().for_each(|(number, object)| note(&mut any, object, number));
            any
        });
        let found = any.get(&id.key()).into_iter().flatten().copied();
        found.filter(|number| list.get(*number).is_some_and(|of| !of.root.is_nothing())).collect()
    }

    /// The only object that has or had an identity.
    ///
    /// # Errors
    /// If not exactly one matches.
    pub(super) fn one_with_id(&mut self, id: &Id) -> Result<usize, Cause> {
        let found = self.with_any_id(id);
        match found.as_slice() {
            [one] => Ok(*one),
            [] => Err(format!("no resource matches strategic merge patch `{id}`").into()),
            _ => Err(format!("multiple resources match strategic merge patch `{id}`").into()),
        }
    }

    /// Removes the objects without content.
    pub(super) fn drop_empty(&mut self) {
        if self.list.iter().any(|object| object.root.is_nothing()) {
            self.list_mut().retain(|object| !object.root.is_nothing());
        }
    }
}

/// Adds the identities of an object, which comes after all others.
fn note(any: &mut HashMap<IdKey, Vec<usize>>, object: &Object, number: usize) {
    for id in object.ids() {
        let known = any.entry(id.key()).or_default();
        if known.last() != Some(&number) {
            known.push(number);
        }
    }
}

impl Object {
    /// Takes over the metadata and the history of an object that this one changes.
    pub(super) fn inherit(&mut self, known: &Self) {
        for field in ["labels", "annotations"] {
            merge_strings(&mut self.root, &known.root, &["metadata", field]);
        }
        for field in ["name", "namespace"] {
            let value =
                known.root.at(&["metadata", field]).filter(|value| !value.text().is_empty());
            match value.cloned() {
                Some(value) => self.set_metadata(field, value),
                None => {
                    self.remove_metadata(field);
                }
            }
        }
        self.previous = Rc::clone(&known.previous);
        self.prefixes = Rc::clone(&known.prefixes);
        self.suffixes = Rc::clone(&known.suffixes);
        self.variables = Rc::clone(&known.variables);
        if let (Some(own), Some(known)) = (&mut self.generated, known.generated) {
            own.behavior = known.behavior;
            own.has_hash &= known.has_hash;
        } else if let Some(own) = &mut self.generated {
            own.has_hash = false;
        }
    }
}

/// Merges the entries of a mapping of strings over those of another object.
fn merge_strings(root: &mut Rc<Value>, under: &Value, path: &[&str]) {
    let Some(under) = under.at(path).filter(|under| under.map().is_some()) else { return };
    let mut merged = Rc::clone(under);
    if let Some(over) = root.at(path).and_then(|over| over.map()) {
        let merged = Rc::make_mut(&mut merged);
        for (key, value) in over {
            merged.set(&key.text, Rc::clone(value));
        }
    }
    let Some((last, above)) = path.split_last() else { return };
    let mut here = Rc::make_mut(root);
    for key in above {
        let Some(next) = here.get_mut(key) else { return };
        here = Rc::make_mut(next);
    }
    here.set(last, merged);
}

/// The objects of documents, with those of lists in place of the lists.
///
/// # Errors
/// If one is not an object.
pub(super) fn objects(documents: Vec<Rc<Value>>) -> Result<Vec<Object>, Cause> {
    let is_single = documents.len() == 1;
    let mut found = Vec::new();
    let mut open = std::collections::VecDeque::from(documents);
    let mut first = is_single;
    while let Some(document) = open.pop_front() {
        if document.is_nothing() {
            continue;
        }
        // A list is opened before anything else is asked of it.
        let kind = document.get("kind").map_or("", |kind| kind.text());
        let items = document.get("items");
        if std::mem::take(&mut first) && matches!(kind, "List" | "ResourceList") {
            if let Some(items) = items.and_then(|items| items.list()) {
                items.iter().rev().for_each(|item| open.push_front(Rc::clone(item)));
                continue;
            }
        }
        let object = object(document)?;
        let Some(items) = object.root.get("items").filter(|_| object.kind().ends_with("List"))
        else {
            found.push(object);
            continue;
        };
        match items.list() {
            Some(items) => open.extend(items.iter().cloned()),
            None if items.is_null() => {}
            None => return Err(format!("expected array in {}/items", object.kind()).into()),
        }
    }
    Ok(found)
}
