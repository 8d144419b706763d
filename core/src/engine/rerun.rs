//! Evaluations to repeat in another environment.

use std::collections::BTreeMap;

use super::stream::Around;
use crate::inventory::{Differences, EnvironmentSet, Inventory};

/// The evaluations of shared resources whose result may differ in environments after the first.
#[derive(Debug, Default)]
pub(super) struct Reruns {
    /// All environments.
    all: EnvironmentSet,
    /// The questions that their own resources can answer differently.
    differences: Differences,
    /// The environments that are production.
    production: EnvironmentSet,
    /// By resource: the subject's number in the stream, the check, and the environments.
    by_resource: BTreeMap<usize, Vec<(u32, usize, EnvironmentSet)>>,
    /// Whether evaluations are recorded for other environments.
    pub(super) records: bool,
    /// The evaluations to repeat for the resource that is judged now; `None` means all.
    wanted: Option<Vec<(u32, usize)>>,
}

impl Reruns {
    pub(super) fn new(inventories: &[Inventory<'_, '_>], production: EnvironmentSet) -> Self {
        let differences = Differences::new(inventories);
        let all = EnvironmentSet::first(inventories.len().max(1));
        Self { all, differences, production, ..Self::default() }
    }

    /// The shared resources with evaluations to repeat in an environment, in the order of the walk.
    pub(super) fn of(&self, environment: usize) -> Vec<usize> {
        let again = self.by_resource.iter().filter(|(_, recorded)| {
            recorded.iter().any(|(_, _, environments)| environments.contains(environment))
        });
        again.map(|(resource, _)| *resource).collect()
    }

    /// Begins a shared resource in a later environment.
    pub(super) fn begin(&mut self, resource: usize, environment: usize) {
        let recorded = self.by_resource.get(&resource).map_or(&[][..], Vec::as_slice);
        let wanted =
            recorded.iter().filter(|(_, _, environments)| environments.contains(environment));
        self.wanted = Some(wanted.map(|(ordinal, check, _)| (*ordinal, *check)).collect());
    }

    /// Ends the resource.
    pub(super) fn end(&mut self) {
        self.wanted = None;
        self.records = false;
    }

    /// Whether to evaluate a check for a subject of the resource.
    pub(super) fn wants(&self, ordinal: u32, check: usize) -> bool {
        // INVARIANT: subjects and checks were recorded in this order.
        self.wanted.as_ref().is_none_or(|wanted| wanted.binary_search(&(ordinal, check)).is_ok())
    }

    /// Records an evaluation; returns the environments to which it applies.
    pub(super) fn record(
        &mut self,
        around: &Around<'_>,
        (ordinal, check): (u32, usize),
        production_asked: bool,
        environment: &EnvironmentSet,
    ) -> EnvironmentSet {
        let Some(resource) = around.index.filter(|_| self.records) else {
            return environment.clone();
        };
        let mut again = EnvironmentSet::NONE;
        if production_asked {
            if self.production.intersects(environment) {
                again.unite(&self.all.without(&self.production));
            } else {
                again.unite(&self.production);
            }
        }
        let differ = self.differences.environments(around.inventory);
        // If resources of this environment matter, another environment has the same outcome only by
        // chance.
        again.unite(if differ.intersects(environment) { &self.all } else { &differ });
        let again = again.without(environment);
        let same = self.all.without(&again);
        if !again.is_empty() {
            self.by_resource.entry(resource).or_default().push((ordinal, check, again));
        }
        same
    }
}
