//! Written by `cargo dev sync` from `core/frameworks/pss-baseline.yaml` and `core/frameworks/pss-restricted.yaml`.

use crate::frameworks::control::{Control, Written, controls};
use crate::frameworks::framework::Header;
use crate::frameworks::pss::Profile;

pub(in crate::frameworks) const BASELINE: Header = Header {
    id: "pss-baseline",
    title: "Kubernetes Pod Security Standards, baseline",
    version: "1.37",
    technology: Some("Kubernetes"),
    is_proposed: false,
    profile: Some(Profile::Baseline),
};

pub(in crate::frameworks) const RESTRICTED: Header = Header {
    id: "pss-restricted",
    title: "Kubernetes Pod Security Standards, restricted",
    version: "1.37",
    technology: Some("Kubernetes"),
    is_proposed: false,
    profile: Some(Profile::Restricted),
};

#[rustfmt::skip]
controls! {
    /// Kubernetes Pod Security Standards, baseline; Kubernetes Pod Security Standards, restricted.
    PssControl {
        /// `privileged`: containers are not privileged.
        PRIVILEGED = Written { framework: "pss-baseline", id: "privileged", title: "containers are not privileged", ..Written::EMPTY }.control();
        /// `hostNamespaces`: pods do not share host namespaces.
        HOST_NAMESPACES = Written { framework: "pss-baseline", id: "hostNamespaces", title: "pods do not share host namespaces", ..Written::EMPTY }.control();
        /// `hostPathVolumes`: pods mount no hostPath volumes.
        HOST_PATH_VOLUMES = Written { framework: "pss-baseline", id: "hostPathVolumes", title: "pods mount no hostPath volumes", ..Written::EMPTY }.control();
        /// `hostPorts`: containers use no host ports.
        HOST_PORTS = Written { framework: "pss-baseline", id: "hostPorts", title: "containers use no host ports", ..Written::EMPTY }.control();
        /// `appArmorProfile`: AppArmor is not disabled.
        APP_ARMOR_PROFILE = Written { framework: "pss-baseline", id: "appArmorProfile", title: "AppArmor is not disabled", ..Written::EMPTY }.control();
        /// `capabilities_baseline`: no capabilities beyond the default set are added.
        CAPABILITIES_BASELINE = Written { framework: "pss-baseline", id: "capabilities_baseline", title: "no capabilities beyond the default set are added", ..Written::EMPTY }.control();
        /// `seLinuxOptions`: SELinux options are restricted to container types.
        SE_LINUX_OPTIONS = Written { framework: "pss-baseline", id: "seLinuxOptions", title: "SELinux options are restricted to container types", ..Written::EMPTY }.control();
        /// `procMount`: /proc has the default mount type.
        PROC_MOUNT = Written { framework: "pss-baseline", id: "procMount", title: "/proc has the default mount type", ..Written::EMPTY }.control();
        /// `seccompProfile_baseline`: seccomp is not disabled.
        SECCOMP_PROFILE_BASELINE = Written { framework: "pss-baseline", id: "seccompProfile_baseline", title: "seccomp is not disabled", ..Written::EMPTY }.control();
        /// `sysctls`: only safe sysctls are set.
        SYSCTLS = Written { framework: "pss-baseline", id: "sysctls", title: "only safe sysctls are set", ..Written::EMPTY }.control();
        /// `windowsHostProcess`: no container is a Windows HostProcess container.
        WINDOWS_HOST_PROCESS = Written { framework: "pss-baseline", id: "windowsHostProcess", title: "no container is a Windows HostProcess container", ..Written::EMPTY }.control();
        /// `hostProbesAndHostLifecycle`: probes and lifecycle hooks set no host.
        HOST_PROBES_AND_HOST_LIFECYCLE = Written { framework: "pss-baseline", id: "hostProbesAndHostLifecycle", title: "probes and lifecycle hooks set no host", ..Written::EMPTY }.control();
        /// `restrictedVolumes`: only allowed volume types are used.
        RESTRICTED_VOLUMES = Written { framework: "pss-restricted", id: "restrictedVolumes", title: "only allowed volume types are used", ..Written::EMPTY }.control();
        /// `runAsNonRoot`: containers must run as non-root.
        RUN_AS_NON_ROOT = Written { framework: "pss-restricted", id: "runAsNonRoot", title: "containers must run as non-root", ..Written::EMPTY }.control();
        /// `allowPrivilegeEscalation`: privilege escalation is not allowed.
        ALLOW_PRIVILEGE_ESCALATION = Written { framework: "pss-restricted", id: "allowPrivilegeEscalation", title: "privilege escalation is not allowed", ..Written::EMPTY }.control();
        /// `seccompProfile_restricted`: a seccomp profile is set.
        SECCOMP_PROFILE_RESTRICTED = Written { framework: "pss-restricted", id: "seccompProfile_restricted", title: "a seccomp profile is set", ..Written::EMPTY }.control();
        /// `capabilities_restricted`: all capabilities are dropped, and only NET_BIND_SERVICE is added back.
        CAPABILITIES_RESTRICTED = Written { framework: "pss-restricted", id: "capabilities_restricted", title: "all capabilities are dropped, and only NET_BIND_SERVICE is added back", ..Written::EMPTY }.control();
        /// `runAsUser`: no container runs as UID 0.
        RUN_AS_USER = Written { framework: "pss-restricted", id: "runAsUser", title: "no container runs as UID 0", ..Written::EMPTY }.control();
        /// `procMount_restricted`: /proc has the default mount type, also in a user namespace.
        PROC_MOUNT_RESTRICTED = Written { framework: "pss-restricted", id: "procMount_restricted", title: "/proc has the default mount type, also in a user namespace", ..Written::EMPTY }.control();
    }
}
