//! Which resources are judged together.

use std::collections::HashMap;
use std::sync::Arc;

use super::walk::Walk;

/// The resources of one bundle in one environment.
pub(super) struct Group {
    pub(super) environment: Option<Arc<str>>,
    /// Whether the bundle has several environments, so that places may be judged more than once.
    pub(super) several: bool,
    /// Whether this is the bundle's first environment.
    pub(super) first: bool,
    pub(super) resources: Vec<usize>,
}

/// The groups of a walk: bundles by name, and in each its environments by name.
pub(super) fn groups(walk: &Walk<'_>) -> Vec<Group> {
    let mut bundles: Vec<(&str, Vec<usize>)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (index, resource) in walk.resources.iter().enumerate() {
        // What was built in code is one platform.
        let bundle = walk.input(resource).map_or("", |input| &*input.bundle);
        let at = *known.entry(bundle).or_insert_with(|| {
            bundles.push((bundle, Vec::new()));
            bundles.len() - 1
        });
        bundles.get_mut(at).into_iter().for_each(|(_, list)| list.push(index));
    }
    bundles.sort_by(|left, right| left.0.cmp(right.0));
    bundles.into_iter().flat_map(|(_, resources)| environments(walk, resources)).collect()
}

fn environments(walk: &Walk<'_>, resources: Vec<usize>) -> Vec<Group> {
    let of = |index: &usize| {
        let input = walk.resources.get(*index).and_then(|resource| walk.input(resource));
        input.map_or(&[][..], |input| input.environments.as_slice())
    };
    let mut names: Vec<Arc<str>> = resources.iter().flat_map(of).cloned().collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        return vec![Group { environment: None, several: false, first: true, resources }];
    }
    let several = names.len() > 1;
    let mut groups = Vec::with_capacity(names.len());
    for (number, name) in names.into_iter().enumerate() {
        let belongs = |index: &&usize| of(index).is_empty() || of(index).contains(&name);
        let resources = resources.iter().filter(belongs).copied().collect();
        groups.push(Group { environment: Some(name), several, first: number == 0, resources });
    }
    groups
}
