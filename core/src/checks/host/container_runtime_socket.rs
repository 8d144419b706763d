use super::host_paths::{host_file, host_path, is_runtime_socket, owner, shows_runtime};
use super::volume_users::relate_users;
use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Cis, Hipaa, Nsa};
use crate::model::Technology;
use crate::model::pods::Volume;
use crate::tree::Why;

pub(super) static CHECK: Check = Check {
    id: "container-runtime-socket",
    title: "container runtime socket is mounted",
    messages: &[SOCKET.text(), FOLDER.text()],
    why: "Anyone who can write to the socket can start privileged containers on the host, which bypasses every restriction of the workload.",
    fix: Fix::by(&[
        (
            Technology::Kubernetes,
            "Remove the volume. Build images with a tool that needs no daemon, and get metrics from the kubelet or an exporter.",
        ),
        (
            Technology::Compose,
            "Remove the volume or `use_api_socket`. Build images with a tool that needs no daemon, and get metrics from an exporter.",
        ),
    ]),
    severity: Severity::Critical,
    concern: Concern::HostFiles,
    controls: &[
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Cis::I5_2_12),
        refutes(Nsa::P4),
    ],
    equivalents: &[
        Tool::KubeLinter.calls_it("docker-sock"),
        Tool::Kubesec.calls_it("DockerSock"),
        Tool::Trivy.calls_it("KSV-0006"),
        Tool::Checkov.calls_it("CKV_K8S_27"),
        Tool::Kubescape.calls_it("C-0074"),
        Tool::Kics.calls_it("Docker Daemon Socket is Exposed to Containers"),
        Tool::Kyverno.calls_it("disallow-cri-sock-mount"),
        Tool::Kyverno.calls_it("docker-socket-requires-label"),
    ],
    since: "0.1.0",
    technologies: Technologies::CONTAINERS,
    parameters: &[],
    rule: Rule::Volume(check),
};

const SOCKET: Message<2> = Message::new("{owner} mounts the container runtime socket `{path}`");
const FOLDER: Message<2> =
    Message::new("{owner} mounts `{path}`, which contains the container runtime socket");

fn check(volume: &Volume, scope: &Scope, out: &mut Outcome) {
    let file = host_file(volume, out);
    let is_file = file.is_some();
    let Some(path) = file.or_else(|| host_path(volume, out)) else { return };
    match shows_runtime(&path.shown, &path.path) {
        Some(true) => {
            let message = if is_runtime_socket(&path.shown, &path.path) { SOCKET } else { FOLDER };
            let message = message.with(owner(scope), &path.shown);
            relate_users(out.fail(&path.place, message), volume, scope);
        }
        // Another file passed as a secret or config is not evidence.
        Some(false) if is_file => out.not_applicable(),
        Some(false) => out.pass(&path.place),
        None => out.unknown(&path.place, Why::Variable.to_string()),
    }
}
