//! Workloads, pods and containers.

mod environment;
mod origin;
mod placement;
mod probes;
mod volumes;

pub use environment::{EnvFrom, EnvVar, KeyReference, ValueSource};
pub use origin::Origin;
pub use placement::{Affinity, AffinityTerm, HostAlias, Toleration, TopologySpread};
pub use probes::{Handler, HttpGet, Probe};
pub use volumes::{ProjectedSource, ProjectedToken, Volume, VolumeDetail, VolumeSource};

use crate::model::Label;
use crate::model::meta::{Metadata, StringMap};
use crate::model::quantity::Quantity;
use crate::model::selector::LabelSelector;
use crate::model::storage::Claim;
use crate::tree::{Anchor, Field, Place, Spot};

/// Anything that creates pods: a Pod itself, a controller, or a part of any object with the shape
/// of a pod.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Workload<'a> {
    /// The number of replicas; unset means 1 if the kind has replicas.
    pub replicas: Field<i64>,
    /// The selector of the controller's pods.
    pub selector: Field<LabelSelector<'a>>,
    /// The headless Service of a StatefulSet.
    pub service_name: Field<&'a str>,
    /// Claim templates of a StatefulSet.
    pub claim_templates: Field<Vec<Claim<'a>>>,
    /// The pod, or its template; unresolved for a controller without one, which the API server
    /// rejects.
    pub pod: Field<Pod<'a>>,
    /// What creates the pods.
    pub origin: Origin,
    /// Whether the project of a service is for Docker Swarm, which restarts tasks by default.
    pub is_of_swarm: Option<Field<bool>>,
}

/// A pod or a pod template.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Pod<'a> {
    /// The pod's own metadata: a template's, never its controller's.
    pub metadata: Metadata<'a>,
    /// Init containers, including sidecars.
    pub init_containers: Field<Vec<Container<'a>>>,
    /// App containers.
    pub containers: Field<Vec<Container<'a>>>,
    /// Ephemeral containers, for debugging a running pod.
    pub ephemeral_containers: Field<Vec<Container<'a>>>,
    /// Security settings of the pod, which containers may override.
    pub security: PodSecurity<'a>,
    /// Whether the pod uses the host network.
    pub host_network: Field<bool>,
    /// Whether the pod uses the host PID namespace.
    pub host_pid: Field<bool>,
    /// Whether the pod uses the host IPC namespace.
    pub host_ipc: Field<bool>,
    /// Whether the pod uses the user namespace of the node.
    pub host_users: Field<bool>,
    /// Additional entries of the hosts file.
    pub host_aliases: Field<Vec<HostAlias<'a>>>,
    /// Whether the containers share a process namespace.
    pub share_process_namespace: Field<bool>,
    /// `linux` or `windows`, if set.
    pub os: Field<&'a str>,
    /// Whether a token of the service account is mounted.
    pub automount_service_account_token: Field<bool>,
    /// The service account, also from the old field `serviceAccount`.
    pub service_account_name: Field<&'a str>,
    /// The runtime class.
    pub runtime_class_name: Field<&'a str>,
    /// A priority class by name.
    pub priority_class_name: Field<&'a str>,
    /// When containers are restarted; unset means `Always`.
    pub restart_policy: Field<&'a str>,
    /// A node by name, which bypasses the scheduler.
    pub node_name: Field<&'a str>,
    /// Labels that a node must have.
    pub node_selector: StringMap<'a>,
    /// Volumes that containers can mount.
    pub volumes: Field<Vec<Volume<'a>>>,
    /// Affinity and anti-affinity rules.
    pub affinity: Affinity<'a>,
    /// Topology spread constraints.
    pub topology_spread: Field<Vec<TopologySpread<'a>>>,
    /// Resources of the pod as a whole (from Kubernetes 1.34 on).
    pub resources: Resources<'a>,
    /// Names of the Secrets for pulling images.
    pub image_pull_secrets: Field<Vec<Field<&'a str>>>,
    /// Taints that the pod tolerates.
    pub tolerations: Field<Vec<Toleration<'a>>>,
    /// Where the pod's spec is.
    pub place: Place,
}

impl<'a> Pod<'a> {
    /// The three lists of containers, in the order in which Kubernetes judges them.
    pub fn container_lists(&self) -> [&Field<Vec<Container<'a>>>; 3] {
        [&self.init_containers, &self.containers, &self.ephemeral_containers]
    }
}

/// Security settings of a pod.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PodSecurity<'a> {
    /// User id.
    pub run_as_user: Field<i64>,
    /// Group id.
    pub run_as_group: Field<i64>,
    /// Whether the kubelet refuses to start a container as root.
    pub run_as_non_root: Field<bool>,
    /// Group that owns the volumes.
    pub fs_group: Field<i64>,
    /// When the ownership of volumes is changed.
    pub fs_group_change_policy: Field<&'a str>,
    /// Supplemental groups.
    pub supplemental_groups: Field<Vec<Field<i64>>>,
    /// Whether the groups of the image are added.
    pub supplemental_groups_policy: Field<&'a str>,
    /// Kernel settings.
    pub sysctls: Field<Vec<Sysctl<'a>>>,
    /// SELinux context.
    pub se_linux: Field<SeLinux<'a>>,
    /// How volumes are relabelled.
    pub se_linux_change_policy: Field<&'a str>,
    /// Seccomp profile.
    pub seccomp: Field<Profile<'a>>,
    /// AppArmor profile.
    pub app_armor: Field<Profile<'a>>,
    /// Settings of Windows.
    pub windows: Field<Windows<'a>>,
    /// Where the security context is, or where it is missing.
    pub context: Field<()>,
}

/// Security settings of a container.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ContainerSecurity<'a> {
    /// Whether the container is privileged.
    pub privileged: Field<bool>,
    /// Whether privilege escalation is allowed; unset means that it is.
    pub allow_privilege_escalation: Field<bool>,
    /// Whether the root file system is read-only.
    pub read_only_root_filesystem: Field<bool>,
    /// User id.
    pub run_as_user: Field<i64>,
    /// Group id.
    pub run_as_group: Field<i64>,
    /// Whether the kubelet refuses to start the container as root.
    pub run_as_non_root: Field<bool>,
    /// Capabilities that are added.
    pub added_capabilities: Field<Vec<Field<&'a str>>>,
    /// Capabilities that are dropped.
    pub dropped_capabilities: Field<Vec<Field<&'a str>>>,
    /// How `/proc` is mounted; unset means `Default`.
    pub proc_mount: Field<&'a str>,
    /// SELinux context.
    pub se_linux: Field<SeLinux<'a>>,
    /// Seccomp profile.
    pub seccomp: Field<Profile<'a>>,
    /// AppArmor profile.
    pub app_armor: Field<Profile<'a>>,
    /// Settings of Windows.
    pub windows: Field<Windows<'a>>,
    /// Where the security context is, or where it is missing.
    pub context: Field<()>,
}

/// A kernel setting.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Sysctl<'a> {
    /// Its name, with dots.
    pub name: Field<&'a str>,
    /// Its value.
    pub value: Field<&'a str>,
}

/// SELinux context.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct SeLinux<'a> {
    /// User label.
    pub user: Field<&'a str>,
    /// Role label.
    pub role: Field<&'a str>,
    /// Type label.
    pub kind: Field<&'a str>,
    /// Level label.
    pub level: Field<&'a str>,
}

/// A seccomp or AppArmor profile.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Profile<'a> {
    /// `RuntimeDefault`, `Localhost` or `Unconfined`.
    pub kind: Field<&'a str>,
    /// The path on the node, for `Localhost`.
    pub localhost_profile: Field<&'a str>,
}

/// Settings of Windows containers.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Windows<'a> {
    /// Whether it is a HostProcess container.
    pub host_process: Field<bool>,
    /// User by name.
    pub run_as_user_name: Field<&'a str>,
    /// Name of the group-managed service account's specification.
    pub gmsa_credential_spec_name: Field<&'a str>,
    /// The specification itself.
    pub gmsa_credential_spec: Field<&'a str>,
}

/// The role of a container.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Role {
    /// An init container; with `restartPolicy: Always` a sidecar.
    Init,
    /// An app container.
    #[default]
    App,
    /// An ephemeral container.
    Ephemeral,
    /// A service of a Compose project.
    Service,
    /// A job of a Compose project: it runs once.
    Job,
    /// Runs before a service of a Compose project.
    PreStart,
    /// A command of a Compose project in the container of a service.
    Hook,
}

impl Role {
    /// The noun for a container of the role in messages.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Init => "init container",
            Self::App => "container",
            Self::Ephemeral => "ephemeral container",
            Self::Service => "service",
            Self::Job => "job",
            Self::PreStart => "pre-start container of service",
            Self::Hook => "hook of service",
        }
    }
}

/// A container.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Container<'a> {
    /// Its role.
    pub role: Role,
    /// Unique in its pod.
    pub name: Field<&'a str>,
    /// The image's reference.
    pub image: Field<&'a str>,
    /// The reference as it is written, also where parts of it are variables or expressions: the
    /// literal parts may decide.
    pub image_as_written: Field<&'a str>,
    /// `Always`, `IfNotPresent` or `Never`.
    pub image_pull_policy: Field<&'a str>,
    /// The entrypoint, instead of the image's.
    pub command: Field<Vec<Field<&'a str>>>,
    /// Arguments.
    pub args: Field<Vec<Field<&'a str>>>,
    /// Environment variables.
    pub env: Field<Vec<EnvVar<'a>>>,
    /// Whole objects that become environment variables.
    pub env_from: Field<Vec<EnvFrom<'a>>>,
    /// Ports.
    pub ports: Field<Vec<Port<'a>>>,
    /// Requests and limits.
    pub resources: Resources<'a>,
    /// Security settings.
    pub security: ContainerSecurity<'a>,
    /// Liveness probe.
    pub liveness_probe: Field<Box<Probe<'a>>>,
    /// Readiness probe.
    pub readiness_probe: Field<Box<Probe<'a>>>,
    /// Startup probe.
    pub startup_probe: Field<Box<Probe<'a>>>,
    /// Hook after the start.
    pub post_start: Field<Box<Handler<'a>>>,
    /// Hook before the stop.
    pub pre_stop: Field<Box<Handler<'a>>>,
    /// Volumes and where they are mounted.
    pub volume_mounts: Field<Vec<VolumeMount<'a>>>,
    /// Devices of claims.
    pub volume_devices: Field<Vec<Field<&'a str>>>,
    /// `Always` makes an init container a sidecar.
    pub restart_policy: Field<&'a str>,
    /// Working directory.
    pub working_dir: Field<&'a str>,
    /// Where the container is.
    pub place: Place,
}

impl Container<'_> {
    /// How messages name the container: its role and its name.
    pub fn label(&self) -> Label {
        Label::new(self.role.noun(), &self.name)
    }
}

impl Anchor for Container<'_> {
    fn spot(&self) -> Spot {
        // The name is the line by which a reader finds the container.
        match self.name.state() {
            crate::tree::State::Set(_, place) => place.spot(),
            _ => self.place.spot(),
        }
    }
}

/// A port of a container.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Port<'a> {
    /// Name.
    pub name: Field<&'a str>,
    /// Number in the container.
    pub container_port: Field<i64>,
    /// Number on the node; 0 means none.
    pub host_port: Field<i64>,
    /// Address on the node.
    pub host_ip: Field<&'a str>,
    /// `TCP`, `UDP` or `SCTP`; unset means `TCP`.
    pub protocol: Field<&'a str>,
    /// The number of ports of a range after its first, in the container and on the node.
    pub following: u16,
}

impl Port<'_> {
    /// The last port of the range that begins with one.
    pub fn last(&self, first: i64) -> i64 {
        first.saturating_add(self.following.into())
    }
}

/// Requests and limits by resource.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Resources<'a> {
    /// CPU request.
    pub cpu_request: Field<Quantity<'a>>,
    /// CPU limit.
    pub cpu_limit: Field<Quantity<'a>>,
    /// Memory request.
    pub memory_request: Field<Quantity<'a>>,
    /// Memory limit.
    pub memory_limit: Field<Quantity<'a>>,
    /// Ephemeral storage request.
    pub ephemeral_storage_request: Field<Quantity<'a>>,
    /// Ephemeral storage limit.
    pub ephemeral_storage_limit: Field<Quantity<'a>>,
}

/// Where a container mounts a volume.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct VolumeMount<'a> {
    /// The volume's name.
    pub name: Field<&'a str>,
    /// Path in the container.
    pub mount_path: Field<&'a str>,
    /// Whether it is read-only.
    pub read_only: Field<bool>,
    /// Whether submounts are read-only too: `Disabled`, `IfPossible` or `Enabled`.
    pub recursive_read_only: Field<&'a str>,
    /// Path in the volume.
    pub sub_path: Field<&'a str>,
    /// Path in the volume in which `$(NAME)` names an environment variable.
    pub sub_path_expr: Field<&'a str>,
}
