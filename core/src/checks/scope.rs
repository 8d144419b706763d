//! The context of an evaluation.

use std::cell::Cell;

use super::check::Severity;
use super::date::Date;
use super::outcome::Outcome;
use super::parameter::{Parameter, Parameters};
use crate::frameworks::KubernetesVersion;
use crate::inventory::{Estate, Inventory};
use crate::model::pods::{Container, Pod, Workload};
use crate::model::{Effective, Resource, Technology, Words};

/// Facts about the platform, given by the caller.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Facts {
    /// Kubernetes version that the files are for.
    pub kubernetes: KubernetesVersion,
    /// The current date; without it expiry is not checked.
    pub date: Option<Date>,
}

/// The context of one evaluation.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Scope<'s> {
    /// All resources of the bundle and environment.
    pub inventory: &'s Inventory<'s, 's>,
    /// All resources of all bundles and environments, for checks across them.
    pub estate: &'s Estate<'s>,
    /// The resource that contains the subject; none if the subject is the whole inventory.
    pub resource: Option<&'s Resource<'s>>,
    /// The workload that contains the subject, if any.
    pub workload: Option<&'s Workload<'s>>,
    /// The pod that contains the subject, if any.
    pub pod: Option<&'s Pod<'s>>,
    /// The technology of the resource.
    pub technology: Technology,
    /// The terms of the technology in messages.
    pub words: &'s Words,
    /// Facts given by the caller.
    pub facts: Facts,
    pub(crate) sample: bool,
    pub(crate) production: bool,
    /// Whether the check has asked for it: its result then depends on the environment.
    pub(crate) production_asked: &'s Cell<bool>,
    pub(crate) check: &'s str,
    pub(crate) parameters: &'s Parameters,
}

impl<'s> Scope<'s> {
    /// Whether the environment in scope is production, by its name or by the path of the file.
    pub fn is_production(&self) -> bool {
        self.production_asked.set(true);
        self.production
    }

    /// Whether the file in scope is a sample: it shows which values to set, and is not used itself.
    pub const fn is_sample(&self) -> bool {
        self.sample
    }

    /// The effective number of a parameter of the check.
    pub fn integer(&self, parameter: &Parameter) -> i64 {
        self.parameters.integer(self.check, parameter)
    }

    /// Whether a text is in the effective list of a parameter of the check.
    pub fn lists(&self, parameter: &Parameter, text: &str) -> bool {
        self.lists_one(parameter, |known| known == text)
    }

    /// Whether one of the texts in the effective list of a parameter of the check matches.
    pub(super) fn lists_one(&self, parameter: &Parameter, is_meant: impl Fn(&str) -> bool) -> bool {
        self.parameters.lists(self.check, parameter, is_meant)
    }

    /// The first severity for Compose, the second for other technologies.
    ///
    /// A Compose project usually runs on one machine for one team, so isolation between tenants
    /// matters less.
    pub fn in_compose(&self, compose: Severity, elsewhere: Severity) -> Severity {
        if self.technology == Technology::Compose { compose } else { elsewhere }
    }

    /// The effective settings of a container of the pod in scope.
    pub fn effective(&self, container: &'s Container<'s>) -> Option<Effective<'s, 's>> {
        self.pod.map(|pod| pod.effective(container))
    }

    /// Whether the pod in scope is not for Windows. For a Windows pod the outcome becomes not
    /// applicable. If the operating system is not known: false, and the check must not report
    /// anything. Names are compared literally, as in Kubernetes.
    pub fn is_not_windows(&self, out: &mut Outcome) -> bool {
        let Some(pod) = self.pod else { return true };
        let is_windows = out.read(&pod.os) == Some(&"windows");
        if is_windows {
            out.not_applicable();
        }
        !is_windows && !out.is_undecided()
    }

    /// Whether the pod in scope uses the user namespace of the node. A separate user namespace is
    /// evidence. If this is not known: false, and the check must not report anything.
    pub fn has_users_of_the_node(&self, out: &mut Outcome) -> bool {
        let Some(pod) = self.pod else { return true };
        let has_own = out.read(&pod.host_users) == Some(&false);
        if has_own {
            out.pass(&pod.host_users);
        }
        !has_own && !out.is_undecided()
    }

    /// The entry for the Kubernetes version in scope. Each entry applies from a minor version on; the
    /// oldest comes first.
    pub(super) fn in_version<T: Copy>(&self, versions: &[(u8, T)]) -> Option<T> {
        let minor = self.facts.kubernetes.minor();
        versions.iter().rev().find(|(since, _)| *since <= minor).map(|(_, entry)| *entry)
    }
}
