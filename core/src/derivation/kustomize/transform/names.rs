//! Adds prefixes and suffixes to names.

use std::rc::Rc;

use crate::derivation::kustomize::defaults::UNNAMED;
use crate::derivation::kustomize::object::Object;
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::value::{Data, Text, Value};
use crate::tree::{Lineage, NodeRef, Passage};

/// Adds a prefix to the names of objects.
pub(in crate::derivation::kustomize) fn add_prefix(
    objects: &mut Objects,
    prefix: NodeRef<'_>,
    source: u32,
) {
    for object in named(objects) {
        object.prefixes = with(&object.prefixes, prefix.text());
        rename(object, prefix, source, true);
    }
}

/// Adds a suffix to the names of objects.
pub(in crate::derivation::kustomize) fn add_suffix(
    objects: &mut Objects,
    suffix: NodeRef<'_>,
    source: u32,
) {
    for object in named(objects) {
        object.suffixes = with(&object.suffixes, suffix.text());
        rename(object, suffix, source, false);
    }
}

fn named(objects: &mut Objects) -> impl Iterator<Item = &mut Object> {
    let objects = objects.list_mut().iter_mut();
    objects.filter(|object| !UNNAMED.iter().any(|gvk| object.original().gvk().is_selected(*gvk)))
}

fn with(list: &[Rc<str>], one: &str) -> Rc<[Rc<str>]> {
    list.iter().cloned().chain([one.into()]).collect()
}

fn rename(object: &mut Object, part: NodeRef<'_>, source: u32, is_before: bool) {
    object.remember();
    let Some(name) = object.root.at(&["metadata", "name"]).cloned() else { return };
    let own = (name.lineage.clone(), name.text().len());
    let added = (Lineage::from(Passage::of(source, part)), part.text().len());
    let (text, parts) = if is_before {
        (format!("{}{}", part.text(), name.text()), [added, own])
    } else {
        (format!("{}{}", name.text(), part.text()), [own, added])
    };
    let quoted = name.scalar().is_some_and(|scalar| scalar.quoted);
    let text = Text { quoted, ..Text::plain(text) };
    object.set_metadata(
        "name",
        Value::new(Lineage::joined(name.lineage.from, parts), Data::Scalar(text)),
    );
}
