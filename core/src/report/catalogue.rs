//! How much a report in JSON says about the checks that ran.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::record::{CheckSummary, DeclaredCheck};
use crate::error::{Error, nearest};

/// How much a report in JSON says about the checks that ran. What checks declare is the same in every
/// report, and most of a small one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Catalogue {
    /// Nothing: `checks` is empty.
    None,
    /// The id, the severity and the counts of each check; its texts, controls and evidence are empty.
    Ids,
    /// Everything.
    #[default]
    Full,
}

impl Catalogue {
    /// Every value, from the least to the most.
    pub const ALL: &'static [Self] = &[Self::None, Self::Ids, Self::Full];

    /// The name by which it is selected.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Ids => "ids",
            Self::Full => "full",
        }
    }

    /// The one of this name.
    ///
    /// # Errors
    /// For an unknown name; the hint lists all names.
    pub fn find(name: &str) -> Result<Self, Error> {
        let known = || Self::ALL.iter().map(|one| one.as_str());
        if let Some(one) = Self::ALL.iter().find(|one| one.as_str() == name) {
            return Ok(*one);
        }
        let list = format!("expected one of {}", known().collect::<Vec<_>>().join(", "));
        let hint = match nearest(name, known()) {
            Some(near) => format!("did you mean `{near}`? {list}"),
            None => list,
        };
        Err(Error::InvalidValue {
            message: format!("unknown catalogue `{name}`"),
            hint: Some(hint),
        })
    }

    /// What is written about checks.
    pub(super) fn of(self, checks: &[CheckSummary]) -> Cow<'_, [CheckSummary]> {
        match self {
            Self::None => Cow::Owned(Vec::new()),
            Self::Ids => checks.iter().map(counts).collect(),
            Self::Full => Cow::Borrowed(checks),
        }
    }
}

impl fmt::Display for Catalogue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// Only the id, the severity and the counts of a check.
fn counts(check: &CheckSummary) -> CheckSummary {
    CheckSummary {
        declared: Arc::new(DeclaredCheck {
            id: Arc::clone(&check.id),
            severity: check.severity,
            ..DeclaredCheck::default()
        }),
        examined: check.examined,
        failed: check.failed,
        passed: check.passed,
        unknown: check.unknown,
        not_applicable: check.not_applicable,
        ..CheckSummary::default()
    }
}
