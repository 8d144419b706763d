//! What stands around the thing that a check looks at.

use super::date::Date;
use super::outcome::Outcome;
use super::parameter::{Parameter, Parameters};
use crate::frameworks::KubernetesVersion;
use crate::inventory::Inventory;
use crate::model::pods::{Container, Pod, Workload};
use crate::model::{Effective, Platform, Resource};
use crate::tree::{Field, State};

/// What the caller has said about the platform.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Facts {
    /// The version of Kubernetes that the files are for.
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
    /// The resource that holds the subject; none when the subject is the whole inventory.
    pub resource: Option<&'s Resource<'s>>,
    /// The workload that holds the subject, if one does.
    pub workload: Option<&'s Workload<'s>>,
    /// The pod that holds the subject, if one does.
    pub pod: Option<&'s Pod<'s>>,
    /// What runs it.
    pub platform: Platform,
    /// What the caller has said.
    pub facts: Facts,
    pub(crate) check: &'s str,
    pub(crate) parameters: &'s Parameters,
}

impl<'s> Scope<'s> {
    /// The number in force for a parameter of the check.
    pub fn integer(&self, parameter: &Parameter) -> i64 {
        self.parameters.integer(self.check, parameter)
    }

    /// Whether a text is in the list in force for a parameter of the check.
    pub fn lists(&self, parameter: &Parameter, text: &str) -> bool {
        self.parameters.lists(self.check, parameter, text)
    }

    /// The settings in force for a container of the pod in scope.
    pub fn effective(&self, container: &'s Container<'s>) -> Option<Effective<'s, 's>> {
        self.pod.map(|pod| pod.effective(container))
    }

    /// Whether the pod in scope says that it is for Windows, compared exactly as Kubernetes does.
    ///
    /// Where nobody can tell, the outcome is unknown and the answer is yes: a check that asks is one
    /// that spares Windows, and must not fail what it might have to spare.
    pub fn is_windows(&self, out: &mut Outcome) -> bool {
        self.pod.is_some_and(|pod| might_be(&pod.os, &"windows", out))
    }

    /// Whether the pod in scope has users of its own: `hostUsers: false`. Where nobody can tell it is
    /// as with [`Scope::is_windows`].
    pub fn has_user_namespace(&self, out: &mut Outcome) -> bool {
        self.pod.is_some_and(|pod| might_be(&pod.host_users, &false, out))
    }

    /// What holds in the version of Kubernetes in scope: of things that each hold from a minor
    /// version on, the oldest first, the last one that has begun.
    pub(super) fn in_version<T: Copy>(&self, versions: &[(u8, T)]) -> Option<T> {
        let minor = self.facts.kubernetes.minor();
        versions.iter().rev().find(|(since, _)| *since <= minor).map(|(_, held)| *held)
    }
}

fn might_be<T: PartialEq>(field: &Field<T>, value: &T, out: &mut Outcome) -> bool {
    out.read(field) == Some(value) || matches!(field.state(), State::Unresolved(..))
}
