//! Accepted findings, and the state of the suppressions.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::location::Location;

/// A finding that is accepted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Why it is accepted.
    pub reason: Box<str>,
    /// The person or team responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Box<str>>,
    /// The last day on which it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Box<str>>,
    /// How the suppression is written.
    pub by: SuppressionOrigin,
    /// The check whose accepted finding implies this one, if no suppression matches it directly.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implied_by: Option<Arc<str>>,
}

/// How a suppression is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum SuppressionOrigin {
    /// In the policy file.
    Policy,
    /// As an annotation of the resource.
    Annotation,
    /// As a comment.
    Comment,
}

/// The state of the suppressions.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suppressions {
    /// The number of accepted findings.
    pub matched: u64,
    /// Suppressions that suppress nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused: Vec<SuppressionEntry>,
    /// Suppressions that have expired.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expired: Vec<SuppressionEntry>,
    /// Suppressions that are invalid, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<SuppressionEntry>,
    /// Suppressions with an expiry date, in a run without a date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expiry_unknown: Vec<SuppressionEntry>,
}

impl Suppressions {
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A suppression.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SuppressionEntry {
    /// The check that it names.
    pub check: Box<str>,
    /// Its reason.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub reason: Box<str>,
    /// The person or team responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Box<str>>,
    /// The last day on which it applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Box<str>>,
    /// How the suppression is written.
    pub by: SuppressionOrigin,
    /// Its location; the policy file is not an input and has no pointer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Why it is invalid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Box<str>>,
}
