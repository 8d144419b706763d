//! What is a secret among the settings of a file, by the keys under which a frontend lists them.

use std::ops::Range;
use std::sync::Arc;

use super::locate::outermost;
use crate::credentials;
use crate::engine::Walk;
use crate::model::{Body, Resource};
use crate::source::Span;
use crate::tree::{Place, State, Tree};

/// The secrets among the settings of the files of settings in a tree, which know the key of a value
/// where the tree alone does not say it.
pub(super) fn secret_settings(walk: &Walk<'_>, own: &Arc<Tree>) -> Vec<Span> {
    let is_here = |resource: &&Resource<'_>| {
        matches!(resource.body, Body::Settings(_))
            && walk.tree(resource.place().tree()).is_some_and(|tree| Arc::ptr_eq(tree, own))
    };
    let mut spans = Vec::new();
    for resource in walk.resources.iter().filter(is_here) {
        for (place, range) in secrets_of_settings(walk, resource) {
            let Some(tree) = walk.tree(place.tree()) else { continue };
            for (tree, node, part) in tree.passages(place.node(), &range) {
                let node = tree.node(node);
                let span = part.and_then(|part| node.span_of(&part)).unwrap_or(node.span());
                let (of, span) = outermost(tree, span);
                spans.extend(std::ptr::eq(of, &raw const **own).then_some(span));
            }
        }
    }
    spans
}

/// The scalars that are secrets among the settings of a resource, each with the range that is one.
pub(super) fn secrets_of_settings(
    walk: &Walk<'_>,
    resource: &Resource<'_>,
) -> Vec<(Place, Range<usize>)> {
    let mut found = Vec::new();
    for setting in walk.frontend(Some(resource)).settings(resource).into_iter().flatten() {
        let State::Set(value, place) = setting.value.state() else { continue };
        let start = setting.part.as_ref().map_or(0, |part| part.range.start);
        let ranges = credentials::secret_ranges(&setting.key, value).into_iter();
        found.extend(ranges.map(|range| (*place, start + range.start..start + range.end)));
    }
    found
}
