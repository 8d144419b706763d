//! The members of a report. Empty members are left out of its JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::checks::{Bearings, Confidence, Severity};
use crate::engine::InputKind;
use crate::source::{Position, ProblemCode};

/// What a run comes to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No finding at or above the threshold, and everything that could hold one was read.
    #[default]
    Pass,
    /// A finding at or above the threshold.
    Fail,
    /// No such finding, but something that could hold one was not read in full.
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

/// What made a report.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tool {
    /// `asepsis`.
    pub name: Arc<str>,
    /// The version of the library.
    pub version: Arc<str>,
    /// Changes whenever the set of checks or one of their declarations changes.
    pub checks_digest: Arc<str>,
}

/// Counts over everything.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Summary {
    /// Inputs by their status.
    pub inputs: BTreeMap<InputStatus, u64>,
    /// Documents that were read.
    pub documents: u64,
    /// Resources that were read from them.
    pub resources: u64,
    /// Findings by severity, those that were accepted not among them.
    pub findings: BTreeMap<Severity, u64>,
    /// Evaluations of all checks.
    pub examined: u64,
    /// Evaluations that found a fault.
    pub failed: u64,
    /// Evaluations that found everything as it should be.
    pub passed: u64,
    /// Evaluations that could not be decided.
    pub unknown: u64,
    /// Evaluations of something to which the check does not apply.
    pub not_applicable: u64,
    /// Findings that fail the run.
    pub at_or_above_threshold: u64,
    /// From which severity on a finding fails the run.
    pub fail_on: Option<Severity>,
    /// The version of Kubernetes that was assumed.
    pub kubernetes: String,
    /// The date that was given, by which suppressions expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// How far an input was read.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InputStatus {
    /// All of it was read and judged.
    #[default]
    Analysed,
    /// Some of its documents were not read.
    Partial,
    /// None of it could be read.
    Unparsable,
    /// It has to be rendered or joined with something else first.
    Unsupported,
    /// It could not be opened.
    Unreadable,
    /// A limit was reached.
    OverLimit,
    /// It was left out on purpose.
    Excluded,
    /// It holds nothing that is judged.
    Other,
}

impl InputStatus {
    /// The status as reports spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Analysed => "analysed",
            Self::Partial => "partial",
            Self::Unparsable => "unparsable",
            Self::Unsupported => "unsupported",
            Self::Unreadable => "unreadable",
            Self::OverLimit => "over_limit",
            Self::Excluded => "excluded",
            Self::Other => "other",
        }
    }

    /// Whether an input of this status may hide something from the checks.
    pub const fn is_incomplete(self) -> bool {
        !matches!(self, Self::Analysed | Self::Excluded | Self::Other)
    }
}

/// One input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InputSummary {
    /// Its name, as the caller gave it.
    pub path: Arc<str>,
    /// What it is written in.
    pub kind: InputKind,
    /// Its size.
    pub bytes: u64,
    /// Documents that were read, those inside others among them.
    pub documents: u64,
    /// Resources that were read.
    pub resources: u64,
    /// Resources of kinds without a model of their own, by kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other_kinds: BTreeMap<String, u64>,
    /// How far it was read.
    pub status: InputStatus,
    /// The bundle that it belongs to.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub bundle: Arc<str>,
    /// The environments that it belongs to; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub environments: Vec<Arc<str>>,
    /// What was wrong with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ProblemRecord>,
}

/// Something that was wrong with an input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProblemRecord {
    /// What kind of problem; none for an input that was left out on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ProblemCode>,
    /// The sentence for people.
    pub message: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
}

/// A fault.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The check's id; everything that is the same for all of its findings stands in `checks`.
    pub check: Arc<str>,
    /// Checks that fail here for less, and whose controls this one overrides: it stands for their
    /// findings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<Arc<str>>,
    /// How bad it is.
    pub severity: Severity,
    /// How sure it is.
    #[serde(default, skip_serializing_if = "is_high")]
    pub confidence: Confidence,
    /// What is wrong here: lower case, no full stop.
    pub message: Box<str>,
    /// The class of a credential.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Arc<str>>,
    /// The same number for the same credential, where several findings of this report are about it:
    /// from 1, in the order of the report. It says nothing about the credential itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u32>,
    /// Where; none for what was built in code.
    pub location: Option<Location>,
    /// The path that is missing there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Box<str>>,
    /// Whose fault it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Arc<ResourceIdentity>>,
    /// Other places that it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedLocation>,
    /// Ways to mend it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix>,
    /// The same for the same fault in a changed file.
    pub fingerprint: Box<str>,
    /// The environments that have it; none where there is only one, or where the default has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub environments: Vec<Arc<str>>,
}

/// What a resource is called.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ResourceIdentity {
    /// Group and version.
    pub api_version: Arc<str>,
    /// Kind.
    pub kind: Arc<str>,
    /// Namespace, where one is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<Arc<str>>,
    /// Name, where one is written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Arc<str>>,
    /// The container in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container: Option<Arc<str>>,
}

/// A place in an input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Location {
    /// The input's name.
    pub path: Arc<str>,
    /// The document in it, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<u32>,
    /// RFC 6901 pointer in the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pointer: Option<Box<str>>,
    /// The place in a document that stands inside the scalar at `pointer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embedded: Option<Box<Embedded>>,
    /// Where it begins; none where there is no text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Position>,
    /// Where it ends, one past its last character.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Position>,
}

/// A place in a document inside a scalar.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Embedded {
    /// The document in the scalar, from 0.
    pub document: u32,
    /// RFC 6901 pointer in it.
    pub pointer: Box<str>,
}

/// Another place that a finding rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RelatedLocation {
    /// What it has to do with the finding.
    pub message: Box<str>,
    /// Where.
    pub location: Location,
}

/// A change that mends a fault.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fix {
    /// Edits, to be made together; none where the fix has to be made by hand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<ByteEdit>,
    /// Why it cannot be made by an edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Box<str>>,
}

/// A replacement of bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ByteEdit {
    /// The input's name.
    pub path: Arc<str>,
    /// First byte that is replaced.
    pub start: Position,
    /// One past the last byte that is replaced.
    pub end: Position,
    /// What is written instead.
    pub text: Box<str>,
}

/// A fault that somebody has accepted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suppressed {
    /// The fault.
    pub finding: Finding,
    /// Why it is accepted.
    pub reason: Box<str>,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Box<str>>,
    /// The last day on which it is accepted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Box<str>>,
    /// How it was said.
    pub by: SuppressionOrigin,
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

/// What became of the suppressions.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Suppressions {
    /// How many findings were accepted.
    pub matched: u64,
    /// Suppressions that suppress nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unused: Vec<SuppressionEntry>,
    /// Suppressions that hold no longer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expired: Vec<SuppressionEntry>,
    /// Suppressions that cannot hold, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<SuppressionEntry>,
    /// Suppressions with an expiry of which nobody said whether it has come.
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
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Box<str>>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Box<str>>,
    /// How it was said.
    pub by: SuppressionOrigin,
    /// Where; the policy file is no input and has no pointer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// Why it cannot hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Box<str>>,
}

/// A check and what it examined. Counts are exact; lists of places are cut, see `evidence_more`.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CheckSummary {
    /// The id.
    pub id: Arc<str>,
    /// The family.
    pub family: Arc<str>,
    /// The problem in a few words.
    pub title: Arc<str>,
    /// What can happen.
    pub why: Arc<str>,
    /// What to do.
    pub fix: Arc<str>,
    /// How bad it is, unless a finding says otherwise.
    pub severity: Option<Severity>,
    /// Controls that it bears on, as `framework:id`, by what it shows of them.
    #[serde(default, skip_serializing_if = "Bearings::is_empty")]
    pub controls: Bearings,
    /// Where it is described.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub documentation: Arc<str>,
    /// Evaluations.
    pub examined: u64,
    /// Evaluations that found a fault.
    pub failed: u64,
    /// Evaluations that found everything as it should be.
    pub passed: u64,
    /// Evaluations that could not be decided.
    pub unknown: u64,
    /// Evaluations of something to which the check does not apply.
    pub not_applicable: u64,
    /// Places that prove that something is as it should be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Location>,
    /// How many more there are.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub evidence_more: u64,
    /// Places that could not be decided.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown_at: Vec<UnknownPlace>,
    /// How many more there are.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unknown_more: u64,
}

/// A place that could not be decided, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UnknownPlace {
    /// Why.
    pub why: Box<str>,
    /// Where; none for what was built in code.
    pub location: Option<Location>,
}

/// Where a control stands.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ControlStatus {
    /// There is evidence, and nothing against it.
    Pass,
    /// There is evidence against it.
    Fail,
    /// There is evidence for part of the estate only, or what speaks against it was accepted.
    Weak,
    /// The right inputs were read and nothing shows it.
    Absent,
    /// What decides could not be seen.
    Unknown,
    /// Nothing that stands in files bears on it.
    Manual,
    /// There is nothing of the kind that its checks look at.
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

/// A control and what the checks say toward it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ControlSummary {
    /// The framework's id.
    pub framework: Arc<str>,
    /// The control's id in it.
    pub id: Arc<str>,
    /// What it is about.
    pub title: Arc<str>,
    /// Where it stands.
    pub status: ControlStatus,
    /// Why the status is what it is, where the counts do not say so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Box<str>>,
    /// The checks that bear on it and ran, by what they show of it.
    #[serde(default, skip_serializing_if = "Bearings::is_empty")]
    pub checks: Bearings,
    /// Whether only we let these checks bear on it: a reading of our own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own_reading: bool,
    /// Evaluations of these checks.
    pub examined: u64,
    /// Evaluations that found a fault, also one that is accepted.
    pub failed: u64,
    /// Evaluations that found everything as it should be.
    pub passed: u64,
    /// Evaluations that could not be decided.
    pub unknown: u64,
    /// Evaluations of something to which the check does not apply.
    pub not_applicable: u64,
    /// Passed evaluations that are evidence: of checks that decide it, and of those that support it
    /// and point at a place.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub shown: u64,
    /// Places that speak for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Location>,
    /// How many more there are.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub evidence_more: u64,
    /// What must be said with it.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub note: Arc<str>,
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

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
fn is_high(confidence: &Confidence) -> bool {
    *confidence == Confidence::High
}
