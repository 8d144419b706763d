//! Which checks run.

use crate::checks::{AnyCheck, Severity};
use crate::error::Error;

/// Which checks run: those that are selected and not ignored. Names are ids, families or
/// severities; nothing selected means all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Selection {
    /// Only these.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
}

impl Selection {
    /// Whether a check runs.
    pub fn has(&self, check: &AnyCheck) -> bool {
        let named = |names: &[String]| names.iter().any(|name| is_named(check, name));
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// Whether every name is the name of something.
    ///
    /// # Errors
    /// For the first name that is no id, family or severity of the given checks.
    pub fn validate(&self, checks: &[AnyCheck]) -> Result<(), Error> {
        for name in self.select.iter().chain(&self.ignore) {
            if !checks.iter().any(|check| is_named(check, name)) && Severity::find(name).is_none() {
                let known = checks.iter().flat_map(|check| [check.id(), check.family()]);
                let severities = Severity::ALL.iter().map(|severity| severity.as_str());
                return Err(Error::unknown_name("check", name, known.chain(severities)));
            }
        }
        Ok(())
    }
}

fn is_named(check: &AnyCheck, name: &str) -> bool {
    check.id() == name || check.family() == name || check.severity().as_str() == name
}
