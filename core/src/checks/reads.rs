//! Which checks read what a person wrote, and not what it means.

use super::AnyCheck;

/// What a check reads.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Reads {
    /// What is in force, however it came to be: merged, rendered, taken from elsewhere.
    Meaning,
    /// What stands in the files, whatever becomes of it.
    AsWritten,
}

const IN_THE_REPOSITORY: &str = "a credential in a file is known to all who have the repository, \
                                 whether or not something takes its place";

/// The checks that read as written, each with the reason.
pub const AS_WRITTEN: &[(&str, &str)] = &[
    ("hardcoded-secret-in-args", IN_THE_REPOSITORY),
    ("hardcoded-secret-in-env", IN_THE_REPOSITORY),
    ("jwt-signing-key-weak", IN_THE_REPOSITORY),
    ("secret-in-annotation", IN_THE_REPOSITORY),
    ("secret-in-config-map", IN_THE_REPOSITORY),
    ("secret-in-dotenv", IN_THE_REPOSITORY),
    ("secret-in-values", IN_THE_REPOSITORY),
];

impl AnyCheck {
    /// What the check reads of settings.
    pub(crate) fn reads(&self) -> Reads {
        let is_listed = AS_WRITTEN.iter().any(|(id, _)| *id == self.id());
        if is_listed { Reads::AsWritten } else { Reads::Meaning }
    }
}
