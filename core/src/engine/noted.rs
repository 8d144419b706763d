//! What is kept of an evaluation: its counts, its evidence, and its findings.

use std::sync::Arc;

use super::judge::Judge;
use super::judgement::{ContainerPart, Finding};
use super::stream::{Around, Form};
use crate::checks::{AnyCheck, Confidence, Failure, Status};
use crate::inventory::EnvironmentSet;
use crate::model::Technology;
use crate::model::pods::Origin;
use crate::tree::{Place, State};

impl Judge<'_, '_> {
    /// Counts an outcome and keeps its evidence.
    pub(super) fn count(
        &mut self,
        index: usize,
        subject: Option<u32>,
        place: Place,
        technology: Technology,
    ) {
        let status = self.outcome.status();
        let outcome = std::mem::take(&mut self.outcome);
        for tally in self.tallies(index, technology) {
            let first = tally.count(subject, status);
            if first && status == Status::Passed {
                tally.keep_evidence(place, outcome.evidence());
            }
            if first && status == Status::Unknown {
                let unknowns = outcome.unknowns().iter();
                tally
                    .unknowns
                    .extend(unknowns.map(|unknown| (unknown.spot.place, unknown.why.clone())));
            }
        }
        self.outcome = outcome;
    }

    pub(super) fn find(
        &mut self,
        index: usize,
        check: &AnyCheck,
        mut failure: Failure,
        found_in: EnvironmentSet,
        around: &Around<'_>,
    ) {
        if around.workload.is_some_and(|workload| workload.origin != Origin::BuiltIn) {
            failure.confidence = failure.confidence.min(Confidence::Medium);
        }
        debug_assert!(check.declares(&failure.message), "{}: an undeclared message", check.id());
        let by_policy = self.options.severities.get(check.id()).copied();
        let severity = by_policy.or(failure.severity).unwrap_or(check.severity());
        let container = self.container(around);
        let receivers = match around.form {
            Form::Part => self.receivers.of(self.walk.written(failure.spot.place)),
            Form::Text | Form::Rendered | Form::Made | Form::Patch => &[],
        };
        let mut finding = Finding::new(index, severity, failure, around.index, found_in);
        finding.container = container;
        finding.environments = Arc::clone(&self.now.environments);
        if !receivers.is_empty() || self.now.namespace.is_some() {
            let surroundings = finding.surroundings_mut();
            surroundings.receivers = receivers.to_vec();
            surroundings.namespace.clone_from(&self.now.namespace);
        }
        self.judgement.findings.push(finding);
    }

    /// The container of a subject; its name is kept for the next finding about it.
    fn container(&mut self, around: &Around<'_>) -> Option<Arc<ContainerPart>> {
        let container = around.container?;
        let known = self.now.container.as_ref();
        let identity = std::ptr::from_ref(container).addr();
        if let Some(known) = known.filter(|known| known.identity == identity) {
            return Some(Arc::clone(known));
        }
        let name = match container.name.state() {
            State::Set(name, _) => Some(Arc::from(*name)),
            State::Unset(..) | State::Unresolved(..) => None,
        };
        let part = Arc::new(ContainerPart { name, place: container.place, identity });
        self.now.container = Some(Arc::clone(&part));
        Some(part)
    }
}
