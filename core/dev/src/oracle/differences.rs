//! Where this library differs from the reference on purpose.

use super::yaml_answers::Answers;

/// A difference on purpose.
pub(super) struct Difference {
    /// What differs, and why.
    pub(super) reason: &'static str,
    /// A text that shows it.
    pub(super) fixture: &'static str,
    /// Whether a text differs for this reason.
    pub(super) explains: fn(text: &str, ours: &Answers, reference: &Answers) -> bool,
}

pub(super) const DIFFERENCES: &[Difference] = &[];
