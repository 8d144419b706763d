//! The Kubernetes Pod Security Standards: 19 controls, their profiles, and the versions between
//! which they differ.

use std::fmt;

/// A profile of the Pod Security Standards that demands something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Profile {
    /// Keeps known ways to more privileges shut.
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

/// A minor version of Kubernetes 1, never above [`KubernetesVersion::LATEST`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KubernetesVersion(u8);

impl KubernetesVersion {
    /// The newest version whose rules are known here.
    pub const LATEST: Self = Self(37);

    /// Version 1.`minor`, or the newest known one where that is newer.
    pub const fn new(minor: u8) -> Self {
        if minor > Self::LATEST.0 { Self::LATEST } else { Self(minor) }
    }

    /// Reads `latest`, `1.29` or `v1.29`; a version above the newest known one is the newest.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "latest" {
            return Some(Self::LATEST);
        }
        let minor = text.strip_prefix('v').unwrap_or(text).strip_prefix("1.")?;
        let leading_zero = minor.len() > 1 && minor.starts_with('0');
        if minor.is_empty() || leading_zero || !minor.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // Only digits are left, so what does not fit is a number above the newest version.
        Some(minor.parse().map_or(Self::LATEST, Self::new))
    }

    /// The minor number: 29 for 1.29.
    pub const fn minor(self) -> u8 {
        self.0
    }
}

impl Default for KubernetesVersion {
    fn default() -> Self {
        Self::LATEST
    }
}

impl fmt::Display for KubernetesVersion {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "1.{}", self.0)
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

/// A check of the Pod Security Standards, named as in the project's own evaluator.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[non_exhaustive]
pub enum PssControl {
    /// No privileged containers.
    Privileged,
    /// No network, process or IPC namespace of the host.
    HostNamespaces,
    /// No volumes from the host's file system.
    HostPathVolumes,
    /// No ports on the host.
    HostPorts,
    /// AppArmor is not switched off.
    AppArmorProfile,
    /// No capability outside the default ones is added.
    CapabilitiesBaseline,
    /// SELinux options stay within the container types.
    SeLinuxOptions,
    /// The default mask on `/proc`.
    ProcMount,
    /// Seccomp is not switched off.
    SeccompProfileBaseline,
    /// No kernel parameters outside the safe ones.
    Sysctls,
    /// No Windows host process.
    WindowsHostProcess,
    /// Probes and lifecycle hooks reach the Pod only.
    HostProbesAndHostLifecycle,
    /// Only volumes that need no access to the node.
    RestrictedVolumes,
    /// Every container must run as a user other than root.
    RunAsNonRoot,
    /// No way to gain privileges after the start.
    AllowPrivilegeEscalation,
    /// A seccomp profile is set.
    SeccompProfileRestricted,
    /// All capabilities are dropped; one may be added back.
    CapabilitiesRestricted,
    /// No container names user 0.
    RunAsUser,
    /// The default mask on `/proc`, also in a user namespace.
    ProcMountRestricted,
}

/// What is fixed about a control.
struct Row {
    id: &'static str,
    title: &'static str,
    level: Profile,
    first: u8,
    overrides: Option<PssControl>,
}

const fn baseline(id: &'static str, first: u8, title: &'static str) -> Row {
    Row { id, title, level: Profile::Baseline, first, overrides: None }
}

const fn restricted(
    id: &'static str,
    first: u8,
    overrides: Option<PssControl>,
    title: &'static str,
) -> Row {
    Row { id, title, level: Profile::Restricted, first, overrides }
}

impl PssControl {
    /// All 19 controls, baseline first.
    pub const ALL: &'static [Self] = &[
        Self::Privileged,
        Self::HostNamespaces,
        Self::HostPathVolumes,
        Self::HostPorts,
        Self::AppArmorProfile,
        Self::CapabilitiesBaseline,
        Self::SeLinuxOptions,
        Self::ProcMount,
        Self::SeccompProfileBaseline,
        Self::Sysctls,
        Self::WindowsHostProcess,
        Self::HostProbesAndHostLifecycle,
        Self::RestrictedVolumes,
        Self::RunAsNonRoot,
        Self::AllowPrivilegeEscalation,
        Self::SeccompProfileRestricted,
        Self::CapabilitiesRestricted,
        Self::RunAsUser,
        Self::ProcMountRestricted,
    ];

    /// The check's id in the evaluator: `hostNamespaces`, `capabilities_baseline`.
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// What the control demands, in a few words.
    pub const fn title(self) -> &'static str {
        self.row().title
    }

    /// The profile that introduces the control.
    pub const fn level(self) -> Profile {
        self.row().level
    }

    /// The first version in which the control exists.
    pub const fn first_version(self) -> KubernetesVersion {
        KubernetesVersion(self.row().first)
    }

    /// The baseline control that this one replaces in the restricted profile, from its own first
    /// version on.
    pub const fn overrides(self) -> Option<Self> {
        self.row().overrides
    }

    /// Whether the profile demands this control in this version.
    pub fn in_force(self, profile: Profile, version: KubernetesVersion) -> bool {
        let exists = self.level() <= profile && self.first_version() <= version;
        let replaced = profile == Profile::Restricted
            && Self::ALL
                .iter()
                .any(|other| other.overrides() == Some(self) && other.first_version() <= version);
        exists && !replaced
    }

    #[rustfmt::skip]
    const fn row(self) -> Row {
        match self {
            Self::Privileged => baseline("privileged", 0, "containers are not privileged"),
            Self::HostNamespaces => baseline("hostNamespaces", 0, "pods share no network, process or IPC namespace with the host"),
            Self::HostPathVolumes => baseline("hostPathVolumes", 0, "pods mount nothing of the host's file system"),
            Self::HostPorts => baseline("hostPorts", 0, "containers take no port of the host"),
            Self::AppArmorProfile => baseline("appArmorProfile", 0, "AppArmor is not switched off"),
            Self::CapabilitiesBaseline => baseline("capabilities_baseline", 0, "no capability beyond the default ones is added"),
            Self::SeLinuxOptions => baseline("seLinuxOptions", 0, "SELinux options stay within the types for containers"),
            Self::ProcMount => baseline("procMount", 0, "/proc keeps its default mask"),
            Self::SeccompProfileBaseline => baseline("seccompProfile_baseline", 0, "seccomp is not switched off"),
            Self::Sysctls => baseline("sysctls", 0, "only safe kernel parameters are set"),
            Self::WindowsHostProcess => baseline("windowsHostProcess", 0, "no container is a Windows host process"),
            Self::HostProbesAndHostLifecycle => baseline("hostProbesAndHostLifecycle", 34, "probes and lifecycle hooks name no other host"),
            Self::RestrictedVolumes => restricted("restrictedVolumes", 0, Some(Self::HostPathVolumes), "only volume types that need no access to the node are used"),
            Self::RunAsNonRoot => restricted("runAsNonRoot", 0, None, "containers must run as a user other than root"),
            Self::AllowPrivilegeEscalation => restricted("allowPrivilegeEscalation", 8, None, "processes cannot gain privileges"),
            Self::SeccompProfileRestricted => restricted("seccompProfile_restricted", 19, Some(Self::SeccompProfileBaseline), "a seccomp profile is set"),
            Self::CapabilitiesRestricted => restricted("capabilities_restricted", 22, Some(Self::CapabilitiesBaseline), "all capabilities are dropped, and only NET_BIND_SERVICE is added back"),
            Self::RunAsUser => restricted("runAsUser", 23, None, "no container runs as user 0"),
            Self::ProcMountRestricted => restricted("procMount_restricted", 35, Some(Self::ProcMount), "/proc keeps its default mask, also in a user namespace"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_force(profile: Profile, minor: u8) -> Vec<PssControl> {
        let version = KubernetesVersion::new(minor);
        let all = PssControl::ALL.iter().copied();
        all.filter(|control| control.in_force(profile, version)).collect()
    }

    #[test]
    fn there_are_12_baseline_and_7_restricted_controls() {
        let of = |level| PssControl::ALL.iter().filter(|control| control.level() == level).count();
        assert_eq!((of(Profile::Baseline), of(Profile::Restricted)), (12, 7));
        assert!(PssControl::ALL.is_sorted());
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
            let restricted =
                controls.iter().filter(|control| control.level() == Profile::Restricted).count();
            let baseline = in_force(Profile::Baseline, minor).len();
            assert_eq!(restricted, own, "1.{minor}");
            assert_eq!(controls.len(), own + baseline - overridden, "1.{minor}");
        }
    }

    #[test]
    fn an_override_holds_only_from_its_own_first_version_on() {
        let pairs = [
            (PssControl::HostPathVolumes, PssControl::RestrictedVolumes, 0),
            (PssControl::SeccompProfileBaseline, PssControl::SeccompProfileRestricted, 19),
            (PssControl::CapabilitiesBaseline, PssControl::CapabilitiesRestricted, 22),
            (PssControl::ProcMount, PssControl::ProcMountRestricted, 35),
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

    #[test]
    fn versions_are_read_as_labels_write_them() {
        let rows = [
            ("latest", Some(37)),
            ("1.29", Some(29)),
            ("v1.29", Some(29)),
            ("v1.0", Some(0)),
            ("v1.37", Some(37)),
            ("v1.38", Some(37)),
            ("1.99999999999999999999", Some(37)),
            ("", None),
            ("v", None),
            ("1", None),
            ("1.", None),
            ("v1.29.3", None),
            ("v1.029", None),
            ("v2.1", None),
            ("1.-2", None),
            ("1.+2", None),
            ("vlatest", None),
            ("Latest", None),
        ];
        for (text, expected) in rows {
            assert_eq!(
                KubernetesVersion::parse(text).map(KubernetesVersion::minor),
                expected,
                "{text}"
            );
        }
        assert_eq!(KubernetesVersion::LATEST.to_string(), "1.37");
        assert_eq!(KubernetesVersion::default(), KubernetesVersion::LATEST);
    }
}
