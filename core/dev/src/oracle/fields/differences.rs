//! Where this library differs from the strict decoder on purpose.

use crate::oracle::field_answers::Compared;

/// A difference on purpose.
pub(super) struct Difference {
    /// What differs, and why.
    pub(super) reason: &'static str,
    /// A text that shows it.
    pub(super) fixture: &'static str,
    /// Whether a text differs for this reason.
    pub(super) explains: fn(text: &str, compared: &Compared) -> bool,
}

pub(super) const DIFFERENCES: &[Difference] = &[
    Difference {
        reason: "a key beside a merge that brings the same key: the decoder takes it for a \
                 duplicate, here it overrides what is merged, as merges are meant",
        fixture: "apiVersion: v1\nkind: ConfigMap\nmetadata: &m {name: a}\ndata:\n  <<: *m\n  name: b\n",
        explains: |text, compared| text.contains("<<") && is_about(compared, "twice"),
    },
    Difference {
        reason: "a value that several aliases name is of the wrong type in one place: the pointer \
                 that is asked about names where it is written",
        fixture: "apiVersion: v1\nkind: Pod\nmetadata: {name: &n 1}\nspec: {hostname: *n}\n",
        explains: |text, compared| text.contains(": *") && is_about(compared, "more is wrong"),
    },
    Difference {
        reason: "key is set twice where an alias brings it again: the decoder counts it once more, here it is where it is written",
        fixture: "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  nodeSelector: &a {b: c, b: c}\n  \
                  overhead: *a\n",
        explains: |text, compared| text.contains(": *") && is_about(compared, "twice"),
    },
    Difference {
        reason: "a version or kind that is filled in later: the decoder takes the expression for a \
                 name, here the document is a template, and not a resource",
        fixture: "apiVersion: v1\nkind: ${KIND}\nspec: {a: 1, a: 2}\n",
        explains: |text, compared| {
            let is_identity = |line: &str| line.contains("kind:") || line.contains("apiVersion:");
            let is_open = |line: &str| line.contains("{{") || line.contains("${");
            let differs = is_about(compared, "twice") || is_about(compared, "objects");
            differs && text.lines().any(|line| is_identity(line) && is_open(line))
        },
    },
    Difference {
        reason: "`Kind` or `apiversion`: the decoder looks for the kind of a document whatever the \
                 case of the keys, and for all else by their exact names",
        fixture: "apiVersion: v1\nkind: Pod\nKinD: 1\n",
        explains: |text, compared| {
            let identities = ["kind", "apiVersion"];
            let is_other = |key: &str| {
                identities
                    .iter()
                    .any(|identity| key.eq_ignore_ascii_case(identity) && key != *identity)
            };
            let keys = text.lines().filter_map(|line| line.split_once(':'));
            let refused = is_about(compared, "wrong []") || is_about(compared, "more is wrong");
            refused && keys.into_iter().any(|(key, _)| is_other(key.trim_start_matches([' ', '-'])))
        },
    },
];

fn is_about(compared: &Compared, word: &str) -> bool {
    matches!(compared, Compared::Different(difference) if difference.starts_with(word))
}
