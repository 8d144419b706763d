//! Objects by group, kind, namespace and name.

use std::collections::HashMap;

use super::Inventory;
use super::doubt::Doubt;
use super::namespace::{BelongsTo, namespace_of};
use crate::model::Resource;
use crate::tree::State;

/// The objects of a group, a kind, a namespace and a name.
#[derive(Clone, Copy, Debug)]
pub enum Found<'r, 'a> {
    /// The input holds it.
    One(&'r Resource<'a>),
    /// The input holds it more than once; this is the first.
    Several(&'r Resource<'a>),
    /// The input does not hold it.
    Nothing,
}

impl<'r, 'a> Found<'r, 'a> {
    /// The first object, whether or not there are more.
    pub fn first(self) -> Option<&'r Resource<'a>> {
        match self {
            Self::One(resource) | Self::Several(resource) => Some(resource),
            Self::Nothing => None,
        }
    }

    fn and_another(self, resource: &'r Resource<'a>) -> Self {
        self.first().map_or(Self::One(resource), Self::Several)
    }
}

/// What no two objects share. Group and kind are those of one technology.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Identity<'a> {
    group: &'a str,
    kind: &'a str,
    namespace: Option<&'a str>,
    name: &'a str,
}

impl<'a> Identity<'a> {
    /// None where namespace or name are not known.
    fn of(resource: &Resource<'a>) -> Option<Self> {
        match (namespace_of(resource), resource.metadata.name.state()) {
            (Ok(namespace), State::Set(name, _)) => {
                let (group, kind) = (resource.group(), resource.kind);
                Some(Self { group, kind, namespace, name })
            }
            _ => None,
        }
    }
}

/// All objects.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects<'r, 'a> {
    by_identity: HashMap<Identity<'a>, Found<'r, 'a>>,
    /// By group and kind, that there are objects whose identity nobody knows.
    nameless: HashMap<(&'a str, &'a str), Doubt>,
}

impl<'r, 'a> Objects<'r, 'a> {
    pub(super) fn new(resources: &[&'r Resource<'a>]) -> Self {
        let by_identity = HashMap::with_capacity(resources.len());
        let mut objects = Self { by_identity, nameless: HashMap::new() };
        for resource in resources {
            match Identity::of(resource) {
                Some(identity) => objects.add(identity, resource),
                None => objects.add_nameless(resource),
            }
            let State::Set(name, _) = resource.metadata.name.state() else { continue };
            if BelongsTo::of(resource) == BelongsTo::Either {
                let (group, kind) = (resource.group(), resource.kind);
                objects.add(Identity { group, kind, namespace: None, name }, resource);
            }
        }
        objects
    }

    fn add(&mut self, identity: Identity<'a>, resource: &'r Resource<'a>) {
        let found = self.by_identity.entry(identity).or_insert(Found::Nothing);
        *found = found.and_another(resource);
    }

    fn add_nameless(&mut self, resource: &Resource<'a>) {
        let of_namespace = namespace_of(resource).err();
        if let Some(doubt) = of_namespace.or(Doubt::about(&resource.metadata.name)) {
            self.nameless.entry((resource.group(), resource.kind)).or_insert(doubt);
        }
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The object of a group, empty for the core group, a kind, a namespace and a name.
    ///
    /// Kinds that belong to the cluster are asked without a namespace: what their objects say of
    /// one means nothing. So are the kinds of technologies that have none.
    pub fn find(
        &self,
        group: &str,
        kind: &str,
        namespace: Option<&str>,
        name: &str,
    ) -> Found<'r, 'a> {
        self.ask();
        let identity = Identity { group, kind, namespace, name };
        self.objects.by_identity.get(&identity).copied().unwrap_or(Found::Nothing)
    }

    /// Why an object of a group and a kind may be there under a name that the text does not show.
    pub fn doubt_about(&self, group: &str, kind: &str) -> Option<Doubt> {
        self.ask();
        self.objects.nameless.get(&(group, kind)).copied()
    }

    /// The first object of a resource's identity, where it is another one.
    pub fn original_of(&self, resource: &Resource<'a>) -> Option<&'r Resource<'a>> {
        self.ask();
        let first = self.objects.by_identity.get(&Identity::of(resource)?)?.first()?;
        (!std::ptr::eq(first, resource)).then_some(first)
    }
}
