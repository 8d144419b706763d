//! The inventories of the environments of a set: shared resources are indexed once.

use super::groups::{Alternative, Set};
use super::unseen::{OfTexts, unseen};
use super::walk::Walk;
use crate::inventory::Inventory;
use crate::model::Resource;

/// The inventories of some environments of a set, on top of the shared one.
pub(super) fn inventories<'p>(
    walk: &'p Walk<'p>,
    set: &Set,
    judged: &[Alternative],
    of_texts: &OfTexts,
) -> Vec<Inventory<'p, 'p>> {
    let numbered = |numbers: &[usize]| -> Vec<(usize, &'p Resource<'p>)> {
        let all = numbers.iter().filter_map(|at| Some((*at, walk.resources.get(*at)?)));
        // A resource that is not applied does not exist for others.
        let applied = |resource: &Resource<'p>| {
            let is_other = resource.is_patch || resource.is_part || resource.is_carried;
            !is_other && !walk.standing(resource).is_unused
        };
        all.filter(|(_, resource)| applied(resource)).collect()
    };
    if let [one] = judged {
        let all: Vec<usize> =
            in_order(&set.shared, &one.own).into_iter().map(|(index, _)| index).collect();
        return vec![Inventory::shared(numbered(&all)).beside(unseen(walk, set, of_texts))];
    }
    let shared = Inventory::shared(numbered(&set.shared)).beside(unseen(walk, set, of_texts));
    judged.iter().map(|one| shared.with(numbered(&one.own))).collect()
}

/// The resources of two lists in the order of the walk, and which are in the first list.
pub(super) fn in_order(first: &[usize], second: &[usize]) -> Vec<(usize, bool)> {
    let first = first.iter().map(|index| (*index, true));
    let mut all: Vec<_> = first.chain(second.iter().map(|index| (*index, false))).collect();
    all.sort_unstable();
    all
}
