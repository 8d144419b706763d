//! The subject of a finding, for its fingerprint.

use std::collections::HashMap;

use super::push;
use crate::checks::About;
use crate::engine::{Finding, Walk};
use crate::model::Resource;
use crate::tree::{Field, Place, State, Tree};

/// The subject of findings, and the common part of their fingerprints.
pub(super) struct Subject<'w> {
    key: Key,
    identity: Vec<u8>,
    /// The tree of the resource, and its node there.
    content: Option<(&'w Tree, u32)>,
    /// The number of steps to it: an object may be in a list of objects.
    depth: usize,
}

/// Identifies a subject while fingerprints are computed.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Key {
    Resource(usize),
    /// Subjects that are not resources, by all of their names.
    Named(Vec<u8>, HasPlaces),
}

/// Whether places in a subject distinguish its findings.
type HasPlaces = bool;

impl Key {
    pub(super) fn of(walk: &Walk<'_>, enclosing: &mut Enclosing, finding: &Finding) -> Self {
        let spot = &finding.failure.spot;
        let index = finding.resource.or_else(|| enclosing.of(walk, spot.place));
        let standing = index.and_then(|index| walk.resources.get(index));
        let standing = standing.map(|resource| walk.standing(resource));
        let bundle = || match standing {
            Some(standing) => &*standing.bundle,
            None => walk.input_of(spot.place.tree()).map_or("", |input| &*input.bundle),
        };
        let project = || standing.map_or("", |standing| &*standing.project);
        match (&finding.failure.details().about, &finding.surroundings().namespace, index) {
            (About::Shared(what), ..) => Self::named(["shared", bundle(), project(), what], false),
            (_, Some(namespace), _) => Self::named(["namespace", bundle(), "", namespace], false),
            (_, None, Some(index)) => Self::Resource(index),
            (_, None, None) => Self::named(["", bundle(), "", ""], true),
        }
    }

    fn named(texts: [&str; 4], has_places: HasPlaces) -> Self {
        let mut name = Vec::new();
        for text in texts {
            push(&mut name, text.as_bytes());
        }
        Self::Named(name, has_places)
    }
}

impl<'w> Subject<'w> {
    pub(super) fn new(walk: &'w Walk<'_>, key: Key) -> Self {
        let mut identity = Vec::with_capacity(128);
        let mut content = None;
        match &key {
            Key::Named(name, _) => identity.clone_from(name),
            Key::Resource(index) => {
                if let Some(resource) = walk.resources.get(*index) {
                    push(&mut identity, resource.technology.to_string().as_bytes());
                    for text in name(walk, resource) {
                        push(&mut identity, text.as_bytes());
                    }
                    let place = resource.content.place();
                    content = walk.tree(place.tree()).map(|tree| (&**tree, place.node()));
                }
            }
        }
        let depth = content.map_or(0, |(tree, node)| tree.path(node).len());
        Self { key, identity, content, depth }
    }

    pub(super) fn is(&self, key: &Key) -> bool {
        self.key == *key
    }

    /// Whether places in it distinguish findings. Shared subjects and namespaces are shown at one
    /// of several resources.
    pub(super) fn has_places(&self) -> bool {
        !matches!(self.key, Key::Named(_, false))
    }

    pub(super) fn identity(&self) -> &[u8] {
        &self.identity
    }

    /// The number of steps to the subject on the path to a node in it.
    pub(super) fn depth_of(&self, tree: &Tree, node: u32) -> Option<usize> {
        let (own, root) = self.content.filter(|(own, _)| std::ptr::eq(*own, tree))?;
        (root..own.node(root).next()).contains(&node).then_some(self.depth)
    }
}

/// The identity of a resource, independent of where it is written.
fn name<'w>(walk: &'w Walk<'_>, resource: &'w Resource<'_>) -> [&'w str; 6] {
    let text = |field: &'w Field<&str>| match field.state() {
        State::Set(text, _) => *text,
        State::Unset(..) | State::Unresolved(..) => "",
    };
    let standing = walk.standing(resource);
    let written = resource.written_as;
    let name = written.map_or_else(|| text(&resource.metadata.name), |written| &written.name);
    let source = walk.tree(resource.content.place().tree()).map(|tree| tree.source());
    // A file is named by its path, and an archive on it by its version.
    let of_file = source.filter(|source| source.name() == name);
    [
        &standing.bundle,
        // The version of an API is not part of an object's identity, its group is.
        resource.group(),
        resource.kind,
        written.map_or_else(|| text(&resource.metadata.namespace), |written| &written.namespace),
        of_file.and_then(|source| source.unpacked()).unwrap_or(name),
        &standing.project,
    ]
}

/// The resources around places, for findings without a resource; computed once for each tree.
#[derive(Default)]
pub(super) struct Enclosing(HashMap<u32, Vec<Around>>);

/// A resource in its tree.
struct Around {
    start: u32,
    next: u32,
    index: usize,
    /// The resource that contains it, in the same list.
    outer: Option<usize>,
}

impl Enclosing {
    /// The innermost resource around a place.
    fn of(&mut self, walk: &Walk<'_>, place: Place) -> Option<usize> {
        if place.is_none() {
            return None;
        }
        if self.0.is_empty() {
            self.0 = enclosing(walk);
        }
        let resources = self.0.get(&place.tree())?;
        let node = place.node();
        let mut at = resources.partition_point(|one| one.start <= node).checked_sub(1);
        while let Some(one) = at.and_then(|at| resources.get(at)) {
            if node < one.next {
                return Some(one.index);
            }
            at = one.outer;
        }
        None
    }
}

fn enclosing(walk: &Walk<'_>) -> HashMap<u32, Vec<Around>> {
    let mut trees: HashMap<u32, Vec<Around>> = HashMap::new();
    for (index, resource) in walk.resources.iter().enumerate() {
        if let Some(node) = resource.content.node() {
            let (start, next) = (node.index(), node.next());
            let of_tree = trees.entry(resource.content.tree_number()).or_default();
            of_tree.push(Around { start, next, index, outer: None });
        }
    }
    for resources in trees.values_mut() {
        resources.sort_by_key(|one| (one.start, std::cmp::Reverse(one.next)));
        let mut open: Vec<(usize, u32)> = Vec::new();
        for (at, one) in resources.iter_mut().enumerate() {
            while open.last().is_some_and(|(_, next)| *next <= one.start) {
                open.pop();
            }
            one.outer = open.last().map(|(outer, _)| *outer);
            open.push((at, one.next));
        }
    }
    trees
}
