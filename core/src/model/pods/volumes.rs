//! Volumes of pods.

use crate::model::Label;
use crate::model::quantity::Quantity;
use crate::model::storage::Claim;
use crate::tree::{Field, Place};

/// A volume of a pod.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Volume<'a> {
    /// Unique in its pod.
    pub name: Field<&'a str>,
    /// Its sources that the API knows and that are set; an empty list means an empty directory.
    pub sources: Field<Vec<VolumeSource<'a>>>,
    /// Where the volume is.
    pub place: Place,
}

impl Volume<'_> {
    /// How messages name the volume.
    pub fn label(&self) -> Label {
        Label::new("volume", &self.name)
    }
}

/// Where a volume's content comes from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct VolumeSource<'a> {
    /// The key of the API: `hostPath`, `secret`, ...
    pub kind: &'static str,
    /// Where the source is.
    pub place: Place,
    /// Its content.
    pub detail: VolumeDetail<'a>,
    /// The path or device of the node as it is written, also where parts of it are variables or
    /// expressions: the literal parts may decide.
    pub as_written: Option<Field<&'a str>>,
    /// The part of the volume that is mounted, if the mount itself defines the volume.
    pub sub_path: Option<Field<&'a str>>,
}

impl<'a> VolumeSource<'a> {
    /// A source that is mounted as a whole.
    pub fn new(kind: &'static str, place: Place, detail: VolumeDetail<'a>) -> Self {
        Self { kind, place, detail, as_written: None, sub_path: None }
    }
}

/// The content of a volume's source.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum VolumeDetail<'a> {
    /// A path of the node.
    HostPath(Field<&'a str>),
    /// A file of the node that is mounted as a secret or a configuration.
    HostFile(Field<&'a str>),
    /// A device of the node whose file system is mounted.
    Device(Field<&'a str>),
    /// A Secret by name.
    Secret(Field<&'a str>),
    /// A ConfigMap by name.
    ConfigMap(Field<&'a str>),
    /// A claim by name.
    Claim(Field<&'a str>),
    /// A generic ephemeral volume.
    Ephemeral(Box<Claim<'a>>),
    /// A CSI driver by name.
    Csi(Field<&'a str>),
    /// An emptyDir: medium and size limit.
    EmptyDir(Field<&'a str>, Field<Quantity<'a>>),
    /// A projected volume.
    Projected(Field<Vec<ProjectedSource<'a>>>),
    /// Anything else.
    Other,
}

/// One source of a projected volume.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ProjectedSource<'a> {
    /// A Secret by name.
    pub secret: Field<&'a str>,
    /// A ConfigMap by name.
    pub config_map: Field<&'a str>,
    /// A token of the pod's service account.
    pub token: Field<ProjectedToken<'a>>,
    /// Where the source is.
    pub place: Place,
}

/// A token of a service account in a projected volume.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ProjectedToken<'a> {
    /// The audience; unset means the API server.
    pub audience: Field<&'a str>,
    /// Lifetime in seconds; unset means 3,600.
    pub expiration_seconds: Field<i64>,
}
