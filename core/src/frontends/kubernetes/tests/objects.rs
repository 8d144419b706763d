use super::{each, list, one, show, value};
use crate::model::Body;
use crate::model::meta::{StringMap, lookup};

fn map(map: &StringMap<'_>) -> String {
    each(map, |entry| format!("{}={}", entry.key, show(&entry.value)))
}

/// The relevant content of an object, on one line.
fn summary(body: &Body<'_>) -> String {
    match body {
        Body::Workload(workload) => format!(
            "{} {} {} {}",
            show(&workload.effective_replicas()),
            show(&workload.selector.clone().map(|selector| map(&selector.match_labels))),
            show(&workload.service_name),
            each(&workload.claim_templates, |claim| {
                format!("{} {}", show(&claim.metadata.name), show(&claim.class))
            }),
        ),
        Body::Secret(secret) => {
            format!("{} {} {}", show(&secret.kind), map(&secret.data), map(&secret.string_data))
        }
        Body::ConfigMap(config) => format!("{} {}", map(&config.data), map(&config.binary_data)),
        Body::Service(service) => format!(
            "{} {} {} {}",
            show(&service.kind),
            map(&service.selector),
            each(&service.ports, |port| format!(
                "{}>{}",
                show(&port.port),
                show(&port.target_port)
            )),
            list(&service.load_balancer_source_ranges),
        ),
        Body::Ingress(ingress) => format!(
            "{} {} {} {}",
            show(&ingress.class),
            each(&ingress.tls, |tls| format!("{} {}", list(&tls.hosts), show(&tls.secret_name))),
            each(&ingress.rules, |rule| each(&rule.paths, |path| {
                let backend = value(path.backend.clone());
                format!(
                    "{}{}>{}:{}",
                    show(&rule.host),
                    show(&path.path),
                    show(&backend.service),
                    show(&backend.port)
                )
            })),
            show(&ingress.default_backend.clone().map(|backend| show(&backend.service))),
        ),
        Body::NetworkPolicy(policy) => format!(
            "ingress {} egress {} peers {}",
            show(&policy.isolates_ingress()),
            show(&policy.isolates_egress()),
            each(&policy.ingress, |rule| each(&rule.peers, |peer| show(&peer.cidr))),
        ),
        Body::Gateway(gateway) => format!(
            "{} {}",
            show(&gateway.class),
            each(&gateway.listeners, |listener| format!(
                "{} {} {} {}",
                show(&listener.protocol),
                show(&listener.port),
                show(&listener.tls_mode),
                list(&listener.certificates)
            )),
        ),
        Body::HttpRoute(route) => format!(
            "{} {} {} {:?}",
            list(&route.hostnames),
            list(&route.parents),
            each(&route.backends, |backend| show(&backend.service)),
            route.redirect_schemes.iter().map(show).collect::<Vec<_>>(),
        ),
        Body::PersistentVolume(volume) => format!(
            "{} {} {} {} {} {}",
            show(&volume.class),
            show(&volume.source),
            show(&volume.path),
            show(&volume.csi_driver),
            map(&volume.csi_attributes),
            show(&volume.claim.1),
        ),
        Body::Claim(claim) => format!(
            "{} {} {} {}",
            show(&claim.metadata.name),
            show(&claim.class),
            list(&claim.access_modes),
            show(&claim.storage_request.clone().map(|size| size.value())),
        ),
        Body::StorageClass(class) => {
            format!("{} {}", show(&class.provisioner), map(&class.parameters))
        }
        Body::ServiceAccount(account) => format!(
            "{} {} {}",
            show(&account.automount_service_account_token),
            list(&account.secrets),
            list(&account.image_pull_secrets),
        ),
        Body::Role(role) => format!(
            "{} {} {}",
            role.cluster,
            each(&role.rules, |rule| format!(
                "{} {} {}",
                list(&rule.api_groups),
                list(&rule.resources),
                list(&rule.verbs)
            )),
            each(&role.aggregation, |selector| map(&selector.match_labels)),
        ),
        Body::Binding(binding) => format!(
            "{} {}/{} {}",
            binding.cluster,
            show(&binding.role_kind),
            show(&binding.role_name),
            each(&binding.subjects, |subject| format!(
                "{} {} {}",
                show(&subject.kind),
                show(&subject.name),
                show(&subject.namespace)
            )),
        ),
        Body::Namespace(_) => "namespace".to_owned(),
        Body::LimitRange(range) => each(&range.limits, |limit| {
            format!(
                "{} {}",
                show(&limit.kind),
                show(&limit.default.memory.clone().map(|amount| amount.value()))
            )
        }),
        Body::Settings(_) | Body::Part | Body::Other => "other".to_owned(),
    }
}

#[test]
fn each_kind_is_read_by_its_group() {
    let cases = [
        (
            "v1, kind: Secret, type: a, data: {k: dg==}, stringData: {p: '${V}', q: 1}",
            r#""a" k="dg==" p="${V}", q=? the value is not a string"#,
        ),
        ("v1, kind: Secret", "- type - data - stringData"),
        ("v1, kind: Secret, data: text", "- type ? the value is not a mapping - stringData"),
        ("v1, kind: ConfigMap, data: {a: '{{ x }}', b: }", r#"a="{{ x }}", b=- b - binaryData"#),
        (
            "v1, kind: Service, spec: {type: LoadBalancer, selector: {app: a}, \
             ports: [{port: 80, targetPort: http}, {port: 443, targetPort: 8443}], \
             loadBalancerSourceRanges: [10.0.0.0/8]}",
            r#""LoadBalancer" app="a" 80>"http", 443>"8443" "10.0.0.0/8""#,
        ),
        (
            "networking.k8s.io/v1, kind: Ingress, spec: {ingressClassName: nginx, \
             tls: [{hosts: [a.b], secretName: t}], defaultBackend: {service: {name: d}}, \
             rules: [{host: a.b, http: {paths: [\
             {path: /, backend: {service: {name: s, port: {number: 80}}}}, \
             {path: /x, backend: {service: {name: s, port: {name: web}}}}, \
             {path: /y, backend: {serviceName: lost}}]}}]}",
            r#""nginx" "a.b" "t" "a.b""/">"s":"80", "a.b""/x">"s":"web", "a.b""/y">- service.name:- service.port.number "\"d\"""#,
        ),
        (
            "extensions/v1beta1, kind: Ingress, metadata: {annotations: {kubernetes.io/ingress.class: old}}, \
             spec: {backend: {serviceName: d, servicePort: 80}, \
             rules: [{http: {paths: [{backend: {serviceName: s, servicePort: web}}]}}]}",
            r#""old" - tls - host- path>"s":"web" "\"d\"""#,
        ),
        (
            "networking.k8s.io/v1, kind: NetworkPolicy",
            "ingress true egress false peers - spec.ingress",
        ),
        (
            "networking.k8s.io/v1, kind: NetworkPolicy, spec: {policyTypes: [], egress: [{}], \
             ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]}",
            r#"ingress true egress true peers "10.0.0.0/8""#,
        ),
        (
            "networking.k8s.io/v1, kind: NetworkPolicy, spec: {policyTypes: [Egress]}",
            "ingress false egress true peers - ingress",
        ),
        (
            "networking.k8s.io/v1, kind: NetworkPolicy, spec: {policyTypes: [Egress, '{{ x }}']}",
            "ingress ? a template expression has to be rendered first egress true peers - ingress",
        ),
        ("crd.projectcalico.org/v1, kind: NetworkPolicy", "other"),
        (
            "gateway.networking.k8s.io/v1, kind: Gateway, spec: {gatewayClassName: g, listeners: [\
             {protocol: HTTPS, port: 443, tls: {mode: Terminate, certificateRefs: [{name: c}]}}, \
             {protocol: HTTP, port: 80}]}",
            r#""g" "HTTPS" 443 "Terminate" "c", "HTTP" 80 - tls.mode - tls.certificateRefs"#,
        ),
        ("networking.istio.io/v1, kind: Gateway, spec: {servers: []}", "other"),
        (
            "gateway.networking.k8s.io/v1beta1, kind: HTTPRoute, spec: {hostnames: [a.b], \
             parentRefs: [{name: g}], rules: [{backendRefs: [{name: s}]}, {filters: [\
             {type: RequestRedirect, requestRedirect: {scheme: https}}]}, {backendRefs: [{name: t}]}]}",
            r#""a.b" "g" "s", "t" ["\"https\""]"#,
        ),
        (
            "v1, kind: PersistentVolume, spec: {storageClassName: fast, claimRef: {name: c}, \
             csi: {driver: d, volumeAttributes: {encrypted: 'true'}}}",
            r#""fast" "csi" - hostPath.path "d" encrypted="true" "c""#,
        ),
        (
            "v1, kind: PersistentVolume, spec: {local: {path: /mnt}}",
            r#"- storageClassName "local" "/mnt" - csi.driver - csi.volumeAttributes - claimRef.name"#,
        ),
        (
            "v1, kind: PersistentVolumeClaim, metadata: {name: c}, spec: {storageClassName: fast, \
             accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Ki}}}",
            r#""c" "fast" "ReadWriteOnce" 1024.0"#,
        ),
        (
            "v1, kind: PersistentVolumeClaim, metadata: {annotations: \
             {volume.beta.kubernetes.io/storage-class: old}}",
            r#"- name "old" - spec.accessModes - spec.resources.requests.storage"#,
        ),
        (
            "storage.k8s.io/v1, kind: StorageClass, provisioner: ebs.csi.aws.com, \
             parameters: {encrypted: 'true', bad: true}",
            r#""ebs.csi.aws.com" encrypted="true", bad=? the value is not a string"#,
        ),
        (
            "v1, kind: ServiceAccount, automountServiceAccountToken: false, secrets: [{name: s}], \
             imagePullSecrets: [{name: p}]",
            r#"false "s" "p""#,
        ),
        (
            "rbac.authorization.k8s.io/v1, kind: ClusterRole, \
             rules: [{apiGroups: [''], resources: [secrets], verbs: ['*', get]}]",
            r#"true "" "secrets" "*", "get" - aggregationRule.clusterRoleSelectors"#,
        ),
        (
            "rbac.authorization.k8s.io/v1, kind: ClusterRole, aggregationRule: \
             {clusterRoleSelectors: [{matchLabels: {a: b}}]}",
            r#"true - rules a="b""#,
        ),
        (
            "rbac.authorization.k8s.io/v1, kind: Role, rules: []",
            "false  - aggregationRule.clusterRoleSelectors",
        ),
        (
            "rbac.authorization.k8s.io/v1, kind: RoleBinding, roleRef: {kind: Role, name: r}, \
             subjects: [{kind: ServiceAccount, name: a, namespace: ns}, {kind: Group, name: g}]",
            r#"false "Role"/"r" "ServiceAccount" "a" "ns", "Group" "g" - namespace"#,
        ),
        (
            "rbac.authorization.k8s.io/v1beta1, kind: ClusterRoleBinding, roleRef: {name: r}",
            r#"true - kind/"r" - subjects"#,
        ),
        ("v1, kind: Namespace", "namespace"),
        (
            "v1, kind: LimitRange, spec: {limits: [{type: Container, default: {memory: 1k}}]}",
            r#""Container" 1000.0"#,
        ),
        (
            "apps/v1, kind: StatefulSet, spec: {replicas: 3, selector: {matchLabels: {a: b}}, \
             serviceName: s, volumeClaimTemplates: [{metadata: {name: d}, spec: {storageClassName: f}}]}",
            r#"3 "a=\"b\"" "s" "d" "f""#,
        ),
        ("v1, kind: ReplicationController, spec: {selector: {a: b}}", r#"1 "a=\"b\"" -  - "#),
        ("monitoring.coreos.com/v1, kind: ServiceMonitor", "other"),
        ("example.org/v1, kind: Secret", "other"),
    ];
    for (text, expected) in cases {
        let resource = one(&format!("{{apiVersion: {text}}}"));
        assert_eq!(summary(&resource.body), expected, "{text}");
    }
}

#[test]
fn metadata_is_read_of_every_kind() {
    let resource = one("
apiVersion: example.org/v1
kind: Anything
metadata:
  name: '{{ x }}'
  namespace: 1
  labels: {a: b, c: true}
  annotations: text
  ownerReferences: [{kind: K, name: own}]
");
    let metadata = resource.metadata;
    assert_eq!(show(&metadata.name), "? a template expression has to be rendered first");
    assert_eq!(show(&metadata.generate_name), "- generateName");
    assert_eq!(show(&metadata.namespace), "? the value is not a string");
    assert_eq!(map(&metadata.labels), r#"a="b", c=? the value is not a string"#);
    assert_eq!(map(&metadata.annotations), "? the value is not a mapping");
    let owner = |owner: &crate::model::meta::Owner<'_>| {
        format!("{} {}", show(&owner.kind), show(&owner.name))
    };
    assert_eq!(each(&metadata.owners, owner), r#""K" "own""#);
}

#[test]
fn an_expression_for_a_key_might_be_any_key() {
    let labels = |text: &str| {
        let metadata = format!("{{name: a, labels: {text}}}");
        let text = format!("{{apiVersion: v1, kind: Namespace, metadata: {metadata}}}");
        show(&lookup(&one(&text).metadata.labels, "tier"))
    };
    assert_eq!(labels("{tier: web}"), r#""web""#);
    assert_eq!(labels("{app: a}"), "- tier");
    assert_eq!(labels("null"), "- labels.tier");
    assert_eq!(
        labels("{'{{ .Values.key }}': a}"),
        "? a template expression has to be rendered first"
    );
    assert_eq!(labels("{'{{ .Values.key }}': a, tier: web}"), r#""web""#);
}
