//! The limit of evaluations: each evaluation of a check is a step.

use std::collections::BTreeSet;

use super::walk::Walk;
use crate::tree::Place;

/// The steps of a run. They are taken in the order of the walk, which is not that of the inputs.
#[derive(Debug, Default)]
pub(crate) struct Steps {
    /// The maximum; `None` for no limit.
    most: Option<u32>,
    taken: u32,
    /// The numbers of the inputs that were not judged completely.
    pub(crate) left_out: BTreeSet<usize>,
}

impl Steps {
    pub(super) fn new(most: Option<u32>) -> Self {
        Self { most, ..Self::default() }
    }

    /// Whether there is no step left.
    pub(super) fn are_spent(&self) -> bool {
        self.most.is_some_and(|most| self.taken >= most)
    }

    /// Takes a step, if there is one left.
    pub(super) fn take(&mut self) -> bool {
        if self.are_spent() {
            return false;
        }
        // Without a limit, counting is unnecessary.
        self.taken = self.taken.saturating_add(1);
        true
    }

    /// Records that something at a place is not judged: it affects each input of its tree.
    pub(super) fn leave_out(&mut self, walk: &Walk<'_>, place: Place) {
        self.left_out.extend(walk.input_index(place.tree()));
        let whole = walk.wholes.binary_search_by_key(&place.tree(), |whole| whole.tree);
        let whole = whole.ok().and_then(|at| walk.wholes.get(at));
        self.left_out.extend(whole.into_iter().flat_map(|whole| whole.inputs.iter().copied()));
    }
}
