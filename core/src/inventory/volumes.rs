//! The claims and pods that use a PersistentVolume.

use std::collections::HashMap;

use super::Inventory;
use super::asked::{Question, Topic};
use super::namespace::namespace;
use super::order::{Numbered, in_order};
use crate::model::pods::{VolumeDetail, Workload};
use crate::model::storage::{Claim, PersistentVolume};
use crate::model::{Body, Quantity, Resource};
use crate::tree::{Anchor, Place, State};

/// A user of a volume, and the place of the reference.
type UserOf<'r, 'a> = (&'r Resource<'a>, Place);
/// A claim with its requested amount.
type ClaimOf<'r, 'a> = (&'r Resource<'a>, &'r Claim<'a>);

/// Claims and pods by the volumes that they name.
#[derive(Clone, Debug, Default)]
pub(super) struct Users<'r, 'a> {
    /// Claims by the volume that they name.
    by_volume: HashMap<&'a str, Vec<Numbered<UserOf<'r, 'a>>>>,
    /// Claims that name no volume, by their class.
    by_class: HashMap<&'a str, Vec<Numbered<ClaimOf<'r, 'a>>>>,
    /// Volumes by their class.
    volumes: HashMap<&'a str, Vec<Numbered<&'r Resource<'a>>>>,
    /// Pods by namespace and name of the claims that they mount.
    by_claim: HashMap<(&'a str, &'a str), Vec<Numbered<UserOf<'r, 'a>>>>,
}

impl<'r, 'a> Users<'r, 'a> {
    pub(super) fn new(resources: &[Numbered<&'r Resource<'a>>]) -> Self {
        let mut users = Self::default();
        for (number, resource) in resources {
            match &resource.body {
                Body::Claim(claim) => users.add_claim(*number, resource, claim),
                Body::PersistentVolume(volume) => {
                    if let State::Set(class, _) = volume.class.state() {
                        users.volumes.entry(class).or_default().push((*number, *resource));
                    }
                }
                Body::Workload(workload) => users.add_workload(*number, resource, workload),
                _ => {}
            }
        }
        users
    }

    fn add_claim(&mut self, number: usize, resource: &'r Resource<'a>, claim: &'r Claim<'a>) {
        match (claim.volume_name.state(), claim.class.state()) {
            (State::Set(name, _), _) if !name.is_empty() => {
                let place = claim.volume_name.place();
                self.by_volume.entry(name).or_default().push((number, (resource, place)));
            }
            (State::Set(..) | State::Unset(..), State::Set(class, _)) => {
                self.by_class.entry(class).or_default().push((number, (resource, claim)));
            }
            _ => {}
        }
    }

    fn add_workload(
        &mut self,
        number: usize,
        resource: &'r Resource<'a>,
        workload: &'r Workload<'a>,
    ) {
        if let State::Set(claims, _) = workload.claim_templates.state() {
            for claim in claims {
                self.add_claim(number, resource, claim);
            }
        }
        let Ok(own) = namespace(&resource.metadata.namespace) else { return };
        let State::Set(pod, _) = workload.pod.state() else { return };
        let State::Set(volumes, _) = pod.volumes.state() else { return };
        for volume in volumes {
            let State::Set(sources, _) = volume.sources.state() else { continue };
            for source in sources {
                if let VolumeDetail::Claim(name) = &source.detail {
                    if let State::Set(name, place) = name.state() {
                        let users = self.by_claim.entry((own, name)).or_default();
                        users.push((number, (resource, *place)));
                    }
                }
            }
        }
    }
}

impl<'r, 'a> Inventory<'r, 'a> {
    /// The claims that are bound to a PersistentVolume, and the workloads whose pods mount them.
    ///
    /// For a claim without a volume name, the cluster chooses the volume: it is known only if the class
    /// has no other volume and this one is large enough.
    pub fn users_of_volume(
        &self,
        resource: &Resource<'a>,
        volume: &PersistentVolume<'a>,
    ) -> Vec<(&'r Resource<'a>, Place)> {
        self.record.ask(|| Question::whole(Topic::Resources));
        let mut found: Vec<UserOf<'r, 'a>> = Vec::new();
        if let (Ok(namespace), State::Set(name, _)) =
            (namespace(&volume.claim.0), volume.claim.1.state())
        {
            let claim = self.find_or_of_cluster("", "PersistentVolumeClaim", Some(namespace), name);
            found.extend(claim.first().map(|claim| (claim, claim.spot().place)));
        }
        let users = self.layers().map(|layer| &layer.users);
        if let State::Set(name, _) = resource.metadata.name.state() {
            found.extend(in_order(users.map(|users| list(&users.by_volume, name))).copied());
        }
        if let (true, State::Set(class, _)) = (found.is_empty(), volume.class.state()) {
            let volumes: usize = users.iter().map(|users| list(&users.volumes, class).len()).sum();
            let claims = in_order(users.map(|users| list(&users.by_class, class)));
            let fits = |claim: &Claim<'_>| fits(claim, resource);
            let claims = claims.filter(|(_, claim)| volumes == 1 && fits(claim));
            found.extend(claims.map(|(resource, claim)| (*resource, claim.place)));
        }
        let mut all = Vec::new();
        for (claim, place) in found {
            if all.iter().all(|(known, _): &UserOf<'_, '_>| !std::ptr::eq(*known, claim)) {
                all.push((claim, place));
            }
            let (Body::Claim(_), Ok(own), State::Set(name, _)) =
                (&claim.body, namespace(&claim.metadata.namespace), claim.metadata.name.state())
            else {
                continue;
            };
            let pods = users.map(|users| list(&users.by_claim, &(own, *name)));
            all.extend(in_order(pods).copied());
        }
        all
    }
}

fn list<'l, K: std::hash::Hash + Eq, T>(
    map: &'l HashMap<K, Vec<Numbered<T>>>,
    key: &K,
) -> &'l [Numbered<T>] {
    map.get(key).map_or(&[][..], Vec::as_slice)
}

/// Whether a volume is large enough for a claim.
fn fits(claim: &Claim<'_>, volume: &Resource<'_>) -> bool {
    let capacity = volume.at("spec.capacity.storage").any_text();
    let capacity = match capacity.state() {
        State::Set(text, _) => Quantity::parse(text),
        State::Unset(..) | State::Unresolved(..) => None,
    };
    match (claim.storage_request.state(), capacity) {
        (State::Set(request, _), Some(capacity)) => request.value() <= capacity.value(),
        _ => false,
    }
}
