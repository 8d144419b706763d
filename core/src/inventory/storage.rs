//! The StorageClass or volume of a claim.

use std::collections::HashMap;

use super::asked::{Question, Topic};
use super::doubt::{Doubt, Reason};
use super::namespace::namespace;
use super::order::{First, Numbered, in_order};
use super::{Found, Inventory};
use crate::model::meta::lookup;
use crate::model::storage::{Claim, PersistentVolume, StorageClass};
use crate::model::{Body, Resource};
use crate::tree::{Anchor, State};

/// The class that provisions the volume of a claim.
#[derive(Clone, Copy, Debug)]
pub enum ClassOf<'r, 'a> {
    /// A class in the input.
    Found(&'r Resource<'a>, &'r StorageClass<'a>),
    /// The claim names a class that is not in the input.
    NotInInput(&'a str),
    /// The claim uses the default class, and no class in the input is the default.
    NoDefaultInInput,
    /// The claim has no class: this is its manually created volume.
    ByHand(&'r Resource<'a>, &'r PersistentVolume<'a>),
    /// The claim has no class, and its volume is not in the input.
    ByHandNotInInput,
    /// Unknown, with the reason.
    Unknown(Doubt),
}

/// A volume that was created manually.
type VolumeOf<'r, 'a> = (&'r Resource<'a>, &'r PersistentVolume<'a>);

/// The volumes and the default class.
#[derive(Clone, Debug, Default)]
pub(super) struct Storage<'r, 'a> {
    by_claim: HashMap<(&'a str, &'a str), Vec<Numbered<VolumeOf<'r, 'a>>>>,
    defaults: Vec<Numbered<(&'r Resource<'a>, &'r StorageClass<'a>)>>,
    perhaps_default: First<Doubt>,
}

/// Annotations that make a class the default of its cluster.
const DEFAULT_CLASS: [&str; 2] = [
    "storageclass.kubernetes.io/is-default-class",
    "storageclass.beta.kubernetes.io/is-default-class",
];

impl<'r, 'a> Storage<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut storage = Self::default();
        for (number, resource) in resources {
            match &resource.body {
                Body::PersistentVolume(volume) => storage.add_volume(*number, resource, volume),
                Body::StorageClass(class) => storage.add_class(*number, resource, class),
                _ => {}
            }
        }
        storage
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let volumes = self.by_claim.keys().map(question);
        let is_default = !self.defaults.is_empty() || self.perhaps_default.get().is_some();
        volumes.chain(is_default.then_some(Question::whole(Topic::DefaultClass))).collect()
    }

    fn add_volume(
        &mut self,
        number: usize,
        resource: &'r Resource<'a>,
        volume: &'r PersistentVolume<'a>,
    ) {
        if let (Ok(namespace), State::Set(name, _)) =
            (namespace(&volume.claim.0), volume.claim.1.state())
        {
            let volumes = self.by_claim.entry((namespace, *name)).or_default();
            volumes.push((number, (resource, volume)));
        }
    }

    fn add_class(
        &mut self,
        number: usize,
        resource: &'r Resource<'a>,
        class: &'r StorageClass<'a>,
    ) {
        let mut doubt = None;
        for annotation in DEFAULT_CLASS {
            match lookup(&resource.metadata.annotations, annotation).state() {
                State::Set("true", _) => return self.defaults.push((number, (resource, class))),
                State::Set(..) | State::Unset(..) => {}
                State::Unresolved(place, why) => doubt = Some(Doubt::unresolved(*place, *why)),
            }
        }
        if let Some(doubt) = doubt {
            self.perhaps_default.add(number, doubt);
        }
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The class of a claim.
    ///
    /// `owner` is the resource of a PersistentVolumeClaim. Claims that are created for each pod,
    /// from a template or as ephemeral volumes, get generated names and have no owner here: a
    /// volume cannot be reserved for them.
    pub fn class_of(&self, claim: &Claim<'a>, owner: Option<&Resource<'a>>) -> ClassOf<'r, 'a> {
        match claim.class.state() {
            State::Set("", _) => self.volume_of(claim, owner),
            State::Set(name, _) => match self.find("storage.k8s.io", "StorageClass", None, name) {
                Found::One(resource) => class_body(resource)
                    .map_or(ClassOf::NotInInput(name), |class| ClassOf::Found(resource, class)),
                Found::Several(resource) => {
                    let reason = Reason::Several("StorageClass with this name");
                    ClassOf::Unknown(Doubt::new(resource.spot().place, reason))
                }
                Found::Nothing => ClassOf::NotInInput(name),
            },
            State::Unset(..) => self.default_class(),
            State::Unresolved(place, why) => ClassOf::Unknown(Doubt::unresolved(*place, *why)),
        }
    }

    /// The default class.
    fn default_class(&self) -> ClassOf<'r, 'a> {
        self.record.ask(|| Question::whole(Topic::DefaultClass));
        let layers = self.layers().map(|layer| &layer.storage);
        let perhaps = First::earliest(layers.map(|storage| storage.perhaps_default)).get();
        let mut defaults = in_order(layers.map(|storage| storage.defaults.as_slice()));
        match (defaults.next(), defaults.next(), perhaps) {
            (None, _, None) => ClassOf::NoDefaultInInput,
            (Some((resource, class)), None, None) => ClassOf::Found(resource, class),
            (_, None, Some(doubt)) => ClassOf::Unknown(doubt),
            // The cluster uses the newest default class, and the age is not in the input.
            (_, Some((resource, _)), _) => ClassOf::Unknown(Doubt::new(
                resource.spot().place,
                Reason::Several("default StorageClass"),
            )),
        }
    }

    fn volume_of(&self, claim: &Claim<'a>, owner: Option<&Resource<'a>>) -> ClassOf<'r, 'a> {
        let several = |resource: &Resource<'a>| {
            let reason = Reason::Several("PersistentVolume that matches the claim");
            ClassOf::Unknown(Doubt::new(resource.spot().place, reason))
        };
        match claim.volume_name.state() {
            State::Set("", _) | State::Unset(..) => {}
            State::Set(name, _) => {
                return match self.find("", "PersistentVolume", None, name) {
                    Found::One(resource) => match &resource.body {
                        Body::PersistentVolume(volume) => ClassOf::ByHand(resource, volume),
                        _ => ClassOf::ByHandNotInInput,
                    },
                    Found::Several(resource) => several(resource),
                    Found::Nothing => ClassOf::ByHandNotInInput,
                };
            }
            State::Unresolved(place, why) => {
                return ClassOf::Unknown(Doubt::unresolved(*place, *why));
            }
        }
        let Some(owner) = owner else { return ClassOf::ByHandNotInInput };
        let own = namespace(&owner.metadata.namespace);
        let (Ok(own), State::Set(name, _)) = (own, owner.metadata.name.state()) else {
            return ClassOf::ByHandNotInInput;
        };
        self.record.ask(|| question(&(own, name)));
        let volumes = self
            .layers()
            .map(|layer| layer.storage.by_claim.get(&(own, *name)).map_or(&[][..], Vec::as_slice));
        let mut volumes = in_order(volumes);
        match (volumes.next(), volumes.next()) {
            (Some((resource, volume)), None) => ClassOf::ByHand(resource, volume),
            (_, Some((resource, _))) => several(resource),
            (None, None) => ClassOf::ByHandNotInInput,
        }
    }
}

/// Which volume is reserved for a claim.
fn question((namespace, name): &(&str, &str)) -> Question {
    Question::named(Topic::Volumes, &[namespace, name])
}

fn class_body<'r, 'a>(resource: &'r Resource<'a>) -> Option<&'r StorageClass<'a>> {
    match &resource.body {
        Body::StorageClass(class) => Some(class),
        _ => None,
    }
}
