//! The order of reports.

use std::cmp::Ordering;

use super::record::{Finding, Location};

/// The order of findings: by place, then by check and message.
pub(super) fn by_finding(left: &Finding, right: &Finding) -> Ordering {
    let places = match (&left.location, &right.location) {
        (Some(left), Some(right)) => by_place(left, right),
        (left, right) => left.is_some().cmp(&right.is_some()),
    };
    places
        .then_with(|| left.check.cmp(&right.check))
        .then_with(|| left.missing.cmp(&right.missing))
        .then_with(|| left.resource.cmp(&right.resource))
        .then_with(|| left.message.cmp(&right.message))
        .then_with(|| left.fingerprint.cmp(&right.fingerprint))
}

/// The order of places: by path, position, and embedded position.
fn by_place(left: &Location, right: &Location) -> Ordering {
    let key = |location: &Location| {
        (
            location.start.map_or(0, |start| start.byte),
            location.document,
            location.embedded.as_ref().map(|inner| inner.document),
        )
    };
    left.path
        .cmp(&right.path)
        .then_with(|| key(left).cmp(&key(right)))
        .then_with(|| left.pointer.cmp(&right.pointer))
}
