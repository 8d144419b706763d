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
];

fn is_about(compared: &Compared, word: &str) -> bool {
    matches!(compared, Compared::Different(difference) if difference.starts_with(word))
}
