//! What stays the same about a finding when its file is edited elsewhere.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

use super::record::ResourceIdentity;
use crate::engine::Walk;
use crate::tree::{Kind, NodeRef, Spot, Step};

/// Bytes of the hash that are kept: 96 bits tell a billion findings apart.
const BYTES: usize = 12;

/// A fingerprint of a check, a resource and a logical path. It survives moved lines, other orders
/// and an empty parent that was added.
pub(super) fn fingerprint(
    walk: &Walk<'_>,
    check: &str,
    resource: Option<&ResourceIdentity>,
    spot: &Spot,
) -> Box<str> {
    let mut hash = Sha256::new();
    let mut member = |text: &str| {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    };
    member(check);
    if let Some(resource) = resource {
        // The version of an API is no part of an object's identity, its group is.
        member(resource.api_version.split_once('/').map_or("", |(group, _)| group));
        member(&resource.kind);
        member(resource.namespace.as_deref().unwrap_or_default());
        member(resource.name.as_deref().unwrap_or_default());
        // What was built in code has no path that would name its container.
        if spot.place.is_none() {
            member(resource.container.as_deref().unwrap_or_default());
        }
    }
    for step in path(walk, spot) {
        member(&step);
    }
    hex(&hash.finalize())
}

/// A digest of texts, in the same form.
pub(super) fn digest<'t>(texts: impl IntoIterator<Item = &'t str>) -> Box<str> {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text);
    }
    hex(&hash.finalize())
}

fn hex(hash: &[u8]) -> Box<str> {
    let mut text = String::with_capacity(2 * BYTES);
    for byte in hash.iter().take(BYTES) {
        let digits = [byte >> 4, byte & 0xF].map(u32::from);
        text.extend(digits.iter().filter_map(|digit| char::from_digit(*digit, 16)));
    }
    text.into()
}

/// The logical path of a spot: keys, and items by their name.
fn path<'s>(walk: &Walk<'s>, spot: &'s Spot) -> Vec<Cow<'s, str>> {
    let mut steps = Vec::new();
    let Some(tree) = walk.tree(spot.place.tree()) else { return steps };
    if let Some((outer, scalar)) = tree.holder() {
        steps.extend(outer.path(scalar).into_iter().map(name));
    }
    steps.extend(tree.path(spot.place.node()).into_iter().map(name));
    if let Some(missing) = &spot.missing {
        steps.extend(missing.keys().map(Cow::Borrowed));
    }
    // Where a scalar has several parts its bytes would move with every edit; their names do not.
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
