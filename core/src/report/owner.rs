//! The resource that findings are about.

use std::sync::Arc;

use super::record::ResourceIdentity;
use crate::engine::Walk;
use crate::model::Resource;
use crate::tree::{Field, State};

/// The resource of findings, and their common parts.
pub(super) struct Owner<'w, 'p> {
    pub(super) index: Option<usize>,
    resource: Option<&'w Resource<'p>>,
    is_unused: bool,
    /// The resource of the previous finding.
    identity: Option<Arc<ResourceIdentity>>,
}

impl<'w, 'p> Owner<'w, 'p> {
    pub(super) fn new(walk: &'w Walk<'p>, index: Option<usize>) -> Self {
        let resource = index.and_then(|index| walk.resources.get(index));
        let is_unused = resource.is_some_and(|resource| walk.standing(resource).is_unused);
        Self { index, resource, is_unused, identity: None }
    }

    pub(super) fn identity(&mut self, container: Option<&str>) -> Option<Arc<ResourceIdentity>> {
        let is_last = |known: &Arc<ResourceIdentity>| known.container.as_deref() == container;
        if !self.identity.as_ref().is_some_and(is_last) {
            self.identity = self.resource.map(|of| {
                Arc::new(ResourceIdentity { unused: self.is_unused, ..identity(of, container) })
            });
        }
        self.identity.clone()
    }
}

fn identity(resource: &Resource<'_>, container: Option<&str>) -> ResourceIdentity {
    let text = |field: &Field<&str>| match field.state() {
        State::Set(text, _) => Some(Arc::from(*text)),
        State::Unset(..) | State::Unresolved(..) => None,
    };
    ResourceIdentity {
        technology: resource.technology,
        api_version: Arc::from(resource.api_version),
        kind: Arc::from(resource.kind),
        namespace: text(&resource.metadata.namespace),
        name: text(&resource.metadata.name),
        container: container.map(Arc::from),
        unused: false,
    }
}
