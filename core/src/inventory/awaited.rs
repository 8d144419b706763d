//! Dependencies between the services of a project.

use std::collections::HashMap;

use super::Inventory;
use super::asked::{Question, Topic};
use super::order::Numbered;
use crate::model::{Resource, Technology};
use crate::tree::{Field, State};

/// The services that others wait for until they have ended, by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Awaited(HashMap<String, Waiting>);

/// How others wait for a service.
#[derive(Clone, Debug, Default)]
struct Waiting {
    /// The last one that certainly waits until it has ended.
    ends: Option<Numbered<Field<bool>>>,
    /// The first one with unknown dependencies.
    perhaps: Option<Numbered<Field<bool>>>,
}

impl Awaited {
    pub(super) fn new(resources: &[Numbered<&Resource<'_>>]) -> Self {
        let mut awaited = Self::default();
        let services =
            resources.iter().filter(|(_, resource)| resource.technology == Technology::Compose);
        for (number, service) in services {
            let dependencies = service.at("depends_on").entries();
            let State::Set(dependencies, _) = dependencies.state() else { continue };
            for dependency in dependencies {
                let condition = dependency.value.get("condition").text();
                let ends = condition.map(|condition| condition == "service_completed_successfully");
                awaited.add(*number, &dependency.key, ends);
            }
        }
        awaited
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        self.0.keys().map(|service| question(service)).collect()
    }

    fn add(&mut self, number: usize, service: &str, ends: Field<bool>) {
        let is_certain = match ends.state() {
            State::Set(true, _) => true,
            State::Unresolved(..) => false,
            State::Set(false, _) | State::Unset(..) => return,
        };
        let waiting = self.0.entry(service.to_owned()).or_default();
        if is_certain {
            waiting.ends = Some((number, ends));
        } else {
            waiting.perhaps.get_or_insert((number, ends));
        }
    }
}

fn question(service: &str) -> Question {
    Question::named(Topic::Awaited, &[service])
}

impl Inventory<'_, '_> {
    /// Whether another service of the project waits until the one of this name has ended; `None` if
    /// no service does, unresolved if the dependencies are unknown.
    pub fn is_awaited_to_end(&self, service: &str) -> Option<&Field<bool>> {
        self.record.note(question(service));
        let waiting = self.layers().map(|layer| layer.awaited.0.get(service));
        let waiting = waiting.into_iter().flatten();
        let ends = waiting.clone().filter_map(|waiting| waiting.ends.as_ref());
        let perhaps = waiting.filter_map(|waiting| waiting.perhaps.as_ref());
        let last = ends.max_by_key(|(number, _)| *number);
        last.or(perhaps.min_by_key(|(number, _)| *number)).map(|(_, field)| field)
    }
}
