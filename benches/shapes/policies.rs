//! Suppressions.

use super::{Files, Shape, one, repeated};

pub(super) const SHAPES: &[Shape] = &[
    Shape {
        name: "suppressions",
        about: "suppressions of a policy, each of one Pod",
        files: by_policy,
    },
    Shape {
        name: "suppressions-unused",
        about: "suppressions of a policy that accept nothing",
        files: unused,
    },
    Shape {
        name: "suppression-comments",
        about: "comments that accept a finding each",
        files: by_comment,
    },
    Shape {
        name: "suppression-annotations",
        about: "annotations that accept a finding each",
        files: by_annotation,
    },
];

fn pod(index: usize, metadata: &str, rest: &str) -> String {
    format!(
        "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{index}, namespace: ward{metadata}}}\nspec:\n  hostPID: true{rest}\n  \
         containers:\n  - {{name: app, image: registry.example/app}}\n"
    )
}

fn suppression(index: usize) -> String {
    format!(
        "- check: host-pid\n  resource: Pod/ward/p{index}\n  reason: probe {index}\n  owner: operations\n"
    )
}

fn by_policy(count: usize) -> Files {
    let mut files =
        one("asepsis.yaml", repeated("version: 1\nsuppressions:\n", count, suppression));
    files.extend(one("pods.yaml", repeated("", count, |index| pod(index, "", ""))));
    files
}

fn unused(count: usize) -> Files {
    let mut files = one(
        "asepsis.yaml",
        repeated("version: 1\nsuppressions:\n", count, |index| suppression(index + count)),
    );
    files.extend(one("pods.yaml", repeated("", count, |index| pod(index, "", ""))));
    files
}

fn by_comment(count: usize) -> Files {
    one(
        "pods.yaml",
        repeated("", count, |index| pod(index, "", " # asepsis: ignore[host-pid] a probe")),
    )
}

fn by_annotation(count: usize) -> Files {
    let note = ", annotations: {ignore.asepsis/host-pid: a probe}";
    one("pods.yaml", repeated("", count, |index| pod(index, note, "")))
}
