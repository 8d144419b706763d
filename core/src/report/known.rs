//! The secrets of a run: in the trees of the inputs, in derived trees, in text that was not read,
//! and in the settings that frontends list.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::locate::outermost;
use crate::engine::Walk;
use crate::mask::{Exposures, Gathered, Mask, Reach, Written};
use crate::source::Span;
use crate::tree::{NodeRef, Tree, TreeId};

/// The secrets of a run.
pub(super) struct Known {
    /// The mask, which applies anywhere.
    pub(super) mask: Arc<Mask>,
    /// The spans of secrets, by the tree of the input.
    pub(super) places: Places,
    /// The secrets in scalars, by the trees alone.
    pub(super) scalars: Scalars,
}

/// Ranges of the texts of inputs, by their trees.
pub(super) type Places = HashMap<TreeId, Vec<Span>>;

/// The ranges of each scalar that are secrets, by the number of its node.
pub(super) type Secrets = HashMap<u32, Vec<Range<usize>>>;

/// The secrets of each tree that has some.
pub(super) type Scalars = HashMap<TreeId, Secrets>;

impl Known {
    /// Collects the secrets of everything that was read for a run.
    pub(super) fn new(walk: &Walk<'_>) -> Self {
        let mut gathering = Gathering::default();
        let trees = || (0..).zip(&walk.numbered.trees);
        let of_inputs = walk.numbered.inputs.iter().flat_map(|input| input.exposures.iter());
        for ((_, tree), exposures) in trees().zip(of_inputs.clone()) {
            for span in gathering.gathered.outside(tree, exposures) {
                gathering.place(tree, span);
            }
        }
        for ((number, tree), exposures) in trees().zip(of_inputs.clone()) {
            gathering.tree(number, tree, exposures);
        }
        for (number, tree) in trees().skip(of_inputs.count()) {
            gathering.tree(number, tree, &Exposures::of_nodes(tree));
        }
        gathering.variables(&walk.numbered.trees);
        gathering.settings(walk);
        let trees = walk.numbered.trees.iter().map(|tree| &***tree);
        let mask = Arc::new(gathering.gathered.finished(trees));
        Self { mask, places: gathering.places, scalars: gathering.scalars }
    }
}

#[derive(Default)]
struct Gathering {
    gathered: Gathered,
    places: Places,
    scalars: Scalars,
}

impl Gathering {
    /// The secrets in the nodes of a tree.
    fn tree(&mut self, number: u32, tree: &Arc<Tree>, exposures: &Exposures) {
        for (written, reach) in exposures.in_nodes(tree) {
            self.gathered.add(tree, &written, reach);
            match written {
                Written::Scalar(node, range) => {
                    let is_derived = tree.provenance().is_some();
                    if is_derived && reach == Reach::Place {
                        self.gathered.taken(node.place(number), node);
                    } else {
                        // The label of a Secret may be that of every object: `{{ .Chart.Name }}`.
                        self.scalar(tree, node.index(), &range);
                    }
                    let secrets = self.scalars.entry(tree.id()).or_default();
                    secrets.entry(node.index()).or_default().push(range);
                }
                Written::Text(span) if tree.provenance().is_none() => self.place(tree, span),
                Written::Text(_) => {}
            }
        }
    }

    /// The variables that Compose's `secrets` read: `secrets: {db: {environment: DB}}`.
    fn variables(&mut self, trees: &[&Arc<Tree>]) {
        let read = trees.iter().flat_map(|tree| variables_of_secrets(tree));
        let names: HashSet<&str> = read.collect();
        if names.is_empty() {
            return;
        }
        for tree in trees {
            let scalars = tree.documents().flat_map(|(_, root)| root.keyed_scalars());
            for keyed in scalars.filter(|keyed| names.contains(keyed.key())) {
                let text = keyed.scalar.text();
                self.gathered.value(text, Reach::Distinctive);
                self.scalar(tree, keyed.scalar.index(), &(0..text.len()));
            }
        }
    }

    /// The secrets that only the keys of listed settings reveal.
    fn settings(&mut self, walk: &Walk<'_>) {
        for (place, range) in
            (0..walk.resources.len()).flat_map(|resource| walk.secrets_of_settings(resource))
        {
            let Some(tree) = walk.tree(place.tree()) else { continue };
            let text = tree.node(place.node()).text().get(range.clone());
            self.gathered.value(text.unwrap_or_default(), Reach::Distinctive);
            self.scalar(tree, place.node(), range);
        }
    }

    /// Records where a range of a scalar was written.
    fn scalar(&mut self, tree: &Tree, node: u32, range: &Range<usize>) {
        for (tree, node, part) in tree.passages(node, range) {
            // If the notation differs from the text, the whole scalar is masked.
            let node = tree.node(node);
            let span = part.and_then(|part| node.span_of(&part)).unwrap_or(node.span());
            self.place(tree, span);
        }
    }

    fn place(&mut self, tree: &Tree, span: Span) {
        let (tree, span) = outermost(tree, span);
        self.places.entry(tree.id()).or_default().push(span);
    }
}

/// The names of the variables that the secrets of a Compose file read.
fn variables_of_secrets(tree: &Tree) -> Vec<&str> {
    let mut names = Vec::new();
    for (_, root) in tree.documents() {
        let secrets = root.entry("secrets").and_then(|(_, secrets)| secrets.follow());
        for (_, secret) in secrets.into_iter().flat_map(NodeRef::own_entries) {
            let variable = secret.follow().and_then(|secret| secret.entry("environment"));
            let variable = variable.and_then(|(_, variable)| variable.follow());
            names.extend(variable.map(NodeRef::text).filter(|name| !name.is_empty()));
        }
    }
    names
}
