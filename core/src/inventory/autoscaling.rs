//! Who changes the number of a workload's pods.

use std::collections::HashMap;

use super::Inventory;
use super::doubt::Doubt;
use super::namespace::namespace;
use crate::model::Resource;
use crate::tree::State;

/// HorizontalPodAutoscalers by kind, namespace and name of their target.
#[derive(Clone, Debug, Default)]
pub(super) struct Autoscaling<'r, 'a> {
    by_target: HashMap<(&'a str, &'a str, &'a str), Vec<&'r Resource<'a>>>,
    /// One whose target nobody knows.
    adrift: Option<Doubt>,
}

impl<'r, 'a> Autoscaling<'r, 'a> {
    pub(super) fn new(resources: &[&'r Resource<'a>]) -> Self {
        let mut autoscaling = Self::default();
        for resource in resources {
            if (resource.group(), resource.kind) == ("autoscaling", "HorizontalPodAutoscaler") {
                autoscaling.add(resource);
            }
        }
        autoscaling
    }

    fn add(&mut self, resource: &'r Resource<'a>) {
        let target = resource.at("spec.scaleTargetRef");
        let (kind, name) = (target.get("kind").text(), target.get("name").text());
        let own = namespace(&resource.metadata.namespace);
        match (kind.state(), name.state(), own) {
            (State::Set(kind, _), State::Set(name, _), Ok(own)) => {
                self.by_target.entry((kind, own, name)).or_default().push(resource);
            }
            (_, _, own) => {
                let doubt = own.err().or(Doubt::about(&kind)).or(Doubt::about(&name));
                self.adrift = self.adrift.or(doubt);
            }
        }
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The HorizontalPodAutoscalers of a workload, and the doubt whether another one is.
    pub fn autoscalers_of(&self, workload: &Resource<'a>) -> (&[&'r Resource<'a>], Option<Doubt>) {
        self.ask();
        let autoscaling = &self.autoscaling;
        let name = &workload.metadata.name;
        match (namespace(&workload.metadata.namespace), name.state()) {
            (Ok(own), State::Set(name, _)) => {
                let known = autoscaling.by_target.get(&(workload.kind, own, *name));
                (known.map_or(&[], Vec::as_slice), autoscaling.adrift)
            }
            (own, _) => {
                let doubt = own.err().or(Doubt::about(name));
                let any = !autoscaling.by_target.is_empty();
                (&[], doubt.filter(|_| any).or(autoscaling.adrift))
            }
        }
    }
}
