//! What both written forms of an audit say.

use super::{Cause, ControlResult, Effort, FrameworkResult, Practice, Scope};
use crate::report::ControlStatus;
use crate::report::words::{counted, listed};

impl Scope {
    /// The rows of the scope: name and text.
    pub(super) fn rows(&self) -> Vec<(&'static str, String)> {
        let files: Vec<String> =
            self.files.iter().map(|(name, count)| format!("{count} {name}")).collect();
        let total: u64 = self.files.values().sum();
        let mut rows = vec![
            ("Files", format!("{total} ({})", files.join(", "))),
            ("Resources", self.resources.to_string()),
        ];
        if !self.environments.is_empty() {
            rows.push(("Environments", listed(&self.environments, 0)));
        }
        rows.extend(self.commit.iter().map(|commit| ("Commit", commit.clone())));
        rows.extend(self.date.iter().map(|date| ("Date", date.clone())));
        rows.push(("Kubernetes version", self.kubernetes.clone()));
        rows.push(("Made by", format!("{} with {} checks", self.tool, self.checks)));
        if !self.left_out.is_empty() {
            rows.push(("Disabled", self.left_out.join("; ")));
        }
        rows
    }
}

/// `small: 4 changes`.
pub(super) fn effort(effort: Effort, changes: u64) -> String {
    format!("{}: {}", effort.as_str(), counted(changes, "change", "changes"))
}

/// `29 findings on 29 resources in dev, prod`.
pub(super) fn reach(cause: &Cause) -> String {
    let mut text = counted(cause.findings, "finding", "findings");
    if cause.resources > 0 {
        text = format!("{text} on {}", counted(cause.resources, "resource", "resources"));
    }
    if !cause.environments.is_empty() {
        text = format!("{text}, in {}", listed(&cause.environments, 0));
    }
    if cause.phi > 0 {
        text = format!("{text}, {} on patients' data", cause.phi);
    }
    text
}

impl FrameworkResult {
    /// `16 fail, 27 unknown, 7 manual`.
    pub(super) fn counts(&self) -> String {
        let mut statuses: Vec<(ControlStatus, u64)> =
            self.statuses.iter().map(|(status, count)| (*status, *count)).collect();
        statuses.sort_by_key(|(status, _)| super::frameworks::urgency(*status));
        let said: Vec<String> = statuses
            .iter()
            .map(|(status, count)| format!("{count} {}", status.as_str().replace('_', " ")))
            .collect();
        said.join(", ")
    }
}

impl ControlResult {
    pub(super) fn is_gap(&self) -> bool {
        matches!(self.status, ControlStatus::Fail | ControlStatus::Weak | ControlStatus::Absent)
    }

    pub(super) fn status_text(&self) -> String {
        self.status.as_str().replace('_', " ")
    }

    /// The number of places of evidence after the first ones.
    pub(super) fn further_support(&self, shown: usize) -> usize {
        further(&self.support, self.support_more, shown)
    }
}

impl Practice {
    /// The number of places after the first ones.
    pub(super) fn further_places(&self, shown: usize) -> usize {
        further(&self.places, self.more, shown)
    }
}

/// The number of places after the first ones, with those that are not listed at all.
fn further(places: &[String], more: u64, shown: usize) -> usize {
    let more = usize::try_from(more).unwrap_or(usize::MAX);
    places.len().saturating_sub(shown).saturating_add(more)
}
