//! Kinds that do not exist in their group.

use super::{LONGEST_RESEMBLANCE, table};
use crate::error::{Error, nearest};
use crate::model::facts::Fact;
use crate::tree::Place;

/// Kinds of known groups that are missing in the table: removed kinds of Kubernetes, kinds that its
/// programs read only from files, and kinds of OpenShift from before its kinds had groups.
const OTHERS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "Build",
            "BuildConfig",
            "Config",
            "DeploymentConfig",
            "EncryptionConfig",
            "Group",
            "Image",
            "ImageStream",
            "ImageStreamTag",
            "OAuthClient",
            "Policy",
            "Project",
            "ProjectRequest",
            "Route",
            "SecurityContextConstraints",
            "Template",
            "User",
        ],
    ),
    (
        "admissionregistration.k8s.io",
        &["ExternalAdmissionHookConfiguration", "InitializerConfiguration"],
    ),
    ("apps", &["PetSet"]),
    ("batch", &["JobTemplate", "ScheduledJob"]),
    ("extensions", &["HorizontalPodAutoscaler", "Job", "PodSecurityPolicy", "ThirdPartyResource"]),
    ("networking.k8s.io", &["ClusterCIDR"]),
    ("policy", &["PodSecurityPolicy"]),
    (
        "resource.k8s.io",
        &[
            "PodScheduling",
            "PodSchedulingContext",
            "ResourceClaimParameters",
            "ResourceClass",
            "ResourceClassParameters",
        ],
    ),
];

/// The group of the built-in generators and transformers of Kustomize.
const KUSTOMIZE: &str = "builtin";

/// The fact about a kind that does not exist in any version of a known group. Kinds are
/// case-sensitive, as in the API server.
pub(in crate::frontends::kubernetes) fn unknown_kind<'a>(
    api_version: &'a str,
    kind: &'a str,
    place: Place,
) -> Option<Fact<'a>> {
    if api_version == KUSTOMIZE || table::kind(api_version, kind).is_some() {
        return None;
    }
    let group = table::group(api_version);
    let mut own = table::kinds().filter(|(of, _)| table::group(of) == group).peekable();
    own.peek()?;
    let is_list = kind.strip_suffix("List").is_some_and(|item| is_other(group, item));
    if own.clone().any(|(_, known)| known == kind) || is_list || is_other(group, kind) {
        return None;
    }
    let is_stable = |version: &str| !version.contains("alpha") && !version.contains("beta");
    let belongs_to = table::kinds()
        .find(|(version, known)| *known == kind && is_stable(version))
        .map(|(version, _)| version);
    let meant = kind.trim();
    let resembles = belongs_to.is_none() && meant.len() <= LONGEST_RESEMBLANCE;
    let suggestion = if resembles { nearest(meant, own.map(|(_, known)| known)) } else { None };
    Some(Fact::UnknownKind { api_version, kind, place, suggestion, belongs_to })
}

/// Whether kinds of a group are built into Kubernetes.
pub(in crate::frontends::kubernetes) fn is_built_in(group: &str) -> bool {
    table::has_group(group)
}

/// Checks that a kind by which findings are searched exists: a kind of Kubernetes, or one of the
/// additional ones, for example of a report.
///
/// # Errors
///
/// For an unknown kind, with the most similar one as a hint.
pub fn find_kind<'k>(
    name: &'k str,
    others: impl IntoIterator<Item = &'k str>,
) -> Result<(), Error> {
    let others: Vec<&str> = others.into_iter().collect();
    let known = table::kinds().map(|(_, kind)| kind).chain(others);
    if known.clone().any(|kind| kind == name) || OTHERS.iter().any(|(of, _)| is_other(of, name)) {
        return Ok(());
    }
    let same = known.clone().find(|kind| kind.eq_ignore_ascii_case(name));
    Err(match same {
        Some(kind) => Error::unknown_name("kind", name, [kind]),
        None => Error::unknown_name("kind", name, known),
    })
}

fn is_other(group: &str, kind: &str) -> bool {
    OTHERS.iter().any(|(of, kinds)| *of == group && kinds.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(api_version: &str, kind: &str) -> Option<(Option<&'static str>, Option<&'static str>)> {
        match unknown_kind(api_version, kind, Place::NONE)? {
            Fact::UnknownKind { suggestion, belongs_to, .. } => Some((suggestion, belongs_to)),
            _ => None,
        }
    }

    #[test]
    fn an_unknown_kind_is_an_error_with_a_hint() {
        assert!(find_kind("Deployment", []).is_ok() && find_kind("Ward", ["Ward"]).is_ok());
        let hint = |name| find_kind(name, ["Ward"]).unwrap_err().hint().unwrap_or_default();
        assert_eq!(hint("Deploymnt"), "did you mean `Deployment`?");
        assert_eq!(hint("pod"), "did you mean `Pod`?");
    }

    #[test]
    fn kinds_are_of_a_group_in_whatever_version() {
        for (api_version, kind) in [
            ("v1", "Pod"),
            ("batch/v2alpha1", "CronJob"),
            ("apps/v1", "DeploymentList"),
            ("policy/v1beta1", "PodSecurityPolicy"),
            ("policy/v1beta1", "PodSecurityPolicyList"),
            ("v1", "Config"),
            ("example.org/v1", "Podd"),
            ("kustomize.config.k8s.io/v1beta1", "Kustomisation"),
            ("builtin", "LabelTransformer"),
        ] {
            assert_eq!(said(api_version, kind), None, "{api_version} {kind}");
        }
        let cases = [
            ("v1", "Podd", Some("Pod"), None),
            ("v1", "Pod ", Some("Pod"), None),
            ("v1", "pod", Some("Pod"), None),
            ("v1", "Deployment", None, Some("apps/v1")),
            ("v1", "Sandwich", None, None),
            ("apps/v1", "deployment", Some("Deployment"), None),
            ("batch/v9", "Cronjob", Some("CronJob"), None),
            ("networking.k8s.io/v1", "NetworkPolicyy", Some("NetworkPolicy"), None),
        ];
        for (api_version, kind, suggestion, belongs_to) in cases {
            let expected = Some((suggestion, belongs_to));
            assert_eq!(said(api_version, kind), expected, "{api_version} {kind}");
        }
    }
}
