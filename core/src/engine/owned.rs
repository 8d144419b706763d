//! Objects that a controller created from another one: a finding of both is reported for the owner.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::judgement::Finding;
use super::subjects::logical_path;
use super::walk::Walk;
use crate::inventory::namespace;
use crate::model::Resource;
use crate::tree::{Field, Place, Spot, State};

/// Maximum depth of owners: a CronJob, a Job and a Pod are three.
const MOST: usize = 8;

/// The identity of an object.
#[derive(PartialEq, Eq, Hash)]
struct Identity<'a> {
    group: &'a str,
    kind: &'a str,
    namespace: Option<&'a str>,
    name: &'a str,
}

/// The common identity of a finding on an owner and the same finding on an owned object.
type Key<'a> = (usize, bool, Vec<Cow<'a, str>>);

/// Pairs of a finding on an owner and the same finding on an owned object.
pub(super) fn same_in_owner(walk: &Walk<'_>, findings: &[Option<Finding>]) -> Vec<(usize, usize)> {
    let owners = walk.owners();
    let mut pairs = Vec::new();
    if owners.is_empty() {
        return pairs;
    }
    let present = || {
        let all = findings.iter().enumerate();
        let all = all.filter_map(|(index, finding)| Some((index, finding.as_ref()?)));
        all.filter_map(|(index, finding)| Some((index, finding, finding.resource?)))
    };
    let mut of_owner: HashMap<(usize, Key<'_>), usize> = HashMap::new();
    let with_owned: HashSet<usize> = owners.values().copied().collect();
    for (index, finding, resource) in present() {
        if !with_owned.contains(&resource) {
            continue;
        }
        of_owner.entry((resource, key(walk, finding, resource))).or_insert(index);
    }
    for (index, finding, resource) in present() {
        let mut owner = owners.get(&resource);
        let mut highest = None;
        for _ in 0..MOST {
            let Some(known) = owner else { break };
            let same = of_owner.get(&(*known, key(walk, finding, resource)));
            highest = same.or(highest);
            owner = owners.get(known);
        }
        pairs.extend(highest.filter(|same| **same != index).map(|same| (*same, index)));
    }
    pairs
}

impl Walk<'_> {
    /// The controller of each resource, if it is among the resources.
    pub(super) fn owners(&self) -> &HashMap<usize, usize> {
        self.owners.get_or_init(|| owners(self))
    }
}

/// The controller of each resource, if it is among the resources.
fn owners(walk: &Walk<'_>) -> HashMap<usize, usize> {
    let owned = walk.resources.iter().enumerate();
    let owned: Vec<(usize, Identity<'_>)> =
        owned.filter_map(|(index, resource)| Some((index, controller(resource)?))).collect();
    if owned.is_empty() {
        return HashMap::new();
    }
    let all = walk.resources.iter().enumerate();
    let by_identity: HashMap<Identity<'_>, usize> =
        all.filter_map(|(index, resource)| Some((identity(resource)?, index))).collect();
    let bundle = |index: usize| walk.resources.get(index).map(|of| &walk.standing(of).bundle);
    let pair = |(index, controller): (usize, Identity<'_>)| {
        let made_by = by_identity.get(&controller).copied();
        let made_by = made_by.filter(|of| *of != index && bundle(*of) == bundle(index));
        made_by.map(|made_by| (index, made_by))
    };
    owned.into_iter().filter_map(pair).collect()
}

fn identity<'a>(resource: &Resource<'a>) -> Option<Identity<'a>> {
    Some(Identity {
        group: resource.group(),
        kind: resource.kind,
        namespace: namespace(&resource.metadata.namespace).ok(),
        name: set(&resource.metadata.name)?,
    })
}

fn controller<'a>(resource: &Resource<'a>) -> Option<Identity<'a>> {
    let State::Set(owners, _) = resource.metadata.owners.state() else { return None };
    let owner = owners.iter().find(|owner| set(&owner.is_controller) == Some(true))?;
    let version = set(&owner.api_version)?;
    Some(Identity {
        group: version.split_once('/').map_or("", |(group, _)| group),
        kind: set(&owner.kind)?,
        namespace: namespace(&resource.metadata.namespace).ok(),
        name: set(&owner.name)?,
    })
}

fn set<T: Copy>(field: &Field<T>) -> Option<T> {
    match field.state() {
        State::Set(value, _) => Some(*value),
        State::Unset(..) | State::Unresolved(..) => None,
    }
}

/// The check, and the path of the finding in the pod, or in the object if it is outside of the pod.
fn key<'a>(walk: &Walk<'a>, finding: &'a Finding, resource: usize) -> Key<'a> {
    let spot = &finding.failure.spot;
    let path = logical_path(walk, spot);
    let workload = walk.resources.get(resource).and_then(Resource::workload);
    let pod = workload.and_then(|workload| match workload.pod.state() {
        State::Set(pod, _) => Some(pod.place),
        State::Unset(..) | State::Unresolved(..) => None,
    });
    let above = pod.map(|pod| depth(walk, pod)).filter(|depth| {
        let is_same_tree = pod.is_some_and(|pod| pod.tree() == spot.place.tree());
        is_same_tree && path.len() >= *depth && contains(walk, pod, spot)
    });
    if let Some(depth) = above {
        return (finding.check(), true, path.into_iter().skip(depth).collect());
    }
    // An object may be in a list of objects.
    let object = walk.resources.get(resource).map(|of| depth(walk, of.content.place()));
    (finding.check(), false, path.into_iter().skip(object.unwrap_or_default()).collect())
}

/// The number of steps to a place.
fn depth(walk: &Walk<'_>, place: Place) -> usize {
    walk.tree(place.tree()).map_or(0, |tree| tree.path(place.node()).len())
}

fn contains(walk: &Walk<'_>, pod: Option<Place>, spot: &Spot) -> bool {
    let Some(pod) = pod else { return false };
    let Some(tree) = walk.tree(pod.tree()) else { return false };
    let node = tree.node(pod.node());
    (node.index()..node.next()).contains(&spot.place.node())
}
