//! What is at stake in a finding, so that one cause is one finding.

/// What a finding is about. Of the failures of one environment that share a concern and its
/// [`Unit`], one speaks and lists the others as covered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Concern {
    /// Admission of pods by Pod Security Standards in a namespace.
    Admission,
    /// The AppArmor profile.
    AppArmor,
    /// Whether a data store asks who connects.
    Authentication,
    /// The Service that a route leads to.
    BackendTarget,
    /// The role and subjects of a binding.
    BindingTarget,
    /// Rights of the build of an image.
    BuildPrivileges,
    /// Linux capabilities.
    Capabilities,
    /// Whether the certificate of a server is verified.
    CertificateVerification,
    /// The cgroup of a container.
    Cgroup,
    /// The repository that a chart comes from.
    ChartRepository,
    /// The version of a chart.
    ChartVersion,
    /// A password, key or token.
    Credential,
    /// A mode of a program that is not for production.
    DevelopmentMode,
    /// A protection that other environments have.
    Drift,
    /// Encryption at rest.
    EncryptionAtRest,
    /// Whether a process can gain privileges that its parent has not.
    Escalation,
    /// A field that the API does not take as written.
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
    /// TLS of a route into the cluster.
    IngressTls,
    /// TLS of a listener.
    ListenerTls,
    /// Logs of a workload.
    Logging,
    /// TLS between services.
    MutualTls,
    /// What may connect to a workload, and where it may connect to.
    NetworkIsolation,
    /// Two objects of one name.
    ObjectIdentity,
    /// What a NetworkPolicy selects.
    PolicyTarget,
    /// Everything that a privileged container has.
    Privileges,
    /// The host that a probe or hook connects to.
    ProbeHost,
    /// Probes of a container.
    Probes,
    /// The number of processes.
    Processes,
    /// The view of `/proc`.
    ProcMount,
    /// A port of the node.
    PublishedPort,
    /// Requests and limits of CPU and memory.
    Resources,
    /// What happens when a container ends.
    RestartPolicy,
    /// One rule of a role.
    RoleRule,
    /// The root filesystem of a container.
    RootFilesystem,
    /// The filter of system calls.
    Seccomp,
    /// The SELinux context.
    SeLinux,
    /// The service account of a pod and its token.
    ServiceAccount,
    /// How a Service is reached from outside.
    ServiceExposure,
    /// What a Service selects.
    ServiceTarget,
    /// How pods are spread over nodes.
    Spreading,
    /// Kernel parameters.
    Sysctls,
    /// A file of secrets in the repository.
    TrackedFile,
    /// Encryption of a connection.
    TransportEncryption,
    /// The user that a container runs as.
    User,
    /// How a program proves itself to Vault.
    VaultAuthentication,
    /// What shares a volume.
    VolumeSharing,
    /// Nothing that another check looks at: findings of the check never fold.
    #[default]
    Own,
}

/// Where failures of one concern are one thing.
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
    /// Nothing: the concern never folds.
    Finding,
}

impl Concern {
    /// Where failures of the concern are one thing.
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

    /// The concerns that a failure of this one decides with it: where a container is privileged, its
    /// capabilities change nothing.
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
