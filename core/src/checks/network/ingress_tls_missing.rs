use crate::checks::{
    Check, Concern, Fix, Message, Outcome, Rule, Scope, Severity, Technologies, Tool,
    supports_and_refutes,
};
use crate::frameworks::{Hipaa, Nsa};
use crate::model::meta::lookup;
use crate::model::network::Ingress;

pub(super) static CHECK: Check = Check {
    id: "ingress-tls-missing",
    title: "Ingress has no TLS",
    messages: &[MESSAGE.text()],
    why: "An attacker on the network path can read and change the traffic, including credentials and health data.",
    fix: Fix::all("Add `spec.tls` with the hosts and the Secret that contains their certificate."),
    severity: Severity::High,
    concern: Concern::IngressTls,
    controls: &[
        supports_and_refutes(Hipaa::S312E1),
        supports_and_refutes(Hipaa::S312E2II),
        supports_and_refutes(Hipaa::S312E2I),
        supports_and_refutes(Nsa::N8),
    ],
    equivalents: &[
        Tool::Polaris.calls_it("tlsSettingsMissing"),
        Tool::Kubescape.calls_it("C-0263"),
        Tool::Kyverno.calls_it("require-ingress-https"),
    ],
    since: "0.1.0",
    technologies: Technologies::KUBERNETES,
    parameters: &[],
    rule: Rule::Ingress(check),
};

const MESSAGE: Message = Message::new("Ingress has no TLS");

/// Annotations that make a controller take certificates from elsewhere, with the required value. The
/// annotation of cert-manager is not among them: it fills the Secret that `spec.tls` names.
pub(super) const ELSEWHERE: &[(&str, Option<&str>)] = &[
    ("alb.ingress.kubernetes.io/certificate-arn", None),
    ("appgw.ingress.kubernetes.io/appgw-ssl-certificate", None),
    ("ingress.gcp.kubernetes.io/pre-shared-cert", None),
    ("networking.gke.io/managed-certificates", None),
    ("route.openshift.io/termination", None),
    ("traefik.ingress.kubernetes.io/router.tls", Some("true")),
];

fn check(ingress: &Ingress, scope: &Scope, out: &mut Outcome) {
    if out.read(&ingress.tls).is_some_and(|entries| !entries.is_empty()) {
        return out.pass(&ingress.tls);
    }
    let Some(resource) = scope.resource else { return };
    for (annotation, wanted) in ELSEWHERE {
        let value = lookup(&resource.metadata.annotations, annotation);
        let counts = |text: &&str| wanted.map_or(!text.trim().is_empty(), |wanted| *text == wanted);
        if out.read(&value).is_some_and(counts) {
            return out.pass(&value);
        }
    }
    if !out.is_undecided() {
        out.fail(&ingress.tls, MESSAGE);
    }
}
