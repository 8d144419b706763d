//! Subjects of bindings.

use crate::checks::Outcome;
use crate::model::access::{Binding, Subject};

/// ClusterRoles that Kubernetes grants to everyone: discovery of the API, and reviews of own access.
const PUBLIC: &[&str] = &[
    "system:basic-user",
    "system:discovery",
    "system:public-info-viewer",
    "system:service-account-issuer-discovery",
];

/// Whether a binding grants a public role; none if it is not known.
pub(super) fn is_public(binding: &Binding, out: &mut Outcome) -> Option<bool> {
    let kind = out.read(&binding.role_kind).copied();
    let name = out.read(&binding.role_name).copied();
    match (kind, name) {
        (Some(kind), Some(name)) => Some(kind == "ClusterRole" && PUBLIC.contains(&name)),
        _ => None,
    }
}

/// Calls `show` with each subject of a binding, its kind and name.
pub(super) fn each_subject<'f, 'a>(
    binding: &'f Binding<'a>,
    out: &mut Outcome,
    mut show: impl FnMut(&'f Subject<'a>, (&str, &'a str), &mut Outcome),
) {
    let mut count = 0;
    for subject in out.read(&binding.subjects).into_iter().flatten() {
        count += 1;
        if let (Some(kind), Some(name)) = (out.read(&subject.kind), out.read(&subject.name)) {
            show(subject, (*kind, *name), out);
        }
    }
    if count == 0 && out.is_unset(&binding.subjects) {
        out.not_applicable();
    }
}

/// The role that a binding grants, in words.
pub(super) fn role(binding: &Binding, out: &mut Outcome) -> String {
    match (out.read(&binding.role_kind), out.read(&binding.role_name)) {
        (Some(kind), Some(name)) => format!("{kind} `{name}`"),
        _ => "a role".to_owned(),
    }
}

/// The kind and the name of the first subject, and the number of the others.
pub(super) fn named(subjects: &[Subject], out: &mut Outcome) -> String {
    let first = subjects.first().map_or_else(String::new, |subject| in_words(subject, out));
    match subjects.len() {
        0 | 1 => first,
        2 => format!("{first} and 1 more subject"),
        more => format!("{first} and {} more subjects", more - 1),
    }
}

/// A subject in words: `ServiceAccount `clinic/reader``.
fn in_words(subject: &Subject, out: &mut Outcome) -> String {
    let kind = out.read(&subject.kind).copied().unwrap_or("subject");
    let Some(name) = out.read(&subject.name) else {
        return format!("{kind} without a readable name");
    };
    // A namespace that is not known does not change the finding.
    let namespace = Outcome::default().read(&subject.namespace).copied().unwrap_or_default();
    match namespace {
        namespace if kind == "ServiceAccount" && !namespace.is_empty() => {
            format!("{kind} `{namespace}/{name}`")
        }
        _ => format!("{kind} `{name}`"),
    }
}
