//! Objects that may exist but are not in the input, so that their absence proves nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::Inventory;

/// The kinds that create pods.
pub(super) const WORKLOADS: &[&str] = &[
    "CronJob",
    "DaemonSet",
    "Deployment",
    "Job",
    "Pod",
    "ReplicaSet",
    "ReplicationController",
    "StatefulSet",
];

/// Objects that may exist: created by an operator, or by a template that was not rendered.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Unseen {
    /// Their kind; `None` for any kind.
    pub(crate) kind: Option<Box<str>>,
    /// Their namespace; `None` for any namespace.
    pub(crate) namespace: Option<Box<str>>,
    /// Why they are not in the input.
    pub(crate) why: Arc<str>,
}

/// The objects that are not in the input, and which of them could have been an answer since the
/// beginning of an evaluation.
#[derive(Debug)]
pub(super) struct Missing {
    all: Arc<[Unseen]>,
    /// The first that could have been an answer; past the end if none could.
    first: AtomicUsize,
}

impl Default for Missing {
    fn default() -> Self {
        Self::new(Arc::from([]))
    }
}

impl Missing {
    pub(super) fn new(mut all: Arc<[Unseen]>) -> Self {
        if all.len() > 1 {
            let mut each = all.to_vec();
            Unseen::keep_one_reason(&mut each);
            all = each.into();
        }
        Self { all, first: AtomicUsize::new(usize::MAX) }
    }

    /// The same for another environment.
    pub(super) fn again(&self) -> Self {
        Self { all: Arc::clone(&self.all), first: AtomicUsize::new(usize::MAX) }
    }

    pub(super) fn begin(&self) {
        self.first.store(usize::MAX, Ordering::Relaxed);
    }

    fn note(&self, is_one: impl Fn(&Unseen) -> bool) {
        if let Some(found) = self.all.iter().position(is_one) {
            self.first.fetch_min(found, Ordering::Relaxed);
        }
    }
}

impl Inventory<'_, '_> {
    /// Adds objects that may exist but are not among the resources.
    pub(crate) fn beside(self, unseen: Arc<[Unseen]>) -> Self {
        Self { missing: Missing::new(unseen), ..self }
    }

    /// Records that an object of some kinds in a namespace, or in any, would change an answer.
    pub(super) fn miss(&self, kinds: &[&str], namespace: Option<&str>) {
        self.missing.note(|unseen| {
            let is_kind = unseen.kind.as_deref().is_none_or(|kind| kinds.contains(&kind));
            is_kind && unseen.may_be_in(namespace)
        });
    }

    /// The same, counting only objects of a known kind: a file has no objects of most kinds.
    pub(super) fn miss_named(&self, kind: &str, namespace: Option<&str>) {
        self.missing
            .note(|unseen| unseen.kind.as_deref() == Some(kind) && unseen.may_be_in(namespace));
    }

    /// Why something may exist that was not found since the beginning of the evaluation.
    pub(crate) fn missed(&self) -> Option<&Arc<str>> {
        let first = self.missing.all.get(self.missing.first.load(Ordering::Relaxed));
        first.map(|unseen| &unseen.why)
    }
}

impl Unseen {
    /// Sorts them and keeps one for each kind and namespace: one reason is enough.
    pub(crate) fn keep_one_reason(all: &mut Vec<Self>) {
        all.sort();
        all.dedup_by(|later, first| {
            (&later.kind, &later.namespace) == (&first.kind, &first.namespace)
        });
    }

    fn may_be_in(&self, namespace: Option<&str>) -> bool {
        match (self.namespace.as_deref(), namespace) {
            (Some(own), Some(asked)) => own == asked,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_may_be_in_its_own_namespace_or_in_any() {
        let of = |namespace: Option<&str>| Unseen {
            kind: None,
            namespace: namespace.map(Into::into),
            why: "a template was not rendered".into(),
        };
        assert!(of(Some("ward")).may_be_in(Some("ward")) && of(Some("ward")).may_be_in(None));
        assert!(of(None).may_be_in(Some("ward")) && of(None).may_be_in(None));
        assert!(!of(Some("ward")).may_be_in(Some("pharmacy")));
    }
}
