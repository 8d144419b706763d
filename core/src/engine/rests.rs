//! Whether everything that an evaluation depends on could be read.

use std::borrow::Cow;

use super::judge::Judge;
use super::stream::Around;
use crate::checks::{Status, Subject};
use crate::tree::Place;

impl Judge<'_, '_> {
    /// Whether a patch itself sets what is wrong; everything else depends on the object that it changes.
    pub(super) fn is_set_by_patch(&mut self, subject: Subject<'_>, around: &Around<'_>) -> bool {
        let rests = self.rests_on_other_files(subject, around);
        self.outcome.retain_failures(|failure| failure.spot.missing.is_none() && !rests);
        self.outcome.status() == Status::Failed
    }

    /// Keeps only the results about set values: for an object that is completed elsewhere it is not
    /// known whether a field is missing, and a pass without a set value proves nothing.
    pub(super) fn keep_what_is_set(
        &mut self,
        subject: Subject<'_>,
        place: Place,
        why: String,
        around: &Around<'_>,
    ) {
        let rests = self.rests_on_other_files(subject, around);
        let before = self.outcome.status();
        self.outcome.retain_failures(|failure| failure.spot.missing.is_none() && !rests);
        match (before, self.outcome.status()) {
            (Status::Failed, Status::Failed) => {}
            (Status::Failed, _) => {
                self.outcome.clear();
                self.outcome.unknown(&place, why);
            }
            (Status::Passed, _) if self.outcome.evidence().is_empty() || rests => {
                self.outcome.clear();
                self.outcome.not_applicable();
            }
            _ => {}
        }
    }

    /// Why an evaluation depends on more than the input; `None` if it does not.
    pub(super) fn unseen(
        &self,
        subject: Subject<'_>,
        around: &Around<'_>,
    ) -> Option<Cow<'static, str>> {
        let is_unused =
            around.resource.is_some_and(|resource| self.walk.standing(resource).is_unused);
        if (self.now.alone || is_unused) && self.rests_on_other_files(subject, around) {
            let why = if is_unused {
                "no file in the input uses the resource"
            } else {
                "the result depends on files that are not in the input"
            };
            return Some(why.into());
        }
        let missed = around.inventory.missed().filter(|_| self.outcome.status() == Status::Failed);
        missed.map(|why| why.to_string().into())
    }

    /// Whether files that are not available could change the evaluation.
    fn rests_on_other_files(&self, subject: Subject<'_>, around: &Around<'_>) -> bool {
        around.inventory.asked_about_other_files()
            || self.estate.was_asked()
            || subject.is_of_many()
    }
}
