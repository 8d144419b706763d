//! Evaluations to repeat in another environment.

use std::collections::HashMap;

use super::stream::Around;
use crate::inventory::{Differences, EnvironmentSet, Inventory};

/// The evaluations of resources of several environments whose result may differ in environments after
/// the first.
#[derive(Debug, Default)]
pub(super) struct Reruns {
    /// All environments.
    all: EnvironmentSet,
    /// The questions that their own resources can answer differently.
    differences: Differences,
    /// The environments that are production.
    production: EnvironmentSet,
    /// By environment, the resources with evaluations to repeat.
    by_environment: Vec<Vec<usize>>,
    /// By resource: the subject's number in the stream, the check, and the environments.
    by_resource: HashMap<usize, Vec<(u32, usize, EnvironmentSet)>>,
    /// The environments of the resource that is judged now, if evaluations are recorded for them.
    recorded: Option<EnvironmentSet>,
    /// The evaluations to repeat for the resource that is judged now; `None` means all.
    wanted: Option<Vec<(u32, usize)>>,
}

impl Reruns {
    pub(super) fn new(inventories: &[Inventory<'_, '_>], production: EnvironmentSet) -> Self {
        Self {
            all: EnvironmentSet::first(inventories.len()),
            differences: Differences::new(inventories),
            production,
            by_environment: vec![Vec::new(); inventories.len()],
            ..Self::default()
        }
    }

    /// The resources with evaluations to repeat in an environment, each once, in no order. They are
    /// needed once.
    pub(super) fn of(&mut self, environment: usize) -> Vec<usize> {
        self.by_environment.get_mut(environment).map(std::mem::take).unwrap_or_default()
    }

    /// Begins a resource in the first of its environments; `None` if it is in a single one.
    pub(super) fn begin(&mut self, environments: Option<EnvironmentSet>) {
        self.recorded = environments.map(|environments| environments.common(&self.all));
    }

    /// Begins a resource in a later environment.
    pub(super) fn repeat(&mut self, resource: usize, environment: usize) {
        let recorded = self.by_resource.get(&resource).map_or(&[][..], Vec::as_slice);
        let wanted = recorded.iter().filter(|(_, _, of)| of.contains(environment));
        self.wanted = Some(wanted.map(|(ordinal, check, _)| (*ordinal, *check)).collect());
    }

    /// Ends the resource.
    pub(super) fn end(&mut self) {
        self.wanted = None;
        self.recorded = None;
    }

    /// Whether to evaluate a check for a subject of the resource.
    pub(super) fn wants(&self, ordinal: u32, check: usize) -> bool {
        // INVARIANT: subjects and checks were recorded in this order.
        self.wanted.as_ref().is_none_or(|wanted| wanted.binary_search(&(ordinal, check)).is_ok())
    }

    /// Records an evaluation, and whether the environment is production if it depends on that;
    /// returns the environments to which it applies if there may be others than its own.
    pub(super) fn record(
        &mut self,
        around: &Around<'_>,
        (ordinal, check): (u32, usize),
        is_production: Option<bool>,
        environment: &EnvironmentSet,
    ) -> Option<EnvironmentSet> {
        let (Some(resource), Some(all)) = (around.index, &self.recorded) else {
            return None;
        };
        let mut again = match is_production {
            Some(true) => all.without(&self.production),
            Some(false) => all.common(&self.production),
            None => EnvironmentSet::NONE,
        };
        let differ = self.differences.environments(around.inventory);
        // If resources of this environment matter, another environment has the same outcome only by
        // chance.
        again.unite(&if differ.intersects(environment) {
            all.clone()
        } else {
            all.common(&differ)
        });
        let again = again.without(environment);
        if again.is_empty() {
            return Some(all.clone());
        }
        let same = all.without(&again);
        for number in again.iter() {
            let known = self.by_environment.get_mut(number);
            if let Some(known) = known.filter(|known| known.last() != Some(&resource)) {
                known.push(resource);
            }
        }
        self.by_resource.entry(resource).or_default().push((ordinal, check, again));
        Some(same)
    }
}
