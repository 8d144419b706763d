//! The report of a run as data, and its formats.
//!
//! INVARIANT: nothing in this module runs a check, and no format shows the value of a secret.

mod audit;
mod build;
mod catalogue;
mod controls;
mod declared;
mod display;
mod excerpt;
mod findings;
mod fingerprint;
mod format;
mod groups;
mod input;
pub(crate) mod json;
mod kept;
mod known;
mod locate;
mod markdown;
mod order;
mod owner;
mod received;
mod record;
mod redact;
mod release;
mod render;
mod sarif;
#[cfg(test)]
mod tests;
mod text;
mod unread;
mod uses;
mod verdict;
mod version;
mod words;

use std::sync::Arc;

pub use audit::{
    AcceptedRisk, Audit, AuditFormat, AuditOptions, Cause, ControlResult, Effort, Evidence,
    FrameworkResult, NotSeen, Place, Practice, Recommendation, Scope, Topic, TopicFindings,
};
pub(crate) use build::build;
pub use catalogue::Catalogue;
pub(crate) use declared::Declared;
pub use format::Format;
pub use json::{SCHEMA, SCHEMA_VERSION};

pub use record::{
    ByteEdit, CheckSummary, ControlStatus, ControlSummary, Covered, DeclaredCheck, Embedded,
    Finding, Fix, InputStatus, InputSummary, LeftOut, LeftOutKind, Location, PhiMarkers,
    PolicySummary, ProblemRecord, RelatedLocation, ResourceIdentity, ResourceName, Summary,
    Suppressed, SuppressionEntry, SuppressionOrigin, Suppressions, Tool, UnknownPlace, Verdict,
};

pub(crate) use redact::Drafts;
pub use redact::{Redacted, Redaction, Refused};
pub(crate) use render::render;
pub use render::{RenderOptions, RenderedEnvironment, RenderedOrigin, Rendering};
pub use text::TextOptions;
pub use words::{masked, plain};

#[doc(inline)]
pub use crate::engine::InputKind;
#[doc(inline)]
pub use crate::source::{Position, ProblemCode};
#[doc(inline)]
pub use crate::tree::Role;

use crate::checks::current_id;
use excerpt::Texts;

/// The result of a run, as owned data. Equal inputs give equal reports, byte for byte.
///
/// It is written by [`Report::write_json`]; each member that it may omit has a default.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Report {
    schema_version: u32,
    tool: Tool,
    #[serde(default)]
    policy: PolicySummary,
    verdict: Verdict,
    summary: Summary,
    inputs: Vec<InputSummary>,
    findings: Vec<Finding>,
    #[serde(default)]
    suppressed: Vec<Suppressed>,
    #[serde(default)]
    suppressions: Suppressions,
    checks: Vec<CheckSummary>,
    #[serde(default)]
    controls: Vec<ControlSummary>,
    /// What each of the checks declares, as it is written in JSON; empty in a report that was read.
    #[serde(skip)]
    declared: Arc<[Box<str>]>,
    /// The texts of findings, for excerpts; not part of the JSON.
    #[serde(skip)]
    texts: Arc<Texts>,
}

impl PartialEq for Report {
    /// Whether both reports are equal; the texts for excerpts are not compared.
    fn eq(&self, other: &Self) -> bool {
        self.to_json() == other.to_json()
    }
}

impl Report {
    /// Whether the input passed, failed, or was not read in full.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Every line of an input with findings, as an excerpt shows it.
    pub(crate) fn shown_lines(&self, path: &str) -> Vec<String> {
        self.texts.all_lines(path).into_iter().map(|line| line.text).collect()
    }

    /// The tool that made the report.
    pub fn tool(&self) -> &Tool {
        &self.tool
    }

    /// The policy file, and what was disabled.
    pub fn policy(&self) -> &PolicySummary {
        &self.policy
    }

    /// Counts over all inputs.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Every input, sorted by path, and how far it was read.
    pub fn inputs(&self) -> &[InputSummary] {
        &self.inputs
    }

    /// Findings, sorted by path, position and check.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Accepted findings, in the same order.
    pub fn suppressed(&self) -> &[Suppressed] {
        &self.suppressed
    }

    /// The state of the suppressions.
    pub fn suppressions(&self) -> &Suppressions {
        &self.suppressions
    }

    /// Every check that ran, by id, with its evaluations.
    pub fn checks(&self) -> &[CheckSummary] {
        &self.checks
    }

    /// The controls of the selected frameworks.
    pub fn controls(&self) -> &[ControlSummary] {
        &self.controls
    }

    /// The summary of the check with this id, current or former.
    pub fn check(&self, id: &str) -> Option<&CheckSummary> {
        let with = |id: &str| self.checks.iter().find(|check| &*check.id == id);
        with(id).or_else(|| with(current_id(id)))
    }
}
