//! Security settings by the level at which they are written: the pod, or one of its containers.
//!
//! For the effective settings of a container see [`Effective`](super::Effective).

use super::Label;
use super::pods::{Container, Pod, Profile, SeLinux, Windows};
use crate::tree::Field;

/// The security settings that pods and containers have in common, as written at one level.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct SecurityContext<'p, 'a> {
    /// The container; `None` for the pod itself.
    pub container: Option<&'p Container<'a>>,
    /// User id.
    pub run_as_user: &'p Field<i64>,
    /// Whether the kubelet refuses to start a container as root.
    pub run_as_non_root: &'p Field<bool>,
    /// SELinux context.
    pub se_linux: &'p Field<SeLinux<'a>>,
    /// Seccomp profile.
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
    /// The settings of the pod itself.
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
    /// The settings of the container itself.
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
