//! Volumes, claims and storage classes.

use super::meta::{Metadata, StringMap};
use super::pods::{Volume, VolumeDetail, VolumeSource};
use crate::tree::{Field, Place, State};

/// A PersistentVolume.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PersistentVolume<'a> {
    /// The class that it belongs to.
    pub class: Field<&'a str>,
    /// The CSI driver, if there is one.
    pub csi_driver: Field<&'a str>,
    /// Attributes for the driver.
    pub csi_attributes: StringMap<'a>,
    /// The key of its source: `csi`, `hostPath`, `nfs`, ...
    pub source: Field<&'static str>,
    /// A path of the node, for `hostPath` and `local`.
    pub path: Field<&'a str>,
    /// The path as it is written, also where parts of it are variables or expressions.
    pub path_as_written: Field<&'a str>,
    /// `Retain`, `Delete` or `Recycle`.
    pub reclaim_policy: Field<&'a str>,
    /// The claim that it is bound to, by namespace and name.
    pub claim: (Field<&'a str>, Field<&'a str>),
}

impl<'a> PersistentVolume<'a> {
    /// The volume as a volume of a pod, if it is a host path.
    pub fn as_volume(&self, name: &Field<&'a str>) -> Option<Volume<'a>> {
        let (kind, place) = match self.source.state() {
            State::Set(kind @ ("hostPath" | "local"), place) => (kind, place),
            State::Unresolved(place, why) => {
                let sources = Field::unresolved(*place, *why);
                return Some(Volume { name: name.clone(), sources, place: *place });
            }
            State::Set(..) | State::Unset(..) => return None,
        };
        let source = VolumeSource {
            as_written: Some(self.path_as_written.clone()),
            ..VolumeSource::new(kind, *place, VolumeDetail::HostPath(self.path.clone()))
        };
        let sources = Field::set(vec![source], *place);
        Some(Volume { name: name.clone(), sources, place: *place })
    }
}

/// A PersistentVolumeClaim, also of a template and of a generic ephemeral volume.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Claim<'a> {
    /// The claim's own metadata.
    pub metadata: Metadata<'a>,
    /// The class; an empty string means a manually created volume.
    pub class: Field<&'a str>,
    /// The volume by name.
    pub volume_name: Field<&'a str>,
    /// `ReadWriteOnce`, ...
    pub access_modes: Field<Vec<Field<&'a str>>>,
    /// `Filesystem` or `Block`; unset means `Filesystem`.
    pub volume_mode: Field<&'a str>,
    /// The requested amount.
    pub storage_request: Field<super::Quantity<'a>>,
    /// Where the claim's spec is.
    pub place: Place,
}

/// A StorageClass.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct StorageClass<'a> {
    /// The provisioner of the volumes.
    pub provisioner: Field<&'a str>,
    /// Parameters of the provisioner.
    pub parameters: StringMap<'a>,
    /// `Delete` or `Retain`; unset means `Delete`.
    pub reclaim_policy: Field<&'a str>,
    /// Whether claims can be expanded.
    pub allow_volume_expansion: Field<bool>,
    /// When volumes are created.
    pub volume_binding_mode: Field<&'a str>,
}
