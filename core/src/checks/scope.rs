//! What stands around the thing that a check looks at.

use std::cell::Cell;

use super::check::Severity;
use super::date::Date;
use super::outcome::Outcome;
use super::parameter::{Parameter, Parameters};
use crate::frameworks::KubernetesVersion;
use crate::inventory::{Estate, Inventory};
use crate::model::pods::{Container, Pod, Workload};
use crate::model::{Effective, Resource, Technology, Words};

/// What the caller has said about the platform.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Facts {
    /// Kubernetes version that the files are for.
    pub kubernetes: KubernetesVersion,
    /// Today; without it nothing can be said about expiry.
    pub date: Option<Date>,
}

/// The surroundings of one evaluation.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Scope<'s> {
    /// All resources of the bundle and environment.
    pub inventory: &'s Inventory<'s, 's>,
    /// All resources of all bundles and environments, for what crosses them.
    pub estate: &'s Estate<'s>,
    /// The resource that holds the subject; none when the subject is the whole inventory.
    pub resource: Option<&'s Resource<'s>>,
    /// The workload that holds the subject, if one does.
    pub workload: Option<&'s Workload<'s>>,
    /// The pod that holds the subject, if one does.
    pub pod: Option<&'s Pod<'s>>,
    /// What runs it.
    pub technology: Technology,
    /// How messages call things there.
    pub words: &'s Words,
    /// What the caller has said.
    pub facts: Facts,
    pub(crate) sample: bool,
    pub(crate) production: bool,
    /// Whether the check has asked for it: then it rests on the environment.
    pub(crate) production_asked: &'s Cell<bool>,
    pub(crate) check: &'s str,
    pub(crate) parameters: &'s Parameters,
}

impl<'s> Scope<'s> {
    /// Whether the environment in scope is the one that patients depend on, by its name or by the
    /// path of the file.
    pub fn is_production(&self) -> bool {
        self.production_asked.set(true);
        self.production
    }

    /// Whether the file in scope is a sample: it shows what has to be set, and nothing runs with it.
    pub const fn is_sample(&self) -> bool {
        self.sample
    }

    /// The number in force for a parameter of the check.
    pub fn integer(&self, parameter: &Parameter) -> i64 {
        self.parameters.integer(self.check, parameter)
    }

    /// Whether a text is in the list in force for a parameter of the check.
    pub fn lists(&self, parameter: &Parameter, text: &str) -> bool {
        self.lists_one(parameter, |known| known == text)
    }

    /// Whether one of the texts in the list in force for a parameter of the check is meant.
    pub(super) fn lists_one(&self, parameter: &Parameter, is_meant: impl Fn(&str) -> bool) -> bool {
        self.parameters.lists(self.check, parameter, is_meant)
    }

    /// One of two severities: that of the platform in scope where it is Compose, else the other.
    ///
    /// A compose project is mostly one machine of one team: what parts tenants from each other
    /// weighs less there.
    pub fn in_compose(&self, compose: Severity, elsewhere: Severity) -> Severity {
        if self.technology == Technology::Compose { compose } else { elsewhere }
    }

    /// The settings in force for a container of the pod in scope.
    pub fn effective(&self, container: &'s Container<'s>) -> Option<Effective<'s, 's>> {
        self.pod.map(|pod| pod.effective(container))
    }

    /// Whether the pod in scope is not for Windows; where it is, the condition has no meaning, and
    /// where nobody can say, nothing may be said. Names are compared exactly, as Kubernetes does.
    pub fn is_not_windows(&self, out: &mut Outcome) -> bool {
        let Some(pod) = self.pod else { return true };
        let is_windows = out.read(&pod.os) == Some(&"windows");
        if is_windows {
            out.not_applicable();
        }
        !is_windows && !out.is_undecided()
    }

    /// Whether the users of the pod in scope are those of the node. Where the pod has users of its
    /// own, that is evidence, and where nobody can say, nothing may be said.
    pub fn has_users_of_the_node(&self, out: &mut Outcome) -> bool {
        let Some(pod) = self.pod else { return true };
        let has_own = out.read(&pod.host_users) == Some(&false);
        if has_own {
            out.pass(&pod.host_users);
        }
        !has_own && !out.is_undecided()
    }

    /// What holds in the version of Kubernetes in scope: of things that each hold from a minor
    /// version on, the oldest first, the last one that has begun.
    pub(super) fn in_version<T: Copy>(&self, versions: &[(u8, T)]) -> Option<T> {
        let minor = self.facts.kubernetes.minor();
        versions.iter().rev().find(|(since, _)| *since <= minor).map(|(_, held)| *held)
    }
}
