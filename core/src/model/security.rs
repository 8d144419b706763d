//! Security settings by the level at which they are written: the pod, or one of its containers.
//!
//! What a container really gets is another question, see [`Effective`](super::Effective).

use super::Label;
use super::pods::{Container, Pod, Profile, SeLinux, Windows};
use crate::tree::Field;

/// The security settings that a pod and its containers have alike, as one of them writes them.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SecurityContext<'p, 'a> {
    /// The container that writes them; none for the pod itself.
    pub container: Option<&'p Container<'a>>,
    /// User id.
    pub run_as_user: &'p Field<i64>,
    /// Whether the kubelet refuses to start a container as root.
    pub run_as_non_root: &'p Field<bool>,
    /// SELinux context.
    pub se_linux: &'p Field<SeLinux<'a>>,
    /// Filter of system calls.
    pub seccomp: &'p Field<Profile<'a>>,
    /// AppArmor profile.
    pub app_armor: &'p Field<Profile<'a>>,
    /// Settings of Windows.
    pub windows: &'p Field<Windows<'a>>,
}

impl SecurityContext<'_, '_> {
    /// How messages name the level: `pod`, or the container by its role and name.
    pub fn label(&self) -> Label {
        self.container.map_or_else(|| Label::noun("Pod"), Container::label)
    }
}

impl<'a> Pod<'a> {
    /// The settings that the pod itself writes.
    pub fn security_context(&self) -> SecurityContext<'_, 'a> {
        let security = &self.security;
        SecurityContext {
            container: None,
            run_as_user: &security.run_as_user,
            run_as_non_root: &security.run_as_non_root,
            se_linux: &security.se_linux,
            seccomp: &security.seccomp,
            app_armor: &security.app_armor,
            windows: &security.windows,
        }
    }
}

impl<'a> Container<'a> {
    /// The settings that the container itself writes.
    pub fn security_context(&self) -> SecurityContext<'_, 'a> {
        let security = &self.security;
        SecurityContext {
            container: Some(self),
            run_as_user: &security.run_as_user,
            run_as_non_root: &security.run_as_non_root,
            se_linux: &security.se_linux,
            seccomp: &security.seccomp,
            app_armor: &security.app_armor,
            windows: &security.windows,
        }
    }
}
