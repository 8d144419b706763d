//! Objects that may exist in a set but could not be read.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::groups::Set;
use super::walk::Walk;
use crate::derivation::ObjectId;
use crate::frontends::kinds_in;
use crate::inventory::{Unseen, namespace};
use crate::tree::State;

/// The objects that may be in every set of a bundle: those of texts that could not be read, and
/// those of referenced files that are missing. They are collected once for all sets.
#[derive(Default)]
pub(super) struct OfTexts(HashMap<Box<str>, Vec<Unseen>>);

impl OfTexts {
    pub(super) fn new(walk: &Walk<'_>) -> Self {
        let mut all = Self::default();
        for input in walk.numbered.inputs.iter().filter(|input| input.is_lost()) {
            let own = all.0.entry((&*input.bundle).into()).or_default();
            let name = input.name();
            let Some(source) = &input.source else {
                own.push(Unseen {
                    kind: None,
                    namespace: None,
                    why: format!("`{name}` was not read").into(),
                });
                continue;
            };
            own.extend(kinds_in(source.text()).into_iter().map(|kind| Unseen {
                kind: kind.map(Into::into),
                namespace: None,
                why: format!("`{name}` was not read in full").into(),
            }));
        }
        for one in walk.unseen {
            let Some(input) = walk.numbered.inputs.get(one.text) else { continue };
            all.0.entry((&*input.bundle).into()).or_default().push(Unseen {
                kind: one.kind.map(Into::into),
                namespace: None,
                why: Arc::clone(&one.why),
            });
        }
        all.0.values_mut().for_each(Unseen::keep_one_reason);
        all
    }
}

impl Walk<'_> {
    /// What objects install is in the input if their releases were rendered.
    pub(super) fn are_installed(&mut self, objects: &BTreeSet<ObjectId>) {
        if objects.is_empty() {
            return;
        }
        for resource in &mut self.resources {
            let object = resource.content.node().map(|node| (node.tree().id(), node.index()));
            if object.is_some_and(|object| objects.contains(&object)) {
                resource.makes = None;
            }
        }
    }
}

/// The objects that may be in a set but are not in the input: those of texts that were not read, and
/// those that others create.
pub(super) fn unseen(walk: &Walk<'_>, set: &Set, of_texts: &OfTexts) -> Arc<[Unseen]> {
    // A project lists its own content.
    if !set.scope.is_empty() {
        return Arc::from([]);
    }
    let mut all = of_texts.0.get(&*set.bundle).cloned().unwrap_or_default();
    let of_set = || {
        let all = (0..set.alternatives.len()).flat_map(|number| set.new_in(number));
        // What is built from a part is in the set, too.
        all.filter_map(|index| walk.resources.get(index)).filter(|resource| !resource.is_part)
    };
    for resource in of_set() {
        let name = match resource.metadata.name.state() {
            State::Set(name, _) => name,
            State::Unset(..) | State::Unresolved(..) => "",
        };
        let makes = resource.makes.as_deref();
        all.extend(makes.into_iter().flat_map(|of| of.kinds).map(|kind| {
            Unseen {
                kind: Some((*kind).into()),
                namespace: makes.and_then(|of| namespace(&of.namespace).ok()).map(Into::into),
                why: format!(
                    "objects that {} `{name}` creates are not in the input",
                    resource.kind
                )
                .into(),
            }
        }));
    }
    let carried = of_set().filter(|one| one.is_carried);
    all.extend(carried.map(|resource| Unseen {
        kind: Some(
            if resource.workloads().next().is_some() { "Pod" } else { resource.kind }.into(),
        ),
        namespace: match resource.metadata.namespace.state() {
            State::Set(namespace, _) => Some((*namespace).into()),
            State::Unset(..) | State::Unresolved(..) => None,
        },
        why: format!("another object contains a {}", resource.kind).into(),
    }));
    all.into()
}
