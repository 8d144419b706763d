//! The kinds of risk by which findings with one cause are folded.

/// The kind of risk that a finding is about. Of the failures of one environment with the same
/// concern and [`Unit`], one is reported and lists the others as covered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Concern {
    /// Admission of pods by Pod Security Standards in a namespace.
    Admission,
    /// The AppArmor profile.
    AppArmor,
    /// Authentication of a data store.
    Authentication,
    /// The backend Service of a route.
    BackendTarget,
    /// The role and subjects of a binding.
    BindingTarget,
    /// Privileges of an image build.
    BuildPrivileges,
    /// Linux capabilities.
    Capabilities,
    /// Verification of server certificates.
    CertificateVerification,
    /// The cgroup of a container.
    Cgroup,
    /// The repository of a chart.
    ChartRepository,
    /// The version of a chart.
    ChartVersion,
    /// A password, key or token.
    Credential,
    /// Development mode of a program.
    DevelopmentMode,
    /// Differences in protection between environments.
    Drift,
    /// Encryption at rest.
    EncryptionAtRest,
    /// Privilege escalation.
    Escalation,
    /// A field that the API does not accept.
    Field,
    /// What a binding grants.
    Grant,
    /// Entries of `/etc/hosts`.
    HostAliases,
    /// Devices of the node.
    HostDevices,
    /// Files and sockets of the node.
    HostFiles,
    /// Interprocess communication of the node.
    HostIpc,
    /// Other namespaces of the node.
    HostNamespaces,
    /// The network of the node.
    HostNetwork,
    /// Processes of the node.
    HostProcesses,
    /// Which image runs.
    ImageIdentity,
    /// TLS of an Ingress or another route.
    IngressTls,
    /// TLS of a listener.
    ListenerTls,
    /// Logs of a workload.
    Logging,
    /// TLS between services.
    MutualTls,
    /// Allowed ingress and egress traffic of a workload.
    NetworkIsolation,
    /// Two objects with the same name.
    ObjectIdentity,
    /// The pods that a NetworkPolicy selects.
    PolicyTarget,
    /// Privileged containers.
    Privileges,
    /// The host that a probe or hook connects to.
    ProbeHost,
    /// Probes of a container.
    Probes,
    /// The number of processes.
    Processes,
    /// The mount of `/proc`.
    ProcMount,
    /// A port of the node.
    PublishedPort,
    /// Requests and limits of CPU and memory.
    Resources,
    /// Restarts of a container.
    RestartPolicy,
    /// One rule of a role.
    RoleRule,
    /// The root filesystem of a container.
    RootFilesystem,
    /// The seccomp profile.
    Seccomp,
    /// The SELinux context.
    SeLinux,
    /// The service account of a pod and its token.
    ServiceAccount,
    /// Exposure of a Service.
    ServiceExposure,
    /// The pods that a Service selects.
    ServiceTarget,
    /// Spreading of pods across nodes.
    Spreading,
    /// Kernel parameters.
    Sysctls,
    /// A file of secrets in the repository.
    TrackedFile,
    /// Encryption of a connection.
    TransportEncryption,
    /// The user that a container runs as.
    User,
    /// Authentication to Vault.
    VaultAuthentication,
    /// Sharing of a volume.
    VolumeSharing,
    /// No shared concern: findings of the check are never folded.
    #[default]
    Own,
}

/// The scope in which failures of one concern are folded.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Unit {
    /// The resource: a pod with its containers.
    Resource,
    /// One container; in a resource without containers, the mapping around the field.
    Container,
    /// The innermost item of a list around the field: a rule, a port, a volume.
    Item,
    /// The mapping around the field.
    Block,
    /// The scalar, or the part of it.
    Scalar,
    /// None: findings of the concern are never folded.
    Finding,
}

impl Concern {
    /// The scope in which failures of the concern are folded.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Admission
            | Self::AppArmor
            | Self::Grant
            | Self::HostIpc
            | Self::HostNamespaces
            | Self::HostNetwork
            | Self::HostProcesses
            | Self::IngressTls
            | Self::MutualTls
            | Self::NetworkIsolation
            | Self::Seccomp
            | Self::SeLinux
            | Self::ServiceAccount
            | Self::ServiceExposure
            | Self::User => Unit::Resource,
            Self::Capabilities
            | Self::DevelopmentMode
            | Self::Escalation
            | Self::Privileges
            | Self::Probes
            | Self::ProcMount
            | Self::Resources
            | Self::RootFilesystem => Unit::Container,
            Self::ChartRepository
            | Self::ChartVersion
            | Self::HostDevices
            | Self::HostFiles
            | Self::PublishedPort
            | Self::RoleRule => Unit::Item,
            Self::Drift => Unit::Block,
            Self::Credential
            | Self::CertificateVerification
            | Self::ImageIdentity
            | Self::ListenerTls
            | Self::TransportEncryption
            | Self::VaultAuthentication => Unit::Scalar,
            _ => Unit::Finding,
        }
    }

    /// The concerns that a failure of this one covers: the capabilities of a privileged container
    /// have no effect.
    pub const fn implies(self) -> &'static [Self] {
        match self {
            Self::Privileges => &[
                Self::AppArmor,
                Self::Capabilities,
                Self::Escalation,
                Self::HostDevices,
                Self::ProcMount,
                Self::Seccomp,
                Self::SeLinux,
            ],
            Self::HostNetwork => &[Self::PublishedPort],
            _ => &[],
        }
    }
}
