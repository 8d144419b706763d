//! The members of a report. Empty members are omitted in its JSON.

mod accepted;
mod examined;
mod finding;
mod inputs;
mod location;
mod phi;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use accepted::{Suppressed, SuppressionEntry, SuppressionOrigin, Suppressions};
pub use examined::{CheckSummary, ControlStatus, ControlSummary, DeclaredCheck, UnknownPlace};
pub use finding::{
    ByteEdit, Covered, Finding, Fix, RelatedLocation, ResourceIdentity, ResourceName,
};
pub use inputs::{InputStatus, InputSummary, ProblemRecord};
pub use location::{Embedded, Location};
pub use phi::PhiMarkers;

use crate::checks::{Confidence, Severity};

/// The verdict of a run.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No finding at or above the threshold, and everything that could contain one was read.
    #[default]
    Pass,
    /// A finding at or above the threshold.
    Fail,
    /// No such finding, but something that could contain one was not read in full.
    Incomplete,
}

impl Verdict {
    /// The verdict as reports spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Incomplete => "incomplete",
        }
    }
}

/// The tool that made a report.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tool {
    /// `asepsis`.
    pub name: Arc<str>,
    /// The version of the library.
    pub version: Arc<str>,
    /// Changes whenever the set of checks changes, or the title, severity or controls of one.
    pub checks_digest: Arc<str>,
}

/// The policy file, and what was disabled.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PolicySummary {
    /// The policy file, as the caller named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Arc<str>>,
    /// Whether policy files were ignored.
    #[serde(default, skip_serializing_if = "is_false")]
    pub no_config: bool,
    /// Whether suppressions in comments and annotations were disabled.
    #[serde(default, skip_serializing_if = "is_false")]
    pub no_inline_suppressions: bool,
    /// What the policy and the caller disabled: checks of the library that did not run, by id, then path
    /// patterns of files that were not read.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Where the policy says that patients' data is.
    #[serde(default, skip_serializing_if = "PhiMarkers::is_empty")]
    pub phi: PhiMarkers,
}

impl PolicySummary {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Something that was disabled or excluded.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// What it is.
    pub kind: LeftOutKind,
    /// The check's id, or the pattern.
    pub name: Arc<str>,
}

/// The kind of something that was disabled or excluded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LeftOutKind {
    /// A check that did not run.
    Check,
    /// A path pattern of files that were not read.
    Path,
}

impl LeftOutKind {
    /// The kind as reports spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Path => "path",
        }
    }
}

/// Counts over all inputs.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Inputs by their status.
    pub inputs: BTreeMap<InputStatus, u64>,
    /// Documents that were read.
    pub documents: u64,
    /// Resources that were read from them.
    pub resources: u64,
    /// Findings by severity, without accepted findings.
    pub findings: BTreeMap<Severity, u64>,
    /// Evaluations of all checks.
    pub examined: u64,
    /// Evaluations that failed.
    pub failed: u64,
    /// Evaluations that passed.
    pub passed: u64,
    /// Evaluations that could not be decided.
    pub unknown: u64,
    /// Evaluations to which the check does not apply.
    pub not_applicable: u64,
    /// Findings that fail the run.
    pub at_or_above_threshold: u64,
    /// Lowest severity that fails the run.
    pub fail_on: Option<Severity>,
    /// Kubernetes version that was assumed.
    pub kubernetes: String,
    /// The date of the run, for the expiry of suppressions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

fn is_empty(text: &Arc<str>) -> bool {
    text.is_empty()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_high(confidence: &Confidence) -> bool {
    *confidence == Confidence::High
}
