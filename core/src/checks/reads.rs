//! Which checks read what a person wrote, and not what it means.

use super::{AnyCheck, Concern, Rule};

/// What a check reads.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reads {
    /// What is in force, however it came to be: merged, rendered, taken from elsewhere.
    Meaning,
    /// What stands in the files, whatever becomes of it.
    AsWritten,
}

impl AnyCheck {
    /// What the check reads of settings and resources. A credential in a file is known to all who have
    /// the repository, whether or not something takes its place: what looks for one reads as written.
    /// So does what judges how a file is written.
    pub fn reads(&self) -> Reads {
        match self.rule() {
            Rule::Setting(..) if self.concern() == Concern::Credential => Reads::AsWritten,
            Rule::EveryResource(_) if self.concern() == Concern::Field => Reads::AsWritten,
            _ => Reads::Meaning,
        }
    }
}
