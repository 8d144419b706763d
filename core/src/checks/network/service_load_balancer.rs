use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool, refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::meta::lookup;
use crate::model::network::Service;
use crate::tree::{Anchor, Spot};

pub(super) static CHECK: Check = Check {
    id: "service-load-balancer",
    title: "Service is exposed by a load balancer",
    messages: &[LIMITED.text(), OPEN.text()],
    why: "A load balancer exposes the port outside the cluster, with most cloud providers to the Internet, and bypasses the TLS termination and the access log of the Ingress.",
    fix: Fix::all(
        "Set `type: ClusterIP`, and use an Ingress or a Gateway. Otherwise make the load balancer internal, or list the allowed clients in `loadBalancerSourceRanges`.",
    ),
    severity: Severity::High,
    concern: Concern::ServiceExposure,
    controls: &[refutes(Hipaa::S312A1), refutes(Hipaa::S312E1), refutes(Nsa::N2)],
    equivalents: &[
        Tool::KubeLinter.calls_it("exposed-services"),
        Tool::Kics.calls_it("Service With External Load Balancer"),
        Tool::Kyverno.calls_it("restrict-loadbalancer"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Service(check),
};

const LIMITED: Message =
    Message::new("Service is exposed by a load balancer with restricted access");
const OPEN: Message = Message::new("Service is exposed by a load balancer without restrictions");

/// Annotations that make a load balancer internal, with the required value.
const INTERNAL: &[(&str, &str)] = &[
    ("cloud.google.com/load-balancer-type", "Internal"),
    ("networking.gke.io/load-balancer-type", "Internal"),
    ("service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type", "intranet"),
    ("service.beta.kubernetes.io/aws-load-balancer-internal", "true"),
    ("service.beta.kubernetes.io/aws-load-balancer-scheme", "internal"),
    ("service.beta.kubernetes.io/azure-load-balancer-internal", "true"),
    ("service.beta.kubernetes.io/oci-load-balancer-internal", "true"),
    ("service.beta.kubernetes.io/openstack-internal-load-balancer", "true"),
    ("service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type", "private"),
];

/// Ranges of all addresses.
const ALL: [&str; 2] = ["0.0.0.0/0", "::/0"];

fn check(service: &Service, scope: &Scope, out: &mut Outcome) {
    match out.read(&service.kind) {
        Some(&"LoadBalancer") => {}
        Some(_) => return out.pass(&service.kind),
        None => return,
    }
    if let Some((limit, why)) = limit(service, scope, out) {
        out.fail(&service.kind, LIMITED).severity(Severity::Medium).related(&limit, why);
    } else {
        out.fail(&service.kind, OPEN);
    }
}

/// The setting that restricts access to the load balancer.
fn limit(service: &Service, scope: &Scope, out: &mut Outcome) -> Option<(Spot, &'static str)> {
    for (annotation, internal) in INTERNAL {
        let value = lookup(&scope.resource?.metadata.annotations, annotation);
        if out.read(&value).is_some_and(|value| value.eq_ignore_ascii_case(internal)) {
            return Some((value.spot(), "the load balancer is internal"));
        }
    }
    let ranges = &service.load_balancer_source_ranges;
    let listed = out.read(ranges).filter(|ranges| !ranges.is_empty())?;
    let open =
        listed.iter().any(|range| out.read(range).is_none_or(|range| ALL.contains(&range.trim())));
    (!open).then(|| (ranges.spot(), "only these source ranges are allowed"))
}
