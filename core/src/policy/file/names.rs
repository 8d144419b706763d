//! The names that a policy file may use for one kind of thing.

use crate::checks::{AnyCheck, Severity, former_ids};
use crate::frameworks::Framework;
use crate::policy::selection::{Selection, is_former};

/// The names of one kind of thing.
pub(super) struct Names<'n> {
    /// What messages call the kind.
    pub(super) kind: &'static str,
    /// The names that there are.
    pub(super) current: Vec<&'n str>,
    /// Whether something was called so before: that is taken, and never suggested.
    is_former: fn(&str) -> bool,
}

impl<'n> Names<'n> {
    /// Ids of checks.
    pub(super) fn checks(checks: &'n [AnyCheck]) -> Self {
        let current = checks.iter().map(AnyCheck::id).collect();
        let is_former = |name: &str| former_ids().any(|(former, _)| former == name);
        Self { kind: "check", current, is_former }
    }

    /// What can be selected and ignored.
    pub(super) fn selectors(checks: &'n [AnyCheck]) -> Self {
        let current = Selection::names(checks);
        Self { kind: "check, family or severity", current, is_former }
    }

    /// Severities.
    pub(super) fn severities() -> Self {
        let current = Severity::ALL.iter().map(|severity| severity.as_str()).collect();
        Self { kind: "severity", current, is_former: |_| false }
    }

    /// Frameworks.
    pub(super) fn frameworks() -> Self {
        let current = Framework::BUILT_IN.iter().map(|framework| framework.id()).collect();
        Self { kind: "framework", current, is_former: |_| false }
    }

    /// Whether something is or was called so.
    pub(super) fn has(&self, name: &str) -> bool {
        self.current.contains(&name) || (self.is_former)(name)
    }
}
