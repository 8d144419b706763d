//! Which fields of the objects that charts render each value and each literal decides.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use crate::edit::{Field, of_kinds};
use crate::engine::Walk;
use crate::tree::{Tree, TreeId};

/// The fields that are used, by the tree, the node and the offset in its text that decide them.
pub(super) struct Uses<'p>(HashMap<(TreeId, u32, usize), Fields<'p>>);

#[derive(Default)]
struct Fields<'p> {
    all: Vec<Field<'p>>,
    /// One of each kind: many findings ask about the same value.
    of_kinds: OnceCell<Rc<[Field<'p>]>>,
}

impl<'p> Uses<'p> {
    /// The uses in all objects that charts render.
    pub(super) fn new(walk: &Walk<'p>) -> Self {
        let mut uses: HashMap<_, Fields<'p>> = HashMap::new();
        for tree in walk.rendered() {
            let count = u32::try_from(tree.node_count()).unwrap_or(u32::MAX);
            for node in 0..count {
                for (source, how) in tree.uses(node) {
                    let start = source.part.map_or(0, |part| part.start);
                    let key = (source.tree.id(), source.node, start);
                    uses.entry(key).or_default().all.push(Field { tree, node, how });
                }
            }
        }
        Self(uses)
    }

    /// What a node, or the part of its text from an offset on, decides: one field of each kind.
    pub(super) fn of(&self, tree: &Tree, node: u32, start: usize) -> Rc<[Field<'p>]> {
        let found = self.0.get(&(tree.id(), node, start));
        let of_kinds = |of: &Fields<'p>| Rc::clone(of.of_kinds.get_or_init(|| of_kinds(&of.all)));
        found.map_or_else(Rc::default, of_kinds)
    }
}
