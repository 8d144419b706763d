//! Which resources are judged together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::walk::Walk;
use crate::frontends::helm;
use crate::model::{Body, Resource, Technology};

/// Resources that are judged together, in each of their environments. No two of its alternatives
/// see one another.
pub(super) struct Set {
    /// The project whose names the resources have; empty where their own names are enough.
    pub(super) scope: String,
    /// The resources of every environment.
    pub(super) shared: Vec<usize>,
    pub(super) alternatives: Vec<Alternative>,
}

/// One environment of a set.
pub(super) struct Alternative {
    pub(super) environment: Option<Arc<str>>,
    /// The resources that are not in every environment.
    pub(super) own: Vec<usize>,
}

impl Set {
    /// Resources of one environment.
    fn alone(resources: Vec<usize>) -> Self {
        let alternative = Alternative { environment: None, own: resources };
        Self { scope: String::new(), shared: Vec::new(), alternatives: vec![alternative] }
    }

    /// How many resources are judged, each once for the environments that have it alike.
    pub(super) fn size(&self) -> usize {
        self.shared.len() + self.alternatives.iter().map(|one| one.own.len()).sum::<usize>()
    }

    /// All resources of an environment.
    pub(super) fn indices<'s>(
        &'s self,
        alternative: &'s Alternative,
    ) -> impl Iterator<Item = usize> + 's {
        self.shared.iter().chain(&alternative.own).copied()
    }
}

/// What is judged together: a cluster's objects, the files of one chart, the files of variables.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Family<'w> {
    bundle: &'w str,
    technology: Technology,
    chart: String,
}

/// The sets of a walk: bundles by name; then the projects.
pub(super) fn sets(walk: &Walk<'_>) -> Vec<Set> {
    let mut families: BTreeMap<Family<'_>, Vec<usize>> = BTreeMap::new();
    let of_projects = walk.projects.first().map_or(usize::MAX, |first| first.resources.start);
    for (index, resource) in walk.resources.iter().enumerate().take(of_projects) {
        families.entry(family(walk, resource)).or_default().push(index);
    }
    let families = families.into_iter().map(|(family, resources)| match family.technology {
        Technology::Kubernetes => environments(walk, resources),
        _ => Set::alone(resources),
    });
    families.chain(projects(walk)).collect()
}

fn family<'w>(walk: &'w Walk<'w>, resource: &Resource<'w>) -> Family<'w> {
    let input = walk.input(resource);
    let technology = match resource.technology {
        // What was built in code is one technology.
        Technology::Compose if !matches!(resource.body, Body::Part) => Technology::Kubernetes,
        // A file of variables is judged together with what keeps it out of the repository.
        Technology::Git => Technology::Dotenv,
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
        Body::Part => {
            let projects = walk.projects_of(resource.place().tree());
            let environments: Vec<_> = projects.map(|project| &project.environments).collect();
            // What the default takes in, too, is no matter of one environment.
            if environments.iter().any(|names| names.is_empty()) {
                return Vec::new();
            }
            environments.into_iter().flatten().cloned().collect()
        }
        _ if resource.technology == Technology::Helm => {
            walk.input(resource).map(|input| input.environments.clone()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// Each project is judged alone. Those that are put over the same file are alternatives.
fn projects(walk: &Walk<'_>) -> Vec<Set> {
    let mut sets: BTreeMap<(&str, &str), Set> = BTreeMap::new();
    for project in &walk.projects {
        let base = project.files.first().and_then(|tree| walk.input_of(*tree));
        let (bundle, path) = base.map_or(("", ""), |base| (&*base.bundle, base.name()));
        let set = sets.entry((bundle, path)).or_insert_with(|| Set {
            scope: path.to_owned(),
            shared: Vec::new(),
            alternatives: Vec::new(),
        });
        let names = project.environments.iter().cloned().map(Some);
        let none = project.environments.is_empty().then_some(None);
        set.alternatives.extend(names.chain(none).map(|environment| Alternative {
            environment,
            own: project.resources.clone().collect(),
        }));
    }
    sets.into_values().collect()
}

fn environments(walk: &Walk<'_>, resources: Vec<usize>) -> Set {
    let of = |index: &usize| {
        let input = walk.resources.get(*index).and_then(|resource| walk.input(resource));
        input.map_or(&[][..], |input| input.environments.as_slice())
    };
    let mut names: Vec<Arc<str>> = resources.iter().flat_map(of).cloned().collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        return Set::alone(resources);
    }
    let (shared, own): (Vec<usize>, Vec<usize>) =
        resources.into_iter().partition(|index| of(index).is_empty());
    let alternative = |name: Arc<str>| Alternative {
        own: own.iter().filter(|index| of(index).contains(&name)).copied().collect(),
        environment: Some(name),
    };
    let alternatives = names.into_iter().map(alternative).collect();
    Set { scope: String::new(), shared, alternatives }
}
