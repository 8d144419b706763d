use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::Resource;
use crate::tree::{Cursor, Edit};

pub(super) static CHECK: Check = Check {
    id: "mtls-permissive",
    title: "mutual TLS is not enforced in the mesh",
    messages: &[UNSET.text(), MODE.text(), MODE_OF_PORT.text()],
    why: "A workload that accepts plaintext accepts requests from any client without authentication, and an attacker on the network path can read the traffic.",
    fix: Fix::all("Set the mode to `STRICT` once every client is in the mesh."),
    severity: Severity::High,
    concern: Concern::MutualTls,
    controls: &[
        supports_and_refutes(Hipaa::S312E1),
        supports_and_refutes(Hipaa::S312E2II),
        supports_and_refutes(Hipaa::S312E2I),
        supports_and_refutes(Hipaa::S312D),
        supports_and_refutes(Nsa::N8),
    ],
    equivalents: &[Tool::Kyverno.calls_it("enforce-strict-mtls")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Resource(&["security.istio.io/PeerAuthentication"], check),
};

const UNSET: Message =
    Message::new("mutual TLS mode is not set for the mesh and defaults to `PERMISSIVE`");
const MODE: Message<1> = Message::new("mutual TLS mode is `{mode}`");
const MODE_OF_PORT: Message<2> = Message::new("mutual TLS mode is `{mode}` for port {port}");

/// The default root namespace of Istio, in which a policy without a selector applies to the whole mesh.
const ROOT_NAMESPACE: &str = "istio-system";

fn check(resource: &Resource, _: &Scope, out: &mut Outcome) {
    let mode = resource.at("spec.mtls.mode");
    let judged = judge(&mode, None, out);
    if !judged && is_of_mesh(resource, out) {
        let mode = mode.text();
        out.fail(&mode, UNSET).fix(Edit::set(&mode, "STRICT"));
        return;
    }
    let ports = resource.at("spec.portLevelMtls").entries();
    let mut any = judged;
    for port in out.read(&ports).into_iter().flatten() {
        any |= judge(&port.value.get("mode"), Some(&port.key), out);
    }
    if !any {
        // Without a mode the mode of the parent applies, which is judged at the parent.
        out.not_applicable();
    }
}

/// Whether the policy is the mesh-wide one, which has no parent.
fn is_of_mesh(resource: &Resource, out: &mut Outcome) -> bool {
    let selector = resource.at("spec.selector").mapping(|_| ());
    out.read(&resource.metadata.namespace) == Some(&ROOT_NAMESPACE) && out.is_unset(&selector)
}

/// Judges the mode of the workload or of a port; returns whether it is set.
fn judge(mode: &Cursor, port: Option<&str>, out: &mut Outcome) -> bool {
    let mode = mode.text();
    match out.read(&mode) {
        Some(&"STRICT") => out.pass(&mode),
        Some(&("PERMISSIVE" | "DISABLE")) => {
            let name = out.read(&mode).copied().unwrap_or_default();
            let message = match port {
                Some(port) => MODE_OF_PORT.with(name, port),
                None => MODE.with(name),
            };
            out.fail(&mode, message).fix(Edit::set(&mode, "STRICT"));
        }
        Some(&"UNSET") => return false,
        Some(_) => out.unknown(&mode, "the value is not a valid mutual TLS mode"),
        None => return !out.is_unset(&mode),
    }
    true
}
