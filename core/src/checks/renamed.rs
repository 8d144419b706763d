//! Former names of checks and families. A name that was published stays valid and is never reused for
//! something else.

/// Former ids of checks, each with the current one.
const IDS: &[(&str, &str)] = &[
    ("capabilities-not-restricted", "capabilities-beyond-restricted"),
    ("confinement-disabled", "seccomp-or-apparmor-disabled"),
    ("effective-root-user", "runs-as-root"),
    ("environment-drift", "environment-weaker-than-production"),
    ("low-user-id", "low-uid"),
    ("mutual-tls-permissive", "mtls-permissive"),
    ("native-secret-manifest", "secret-manifest-in-repository"),
    ("process-limit-missing", "pids-limit-missing"),
    // kube-linter has a check of this name too; here it is the former id.
    ("run-as-non-root", "run-as-non-root-missing"),
    ("secret-file-variable-unused", "secret-in-env-instead-of-file"),
    ("service-network-flat", "network-not-segmented"),
    ("vault-agent-token-auth", "vault-token-auth"),
    ("volume-type-not-restricted", "volume-type-not-allowed"),
];

/// Former families, each with the current ones that contain its checks.
const FAMILIES: &[(&str, &[&str])] = &[("pods", &["availability", "containers", "host"])];

/// The current id for a current or former one. Any other text is returned unchanged.
pub fn current_id(written: &str) -> &str {
    let renamed = IDS.iter().find(|(former, _)| *former == written);
    renamed.map_or(written, |(_, current)| current)
}

/// Whether a current or former name of a family means this family.
pub fn is_family(family: &str, written: &str) -> bool {
    let split = FAMILIES.iter().find(|(former, _)| *former == written);
    split.map_or(family == written, |(_, current)| current.contains(&family))
}

/// Former ids of checks, each with the current one.
pub fn former_ids() -> impl Iterator<Item = (&'static str, &'static str)> {
    IDS.iter().copied()
}

/// Former names of families.
pub fn former_families() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|(former, _)| *former)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::AnyCheck;
    use crate::checks::families::ALL;

    #[test]
    fn a_former_name_is_not_reused_and_leads_to_a_current_one() {
        for (former, current) in former_ids() {
            assert_eq!(current_id(former), current);
            assert!(AnyCheck::built_in().all(|check| check.id() != former), "{former}");
            assert!(AnyCheck::built_in().any(|check| check.id() == current), "{current}");
        }
        for (former, current) in FAMILIES {
            assert!(ALL.iter().all(|(family, _)| family != former), "{former}");
            assert!(current.iter().all(|name| ALL.iter().any(|(family, _)| family == name)));
        }
    }

    #[test]
    fn other_names_are_returned_unchanged() {
        assert_eq!(current_id("privileged-container"), "privileged-container");
        assert_eq!(current_id("no-such-check"), "no-such-check");
        assert!(is_family("network", "network") && !is_family("network", "pods"));
        assert!(is_family("host", "pods") && is_family("host", "host"));
    }
}
