//! One walk over every inventory: each check sees each of its subjects once.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use super::environments::{content_file, is_production_by_path, shared};
use super::groups::{groups, own_environments};
use super::judgement::{Finding, Identity, Judgement};
use super::overridden;
use super::plan::Plan;
use super::suppress::Suppressor;
use super::tally::Tally;
use super::walk::Walk;
use crate::checks::{
    AnyCheck, Confidence, Facts, Failure, Outcome, Scope, SharedCredential, Slot, Status, Subject,
    Technologies,
};
use crate::frontends::compose::clean;
use crate::frontends::environment::is_production;
use crate::frontends::settings;
use crate::inventory::Inventory;
use crate::model::pods::{Container, Pod, VolumeDetail, Workload};
use crate::model::settings::{Setting, SettingKind, SettingRead};
use crate::model::storage::Claim;
use crate::model::{Body, Resource, SecurityContext, Technology};
use crate::policy::Options;
use crate::tree::{Anchor, Field, Place, State, Why};

/// The caller asked for the run to stop.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cancelled;

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Progress {
    /// Resources that have been judged.
    pub done: usize,
    /// Resources that there are, counted once for each environment.
    pub total: usize,
}

/// What one evaluation was about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evaluated {
    place: Place,
}

/// Judges all bundles and environments of a walk.
pub(crate) fn judge<'p>(
    walk: &'p Walk<'p>,
    checks: &[AnyCheck],
    options: &Options,
    observe: &mut dyn FnMut(Progress) -> ControlFlow<Cancelled>,
) -> ControlFlow<Cancelled, Judgement> {
    let groups = groups(walk);
    let total = groups.iter().map(|group| group.resources.len()).sum();
    let mut judge = Judge {
        checks,
        options,
        plan: Plan::new(checks, options.kubernetes),
        judgement: Judgement {
            tallies: vec![Tally::default(); checks.len()],
            kubernetes: vec![Tally::default(); checks.len()],
            ..Judgement::default()
        },
        outcome: Outcome::default(),
        several: false,
        alone: false,
        technology: Technology::default(),
        environments: Vec::new(),
        is_production: false,
        shared: shared(walk),
        files: walk.numbered.inputs.iter().map(|input| clean(input.name())).collect(),
        content_file: None,
        known: HashMap::new(),
    };
    let mut done = 0;
    for group in &groups {
        judge.several = group.several;
        if group.first {
            judge.known.clear();
        }
        let resources = group.resources.iter().filter_map(|index| walk.resources.get(*index));
        let mut inputs = resources.clone().filter_map(|resource| walk.input(resource));
        judge.alone = inputs.any(|input| input.alone);
        let inventory = Inventory::new(resources);
        judge.environments = group.environment.iter().cloned().collect();
        judge.inventory(walk, &inventory);
        for &index in &group.resources {
            // Often enough for a progress bar, seldom enough to cost nothing.
            if done % 256 == 0 {
                observe(Progress { done, total })?;
            }
            done += 1;
            if let Some(resource) = walk.resources.get(index) {
                if group.environment.is_none() {
                    judge.environments = own_environments(walk, index);
                }
                judge.is_production = match judge.environments.as_slice() {
                    [] => is_production_by_path(walk, index),
                    names => names.iter().any(|name| is_production(name)),
                };
                judge.content_file = content_file(walk, resource, index);
                judge.resource(walk, &inventory, resource, index);
            }
        }
    }
    observe(Progress { done, total })?;
    let mut judgement = judge.judgement;
    Suppressor::new(walk, checks, options).apply(&mut judgement);
    overridden::fold(checks, &mut judgement.findings);
    ControlFlow::Continue(judgement)
}

struct Judge<'c> {
    checks: &'c [AnyCheck],
    options: &'c Options,
    plan: Plan,
    judgement: Judgement,
    outcome: Outcome,
    several: bool,
    /// Whether the files around what is judged are not there.
    alone: bool,
    technology: Technology,
    environments: Vec<Arc<str>>,
    is_production: bool,
    /// The credentials that production shares, by resource.
    shared: HashMap<usize, Vec<SharedCredential>>,
    /// The paths of all inputs.
    files: HashSet<String>,
    /// The file that the resource takes its content from.
    content_file: Option<String>,
    known: HashMap<Identity, usize>,
}

/// Where in the walk a subject stands.
#[derive(Clone, Copy)]
struct Around<'s> {
    walk: &'s Walk<'s>,
    inventory: &'s Inventory<'s, 's>,
    resource: Option<&'s Resource<'s>>,
    index: Option<usize>,
    workload: Option<&'s Workload<'s>>,
    pod: Option<&'s Pod<'s>>,
    container: Option<&'s Container<'s>>,
}

impl Judge<'_> {
    fn inventory<'s>(&mut self, walk: &'s Walk<'s>, inventory: &'s Inventory<'s, 's>) {
        let around = Around {
            walk,
            inventory,
            resource: None,
            index: None,
            workload: None,
            pod: None,
            container: None,
        };
        self.visit(Subject::Inventory(inventory), Place::NONE, around);
    }

    fn resource<'s>(
        &mut self,
        walk: &'s Walk<'s>,
        inventory: &'s Inventory<'s, 's>,
        resource: &'s Resource<'s>,
        index: usize,
    ) {
        let around = Around {
            walk,
            inventory,
            resource: Some(resource),
            index: Some(index),
            workload: resource.workload(),
            pod: None,
            container: None,
        };
        let place = resource.spot().place;
        self.visit(Subject::Resource(resource), place, around);
        let subject = match &resource.body {
            Body::Workload(workload) => {
                self.workload(workload, place, around);
                Some(Subject::Workload(workload))
            }
            Body::Claim(claim) => Some(Subject::Claim(claim)),
            Body::Secret(secret) => Some(Subject::Secret(secret)),
            Body::ConfigMap(map) => Some(Subject::ConfigMap(map)),
            Body::Service(service) => Some(Subject::Service(service)),
            Body::Ingress(ingress) => Some(Subject::Ingress(ingress)),
            Body::NetworkPolicy(policy) => Some(Subject::NetworkPolicy(policy)),
            Body::Gateway(gateway) => Some(Subject::Gateway(gateway)),
            Body::HttpRoute(route) => Some(Subject::HttpRoute(route)),
            Body::PersistentVolume(volume) => Some(Subject::PersistentVolume(volume)),
            Body::StorageClass(class) => Some(Subject::StorageClass(class)),
            Body::ServiceAccount(account) => Some(Subject::ServiceAccount(account)),
            Body::Role(role) => Some(Subject::Role(role)),
            Body::Binding(binding) => Some(Subject::Binding(binding)),
            Body::Namespace(_) => Some(Subject::Namespace(resource)),
            Body::LimitRange(_) | Body::Settings(_) | Body::Other => None,
        };
        if let Some(subject) = subject {
            self.visit(subject, place, around);
        }
        if let (Body::Workload(_), State::Unresolved(place, why)) =
            (&resource.body, resource.metadata.namespace.state())
        {
            self.unresolved(Slot::WorkloadNamespace, *place, &why.to_string());
        }
        if let Some(namespace) = inventory.namespace_at(resource) {
            self.visit(Subject::WorkloadNamespace(namespace), place, around);
        }
        let configurations = |place| around.walk.configuration(place);
        for setting in settings::of_resource(resource, &configurations) {
            self.read_setting(setting, around);
        }
    }

    fn workload<'s>(&mut self, workload: &'s Workload<'s>, place: Place, around: Around<'s>) {
        self.each(Slot::Claim, &workload.claim_templates, |judge, claim| {
            judge.claim(claim, around);
        });
        let pod = match workload.pod.state() {
            State::Set(pod, _) => pod,
            State::Unset(..) => return,
            State::Unresolved(place, why) => {
                let slots =
                    [Slot::Pod, Slot::SecurityContext, Slot::Container, Slot::Volume, Slot::Claim];
                for slot in slots {
                    self.unresolved(slot, *place, &why.to_string());
                }
                self.unresolved_settings(SettingKind::Environment, *place, *why);
                self.unresolved_settings(SettingKind::Argument, *place, *why);
                return;
            }
        };
        let around = Around { pod: Some(pod), ..around };
        let pod_place = if pod.place.is_none() { place } else { pod.place };
        self.visit(Subject::Pod(pod), pod_place, around);
        self.security_context(&pod.security_context(), pod_place, around);
        if let State::Unresolved(place, why) = pod.volumes.state() {
            // Any of them may make a claim.
            self.unresolved(Slot::Claim, *place, &why.to_string());
        }
        self.each(Slot::Volume, &pod.volumes, |judge, volume| {
            judge.visit(Subject::Volume(volume), volume.place, around);
            judge.each(Slot::Claim, &volume.sources, |judge, source| {
                if let VolumeDetail::Ephemeral(claim) = &source.detail {
                    judge.claim(claim, around);
                }
            });
        });
        for list in pod.container_lists() {
            if let State::Unresolved(place, why) = list.state() {
                self.unresolved(Slot::SecurityContext, *place, &why.to_string());
                self.unresolved_settings(SettingKind::Environment, *place, *why);
                self.unresolved_settings(SettingKind::Argument, *place, *why);
            }
            self.each(Slot::Container, list, |judge, container| {
                let around = Around { container: Some(container), ..around };
                judge.visit(Subject::Container(container), container.place, around);
                judge.security_context(&container.security_context(), container.place, around);
                judge.settings_of(container, around);
            });
        }
    }

    fn claim<'s>(&mut self, claim: &'s Claim<'s>, around: Around<'s>) {
        self.visit(Subject::Claim(claim), claim.place, around);
    }

    fn settings_of<'s>(&mut self, container: &'s Container<'s>, around: Around<'s>) {
        if let State::Unresolved(place, why) = container.env.state() {
            self.unresolved_settings(SettingKind::Environment, *place, *why);
        }
        for setting in settings::environment(container) {
            self.read_setting(setting, around);
        }
        for setting in settings::arguments(container) {
            self.read_setting(setting, around);
        }
    }

    fn read_setting<'s>(&mut self, setting: SettingRead<'s>, around: Around<'s>) {
        match setting {
            Ok(setting) => self.setting(&setting, around),
            Err(unread) => self.unresolved_settings(unread.kind, unread.place, unread.why),
        }
    }

    fn security_context<'s>(
        &mut self,
        context: &SecurityContext<'s, 's>,
        place: Place,
        around: Around<'s>,
    ) {
        // The view lives only while it is looked at, so its scope is narrowed to that time.
        let narrowed: Around<'_> = around;
        self.visit(Subject::SecurityContext(context), place, narrowed);
    }

    fn setting<'s>(&mut self, setting: &Setting<'s>, around: Around<'s>) {
        // A setting lives only while it is looked at, so its scope is narrowed to that time.
        let narrowed: Around<'_> = around;
        self.visit(Subject::Setting(setting), setting.key_place, narrowed);
    }

    /// Visits the items of a list; one that cannot be read is unknown to every check of its kind.
    fn each<'s, T>(
        &mut self,
        slot: Slot,
        list: &'s Field<Vec<T>>,
        mut visit: impl FnMut(&mut Self, &'s T),
    ) {
        match list.state() {
            State::Set(items, _) => items.iter().for_each(|item| visit(self, item)),
            State::Unset(..) => {}
            State::Unresolved(place, why) => self.unresolved(slot, *place, &why.to_string()),
        }
    }

    fn unresolved(&mut self, slot: Slot, place: Place, why: &str) {
        for position in 0..self.plan.checks(slot).len() {
            let Some(&index) = self.plan.checks(slot).get(position) else { continue };
            let (in_force, several) = (self.plan.in_force(index), self.several);
            for tally in self.tallies(index) {
                if in_force {
                    tally.cannot_see(place, why.to_owned(), several);
                } else {
                    tally.count(place, Status::NotApplicable, several);
                }
            }
        }
    }

    /// Settings that cannot be read are unknown to every check of settings of their kind.
    fn unresolved_settings(&mut self, kind: SettingKind, place: Place, why: Why) {
        for position in 0..self.plan.checks(Slot::Setting).len() {
            let Some(&index) = self.plan.checks(Slot::Setting).get(position) else { continue };
            let looks = self.checks.get(index).is_some_and(|check| check.rule().looks_at(kind));
            let several = self.several;
            for tally in self.tallies(index).filter(|_| looks) {
                tally.cannot_see(place, why.to_string(), several);
            }
        }
    }

    /// What is counted for a check on the technology that is judged now.
    fn tallies(&mut self, index: usize) -> impl Iterator<Item = &mut Tally> {
        let is_kubernetes = self.technology == Technology::Kubernetes;
        let is_broad = |check: &AnyCheck| check.technologies() != Technologies::KUBERNETES;
        let apart = is_kubernetes && self.checks.get(index).is_some_and(is_broad);
        let kubernetes = self.judgement.kubernetes.get_mut(index).filter(|_| apart);
        self.judgement.tallies.get_mut(index).into_iter().chain(kubernetes)
    }

    fn visit<'s>(&mut self, subject: Subject<'s>, place: Place, around: Around<'s>) {
        let technology = around.resource.map(|resource| resource.technology).unwrap_or_default();
        self.technology = technology;
        let checks = self.checks;
        for position in 0..self.plan.checks(subject.slot()).len() {
            let Some(&index) = self.plan.checks(subject.slot()).get(position) else { continue };
            let Some(check) = checks.get(index) else { continue };
            if !check.technologies().has(technology) {
                continue;
            }
            let scope = Scope {
                inventory: around.inventory,
                resource: around.resource,
                workload: around.workload,
                pod: around.pod,
                technology,
                facts: Facts { kubernetes: self.options.kubernetes, date: self.options.date },
                is_production: self.is_production,
                shared: around.index.and_then(|index| self.shared.get(&index)).map(Vec::as_slice),
                is_content_given: self
                    .content_file
                    .as_ref()
                    .is_some_and(|file| self.files.contains(file)),
                check: check.id(),
                parameters: &self.options.parameters,
            };
            self.outcome.clear();
            around.inventory.was_asked();
            if check.rule().judge(subject, &scope, &mut self.outcome) {
                if !self.plan.in_force(index) {
                    self.outcome.clear();
                    self.outcome.not_applicable();
                } else if self.alone && (around.inventory.was_asked() || subject.is_of_many()) {
                    self.outcome.clear();
                    self.outcome.unknown(&place, "it rests on files that are not there");
                }
                self.take(index, check, Evaluated { place: around.walk.written(place) }, around);
            }
        }
    }

    /// Counts an outcome and takes its findings.
    fn take(&mut self, index: usize, check: &AnyCheck, evaluated: Evaluated, around: Around<'_>) {
        let status = self.outcome.status();
        let outcome = std::mem::take(&mut self.outcome);
        let several = self.several;
        for tally in self.tallies(index) {
            let first = tally.count(evaluated.place, status, several);
            if first && status == Status::Passed {
                match outcome.evidence() {
                    [] => tally.evidence.push(evaluated.place),
                    places => tally.evidence.extend(places),
                }
            }
            if first && status == Status::Unknown {
                let unknowns = outcome.unknowns().iter();
                tally
                    .unknowns
                    .extend(unknowns.map(|unknown| (unknown.spot.place, unknown.why.clone())));
            }
        }
        self.outcome = outcome;
        let failures: Vec<Failure> = self.outcome.take_failures().collect();
        for failure in failures {
            self.find(index, check, failure, around);
        }
    }

    fn find(&mut self, index: usize, check: &AnyCheck, mut failure: Failure, around: Around<'_>) {
        if around.workload.is_some_and(|workload| workload.by_shape) {
            failure.confidence = failure.confidence.min(Confidence::Medium);
        }
        let by_policy = self.options.severities.get(check.id()).copied();
        let severity = by_policy.or(failure.severity).unwrap_or(check.severity());
        if self.several {
            let identity = Identity::new(index, &failure, around.resource, around.walk);
            let next = self.judgement.findings.len();
            let known = *self.known.entry(identity).or_insert(next);
            if let Some(finding) = self.judgement.findings.get_mut(known) {
                // What is worse in one environment is no better for another.
                finding.severity = finding.severity.max(severity);
                if self.environments.is_empty() {
                    // What the default project has is no matter of one environment.
                    finding.environments.clear();
                } else if !finding.environments.is_empty() {
                    finding.environments.extend(self.environments.iter().cloned());
                }
                return;
            }
        }
        let container = around.container.and_then(|container| match container.name.state() {
            State::Set(name, _) => Some((*name).to_owned()),
            State::Unset(..) | State::Unresolved(..) => None,
        });
        self.judgement.findings.push(Finding {
            check: index,
            severity,
            failure,
            covers: Vec::new(),
            resource: around.index,
            container,
            environments: self.environments.clone(),
            accepted: None,
        });
    }
}
