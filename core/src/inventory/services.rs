//! The Services of workloads.

use super::Inventory;
use super::asked::{Question, Topic};
use super::index::{self, SelectorIndex};
use super::namespace::{ByNamespace, namespace};
use super::order::{Numbered, in_order};
use super::selector::{Labels, Matches, Selector};
use crate::model::network::Service;
use crate::model::pods::Pod;
use crate::model::{Body, Resource};

/// A Service with its selector.
type ServiceOf<'r, 'a> = (&'r Resource<'a>, &'r Service<'a>, Selector<'r, 'a>);

/// The Services of one namespace.
#[derive(Clone, Debug, Default)]
struct ServicesOf<'r, 'a> {
    all: Vec<Numbered<ServiceOf<'r, 'a>>>,
    index: SelectorIndex<'r, 'a>,
}

/// All Services.
#[derive(Clone, Debug, Default)]
pub(super) struct Services<'r, 'a>(ByNamespace<'a, ServicesOf<'r, 'a>>);

impl<'r, 'a> Services<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut services: ByNamespace<'a, ServicesOf<'r, 'a>> = ByNamespace::default();
        for (number, resource) in resources {
            let Body::Service(service) = &resource.body else { continue };
            let of_namespace = services.entry(namespace(&resource.metadata.namespace));
            let selector = Selector::of_service(&service.selector);
            of_namespace.all.push((*number, (resource, service, selector)));
        }
        Self(services.map(|mut services| {
            let selectors = services.all.iter().map(|(_, (_, _, selector))| *selector).enumerate();
            services.index = SelectorIndex::new(selectors);
            services
        }))
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let named = self.0.named();
        named.flat_map(|(name, services)| services.index.changes(Topic::Services, name)).collect()
    }
}

impl<'r, 'a> ServicesOf<'r, 'a> {
    /// Those that select pods with these labels or may do so.
    fn candidates(
        &self,
        labels: &Labels<'_, '_>,
    ) -> impl Iterator<Item = &Numbered<ServiceOf<'r, 'a>>> {
        let lists = [self.index.possible(labels), self.index.doubtful(labels)];
        let mut positions: Vec<usize> = lists.into_iter().flatten().flatten().copied().collect();
        positions.sort_unstable();
        positions.dedup();
        positions.into_iter().filter_map(|position| self.all.get(position))
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The Services of a workload's namespace that select its pods or may do so, in the order of
    /// the input.
    pub fn services_of(
        &self,
        resource: &Resource<'a>,
        pod: &Pod<'a>,
    ) -> Vec<(&'r Resource<'a>, &'r Service<'a>, Matches)> {
        let labels = Labels::of_pod(resource, pod);
        let Ok(own) = namespace(&resource.metadata.namespace) else { return Vec::new() };
        self.record.ask(|| index::questions(Topic::Services, own, &labels));
        let services = self.layers().map(|layer| {
            let services = layer.services.0.get(own);
            services.into_iter().flat_map(|services| services.candidates(&labels))
        });
        in_order(services)
            .map(|(resource, service, selector)| (*resource, *service, selector.matches(&labels)))
            .filter(|(_, _, answer)| *answer != Matches::No)
            .collect()
    }
}
