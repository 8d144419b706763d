//! All resources of one bundle and environment, indexed: who refers to whom.
//!
//! Building an inventory and asking it both take time that grows linearly with the input. Nothing
//! is judged here. Whatever an answer rests on may be unresolved; then the answer is a [`Doubt`]
//! that says what and where. What is in a namespace that nobody knows never answers for another.

mod access;
mod asked;
mod autoscaling;
mod default_deny;
mod doubt;
mod index;
mod label_syntax;
mod limits;
mod namespace;
mod network;
mod objects;
mod order;
mod pods;
mod selector;
mod storage;
mod values;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

pub use access::{
    BindingOf, DEFAULT_SERVICE_ACCOUNT, RBAC, RoleOf, TokenMount, service_account_name,
};
pub use asked::Asked;
pub use default_deny::DefaultDeny;
pub use doubt::{Doubt, Reason};
pub use label_syntax::{is_label_key, is_label_value};
pub use limits::{ContainerDefaults, Supplied};
pub use namespace::{DEFAULT_NAMESPACE, namespace, namespace_of};
pub use network::{Coverage, Direction, Isolation, PerDirection, has_direction};
pub use objects::Found;
pub use selector::{LABELS_OF_CONTROLLERS, Labels, Matches, Selector, WhenUnset, invalid_part};
pub use storage::ClassOf;
pub use values::EffectiveValues;

use crate::model::pods::Workload;
use crate::model::{Body, Resource, Technology};
use crate::tree::{Field, State};

/// All resources of one bundle and environment.
#[derive(Debug)]
pub struct Inventory<'r, 'a> {
    resources: Vec<&'r Resource<'a>>,
    objects: objects::Objects<'r, 'a>,
    namespaces: Vec<NamespaceOf<'r, 'a>>,
    namespace_positions: HashMap<&'a str, usize>,
    pods: pods::Pods<'r, 'a>,
    autoscaling: autoscaling::Autoscaling<'r, 'a>,
    network: network::Network<'r, 'a>,
    limit_ranges: limits::LimitRanges<'r, 'a>,
    has_limit_ranges: bool,
    storage: storage::Storage<'r, 'a>,
    access: access::Access<'r, 'a>,
    awaited: HashMap<String, Field<bool>>,
    asked: AtomicBool,
}

/// A namespace that holds something.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct NamespaceOf<'r, 'a> {
    /// Its name.
    pub name: &'a str,
    /// The Namespace object, where the input has it.
    pub object: Option<&'r Resource<'a>>,
    /// Its workloads in the order of the input.
    pub workloads: Vec<(&'r Resource<'a>, &'r Workload<'a>)>,
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// Indexes the resources; their order is kept and decides what is called the first.
    pub fn new(resources: impl IntoIterator<Item = &'r Resource<'a>>) -> Self {
        let resources: Vec<_> = resources.into_iter().collect();
        let kubernetes: Vec<_> = (resources.iter().copied())
            .filter(|resource| resource.technology == Technology::Kubernetes)
            .collect();
        let (namespaces, namespace_positions) = namespaces(&kubernetes);
        Self {
            objects: objects::Objects::new(&resources),
            namespaces,
            namespace_positions,
            pods: pods::Pods::new(&kubernetes),
            autoscaling: autoscaling::Autoscaling::new(&kubernetes),
            network: network::Network::new(&kubernetes),
            limit_ranges: limits::limit_ranges(&kubernetes),
            has_limit_ranges: kubernetes
                .iter()
                .any(|resource| matches!(resource.body, Body::LimitRange(_))),
            storage: storage::Storage::new(&kubernetes),
            access: access::Access::new(&kubernetes),
            awaited: order::awaited(&resources),
            asked: AtomicBool::new(false),
            resources,
        }
    }

    /// Notes that an answer rests on what other files say. Every question does so.
    fn ask(&self) {
        self.asked.store(true, Ordering::Relaxed);
    }

    /// Begins an evaluation: nothing has been asked yet.
    pub(crate) fn begin(&self) {
        self.asked.store(false, Ordering::Relaxed);
    }

    /// What has been asked about since the evaluation began.
    pub(crate) fn asked(&self) -> Asked {
        if self.asked.load(Ordering::Relaxed) { Asked::EVERYTHING } else { Asked::NOTHING }
    }

    /// What the environment's own resources can change.
    pub(crate) fn own(&self) -> Asked {
        Asked::EVERYTHING
    }

    /// Whether another service of the project waits until the one of this name has ended; none where
    /// nobody does.
    pub fn is_awaited_to_end(&self, service: &str) -> Option<&Field<bool>> {
        self.awaited.get(service)
    }

    /// All resources in the order of the input.
    pub fn resources(&self) -> impl ExactSizeIterator<Item = &'r Resource<'a>> + '_ {
        self.ask();
        self.resources.iter().copied()
    }

    /// All workloads in the order of the input.
    pub fn workloads(&self) -> impl Iterator<Item = (&'r Resource<'a>, &'r Workload<'a>)> + '_ {
        self.ask();
        self.resources().filter_map(|resource| Some((resource, resource.workload()?)))
    }

    /// The namespaces that have an object or a workload in the input, in the order of the input.
    /// Workloads in a namespace that nobody knows are in none of them.
    pub fn namespaces(&self) -> &[NamespaceOf<'r, 'a>] {
        self.ask();
        &self.namespaces
    }

    /// The namespace of this name, if it has an object or a workload in the input.
    pub fn namespace_named(&self, name: &str) -> Option<&NamespaceOf<'r, 'a>> {
        self.ask();
        self.namespaces.get(*self.namespace_positions.get(name)?)
    }

    /// The namespace with workloads that a resource stands for: its Namespace object, or the first
    /// workload of one that has none.
    pub fn namespace_at(&self, resource: &Resource<'a>) -> Option<&NamespaceOf<'r, 'a>> {
        let name = namespace_shown(resource)?;
        let namespace = self.namespace_named(name)?;
        let (first, _) = namespace.workloads.first()?;
        std::ptr::eq(namespace.object.unwrap_or(first), resource).then_some(namespace)
    }
}

/// The namespace that a Namespace object is, or that a workload is in.
fn namespace_shown<'a>(resource: &Resource<'a>) -> Option<&'a str> {
    match (&resource.body, resource.metadata.name.state()) {
        (Body::Namespace(_), State::Set(name, _)) => Some(*name),
        (Body::Workload(_), _) => namespace(&resource.metadata.namespace).ok(),
        _ => None,
    }
}

fn namespaces<'r, 'a>(
    resources: &[&'r Resource<'a>],
) -> (Vec<NamespaceOf<'r, 'a>>, HashMap<&'a str, usize>) {
    let mut namespaces: Vec<NamespaceOf<'r, 'a>> = Vec::new();
    let mut positions: HashMap<&'a str, usize> = HashMap::new();
    for resource in resources {
        let Some(name) = namespace_shown(resource) else { continue };
        let position = *positions.entry(name).or_insert_with(|| {
            namespaces.push(NamespaceOf { name, object: None, workloads: Vec::new() });
            namespaces.len() - 1
        });
        let Some(entry) = namespaces.get_mut(position) else { continue };
        match resource.workload() {
            Some(workload) => entry.workloads.push((resource, workload)),
            None => entry.object = entry.object.or(Some(resource)),
        }
    }
    (namespaces, positions)
}
