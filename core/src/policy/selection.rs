//! Which checks run.

use crate::checks::{AnyCheck, Severity, current_id, former_families, former_ids, is_family};
use crate::error::Error;

/// The checks that run: those that are selected and not ignored. Names are ids, families or
/// severities, current or former; an empty selection means all.
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

    /// Every name that can be selected or ignored: ids, then families, then severities.
    pub(super) fn names(checks: &[AnyCheck]) -> Vec<&str> {
        let mut names: Vec<&str> = checks.iter().map(AnyCheck::id).collect();
        let severities = Severity::ALL.iter().map(|severity| severity.as_str());
        for name in checks.iter().map(AnyCheck::family).chain(severities) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Whether every name is known.
    ///
    /// # Errors
    /// For the first name that is not an id, family or severity of the given checks.
    pub fn validate(&self, checks: &[AnyCheck]) -> Result<(), Error> {
        let known = Self::names(checks);
        for name in self.select.iter().chain(&self.ignore) {
            if !known.contains(&name.as_str()) && !is_former(name) {
                return Err(Error::unknown_name("check", name, known));
            }
        }
        Ok(())
    }
}

fn is_named(check: &AnyCheck, name: &str) -> bool {
    let is_id = check.id() == current_id(name);
    is_id || is_family(check.family(), name) || check.severity().as_str() == name
}

/// Whether a name is a former name of a check or family.
pub(super) fn is_former(name: &str) -> bool {
    former_ids().any(|(former, _)| former == name) || former_families().any(|former| former == name)
}
