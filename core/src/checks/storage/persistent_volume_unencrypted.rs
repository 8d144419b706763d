use crate::checks::{
    Check, Concern, Confidence, Fix, Message, Outcome, Rule, Scope, Severity, Technologies,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::inventory::ClassOf;
use crate::model::Resource;
use crate::model::meta::{StringMap, lookup};
use crate::model::storage::{Claim, PersistentVolume, StorageClass};
use crate::tree::Field;

pub(super) static CHECK: Check = Check {
    id: "persistent-volume-unencrypted",
    title: "persistent volume is not encrypted",
    messages: &[SWITCHED_OFF.text(), NOT_SET.text()],
    why: "Anyone with access to the disk, a snapshot or a backup of it can read the health data on it.",
    fix: Fix::all(
        "Use a StorageClass whose parameters enable encryption, with a customer-managed key where the provider offers one.",
    ),
    severity: Severity::High,
    concern: Concern::EncryptionAtRest,
    controls: &[supports_and_refutes(Hipaa::S312A2IV), supports_and_refutes(Nsa::N8)],
    equivalents: &[],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Claim(check),
};

const SWITCHED_OFF: Message<3> = Message::new("{object} sets `{name}` to `{text}`");
const NOT_SET: Message<2> = Message::new("{object} does not set `{name}`");

/// How encryption is enabled, by provisioner.
enum Encryption {
    /// The provider always encrypts volumes.
    Always,
    /// This parameter must be "true".
    Parameter(&'static str),
    /// Any value of this parameter enables it.
    Present(&'static str),
    /// Neither the parameters nor the provider decide.
    Unknown,
}

fn encryption(provisioner: &str) -> Encryption {
    match provisioner {
        "ebs.csi.aws.com"
        | "kubernetes.io/aws-ebs"
        | "rbd.csi.ceph.com"
        | "cephfs.csi.ceph.com"
        | "driver.longhorn.io"
        | "csi.scaleway.com" => Encryption::Parameter("encrypted"),
        "pxd.portworx.com" | "kubernetes.io/portworx-volume" => Encryption::Parameter("secure"),
        "linodebs.csi.linode.com" => {
            Encryption::Parameter("linodebs.csi.linode.com/luks-encrypted")
        }
        "csi.hetzner.cloud" => Encryption::Present("csi.storage.k8s.io/node-publish-secret-name"),
        "pd.csi.storage.gke.io"
        | "kubernetes.io/gce-pd"
        | "filestore.csi.storage.gke.io"
        | "disk.csi.azure.com"
        | "kubernetes.io/azure-disk"
        | "file.csi.azure.com"
        | "kubernetes.io/azure-file"
        | "fsx.csi.aws.com"
        | "dobs.csi.digitalocean.com" => Encryption::Always,
        _ => Encryption::Unknown,
    }
}

fn check(claim: &Claim, scope: &Scope, out: &mut Outcome) {
    // A claim that is created for each pod has another name than its workload.
    let owner = scope.resource.filter(|_| scope.workload.is_none());
    match scope.inventory.class_of(claim, owner) {
        ClassOf::Found(resource, class) => of_class(claim, resource, class, out),
        ClassOf::ByHand(resource, volume) => of_volume(claim, resource, volume, out),
        ClassOf::NotInInput(name) => {
            out.unknown(&claim.class, format!("StorageClass `{name}` not found in the input"));
        }
        ClassOf::NoDefaultInInput => {
            out.unknown(&claim.class, "default StorageClass not found in the input");
        }
        ClassOf::ByHandNotInInput => {
            out.unknown(&claim.class, "PersistentVolume of the claim not found in the input");
        }
        ClassOf::Unknown(doubt) => out.unknown(&doubt, doubt.to_string()),
    }
}

fn of_class(claim: &Claim, resource: &Resource, class: &StorageClass, out: &mut Outcome) {
    if out.read(&class.provisioner).is_none() {
        let why = format!("the provisioner of {} is not known", resource.label());
        return out.unknown(resource, why);
    }
    judge(claim, resource, &class.provisioner, &class.parameters, out);
}

fn of_volume(claim: &Claim, resource: &Resource, volume: &PersistentVolume, out: &mut Outcome) {
    if out.read(&volume.csi_driver).is_none() {
        let why = format!("{} does not show whether it is encrypted", resource.label());
        return out.unknown(resource, why);
    }
    judge(claim, resource, &volume.csi_driver, &volume.csi_attributes, out);
}

fn judge(
    claim: &Claim,
    resource: &Resource,
    provisioner: &Field<&str>,
    parameters: &StringMap,
    out: &mut Outcome,
) {
    let Some(name) = out.read(provisioner) else { return };
    let encryption = encryption(name);
    let name = match encryption {
        Encryption::Always => return out.pass(provisioner),
        Encryption::Unknown => {
            let why = format!("it is not known whether provisioner `{name}` encrypts volumes");
            return out.unknown(resource, why);
        }
        Encryption::Parameter(name) | Encryption::Present(name) => name,
    };
    let value = lookup(parameters, name);
    let present = matches!(encryption, Encryption::Present(_));
    match out.read(&value) {
        Some(text) if (present && !text.is_empty()) || *text == "true" => out.pass(&value),
        Some(text) => {
            out.fail(&claim.class.place(), SWITCHED_OFF.with(resource.label(), name, text))
                .related(&value, "set here");
        }
        None if out.is_unset(&value) => {
            // The default of the cloud account may enable encryption.
            out.fail(&claim.class.place(), NOT_SET.with(resource.label(), name))
                .confidence(Confidence::Medium)
                .related(resource, "encryption is configured here");
        }
        None => {}
    }
}
