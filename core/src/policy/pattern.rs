//! Patterns of paths and of names of resources.

use super::Options;
use crate::error::Error;

/// Whether a text is a valid pattern. An invalid one would silently match nothing.
///
/// # Errors
/// For example for a bracket or brace that is not closed; the hint says where.
pub fn check_pattern(pattern: &str) -> Result<(), Error> {
    match fast_glob::validate(pattern) {
        Ok(()) if !pattern.is_empty() => Ok(()),
        Ok(()) => Err(Error::invalid(
            "an empty string is not a valid pattern",
            "remove it, or write a pattern",
        )),
        Err(error) => {
            let hint = error.to_string();
            Err(Error::invalid(format!("`{pattern}` is not a valid pattern"), hint))
        }
    }
}

impl Options {
    /// Returns an error for the first invalid pattern, from any source.
    pub(crate) fn check_patterns(&self) -> Result<(), Error> {
        let groups = self.environments.iter().chain(&self.bundles);
        let groups = groups.flat_map(|(_, patterns)| patterns);
        let accepted = self.suppressions.iter();
        let accepted = accepted.flat_map(|by| by.path.iter().chain(&by.resource));
        let mut all = self.excludes.iter().chain(groups).chain(accepted);
        all.try_for_each(|pattern| check_pattern(pattern))
    }
}
