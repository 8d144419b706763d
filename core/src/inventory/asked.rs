//! Records the questions that an evaluation asks.
//!
//! An evaluation records its questions, and each environment knows which questions its own resources can
//! answer. If the two have nothing in common, an evaluation of shared resources has the same outcome in
//! all environments.

use std::collections::HashMap;
use std::iter::{Once, once};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::{EnvironmentSet, Inventory};

/// The topic of a question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Topic {
    /// All resources in their order.
    Resources,
    /// All workloads in their order.
    Workloads,
    /// Files of values.
    Values,
    /// An object, by group, kind, namespace and name.
    Objects,
    /// Objects with unknown names, by group and kind.
    Nameless,
    /// The namespaces with workloads.
    Namespaces,
    /// The pods that a selector matches, by namespace and label.
    Pods,
    /// The policies that select a pod, by namespace and label.
    Policies,
    /// The default denials of a namespace, by its name.
    Denials,
    /// The Services that select a pod, by namespace and label.
    Services,
    /// Autoscalers, by kind, namespace and name of what they scale.
    Autoscalers,
    /// LimitRanges, by namespace.
    LimitRanges,
    /// Volumes, by namespace and name of the claim for which they are reserved.
    Volumes,
    /// The StorageClass of the cluster.
    DefaultClass,
    /// The ClusterRoles by their labels.
    ClusterRoles,
    /// Bindings, by namespace and name of the role.
    BindingsOfRole,
    /// Bindings, by namespace and name of the account.
    BindingsOfAccount,
    /// The services of a project that others wait for, by name.
    Awaited,
}

/// The number of topics.
const TOPICS: usize = Topic::Awaited as usize + 1;

impl Topic {
    const fn bit(self) -> u64 {
        1 << self as u64
    }
}

/// A question about everything of a topic, or about one name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Question {
    topic: Topic,
    /// The hash of the name; a collision only causes unnecessary repetition.
    name: Option<u64>,
}

impl Question {
    /// Everything of a topic.
    pub(super) const fn whole(topic: Topic) -> Self {
        Self { topic, name: None }
    }

    /// A name in a topic, which may have several parts.
    pub(super) fn named(topic: Topic, name: &[&str]) -> Self {
        Self { topic, name: Some(hash(topic, name)) }
    }
}

impl IntoIterator for Question {
    type Item = Self;
    type IntoIter = Once<Self>;

    fn into_iter(self) -> Once<Self> {
        once(self)
    }
}

/// FNV-1a, which gives the same hash in every run.
fn hash(topic: Topic, parts: &[&str]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01B3;
    let mut hash = 0xCBF2_9CE4_8422_2325 ^ topic.bit();
    for part in parts {
        // A byte that no text contains ends each part.
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    hash
}

/// Maximum number of names that an evaluation records before everything counts as asked.
const MOST: usize = 32;

/// The questions of an evaluation, also where several threads ask.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// Whether questions are recorded individually; otherwise the first one counts as all of them.
    is_exact: bool,
    /// The topics that were asked about as a whole, one bit each.
    whole: AtomicU64,
    /// The topics of which something with a name was asked about.
    named: AtomicU64,
    count: AtomicUsize,
    names: [AtomicU64; MOST],
}

impl Record {
    /// A record of individual questions.
    pub(super) fn exact() -> Self {
        Self { is_exact: true, ..Self::default() }
    }

    /// Clears the record.
    pub(super) fn begin(&self) {
        if self.topics() != 0 {
            self.whole.store(0, Ordering::Relaxed);
            self.named.store(0, Ordering::Relaxed);
            self.count.store(0, Ordering::Relaxed);
        }
    }

    /// Records questions.
    pub(super) fn ask<Q: IntoIterator<Item = Question>>(&self, questions: impl FnOnce() -> Q) {
        if self.is_exact {
            questions().into_iter().for_each(|question| self.note(question));
        } else if self.whole.load(Ordering::Relaxed) != u64::MAX {
            self.whole.store(u64::MAX, Ordering::Relaxed);
        }
    }

    /// Records a question, whether or not questions are recorded individually.
    pub(super) fn note(&self, question: Question) {
        let bit = question.topic.bit();
        let Some(name) = question.name else {
            self.whole.fetch_or(bit, Ordering::Relaxed);
            return;
        };
        self.named.fetch_or(bit, Ordering::Relaxed);
        match self.names.get(self.count.fetch_add(1, Ordering::Relaxed)) {
            Some(place) => place.store(name, Ordering::Relaxed),
            None => self.whole.store(u64::MAX, Ordering::Relaxed),
        }
    }

    /// The topics that were asked about, one bit each.
    pub(super) fn topics(&self) -> u64 {
        self.whole.load(Ordering::Relaxed) | self.named.load(Ordering::Relaxed)
    }

    /// Whether a question can be answered by files outside of one project. The bindings of a role
    /// are only additional information in a finding and do not count.
    pub(super) fn is_of_other_files(&self) -> bool {
        self.topics() & !(Topic::Awaited.bit() | Topic::BindingsOfRole.bit()) != 0
    }
}

/// The questions that resources of a single environment can answer.
#[derive(Debug, Default)]
pub(crate) struct Differences {
    /// By topic, the environments that affect all of it.
    whole: [EnvironmentSet; TOPICS],
    /// By topic, the environments that affect any of it.
    any: [EnvironmentSet; TOPICS],
    /// The environments that affect a name.
    names: HashMap<u64, EnvironmentSet>,
}

impl Differences {
    /// The differences between environments that share other resources.
    pub(crate) fn new(environments: &[Inventory<'_, '_>]) -> Self {
        let mut differences = Self::default();
        for (number, environment) in environments.iter().enumerate() {
            for question in environment.own.changes() {
                differences.add(question, number);
            }
        }
        differences
    }

    fn add(&mut self, question: Question, environment: usize) {
        let topic = question.topic as usize;
        if let Some(any) = self.any.get_mut(topic) {
            any.insert(environment);
        }
        match question.name {
            Some(name) => self.names.entry(name).or_default().insert(environment),
            None => {
                if let Some(whole) = self.whole.get_mut(topic) {
                    whole.insert(environment);
                }
            }
        }
    }

    /// The environments that affect what an inventory was asked since the beginning of the evaluation.
    pub(crate) fn environments(&self, asked: &Inventory<'_, '_>) -> EnvironmentSet {
        let record = &asked.record;
        let mut found = EnvironmentSet::NONE;
        if record.topics() == 0 {
            return found;
        }
        let mut add = |environments: &[EnvironmentSet; TOPICS], topics: u64| {
            let topics = (0..).zip(environments).filter(|(topic, _)| topics >> topic & 1 != 0);
            topics.for_each(|(_, environments)| found.unite(environments));
        };
        add(&self.any, record.whole.load(Ordering::Relaxed));
        add(&self.whole, record.named.load(Ordering::Relaxed));
        let names = record.names.iter().take(record.count.load(Ordering::Relaxed));
        for environments in names.filter_map(|name| self.names.get(&name.load(Ordering::Relaxed))) {
            found.unite(environments);
        }
        found
    }
}
