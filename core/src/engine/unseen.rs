//! What a set of resources may have besides those that could be read.

use std::sync::Arc;

use super::groups::Set;
use super::parse::Parsed;
use super::walk::Walk;
use crate::frontends::kinds_in;
use crate::inventory::{Unseen, namespace};
use crate::tree::State;

/// The objects that may be in a set although nobody can see them: those of texts that could not be
/// read, those that others make, and those of files that are named and not there.
pub(super) fn unseen(walk: &Walk<'_>, set: &Set) -> Arc<[Unseen]> {
    // What a project has, it says itself.
    if !set.scope.is_empty() {
        return Arc::from([]);
    }
    let mut all = Vec::new();
    let is_own = |input: &Parsed| *input.bundle == *set.bundle;
    for input in walk.numbered.inputs.iter().filter(|input| is_own(input) && input.is_lost()) {
        let name = input.name();
        let Some(source) = &input.source else {
            all.push(Unseen {
                kind: None,
                namespace: None,
                why: format!("`{name}` was not read").into(),
            });
            continue;
        };
        all.extend(kinds_in(source.text()).into_iter().map(|kind| Unseen {
            kind: kind.map(Into::into),
            namespace: None,
            why: format!("`{name}` was not read in full").into(),
        }));
    }
    let of_set = set.alternatives.iter().flat_map(|one| set.indices(one));
    for resource in of_set.filter_map(|index| walk.resources.get(index)) {
        let name = match resource.metadata.name.state() {
            State::Set(name, _) => name,
            State::Unset(..) | State::Unresolved(..) => "",
        };
        let makes = resource.makes.as_deref();
        all.extend(makes.into_iter().flat_map(|of| of.kinds).map(|kind| Unseen {
            kind: Some((*kind).into()),
            namespace: makes.and_then(|of| namespace(&of.namespace).ok()).map(Into::into),
            why: format!("what {} `{}` makes is not in the input", resource.kind, name).into(),
        }));
    }
    let of_set = set.alternatives.iter().flat_map(|one| set.indices(one));
    let carried = of_set.filter_map(|index| walk.resources.get(index)).filter(|one| one.is_carried);
    all.extend(carried.map(|resource| Unseen {
        kind: Some(
            if resource.workloads().next().is_some() { "Pod" } else { resource.kind }.into(),
        ),
        namespace: match resource.metadata.namespace.state() {
            State::Set(namespace, _) => Some((*namespace).into()),
            State::Unset(..) | State::Unresolved(..) => None,
        },
        why: format!("another object carries a {}", resource.kind).into(),
    }));
    let named = walk.unseen.iter();
    let named = named.filter(|one| walk.numbered.inputs.get(one.text).is_some_and(|of| is_own(of)));
    all.extend(named.map(|one| Unseen {
        kind: one.kind.map(Into::into),
        namespace: None,
        why: Arc::clone(&one.why),
    }));
    all.into()
}
