//! What a container really gets: its own settings over those of its pod.
//!
//! Source of the table: the kubelet's `securitycontext` package. User, group and the promise not to
//! be root are inherited leaf by leaf; seccomp, AppArmor and SELinux as whole objects.

use super::Quantity;
use super::pods::{Container, Pod, Profile, Resources, SeLinux, Workload};
use crate::tree::{Field, State};

/// The settings in force for one container.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Effective<'p, 'a> {
    /// User id; unset leaves it to the image.
    pub run_as_user: &'p Field<i64>,
    /// Group id; unset leaves it to the image.
    pub run_as_group: &'p Field<i64>,
    /// Whether the kubelet refuses to start the container as root.
    pub run_as_non_root: &'p Field<bool>,
    /// Filter of system calls.
    pub seccomp: &'p Field<Profile<'a>>,
    /// AppArmor profile by field; annotations are not in here.
    pub app_armor: &'p Field<Profile<'a>>,
    /// SELinux context.
    pub se_linux: &'p Field<SeLinux<'a>>,
}

impl<'a> Pod<'a> {
    /// The settings in force for a container of this pod.
    pub fn effective<'p>(&'p self, container: &'p Container<'a>) -> Effective<'p, 'a> {
        let (inner, outer) = (&container.security, &self.security);
        Effective {
            run_as_user: inner.run_as_user.or(&outer.run_as_user),
            run_as_group: inner.run_as_group.or(&outer.run_as_group),
            run_as_non_root: inner.run_as_non_root.or(&outer.run_as_non_root),
            seccomp: inner.seccomp.or(&outer.seccomp),
            app_armor: inner.app_armor.or(&outer.app_armor),
            se_linux: inner.se_linux.or(&outer.se_linux),
        }
    }
    /// The service account in force; without one in the spec it is `default`.
    pub fn effective_service_account_name(&self) -> Field<&'a str> {
        match self.service_account_name.state() {
            State::Unset(place, _) | State::Set("", place) => Field::set("default", *place),
            State::Set(..) | State::Unresolved(..) => self.service_account_name.clone(),
        }
    }
}

impl Workload<'_> {
    /// How many pods are wanted of a kind that has replicas; 1 if it is not set.
    pub fn effective_replicas(&self) -> Field<i64> {
        match self.replicas.state() {
            State::Unset(place, _) => Field::set(1, *place),
            State::Set(..) | State::Unresolved(..) => self.replicas.clone(),
        }
    }
}

impl<'a> Resources<'a> {
    /// CPU that is set aside; a request that is not written is as large as its limit.
    pub fn effective_cpu_request(&self) -> &Field<Quantity<'a>> {
        self.cpu_request.or(&self.cpu_limit)
    }

    /// Memory that is set aside; a request that is not written is as large as its limit.
    pub fn effective_memory_request(&self) -> &Field<Quantity<'a>> {
        self.memory_request.or(&self.memory_limit)
    }

    /// Node disk that is set aside; a request that is not written is as large as its limit.
    pub fn effective_ephemeral_storage_request(&self) -> &Field<Quantity<'a>> {
        self.ephemeral_storage_request.or(&self.ephemeral_storage_limit)
    }
}
