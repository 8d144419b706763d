//! The objects of a kustomization while it is built.

use std::collections::{BTreeSet, HashSet};

use super::build::Layer;
use super::fault::Cause;
use super::object::Object;
use super::objects::Objects;
use super::order::sort;
use super::transform::{Variables, add_hashes, replace_variables, update_references};
use super::value::{Data, Value};
use crate::tree::Passage;

/// The objects of a kustomization so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    pub(super) objects: Objects,
    pub(super) variables: Variables,
    /// The texts that it was made from.
    pub(super) texts: BTreeSet<usize>,
    /// Whether there may be objects that are not there.
    pub(super) is_open: bool,
    /// Whether variables in the objects were replaced.
    pub(super) is_rendered: bool,
}

/// The key of the annotation that keeps an object out of the output.
const LOCAL: &str = "config.kubernetes.io/local-config";

impl Level {
    /// What is done once all is included: hashes, references, variables, and the order.
    ///
    /// # Errors
    /// If a reference is ambiguous, a variable has no value, or a value is not of its type.
    pub(super) fn finish(&mut self, layer: &Layer<'_>) -> Result<(), Cause> {
        let level = self;
        add_hashes(&mut level.objects);
        update_references(&mut level.objects)?;
        replace_variables(&mut level.objects, &level.variables)?;
        let is_local = |object: &Object| {
            let mark = object.root.at(&["metadata", "annotations", LOCAL]);
            mark.is_some_and(|mark| mark.text() != "false")
        };
        if level.objects.iter().any(is_local) {
            level.objects.list_mut().retain(|object| !is_local(object));
        }
        let order = layer.declared.sort.as_ref();
        let sorted = sort(&mut level.objects, order);
        sorted.map_err(|cause| match order {
            Some(order) => cause.at(layer.source, order.node),
            None => cause,
        })?;
        for object in level.objects.list_mut() {
            object.as_strings("annotations");
        }
        let mut known = HashSet::new();
        if let Some(object) = level.objects.iter().find(|object| !known.insert(object.id().key())) {
            let id = object.id();
            let message = format!("may not add resource with an already registered id: {id}");
            return Err(message.into());
        }
        let contradiction = level.objects.iter().find_map(|object| contradiction(&object.root));
        match contradiction {
            Some(at) => {
                Err(Cause { at: Some(at), ..Cause::from("the value does not match its type") })
            }
            None => Ok(()),
        }
    }
}

/// The place of a scalar whose text is not of its type.
// INVARIANT: values are no deeper than `DEPTH` and what transformers add.
fn contradiction(value: &Value) -> Option<Passage> {
    match &value.data {
        Data::Scalar(text) => text.value().is_none().then_some(value.lineage.from),
        Data::List(items) => items.iter().find_map(|item| contradiction(item)),
        Data::Map(entries) => entries.iter().find_map(|(_, value)| contradiction(value)),
    }
}
