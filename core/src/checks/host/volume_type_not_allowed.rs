use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Hipaa, Nsa, PssControl};
use crate::model::pods::Volume;

pub(super) static CHECK: Check = Check {
    id: "volume-type-not-allowed",
    title: "volume type is not allowed by the Restricted profile",
    messages: &[MESSAGE.text()],
    why: "Such a volume gives the Pod access to files of the node or to a storage server that the author of the manifest chose, and bypasses the StorageClasses of the cluster.",
    fix: Fix::all("Use a PersistentVolumeClaim, and let a StorageClass provision the volume."),
    severity: Severity::Medium,
    concern: Concern::HostFiles,
    controls: &[
        decides(PssControl::RESTRICTED_VOLUMES),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Trivy.calls_it("KSV-0028"),
        Tool::Kyverno.calls_it("restrict-volume-types"),
        Tool::PodSecurity.calls_it("restrictedVolumes"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Volume(check),
};

const MESSAGE: Message<2> = Message::new("{volume} has the type `{kind}`");

fn check(volume: &Volume, scope: &Scope, out: &mut Outcome) {
    // The standard applies to pods, not to PersistentVolumes.
    if scope.pod.is_none() {
        return out.not_applicable();
    }
    let Some(sources) = out.read(&volume.sources) else { return };
    // The standard requires one allowed source, whatever else is set.
    if let Some(allowed) = sources.iter().find(|source| is_allowed(source.kind)) {
        return out.pass(&allowed.place);
    }
    let host_path = sources.iter().find(|source| source.kind == "hostPath");
    // Without a source it is an emptyDir volume.
    let Some(source) = host_path.or(sources.first()) else { return };
    out.fail(&source.place, MESSAGE.with(volume.label(), source.kind));
}

fn is_allowed(kind: &str) -> bool {
    matches!(
        kind,
        "configMap"
            | "csi"
            | "downwardAPI"
            | "emptyDir"
            | "ephemeral"
            | "image"
            | "persistentVolumeClaim"
            | "projected"
            | "secret"
    )
}
