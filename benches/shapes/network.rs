//! Objects that select other objects or route to them.

use super::{Files, Shape, one, repeated};

pub(super) const SHAPES: &[Shape] = &[
    Shape {
        name: "policies",
        about: "policies of one namespace, each for its workload",
        files: policies,
    },
    Shape {
        name: "policies-of-expressions",
        about: "the same, selected by expressions",
        files: by_expressions,
    },
    Shape { name: "policy-rules", about: "rules of one NetworkPolicy", files: rules },
    Shape { name: "policy-blocks", about: "blocks of addresses of one policy", files: blocks },
    Shape { name: "services", about: "services, each for its workload", files: services },
    Shape { name: "services-of-one", about: "services for one workload", files: services_of_one },
    Shape {
        name: "workloads-of-one",
        about: "workloads behind one service and policy",
        files: workloads_of_one,
    },
    Shape { name: "service-ports", about: "ports of one service", files: service_ports },
    Shape {
        name: "ingress-hosts",
        about: "hosts of one Ingress, each with its tls entry",
        files: ingress,
    },
    Shape {
        name: "ingress-wildcards",
        about: "hosts of one Ingress, each below a wildcard",
        files: wildcards,
    },
    Shape { name: "ingresses", about: "Ingresses of one host", files: ingresses },
    Shape { name: "routes", about: "routes of one Gateway", files: routes },
    Shape { name: "budgets", about: "workloads, each with budget and autoscaler", files: budgets },
    Shape { name: "mesh", about: "policies of a mesh, each for its workload", files: mesh },
];

/// A Deployment with labels.
fn deployment(index: usize, labels: &str) -> String {
    format!(
        "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: d{index}, namespace: ward}}\nspec:\n  \
         selector: {{matchLabels: {{{labels}}}}}\n  template:\n    metadata: {{labels: {{{labels}}}}}\n    spec:\n      \
         containers:\n      - {{name: app, image: registry.example/app}}\n"
    )
}

fn with_workloads(count: usize, each: impl Fn(usize) -> String) -> Files {
    one(
        "all.yaml",
        repeated("", count, |index| each(index) + &deployment(index, &format!("app: a{index}"))),
    )
}

fn policies(count: usize) -> Files {
    with_workloads(count, |index| {
        format!(
            "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: n{index}, namespace: ward}}\n\
             spec:\n  podSelector: {{matchLabels: {{app: a{index}}}}}\n  policyTypes: [Ingress, Egress]\n  ingress:\n  \
             - from: [{{podSelector: {{matchLabels: {{app: a{}}}}}}}]\n",
            index + 1
        )
    })
}

fn by_expressions(count: usize) -> Files {
    with_workloads(count, |index| {
        format!(
            "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: n{index}, namespace: ward}}\n\
             spec:\n  podSelector: {{matchExpressions: [{{key: app, operator: In, values: [a{index}, b]}}]}}\n  \
             policyTypes: [Ingress]\n"
        )
    })
}

fn policy(count: usize, each: impl Fn(usize) -> String) -> Files {
    let head = format!(
        "{}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {{name: n, namespace: ward}}\nspec:\n  \
         podSelector: {{}}\n  policyTypes: [Ingress]\n  ingress:\n",
        deployment(0, "app: a")
    );
    one("policy.yaml", repeated(&head, count, each))
}

fn rules(count: usize) -> Files {
    policy(count, |index| {
        format!("  - from: [{{podSelector: {{matchLabels: {{app: a{index}}}}}}}]\n")
    })
}

fn blocks(count: usize) -> Files {
    let mut files = policy(1, |_| "  - from:\n".to_owned());
    for (_, text) in &mut files {
        *text = repeated(text, count, |index| {
            format!("    - ipBlock: {{cidr: 10.{}.{}.0/24}}\n", index / 250 % 250, index % 250)
        });
    }
    files
}

fn service(index: usize, app: &str) -> String {
    format!(
        "---\napiVersion: v1\nkind: Service\nmetadata: {{name: s{index}, namespace: ward}}\nspec:\n  type: NodePort\n  \
         selector: {{app: {app}}}\n  ports: [{{port: 80}}]\n"
    )
}

fn services(count: usize) -> Files {
    with_workloads(count, |index| service(index, &format!("a{index}")))
}

fn services_of_one(count: usize) -> Files {
    one("all.yaml", repeated(&deployment(0, "app: a"), count, |index| service(index, "a")))
}

fn workloads_of_one(count: usize) -> Files {
    let mut files = policy(0, |_| String::new());
    files.extend(one(
        "all.yaml",
        repeated(&service(0, "a"), count, |index| deployment(index + 1, "app: a")),
    ));
    files
}

fn service_ports(count: usize) -> Files {
    let head = format!(
        "{}---\napiVersion: v1\nkind: Service\nmetadata: {{name: s, namespace: ward}}\nspec:\n  type: LoadBalancer\n  \
         selector: {{app: a}}\n  ports:\n",
        deployment(0, "app: a")
    );
    one(
        "service.yaml",
        repeated(&head, count, |index| {
            format!("  - {{name: p{index}, port: {}}}\n", index % 65_535 + 1)
        }),
    )
}

fn ingress_of(count: usize, host: fn(usize) -> String, tls: fn(usize) -> String) -> Files {
    let head = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: i, namespace: ward}\nspec:\n  rules:\n";
    let mut text = repeated(head, count, |index| {
        format!(
            "  - host: {}\n    http: {{paths: [{{path: /, pathType: Prefix, backend: {{service: {{name: s, port: {{number: 80}}}}}}}}]}}\n",
            host(index)
        )
    });
    text.push_str("  tls:\n");
    one(
        "ingress.yaml",
        repeated(&text, count, |index| {
            format!("  - {{hosts: ['{}'], secretName: t}}\n", tls(index))
        }),
    )
}

fn ingress(count: usize) -> Files {
    let host = |index: usize| format!("h{index}.example.org");
    ingress_of(count, host, |index| format!("h{}.example.org", index * 2))
}

fn wildcards(count: usize) -> Files {
    ingress_of(
        count,
        |index| format!("a.h{index}.example.org"),
        |index| format!("*.h{index}.example.org"),
    )
}

fn ingresses(count: usize) -> Files {
    one(
        "ingresses.yaml",
        repeated("", count, |index| {
            format!(
                "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {{name: i{index}, namespace: ward}}\nspec:\n  rules:\n  \
             - host: clinic.example.org\n    http: {{paths: [{{path: /p{index}, pathType: Prefix, backend: {{service: {{name: s{index}, port: {{number: 80}}}}}}}}]}}\n"
            )
        }),
    )
}

fn routes(count: usize) -> Files {
    let head = "apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: g, namespace: ward}\nspec:\n  \
                gatewayClassName: c\n  listeners: [{name: http, port: 80, protocol: HTTP}]\n";
    one(
        "routes.yaml",
        repeated(head, count, |index| {
            format!(
                "---\napiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {{name: r{index}, namespace: ward}}\nspec:\n  \
             parentRefs: [{{name: g}}]\n  hostnames: [h{index}.example.org]\n  rules: [{{backendRefs: [{{name: s{index}, port: 80}}]}}]\n"
            )
        }),
    )
}

fn budgets(count: usize) -> Files {
    with_workloads(count, |index| {
        format!(
            "---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {{name: b{index}, namespace: ward}}\nspec:\n  \
             minAvailable: 1\n  selector: {{matchLabels: {{app: a{index}}}}}\n---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n\
             metadata: {{name: h{index}, namespace: ward}}\nspec:\n  scaleTargetRef: {{apiVersion: apps/v1, kind: Deployment, name: d{index}}}\n  \
             minReplicas: 1\n  maxReplicas: 3\n"
        )
    })
}

fn mesh(count: usize) -> Files {
    with_workloads(count, |index| {
        format!(
            "---\napiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: {{name: m{index}, namespace: ward}}\nspec:\n  \
             selector: {{matchLabels: {{app: a{index}}}}}\n  mtls: {{mode: PERMISSIVE}}\n"
        )
    })
}
