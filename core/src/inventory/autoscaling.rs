//! The autoscalers of workloads.

use std::collections::HashMap;

use super::Inventory;
use super::asked::{Question, Topic};
use super::doubt::Doubt;
use super::namespace::namespace;
use super::order::{First, Numbered, in_order};
use crate::model::Resource;
use crate::tree::State;

/// HorizontalPodAutoscalers by kind, namespace and name of their target.
#[derive(Clone, Debug, Default)]
pub(super) struct Autoscaling<'r, 'a> {
    by_target: HashMap<(&'a str, &'a str, &'a str), Vec<Numbered<&'r Resource<'a>>>>,
    /// One whose target is unknown.
    adrift: First<Doubt>,
}

impl<'r, 'a> Autoscaling<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut autoscaling = Self::default();
        for (number, resource) in resources {
            if (resource.group(), resource.kind) == ("autoscaling", "HorizontalPodAutoscaler") {
                autoscaling.add(*number, resource);
            }
        }
        autoscaling
    }

    fn add(&mut self, number: usize, resource: &'r Resource<'a>) {
        let target = resource.at("spec.scaleTargetRef");
        let (kind, name) = (target.get("kind").text(), target.get("name").text());
        let own = namespace(&resource.metadata.namespace);
        match (kind.state(), name.state(), own) {
            (State::Set(kind, _), State::Set(name, _), Ok(own)) => {
                self.by_target.entry((kind, own, name)).or_default().push((number, resource));
            }
            (_, _, own) => {
                let doubt = own.err().or(Doubt::about(&kind)).or(Doubt::about(&name));
                if let Some(doubt) = doubt {
                    self.adrift.add(number, doubt);
                }
            }
        }
    }
}

impl Autoscaling<'_, '_> {
    pub(super) fn changes(&self) -> Vec<Question> {
        let named = self.by_target.keys().map(question);
        let adrift = self.adrift.get().map(|_| Question::whole(Topic::Autoscalers));
        named.chain(adrift).collect()
    }
}

fn question((kind, namespace, name): &(&str, &str, &str)) -> Question {
    Question::named(Topic::Autoscalers, &[kind, namespace, name])
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The HorizontalPodAutoscalers of a workload, and the doubt whether there is another one.
    pub fn autoscalers_of(
        &self,
        workload: &Resource<'a>,
    ) -> (Vec<&'r Resource<'a>>, Option<Doubt>) {
        let layers = self.layers().map(|layer| &layer.autoscaling);
        let adrift = First::earliest(layers.map(|autoscaling| autoscaling.adrift)).get();
        let name = &workload.metadata.name;
        match (namespace(&workload.metadata.namespace), name.state()) {
            (Ok(own), State::Set(name, _)) => {
                let target = (workload.kind, own, *name);
                self.record.ask(|| question(&target));
                let known = layers.map(|autoscaling| {
                    autoscaling.by_target.get(&target).map_or(&[][..], Vec::as_slice)
                });
                (in_order(known).copied().collect(), adrift)
            }
            (own, _) => {
                self.record.ask(|| Question::whole(Topic::Autoscalers));
                let doubt = own.err().or(Doubt::about(name));
                let any = layers.iter().any(|autoscaling| !autoscaling.by_target.is_empty());
                (Vec::new(), doubt.filter(|_| any).or(adrift))
            }
        }
    }
}
