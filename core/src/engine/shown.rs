//! The documents that are judged, by environment: what a platform is made of after everything is built
//! and merged.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::groups::sets;
use super::sources::Sources;
use super::walk::Walk;
use crate::derivation::{Derived, Role};
use crate::model::{Body, Member, Resource};
use crate::tree::{Dialect, Document, Place};

/// The documents of an environment.
#[derive(Debug)]
pub(crate) struct Shown {
    /// Its name; `None` for what is applied apart from named environments.
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
    let mut all: BTreeMap<Option<Arc<str>>, BTreeSet<Position>> = BTreeMap::new();
    for set in sets(walk) {
        // What has no alternatives is applied apart from those of others.
        let has_alternatives = |index: &usize| {
            let resource = walk.resources.get(*index);
            resource.is_some_and(|of| walk.standing(of).member != Member::Every)
        };
        let (common, apart): (Vec<usize>, Vec<usize>) =
            set.shared.iter().partition(|index| has_alternatives(index));
        platform.add(&apart, None, &mut all);
        for alternative in &set.alternatives {
            for numbers in [&common, &alternative.own] {
                platform.add(numbers, alternative.environment.as_ref(), &mut all);
            }
        }
    }
    let shown = all.into_iter().map(|(environment, positions)| {
        let documents = positions.into_iter().map(|(_, _, place)| place).collect();
        Shown { environment, documents }
    });
    shown.collect()
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

    /// Whether it is judged as it is written, in a separate document and not in a scalar.
    fn is_written(&self, resource: &Resource<'_>) -> bool {
        let Some(tree) = self.walk.tree(resource.place().tree()) else { return false };
        let dialects = [Dialect::Kubernetes, Dialect::Compose, Dialect::Json];
        let is_part = matches!(resource.body, Body::Part);
        tree.holder().is_none() && dialects.contains(&tree.dialect()) && !is_part
    }

    fn is_shown(&self, resource: &Resource<'_>) -> bool {
        if self.is_made { self.is_made(resource) } else { self.is_written(resource) }
    }

    /// Adds the documents of resources to those of an environment.
    fn add(
        &self,
        numbers: &[usize],
        environment: Option<&Arc<str>>,
        all: &mut BTreeMap<Option<Arc<str>>, BTreeSet<Position>>,
    ) {
        let resources = numbers.iter().filter_map(|number| self.walk.resources.get(*number));
        let mut resources = resources.filter(|resource| self.is_shown(resource)).peekable();
        if resources.peek().is_none() {
            return;
        }
        let positions = all.entry(environment.cloned()).or_default();
        let mut last = None;
        for resource in resources {
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
