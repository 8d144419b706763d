//! Volumes of pods.

use super::storage::claim;
use super::values::quantity;
use crate::model::pods::{ProjectedSource, ProjectedToken, Volume, VolumeDetail, VolumeSource};
use crate::tree::{Cursor, Field, State};

/// The sources in the API. Source: `VolumeSource` in `core/v1` of Kubernetes 1.37.
pub(super) const SOURCES: [&str; 30] = [
    "hostPath",
    "emptyDir",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "gitRepo",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "persistentVolumeClaim",
    "rbd",
    "flexVolume",
    "cinder",
    "cephfs",
    "flocker",
    "downwardAPI",
    "fc",
    "azureFile",
    "configMap",
    "vsphereVolume",
    "quobyte",
    "azureDisk",
    "photonPersistentDisk",
    "projected",
    "portworxVolume",
    "scaleIO",
    "storageos",
    "csi",
    "ephemeral",
    "image",
];

pub(super) fn volume<'a>(volume: &Cursor<'a>) -> Volume<'a> {
    Volume { name: volume.get("name").text(), sources: sources(volume), place: volume.place() }
}

/// The sources that are set. The API rejects a volume if one of them is not a mapping, so none of
/// them counts then.
fn sources<'a>(volume: &Cursor<'a>) -> Field<Vec<VolumeSource<'a>>> {
    let written = volume.mapping(|_| ());
    let mut sources = Vec::new();
    for kind in SOURCES {
        let source = volume.get(kind);
        let read = source.mapping(|source| VolumeSource {
            as_written: (kind == "hostPath").then(|| source.get("path").as_written()),
            ..VolumeSource::new(kind, source.place(), detail(kind, source))
        });
        match read.into_state() {
            State::Set(source, _) => sources.push(source),
            State::Unset(..) => {}
            State::Unresolved(place, why) => return Field::unresolved(place, why),
        }
    }
    written.map(|()| sources)
}

fn detail<'a>(kind: &str, source: &Cursor<'a>) -> VolumeDetail<'a> {
    match kind {
        "hostPath" => VolumeDetail::HostPath(source.get("path").text()),
        "secret" => VolumeDetail::Secret(source.get("secretName").text()),
        "configMap" => VolumeDetail::ConfigMap(source.get("name").text()),
        "persistentVolumeClaim" => VolumeDetail::Claim(source.get("claimName").text()),
        "ephemeral" => VolumeDetail::Ephemeral(Box::new(claim(&source.get("volumeClaimTemplate")))),
        "csi" => VolumeDetail::Csi(source.get("driver").text()),
        "emptyDir" => {
            VolumeDetail::EmptyDir(source.get("medium").text(), quantity(&source.get("sizeLimit")))
        }
        "projected" => VolumeDetail::Projected(projected(source)),
        _ => VolumeDetail::Other,
    }
}

fn projected<'a>(volume: &Cursor<'a>) -> Field<Vec<ProjectedSource<'a>>> {
    volume.get("sources").list(|source| ProjectedSource {
        secret: source.get("secret").get("name").text(),
        config_map: source.get("configMap").get("name").text(),
        token: source.get("serviceAccountToken").mapping(|token| ProjectedToken {
            audience: token.get("audience").text(),
            expiration_seconds: token.get("expirationSeconds").integer(),
        }),
        place: source.place(),
    })
}
