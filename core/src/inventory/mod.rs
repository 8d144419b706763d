//! All resources of one bundle and environment, indexed by their references.
//!
//! Building an inventory and querying it take time linear in the input. Nothing is judged here. A
//! value that an answer depends on may be unresolved; then the answer is a [`Doubt`] with the
//! reason and the place. A resource in an unknown namespace is never used for another namespace.

mod access;
mod asked;
mod autoscaling;
mod awaited;
mod built_in;
mod default_deny;
mod doubt;
mod environment_set;
mod estate;
mod grants;
mod index;
mod label_syntax;
mod limits;
mod namespace;
mod namespaces;
mod network;
mod objects;
mod order;
mod pods;
mod selector;
mod services;
mod storage;
#[cfg(test)]
mod tests;
mod unseen;
mod values;
mod volumes;

use std::collections::HashMap;
use std::sync::Arc;

pub use access::{
    BindingOf, DEFAULT_SERVICE_ACCOUNT, RBAC, RoleOf, TokenMount, service_account_name,
};
pub(crate) use asked::Differences;
pub use built_in::{BuiltInRole, Rights, built_in_cluster_role, is_built_in_role};
pub use default_deny::DefaultDeny;
pub use doubt::{Doubt, Reason};
pub(crate) use environment_set::EnvironmentSet;
pub use estate::Estate;
pub(crate) use estate::Platform;
pub(crate) use grants::Conclusion;
pub use grants::{Grant, Granted, RoleWith};
pub use limits::{ContainerDefaults, Supplied};
pub use namespace::{DEFAULT_NAMESPACE, namespace, namespace_of};
pub use namespaces::NamespaceOf;
pub use network::{Coverage, Direction, Isolation, PerDirection, has_direction};
pub use objects::Found;
pub use selector::{Labels, Matches, Selector, WhenUnset};
pub use storage::ClassOf;
pub(crate) use unseen::Unseen;
pub use values::leaves;

use self::asked::{Question, Record, Topic};
use self::order::{Numbered, in_order};
use self::values::is_values;
use crate::model::pods::Workload;
use crate::model::{Resource, Technology};

/// All resources of one bundle and environment.
#[derive(Debug)]
pub struct Inventory<'r, 'a> {
    /// The shared layer.
    shared: Arc<Layer<'r, 'a>>,
    /// The layer of this environment.
    own: Layer<'r, 'a>,
    record: Record,
    missing: unseen::Missing,
    /// The grants of roles, computed on first use.
    sums: grants::Sums,
}

/// Resources with their indexes. An inventory queries its two layers and merges their answers.
#[derive(Debug, Default)]
struct Layer<'r, 'a> {
    resources: Vec<Numbered<&'r Resource<'a>>>,
    by_kind: HashMap<&'a str, Vec<Numbered<&'r Resource<'a>>>>,
    objects: objects::Objects<'r, 'a>,
    namespaces: namespaces::Namespaces<'r, 'a>,
    pods: pods::Pods<'r, 'a>,
    autoscaling: autoscaling::Autoscaling<'r, 'a>,
    network: network::Network<'r, 'a>,
    services: services::Services<'r, 'a>,
    limit_ranges: limits::LimitRanges<'r, 'a>,
    storage: storage::Storage<'r, 'a>,
    users: volumes::Users<'r, 'a>,
    access: access::Access<'r, 'a>,
    cluster_roles: grants::ClusterRoles<'r, 'a>,
    awaited: awaited::Awaited,
}

impl<'r, 'a> Layer<'r, 'a> {
    fn new(resources: Vec<Numbered<&'r Resource<'a>>>) -> Self {
        let is_kubernetes =
            |(_, resource): &Numbered<&Resource<'_>>| resource.technology == Technology::Kubernetes;
        let kubernetes: Vec<_> = resources.iter().copied().filter(is_kubernetes).collect();
        let mut by_kind: HashMap<&'a str, Vec<_>> = HashMap::new();
        for numbered in &resources {
            by_kind.entry(numbered.1.kind).or_default().push(*numbered);
        }
        Self {
            by_kind,
            objects: objects::Objects::new(&resources),
            namespaces: namespaces::Namespaces::new(&kubernetes),
            pods: pods::Pods::new(&kubernetes),
            autoscaling: autoscaling::Autoscaling::new(&kubernetes),
            network: network::Network::new(&kubernetes),
            services: services::Services::new(&kubernetes),
            limit_ranges: limits::LimitRanges::new(&kubernetes),
            storage: storage::Storage::new(&kubernetes),
            users: volumes::Users::new(&kubernetes),
            access: access::Access::new(&kubernetes),
            cluster_roles: grants::ClusterRoles::new(&kubernetes),
            awaited: awaited::Awaited::new(&resources),
            resources,
        }
    }

    /// The questions that the layer affects.
    fn changes(&self) -> Vec<Question> {
        let mut changes = Vec::new();
        let resources = || self.resources.iter().map(|(_, resource)| resource);
        let lists = [
            (Topic::Resources, resources().next().is_some()),
            (Topic::Workloads, resources().any(|resource| resource.workload().is_some())),
            (Topic::Values, resources().any(|resource| is_values(resource))),
        ];
        let lists = lists.into_iter().filter(|(_, any)| *any);
        changes.extend(lists.map(|(topic, _)| Question::whole(topic)));
        changes.extend(self.objects.changes());
        changes.extend(self.namespaces.changes());
        changes.extend(self.pods.changes());
        changes.extend(self.autoscaling.changes());
        changes.extend(self.network.changes());
        changes.extend(self.services.changes());
        changes.extend(self.limit_ranges.changes());
        changes.extend(self.storage.changes());
        changes.extend(self.access.changes());
        changes.extend(self.cluster_roles.changes());
        changes.extend(self.awaited.changes());
        changes
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// Indexes the resources; "first" in answers refers to their order.
    pub fn new(resources: impl IntoIterator<Item = &'r Resource<'a>>) -> Self {
        Self::shared(resources.into_iter().enumerate())
    }

    /// Indexes the resources that several environments share, given with their numbers in the order
    /// of the input.
    pub(crate) fn shared(resources: impl IntoIterator<Item = (usize, &'r Resource<'a>)>) -> Self {
        let shared = Layer::new(resources.into_iter().collect());
        let (own, record) = (Layer::default(), Record::default());
        let (missing, sums) = (unseen::Missing::default(), grants::Sums::default());
        Self { shared: Arc::new(shared), own, record, missing, sums }
    }

    /// The inventory of an environment with resources in addition to the shared ones, numbered with
    /// them. It answers as if all had been indexed together, but indexes only the latter.
    pub(crate) fn with(&self, own: impl IntoIterator<Item = (usize, &'r Resource<'a>)>) -> Self {
        let own = Layer::new(own.into_iter().collect());
        let (shared, missing) = (Arc::clone(&self.shared), self.missing.again());
        Self { shared, own, record: Record::exact(), missing, sums: grants::Sums::default() }
    }

    fn layers(&self) -> [&Layer<'r, 'a>; 2] {
        [&self.shared, &self.own]
    }

    /// Begins an evaluation, with an empty record of questions.
    pub(crate) fn begin(&self) {
        self.record.begin();
        self.missing.begin();
    }

    /// Whether the evaluation asked a question that files outside of one project can answer.
    pub(crate) fn asked_about_other_files(&self) -> bool {
        self.record.is_of_other_files()
    }

    /// All resources in the order of the input.
    pub fn resources(&self) -> impl ExactSizeIterator<Item = &'r Resource<'a>> + '_ {
        self.record.ask(|| Question::whole(Topic::Resources));
        self.all()
    }

    /// All resources of a kind in any group, in the order of the input.
    pub fn resources_of_kind<'i>(
        &'i self,
        kind: &str,
    ) -> impl Iterator<Item = &'r Resource<'a>> + use<'i, 'r, 'a> {
        self.record.ask(|| Question::whole(Topic::Resources));
        let of_kind =
            |layer: &'i Layer<'r, 'a>| layer.by_kind.get(kind).map_or(&[][..], Vec::as_slice);
        in_order(self.layers().map(of_kind)).copied()
    }

    /// All workloads in the order of the input.
    pub fn workloads(&self) -> impl Iterator<Item = (&'r Resource<'a>, &'r Workload<'a>)> + '_ {
        self.record.ask(|| Question::whole(Topic::Workloads));
        self.all().filter_map(|resource| Some((resource, resource.workload()?)))
    }

    fn all(&self) -> impl ExactSizeIterator<Item = &'r Resource<'a>> + '_ {
        in_order(self.layers().map(|layer| &layer.resources)).copied()
    }
}
