//! Which checks look at which kind of thing, worked out once.

use crate::checks::{AnyCheck, Slot};

/// The indices of the checks for each kind of subject.
#[derive(Debug)]
pub(super) struct Plan(Vec<Vec<usize>>);

impl Plan {
    pub(super) fn new(checks: &[AnyCheck]) -> Self {
        let mut slots = vec![Vec::new(); Slot::COUNT];
        for (index, check) in checks.iter().enumerate() {
            match check.rule().slot() {
                Some(slot) => {
                    slots.get_mut(slot as usize).into_iter().for_each(|list| list.push(index));
                }
                // A check that exists only at run time chooses for itself.
                None => slots.iter_mut().for_each(|list| list.push(index)),
            }
        }
        Self(slots)
    }

    pub(super) fn checks(&self, slot: Slot) -> &[usize] {
        self.0.get(slot as usize).map_or(&[], Vec::as_slice)
    }
}
