//! All checks, with a common view of built-in and custom ones.

use std::sync::Arc;

use super::bearings::Bearings;
use super::builder::Custom;
use super::check::{Check, Severity, Technologies};
use super::citation::Citation;
use super::concern::Concern;
use super::equivalent::Equivalent;
use super::example::Example;
use super::families::{ALL, FIXTURES};
use super::fix::Fix;
use super::message::FilledMessage;
use super::parameter::Parameter;
use super::renamed::{current_id, former_ids};
use super::rule::Rule;
use crate::error::Error;
use crate::frameworks::{Control, Framework, KubernetesVersion};

/// A check, built-in or custom.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AnyCheck {
    /// A built-in check.
    BuiltIn(&'static str, &'static Check),
    /// A custom check.
    Custom(Arc<Custom>),
}

/// The control of a built-in framework by its full id, such as `hipaa:164.312(a)(1)`.
///
/// # Errors
/// If there is no such framework or control; the hint has the most similar name.
pub fn control(full_id: &str) -> Result<&'static Control, Error> {
    let (framework, id) = full_id.split_once(':').unwrap_or((full_id, ""));
    let known = Framework::BUILT_IN.iter().map(|of| of.id());
    let of = Framework::find(framework)
        .ok_or_else(|| Error::unknown_name("framework", framework, known))?;
    let all = || of.controls(KubernetesVersion::LATEST);
    let found = all().find(|control| control.id() == id);
    found.ok_or_else(|| Error::unknown_name("control", id, all().map(Control::id)))
}

impl AnyCheck {
    /// All built-in checks.
    pub fn built_in() -> impl Iterator<Item = Self> {
        ALL.iter()
            .flat_map(|(family, checks)| checks.iter().map(|check| Self::BuiltIn(family, check)))
    }

    /// The built-in check with this id or former id.
    ///
    /// # Errors
    /// If there is no such check; the hint has the most similar id.
    pub fn find(id: &str) -> Result<Self, Error> {
        let current = current_id(id);
        Self::built_in().find(|check| check.id() == current).ok_or_else(|| {
            let ids = ALL.iter().flat_map(|(_, checks)| checks.iter().map(|check| check.id));
            Error::unknown_name("check", id, ids)
        })
    }

    /// The built-in check with this id or former id, or else all checks with this id in another tool,
    /// such as `CKV_K8S_16` or `KSV017`.
    ///
    /// # Errors
    /// If there is no such check; the hint has the most similar name.
    pub fn known_as(name: &str) -> Result<Vec<Self>, Error> {
        if let Ok(check) = Self::find(name) {
            return Ok(vec![check]);
        }
        let means = |check: &Self| check.equivalents().iter().any(|of| of.is_called(name));
        let found: Vec<Self> = Self::built_in().filter(means).collect();
        if !found.is_empty() {
            return Ok(found);
        }
        let declared = || ALL.iter().flat_map(|(_, checks)| checks.iter());
        let ids = declared().map(|check| check.id);
        // For an unknown number, a similar number would be a different check.
        let words = declared().flat_map(|check| check.equivalents).map(|Equivalent(_, id)| *id);
        let words = words.filter(|id| !id.contains(|letter: char| letter.is_ascii_digit()));
        Err(Error::unknown_name("check", name, ids.chain(words)))
    }

    /// The id.
    pub fn id(&self) -> &str {
        match self {
            Self::BuiltIn(_, check) => check.id,
            Self::Custom(check) => &check.id,
        }
    }

    /// Its former ids, which are still valid.
    pub fn former_ids(&self) -> Vec<&'static str> {
        let own = former_ids().filter(|(_, current)| *current == self.id());
        own.map(|(former, _)| former).collect()
    }

    /// The family: a topic, such as `containers` or `network`; `custom` for custom checks.
    pub fn family(&self) -> &str {
        match self {
            Self::BuiltIn(family, _) => family,
            Self::Custom(_) => "custom",
        }
    }

    /// The problem in a few words.
    pub fn title(&self) -> &str {
        match self {
            Self::BuiltIn(_, check) => check.title,
            Self::Custom(check) => &check.title,
        }
    }

    /// The messages of its findings, with placeholders in braces; none for a check that creates its
    /// messages at run time.
    pub fn messages(&self) -> &'static [&'static str] {
        match self {
            Self::BuiltIn(_, check) => check.messages,
            Self::Custom(_) => &[],
        }
    }

    /// Whether it declares a message. A custom check may use any message.
    pub(crate) fn declares(&self, message: &FilledMessage) -> bool {
        match self {
            Self::BuiltIn(_, check) => {
                message.declared().is_some_and(|text| check.messages.contains(&text))
            }
            Self::Custom(_) => true,
        }
    }

    /// What an attacker gains or what breaks.
    pub fn why(&self) -> &str {
        match self {
            Self::BuiltIn(_, check) => check.why,
            Self::Custom(check) => &check.why,
        }
    }

    /// What to do.
    pub fn fix(&self) -> &Fix {
        match self {
            Self::BuiltIn(_, check) => &check.fix,
            Self::Custom(check) => &check.fix,
        }
    }

    /// The default severity.
    pub fn severity(&self) -> Severity {
        match self {
            Self::BuiltIn(_, check) => check.severity,
            Self::Custom(check) => check.severity,
        }
    }

    /// What its findings are about.
    pub fn concern(&self) -> Concern {
        match self {
            Self::BuiltIn(_, check) => check.concern,
            Self::Custom(check) => check.concern,
        }
    }

    /// The controls that the check cites, and what it shows about each.
    pub fn controls(&self) -> &[Citation] {
        match self {
            Self::BuiltIn(_, check) => check.controls,
            Self::Custom(check) => &check.controls,
        }
    }

    /// The controls that the check cites, as `framework:id`, by what it shows about them.
    pub fn bearings(&self) -> Bearings {
        self.controls()
            .iter()
            .map(|cited| (cited.bearing(), cited.control().full_id().into()))
            .collect()
    }

    /// Ids of equivalent checks of other tools.
    pub fn equivalents(&self) -> &'static [Equivalent] {
        match self {
            Self::BuiltIn(_, check) => check.equivalents,
            Self::Custom(_) => &[],
        }
    }

    /// An input in which the check finds something, and a corrected one; none for custom checks.
    pub fn examples(&self) -> Vec<Example> {
        let Self::BuiltIn(_, check) = self else { return Vec::new() };
        let mut fixtures = FIXTURES.iter().copied().flatten();
        let fixture = fixtures.find(|(id, _)| *id == check.id);
        fixture.map_or_else(Vec::new, |(_, text)| Example::of_fixture(text))
    }

    /// The first version of asepsis with the check; none for custom checks.
    pub fn since(&self) -> Option<&'static str> {
        match self {
            Self::BuiltIn(_, check) => Some(check.since),
            Self::Custom(_) => None,
        }
    }

    /// The technologies that the check applies to.
    pub fn technologies(&self) -> Technologies {
        match self {
            Self::BuiltIn(_, check) => check.technologies,
            Self::Custom(check) => check.technologies,
        }
    }

    /// The parameters that a policy can change.
    pub fn parameters(&self) -> &'static [&'static Parameter] {
        match self {
            Self::BuiltIn(_, check) => check.parameters,
            Self::Custom(_) => &[],
        }
    }

    /// The subjects of the check, and the function that decides.
    pub(crate) fn rule(&self) -> &Rule {
        match self {
            Self::BuiltIn(_, check) => &check.rule,
            Self::Custom(check) => &check.rule,
        }
    }
}
