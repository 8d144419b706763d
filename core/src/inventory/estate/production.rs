//! The objects of production that correspond to those of other environments.

use std::collections::HashMap;

use crate::model::{Member, Resource, Standing, Technology};

/// The objects of production, by what identifies an object in the environments of a set.
#[derive(Debug, Default)]
pub(super) struct Production(HashMap<Identity, Vec<usize>>);

/// The bundle, the set of alternatives, the kind and the written name.
type Identity = [Box<str>; 4];

impl Production {
    /// Indexes the objects that are made for production.
    pub(super) fn new(resources: &[Resource<'_>], standings: &[Standing]) -> Self {
        let mut objects: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, resource) in resources.iter().enumerate() {
            let standing = standings.get(resource.place().tree() as usize);
            let Some(standing) = standing.filter(|standing| standing.is_production) else {
                continue;
            };
            if let Some(identity) = identity(resource, standing) {
                objects.entry(identity).or_default().push(index);
            }
        }
        Self(objects)
    }

    /// The numbers of the objects that correspond to a resource of another environment; `None` if it is
    /// not made for such an environment.
    pub(super) fn of(&self, resource: &Resource<'_>, standing: &Standing) -> Option<&[usize]> {
        if standing.is_production || standing.environments.is_empty() {
            return None;
        }
        let identity = identity(resource, standing)?;
        Some(self.0.get(&identity).map_or(&[], Vec::as_slice))
    }
}

/// What identifies an object that is made for some environments of a set; `None` if it is not such an
/// object, or has no name. The environments of a set may differ in the namespace.
fn identity(resource: &Resource<'_>, standing: &Standing) -> Option<Identity> {
    let Member::Alternative(set) = &standing.member else { return None };
    let is_applied = resource.technology == Technology::Kubernetes && !standing.is_unused;
    let name = written(resource).1;
    let identity = [&*standing.bundle, &**set, resource.kind, name];
    (is_applied && !name.is_empty()).then(|| identity.map(Box::from))
}

/// The namespace and the name with which an object was written.
pub(super) fn written<'r>(resource: &'r Resource<'_>) -> (&'r str, &'r str) {
    let written = resource.written_as;
    written.map_or_else(Default::default, |written| (&*written.namespace, &*written.name))
}
