//! Privileges of containers: user, capabilities, privilege escalation, seccomp, AppArmor and SELinux.

// Written by `cargo dev sync` from the files beside this one.

mod apparmor_unconfined;
mod capabilities_added;
mod capabilities_beyond_baseline;
mod capabilities_beyond_restricted;
mod capabilities_drop_all_missing;
mod low_uid;
mod privilege_escalation_allowed;
mod privileged_build;
mod privileged_container;
mod proc_mount_unmasked;
mod proc_mount_unmasked_restricted;
mod run_as_non_root_missing;
mod run_as_user_zero;
mod runs_as_root;
mod seccomp_or_apparmor_disabled;
mod seccomp_profile_missing;
mod seccomp_unconfined;
mod selinux_options_custom;
mod windows_host_process;
mod writable_root_filesystem;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &apparmor_unconfined::CHECK,
    &capabilities_added::CHECK,
    &capabilities_beyond_baseline::CHECK,
    &capabilities_beyond_restricted::CHECK,
    &capabilities_drop_all_missing::CHECK,
    &low_uid::CHECK,
    &privilege_escalation_allowed::CHECK,
    &privileged_build::CHECK,
    &privileged_container::CHECK,
    &proc_mount_unmasked::CHECK,
    &proc_mount_unmasked_restricted::CHECK,
    &run_as_non_root_missing::CHECK,
    &run_as_user_zero::CHECK,
    &runs_as_root::CHECK,
    &seccomp_or_apparmor_disabled::CHECK,
    &seccomp_profile_missing::CHECK,
    &seccomp_unconfined::CHECK,
    &selinux_options_custom::CHECK,
    &windows_host_process::CHECK,
    &writable_root_filesystem::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("apparmor-unconfined", examples!("apparmor_unconfined.yaml")),
    ("capabilities-added", examples!("capabilities_added.compose.yaml")),
    ("capabilities-beyond-baseline", examples!("capabilities_beyond_baseline.yaml")),
    ("capabilities-beyond-restricted", examples!("capabilities_beyond_restricted.yaml")),
    ("capabilities-drop-all-missing", examples!("capabilities_drop_all_missing.yaml")),
    ("low-uid", examples!("low_uid.yaml")),
    ("privilege-escalation-allowed", examples!("privilege_escalation_allowed.yaml")),
    ("privileged-build", examples!("privileged_build.compose.yaml")),
    ("privileged-container", examples!("privileged_container.yaml")),
    ("proc-mount-unmasked", examples!("proc_mount_unmasked.yaml")),
    ("proc-mount-unmasked-restricted", examples!("proc_mount_unmasked_restricted.yaml")),
    ("run-as-non-root-missing", examples!("run_as_non_root_missing.yaml")),
    ("run-as-user-zero", examples!("run_as_user_zero.yaml")),
    ("runs-as-root", examples!("runs_as_root.yaml")),
    ("seccomp-or-apparmor-disabled", examples!("seccomp_or_apparmor_disabled.compose.yaml")),
    ("seccomp-profile-missing", examples!("seccomp_profile_missing.yaml")),
    ("seccomp-unconfined", examples!("seccomp_unconfined.yaml")),
    ("selinux-options-custom", examples!("selinux_options_custom.yaml")),
    ("windows-host-process", examples!("windows_host_process.yaml")),
    ("writable-root-filesystem", examples!("writable_root_filesystem.yaml")),
];
