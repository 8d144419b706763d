//! All checks, and the common view of those made at compile time and at run time.

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

/// A check, wherever it comes from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum AnyCheck {
    /// One of this crate.
    BuiltIn(&'static str, &'static Check),
    /// One that the caller brought.
    Custom(Arc<Custom>),
}

impl AnyCheck {
    /// The checks of this crate.
    pub fn built_in() -> impl Iterator<Item = Self> {
        ALL.iter()
            .flat_map(|(family, checks)| checks.iter().map(|check| Self::BuiltIn(family, check)))
    }

    /// The check of this crate with this id, or that had it before it was renamed.
    ///
    /// # Errors
    /// When no check has it, with the nearest id as a hint.
    pub fn find(id: &str) -> Result<Self, Error> {
        let current = current_id(id);
        Self::built_in().find(|check| check.id() == current).ok_or_else(|| {
            let ids = ALL.iter().flat_map(|(_, checks)| checks.iter().map(|check| check.id));
            Error::unknown_name("check", id, ids)
        })
    }

    /// The checks of this crate that a person may mean: the one that has or had this id, or else all
    /// that another tool calls so, as `CKV_K8S_16` or `KSV017`.
    ///
    /// # Errors
    /// When nothing is called so, with the nearest name as a hint.
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
        // Beside an unknown number, the nearest number means something else.
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

    /// Ids that it had before, which still mean it.
    pub fn former_ids(&self) -> Vec<&'static str> {
        let own = former_ids().filter(|(_, current)| *current == self.id());
        own.map(|(former, _)| former).collect()
    }

    /// The family: a topic, `containers` or `network`; `custom` for the caller's own.
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

    /// What its findings say, with the names of the arguments in braces; none for a check that makes its
    /// messages at run time.
    pub fn messages(&self) -> &'static [&'static str] {
        match self {
            Self::BuiltIn(_, check) => check.messages,
            Self::Custom(_) => &[],
        }
    }

    /// Whether it declares a message. A caller's own check may say what it likes.
    pub(crate) fn declares(&self, message: &FilledMessage) -> bool {
        match self {
            Self::BuiltIn(_, check) => {
                message.declared().is_some_and(|text| check.messages.contains(&text))
            }
            Self::Custom(_) => true,
        }
    }

    /// What can happen.
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

    /// How bad it is by default.
    pub fn severity(&self) -> Severity {
        match self {
            Self::BuiltIn(_, check) => check.severity,
            Self::Custom(check) => check.severity,
        }
    }

    /// What is at stake.
    pub fn concern(&self) -> Concern {
        match self {
            Self::BuiltIn(_, check) => check.concern,
            Self::Custom(check) => check.concern,
        }
    }

    /// Controls that the check bears on, and what it shows of each.
    pub fn controls(&self) -> &[Citation] {
        match self {
            Self::BuiltIn(_, check) => check.controls,
            Self::Custom(check) => &check.controls,
        }
    }

    /// The controls that the check bears on, as `framework:id`, by what it shows of them.
    pub fn bearings(&self) -> Bearings {
        self.controls()
            .iter()
            .map(|cited| (cited.bearing(), cited.control().full_id().into()))
            .collect()
    }

    /// What other tools call it.
    pub fn equivalents(&self) -> &'static [Equivalent] {
        match self {
            Self::BuiltIn(_, check) => check.equivalents,
            Self::Custom(_) => &[],
        }
    }

    /// A case in which the check finds something, and one in which that is made right; none for the
    /// caller's own.
    pub fn examples(&self) -> Vec<Example> {
        let Self::BuiltIn(_, check) = self else { return Vec::new() };
        let mut fixtures = FIXTURES.iter().copied().flatten();
        let fixture = fixtures.find(|(id, _)| *id == check.id);
        fixture.map_or_else(Vec::new, |(_, text)| Example::of_fixture(text))
    }

    /// The version of asepsis that had the check first; none for the caller's own.
    pub fn since(&self) -> Option<&'static str> {
        match self {
            Self::BuiltIn(_, check) => Some(check.since),
            Self::Custom(_) => None,
        }
    }

    /// Where the condition has a meaning.
    pub fn technologies(&self) -> Technologies {
        match self {
            Self::BuiltIn(_, check) => check.technologies,
            Self::Custom(check) => check.technologies,
        }
    }

    /// What a policy may change.
    pub fn parameters(&self) -> &'static [&'static Parameter] {
        match self {
            Self::BuiltIn(_, check) => check.parameters,
            Self::Custom(_) => &[],
        }
    }

    /// What is walked, and the function that decides.
    pub(crate) fn rule(&self) -> &Rule {
        match self {
            Self::BuiltIn(_, check) => &check.rule,
            Self::Custom(check) => &check.rule,
        }
    }
}
