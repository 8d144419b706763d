//! What stays the same about a finding when its file is edited elsewhere.

use sha2::{Digest, Sha256};

use super::record::ResourceIdentity;
use crate::engine::{Finding, Walk, logical_path};

/// Bytes of the hash that are kept: 96 bits tell a billion findings apart.
const BYTES: usize = 12;

/// A fingerprint of a check, a resource and a logical path. It survives moved lines, other orders
/// and an empty parent that was added.
pub(super) fn fingerprint(
    walk: &Walk<'_>,
    check: &str,
    finding: &Finding,
    resource: Option<&ResourceIdentity>,
    distinction: Option<&str>,
) -> Box<str> {
    let spot = &finding.failure.spot;
    let mut members = Vec::with_capacity(256);
    let mut member = |text: &str| push(&mut members, text);
    member(check);
    if let Some(resource) = resource {
        // The version of an API is no part of an object's identity, its group is.
        member(resource.api_version.split_once('/').map_or("", |(group, _)| group));
        member(&resource.kind);
        member(resource.namespace.as_deref().unwrap_or_default());
        member(resource.name.as_deref().unwrap_or_default());
        // The path of an alias, or of a setting of the pod, does not name the container.
        if !is_within_container(walk, finding) {
            member(resource.container.as_deref().unwrap_or_default());
        }
    }
    if let Some(distinction) = distinction {
        member(distinction);
    }
    for step in logical_path(walk, spot) {
        member(&step);
    }
    hex(&Sha256::digest(members))
}

/// Whether the path of a finding leads through its container, or there is no container.
fn is_within_container(walk: &Walk<'_>, finding: &Finding) -> bool {
    let Some(container) = &finding.container else { return true };
    let (outer, inner) = (container.place, finding.failure.spot.place);
    let tree = walk.tree(outer.tree()).filter(|_| outer.tree() == inner.tree());
    tree.is_some_and(|tree| {
        let container = tree.node(outer.node());
        (container.index()..container.next()).contains(&inner.node())
    })
}

/// A digest of texts, in the same form.
pub(super) fn digest<'t>(texts: impl IntoIterator<Item = &'t str>) -> Box<str> {
    let mut members = Vec::new();
    texts.into_iter().for_each(|text| push(&mut members, text));
    hex(&Sha256::digest(members))
}

/// Adds a text such that no two lists of texts give the same bytes: its length goes first, in one
/// byte where it fits.
fn push(members: &mut Vec<u8>, text: &str) {
    match u8::try_from(text.len()) {
        Ok(length) if length < u8::MAX => members.push(length),
        _ => {
            members.push(u8::MAX);
            members.extend((text.len() as u64).to_le_bytes());
        }
    }
    members.extend(text.as_bytes());
}

fn hex(hash: &[u8]) -> Box<str> {
    let mut text = String::with_capacity(2 * BYTES);
    for byte in hash.iter().take(BYTES) {
        let digits = [byte >> 4, byte & 0xF].map(u32::from);
        text.extend(digits.iter().filter_map(|digit| char::from_digit(*digit, 16)));
    }
    text.into()
}
