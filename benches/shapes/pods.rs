//! One object with many of something.

use super::{Files, Shape, drawn, one, repeated};

pub(super) const SHAPES: &[Shape] = &[
    Shape { name: "containers", about: "containers of one Pod", files: containers },
    Shape { name: "unknown-fields", about: "unknown fields of one object", files: unknown },
    Shape { name: "same-key", about: "entries of one mapping with the same key", files: same_key },
    Shape {
        name: "keys-twice",
        about: "keys of one mapping, each of them twice",
        files: keys_twice,
    },
    Shape { name: "config-map-keys", about: "harmless keys of one ConfigMap", files: keys },
    Shape {
        name: "config-map-secrets",
        about: "keys of one ConfigMap with secrets",
        files: secrets,
    },
    Shape { name: "secret-keys", about: "keys of one Secret", files: secret_keys },
    Shape {
        name: "config-map-documents",
        about: "keys of one ConfigMap with manifests",
        files: documents,
    },
    Shape {
        name: "embedded-documents",
        about: "manifests in one key of a ConfigMap",
        files: embedded,
    },
    Shape {
        name: "embedded-settings",
        about: "settings in one key of a ConfigMap",
        files: settings,
    },
    Shape {
        name: "environment-secrets",
        about: "variables of one container with secrets",
        files: environment,
    },
    Shape {
        name: "environment-references",
        about: "variables that take keys of Secrets",
        files: references,
    },
    Shape { name: "arguments", about: "arguments of one container", files: arguments },
    Shape { name: "command-lines", about: "lines of a script in an argument", files: command },
    Shape { name: "volumes", about: "volumes and mounts of one container", files: volumes },
    Shape { name: "claims", about: "claims, volumes and Pods that mount them", files: claims },
    Shape { name: "claim-templates", about: "claims of one StatefulSet", files: claim_templates },
    Shape { name: "host-ports", about: "host ports of one container", files: host_ports },
    Shape {
        name: "host-ports-of-pods",
        about: "Pods that ask for one host port",
        files: host_ports_of_pods,
    },
    Shape { name: "labels", about: "labels of one Pod", files: labels },
    Shape { name: "annotations", about: "annotations of one Pod", files: annotations },
    Shape { name: "tolerations", about: "tolerations of one Pod", files: tolerations },
];

fn containers(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: Pod\nmetadata: {name: many, namespace: ward}\nspec:\n  containers:\n";
    one(
        "pod.yaml",
        repeated(head, count, |index| {
            format!(
                "  - name: c{index}\n    image: registry.example/app:1.{index}\n    securityContext:\n      privileged: true\n"
            )
        }),
    )
}

fn unknown(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: Pod\nmetadata: {name: many, namespace: ward}\nspec:\n";
    one("pod.yaml", repeated(head, count, |index| format!("  field{index}: {index}\n")))
}

fn same_key(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n";
    one("map.yaml", repeated(head, count, |index| format!("  key: 'v{index}'\n")))
}

fn keys_twice(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n";
    one("map.yaml", repeated(head, count, |index| format!("  k{index}: a\n  k{index}: b\n")))
}

fn keys(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n";
    one("map.yaml", repeated(head, count, |index| format!("  size.{index}: '{index}'\n")))
}

fn secrets(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n";
    one(
        "map.yaml",
        repeated(head, count, |index| format!("  DB{index}_PASSWORD: {}\n", drawn(index))),
    )
}

fn secret_keys(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: Secret\nmetadata: {name: many}\nstringData:\n";
    one(
        "secret.yaml",
        repeated(head, count, |index| format!("  DB{index}_PASSWORD: {}\n", drawn(index))),
    )
}

fn documents(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n";
    one(
        "map.yaml",
        repeated(head, count, |index| {
            format!(
                "  pod{index}.yaml: |\n    apiVersion: v1\n    kind: Pod\n    metadata: {{name: p{index}}}\n    spec:\n      \
             containers:\n      - name: app\n        image: registry.example/app\n"
            )
        }),
    )
}

fn embedded(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n  pods.yaml: |\n";
    one(
        "map.yaml",
        repeated(head, count, |index| {
            format!(
                "    ---\n    apiVersion: v1\n    kind: Pod\n    metadata: {{name: p{index}}}\n    spec:\n      \
             containers:\n      - name: app\n        image: registry.example/app\n"
            )
        }),
    )
}

fn settings(count: usize) -> Files {
    let head = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: many}\ndata:\n  application.properties: |\n";
    one(
        "map.yaml",
        repeated(head, count, |index| format!("    db{index}.password={}\n", drawn(index))),
    )
}

/// A Pod with one container, up to a list of it.
fn listed(list: &str, count: usize, each: impl Fn(usize) -> String) -> Files {
    let head = format!(
        "apiVersion: v1\nkind: Pod\nmetadata: {{name: many, namespace: ward}}\nspec:\n  containers:\n  - name: app\n    \
         image: registry.example/app:1.0\n    {list}:\n"
    );
    one("pod.yaml", repeated(&head, count, each))
}

fn environment(count: usize) -> Files {
    listed("env", count, |index| {
        format!("    - name: DB{index}_PASSWORD\n      value: {}\n", drawn(index))
    })
}

fn references(count: usize) -> Files {
    let mut files = listed("env", count, |index| {
        format!(
            "    - name: V{index}\n      valueFrom: {{secretKeyRef: {{name: s{index}, key: k}}}}\n"
        )
    });
    files.extend(one("secrets.yaml", repeated("", count / 2, |index| {
        format!("---\napiVersion: v1\nkind: Secret\nmetadata: {{name: s{index}, namespace: ward}}\nstringData: {{k: {}}}\n", drawn(index))
    })));
    files
}

fn arguments(count: usize) -> Files {
    listed("args", count, |index| format!("    - --password{index}={}\n", drawn(index)))
}

fn command(count: usize) -> Files {
    listed("args", 1, |_| {
        repeated("    - |\n", count, |index| {
            format!("      export DB{index}_PASSWORD={}\n", drawn(index))
        })
    })
}

fn volumes(count: usize) -> Files {
    let mut files = listed("volumeMounts", count, |index| {
        format!("    - {{name: v{index}, mountPath: /data/{index}}}\n")
    });
    for (_, text) in &mut files {
        text.push_str(&repeated("  volumes:\n", count, |index| {
            format!("  - name: v{index}\n    hostPath: {{path: /var/data/{index}}}\n")
        }));
    }
    files
}

fn claims(count: usize) -> Files {
    one(
        "claims.yaml",
        repeated("", count, |index| {
            format!(
                "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {{name: v{index}}}\nspec:\n  storageClassName: c{index}\n  \
             capacity: {{storage: 1Gi}}\n  accessModes: [ReadWriteOnce]\n  hostPath: {{path: /data/{index}}}\n---\n\
             apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {{name: k{index}, namespace: ward}}\nspec:\n  \
             storageClassName: c{index}\n  accessModes: [ReadWriteOnce]\n  resources: {{requests: {{storage: 1Gi}}}}\n---\n\
             apiVersion: v1\nkind: Pod\nmetadata: {{name: p{index}, namespace: ward}}\nspec:\n  containers:\n  - name: app\n    \
             image: registry.example/app\n  volumes:\n  - name: data\n    persistentVolumeClaim: {{claimName: k{index}}}\n"
            )
        }),
    )
}

fn claim_templates(count: usize) -> Files {
    let head = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: many, namespace: ward}\nspec:\n  \
                selector: {matchLabels: {app: a}}\n  template:\n    metadata: {labels: {app: a}}\n    spec:\n      \
                containers:\n      - {name: app, image: registry.example/app}\n  volumeClaimTemplates:\n";
    one(
        "set.yaml",
        repeated(head, count, |index| {
            format!(
                "  - metadata: {{name: d{index}}}\n    spec: {{accessModes: [ReadWriteOnce], resources: {{requests: {{storage: 1Gi}}}}}}\n"
            )
        }),
    )
}

fn host_ports(count: usize) -> Files {
    listed("ports", count, |index| {
        let port = index % 65_535 + 1;
        format!("    - {{containerPort: {port}, hostPort: {port}}}\n")
    })
}

fn host_ports_of_pods(count: usize) -> Files {
    one(
        "pods.yaml",
        repeated("", count, |index| {
            format!(
                "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: p{index}, namespace: ward}}\nspec:\n  containers:\n  \
             - name: app\n    image: registry.example/app\n    ports:\n    - {{containerPort: 80, hostPort: 80}}\n"
            )
        }),
    )
}

/// A Pod with one list or mapping above its containers.
fn headed(head: &str, count: usize, each: impl Fn(usize) -> String) -> Files {
    let head = format!(
        "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - name: app\n    image: registry.example/app:1.0\n{head}"
    );
    one("pod.yaml", repeated(&head, count, each))
}

fn labels(count: usize) -> Files {
    headed("metadata:\n  name: many\n  labels:\n", count, |index| {
        format!("    label{index}: v{index}\n")
    })
}

fn annotations(count: usize) -> Files {
    headed("metadata:\n  name: many\n  annotations:\n", count, |index| {
        format!("    example.org/a{index}: 'v{index}'\n")
    })
}

fn tolerations(count: usize) -> Files {
    headed("  tolerations:\n", count, |index| format!("  - {{key: k{index}, operator: Exists}}\n"))
}
