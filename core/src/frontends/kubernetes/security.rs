//! Security contexts.

use super::values::texts;
use crate::model::pods::{ContainerSecurity, PodSecurity, Profile, SeLinux, Sysctl, Windows};
use crate::tree::Cursor;

pub(super) fn pod_security<'a>(context: &Cursor<'a>) -> PodSecurity<'a> {
    PodSecurity {
        run_as_user: context.get("runAsUser").integer(),
        run_as_group: context.get("runAsGroup").integer(),
        run_as_non_root: context.get("runAsNonRoot").bool(),
        fs_group: context.get("fsGroup").integer(),
        fs_group_change_policy: context.get("fsGroupChangePolicy").text(),
        supplemental_groups: context.get("supplementalGroups").list(Cursor::integer),
        supplemental_groups_policy: context.get("supplementalGroupsPolicy").text(),
        sysctls: context.get("sysctls").list(|sysctl| Sysctl {
            name: sysctl.get("name").text(),
            value: sysctl.get("value").text(),
        }),
        se_linux: context.get("seLinuxOptions").mapping(se_linux),
        se_linux_change_policy: context.get("seLinuxChangePolicy").text(),
        seccomp: context.get("seccompProfile").mapping(profile),
        app_armor: context.get("appArmorProfile").mapping(profile),
        windows: context.get("windowsOptions").mapping(windows),
        context: context.mapping(|_| ()),
    }
}

pub(super) fn container_security<'a>(context: &Cursor<'a>) -> ContainerSecurity<'a> {
    let capabilities = context.get("capabilities");
    ContainerSecurity {
        privileged: context.get("privileged").bool(),
        allow_privilege_escalation: context.get("allowPrivilegeEscalation").bool(),
        read_only_root_filesystem: context.get("readOnlyRootFilesystem").bool(),
        run_as_user: context.get("runAsUser").integer(),
        run_as_group: context.get("runAsGroup").integer(),
        run_as_non_root: context.get("runAsNonRoot").bool(),
        added_capabilities: texts(&capabilities.get("add")),
        dropped_capabilities: texts(&capabilities.get("drop")),
        proc_mount: context.get("procMount").text(),
        se_linux: context.get("seLinuxOptions").mapping(se_linux),
        seccomp: context.get("seccompProfile").mapping(profile),
        app_armor: context.get("appArmorProfile").mapping(profile),
        windows: context.get("windowsOptions").mapping(windows),
        context: context.mapping(|_| ()),
    }
}

fn se_linux<'a>(options: &Cursor<'a>) -> SeLinux<'a> {
    SeLinux {
        user: options.get("user").text(),
        role: options.get("role").text(),
        kind: options.get("type").text(),
        level: options.get("level").text(),
    }
}

fn profile<'a>(profile: &Cursor<'a>) -> Profile<'a> {
    Profile {
        kind: profile.get("type").text(),
        localhost_profile: profile.get("localhostProfile").text(),
    }
}

fn windows<'a>(options: &Cursor<'a>) -> Windows<'a> {
    Windows {
        host_process: options.get("hostProcess").bool(),
        run_as_user_name: options.get("runAsUserName").text(),
        gmsa_credential_spec_name: options.get("gmsaCredentialSpecName").text(),
        gmsa_credential_spec: options.get("gmsaCredentialSpec").literal(),
    }
}
