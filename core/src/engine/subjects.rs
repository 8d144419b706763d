//! The identity of a subject, independent of where it is written.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::groups::Set;
use super::walk::Walk;
use crate::checks::Facet;
use crate::model::{Resource, Technology};
use crate::tree::{Field, Kind, NodeRef, Place, Spot, State, Step};

/// The subjects of a run, each with a number. Places in several environments have one number if they are
/// the same subject.
#[derive(Debug, Default)]
pub(crate) struct Subjects {
    /// The number of each resource of the walk.
    resources: Vec<u32>,
    /// The numbers that several resources of the walk have.
    written_often: HashSet<u32>,
    parts: HashMap<(u32, Facet, SubjectPath), u32>,
    next: u32,
}

/// The identity of a resource, which should be unique in a bundle and environment.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Identity<'p> {
    bundle: &'p str,
    technology: Technology,
    group: &'p str,
    kind: &'p str,
    namespace: &'p str,
    name: &'p str,
    /// Whether it is a text from which others are made.
    is_part: bool,
    /// Whether it was built: the same object may also be written out.
    is_built: bool,
    /// The project or chart that scopes the names.
    scope: &'p str,
    /// Among equals the file, and the number in it.
    ordinal: Option<(&'p str, u32)>,
}

/// How often each identity was seen, by file.
type Equals<'p> = HashMap<Identity<'p>, HashMap<&'p str, u32>>;

impl Subjects {
    /// Numbers the resources of all sets.
    pub(super) fn new<'p>(walk: &'p Walk<'p>, sets: &'p [Set]) -> Self {
        let mut subjects =
            Self { resources: vec![u32::MAX; walk.resources.len()], ..Self::default() };
        let mut known: HashMap<Identity<'p>, u32> = HashMap::with_capacity(walk.resources.len());
        for set in sets {
            let mut shared = Equals::default();
            for index in &set.shared {
                subjects.add(walk, set, *index, [&mut shared, &mut Equals::default()], &mut known);
            }
            for alternative in &set.alternatives {
                let mut own = Equals::default();
                for index in &alternative.own {
                    subjects.add(walk, set, *index, [&mut own, &mut shared], &mut known);
                }
            }
        }
        subjects
    }

    /// Numbers a resource of an environment. Equal resources of the environment's own layer come
    /// first, then those of the shared layer.
    fn add<'p>(
        &mut self,
        walk: &'p Walk<'p>,
        set: &'p Set,
        index: usize,
        [layer, below]: [&mut Equals<'p>; 2],
        known: &mut HashMap<Identity<'p>, u32>,
    ) {
        let Some(resource) = walk.resources.get(index) else { return };
        let file = match resource.written_as.and(walk.standing(resource).applied_by.first()) {
            // The overlays of an application are one.
            Some(set) => set,
            None => walk.input(resource).map_or("", |input| input.name()),
        };
        let mut identity = identity(walk, resource, &set.scope);
        let others = below.get(&identity).map(|files| files.get(file).copied().unwrap_or_default());
        let equals = layer.entry(identity.clone()).or_default();
        let is_first = equals.is_empty() && others.is_none();
        let in_file = equals.entry(file).or_insert(others.unwrap_or_default());
        if !is_first {
            identity.ordinal = Some((file, *in_file));
        }
        *in_file += 1;
        self.number(index, identity, known);
    }

    fn number<'p>(
        &mut self,
        index: usize,
        identity: Identity<'p>,
        known: &mut HashMap<Identity<'p>, u32>,
    ) {
        let Some(own) = self.resources.get_mut(index).filter(|own| **own == u32::MAX) else {
            return;
        };
        let next = self.next;
        *own = match known.entry(identity) {
            Entry::Vacant(vacant) => *vacant.insert(next),
            Entry::Occupied(same) => {
                self.written_often.insert(*same.get());
                *same.get()
            }
        };
        self.next = self.next.max(own.saturating_add(1));
    }

    /// The number of a resource, or of all resources together.
    pub(super) fn of_resource(&self, index: Option<usize>) -> u32 {
        index.and_then(|index| self.resources.get(index)).copied().unwrap_or(u32::MAX)
    }

    /// The number of a part of a resource.
    pub(super) fn part(
        &mut self,
        walk: &Walk<'_>,
        index: Option<usize>,
        facet: Facet,
        place: Place,
    ) -> u32 {
        let spot = Spot { place, ..Spot::default() };
        let key = (self.of_resource(index), facet, self.path(walk, index, &spot));
        let next = self.next;
        let number = *self.parts.entry(key).or_insert(next);
        self.next = self.next.max(number.saturating_add(1));
        number
    }

    /// The identity of a spot in a resource: the logical path, only if the resource is written more
    /// than once.
    pub(super) fn path(&self, walk: &Walk<'_>, index: Option<usize>, spot: &Spot) -> SubjectPath {
        let number = self.of_resource(index);
        if index.is_some() && !self.written_often.contains(&number) {
            let part = spot.part.as_ref().map(|part| Arc::clone(&part.name));
            let missing = spot.missing.as_ref().map(ToString::to_string);
            return SubjectPath::Place(spot.place, missing, part);
        }
        SubjectPath::Logical(logical_path(walk, spot).join("\0"))
    }
}

/// The position of a spot in a resource, independent of the file.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) enum SubjectPath {
    /// The resource is written once: its places are enough.
    Place(Place, Option<String>, Option<Arc<str>>),
    /// Keys, and items by their name.
    Logical(String),
}

fn identity<'p>(walk: &'p Walk<'p>, resource: &'p Resource<'p>, scope: &'p str) -> Identity<'p> {
    let text = |field: &'p Field<&'p str>| match field.state() {
        State::Set(text, _) => *text,
        State::Unset(..) | State::Unresolved(..) => "",
    };
    let written = resource.written_as;
    Identity {
        bundle: walk.input(resource).map_or("", |input| &*input.bundle),
        technology: resource.technology,
        group: resource.group(),
        kind: resource.kind,
        namespace: written
            .map_or_else(|| text(&resource.metadata.namespace), |written| &written.namespace),
        name: written.map_or_else(|| text(&resource.metadata.name), |written| &written.name),
        is_part: resource.is_part,
        is_built: written.is_some(),
        scope,
        ordinal: None,
    }
}

/// The logical path of a spot in the judged document: keys, and items by their name.
pub(super) fn logical_path<'s>(walk: &Walk<'s>, spot: &'s Spot) -> Vec<Cow<'s, str>> {
    let mut steps = Vec::new();
    let Some(tree) = walk.tree(spot.place.tree()) else { return steps };
    if let Some((outer, scalar)) = tree.holder() {
        steps.extend(outer.path(scalar).into_iter().map(name));
    }
    steps.extend(tree.path(spot.place.node()).into_iter().map(name));
    if let Some(missing) = &spot.missing {
        steps.extend(missing.keys().map(Cow::Borrowed));
    }
    // The byte positions of the parts of a scalar change with every edit; their names do not.
    if let Some(part) = spot.part.as_ref().filter(|part| !part.name.is_empty()) {
        steps.push(Cow::Borrowed(&*part.name));
    }
    steps
}

fn name(step: Step<'_>) -> Cow<'_, str> {
    match step {
        Step::Key(key) => key.key_text(),
        Step::Item(index, item) => item_name(item).unwrap_or_else(|| format!("[{index}]")).into(),
    }
}

fn item_name(item: NodeRef<'_>) -> Option<String> {
    let (_, name) = item.follow()?.entry("name")?;
    let name = name.follow().filter(|name| name.kind() == Kind::Scalar)?;
    Some(format!("[{}]", name.text()))
}
