//! Evaluations, by check and by control.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::finding::ResourceIdentity;
use super::location::Location;
use super::{is_empty, is_false, is_zero};
use crate::checks::{Bearings, Severity};
use crate::model::Technology;

/// A check and its evaluations. Counts are exact; lists of locations are truncated, see `evidence_more`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CheckSummary {
    /// What the check declares; its fields are also those of the summary.
    #[serde(flatten)]
    pub declared: Arc<DeclaredCheck>,
    /// Evaluations.
    pub examined: u64,
    /// Evaluations that failed.
    pub failed: u64,
    /// Evaluations that passed.
    pub passed: u64,
    /// Evaluations that could not be decided.
    pub unknown: u64,
    /// Evaluations to which the check does not apply.
    pub not_applicable: u64,
    /// Locations of evidence: what is configured correctly.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Location>,
    /// The number of further ones.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub evidence_more: u64,
    /// Evaluations that could not be decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_at: Vec<UnknownPlace>,
    /// The number of further ones.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unknown_more: u64,
}

/// What a check declares. All reports of a checker share it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DeclaredCheck {
    /// The id.
    pub id: Arc<str>,
    /// The family.
    pub family: Arc<str>,
    /// The problem, in a few words.
    pub title: Arc<str>,
    /// Why the problem matters.
    pub why: Arc<str>,
    /// How to fix it, in every technology.
    pub fix: Arc<str>,
    /// How to fix it in technologies with other terms.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fix_by_technology: BTreeMap<Technology, Arc<str>>,
    /// Default severity of its findings.
    pub severity: Option<Severity>,
    /// Controls that it relates to, as `framework:id`, by the kind of evidence.
    #[serde(default, skip_serializing_if = "Bearings::is_empty")]
    pub controls: Bearings,
    /// Its documentation.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub documentation: Arc<str>,
}

impl Deref for CheckSummary {
    type Target = DeclaredCheck;

    /// The fields of what the check declares are those of the summary, in JSON as well.
    fn deref(&self) -> &DeclaredCheck {
        &self.declared
    }
}

/// What a run counted, in the order of the summary.
#[derive(Serialize)]
pub(in crate::report) struct CountedMembers<'c> {
    examined: u64,
    failed: u64,
    passed: u64,
    unknown: u64,
    not_applicable: u64,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    evidence: &'c [Location],
    #[serde(skip_serializing_if = "is_zero")]
    evidence_more: u64,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    unknown_at: &'c [UnknownPlace],
    #[serde(skip_serializing_if = "is_zero")]
    unknown_more: u64,
}

impl CheckSummary {
    pub(in crate::report) fn counted(&self) -> CountedMembers<'_> {
        CountedMembers {
            examined: self.examined,
            failed: self.failed,
            passed: self.passed,
            unknown: self.unknown,
            not_applicable: self.not_applicable,
            evidence: &self.evidence,
            evidence_more: self.evidence_more,
            unknown_at: &self.unknown_at,
            unknown_more: self.unknown_more,
        }
    }

    /// How to fix a finding on a resource.
    pub fn fix_of(&self, resource: Option<&ResourceIdentity>) -> &str {
        let own = resource.and_then(|of| self.fix_by_technology.get(&of.technology));
        own.unwrap_or(&self.fix)
    }
}

/// An evaluation that could not be decided, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnknownPlace {
    /// Why.
    pub why: Box<str>,
    /// Where; none for what was built in code.
    pub location: Option<Location>,
}

/// The status of a control.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ControlStatus {
    /// There is evidence for it, and none against it.
    Pass,
    /// There is evidence against it.
    Fail,
    /// There is evidence for a part of the input only, or the evidence against it is accepted.
    Weak,
    /// The input was read and contains no evidence.
    Absent,
    /// A value that decides could not be read.
    Unknown,
    /// Files cannot provide evidence for it.
    Manual,
    /// The input has nothing to which its checks apply.
    #[default]
    NotApplicable,
}

impl ControlStatus {
    /// The status as reports spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Weak => "weak",
            Self::Absent => "absent",
            Self::Unknown => "unknown",
            Self::Manual => "manual",
            Self::NotApplicable => "not_applicable",
        }
    }
}

/// A control and the results of its checks.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ControlSummary {
    /// The framework's id.
    pub framework: Arc<str>,
    /// The control's id in it.
    pub id: Arc<str>,
    /// What it is about.
    pub title: Arc<str>,
    /// Its status.
    pub status: ControlStatus,
    /// Reasons of the status that the counts do not show.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Box<str>>,
    /// The checks for it that ran, by the kind of evidence.
    #[serde(default, skip_serializing_if = "Bearings::is_empty")]
    pub checks: Bearings,
    /// Whether the relation of these checks to the control is our own interpretation.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own_reading: bool,
    /// Evaluations of these checks.
    pub examined: u64,
    /// Evaluations that failed, including accepted findings.
    pub failed: u64,
    /// Evaluations that passed.
    pub passed: u64,
    /// Evaluations that could not be decided.
    pub unknown: u64,
    /// Evaluations to which the check does not apply.
    pub not_applicable: u64,
    /// Passed evaluations that are evidence: of checks that decide it, and of checks that support it and
    /// have a location.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub shown: u64,
    /// Locations of findings against it that are not accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failed_at: Vec<Location>,
    /// The number of further ones.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub failed_more: u64,
    /// Locations of evidence for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Location>,
    /// The number of further ones.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub evidence_more: u64,
    /// Locations that could not be decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_at: Vec<Location>,
    /// The number of further ones.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unknown_more: u64,
    /// How binding it is: `standard`, `required` or `addressable`; empty if the framework does not say.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub obligation: Arc<str>,
    /// Possible evidence for it in files.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub shown_by: Arc<str>,
    /// What files cannot show.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub not_shown: Arc<str>,
    /// A note that qualifies the status.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub note: Arc<str>,
}
