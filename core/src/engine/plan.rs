//! Which checks look at which kind of thing, worked out once.

use crate::checks::{AnyCheck, Slot};
use crate::frameworks::KubernetesVersion;

/// The indices of the checks for each kind of subject, and which checks mean anything yet.
#[derive(Debug)]
pub(super) struct Plan {
    slots: Vec<Vec<usize>>,
    in_force: Vec<bool>,
}

impl Plan {
    pub(super) fn new(checks: &[AnyCheck], version: KubernetesVersion) -> Self {
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
        Self { slots, in_force: checks.iter().map(|check| in_force(check, version)).collect() }
    }

    pub(super) fn checks(&self, slot: Slot) -> &[usize] {
        self.slots.get(slot as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the check of this index means anything in the version of Kubernetes.
    pub(super) fn in_force(&self, index: usize) -> bool {
        self.in_force.get(index).copied().unwrap_or_default()
    }
}

/// Whether the version has the control of the Pod Security Standards that the check decides; a check
/// that decides none always means something.
fn in_force(check: &AnyCheck, version: KubernetesVersion) -> bool {
    check.controls().iter().all(|cited| cited.control().first_version() <= version)
}
