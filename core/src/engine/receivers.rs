//! The resources that receive a text that was judged as written.

use std::collections::{HashMap, HashSet};

use super::subjects::Subjects;
use super::walk::Walk;
use crate::model::{Body, Resource};
use crate::tree::{NodeRef, Place};

/// The resources made from each scalar.
#[derive(Debug, Default)]
pub(super) struct Receivers {
    by_scalar: HashMap<Place, Vec<usize>>,
    /// The scalars and the numbers of the subjects that are known to receive them.
    known: HashSet<(Place, u32)>,
}

impl Receivers {
    /// Finds the resources that contain texts of parts; most runs have none.
    pub(super) fn new(walk: &Walk<'_>, subjects: &Subjects) -> Self {
        let mut receivers = Self::default();
        let has_parts = walk.resources.iter().any(|resource| is_part(resource));
        for (index, resource) in walk.resources.iter().enumerate().filter(|_| has_parts) {
            if let Some(node) = resource.content.node().filter(|node| is_made(*node)) {
                receivers.add(walk, subjects, index, node);
            }
        }
        receivers.known = HashSet::new();
        receivers
    }

    fn add(&mut self, walk: &Walk<'_>, subjects: &Subjects, index: usize, node: NodeRef<'_>) {
        let tree = node.tree();
        let is_whole = tree.documents().any(|(_, root)| root == node);
        // A document inside of another one is its text; a built object is made from others.
        let of = walk.resources.get(index).map(|resource| resource.place().tree());
        let is_built = of.is_some_and(|of| walk.built.binary_search(&of).is_ok());
        let Some(provenance) = tree.provenance().filter(|_| is_built || !is_whole) else { return };
        for inner in node.index()..node.next() {
            let whole = provenance.whole(inner).map(|(passage, _)| passage);
            let pieces = provenance.own(inner).iter().map(|(_, piece)| piece.from);
            for passage in whole.into_iter().chain(pieces) {
                let source = provenance.source(passage);
                let place = source.and_then(|source| walk.numbered.place(source, passage.node));
                let Some(place) = place else { continue };
                // The same service in several environments counts once.
                if self.known.insert((place, subjects.of_resource(Some(index)))) {
                    self.by_scalar.entry(place).or_default().push(index);
                }
            }
        }
    }

    /// The resources that receive the scalar at a place.
    pub(super) fn of(&self, place: Place) -> &[usize] {
        self.by_scalar.get(&place).map_or(&[], Vec::as_slice)
    }
}

/// Whether a node belongs to a derived tree.
fn is_made(node: NodeRef<'_>) -> bool {
    node.tree().provenance().is_some()
}

fn is_part(resource: &Resource<'_>) -> bool {
    resource.is_part || matches!(resource.body, Body::Part)
}
