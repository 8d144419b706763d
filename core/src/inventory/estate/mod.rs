//! The estate of a run: relations across the environments and the technologies of a bundle.

mod credential;
mod production;

use std::cell::{Cell, OnceCell};
use std::collections::{HashMap, HashSet};

pub(crate) use credential::SharedCredential;
use production::{Production, written};

use super::values::is_values;
use crate::model::path::{beside, clean};
use crate::model::settings::Setting;
use crate::model::{Resource, Standing, Whole};
use crate::tree::{Cursor, Place};

/// All resources of all bundles, in every environment.
#[derive(Debug, Default)]
pub struct Estate<'a> {
    resources: &'a [Resource<'a>],
    /// The standing of the resources of each tree, by its number.
    standings: &'a [Standing],
    /// The paths of all inputs of each bundle.
    files: HashSet<(&'a str, String)>,
    /// The credentials that production has too, by the places of the resources that were compared.
    shared: HashMap<Place, Vec<SharedCredential>>,
    /// The resources of each whole of each bundle.
    wholes: OnceCell<Wholes>,
    /// The objects of production, indexed on first use.
    production: OnceCell<Production>,
    asked: Cell<bool>,
}

/// Resources by their bundle and whole.
type Wholes = HashMap<(Box<str>, Whole), Vec<usize>>;

/// The input of an estate.
pub(crate) trait Platform<'a> {
    /// All resources.
    fn resources(&self) -> &'a [Resource<'a>];
    /// The standing of the resources of each tree, by its number.
    fn standings(&self) -> &'a [Standing];
    /// The bundle and the path of each input.
    fn files(&self) -> impl Iterator<Item = (&'a str, &'a str)>;
    /// The place at which the value at a place was written.
    fn written(&self, place: Place) -> Place;
    /// All settings of a resource, including those of its containers.
    fn settings(&self, resource: &'a Resource<'a>) -> Vec<Setting<'a>>;
}

impl<'a> Estate<'a> {
    /// Creates the estate of everything that was read.
    pub(crate) fn new(platform: &impl Platform<'a>) -> Self {
        Self {
            resources: platform.resources(),
            standings: platform.standings(),
            files: platform.files().map(|(bundle, path)| (bundle, clean(path))).collect(),
            shared: credential::shared(platform),
            ..Self::default()
        }
    }

    /// The standing of a resource; `None` if it was built in code.
    fn standing(&self, resource: &Resource<'_>) -> Option<&'a Standing> {
        self.standings.get(resource.place().tree() as usize)
    }

    /// Whether a file is among the inputs of the bundle that a resource names by its path, as seen
    /// from the resource's own file.
    pub fn has_file(&self, resource: &Resource<'_>, path: &str) -> bool {
        self.standing(resource).is_some_and(|standing| {
            self.files.contains(&(&*standing.bundle, beside(&standing.path, path)))
        })
    }

    /// Whether two resources are applied together: by the same file, or both by none.
    pub fn meet(&self, one: &Resource<'_>, other: &Resource<'_>) -> bool {
        let by = |resource| self.standing(resource).map_or(&[][..], |of| of.applied_by.as_slice());
        let (one, other) = (by(one), by(other));
        one.is_empty() && other.is_empty() || one.iter().any(|by| other.contains(by))
    }

    /// The credentials of a resource that production has too; `None` if there was nothing to
    /// compare.
    pub(crate) fn shared_with_production(
        &self,
        resource: &Resource<'_>,
    ) -> Option<&[SharedCredential]> {
        self.shared.get(&resource.place()).map(Vec::as_slice)
    }

    /// The objects of production that correspond to a Kubernetes object of another environment: the same
    /// kind and written name in the same set of alternatives, in the same namespace if production has
    /// one there. `None` if the object is for production too, for every environment or for none.
    pub fn in_production(&self, resource: &Resource<'_>) -> Option<Vec<&'a Resource<'a>>> {
        self.asked.set(true);
        let new = || Production::new(self.resources, self.standings);
        let production = self.production.get_or_init(new);
        let numbers = production.of(resource, self.standing(resource)?)?;
        let mut all: Vec<_> =
            numbers.iter().filter_map(|number| self.resources.get(*number)).collect();
        let is_beside = |other: &&Resource<'_>| written(other).0 == written(resource).0;
        if all.iter().any(is_beside) {
            all.retain(is_beside);
        }
        Some(all)
    }

    /// The values files, of all environments, for the chart of a values file.
    pub fn values(&self, resource: &Resource<'_>) -> impl Iterator<Item = &'a Resource<'a>> {
        self.asked.set(true);
        let wholes = self.wholes.get_or_init(|| self.by_whole());
        let key = self.standing(resource).map(|own| (Box::from(&*own.bundle), own.whole.clone()));
        let of_whole = key.and_then(|key| wholes.get(&key)).map_or(&[][..], Vec::as_slice);
        let resources = of_whole.iter().filter_map(|index| self.resources.get(*index));
        resources.filter(|resource| is_values(resource))
    }

    /// The effective values of a chart in the environments of a values file: the shared values,
    /// overridden by its own.
    pub fn values_in_force(&self, resource: &Resource<'a>) -> Cursor<'a> {
        self.asked.set(true);
        resource.in_force()
    }

    fn by_whole(&self) -> HashMap<(Box<str>, Whole), Vec<usize>> {
        let mut wholes: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, resource) in self.resources.iter().enumerate() {
            if let Some(own) = self.standing(resource).filter(|_| is_values(resource)) {
                let key = (Box::from(&*own.bundle), own.whole.clone());
                wholes.entry(key).or_default().push(index);
            }
        }
        wholes
    }

    /// Begins an evaluation, which has not used other files yet.
    pub(crate) fn begin(&self) {
        self.asked.set(false);
    }

    /// Whether the evaluation has used other files.
    pub(crate) fn was_asked(&self) -> bool {
        self.asked.get()
    }
}
