//! What environments share is judged once: each of them is told what it is told alone.

use std::collections::BTreeSet;

use asepsis::{Checker, Input, Report};

/// Objects that change each other's findings.
const OBJECTS: &[&str] = &[
    "{apiVersion: v1, kind: Namespace, metadata: {name: clinic, labels: {tier: front}}}",
    "{apiVersion: v1, kind: ServiceAccount, metadata: {name: web, namespace: clinic}, automountServiceAccountToken: false}",
    "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: clinic}, spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {serviceAccountName: web, containers: [{name: web, image: 'web:1.0.0', ports: [{containerPort: 80}]}]}}}}",
    "{apiVersion: v1, kind: Pod, metadata: {name: job, namespace: clinic, labels: {app: job, tier: back}}, spec: {containers: [{name: job, image: 'job:1.0.0'}]}}",
    "{apiVersion: v1, kind: Service, metadata: {name: web, namespace: clinic}, spec: {selector: {app: web}, ports: [{port: 80}]}}",
    "{apiVersion: v1, kind: Service, metadata: {name: job, namespace: clinic}, spec: {selector: {tier: back}, ports: [{port: 80}]}}",
    "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: web, namespace: clinic}, spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress, Egress], ingress: [{from: [{podSelector: {}}]}]}}",
    "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace: clinic}, spec: {podSelector: {}, policyTypes: [Ingress, Egress]}}",
    "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: open, namespace: clinic}, spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{}]}}",
    "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: hidden, namespace: '{{ .Values.n }}'}, spec: {podSelector: {matchLabels: {app: job}}}}",
    "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: other, namespace: clinic}}",
    "{apiVersion: v1, kind: LimitRange, metadata: {name: limits, namespace: clinic}, spec: {limits: [{type: Container, default: {cpu: 1, memory: 1Gi}}]}}",
    "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: web, namespace: clinic}, spec: {defaultBackend: {service: {name: web, port: {number: 80}}}}}",
    "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: read, namespace: clinic}, rules: [{apiGroups: [''], resources: [secrets], verbs: [get]}]}",
    "{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, metadata: {name: read, namespace: clinic}, roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: read}, subjects: [{kind: ServiceAccount, name: web, namespace: clinic}]}",
    "{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast, annotations: {storageclass.kubernetes.io/is-default-class: 'true'}}, provisioner: ebs.csi.aws.com, parameters: {encrypted: 'true'}}",
    "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, namespace: clinic}, spec: {accessModes: [ReadWriteOnce]}}",
    "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: web, namespace: clinic}, spec: {minReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}}",
];

const ENVIRONMENTS: [&str; 3] = ["demo", "prod", "staging"];

/// The environments that have an object; empty for all.
type Spread = Vec<&'static str>;

fn inputs(spread: &[Option<Spread>], seen: &[&str]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for (number, (text, environments)) in OBJECTS.iter().zip(spread).enumerate() {
        let input = Input::text(format!("{number:02}.yaml"), *text);
        let Some(environments) = environments else {
            inputs.push(input);
            continue;
        };
        let here: Vec<_> = environments.iter().filter(|name| seen.contains(name)).collect();
        if !here.is_empty() {
            inputs.push(here.into_iter().fold(input, |input, name| input.environment(*name)));
        }
    }
    inputs
}

/// The findings in one environment. The messages may be those of another one, in which the finding
/// covers more.
fn said(report: &Report, environment: &str) -> BTreeSet<String> {
    let findings = report.findings().iter().filter(|finding| {
        finding.environments.is_empty()
            || finding.environments.iter().any(|name| **name == *environment)
    });
    findings
        .map(|finding| {
            let location = finding.location.as_ref().unwrap();
            let (path, pointer) = (&location.path, &location.pointer);
            format!("{} {path} {pointer:?}", finding.check)
        })
        .collect()
}

#[test]
fn each_environment_is_told_what_it_is_told_alone() {
    let checker = Checker::builder().build().unwrap();
    let mut state = 11_u64;
    let mut below = move |limit: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % limit
    };
    let mut differ = 0;
    for run in 0..60 {
        let spread: Vec<Option<Spread>> = OBJECTS
            .iter()
            .map(|_| {
                let some = |names: Vec<&'static str>| (!names.is_empty()).then_some(names);
                let is_shared = below(3) > 0;
                let names = ENVIRONMENTS.into_iter().filter(|_| below(2) == 0).collect();
                if is_shared { None } else { some(names) }
            })
            .collect();
        let together = checker.check(inputs(&spread, &ENVIRONMENTS));
        let mut all = BTreeSet::new();
        let is_named = |name: &&str| spread.iter().flatten().any(|names| names.contains(name));
        for environment in ENVIRONMENTS.into_iter().filter(is_named) {
            let alone = checker.check(inputs(&spread, &[environment]));
            let (expected, found) = (said(&alone, environment), said(&together, environment));
            assert_eq!(expected, found, "run {run}, {environment}: {spread:?}");
            all.insert(found);
        }
        differ += usize::from(all.len() > 1);
    }
    assert!(differ > 40, "{differ}");
}
