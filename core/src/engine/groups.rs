//! Which resources are judged together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::walk::Walk;
use crate::frontends::helm;
use crate::model::{Body, Resource, Technology};

/// The resources of one bundle in one environment, or of one project.
pub(super) struct Group {
    pub(super) environment: Option<Arc<str>>,
    /// Whether places may be judged in other groups too.
    pub(super) several: bool,
    /// Whether this is the first of the groups that may judge the same places.
    pub(super) first: bool,
    pub(super) resources: Vec<usize>,
}

/// What is judged together: a cluster's objects, the files of one chart, the files of variables.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Family<'w> {
    bundle: &'w str,
    technology: Technology,
    chart: String,
}

/// The groups of a walk: bundles by name, and in each its environments by name; then the projects.
pub(super) fn groups(walk: &Walk<'_>) -> Vec<Group> {
    let mut families: BTreeMap<Family<'_>, Vec<usize>> = BTreeMap::new();
    let of_projects = walk.projects.first().map_or(usize::MAX, |first| first.resources.start);
    for (index, resource) in walk.resources.iter().enumerate().take(of_projects) {
        families.entry(family(walk, resource)).or_default().push(index);
    }
    let families = families.into_iter().flat_map(|(family, resources)| match family.technology {
        Technology::Kubernetes => environments(walk, resources),
        _ => vec![Group { environment: None, several: false, first: true, resources }],
    });
    families.chain(projects(walk)).collect()
}

fn family<'w>(walk: &'w Walk<'w>, resource: &Resource<'w>) -> Family<'w> {
    let input = walk.input(resource);
    let technology = match resource.technology {
        // What was built in code is one technology.
        Technology::Compose => Technology::Kubernetes,
        other => other,
    };
    let chart = match (technology, input) {
        (Technology::Helm, Some(input)) => helm::values(input.name()).chart,
        _ => String::new(),
    };
    Family { bundle: input.map_or("", |input| &*input.bundle), technology, chart }
}

/// The environments that a resource is for, where its own file says so and not its group.
pub(super) fn own_environments(walk: &Walk<'_>, index: usize) -> Vec<Arc<str>> {
    let Some(resource) = walk.resources.get(index) else { return Vec::new() };
    match &resource.body {
        Body::Settings(settings) => settings.environments.clone(),
        _ if resource.technology == Technology::Helm => {
            walk.input(resource).map(|input| input.environments.clone()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Each project is judged alone. Two may be made of the same file, so all of them may judge the
/// same places.
fn projects(walk: &Walk<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    for project in &walk.projects {
        let names = project.environments.iter().cloned().map(Some);
        let none = project.environments.is_empty().then_some(None);
        for environment in names.chain(none) {
            groups.push(Group {
                environment,
                several: true,
                first: groups.is_empty(),
                resources: project.resources.clone().collect(),
            });
        }
    }
    groups
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
