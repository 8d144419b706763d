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

/// A built-in check: its texts, its controls, and the function that decides.
///
/// Custom checks are built with [`Check::builder`], so that a new field here is not a breaking change.
#[derive(Debug)]
#[non_exhaustive]
pub struct Check {
    /// Names the problem, reads well after "allow", and is never reused for another problem.
    pub id: &'static str,
    /// The problem in a few words: lower case, no full stop.
    pub title: &'static str,
    /// The texts of its messages, [`Message::text`](super::Message::text): every message of its
    /// findings.
    pub messages: &'static [&'static str],
    /// What an attacker gains or what breaks.
    pub why: &'static str,
    /// What to do.
    pub fix: Fix,
    /// Default severity of its findings.
    pub severity: Severity,
    /// What its findings are about.
    pub concern: Concern,
    /// The controls that the check cites, and what it shows about each.
    pub controls: &'static [Citation],
    /// Ids of equivalent checks of other tools.
    pub equivalents: &'static [Equivalent],
    /// The first version of asepsis with the check.
    pub since: &'static str,
    /// The technologies that the check applies to.
    pub technologies: Technologies,
    /// The parameters that a policy can change.
    pub parameters: &'static [&'static Parameter],
    /// The subjects of the check, and the function that decides.
    pub rule: Rule,
}

/// The severity of a finding.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; no action required.
    Info,
    /// Fix it when the file is changed anyway.
    Low,
    /// Fix it.
    Medium,
    /// Fix it soon: one more mistake makes it exploitable.
    High,
    /// Exploitable as it is.
    Critical,
}

impl Severity {
    /// All severities, the lowest first.
    pub const ALL: &'static [Self] =
        &[Self::Info, Self::Low, Self::Medium, Self::High, Self::Critical];

    /// The name of the severity in reports and policies.
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
    /// If no severity has this name; the hint lists the valid names.
    pub fn find(name: &str) -> Result<Self, Error> {
        Self::ALL.iter().copied().find(|severity| severity.as_str() == name).ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|severity| severity.as_str()).collect();
            Error::InvalidValue {
                message: format!("`{name}` is not a severity"),
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

/// The confidence of a finding.
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
    /// Must be reviewed by a person.
    Low,
    /// Depends on an assumption that the message states.
    Medium,
    /// Follows from the input.
    #[default]
    High,
}

impl Confidence {
    /// The name of the confidence in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// The technologies that a check applies to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Technologies(u32);

impl Technologies {
    /// All technologies.
    pub const ALL: Self = Self(u32::MAX);
    /// Kubernetes.
    pub const KUBERNETES: Self = Self::only(Technology::Kubernetes);
    /// Compose.
    pub const COMPOSE: Self = Self::only(Technology::Compose);
    /// Helm charts and their values.
    pub const HELM: Self = Self::only(Technology::Helm);
    /// Every technology that runs containers.
    pub const CONTAINERS: Self = Self::KUBERNETES.and(Self::COMPOSE);

    /// One technology only.
    pub const fn only(technology: Technology) -> Self {
        Self(1 << technology as u32)
    }

    /// The union of both.
    #[must_use]
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether the technology is included.
    pub const fn has(self, technology: Technology) -> bool {
        self.0 & Self::only(technology).0 != 0
    }
}
