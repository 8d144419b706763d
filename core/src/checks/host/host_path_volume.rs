use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa, PssControl};
use crate::model::pods::{Volume, VolumeDetail};

pub(super) static CHECK: Check = Check {
    id: "host-path-volume",
    title: "Pod uses a hostPath volume",
    messages: &[PATH.text(), SOME_PATH.text()],
    why: "An attacker in the Pod can read, and often write, files of the node, which can expose the node's credentials and every other Pod on it.",
    fix: Fix::all(
        "Use another volume type, such as `persistentVolumeClaim`, `configMap`, `secret` or `emptyDir`.",
    ),
    severity: Severity::High,
    concern: Concern::HostFiles,
    controls: &[
        decides(PssControl::HOST_PATH_VOLUMES),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        decides(Cis::I5_2_12),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::Polaris.calls_it("hostPathSet"),
        Tool::Trivy.calls_it("KSV-0023"),
        Tool::Kubescape.calls_it("C-0048"),
        Tool::Kics.calls_it("Non Kube System Pod With Host Mount"),
        Tool::Kyverno.calls_it("disallow-host-path"),
        Tool::Kyverno.calls_it("limit-hostpath-vols"),
        Tool::PodSecurity.calls_it("hostPathVolumes"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Volume(check),
};

const PATH: Message<2> = Message::new("{volume} uses the host path `{path}`");
const SOME_PATH: Message<1> = Message::new("{volume} uses a host path");

fn check(volume: &Volume, scope: &Scope, out: &mut Outcome) {
    // The standard applies to pods, not to PersistentVolumes.
    if scope.pod.is_none() {
        return out.not_applicable();
    }
    let Some(sources) = out.read(&volume.sources) else { return };
    for source in sources {
        if let VolumeDetail::HostPath(path) = &source.detail {
            let message = match out.read(path) {
                Some(path) => PATH.with(volume.label(), path),
                None => SOME_PATH.with(volume.label()),
            };
            out.fail(&source.place, message);
        }
    }
}
