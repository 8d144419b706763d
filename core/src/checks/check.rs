//! The declaration of a check.

use std::fmt;

use super::citation::Citation;
use super::concern::Concern;
use super::equivalent::Equivalent;
use super::fix::Fix;
use super::parameter::Parameter;
use super::rule::Rule;
use crate::error::Error;
use crate::model::Technology;

/// A check of this crate: what it says, to whom it matters, and the function that decides.
///
/// Checks from outside the crate are made with [`Check::builder`], so that a new member here breaks
/// nobody.
#[derive(Debug)]
#[non_exhaustive]
pub struct Check {
    /// Names the problem, reads well after "allow", and is never used again for another one.
    pub id: &'static str,
    /// The problem in a few words: lower case, no full stop.
    pub title: &'static str,
    /// The texts of its messages, [`Message::text`](super::Message::text): all that its findings say.
    pub messages: &'static [&'static str],
    /// What can happen.
    pub why: &'static str,
    /// What to do.
    pub fix: Fix,
    /// Default severity of its findings.
    pub severity: Severity,
    /// What is at stake.
    pub concern: Concern,
    /// Controls that the check bears on, and what it shows of each.
    pub controls: &'static [Citation],
    /// What other tools call it.
    pub equivalents: &'static [Equivalent],
    /// The version of asepsis that had the check first.
    pub since: &'static str,
    /// Where the condition has a meaning.
    pub technologies: Technologies,
    /// What a policy may change.
    pub parameters: &'static [&'static Parameter],
    /// What is walked, and the function that decides.
    pub rule: Rule,
}

/// How bad a finding is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Worth mending when one is there anyway.
    Low,
    /// To be mended.
    Medium,
    /// To be mended soon: one step from harm.
    High,
    /// Open to harm as it stands.
    Critical,
}

impl Severity {
    /// All severities, the mildest first.
    pub const ALL: &'static [Self] =
        &[Self::Info, Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The severity as reports and policies spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }

    /// The severity of this name.
    ///
    /// # Errors
    /// For a name that no severity has; the hint lists those that there are.
    pub fn find(name: &str) -> Result<Self, Error> {
        Self::ALL.iter().copied().find(|severity| severity.as_str() == name).ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|severity| severity.as_str()).collect();
            Error::InvalidValue {
                message: format!("`{name}` is no severity"),
                hint: Some(format!("the severities are {}", known.join(", "))),
            }
        })
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// How sure a finding is.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// Needs a look.
    Low,
    /// Rests on an assumption that the message names.
    Medium,
    /// Follows from what is written.
    #[default]
    High,
}

impl Confidence {
    /// The confidence as reports spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// Where a check has a meaning.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Technologies(u32);

impl Technologies {
    /// Everywhere.
    pub const ALL: Self = Self(u32::MAX);
    /// In a Kubernetes cluster.
    pub const KUBERNETES: Self = Self::only(Technology::Kubernetes);
    /// In a compose project.
    pub const COMPOSE: Self = Self::only(Technology::Compose);
    /// In a chart of Helm and its values.
    pub const HELM: Self = Self::only(Technology::Helm);
    /// Wherever containers run.
    pub const CONTAINERS: Self = Self::KUBERNETES.and(Self::COMPOSE);

    /// One alone.
    pub const fn only(technology: Technology) -> Self {
        Self(1 << technology as u32)
    }

    /// These and others.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether the technology is among these.
    pub const fn has(self, technology: Technology) -> bool {
        self.0 & Self::only(technology).0 != 0
    }
}
