//! Which checks read the files as written, and not the resulting values.

use super::{AnyCheck, Concern, Rule};

/// What a check reads.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reads {
    /// The effective values after merging, rendering and substitution.
    Meaning,
    /// The files as written.
    AsWritten,
}

impl AnyCheck {
    /// What the check reads. A credential in a file is known to everyone with access to the
    /// repository, even if it is overridden, so checks for credentials read the files as written. So
    /// do checks of how a file is written.
    pub fn reads(&self) -> Reads {
        match self.rule() {
            Rule::Setting(..) if self.concern() == Concern::Credential => Reads::AsWritten,
            Rule::EveryResource(_) if self.concern() == Concern::Field => Reads::AsWritten,
            _ => Reads::Meaning,
        }
    }
}
