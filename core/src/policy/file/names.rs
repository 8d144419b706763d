//! The names that a policy file may use for one kind of thing.

use crate::checks::{AnyCheck, Severity, former_ids};
use crate::frameworks::Framework;
use crate::policy::selection::{Selection, is_former};

/// The names of one kind of thing.
pub(super) struct Names<'n> {
    /// The name of the kind in messages.
    pub(super) kind: &'static str,
    /// The known names.
    pub(super) current: Vec<&'n str>,
    /// Whether a name is a former name: it is accepted, but never suggested.
    is_former: fn(&str) -> bool,
}

impl<'n> Names<'n> {
    /// Ids of checks.
    pub(super) fn checks(checks: &'n [AnyCheck]) -> Self {
        let current = checks.iter().map(AnyCheck::id).collect();
        let is_former = |name: &str| former_ids().any(|(former, _)| former == name);
        Self { kind: "check", current, is_former }
    }

    /// Names that can be selected and ignored.
    pub(super) fn selectors(checks: &'n [AnyCheck]) -> Self {
        let current = Selection::names(checks);
        Self { kind: "check, family or severity", current, is_former }
    }

    /// Severities.
    pub(super) fn severities() -> Self {
        let current = Severity::ALL.iter().map(|severity| severity.as_str()).collect();
        Self::closed("severity", current)
    }

    /// Names without former ones.
    pub(super) fn closed(kind: &'static str, current: Vec<&'n str>) -> Self {
        Self { kind, current, is_former: |_| false }
    }

    /// Frameworks.
    pub(super) fn frameworks() -> Self {
        let current = Framework::BUILT_IN.iter().map(|framework| framework.id()).collect();
        Self::closed("framework", current)
    }

    /// Whether a name is known, now or formerly.
    pub(super) fn has(&self, name: &str) -> bool {
        self.current.contains(&name) || (self.is_former)(name)
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::AnyCheck;
    use crate::policy::read;

    #[test]
    fn a_former_name_means_what_it_meant() {
        let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
        let text = "ignore: [low-user-id, pods]\nseverities: {effective-root-user: low}\n\
                    parameters: {low-user-id: {minimum_uid: 5}}\n\
                    suppressions: [{check: run-as-non-root, reason: r, owner: o}]\n";
        let options = read("asepsis.yaml", text, &checks).unwrap();
        assert_eq!(options.selection.ignore, ["low-uid", "pods"]);
        assert_eq!(options.severities.keys().collect::<Vec<_>>(), ["runs-as-root"]);
        assert_eq!(options.suppressions[0].check, "run-as-non-root-missing");
        let of = |id| AnyCheck::find(id).unwrap();
        assert_eq!(options.parameters.integer("low-uid", of("low-user-id").parameters()[0]), 5);
        let runs = |id| options.selection.has(&of(id));
        assert!(!runs("low-uid") && !runs("cpu-limit-missing") && !runs("host-network"));
        assert!(runs("network-policy-missing"));
    }
}
