//! The resources of a run in the form that the estate needs.

use super::input::NotRead;
use super::parse::Parsed;
use super::walk::Walk;
use crate::frontends::settings;
use crate::inventory::Platform;
use crate::model::pods::Pod;
use crate::model::settings::Setting;
use crate::model::{Resource, Standing};
use crate::tree::{Place, State};

impl<'p> Platform<'p> for &'p Walk<'p> {
    fn resources(&self) -> &'p [Resource<'p>] {
        &self.resources
    }

    fn standings(&self) -> &'p [Standing] {
        &self.standings
    }

    fn files(&self) -> impl Iterator<Item = (&'p str, &'p str)> {
        let is_there = |input: &&&Parsed| {
            input.context.is_none() && !matches!(input.not_read, Some(NotRead::Excluded(_)))
        };
        let there = self.numbered.inputs.iter().filter(is_there);
        there.map(|input| (&*input.bundle, input.name()))
    }

    fn written(&self, place: Place) -> Place {
        Walk::written(self, place)
    }

    fn settings(&self, resource: &'p Resource<'p>) -> Vec<Setting<'p>> {
        let mut settings = self.frontend(Some(resource)).settings(resource);
        let pods = resource.workloads().filter_map(|workload| match workload.pod.state() {
            State::Set(pod, _) => Some(pod),
            State::Unset(..) | State::Unresolved(..) => None,
        });
        for list in pods.flat_map(Pod::container_lists) {
            let State::Set(containers, _) = list.state() else { continue };
            for container in containers {
                settings.extend(settings::environment(container));
                settings.extend(settings::arguments(container));
            }
        }
        settings.into_iter().filter_map(Result::ok).collect()
    }
}
