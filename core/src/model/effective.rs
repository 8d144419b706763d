//! The effective settings of containers: their own over those of the pod.
//!
//! Source of the table: the kubelet's `securitycontext` package. User, group and `runAsNonRoot` are
//! inherited one by one; seccomp, AppArmor and SELinux as whole objects.

use super::Quantity;
use super::pods::{Container, Pod, Profile, Resources, SeLinux, Workload};
use crate::tree::{Field, State};

/// The effective settings of a container.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Effective<'p, 'a> {
    /// User id; unset leaves it to the image.
    pub run_as_user: &'p Field<i64>,
    /// Group id; unset leaves it to the image.
    pub run_as_group: &'p Field<i64>,
    /// Whether the kubelet refuses to start the container as root.
    pub run_as_non_root: &'p Field<bool>,
    /// Seccomp profile.
    pub seccomp: &'p Field<Profile<'a>>,
    /// AppArmor profile by field; annotations are not included.
    pub app_armor: &'p Field<Profile<'a>>,
    /// SELinux context.
    pub se_linux: &'p Field<SeLinux<'a>>,
}

impl<'a> Pod<'a> {
    /// The effective settings of a container of this pod.
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
    /// The effective service account; `default` if the spec has none.
    pub fn effective_service_account_name(&self) -> Field<&'a str> {
        match self.service_account_name.state() {
            State::Unset(place, _) | State::Set("", place) => Field::set("default", *place),
            State::Set(..) | State::Unresolved(..) => self.service_account_name.clone(),
        }
    }
}

impl Workload<'_> {
    /// The number of replicas, for kinds that have them; 1 if it is not set.
    pub fn effective_replicas(&self) -> Field<i64> {
        match self.replicas.state() {
            State::Unset(place, _) => Field::set(1, *place),
            State::Set(..) | State::Unresolved(..) => self.replicas.clone(),
        }
    }
}

impl<'a> Resources<'a> {
    /// The effective CPU request: if unset, the limit.
    pub fn effective_cpu_request(&self) -> &Field<Quantity<'a>> {
        self.cpu_request.or(&self.cpu_limit)
    }

    /// The effective memory request: if unset, the limit.
    pub fn effective_memory_request(&self) -> &Field<Quantity<'a>> {
        self.memory_request.or(&self.memory_limit)
    }

    /// The effective ephemeral storage request: if unset, the limit.
    pub fn effective_ephemeral_storage_request(&self) -> &Field<Quantity<'a>> {
        self.ephemeral_storage_request.or(&self.ephemeral_storage_limit)
    }
}
