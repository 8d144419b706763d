//! Objects by group, kind, namespace and name.

use std::collections::HashMap;

use super::asked::{Question, Topic};
use super::doubt::Doubt;
use super::namespace::{BelongsTo, namespace_of};
use super::order::{First, Numbered, in_order};
use super::{Inventory, Layer};
use crate::model::Resource;
use crate::tree::State;

/// The objects of a group, a kind, a namespace and a name.
#[derive(Clone, Copy, Debug)]
pub enum Found<'r, 'a> {
    /// In the input.
    One(&'r Resource<'a>),
    /// In the input more than once; this is the first.
    Several(&'r Resource<'a>),
    /// Not in the input.
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
}

/// The identity of an object. Group and kind are those of one technology.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Identity<'a> {
    group: &'a str,
    kind: &'a str,
    namespace: Option<&'a str>,
    name: &'a str,
}

impl<'a> Identity<'a> {
    /// `None` if namespace or name are not known.
    fn of(resource: &Resource<'a>) -> Option<Self> {
        match (namespace_of(resource), resource.metadata.name.state()) {
            (Ok(namespace), State::Set(name, _)) => {
                let (group, kind) = (resource.group(), resource.kind);
                Some(Self { group, kind, namespace, name })
            }
            _ => None,
        }
    }

    fn question(&self) -> Question {
        let Self { group, kind, namespace, name } = self;
        Question::named(Topic::Objects, &[group, kind, namespace.unwrap_or_default(), name])
    }
}

/// The objects of one identity.
#[derive(Clone, Debug)]
struct Same<'r, 'a> {
    first: Numbered<&'r Resource<'a>>,
    others: Vec<Numbered<&'r Resource<'a>>>,
}

impl<'r, 'a> Same<'r, 'a> {
    fn all(&self) -> impl Iterator<Item = &Numbered<&'r Resource<'a>>> {
        std::iter::once(&self.first).chain(&self.others)
    }
}

/// All objects.
#[derive(Clone, Debug, Default)]
pub(super) struct Objects<'r, 'a> {
    by_identity: HashMap<Identity<'a>, Same<'r, 'a>>,
    /// The number of objects by group, kind and name, in all namespaces.
    namesakes: HashMap<(&'a str, &'a str, &'a str), usize>,
    /// The groups and kinds with objects of unknown identity.
    nameless: HashMap<(&'a str, &'a str), First<Doubt>>,
}

impl<'r, 'a> Objects<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let by_identity = HashMap::with_capacity(resources.len());
        let mut objects = Self { by_identity, ..Self::default() };
        for (number, resource) in resources {
            if let State::Set(name, _) = resource.metadata.name.state() {
                let key = (resource.group(), resource.kind, *name);
                *objects.namesakes.entry(key).or_default() += 1;
            }
            match Identity::of(resource) {
                Some(identity) => objects.add(identity, *number, resource),
                None => objects.add_nameless(*number, resource),
            }
            let State::Set(name, _) = resource.metadata.name.state() else { continue };
            if BelongsTo::of(resource) == BelongsTo::Either {
                let (group, kind) = (resource.group(), resource.kind);
                objects.add(Identity { group, kind, namespace: None, name }, *number, resource);
            }
        }
        objects
    }

    fn add(&mut self, identity: Identity<'a>, number: usize, resource: &'r Resource<'a>) {
        let own = (number, resource);
        let known = self.by_identity.entry(identity).and_modify(|same| same.others.push(own));
        known.or_insert_with(|| Same { first: own, others: Vec::new() });
    }

    pub(super) fn changes(&self) -> Vec<Question> {
        let nameless = self.nameless.keys().map(|(group, kind)| doubts(group, kind));
        self.by_identity.keys().map(Identity::question).chain(nameless).collect()
    }

    fn add_nameless(&mut self, number: usize, resource: &Resource<'a>) {
        let of_namespace = namespace_of(resource).err();
        if let Some(doubt) = of_namespace.or(Doubt::about(&resource.metadata.name)) {
            self.nameless.entry((resource.group(), resource.kind)).or_default().add(number, doubt);
        }
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The object of a group, empty for the core group, a kind, a namespace and a name.
    ///
    /// Cluster-scoped kinds, and those of technologies without namespaces, are looked up without a
    /// namespace.
    pub fn find(
        &self,
        group: &str,
        kind: &str,
        namespace: Option<&str>,
        name: &str,
    ) -> Found<'r, 'a> {
        self.same(&Identity { group, kind, namespace, name })
    }

    /// The same for an object that the cluster itself creates everywhere: if none was found, it is the
    /// cluster's, even if something was not read.
    pub(super) fn find_or_of_cluster(
        &self,
        group: &str,
        kind: &str,
        namespace: Option<&str>,
        name: &str,
    ) -> Found<'r, 'a> {
        self.seen(&Identity { group, kind, namespace, name })
    }

    /// Why an object of a group and a kind with an unknown name may match.
    pub fn doubt_about(&self, group: &str, kind: &str) -> Option<Doubt> {
        self.record.ask(|| doubts(group, kind));
        let doubts = self.layers().map(|layer| layer.objects.nameless.get(&(group, kind)));
        First::earliest(doubts.into_iter().flatten().copied()).get()
    }

    /// The objects of a resource's identity that come before it, in order.
    pub fn originals_of(&self, resource: &Resource<'a>) -> impl Iterator<Item = &'r Resource<'a>> {
        let own = std::ptr::from_ref(resource);
        self.all_like(resource).take_while(move |same| !std::ptr::eq(*same, own))
    }

    /// The objects of a resource's identity, itself among them, in order.
    pub(super) fn all_like(
        &self,
        resource: &Resource<'a>,
    ) -> impl Iterator<Item = &'r Resource<'a>> + use<'_, 'r, 'a> {
        let identity = Identity::of(resource);
        if let Some(identity) = &identity {
            self.record.ask(|| identity.question());
        }
        let same = self.layers().map(|layer| layer.objects.by_identity.get(&identity?));
        in_order(same.map(|same| same.into_iter().flat_map(Same::all))).copied()
    }

    /// Whether there are several objects of a resource's group, kind and name, whatever their
    /// namespaces.
    pub fn has_namesake(&self, resource: &Resource<'a>) -> bool {
        self.record.ask(|| Question::whole(Topic::Resources));
        let State::Set(name, _) = resource.metadata.name.state() else { return false };
        let key = (resource.group(), resource.kind, *name);
        let count = |layer: &Layer<'r, 'a>| layer.objects.namesakes.get(&key).copied();
        self.layers().into_iter().filter_map(count).sum::<usize>() > 1
    }

    fn same(&self, identity: &Identity<'_>) -> Found<'r, 'a> {
        let found = self.seen(identity);
        if matches!(found, Found::Nothing) {
            self.miss_named(identity.kind, identity.namespace);
        }
        found
    }

    fn seen(&self, identity: &Identity<'_>) -> Found<'r, 'a> {
        self.record.ask(|| identity.question());
        let same = self.layers().map(|layer| layer.objects.by_identity.get(identity));
        let is_repeated = match same {
            [Some(_), Some(_)] => true,
            [one, other] => one.or(other).is_some_and(|same| !same.others.is_empty()),
        };
        let firsts = same.into_iter().flatten().map(|same| same.first);
        match firsts.min_by_key(|(number, _)| *number) {
            Some((_, first)) if is_repeated => Found::Several(first),
            Some((_, first)) => Found::One(first),
            None => Found::Nothing,
        }
    }
}

/// Whether there are objects of a kind with unknown names.
fn doubts(group: &str, kind: &str) -> Question {
    Question::named(Topic::Nameless, &[group, kind])
}
