//! The resources that receive a text that was judged as it is written.

use std::sync::Arc;

use super::locate::locate_place;
use super::owner::Owner;
use super::record::{RelatedLocation, ResourceIdentity};
use crate::engine::{Finding, Walk};
use crate::tree::{Anchor, Role};

/// The resource to report, if it is not the judged one.
pub(super) fn known(walk: &Walk<'_>, raw: &Finding) -> Option<Arc<ResourceIdentity>> {
    Owner::new(walk, raw.known_resource()).identity(None)
}

/// The resources that receive the judged text, if there are several.
pub(super) fn received(walk: &Walk<'_>, raw: &Finding) -> Vec<RelatedLocation> {
    let several = raw.receivers().iter().filter(|_| raw.receivers().len() > 1);
    let resources = several.filter_map(|index| walk.resources.get(*index));
    let related = resources.filter_map(|resource| {
        let message = format!("{} receives this value", resource.label()).into();
        let location = locate_place(walk, resource.spot().place)?;
        Some(RelatedLocation { role: Role::Other, message, location })
    });
    related.collect()
}
