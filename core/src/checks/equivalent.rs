//! Equivalent checks of other tools, so that a user of one of them can search by its ids.

use std::fmt;

/// Another tool for the same files.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum Tool {
    /// Checkov.
    Checkov,
    /// KICS, with the names of its queries.
    Kics,
    /// kube-linter.
    KubeLinter,
    /// Kubescape.
    Kubescape,
    /// kube-score.
    KubeScore,
    /// kubesec.
    Kubesec,
    /// Kyverno, with the names of its policy library.
    Kyverno,
    /// The Kubernetes project's own pod security admission.
    PodSecurity,
    /// Polaris.
    Polaris,
    /// Trivy.
    Trivy,
}

impl Tool {
    /// The name of the tool.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Checkov => "Checkov",
            Self::Kics => "KICS",
            Self::KubeLinter => "kube-linter",
            Self::Kubescape => "Kubescape",
            Self::KubeScore => "kube-score",
            Self::Kubesec => "kubesec",
            Self::Kyverno => "Kyverno",
            Self::PodSecurity => "pod security admission",
            Self::Polaris => "Polaris",
            Self::Trivy => "Trivy",
        }
    }

    pub(super) const fn calls_it(self, id: &'static str) -> Equivalent {
        Equivalent(self, id)
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.title())
    }
}

/// A tool and its id for a condition that the check decides: both look at the same fields for the
/// same problem. Thresholds and exemptions may differ. An id whose condition is broader or different
/// is not listed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Equivalent(pub Tool, pub &'static str);

impl Equivalent {
    /// Whether the id matches a name. Case, dashes and leading zeros are ignored, so `KSV017` and
    /// `AVD-KSV-0017` both match `KSV-0017`.
    pub fn is_called(&self, name: &str) -> bool {
        folded(self.1) == folded(name)
    }
}

/// The letters and numbers of an id, normalised.
fn folded(id: &str) -> String {
    let id = id.to_lowercase();
    let mut folded = String::with_capacity(id.len());
    // Older reports of Trivy have the name of its database before the id.
    for character in id.strip_prefix("avd-").unwrap_or(&id).chars() {
        let follows_digit = folded.ends_with(|last: char| last.is_ascii_digit());
        let is_leading_zero = character == '0' && !follows_digit;
        if character.is_alphanumeric() && !is_leading_zero {
            folded.push(character);
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::checks::AnyCheck;

    fn known_as(name: &str) -> Vec<String> {
        let found = AnyCheck::known_as(name).unwrap_or_default();
        found.iter().map(|check| check.id().to_owned()).collect()
    }

    #[test]
    fn a_check_is_found_by_the_ids_of_other_tools_in_any_spelling() {
        let names = [
            "privileged-container",
            "CKV_K8S_16",
            "ckv-k8s-16",
            "KSV-0017",
            "KSV017",
            "avd-ksv-0017",
            "C-0057",
            "runAsPrivileged",
            "RUNASPRIVILEGED",
            "Container Is Privileged",
            "disallow-privileged-containers",
        ];
        for name in names {
            assert_eq!(known_as(name), ["privileged-container"], "{name}");
        }
        assert_eq!(known_as("CKV2_K8S_6"), ["network-policy-missing"]);
    }

    #[test]
    fn an_id_that_several_checks_share_lists_all() {
        assert_eq!(known_as("CKV_K8S_49"), ["wildcard-resource", "wildcard-verb"]);
        assert!(known_as("C-0211").len() > 5);
        // An id of asepsis takes precedence over that of another tool.
        assert_eq!(known_as("host-pid"), ["host-pid"]);
        // Also if it is a former id.
        assert_eq!(known_as("run-as-non-root"), ["run-as-non-root-missing"]);
    }

    #[test]
    fn only_words_are_suggested_for_an_unknown_number() {
        assert_eq!(known_as("CKV_K8S_160"), Vec::<String>::new());
        assert_eq!(known_as("KSV-0170"), Vec::<String>::new());
        assert_eq!(known_as(""), Vec::<String>::new());
        let hint = |name| AnyCheck::known_as(name).unwrap_err().hint();
        assert!(!hint("C-0058").unwrap_or_default().contains("did you mean"));
        assert_eq!(hint("runAsPriviledged").as_deref(), Some("did you mean `runAsPrivileged`?"));
        assert_eq!(hint("host-netwrk").as_deref(), Some("did you mean `host-network`?"));
    }

    #[test]
    fn nothing_is_listed_twice() {
        for check in AnyCheck::built_in() {
            let ids: BTreeSet<_> = check.equivalents().iter().collect();
            assert_eq!(ids.len(), check.equivalents().len(), "{}", check.id());
        }
    }

    #[test]
    fn every_check_has_a_bad_and_a_good_example() {
        for check in AnyCheck::built_in() {
            let examples = check.examples();
            let found: Vec<bool> = examples.iter().map(|of| !of.findings.is_empty()).collect();
            assert_eq!(found, [true, false], "{}", check.id());
            assert!(examples.iter().all(|example| !example.text.contains("#~")));
        }
    }
}
