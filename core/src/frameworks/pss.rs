//! The Kubernetes Pod Security Standards: 19 controls, their profiles, and the versions between
//! which they differ.

use std::borrow::Cow;

use super::control::{Control, Demand, controls};
use super::version::KubernetesVersion;

/// A profile of the Pod Security Standards with requirements, unlike `privileged`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Profile {
    /// Prevents known privilege escalations.
    Baseline,
    /// Current practice for hardened Pods; includes the baseline.
    Restricted,
}

impl Profile {
    /// The level as namespace labels write it.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Restricted => "restricted",
        }
    }
}

/// The versions in which any control begins or changes what it allows, oldest first.
pub const CHANGES: &[KubernetesVersion] = &[
    KubernetesVersion(8),
    KubernetesVersion(19),
    KubernetesVersion(22),
    KubernetesVersion(23),
    KubernetesVersion(25),
    KubernetesVersion(27),
    KubernetesVersion(29),
    KubernetesVersion(31),
    KubernetesVersion(32),
    KubernetesVersion(34),
    KubernetesVersion(35),
    KubernetesVersion(37),
];

controls! {
    /// The checks of the Pod Security Standards, named as in the project's own evaluator.
    PssControl {
        /// No privileged containers.
        PRIVILEGED = baseline("privileged", 0, "containers are not privileged");
        /// No network, process or IPC namespace of the host.
        HOST_NAMESPACES = baseline("hostNamespaces", 0, "pods do not share host namespaces");
        /// No volumes from the host's file system.
        HOST_PATH_VOLUMES = baseline("hostPathVolumes", 0, "pods mount no hostPath volumes");
        /// No ports on the host.
        HOST_PORTS = baseline("hostPorts", 0, "containers use no host ports");
        /// AppArmor is not disabled.
        APPARMOR_PROFILE = baseline("appArmorProfile", 0, "AppArmor is not disabled");
        /// No capability outside the default ones is added.
        CAPABILITIES_BASELINE = baseline("capabilities_baseline", 0, "no capabilities beyond the default set are added");
        /// SELinux options stay within the container types.
        SELINUX_OPTIONS = baseline("seLinuxOptions", 0, "SELinux options are restricted to container types");
        /// The default mask on `/proc`.
        PROC_MOUNT = baseline("procMount", 0, "/proc has the default mount type");
        /// Seccomp is not disabled.
        SECCOMP_PROFILE_BASELINE = baseline("seccompProfile_baseline", 0, "seccomp is not disabled");
        /// No kernel parameters outside the safe ones.
        SYSCTLS = baseline("sysctls", 0, "only safe sysctls are set");
        /// No Windows host process.
        WINDOWS_HOST_PROCESS = baseline("windowsHostProcess", 0, "no container is a Windows HostProcess container");
        /// Probes and lifecycle hooks connect to the Pod only.
        HOST_PROBES_AND_HOST_LIFECYCLE = baseline("hostProbesAndHostLifecycle", 34, "probes and lifecycle hooks set no host");
        /// Only allowed volume types.
        RESTRICTED_VOLUMES = restricted("restrictedVolumes", 0, Some("hostPathVolumes"), "only allowed volume types are used");
        /// Every container must run as non-root.
        RUN_AS_NON_ROOT = restricted("runAsNonRoot", 0, None, "containers must run as non-root");
        /// No privilege escalation.
        ALLOW_PRIVILEGE_ESCALATION = restricted("allowPrivilegeEscalation", 8, None, "privilege escalation is not allowed");
        /// A seccomp profile is set.
        SECCOMP_PROFILE_RESTRICTED = restricted("seccompProfile_restricted", 19, Some("seccompProfile_baseline"), "a seccomp profile is set");
        /// All capabilities are dropped; one may be added back.
        CAPABILITIES_RESTRICTED = restricted("capabilities_restricted", 22, Some("capabilities_baseline"), "all capabilities are dropped, and only NET_BIND_SERVICE is added back");
        /// No container sets user 0.
        RUN_AS_USER = restricted("runAsUser", 23, None, "no container runs as UID 0");
        /// The default mask on `/proc`, also in a user namespace.
        PROC_MOUNT_RESTRICTED = restricted("procMount_restricted", 35, Some("procMount"), "/proc has the default mount type, also in a user namespace");
    }
}

const fn baseline(id: &'static str, first: u8, title: &'static str) -> Control {
    of_profile(
        "pss-baseline",
        id,
        title,
        Demand { level: Profile::Baseline, first, overrides: None },
    )
}

const fn restricted(
    id: &'static str,
    first: u8,
    overrides: Option<&'static str>,
    title: &'static str,
) -> Control {
    of_profile("pss-restricted", id, title, Demand { level: Profile::Restricted, first, overrides })
}

const fn of_profile(
    framework: &'static str,
    id: &'static str,
    title: &'static str,
    demand: Demand,
) -> Control {
    Control {
        framework: Cow::Borrowed(framework),
        id: Cow::Borrowed(id),
        title: Cow::Borrowed(title),
        note: Cow::Borrowed(""),
        shown_by: None,
        is_manual: false,
        demand: Some(demand),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_force(profile: Profile, minor: u8) -> Vec<&'static Control> {
        let version = KubernetesVersion::new(minor);
        PssControl::ALL.iter().filter(|control| control.in_force(profile, version)).collect()
    }

    #[test]
    fn there_are_12_baseline_and_7_restricted_controls() {
        let of =
            |level| PssControl::ALL.iter().filter(|control| control.level() == Some(level)).count();
        assert_eq!((of(Profile::Baseline), of(Profile::Restricted)), (12, 7));
        for (control, name) in PssControl::ALL.iter().zip(PssControl::NAMES) {
            let plain = |text: &str| text.replace('_', "").to_lowercase();
            assert_eq!(plain(control.id()), plain(name), "a constant is named after its control");
        }
    }

    #[test]
    fn the_baseline_has_11_controls_and_12_from_1_34_on() {
        for minor in 0..=37 {
            let expected = if minor < 34 { 11 } else { 12 };
            assert_eq!(in_force(Profile::Baseline, minor).len(), expected, "1.{minor}");
        }
    }

    #[test]
    fn restricted_is_its_own_controls_plus_the_baseline_less_what_they_override() {
        // Version, own controls, overridden baseline controls.
        let rows =
            [(0, 2, 1), (7, 2, 1), (8, 3, 1), (18, 3, 1), (19, 4, 2), (22, 5, 3), (23, 6, 3)];
        for (minor, own, overridden) in rows.into_iter().chain([(34, 6, 3), (35, 7, 4), (37, 7, 4)])
        {
            let controls = in_force(Profile::Restricted, minor);
            let restricted = controls
                .iter()
                .filter(|control| control.level() == Some(Profile::Restricted))
                .count();
            let baseline = in_force(Profile::Baseline, minor).len();
            assert_eq!(restricted, own, "1.{minor}");
            assert_eq!(controls.len(), own + baseline - overridden, "1.{minor}");
        }
    }

    #[test]
    fn an_override_applies_from_its_first_version_on() {
        let pairs = [
            (PssControl::HOST_PATH_VOLUMES, PssControl::RESTRICTED_VOLUMES, 0),
            (PssControl::SECCOMP_PROFILE_BASELINE, PssControl::SECCOMP_PROFILE_RESTRICTED, 19),
            (PssControl::CAPABILITIES_BASELINE, PssControl::CAPABILITIES_RESTRICTED, 22),
            (PssControl::PROC_MOUNT, PssControl::PROC_MOUNT_RESTRICTED, 35),
        ];
        for (weak, strict, first) in pairs {
            for minor in 0..=37 {
                let controls = in_force(Profile::Restricted, minor);
                assert_eq!(controls.contains(&weak), minor < first, "{weak:?} at 1.{minor}");
                assert_eq!(controls.contains(&strict), minor >= first, "{strict:?} at 1.{minor}");
                assert!(in_force(Profile::Baseline, minor).contains(&weak));
            }
        }
    }

    #[test]
    fn a_change_of_the_set_happens_only_in_a_version_of_the_list() {
        for minor in 1..=37 {
            for profile in [Profile::Baseline, Profile::Restricted] {
                let changed = in_force(profile, minor) != in_force(profile, minor - 1);
                let listed = CHANGES.contains(&KubernetesVersion::new(minor));
                assert!(listed || !changed, "{profile:?} changes in 1.{minor}");
            }
        }
        assert!(CHANGES.is_sorted());
        assert_eq!(CHANGES.last(), Some(&KubernetesVersion::LATEST));
    }
}
