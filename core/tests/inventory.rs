//! What an inventory answers about manifests.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/resources.rs"]
mod support;

use asepsis::internal::tree::{State, Tree};
use asepsis::inventory::{
    ClassOf, Coverage, DefaultDeny, Doubt, Found, Inventory, Matches, RoleOf, Supplied, TokenMount,
};
use asepsis::model::pods::{Pod, VolumeDetail};
use asepsis::model::{Body, Resource};
use std::fmt::Write;
use support::{name, resources, tree};

/// Pods of these names, namespaces and labels: `db in prod: app=db,tier=data`.
fn pods(lines: &str) -> String {
    let mut text = String::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (head, labels) = line.split_once(':').expect("a colon");
        let (name, namespace) = head.split_once(" in ").expect("a namespace");
        let labels: Vec<_> =
            labels.split(',').map(|label| label.trim().replace('=', ": ")).collect();
        let namespace =
            if namespace == "-" { String::new() } else { format!(", namespace: {namespace}") };
        let _ = write!(
            text,
            "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {name}{namespace}, labels: {{{}}}}}\nspec: {{containers: [{{name: app}}]}}\n",
            labels.join(", ")
        );
    }
    text
}

/// Policies of these names, namespaces and specs: `deny in prod: {podSelector: {}}`.
fn policies(lines: &str) -> String {
    let mut text = String::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (head, spec) = line.split_once(": ").expect("a colon");
        let (name, namespace) = head.split_once(" in ").expect("a namespace");
        let namespace =
            if namespace == "-" { String::new() } else { format!(", namespace: {namespace}") };
        let _ = write!(
            text,
            "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: {name}{namespace}}}\nspec: {spec}\n"
        );
    }
    text
}

fn pod<'r, 'a>(resource: &'r Resource<'a>) -> &'r Pod<'a> {
    let State::Set(pod, _) = resource.workload().expect("a workload").pod.state() else {
        panic!("{} has no pod", name(resource))
    };
    pod
}

fn with_inventory<T>(text: &str, ask: impl FnOnce(&Inventory<'_, '_>) -> T) -> T {
    let tree: Tree = tree(text);
    let resources = resources(&tree);
    ask(&Inventory::new(&resources))
}

fn doubt(doubt: Doubt) -> String {
    format!("unknown, {doubt}")
}

/// One line for each workload: who isolates it for ingress, then for egress.
fn isolation(text: &str) -> Vec<String> {
    let coverage = |coverage: &Coverage<'_, '_>| match coverage {
        Coverage::Covered(policy) => name(policy).to_owned(),
        Coverage::NotCovered => "none".to_owned(),
        Coverage::Unknown(why) => doubt(*why),
    };
    with_inventory(text, |inventory| {
        let line = |resource: &Resource<'_>, isolation: asepsis::inventory::Isolation<'_, '_>| {
            let [ingress, egress] = [&isolation.ingress, &isolation.egress].map(coverage);
            format!("{}: {ingress} / {egress}", name(resource))
        };
        inventory
            .workloads()
            .map(|(resource, _)| line(resource, inventory.isolation(resource, pod(resource))))
            .collect()
    })
}

#[test]
fn policies_isolate_pods_of_their_own_namespace_in_the_directions_that_they_are_about() {
    let pods = pods(
        "web in prod: app=web
         db in prod: app=db,tier=data
         web2 in dev: app=web
         unset in -: app=web
         named in default: app=web",
    );
    let policies = policies(
        "web in prod: {podSelector: {matchLabels: {app: web}}}
         both in prod: {podSelector: {matchExpressions: [{key: tier, operator: Exists}]}, ingress: [], egress: [{}]}
         out in dev: {policyTypes: [Egress]}
         one in default: {podSelector: {matchLabels: {app: web}}, policyTypes: []}",
    );
    let expected = [
        "web: web / none",
        "db: both / both",
        "web2: none / out",
        "unset: one / none",
        "named: one / none",
    ];
    // The position of a policy in the input does not matter.
    assert_eq!(isolation(&format!("{pods}{policies}")), expected);
    assert_eq!(isolation(&format!("{policies}{pods}")), expected);
}

#[test]
fn what_cannot_be_seen_of_a_policy_or_a_pod_is_unknown_and_never_covers() {
    let pods = pods(
        "web in prod: app=web
         templated in prod: app='{{ .Values.app }}'
         lost in '{{ .Release.Namespace }}': app=web
         other in dev: app=other",
    );
    let policies = policies(
        "web in prod: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}
         templated in prod: {podSelector: {matchLabels: {app: '{{ .Values.name }}'}}, policyTypes: [Egress]}
         lost in '{{ .Release.Namespace }}': {podSelector: {matchLabels: {app: other}}}",
    );
    let expression = "unknown, a template expression has to be rendered first";
    assert_eq!(
        isolation(&format!("{pods}{policies}")),
        [
            format!("web: web / {expression}"),
            format!("templated: {expression} / {expression}"),
            format!("lost: {expression} / {expression}"),
            format!("other: {expression} / none"),
        ]
    );
}

#[test]
fn without_any_policy_nothing_is_unknown() {
    let pods = pods("lost in '{{ .Release.Namespace }}': app='{{ .Values.app }}'");
    assert_eq!(isolation(&pods), ["lost: none / none"]);
}

#[test]
fn labels_of_controllers_and_selectors_that_are_refused_are_unknown() {
    let template = "apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: app}]}}}
";
    let hash = policies("hash in -: {podSelector: {matchLabels: {pod-template-hash: abc}}}");
    assert_eq!(
        isolation(&format!("{template}{hash}")),
        ["web: unknown, the label is set by a controller when it creates the pod / none"]
    );
    // A bare Pod has the labels that are written, and no others.
    assert_eq!(isolation(&format!("{}{hash}", pods("web in -: app=web"))), ["web: none / none"]);
    let refused =
        policies("bad in -: {podSelector: {matchExpressions: [{key: app, operator: In}]}}");
    assert_eq!(
        isolation(&format!("{template}{refused}")),
        ["web: unknown, the selector has `In` or `NotIn` without values / none"]
    );
}

#[test]
fn policies_of_kinds_that_are_not_understood_leave_isolation_unknown() {
    let pods = pods("web in prod: app=web\nweb2 in dev: app=web");
    let cilium = "---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: c, namespace: prod}\n";
    let other = "unknown, a policy of an unsupported kind may apply";
    assert_eq!(
        isolation(&format!("{pods}{cilium}")),
        [format!("web: {other} / {other}"), "web2: none / none".to_owned()]
    );
}

/// What a namespace denies by default, ingress then egress.
fn default_deny(lines: &str) -> String {
    let deny = |deny: &DefaultDeny<'_, '_>| match deny {
        DefaultDeny::Denied(policy) => format!("denied by {}", name(policy)),
        DefaultDeny::Missing => "missing".to_owned(),
        DefaultDeny::Opened(policy, _) => format!("opened by {}", name(policy)),
        DefaultDeny::Unknown(_) => "unknown".to_owned(),
    };
    with_inventory(&policies(lines), |inventory| {
        let found = inventory.default_deny("prod");
        format!("{} / {}", deny(&found.ingress), deny(&found.egress))
    })
}

#[test]
fn a_default_deny_selects_every_pod_and_is_opened_by_a_rule_for_all() {
    let cases = [
        ("a in prod: {podSelector: {}}", "denied by a / missing"),
        ("a in prod: {policyTypes: [Ingress, Egress]}", "denied by a / denied by a"),
        (
            "a in prod: {podSelector: {matchLabels: {}, matchExpressions: []}}\nb in prod: {policyTypes: [Egress]}",
            "denied by a / denied by b",
        ),
        ("a in prod: {podSelector: {matchLabels: {app: web}}}", "missing / missing"),
        ("a in dev: {}", "missing / missing"),
        ("a in prod: {}\nb in prod: {ingress: [{}]}", "opened by b / missing"),
        ("a in prod: {ingress: [{from: [], ports: []}]}", "opened by a / missing"),
        ("a in prod: {ingress: [{ports: [{port: 80}]}]}", "denied by a / missing"),
        ("a in prod: {ingress: [{from: [{podSelector: {}}]}]}", "denied by a / missing"),
        ("a in prod: {ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}", "opened by a / missing"),
        (
            "a in prod: {ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]}",
            "denied by a / missing",
        ),
        ("a in prod: {policyTypes: ['{{ .Values.type }}']}", "unknown / unknown"),
        ("a in prod: {ingress: '{{ .Values.rules }}'}", "unknown / missing"),
        ("a in prod: {}\nb in '{{ .Values.namespace }}': {ingress: [{}]}", "unknown / missing"),
        ("a in prod: {}\nb in '{{ .Values.namespace }}': {}", "denied by a / missing"),
        ("b in '{{ .Values.namespace }}': {}", "unknown / missing"),
    ];
    for (lines, expected) in cases {
        assert_eq!(default_deny(lines), expected, "{lines}");
    }
}

#[test]
fn objects_are_found_by_group_kind_namespace_and_name() {
    let text = "
{apiVersion: v1, kind: Secret, metadata: {name: a}}
---
{apiVersion: v1, kind: Secret, metadata: {name: a, namespace: default}}
---
{apiVersion: v1, kind: Secret, metadata: {name: b, namespace: prod}}
---
{apiVersion: v1, kind: Secret, metadata: {name: c, namespace: '{{ .Release.Namespace }}'}}
---
{apiVersion: v1, kind: ConfigMap, metadata: {name: b, namespace: prod}}
---
{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast, namespace: ignored}}
---
{apiVersion: serving.knative.dev/v1, kind: Service, metadata: {name: b, namespace: prod}}
";
    with_inventory(text, |inventory| {
        let find = |kind, namespace, name| found(inventory.find("", kind, namespace, name));
        assert_eq!(find("Secret", Some("default"), "a"), "several");
        assert_eq!(find("Secret", Some("prod"), "b"), "one");
        assert_eq!(find("Secret", Some("default"), "b"), "nothing");
        assert_eq!(find("Secret", None, "b"), "nothing");
        assert_eq!(find("Secret", Some("default"), "c"), "nothing");
        assert_eq!(find("ConfigMap", Some("prod"), "b"), "one");
        assert_eq!(find("Service", Some("prod"), "b"), "nothing");
        let service = inventory.find("serving.knative.dev", "Service", Some("prod"), "b");
        assert_eq!(found(service), "one");
        let class = inventory.find("storage.k8s.io", "StorageClass", None, "fast");
        assert_eq!(found(class), "one");
        assert!(inventory.doubt_about("", "Secret").is_some());
        assert!(inventory.doubt_about("", "ConfigMap").is_none());
        let is_repeated = |resource| inventory.originals_of(resource).next().is_some();
        let repeated: Vec<bool> = inventory.resources().map(is_repeated).collect();
        assert_eq!(repeated, [false, true, false, false, false, false, false]);
    });
}

fn found(found: Found<'_, '_>) -> &'static str {
    match found {
        Found::One(_) => "one",
        Found::Several(_) => "several",
        Found::Nothing => "nothing",
    }
}

/// Only the cluster knows whether a custom kind is namespaced.
#[test]
fn who_asks_about_an_added_kind_says_whether_it_has_namespaces() {
    let text = "
{apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: bare}}
---
{apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: named, namespace: ignored}}
---
{apiVersion: cert-manager.io/v1, kind: Issuer, metadata: {name: own, namespace: prod}}
---
{apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: {name: far, namespace: '{{ .Values.n }}'}}
---
{apiVersion: longhorn.io/v1, kind: Node, metadata: {name: own, namespace: prod}}
---
{apiVersion: v1, kind: Node, metadata: {name: own, namespace: ignored}}
";
    with_inventory(text, |inventory| {
        let find =
            |group, kind, namespace, name| found(inventory.find(group, kind, namespace, name));
        assert_eq!(find("cert-manager.io", "ClusterIssuer", None, "bare"), "one");
        assert_eq!(find("cert-manager.io", "ClusterIssuer", None, "named"), "one");
        assert_eq!(find("cert-manager.io", "ClusterIssuer", None, "far"), "one");
        assert_eq!(find("cert-manager.io", "Issuer", Some("prod"), "own"), "one");
        assert_eq!(find("cert-manager.io", "Issuer", Some("dev"), "own"), "nothing");
        assert_eq!(find("longhorn.io", "Node", Some("prod"), "own"), "one");
        assert_eq!(find("", "Node", None, "own"), "one");
        assert_eq!(find("", "Node", Some("ignored"), "own"), "nothing");
    });
}

#[test]
fn limit_ranges_of_a_namespace_supply_what_containers_leave_out() {
    let ask = |limits: &str, namespace: &str| {
        let text = format!(
            "{}---\napiVersion: v1\nkind: LimitRange\nmetadata: {{name: range, namespace: {namespace}}}\nspec: {{limits: {limits}}}\n",
            pods("web in prod: app=web")
        );
        with_inventory(&text, |inventory| {
            let (resource, _) = inventory.workloads().next().expect("the pod");
            let defaults = inventory.container_defaults(resource);
            let show = |supplied: Supplied<'_, '_>| match supplied {
                Supplied::By(_, amount) => match amount.state() {
                    State::Set(amount, _) => amount.text().to_owned(),
                    _ => panic!("no amount"),
                },
                Supplied::Nothing => "-".to_owned(),
                Supplied::Unknown(_) => "?".to_owned(),
            };
            [
                defaults.cpu_request,
                defaults.cpu_limit,
                defaults.memory_request,
                defaults.memory_limit,
            ]
            .map(show)
            .join(" ")
        })
    };
    let cases = [
        ("[{type: Container, default: {memory: 1Gi}}]", "- - 1Gi 1Gi"),
        (
            "[{type: Container, default: {memory: 1Gi}, defaultRequest: {memory: 1Mi}}]",
            "- - 1Mi 1Gi",
        ),
        ("[{type: Container, max: {cpu: 2}, min: {cpu: 1, memory: 3Mi}}]", "2 2 3Mi -"),
        ("[{type: Container, default: {cpu: 0}, max: {cpu: 2}}]", "- - - -"),
        ("[{type: Pod, max: {cpu: 2}}, {type: Container, max: {memory: 1Gi}}]", "- - 1Gi 1Gi"),
        ("[{type: Container, default: {memory: '{{ .Values.memory }}'}}]", "- - ? ?"),
        ("[{type: '{{ .Values.type }}', max: {cpu: 2}}]", "? ? - -"),
        ("'{{ .Values.limits }}'", "? ? ? ?"),
    ];
    for (limits, expected) in cases {
        assert_eq!(ask(limits, "prod"), expected, "{limits}");
        assert_eq!(ask(limits, "dev"), "- - - -", "{limits}");
    }
    let memory = "[{type: Container, max: {memory: 1Gi}}]";
    assert_eq!(ask(memory, "'{{ .Release.Namespace }}'"), "- - ? ?");
}

/// The class or volume of the claim `data`.
fn class_of(claim: &str, others: &str) -> String {
    let text = format!(
        "{{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {{name: data, namespace: prod}}, spec: {claim}}}\n{others}"
    );
    with_inventory(&text, |inventory| {
        let resource = inventory.resources().next().expect("the claim");
        let Body::Claim(claim) = &resource.body else { panic!("no claim") };
        match inventory.class_of(claim, Some(resource)) {
            ClassOf::Found(class, _) => format!("class {}", name(class)),
            ClassOf::NotInInput(name) => format!("{name} is not in the input"),
            ClassOf::NoDefaultInInput => "no default".to_owned(),
            ClassOf::ByHand(volume, _) => format!("volume {}", name(volume)),
            ClassOf::ByHandNotInInput => "unseen volume".to_owned(),
            ClassOf::Unknown(why) => doubt(why),
        }
    })
}

#[test]
fn a_claim_leads_to_its_class_or_its_volume() {
    let class = |name: &str, annotations: &str| {
        format!(
            "---\n{{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {{name: {name}, annotations: {{{annotations}}}}}, provisioner: p}}\n"
        )
    };
    let volume = |name: &str, namespace: &str| {
        format!(
            "---\n{{apiVersion: v1, kind: PersistentVolume, metadata: {{name: {name}}}, spec: {{claimRef: {{name: data, namespace: {namespace}}}}}}}\n"
        )
    };
    let fast = class("fast", "");
    let default = class("default", "storageclass.kubernetes.io/is-default-class: 'true'");
    let beta = class("beta", "storageclass.beta.kubernetes.io/is-default-class: 'true'");
    let no = class("no", "storageclass.kubernetes.io/is-default-class: 'false'");
    let perhaps =
        class("perhaps", "storageclass.kubernetes.io/is-default-class: '{{ .Values.default }}'");
    let expression = "unknown, a template expression has to be rendered first";
    let several = "unknown, there is more than one default StorageClass";
    let cases = [
        ("{storageClassName: fast}", fast.clone(), "class fast"),
        ("{storageClassName: slow}", fast.clone(), "slow is not in the input"),
        ("{storageClassName: '{{ .Values.class }}'}", fast.clone(), expression),
        ("{}", format!("{fast}{default}{no}"), "class default"),
        ("{}", format!("{fast}{beta}"), "class beta"),
        ("{}", format!("{fast}{no}"), "no default"),
        ("{}", format!("{default}{beta}"), several),
        ("{}", format!("{default}{perhaps}"), expression),
        ("{storageClassName: ''}", default.clone(), "unseen volume"),
        ("{storageClassName: ''}", volume("v", "prod"), "volume v"),
        ("{storageClassName: ''}", volume("v", "dev"), "unseen volume"),
        ("{storageClassName: '', volumeName: w}", volume("w", "dev"), "volume w"),
        ("{storageClassName: '', volumeName: w}", volume("v", "prod"), "unseen volume"),
        (
            "{storageClassName: ''}",
            format!("{}{}", volume("v", "prod"), volume("w", "prod")),
            "unknown, there is more than one PersistentVolume that matches the claim",
        ),
    ];
    for (claim, others, expected) in cases {
        assert_eq!(class_of(claim, &others), expected, "{claim} {others}");
    }
}

#[test]
fn a_claim_made_for_each_pod_has_no_volume_reserved() {
    let text = "
{apiVersion: v1, kind: Pod, metadata: {name: data, namespace: prod}, spec: {containers: [], volumes: [
  {name: data, ephemeral: {volumeClaimTemplate: {spec: {storageClassName: ''}}}}]}}
---
{apiVersion: v1, kind: PersistentVolume, metadata: {name: v}, spec: {claimRef: {name: data, namespace: prod}}}
";
    with_inventory(text, |inventory| {
        let (resource, _) = inventory.workloads().next().expect("the pod");
        let State::Set(volumes, _) = pod(resource).volumes.state() else { panic!("no volumes") };
        let State::Set(sources, _) = volumes[0].sources.state() else { panic!("no sources") };
        let VolumeDetail::Ephemeral(claim) = &sources[0].detail else {
            panic!("no ephemeral volume")
        };
        assert!(matches!(inventory.class_of(claim, None), ClassOf::ByHandNotInInput));
    });
}

#[test]
fn the_pod_then_its_service_account_decide_about_the_token() {
    let ask = |pod_spec: &str, accounts: &str| {
        let text = format!(
            "{{apiVersion: v1, kind: Pod, metadata: {{name: web, namespace: prod}}, spec: {{{pod_spec}containers: []}}}}\n{accounts}"
        );
        with_inventory(&text, |inventory| {
            let (resource, _) = inventory.workloads().next().expect("the pod");
            match inventory.token_mount(resource, pod(resource)) {
                TokenMount::Decided { mounted, by } => match by.state() {
                    State::Set(..) => format!("{mounted}"),
                    _ => format!("{mounted} by default"),
                },
                TokenMount::Unknown(why) => doubt(why),
            }
        })
    };
    let account = |name: &str, namespace: &str, rest: &str| {
        format!(
            "---\n{{apiVersion: v1, kind: ServiceAccount, metadata: {{name: {name}, namespace: {namespace}}}{rest}}}\n"
        )
    };
    let off = ", automountServiceAccountToken: false";
    let on = ", automountServiceAccountToken: true";
    let cases = [
        ("", String::new(), "true by default"),
        ("automountServiceAccountToken: false, ", account("default", "prod", on), "false"),
        ("automountServiceAccountToken: true, ", account("default", "prod", off), "true"),
        ("", account("default", "prod", off), "false"),
        ("", account("default", "dev", off), "true by default"),
        ("serviceAccountName: app, ", account("app", "prod", off), "false"),
        ("serviceAccount: app, ", account("app", "prod", ""), "true by default"),
        (
            "serviceAccountName: app, ",
            account("default", "prod", off),
            "unknown, ServiceAccount not found in the input",
        ),
        (
            "serviceAccountName: '{{ .Values.account }}', ",
            account("default", "prod", off),
            "unknown, a template expression has to be rendered first",
        ),
        (
            "",
            account("default", "prod", ", automountServiceAccountToken: '{{ .Values.mount }}'"),
            "unknown, a template expression has to be rendered first",
        ),
    ];
    for (spec, accounts, expected) in cases {
        assert_eq!(ask(spec, &accounts), expected, "{spec} {accounts}");
    }
}

#[test]
fn bindings_lead_from_roles_to_service_accounts() {
    let text = "
{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: read, namespace: prod}}
---
{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: read}}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: local, namespace: prod}
roleRef: {kind: Role, name: read}
subjects: [{kind: ServiceAccount, name: app}, {kind: Group, name: 'system:serviceaccounts:dev'}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: wide}
roleRef: {kind: ClusterRole, name: read}
subjects: [{kind: ServiceAccount, name: app}, {kind: User, name: 'system:serviceaccount:dev:app'}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: elsewhere, namespace: dev}
roleRef: {kind: Role, name: read}
subjects: [{kind: Group, name: 'system:authenticated'}]
";
    with_inventory(text, |inventory| {
        let mut roles = Vec::new();
        for resource in inventory.resources() {
            if let Body::Binding(binding) = &resource.body {
                roles.push(match inventory.role_of(resource, binding) {
                    RoleOf::Found(role, _) => format!("{} {}", role.kind, name(role)),
                    RoleOf::Several(role) => format!("{} of several", name(role)),
                    RoleOf::NotInInput => "not in the input".to_owned(),
                    RoleOf::Unknown(why) => doubt(why),
                });
            }
        }
        assert_eq!(roles, ["Role read", "ClusterRole read", "not in the input"]);
        let of_role: Vec<Vec<&str>> = inventory
            .resources()
            .take(2)
            .map(|role| inventory.bindings_of_role(role).map(|(b, _)| name(b)).collect())
            .collect();
        assert_eq!(of_role, [["local"], ["wide"]]);
        let of_account = |namespace, account| {
            let bindings = inventory.bindings_of_account(namespace, account);
            bindings.map(|((binding, _), _)| name(binding)).collect::<Vec<_>>()
        };
        assert_eq!(of_account("prod", "app"), ["local", "elsewhere"]);
        assert_eq!(of_account("dev", "app"), ["wide", "local", "elsewhere"]);
        assert_eq!(of_account("dev", "other"), ["local", "elsewhere"]);
    });
}

#[test]
fn services_select_pods_of_their_namespace_and_nothing_without_a_selector() {
    let service = |name: &str, namespace: &str, spec: &str| {
        format!(
            "---\n{{apiVersion: v1, kind: Service, metadata: {{name: {name}, namespace: {namespace}}}, spec: {spec}}}\n"
        )
    };
    let text = [
        pods("web in prod: app=web,tier=front"),
        service("web", "prod", "{selector: {app: web}}"),
        service("both", "prod", "{selector: {tier: front, app: web}}"),
        service("other", "prod", "{selector: {tier: back, app: web}}"),
        service("far", "dev", "{selector: {app: web}}"),
        service("empty", "prod", "{selector: {}}"),
        service("none", "prod", "{}"),
        service("perhaps", "prod", "{selector: {app: '{{ .Values.app }}'}}"),
    ]
    .concat();
    with_inventory(&text, |inventory| {
        let (resource, _) = inventory.workloads().next().expect("the pod");
        let services: Vec<_> = inventory
            .services_of(resource, pod(resource))
            .into_iter()
            .map(|(service, _, answer)| (name(service), answer == Matches::Yes))
            .collect();
        assert_eq!(services, [("web", true), ("both", true), ("perhaps", false)]);
    });
}

/// Who uses the volume `disk`, beside other objects.
fn users(others: &str) -> Vec<String> {
    let text = format!(
        "{{apiVersion: v1, kind: PersistentVolume, metadata: {{name: disk}}, spec: {{storageClassName: fast, capacity: {{storage: 10Gi}}}}}}\n{others}"
    );
    with_inventory(&text, |inventory| {
        let resource = inventory.resources().next().expect("the volume");
        let Body::PersistentVolume(volume) = &resource.body else { panic!("no volume") };
        let users = inventory.users_of_volume(resource, volume);
        users.iter().map(|(user, _)| format!("{} {}", user.kind, name(user))).collect()
    })
}

#[test]
fn a_volume_is_of_the_claim_that_can_get_no_other() {
    let claim = |name: &str, spec: &str| {
        format!(
            "---\n{{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {{name: {name}, namespace: prod}}, spec: {{{spec}}}}}\n"
        )
    };
    let of_class = |size: &str| {
        claim(
            "data",
            &format!("storageClassName: fast, resources: {{requests: {{storage: {size}}}}}"),
        )
    };
    let pod = "---\n{apiVersion: v1, kind: Pod, metadata: {name: db, namespace: prod}, spec: {volumes: [{name: v, persistentVolumeClaim: {claimName: data}}], containers: [{name: app}]}}\n";
    let other = "---\n{apiVersion: v1, kind: PersistentVolume, metadata: {name: other}, spec: {storageClassName: fast, capacity: {storage: 10Gi}}}\n";
    let both = ["PersistentVolumeClaim data", "Pod db"];
    assert_eq!(users(&(of_class("5Gi") + pod)), both);
    assert_eq!(users(&of_class("5Gi")), both[..1]);
    assert!(users(&(of_class("20Gi") + pod)).is_empty());
    // Of two volumes the cluster chooses.
    assert!(users(&(of_class("5Gi") + pod + other)).is_empty());
    // By name there is nothing to choose.
    let named = claim("data", "storageClassName: fast, volumeName: disk");
    assert_eq!(users(&(named.clone() + pod + other)), both);
    assert_eq!(
        users(&(named + &claim("more", "volumeName: disk"))),
        [both[0], "PersistentVolumeClaim more"]
    );
    // An empty name counts as not set.
    let unnamed = claim(
        "data",
        "storageClassName: fast, volumeName: '', resources: {requests: {storage: 5Gi}}",
    );
    assert_eq!(users(&(unnamed + pod)), both);
}
