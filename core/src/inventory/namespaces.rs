//! The namespaces of the input.

use std::collections::HashMap;

use super::Inventory;
use super::asked::{Question, Topic};
use super::namespace::namespace;
use super::order::{First, Numbered};
use crate::model::{Body, Resource};
use crate::tree::State;

/// A namespace with workloads.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct NamespaceOf<'r, 'a> {
    /// Its name.
    pub name: &'a str,
    /// The Namespace object, if it is in the input.
    pub object: Option<&'r Resource<'a>>,
    /// The first of its workloads in the order of the input.
    pub workload: &'r Resource<'a>,
}

/// The part of a namespace in one layer.
#[derive(Clone, Copy, Debug, Default)]
struct Shown<'r, 'a> {
    object: First<&'r Resource<'a>>,
    workload: First<&'r Resource<'a>>,
}

/// All namespaces that have an object or a workload.
#[derive(Clone, Debug, Default)]
pub(super) struct Namespaces<'r, 'a>(HashMap<&'a str, Shown<'r, 'a>>);

impl<'r, 'a> Namespaces<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut namespaces = Self::default();
        for (number, resource) in resources {
            let Some(name) = namespace_shown(resource) else { continue };
            let shown = namespaces.0.entry(name).or_default();
            match resource.workload() {
                Some(_) => shown.workload.add(*number, *resource),
                None => shown.object.add(*number, *resource),
            }
        }
        namespaces
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let any = (!self.0.is_empty()).then_some(Question::whole(Topic::Namespaces));
        any.into_iter().collect()
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The namespaces with workloads, each with the number of the resource that it is shown at: its
    /// Namespace object, otherwise its first workload. Workloads in an unknown namespace are left
    /// out.
    pub(crate) fn numbered_namespaces(&self) -> Vec<(usize, NamespaceOf<'r, 'a>)> {
        self.record.ask(|| Question::whole(Topic::Namespaces));
        let [shared, own] = self.layers().map(|layer| &layer.namespaces.0);
        let more = own.keys().filter(|name| !shared.contains_key(*name));
        let names = shared.keys().chain(more);
        let mut found: Vec<_> = names.filter_map(|name| self.shown(name)).collect();
        found.sort_unstable_by_key(|(number, _)| *number);
        found
    }

    fn shown(&self, name: &'a str) -> Option<(usize, NamespaceOf<'r, 'a>)> {
        let shown = self.layers().map(|layer| layer.namespaces.0.get(name));
        let shown = shown.into_iter().flatten();
        let object = First::earliest(shown.clone().map(|shown| shown.object));
        let workload = First::earliest(shown.map(|shown| shown.workload));
        let number = object.number().or(workload.number())?;
        let (object, workload) = (object.get(), workload.get()?);
        Some((number, NamespaceOf { name, object, workload }))
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
