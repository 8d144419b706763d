//! Resources whose findings are folded as soon as they are judged.

use std::collections::HashSet;

use super::walk::Walk;
use crate::inventory::Inventory;

/// The resources whose findings are folded without those of any other.
pub(super) struct Alone {
    /// The resources at which findings about a namespace are shown.
    namespaces: HashSet<usize>,
}

impl Alone {
    /// Those of an inventory; `None` if the findings of all are folded together.
    pub(super) fn new(walk: &Walk<'_>, inventory: &Inventory<'_, '_>) -> Option<Self> {
        let are_related =
            !walk.owners().is_empty() || walk.resources.iter().any(|resource| resource.is_carried);
        let namespaces = || inventory.numbered_namespaces().into_iter().map(|(index, _)| index);
        (!are_related).then(|| Self { namespaces: namespaces().collect() })
    }

    pub(super) fn has(&self, resource: usize) -> bool {
        !self.namespaces.contains(&resource)
    }
}
