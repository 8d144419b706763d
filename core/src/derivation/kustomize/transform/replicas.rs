//! Sets numbers of replicas.

use std::rc::Rc;

use crate::derivation::kustomize::declared::Replica;
use crate::derivation::kustomize::defaults::REPLICAS;
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::fields::{Creation, New, change};
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::value::{Tag, Text, Value, put};
use crate::tree::{Lineage, NodeRef, Passage};

/// Sets the number of replicas of the objects with a name.
///
/// # Errors
/// If no object matches.
pub(in crate::derivation::kustomize) fn set_replicas(
    objects: &mut Objects,
    replica: &Replica<'_>,
    source: u32,
) -> Result<(), Cause> {
    let node = replica.count.unwrap_or(replica.node);
    let from = Passage::of(source, node);
    let count = replica.count.map_or("0", NodeRef::text);
    let text = Text { tag: Tag::Integer, ..Text::plain(count) };
    let lineage =
        if replica.count.is_some() { Lineage::from(from) } else { Lineage::implied(from) };
    let mut is_found = false;
    for spec in REPLICAS {
        for object in objects.contents_mut() {
            let is_it = |id: crate::derivation::kustomize::identity::Id| {
                &*id.name == replica.name && id.gvk().is_selected(spec.gvk)
            };
            if !object.ids().any(is_it) {
                continue;
            }
            is_found = true;
            let mut set = |known: &Rc<Value>| {
                if known.scalar().is_none() {
                    let message =
                        format!("wrong node kind: expected ScalarNode but got {}", known.kind());
                    return Err(message.into());
                }
                let mut value = Rc::clone(known);
                put(&mut value, text.clone(), lineage.clone());
                Ok(Some(value))
            };
            let creation = Some(Creation { kind: New::Scalar, from });
            change(&mut object.root, spec, creation, &mut set)?;
        }
    }
    if !is_found {
        let kinds: Vec<String> = REPLICAS.iter().map(|spec| spec.gvk.to_string()).collect();
        let message = format!(
            "resource with name {} does not match a config with the following GVK [{}]",
            replica.name,
            kinds.join(" ")
        );
        return Err(Cause::from(message));
    }
    Ok(())
}
