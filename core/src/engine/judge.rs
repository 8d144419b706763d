//! Passes each subject to its checks once, counts the outcomes, and keeps the findings.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::alone::Alone;
use super::groups::{Alternative, Set, production, sets};
use super::inventories::{in_order, inventories};
use super::judgement::{Finding, Judgement};
use super::now::Now;
use super::plan::{OfKinds, Plan, concerns};
use super::receivers::Receivers;
use super::rerun::Reruns;
use super::steps::Steps;
use super::stream::{self, Around, Form, Item, Unreadable, Visitor};
use super::subjects::Subjects;
use super::suppress::Suppressor;
use super::tally::Tally;
use super::unseen::OfTexts;
use super::walk::Walk;
use super::{fold, merge, written};
use crate::checks::{AnyCheck, Facet, Facts, Failure, Outcome, Scope, Status, Subject};
use crate::frontends::technology_of_title;
use crate::inventory::{EnvironmentSet, Estate};
use crate::model::Technology;
use crate::policy::Options;
use crate::tree::Place;

/// The caller asked for the run to stop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cancelled;

/// Progress of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Progress {
    /// Resources judged so far.
    pub done: usize,
    /// All resources; those that only one environment has count once for each environment.
    pub total: usize,
}

/// Judges all bundles and environments of a walk.
pub(crate) fn judge<'p>(
    walk: &'p Walk<'p>,
    checks: &[AnyCheck],
    plan: &Plan,
    options: &Options,
    observe: &mut dyn FnMut(Progress) -> ControlFlow<Cancelled>,
) -> ControlFlow<Cancelled, Judgement> {
    let sets = sets(walk);
    let total = sets.iter().map(Set::size).sum();
    let mut judge = Judge::new(walk, checks, plan, options, Subjects::new(walk, &sets));
    let mut progress = Progress { done: 0, total };
    let mut findings = Vec::new();
    for set in &sets {
        judge.set(set, &mut progress, observe)?;
        judge.settle(0);
        let mut found = std::mem::take(&mut judge.settled);
        found.shrink_to_fit();
        let mut merged = merge::merge(walk, &judge.judgement.subjects, set, found);
        if findings.is_empty() {
            findings = merged;
        } else {
            findings.append(&mut merged);
        }
    }
    observe(progress)?;
    let Judge { mut judgement, suppressor, .. } = judge;
    if options.folds {
        written::fold(walk, checks, &judgement.subjects, &mut findings);
    }
    judgement.suppressions = suppressor.finish(&findings);
    judgement.findings = findings;
    ControlFlow::Continue(judgement)
}

/// Separate counts for the technologies to which a selected framework is limited.
fn apart(checks: &[AnyCheck], options: &Options) -> BTreeMap<Technology, Vec<Tally>> {
    let titles = options.frameworks.iter().filter_map(|framework| framework.technology());
    let technologies = titles.filter_map(technology_of_title);
    technologies.map(|technology| (technology, vec![Tally::default(); checks.len()])).collect()
}

pub(super) struct Judge<'c, 'p> {
    checks: &'c [AnyCheck],
    pub(super) options: &'c Options,
    plan: &'c Plan,
    of_kinds: OfKinds<'p>,
    pub(super) judgement: Judgement,
    suppressor: Suppressor<'c, 'p>,
    /// The findings of the set that are folded, in no order.
    settled: Vec<Finding>,
    pub(super) outcome: Outcome,
    pub(super) estate: Estate<'p>,
    of_texts: OfTexts,
    pub(super) walk: &'p Walk<'p>,
    pub(super) receivers: Receivers,
    /// The current subject and its surroundings.
    pub(super) now: Now,
}

impl<'c, 'p> Judge<'c, 'p> {
    fn new(
        walk: &'p Walk<'p>,
        checks: &'c [AnyCheck],
        plan: &'c Plan,
        options: &'c Options,
        subjects: Subjects,
    ) -> Self {
        Self {
            receivers: Receivers::new(walk, &subjects),
            checks,
            options,
            plan,
            of_kinds: OfKinds::default(),
            judgement: Judgement {
                tallies: vec![Tally::default(); checks.len()],
                apart: apart(checks, options),
                subjects,
                steps: Steps::new(options.limits.steps),
                ..Judgement::default()
            },
            suppressor: Suppressor::new(walk, checks, options),
            settled: Vec::new(),
            outcome: Outcome::default(),
            estate: Estate::new(&walk),
            of_texts: OfTexts::new(walk),
            walk,
            now: Now::default(),
        }
    }

    /// Judges the resources of a set in each of its environments.
    ///
    /// A resource is judged in the first of its environments. In the others, only evaluations that
    /// depend on a difference are repeated.
    fn set(
        &mut self,
        set: &Set,
        progress: &mut Progress,
        observe: &mut dyn FnMut(Progress) -> ControlFlow<Cancelled>,
    ) -> ControlFlow<Cancelled> {
        let most = self.options.limits.environments as usize;
        let (judged, beyond) = set.alternatives.split_at(set.alternatives.len().min(most));
        self.judgement
            .environments_left_out
            .extend(beyond.iter().filter_map(|one| one.environment.clone()));
        let walk = self.walk;
        let inventories = inventories(walk, set, judged, &self.of_texts);
        self.now = Now { several: judged.len() > 1, ..Now::default() };
        self.now.reruns = Reruns::new(&inventories, production(judged));
        let any_alone = self.options.alone || set.shared.iter().any(|index| walk.is_alone(*index));
        for (number, (alternative, inventory)) in judged.iter().zip(&inventories).enumerate() {
            self.now.environment = EnvironmentSet::one(number);
            self.now.alone = any_alone || alternative.own.iter().any(|index| walk.is_alone(*index));
            let around = Around::all(walk, inventory);
            self.now.enter(alternative);
            self.now.ordinal = 0;
            self.visit(Item::Subject(Subject::Inventory(inventory), Place::NONE), &around);
            if self.judgement.steps.are_spent() {
                // Including shared resources, whose results may differ in this environment.
                set.indices(alternative).for_each(|index| self.leave_out(index));
                continue;
            }
            let alone = if judged.len() == 1 { Alone::new(walk, inventory) } else { None };
            let again = self.now.reruns.of(number);
            let new: Vec<usize> = set.new_in(number).collect();
            for (index, is_again) in in_order(&again, &new) {
                // Often enough for a progress bar, and cheap.
                if progress.done % 256 == 0 {
                    observe(*progress)?;
                }
                if is_again {
                    self.now.reruns.repeat(index, number);
                } else {
                    progress.done += 1;
                    let of = self.now.several.then(|| set.environments(index));
                    self.now.reruns.begin(of.flatten());
                }
                let before = self.judgement.findings.len();
                self.resource(index, set, alternative, around);
                self.now.reruns.end();
                if alone.as_ref().is_some_and(|alone| alone.has(index)) {
                    self.settle(before);
                }
            }
            self.now.enter(alternative);
            stream::namespaces(around, self);
        }
        ControlFlow::Continue(())
    }

    /// Suppresses and folds the findings from a number on: those of a set, or those of a resource,
    /// so that few are kept.
    fn settle(&mut self, from: usize) {
        let mut found = self.judgement.findings.split_off(from);
        self.suppressor.apply(&mut found);
        if self.options.folds {
            fold::fold(self.walk, self.checks, &mut found);
        }
        self.settled.append(&mut found);
    }

    /// Records that a resource, or a part of it, is not judged.
    fn leave_out(&mut self, index: usize) {
        if let Some(resource) = self.walk.resources.get(index) {
            self.judgement.steps.leave_out(self.walk, resource.place());
        }
    }

    fn resource(&mut self, index: usize, set: &Set, alternative: &Alternative, around: Around<'_>) {
        if self.judgement.steps.are_spent() {
            return self.leave_out(index);
        }
        let around = around.resource(index);
        let Some(resource) = around.resource else { return };
        let standing = self.walk.standing(resource);
        let is_apart = set.has_apart(standing);
        if is_apart || alternative.environment.is_none() {
            self.now.environments = standing.environments.as_slice().into();
            self.now.is_production = standing.is_production;
        } else {
            self.now.enter(alternative);
        }
        self.now.is_apart = is_apart;
        self.now.ordinal = 0;
        stream::resource(around, self);
    }

    fn unreadable(&mut self, unreadable: Unreadable<'_>, around: &Around<'_>) {
        let Unreadable { place, why, .. } = unreadable;
        let technology = around.technology();
        let checks = self.checks;
        let looking = checks.iter().enumerate();
        for (index, _) in looking.filter(|(_, check)| concerns(check, around, &unreadable)) {
            let subject = self.subject(around, Facet::Resource, place);
            let in_force = self.plan.in_force(index);
            for tally in self.tallies(index, technology) {
                if in_force {
                    tally.cannot_see(subject, place, why.to_string());
                } else {
                    tally.count(subject, Status::NotApplicable);
                }
            }
        }
    }

    /// The number of a subject, if several environments may judge it.
    fn subject(&mut self, around: &Around<'_>, facet: Facet, place: Place) -> Option<u32> {
        let subjects = &mut self.judgement.subjects;
        self.now.several.then(|| subjects.part(self.walk, around.index, facet, place))
    }

    /// The counts of a check for a technology.
    pub(super) fn tallies(
        &mut self,
        index: usize,
        technology: Technology,
    ) -> impl Iterator<Item = &mut Tally> {
        let apart = self.judgement.apart.get_mut(&technology);
        let apart = apart.and_then(|tallies| tallies.get_mut(index));
        self.judgement.tallies.get_mut(index).into_iter().chain(apart)
    }

    fn judge(&mut self, subject: Subject<'_>, place: Place, around: &Around<'_>) {
        let technology = around.technology();
        let facet = subject.facet();
        let ordinal = self.now.ordinal;
        self.now.ordinal += 1;
        let checks = self.checks;
        self.now.namespace = match subject {
            Subject::WorkloadNamespace(namespace) => Some(Arc::from(namespace.name)),
            _ => None,
        };
        let mut number = None;
        let key = (facet, technology, around.form);
        let of_kind;
        let resource = around.index.and_then(|index| self.walk.resources.get(index));
        let list = match (subject, resource) {
            (Subject::Setting(setting), _) => self.plan.of_setting(key, setting.kind),
            (Subject::Resource(_), Some(resource)) => {
                of_kind = self.of_kinds.of(self.plan, checks, resource, key);
                &of_kind
            }
            _ => self.plan.checks(key),
        };
        for &index in list {
            let Some(check) = checks.get(index) else { continue };
            if !self.now.reruns.wants(ordinal, index) {
                continue;
            }
            if !self.judgement.steps.take() {
                return around.index.into_iter().for_each(|index| self.leave_out(index));
            }
            if !self.evaluate(check, subject, around) {
                continue;
            }
            if around.form == Form::Patch && !self.is_set_by_patch(subject, around) {
                continue;
            }
            if let Some(why) = around.completed_by() {
                self.keep_what_is_set(subject, place, why, around);
            }
            if !self.plan.in_force(index) {
                self.outcome.clear();
                self.outcome.not_applicable();
            } else if let Some(why) = self.unseen(subject, around) {
                self.outcome.clear();
                self.outcome.unknown(&place, why);
            }
            let found_in = self.now.reruns.record(
                around,
                (ordinal, index),
                self.now
                    .production_asked
                    .get()
                    .then_some(self.now.is_production)
                    .filter(|_| !self.now.is_apart),
                &self.now.environment,
            );
            if self.now.several && number.is_none() {
                number = self.subject(around, facet, place);
            }
            self.count(index, number, around.walk.written(place), technology);
            let failures: Vec<Failure> = self.outcome.take_failures().collect();
            for failure in failures {
                let found_in = found_in.as_ref().unwrap_or(&self.now.environment).clone();
                self.find(index, check, failure, found_in, around);
            }
        }
    }

    /// Runs a check on a subject; returns whether the check applies to it.
    fn evaluate(&mut self, check: &AnyCheck, subject: Subject<'_>, around: &Around<'_>) -> bool {
        around.inventory.begin();
        self.estate.begin();
        self.now.production_asked.set(false);
        let scope = Scope {
            inventory: around.inventory,
            estate: &self.estate,
            resource: around.resource,
            workload: around.workload,
            pod: around.pod,
            technology: around.technology(),
            sample: around.is_sample(),
            words: &around.frontend.words,
            facts: Facts { kubernetes: self.options.kubernetes, date: self.options.date },
            production: self.now.is_production,
            production_asked: &self.now.production_asked,
            check: check.id(),
            parameters: &self.options.parameters,
        };
        self.outcome.clear();
        check.rule().judge(subject, &scope, &mut self.outcome)
    }
}

impl Visitor for Judge<'_, '_> {
    fn visit(&mut self, item: Item<'_>, around: &Around<'_>) {
        match item {
            Item::Subject(subject, place) => self.judge(subject, place, around),
            // What a patch does not set, others do.
            Item::Unreadable(_) if around.resource.is_some_and(|of| of.is_patch) => {}
            Item::Unreadable(unreadable) => self.unreadable(unreadable, around),
        }
    }
}
