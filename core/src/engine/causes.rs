//! Findings of a resource that imply others.

use std::collections::HashMap;

use super::judgement::Finding;
use crate::model::Resource;
use crate::model::pods::Pod;
use crate::tree::State;

/// The findings of a resource that imply others, by their numbers.
#[derive(Default)]
pub(super) struct Causes {
    of_all: Vec<usize>,
    /// By container.
    of_container: HashMap<usize, Vec<usize>>,
    has_one_container: bool,
}

impl Causes {
    pub(super) fn of(resource: Option<&Resource<'_>>) -> Self {
        let has_one_container = resource.is_some_and(|resource| containers(resource) == 1);
        Self { has_one_container, ..Self::default() }
    }

    pub(super) fn add(&mut self, number: usize, finding: &Finding) {
        match &finding.container {
            None => self.of_all.push(number),
            Some(container) => {
                self.of_container.entry(container.identity).or_default().push(number);
            }
        }
    }

    /// The findings that may imply a finding, in order: a container does not affect others.
    pub(super) fn reaching(&self, finding: &Finding) -> Vec<usize> {
        let mut reaching = self.of_all.clone();
        match &finding.container {
            Some(container) => {
                reaching.extend(self.of_container.get(&container.identity).into_iter().flatten());
            }
            None if self.has_one_container => {
                reaching.extend(self.of_container.values().flatten());
            }
            None => {}
        }
        reaching.sort_unstable();
        reaching
    }
}

fn containers(resource: &Resource<'_>) -> usize {
    let pods = resource.workloads().filter_map(|workload| match workload.pod.state() {
        State::Set(pod, _) => Some(pod),
        State::Unset(..) | State::Unresolved(..) => None,
    });
    let lists = pods.flat_map(Pod::container_lists);
    lists.map(|list| if let State::Set(list, _) = list.state() { list.len() } else { 0 }).sum()
}
