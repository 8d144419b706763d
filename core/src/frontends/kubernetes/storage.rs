//! Persistent volumes, claims and storage classes.

use super::meta::metadata;
use super::values::{quantity, text_map, texts};
use crate::model::meta::{Metadata, lookup};
use crate::model::storage::{Claim, PersistentVolume, StorageClass};
use crate::tree::{Cursor, Field, MissingPath, State};

/// The annotation that preceded the field; it takes effect if it is set.
const CLASS_ANNOTATION: &str = "volume.beta.kubernetes.io/storage-class";

/// The sources in the API. Source: `PersistentVolumeSource` in `core/v1` of Kubernetes 1.37.
const SOURCES: [&str; 22] = [
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "hostPath",
    "glusterfs",
    "nfs",
    "rbd",
    "iscsi",
    "cinder",
    "cephfs",
    "fc",
    "flocker",
    "flexVolume",
    "azureFile",
    "vsphereVolume",
    "quobyte",
    "azureDisk",
    "photonPersistentDisk",
    "portworxVolume",
    "scaleIO",
    "local",
    "storageos",
    "csi",
];

pub(super) fn persistent_volume<'a>(
    object: &Cursor<'a>,
    metadata: &Metadata<'a>,
) -> PersistentVolume<'a> {
    let spec = object.get("spec");
    let (csi, claim) = (spec.get("csi"), spec.get("claimRef"));
    let [host, local] = ["hostPath", "local"].map(|key| spec.get(key).get("path"));
    PersistentVolume {
        class: class(&spec, metadata),
        csi_driver: csi.get("driver").text(),
        csi_attributes: text_map(&csi.get("volumeAttributes")),
        source: source(&spec),
        path: host.text().or(&local.text()).clone(),
        path_as_written: host.as_written().or(&local.as_written()).clone(),
        reclaim_policy: spec.get("persistentVolumeReclaimPolicy").text(),
        claim: (claim.get("namespace").text(), claim.get("name").text()),
    }
}

fn source(spec: &Cursor<'_>) -> Field<&'static str> {
    // Without a readable spec it is not known whether it has a source.
    match spec.mapping(|_| "").into_state() {
        State::Unresolved(place, why) => Field::unresolved(place, why),
        State::Unset(place, path) => Field::unset(place, path),
        State::Set(_, place) => {
            let found = SOURCES.into_iter().find_map(|key| {
                let source = spec.get(key);
                source.exists().then(|| Field::set(key, source.place()))
            });
            found.unwrap_or_else(|| Field::unset(place, MissingPath::default()))
        }
    }
}

/// A claim: a separate object, a template of a StatefulSet or one of an ephemeral volume.
pub(super) fn claim<'a>(object: &Cursor<'a>) -> Claim<'a> {
    let (metadata, spec) = (metadata(&object.get("metadata")), object.get("spec"));
    Claim {
        class: class(&spec, &metadata),
        metadata,
        volume_name: spec.get("volumeName").text(),
        access_modes: texts(&spec.get("accessModes")),
        volume_mode: spec.get("volumeMode").text(),
        storage_request: quantity(&spec.get("resources").get("requests").get("storage")),
        place: spec.place(),
    }
}

fn class<'a>(spec: &Cursor<'a>, metadata: &Metadata<'a>) -> Field<&'a str> {
    let annotation = lookup(&metadata.annotations, CLASS_ANNOTATION);
    match annotation.state() {
        State::Set(..) => annotation,
        // Unreadable annotations are no indication of one that is rarely used.
        State::Unset(..) | State::Unresolved(..) => spec.get("storageClassName").text(),
    }
}

pub(super) fn storage_class<'a>(object: &Cursor<'a>) -> StorageClass<'a> {
    StorageClass {
        provisioner: object.get("provisioner").text(),
        parameters: text_map(&object.get("parameters")),
        reclaim_policy: object.get("reclaimPolicy").text(),
        allow_volume_expansion: object.get("allowVolumeExpansion").bool(),
        volume_binding_mode: object.get("volumeBindingMode").text(),
    }
}
