//! Patches of a kustomization, in all their spellings.

use std::rc::Rc;

use super::build::{Build, Layer};
use super::declared::Patch;
use super::fault::Cause;
use super::level::Level;
use super::merge::{merge, untyped};
use super::object::Object;
use super::objects::{Objects, objects};
use super::operations::{Operation, apply, operations};
use super::selector::Selects;
use super::value::{TooDeep, Value};
use crate::source::ProblemCode;
use crate::tree::{Contributor, Lineage, NodeRef, Passage, Role, Tree};

/// The content of a patch.
enum Content {
    /// Strategic merge patches.
    Merge(Vec<Object>),
    /// JSON Patch.
    Operations(Vec<Operation>),
}

/// The documents of a tree as values, with a condition for their effect.
pub(super) fn documents(
    (source, tree): (u32, &Tree),
    condition: Option<Passage>,
) -> Result<Vec<Rc<Value>>, Cause> {
    let mut with = Lineage::default();
    if let Some(from) = condition {
        with.add(Contributor { from, role: Role::Condition });
    }
    let values = tree.documents().map(|(_, root)| Value::of(root, source, &with));
    values.collect::<Result<_, TooDeep>>().map_err(|TooDeep| {
        let message = format!("nested deeper than {} levels", super::value::DEPTH);
        Cause::from(message).with(ProblemCode::TooDeep)
    })
}

impl<'s> Build<'s> {
    /// Applies the patches of `patchesStrategicMerge`.
    pub(super) fn merge_patches(
        &mut self,
        level: &mut Level,
        layer: &Layer<'s>,
    ) -> Result<(), Cause> {
        let source = layer.source;
        for node in &layer.declared.strategic {
            let at = |cause: Cause| cause.at(source, *node);
            let tree = match self.sources.inside(source, *node) {
                Some(inside) => Some(inside),
                None => self.file(level, layer, *node, node.text()),
            };
            let Some(tree) = tree else { continue };
            let patches = objects(documents(tree, None)?).map_err(at)?;
            for patch in patches {
                let Some(target) = self.target(level, layer, &patch, *node).map_err(at)? else {
                    continue;
                };
                let Some(object) = level.objects.get(target) else { continue };
                let patch = normalised(&patch, object);
                change(&mut level.objects, target, &patch, false, false).map_err(at)?;
            }
        }
        Ok(())
    }

    /// Applies patches with their target.
    pub(super) fn patch(
        &mut self,
        level: &mut Level,
        layer: &Layer<'s>,
        patches: &[Patch<'s>],
        is_legacy: bool,
    ) -> Result<(), Cause> {
        for patch in patches {
            self.patch_one(level, layer, patch, is_legacy)
                .map_err(|cause| cause.at(layer.source, patch.node))?;
            level.objects.drop_empty();
        }
        Ok(())
    }

    fn patch_one(
        &mut self,
        level: &mut Level,
        layer: &Layer<'s>,
        patch: &Patch<'s>,
        is_legacy: bool,
    ) -> Result<(), Cause> {
        let condition = patch.target.as_ref().map(|target| Passage::of(layer.source, target.node));
        let (tree, named) = match (patch.path, patch.text) {
            (Some(_), Some(_)) => return Err("patch and path can't be set at the same time".into()),
            (None, None) => return Err("must specify one of patch and path".into()),
            (Some(file), None) => {
                (self.file(level, layer, file, file.text()), format!("[path: \"{}\"]", file.text()))
            }
            (None, Some(text)) => (self.sources.inside(layer.source, text), "[patch]".to_owned()),
        };
        let Some(tree) = tree else { return Ok(()) };
        if is_legacy && patch.target.as_ref().is_none_or(|target| target.name.is_empty()) {
            return Err("must specify the target name".into());
        }
        let content = content(documents(tree, condition)?, &named, is_legacy)?;
        let selected = match &patch.target {
            Some(target) => {
                let selects = Selects::new(target)?;
                let all = level.objects.iter().enumerate();
                let all = all.filter(|(_, object)| selects.selects(object));
                Some(all.map(|(number, _)| number).collect::<Vec<_>>())
            }
            None => None,
        };
        match (content, selected) {
            (Content::Operations(_), None) => {
                Err(format!("must specify a target for JSON patch {named}").into())
            }
            (Content::Operations(operations), Some(selected)) => {
                for target in selected {
                    operate(&mut level.objects, target, &operations, is_legacy)?;
                }
                Ok(())
            }
            (Content::Merge(patches), Some(selected)) => {
                let [one] = patches.as_slice() else {
                    return Err(format!("Multiple Strategic-Merge Patches in one `patches` entry is not allowed to set `patches.target` field: {named}").into());
                };
                for target in selected {
                    let Some(object) = level.objects.get(target) else { continue };
                    let one = normalised(one, object);
                    change(&mut level.objects, target, &one, patch.renames, patch.changes_kind)?;
                }
                Ok(())
            }
            (Content::Merge(patches), None) => {
                for one in patches {
                    let found = self.target(level, layer, &one, patch.node)?;
                    let Some(target) = found else { continue };
                    change(
                        &mut level.objects,
                        target,
                        &one.root,
                        patch.renames,
                        patch.changes_kind,
                    )?;
                }
                Ok(())
            }
        }
    }

    /// The object that a patch names; `None` if it may be among those that are not there.
    fn target(
        &mut self,
        level: &mut Level,
        layer: &Layer<'_>,
        patch: &Object,
        node: NodeRef<'_>,
    ) -> Result<Option<usize>, Cause> {
        let id = patch.original();
        match level.objects.one_with_id(&id) {
            Ok(target) => Ok(Some(target)),
            Err(cause) if !level.is_open => Err(cause),
            Err(cause) => {
                self.note(cause.because_unread().at(layer.source, node));
                Ok(None)
            }
        }
    }
}

/// What documents are: merge patches, or lists of operations.
fn content(documents: Vec<Rc<Value>>, named: &str, is_legacy: bool) -> Result<Content, Cause> {
    let is_list = documents.first().is_some_and(|document| document.list().is_some());
    if is_list || is_legacy {
        let first = documents.first().map(|document| operations(document)).transpose()?;
        let all = first.unwrap_or_default();
        if is_legacy && all.is_empty() {
            return Err("patch appears to be empty".into());
        }
        return Ok(Content::Operations(all));
    }
    if documents.iter().all(|document| document.is_nothing()) {
        return Ok(Content::Operations(Vec::new()));
    }
    let patches = objects(documents);
    patches.map(Content::Merge).map_err(|cause| {
        let message = format!("unable to parse SM or JSON patch from {named}: {}", cause.message);
        Cause { message, ..cause }
    })
}

/// A patch of selected objects in the form in which the reference applies it.
fn normalised(patch: &Object, object: &Object) -> Rc<Value> {
    let mut patch = patch.clone();
    patch.as_strings("labels");
    patch.as_strings("annotations");
    let none = || untyped("", &Lineage::implied(object.root.lineage.from));
    let version = object.root.get("apiVersion").cloned().unwrap_or_else(none);
    Rc::make_mut(&mut patch.root).set("apiVersion", version);
    patch.root
}

/// Merges a patch over an object. Its name, namespace and kind stay, unless they may change.
fn change(
    objects: &mut Objects,
    target: usize,
    patch: &Rc<Value>,
    renames: bool,
    changes_kind: bool,
) -> Result<(), Cause> {
    let may_change = renames || changes_kind;
    let list = if may_change { objects.list_mut().as_mut_slice() } else { objects.contents_mut() };
    let Some(object) = list.get_mut(target) else { return Ok(()) };
    let before = object.root.clone();
    if may_change {
        object.remember();
    }
    let Some(merged) = merge(&object.root, patch)? else {
        object.root = Value::empty_map(before.lineage.clone());
        return Ok(());
    };
    object.root = merged;
    if object.root.is_nothing() || Rc::ptr_eq(&object.root, &before) {
        return Ok(());
    }
    if !changes_kind {
        if let Some(kind) = before.get("kind") {
            Rc::make_mut(&mut object.root).set("kind", Rc::clone(kind));
        }
    }
    let kept = [("name", !renames), ("namespace", true)];
    for (field, _) in kept.into_iter().filter(|(_, keeps)| *keeps) {
        match before.at(&["metadata", field]).filter(|value| !value.text().is_empty()) {
            Some(value) => object.set_metadata(field, Rc::clone(value)),
            None if object.root.at(&["metadata", field]).is_some() => {
                object.remove_metadata(field);
            }
            None => {}
        }
    }
    Ok(())
}

/// Applies operations to an object.
fn operate(
    objects: &mut Objects,
    target: usize,
    operations: &[Operation],
    is_legacy: bool,
) -> Result<(), Cause> {
    let Some(object) = objects.list_mut().get_mut(target) else { return Ok(()) };
    if !is_legacy {
        object.remember();
    }
    // The reference keeps its notes in the annotations.
    let annotations = object.root.at(&["metadata", "annotations"]);
    if object.has_history() && annotations.is_none_or(|all| all.map().is_none()) {
        let lineage = Lineage::implied(object.root.lineage.from);
        object.set_metadata("annotations", Value::empty_map(lineage));
    }
    object.root = apply(&object.root, operations)?;
    Ok(())
}
