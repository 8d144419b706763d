//! Patterns of paths and of names of resources.

use super::Options;
use crate::error::Error;

/// Whether a text can be a pattern. One that is none would match nothing, in silence.
///
/// # Errors
/// For a bracket or brace that is not closed, say; the hint says where.
pub fn check_pattern(pattern: &str) -> Result<(), Error> {
    match fast_glob::validate(pattern) {
        Ok(()) if !pattern.is_empty() => Ok(()),
        Ok(()) => {
            Err(Error::invalid("a pattern must not be empty", "remove it, or write a pattern"))
        }
        Err(error) => {
            let hint = error.to_string();
            Err(Error::invalid(format!("`{pattern}` is not a valid pattern"), hint))
        }
    }
}

impl Options {
    /// Refuses the first text that is no pattern, whoever set it.
    pub(crate) fn check_patterns(&self) -> Result<(), Error> {
        let groups = self.environments.iter().chain(&self.bundles);
        let groups = groups.flat_map(|(_, patterns)| patterns);
        let accepted = self.suppressions.iter();
        let accepted = accepted.flat_map(|by| by.path.iter().chain(&by.resource));
        let mut all = self.excludes.iter().chain(groups).chain(accepted);
        all.try_for_each(|pattern| check_pattern(pattern))
    }
}
