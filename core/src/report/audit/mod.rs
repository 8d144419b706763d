//! The audit: what a report says, by topic and cause, for readers who did not run the tool.
//!
//! INVARIANT: an audit is made from a report and the options of the caller alone. It reads no clock, and
//! its texts are those of the report, in which secrets are already masked.

mod causes;
mod format;
mod frameworks;
mod html;
mod markdown;
mod ranking;
mod scope;
mod summary;
mod topic;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::Report;
use super::record::{ControlStatus, Verdict};
use super::words::masked;
use crate::checks::Severity;

pub use format::AuditFormat;
pub use topic::Topic;

/// What the caller says about an audit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct AuditOptions {
    /// The title. Default: `Security audit`.
    pub title: Option<String>,
    /// The commit of the files. Default: not named.
    pub commit: Option<String>,
    /// The date of the audit. Default: the date of the run, if it has one.
    pub date: Option<String>,
}

/// An audit of a platform. Equal reports and options give equal audits.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Audit {
    /// The title.
    pub title: String,
    /// What was examined.
    pub scope: Scope,
    /// The result of the run.
    pub verdict: Verdict,
    /// The executive summary, in sentences.
    pub summary: Vec<String>,
    /// Findings by severity.
    pub severities: BTreeMap<Severity, u64>,
    /// What to do, the most urgent first.
    pub recommendations: Vec<Recommendation>,
    /// Findings by topic, in the order of the recommendations.
    pub topics: Vec<TopicFindings>,
    /// Checks that found only correct configuration.
    pub good_practice: Vec<Practice>,
    /// The controls of the selected frameworks, those that fail first.
    pub frameworks: Vec<FrameworkResult>,
    /// What to do next, in order.
    pub next_steps: Vec<String>,
    /// Accepted findings.
    pub accepted: Vec<AcceptedRisk>,
    /// What was not seen, and how to change that.
    pub not_seen: Vec<NotSeen>,
}

/// What an audit examined.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Scope {
    /// Number of examined files by technology.
    pub files: BTreeMap<String, u64>,
    /// Number of resources that were read.
    pub resources: u64,
    /// Number of checks that ran.
    pub checks: u64,
    /// Environments of the files.
    pub environments: Vec<Arc<str>>,
    /// The commit, if the caller names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// The date, if it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// The Kubernetes version that was assumed.
    pub kubernetes: String,
    /// Name and version of the tool.
    pub tool: String,
    /// What the policy and the caller disabled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// The findings of a topic.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct TopicFindings {
    /// The topic.
    pub topic: Topic,
    /// Its title.
    pub title: &'static str,
    /// Number of findings by severity.
    pub severities: BTreeMap<Severity, u64>,
    /// The causes, the most severe first.
    pub causes: Vec<Cause>,
}

/// One cause of findings: a credential, or a condition that many resources have in common.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Cause {
    /// What is wrong, in one sentence without a full stop.
    pub statement: String,
    /// The number of the credential in the report, if it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credential: Option<u32>,
    /// The checks that found it.
    pub checks: Vec<Arc<str>>,
    /// Highest severity of its findings.
    pub severity: Severity,
    /// Number of findings.
    pub findings: u64,
    /// Number of affected resources.
    pub resources: u64,
    /// Environments that have it; none if no file names one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub environments: Vec<Arc<str>>,
    /// Number of findings on resources and files with patients' data, as the policy marks them.
    pub phi: u64,
    /// Why it matters.
    pub why: Arc<str>,
    /// How to fix it.
    pub fix: String,
    /// Where, and what was found there, in the order of the report.
    pub places: Vec<Place>,
}

/// A place of a finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Place {
    /// Path, line and column.
    pub at: String,
    /// The severity of the finding.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// The affected resource; may be empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub resource: String,
    /// Whether the policy marks it as a place of patients' data.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub phi: bool,
}

/// How much has to be changed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Effort {
    /// Up to 5 changes.
    Small,
    /// Up to 25 changes.
    Medium,
    /// More than 25 changes.
    Large,
}

impl Effort {
    /// The class as audits spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// Something to do, with the numbers that decide its rank.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Recommendation {
    /// The rank, from 1.
    pub rank: u64,
    /// The topic.
    pub topic: Topic,
    /// What to do.
    pub action: String,
    /// The checks whose findings it removes.
    pub checks: Vec<Arc<str>>,
    /// Highest severity.
    pub severity: Severity,
    /// Number of findings that it removes.
    pub findings: u64,
    /// Number of affected resources.
    pub resources: u64,
    /// Number of findings on places of patients' data.
    pub phi: u64,
    /// Number of separate changes.
    pub changes: u64,
    /// Number of findings that the most effective of these changes removes.
    pub largest_change: u64,
    /// The class of the effort.
    pub effort: Effort,
    /// Sum of the weights of its findings, times the factor of the effort.
    pub points: u64,
    /// Why it has this rank, in one sentence.
    pub reason: String,
}

/// Correct configuration.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Practice {
    /// The check.
    pub check: Arc<str>,
    /// The topic.
    pub topic: Topic,
    /// The problem that was looked for.
    pub title: Arc<str>,
    /// Number of evaluations that passed.
    pub passed: u64,
    /// Number of evaluations that failed.
    pub failed: u64,
    /// First places of evidence.
    pub places: Vec<String>,
    /// Number of further places.
    pub more: u64,
}

/// The controls of a framework.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct FrameworkResult {
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: String,
    /// Number of controls by status.
    pub statuses: BTreeMap<ControlStatus, u64>,
    /// Its controls: those that fail first.
    pub controls: Vec<ControlResult>,
}

/// A control with its evidence.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct ControlResult {
    /// Its id in the framework.
    pub id: Arc<str>,
    /// What it is about.
    pub title: Arc<str>,
    /// Its status.
    pub status: ControlStatus,
    /// Reasons of the status and notes.
    pub notes: Vec<String>,
    /// Evidence against it: what was found, and how often.
    pub against: Vec<Evidence>,
    /// Places of evidence for it.
    pub support: Vec<String>,
    /// Number of further places of evidence for it.
    pub support_more: u64,
    /// Evaluations that could not be decided.
    pub unknown: u64,
}

/// Findings of a check that count against a control.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct Evidence {
    /// The check.
    pub check: Arc<str>,
    /// The problem.
    pub title: Arc<str>,
    /// Number of findings.
    pub findings: u64,
    /// The first place.
    pub first: String,
}

/// A finding that is accepted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct AcceptedRisk {
    /// The check.
    pub check: Arc<str>,
    /// Its severity.
    pub severity: Severity,
    /// What was found.
    pub message: String,
    /// Where.
    pub at: String,
    /// Why it is accepted.
    pub reason: String,
    /// The person or team responsible.
    pub owner: Option<Box<str>>,
    /// The last day on which it is accepted.
    pub expires: Option<Box<str>>,
}

/// Something that was not seen.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct NotSeen {
    /// What was not seen.
    pub what: String,
    /// Where; empty if it has no place.
    pub at: String,
    /// How to let it be seen.
    pub remedy: String,
}

impl Report {
    /// The audit of this report: by topic and cause, with ranked recommendations.
    pub fn audit(&self, options: &AuditOptions) -> Audit {
        let groups = causes::by_topic(self);
        let recommendations = ranking::rank(self);
        let topics = causes::in_order(groups, &recommendations);
        let frameworks = frameworks::results(self);
        let title = options.title.as_deref().unwrap_or("Security audit");
        Audit {
            title: masked(title).into_owned(),
            scope: scope::of(self, options),
            verdict: self.verdict(),
            summary: summary::sentences(self, &topics, &recommendations, &frameworks),
            severities: self.summary().findings.clone(),
            next_steps: summary::next_steps(self, &recommendations),
            recommendations,
            topics,
            good_practice: frameworks::good_practice(self),
            frameworks,
            accepted: scope::accepted(self),
            not_seen: scope::not_seen(self),
        }
    }
}

impl Audit {
    /// The audit as JSON.
    pub fn to_json(&self) -> String {
        // INVARIANT: the members are texts, numbers and lists, which can be written.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}
