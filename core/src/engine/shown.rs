//! The documents that are judged, by environment: what a platform is made of after everything is built
//! and merged.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::groups::{Set, sets};
use super::sources::Sources;
use super::walk::Walk;
use crate::derivation::{Derived, Role};
use crate::model::{Body, Resource};
use crate::tree::{Dialect, Document, Place};

/// The documents of an environment.
#[derive(Debug)]
pub(crate) struct Shown {
    /// Its name; `None` for what is applied where no environment is named.
    pub(crate) environment: Option<Arc<str>>,
    /// The root of each document, in the order in which they are built.
    pub(crate) documents: Vec<Place>,
}

/// The position of a document: the text that builds it, its position there, and its place.
type Position = (usize, usize, Place);

/// The documents of each environment: those that were built or merged or, if there are none, those
/// that are judged as they are written.
pub(crate) fn shown(walk: &Walk<'_>, sources: &Sources<'_>) -> Vec<Shown> {
    let platform = Platform::new(walk, sources);
    let sets: Vec<Set> = sets(walk);
    let has_own = |(_, own): &(Option<&Arc<str>>, &[usize])| platform.shows_any(own);
    let of_set = |set: &Set| {
        let all = set.alternatives.iter().map(|one| (one.environment.as_ref(), &*one.own));
        all.filter(has_own).map(|(name, _)| name.cloned()).collect::<Vec<_>>()
    };
    let all: Vec<Vec<Option<Arc<str>>>> = sets.iter().map(of_set).collect();
    let names: BTreeSet<Arc<str>> = all.iter().flatten().flatten().cloned().collect();
    // What has no alternatives is in every environment.
    let has_default =
        names.is_empty() || all.iter().any(|names| names.len() > 1 && names.contains(&None));
    let environments = has_default.then_some(None).into_iter().chain(names.into_iter().map(Some));
    let of_environment = |environment: Option<Arc<str>>| {
        let mut positions: BTreeSet<Position> = BTreeSet::new();
        for set in &sets {
            platform.add(&set.shared, environment.as_ref(), &mut positions);
            let find = |name: Option<&Arc<str>>| {
                set.alternatives.iter().find(|one| one.environment.as_ref() == name)
            };
            if let Some(own) = find(environment.as_ref()).or_else(|| find(None)) {
                platform.add(&own.own, environment.as_ref(), &mut positions);
            }
        }
        let documents = positions.into_iter().map(|(_, _, place)| place).collect();
        Shown { environment, documents }
    };
    environments.map(of_environment).filter(|shown| !shown.documents.is_empty()).collect()
}

struct Platform<'w, 'p> {
    walk: &'w Walk<'p>,
    sources: &'w Sources<'p>,
    /// The number of trees that were not derived.
    own_trees: usize,
    /// Whether anything was built or merged.
    is_made: bool,
}

impl<'w, 'p> Platform<'w, 'p> {
    fn new(walk: &'w Walk<'p>, sources: &'w Sources<'p>) -> Self {
        let own_trees = walk.numbered.trees.len() - sources.forest.derived.len();
        let mut platform = Self { walk, sources, own_trees, is_made: false };
        platform.is_made = walk.resources.iter().any(|resource| platform.is_made(resource));
        platform
    }

    fn derived(&self, tree: u32) -> Option<&'w Derived> {
        let at = (tree as usize).checked_sub(self.own_trees)?;
        self.sources.forest.derived.get(at)
    }

    fn is_made(&self, resource: &Resource<'_>) -> bool {
        let derived = self.derived(resource.place().tree());
        let is_made = |derived: &Derived| matches!(derived.role, Role::Applied(_) | Role::Whole(_));
        derived.is_some_and(is_made) && !self.walk.standing(resource).is_unused
    }

    /// Whether it is judged as it is written, in a document of its own and not in a scalar.
    fn is_written(&self, resource: &Resource<'_>) -> bool {
        let Some(tree) = self.walk.tree(resource.place().tree()) else { return false };
        let dialects = [Dialect::Kubernetes, Dialect::Compose, Dialect::Json];
        let is_part = matches!(resource.body, Body::Part);
        tree.holder().is_none() && dialects.contains(&tree.dialect()) && !is_part
    }

    fn is_shown(&self, resource: &Resource<'_>) -> bool {
        if self.is_made { self.is_made(resource) } else { self.is_written(resource) }
    }

    fn resources(&self, numbers: &[usize]) -> impl Iterator<Item = &'w Resource<'p>> {
        let resources = numbers.iter().filter_map(|number| self.walk.resources.get(*number));
        resources.filter(|resource| self.is_shown(resource)).collect::<Vec<_>>().into_iter()
    }

    fn shows_any(&self, numbers: &[usize]) -> bool {
        self.resources(numbers).next().is_some()
    }

    /// Adds the documents of resources.
    fn add(
        &self,
        numbers: &[usize],
        environment: Option<&Arc<str>>,
        positions: &mut BTreeSet<Position>,
    ) {
        let mut last = None;
        for resource in self.resources(numbers) {
            let place = resource.place();
            let Some(tree) = self.walk.tree(place.tree()) else { continue };
            let mut add = |document: Document| {
                let (text, at) = self.position(place.tree(), document, environment);
                positions.insert((text, at, Place::new(place.tree(), document.root)));
            };
            if !self.is_made {
                tree.document_of(place.node()).into_iter().for_each(add);
            } else if last != Some(place.tree()) {
                // All of it is applied, whether checks have a model of it or not.
                tree.documents().for_each(|(document, _)| add(document));
                last = Some(place.tree());
            }
        }
    }

    fn position(
        &self,
        tree: u32,
        document: Document,
        environment: Option<&Arc<str>>,
    ) -> (usize, usize) {
        let number = document.number as usize;
        if let Some(Derived { role: Role::Applied(applied), .. }) = self.derived(tree) {
            let at = applied.environments.iter().position(|name| Some(name) == environment);
            let positions = applied.positions.get(number);
            let position = positions.and_then(|all| all.get(at.unwrap_or_default()));
            if let Some(position) = position {
                return *position;
            }
        }
        (self.walk.input_index(tree).unwrap_or(usize::MAX), number)
    }
}
