use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, decides,
    refutes,
};
use crate::frameworks::{Hipaa, Nsa, PssControl};
use crate::model::pods::{Container, Handler};
use crate::tree::Edit;

pub(super) static CHECK: Check = Check {
    id: "probe-or-lifecycle-host",
    title: "probe or lifecycle hook targets another host",
    messages: &[MESSAGE.text()],
    why: "The kubelet sends the request from the node's network: the author of the manifest can make it send requests to addresses that only the node can reach, such as cloud metadata services.",
    fix: Fix::all("Remove `host`, so that the request goes to the IP address of the Pod."),
    severity: Severity::High,
    concern: Concern::ProbeHost,
    controls: &[
        decides(PssControl::HOST_PROBES_AND_HOST_LIFECYCLE),
        refutes(Hipaa::S312A1).own_reading(),
        refutes(Hipaa::S308A1IIB).own_reading(),
        refutes(Nsa::P4),
    ],
    equivalents: &[Tool::PodSecurity.calls_it("hostProbesAndHostLifecycle")],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Container(check),
};

const MESSAGE: Message<3> = Message::new("{name} of {container} targets the host `{host}`");

fn check(container: &Container, _: &Scope, out: &mut Outcome) {
    let probes = [
        ("liveness probe", &container.liveness_probe),
        ("readiness probe", &container.readiness_probe),
        ("startup probe", &container.startup_probe),
    ];
    for (name, probe) in probes {
        if let Some(probe) = out.read(probe) {
            handler(container, name, &probe.handler, out);
        }
    }
    let hooks =
        [("`postStart` hook", &container.post_start), ("`preStop` hook", &container.pre_stop)];
    for (name, hook) in hooks {
        if let Some(hook) = out.read(hook) {
            handler(container, name, hook, out);
        }
    }
}

fn handler(container: &Container, name: &str, handler: &Handler, out: &mut Outcome) {
    for target in [&handler.http_get, &handler.tcp_socket] {
        let Some(target) = out.read(target) else { continue };
        match out.read(&target.host) {
            Some(&"") => out.pass(&target.host),
            Some(host) => {
                let message = MESSAGE.with(name, container.label(), host);
                out.fail(&target.host, message).fix(Edit::remove(&target.host));
            }
            None => {}
        }
    }
}
