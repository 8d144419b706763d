//! The logical path from a subject to a finding: keys, and list items by their identity.

use std::borrow::Cow;

use super::content::Contents;
use super::subject::Subject;
use crate::engine::{Finding, Walk};
use crate::tree::{Spot, Step, Tree};

/// The logical path of a spot below its subject in the judged document.
pub(super) fn logical<'s>(
    walk: &Walk<'s>,
    subject: &Subject<'_>,
    contents: &mut Contents<'_, '_>,
    spot: &'s Spot,
) -> Vec<Cow<'s, str>> {
    let mut steps = Vec::new();
    for (tree, node) in levels(walk, spot) {
        let depth = subject.depth_of(tree, node);
        if depth.is_some() {
            // The path above the subject is not part of it.
            steps.clear();
        }
        let mut list = "";
        for (at, step) in tree.path(node).into_iter().enumerate() {
            if let Step::Key(key) = step {
                list = key.text();
            }
            if at >= depth.unwrap_or_default() {
                steps.push(match step {
                    Step::Key(key) => key.key_text(),
                    Step::Item(_, item) => contents.name(item, list),
                });
            }
        }
    }
    if let Some(missing) = &spot.missing {
        steps.extend(missing.keys().map(Cow::Borrowed));
    }
    // The byte positions of the parts of a scalar change with every edit; their names do not.
    if let Some(part) = spot.part.as_ref().filter(|part| !part.name.is_empty()) {
        steps.push(Cow::Borrowed(&*part.name));
    }
    steps
}

/// The node of a spot, behind the scalars that hold its text, the outermost first.
fn levels<'s>(walk: &Walk<'s>, spot: &Spot) -> Vec<(&'s Tree, u32)> {
    let mut levels = Vec::new();
    let mut next = walk.tree(spot.place.tree()).map(|tree| (&**tree, spot.place.node()));
    while let Some((tree, node)) = next {
        levels.push((tree, node));
        next = tree.holder();
    }
    levels.reverse();
    levels
}

/// Whether the path of a finding leads through its container, or there is no container.
pub(super) fn is_in_container(walk: &Walk<'_>, finding: &Finding) -> bool {
    let Some(container) = &finding.container else { return true };
    let (outer, inner) = (container.place, finding.failure.spot.place);
    let tree = walk.tree(outer.tree()).filter(|_| outer.tree() == inner.tree());
    tree.is_some_and(|tree| {
        let container = tree.node(outer.node());
        (container.index()..container.next()).contains(&inner.node())
    })
}
