//! The Kubernetes Pod Security Standards: 19 controls, their profiles, and the versions between
//! which they differ.

use super::control::Control;
use super::lists::PssControl;
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

/// The profile and the version that introduce a control of the Pod Security Standards.
#[derive(Clone, Copy)]
struct Demand {
    /// The profile that introduces it.
    level: Profile,
    /// The minor version of Kubernetes that has it first.
    first: u8,
    /// The id of the milder control that it replaces.
    overrides: Option<&'static str>,
}

const fn demand(level: Profile, first: u8, overrides: Option<&'static str>) -> Demand {
    Demand { level, first, overrides }
}

/// What introduces each control, by its id. A test compares it with the list.
#[rustfmt::skip]
const DEMANDS: &[(&str, Demand)] = &[
    ("privileged", demand(Profile::Baseline, 0, None)),
    ("hostNamespaces", demand(Profile::Baseline, 0, None)),
    ("hostPathVolumes", demand(Profile::Baseline, 0, None)),
    ("hostPorts", demand(Profile::Baseline, 0, None)),
    ("appArmorProfile", demand(Profile::Baseline, 0, None)),
    ("capabilities_baseline", demand(Profile::Baseline, 0, None)),
    ("seLinuxOptions", demand(Profile::Baseline, 0, None)),
    ("procMount", demand(Profile::Baseline, 0, None)),
    ("seccompProfile_baseline", demand(Profile::Baseline, 0, None)),
    ("sysctls", demand(Profile::Baseline, 0, None)),
    ("windowsHostProcess", demand(Profile::Baseline, 0, None)),
    ("hostProbesAndHostLifecycle", demand(Profile::Baseline, 34, None)),
    ("restrictedVolumes", demand(Profile::Restricted, 0, Some("hostPathVolumes"))),
    ("runAsNonRoot", demand(Profile::Restricted, 0, None)),
    ("allowPrivilegeEscalation", demand(Profile::Restricted, 8, None)),
    ("seccompProfile_restricted", demand(Profile::Restricted, 19, Some("seccompProfile_baseline"))),
    ("capabilities_restricted", demand(Profile::Restricted, 22, Some("capabilities_baseline"))),
    ("runAsUser", demand(Profile::Restricted, 23, None)),
    ("procMount_restricted", demand(Profile::Restricted, 35, Some("procMount"))),
];

impl Control {
    fn demand(&self) -> Option<Demand> {
        if !self.framework.starts_with("pss-") {
            return None;
        }
        DEMANDS.iter().find(|(id, _)| *id == self.id).map(|(_, demand)| *demand)
    }

    /// The profile of the Pod Security Standards that introduces the control; none for a control of
    /// another framework.
    pub fn level(&self) -> Option<Profile> {
        self.demand().map(|demand| demand.level)
    }

    /// The first version of Kubernetes in which the control exists.
    pub fn first_version(&self) -> KubernetesVersion {
        KubernetesVersion(self.demand().map_or(0, |demand| demand.first))
    }

    /// The milder control that this one replaces in the restricted profile, from its own first
    /// version on.
    pub fn overrides(&self) -> Option<&'static Self> {
        let overridden = self.demand()?.overrides?;
        PssControl::ALL.iter().find(|control| control.id == overridden)
    }

    /// Whether a profile of the Pod Security Standards has this control in a version; a control without
    /// profile always applies.
    pub fn in_force(&self, profile: Profile, version: KubernetesVersion) -> bool {
        let Some(demand) = self.demand() else { return true };
        let exists = demand.level <= profile && self.first_version() <= version;
        let replaced = profile == Profile::Restricted
            && DEMANDS.iter().any(|(_, other)| {
                other.overrides == Some(&*self.id) && KubernetesVersion(other.first) <= version
            });
        exists && !replaced
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
        assert!(PssControl::ALL.iter().map(Control::id).eq(DEMANDS.iter().map(|(id, _)| *id)));
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
