//! The result of one evaluation of a check.

use std::borrow::Cow;

use super::check::{Confidence, Severity};
use super::message::{FilledMessage, Message};
use crate::tree::{Anchor, Edit, Field, Place, Role, Spot, State};

/// The status of an evaluation. Ordered: of several about one subject, the greatest counts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// The check does not apply to the subject.
    NotApplicable,
    /// The subject has no problem.
    Passed,
    /// Not decided: a value or object that decides is not known.
    Unknown,
    /// The subject has a problem.
    Failed,
}

/// Collects what a check reports about one subject.
///
/// A check that reports nothing and has not read an unresolved field has passed.
#[derive(Debug, Default)]
pub struct Outcome {
    failures: Vec<Failure>,
    evidence: Vec<Place>,
    unknown: Vec<Unknown>,
    not_applicable: bool,
}

/// Something that could not be decided, and why.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Unknown {
    pub(crate) spot: Spot,
    pub(crate) why: Cow<'static, str>,
}

/// A problem that a check has found. Its methods add details.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Failure {
    pub(crate) spot: Spot,
    pub(crate) message: FilledMessage,
    pub(crate) severity: Option<Severity>,
    pub(crate) confidence: Confidence,
    details: Option<Box<Details>>,
}

/// What only some problems have.
#[derive(Clone, PartialEq, Default)]
pub(crate) struct Details {
    pub(crate) related: Vec<Related>,
    pub(crate) fix: Vec<Edit>,
    pub(crate) class: Option<&'static str>,
    pub(crate) secret: Option<Secret>,
    pub(crate) about: About,
}

/// What distinguishes a finding from others of its check, wherever it is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) enum About {
    /// The subject and the place.
    #[default]
    Place,
    /// The subject, and something in it that may occur in several places, of which one is shown.
    Subject(Box<str>),
    /// What several subjects have in common; their order decides which of them is shown.
    Shared(Box<str>),
}

impl std::fmt::Debug for Failure {
    /// Without the message: it may contain a secret, which only a report masks.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Failure({:?}, {:?})", self.spot, self.severity)
    }
}

/// The secret of a finding, so that equal ones can be recognised. It is never shown.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Secret(Box<str>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

/// Another place that a finding depends on.
#[derive(Clone, PartialEq, Debug)]
#[non_exhaustive]
pub struct Related {
    pub(crate) role: Role,
    pub(crate) place: Place,
    pub(crate) message: FilledMessage,
}

impl Outcome {
    /// The value of a field, if it has one. An unresolved field makes the evaluation unknown.
    pub fn read<'f, T>(&mut self, field: &'f Field<T>) -> Option<&'f T> {
        match field.state() {
            State::Set(value, _) => Some(value),
            State::Unset(..) => None,
            State::Unresolved(_, why) => {
                self.unknown.push(Unknown { spot: field.spot(), why: why.to_string().into() });
                None
            }
        }
    }

    /// Whether a field is not set. An unresolved field is not unset, and makes the evaluation unknown.
    pub fn is_unset<T>(&mut self, field: &Field<T>) -> bool {
        self.read(field).is_none() && matches!(field.state(), State::Unset(..))
    }

    /// Whether something that the check has read or asked for is not known. The check must then not
    /// conclude anything from its absence.
    pub fn is_undecided(&self) -> bool {
        !self.unknown.is_empty()
    }

    /// Reports a problem at a place.
    ///
    /// An unresolved field cannot fail: the evaluation becomes unknown instead.
    pub fn fail(&mut self, at: &impl Anchor, message: impl Into<FilledMessage>) -> &mut Failure {
        let failure = Failure {
            spot: at.spot(),
            message: message.into(),
            severity: None,
            confidence: Confidence::High,
            details: None,
        };
        self.failures.push(failure);
        // INVARIANT: the vector is not empty.
        let last = self.failures.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "the element has just been pushed")]
        &mut self.failures[last]
    }

    /// Adds evidence that the subject has no problem. A missing field is not evidence.
    pub fn pass(&mut self, evidence: &impl Anchor) {
        let spot = evidence.spot();
        if spot.missing.is_none() {
            self.evidence.push(spot.place);
        }
    }

    /// Reports that the check cannot decide, and why: lower case, no full stop.
    pub fn unknown(&mut self, at: &impl Anchor, why: impl Into<Cow<'static, str>>) {
        self.unknown.push(Unknown { spot: at.spot(), why: why.into() });
    }

    /// Reports that the check does not apply to the subject.
    pub fn not_applicable(&mut self) {
        self.not_applicable = true;
    }

    /// The status of the evaluation.
    pub fn status(&self) -> Status {
        let fails = self.failures.iter().any(|failure| !failure.spot.unresolved);
        if fails {
            Status::Failed
        } else if !self.unknown.is_empty() || !self.failures.is_empty() {
            Status::Unknown
        } else if self.not_applicable {
            Status::NotApplicable
        } else {
            Status::Passed
        }
    }

    /// The messages of all problems, for tests of custom checks.
    pub fn messages(&self) -> impl Iterator<Item = String> {
        self.failures.iter().map(|failure| failure.message.to_string())
    }

    pub(crate) fn take_failures(&mut self) -> impl Iterator<Item = Failure> + '_ {
        self.failures.drain(..).filter(|failure| !failure.spot.unresolved)
    }

    /// Keeps only some of the problems.
    pub(crate) fn retain_failures(&mut self, keep: impl FnMut(&Failure) -> bool) {
        self.failures.retain(keep);
    }

    pub(crate) fn evidence(&self) -> &[Place] {
        &self.evidence
    }

    pub(crate) fn unknowns(&self) -> &[Unknown] {
        &self.unknown
    }

    /// Clears the outcome for the next evaluation and keeps its allocations.
    pub(crate) fn clear(&mut self) {
        self.failures.clear();
        self.evidence.clear();
        self.unknown.clear();
        self.not_applicable = false;
    }
}

impl Failure {
    pub(crate) fn details(&self) -> &Details {
        static NONE: Details = Details {
            related: Vec::new(),
            fix: Vec::new(),
            class: None,
            secret: None,
            about: About::Place,
        };
        self.details.as_deref().unwrap_or(&NONE)
    }

    pub(crate) fn details_mut(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }

    /// Drops what only the report of a finding itself shows; what identifies it stays.
    pub(crate) fn forget_words(&mut self) {
        self.message = FilledMessage::from(Message::new(""));
        let about = self.take_details().about;
        if about != About::Place {
            self.details_mut().about = about;
        }
    }

    pub(crate) fn take_details(&mut self) -> Details {
        self.details.take().map_or_else(Details::default, |details| *details)
    }

    /// Adds another place that the finding depends on.
    pub fn related(&mut self, at: &impl Anchor, message: impl Into<FilledMessage>) -> &mut Self {
        self.related_as(Role::Other, at, message)
    }

    /// Adds another place that the finding depends on, with its role.
    pub fn related_as(
        &mut self,
        role: Role,
        at: &impl Anchor,
        message: impl Into<FilledMessage>,
    ) -> &mut Self {
        self.details_mut().related.push(Related {
            role,
            place: at.spot().place,
            message: message.into(),
        });
        self
    }

    /// Sets another severity than that of the check.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = Some(severity);
        self
    }

    /// Sets the confidence, for a finding that depends on an assumption.
    pub fn confidence(&mut self, confidence: Confidence) -> &mut Self {
        self.confidence = confidence;
        self
    }

    /// Adds an edit that fixes the problem. All edits together are one fix.
    pub fn fix(&mut self, edit: Edit) -> &mut Self {
        let edits = &mut self.details_mut().fix;
        // There are many findings, and few have a second edit.
        edits.reserve_exact(1);
        edits.push(edit);
        self
    }

    /// Sets the secret that the finding is about: findings with equal secrets form a group. The
    /// report never contains the secret itself.
    pub fn secret(&mut self, secret: &str) -> &mut Self {
        self.details_mut().secret = Some(Secret(secret.into()));
        self
    }

    /// Sets what in the subject the finding is about, where it could be shown at one of several
    /// places: a host with several rules. The fingerprint is computed from this instead of the place.
    pub fn of_subject(&mut self, what: impl Into<Box<str>>) -> &mut Self {
        self.details_mut().about = About::Subject(what.into());
        self
    }

    /// Sets what several subjects have in common, where one of them is shown for all: a port that two
    /// services publish. The fingerprint is computed from this instead of the shown subject.
    pub fn of_shared(&mut self, what: impl Into<Box<str>>) -> &mut Self {
        self.details_mut().about = About::Shared(what.into());
        self
    }

    /// Sets the class of a credential: `literal`, `weak`, ...
    pub fn class(&mut self, class: &'static str) -> &mut Self {
        self.details_mut().class = Some(class);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::Why;

    #[test]
    fn what_is_unresolved_neither_passes_nor_fails() {
        let unresolved = Field::<bool>::unresolved(Place::NONE, Why::Expression);
        let mut out = Outcome::default();
        assert_eq!(out.status(), Status::Passed);
        assert_eq!(out.read(&unresolved), None);
        assert_eq!(out.status(), Status::Unknown);

        let mut out = Outcome::default();
        assert!(!out.is_unset(&unresolved));
        assert_eq!(out.status(), Status::Unknown);

        let mut out = Outcome::default();
        out.fail(&unresolved, "missing");
        assert_eq!(out.status(), Status::Unknown);
        assert_eq!(out.take_failures().count(), 0);
    }

    #[test]
    fn a_cleared_outcome_is_empty() {
        let mut out = Outcome::default();
        out.pass(&Field::from(true));
        out.read(&Field::<bool>::unresolved(Place::NONE, Why::Expression));
        out.fail(&Field::from(true), "bad");
        out.not_applicable();
        out.clear();
        assert_eq!(out.status(), Status::Passed);
        assert!(out.evidence().is_empty() && out.unknowns().is_empty());
    }

    #[test]
    fn a_failure_outweighs_what_is_unknown() {
        let mut out = Outcome::default();
        out.read(&Field::<bool>::unresolved(Place::NONE, Why::Variable));
        out.fail(&Field::from(true), "bad");
        assert_eq!(out.status(), Status::Failed);
    }
}
