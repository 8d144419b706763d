//! Kustomizations that cross features: a base, a component and an overlay, each with some changes.

use std::fmt::Write as _;

use fastrand::Rng;
use serde_json::{Value, json};

/// Objects to choose from, by their file. The names are alike, so that references are found.
const OBJECTS: &[(&str, &str)] = &[
    (
        "deployment.yaml",
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  labels: {app: web}\nspec:\n  replicas: 1\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      serviceAccountName: web\n      containers:\n      - name: web\n        image: nginx:1.2\n        env:\n        - {name: A, value: $(HOST)}\n        - name: B\n          valueFrom: {configMapKeyRef: {name: settings, key: a}}\n        ports:\n        - {containerPort: 80, name: http}\n        - {containerPort: 81, protocol: UDP}\n        envFrom:\n        - secretRef: {name: keys}\n      - name: side\n        image: reg.example/side@sha256:0123\n        args: [--to, \"$(HOST)\"]\n      volumes:\n      - name: v\n        configMap: {name: settings}\n      - name: w\n        secret: {secretName: keys}\n      - name: x\n        persistentVolumeClaim: {claimName: data}\n",
    ),
    (
        "stateful.yaml",
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  serviceName: db\n  selector: {matchLabels: {app: db}}\n  template:\n    metadata: {labels: {app: db}}\n    spec:\n      initContainers:\n      - {name: init, image: busybox}\n      containers:\n      - name: db\n        image: 'postgres:16'\n        volumeMounts: [{name: data, mountPath: /data}]\n  volumeClaimTemplates:\n  - metadata: {name: data}\n    spec: {storageClassName: fast, resources: {requests: {storage: 1Gi}}}\n",
    ),
    (
        "service.yaml",
        "apiVersion: v1\nkind: Service\nmetadata: {name: db, annotations: {note: \"5\", port: 80}}\nspec:\n  selector: {app: db}\n  ports:\n  - {port: 5432, name: sql}\n  - {port: 5433, protocol: TCP}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n",
    ),
    (
        "rbac.yaml",
        "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\nrules:\n- {apiGroups: [\"\"], resources: [secrets], resourceNames: [keys, other], verbs: [get]}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: reader}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}\nsubjects:\n- {kind: ServiceAccount, name: web}\n- {kind: ServiceAccount, name: default, namespace: x}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader}\nrules: []\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: all}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}\nsubjects:\n- {kind: ServiceAccount, name: web, namespace: default}\n",
    ),
    (
        "ingress.yaml",
        "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec:\n  tls: [{hosts: [a.example], secretName: keys}]\n  rules:\n  - host: a.example\n    http:\n      paths:\n      - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}\n",
    ),
    (
        "policy.yaml",
        "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web}\nspec:\n  podSelector: {matchLabels: {app: web}}\n  ingress:\n  - from: [{podSelector: {matchLabels: {app: gate}}}]\n  policyTypes: [Ingress]\n",
    ),
    (
        "cron.yaml",
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: tidy}\nspec:\n  schedule: '@daily'\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n          - name: tidy\n            image: tidy:latest\n            env: [{name: K, valueFrom: {secretKeyRef: {name: keys, key: k}}}]\n",
    ),
    (
        "claim.yaml",
        "apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: data}\nspec: {storageClassName: fast, accessModes: [ReadWriteOnce]}\n---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: fast}\nprovisioner: p\n",
    ),
    (
        "other.yaml",
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: ward}\n---\napiVersion: example.org/v1\nkind: Thing\nmetadata: {name: thing}\nspec:\n  list: [{name: a, v: 1}, {name: b, v: 2}]\n  affirmed: yes\n  octal: 0755\n  nothing: null\n  empty:\n  template: {spec: {containers: [{name: t, image: nginx}]}}\n",
    ),
    (
        "list.yaml",
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: settings}\n  data: {a: b, \"n\": \"1\"}\n- apiVersion: v1\n  kind: Secret\n  metadata: {name: keys}\n  stringData: {k: v}\n",
    ),
    (
        "scale.yaml",
        "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 3}\n---\napiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {selector: {matchLabels: {app: web}}, minAvailable: 1}\n",
    ),
];

/// Strategic merge patches.
const MERGES: &[&str] = &[
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, labels: {new: \"1\", app: null}}\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n        image: other:2\n        env: [{name: A, value: b}, {name: C, value: \"5\"}]\n        securityContext: {runAsNonRoot: true}\n",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - {name: side, $patch: delete}\n      - {name: extra, image: extra}\n",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - $patch: replace\n      - {name: only, image: only:1}\n",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      $patch: replace\n      containers: [{name: r, image: r}]\n",
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  template:\n    spec:\n      containers:\n      - name: web\n        ports:\n        - {containerPort: 80, hostPort: 8080}\n        - {containerPort: 81, protocol: UDP, $patch: delete}\n        - {containerPort: 82, protocol: TCP}\n      volumes: [{name: v, configMap: null, emptyDir: {}}]\n      serviceAccountName: null\n",
    "apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec:\n  type: NodePort\n  ports:\n  - {port: 5432, protocol: TCP, nodePort: 30000}\n  - {port: 9}\n",
    "apiVersion: v1\nkind: Service\nmetadata: {name: db}\n$patch: delete\n",
    "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db, annotations: {a: b}}\nspec:\n  replicas: \"2\"\n  template:\n    spec:\n      initContainers: [{name: init, $patch: replace, image: new}]\n      tolerations: [{key: a}]\n  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: slow}}]\n",
    "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {rules: [{host: b.example}]}\n",
    "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: thing}\nspec: {list: [{name: b, v: 3}], affirmed: false, nothing: 1, empty: {a: null, b: 2}}\n",
    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: null, z: \"true\"}\n",
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: reader}\nsubjects: [{kind: User, name: me}]\n",
];

/// Lists of operations, each with the target that it is for.
const OPERATIONS: &[(&str, &str)] = &[
    (
        "{kind: Deployment}",
        "- {op: replace, path: /spec/replicas, value: 4}\n- {op: add, path: /spec/template/spec/containers/0/env/-, value: {name: Z, value: z}}\n",
    ),
    (
        "{kind: Deployment, name: web}",
        "- {op: remove, path: /spec/template/spec/containers/1}\n- {op: test, path: /spec/replicas, value: 1}\n",
    ),
    (
        "{version: v1, kind: Service, name: db|web}",
        "- {op: add, path: /metadata/annotations/x~1y, value: 'on'}\n",
    ),
    ("{kind: S.*}", "- {op: add, path: /metadata/labels, value: {a: b}}\n"),
    (
        "{labelSelector: 'app in (web, db)'}",
        "- {op: copy, from: /metadata/name, path: /metadata/labels/copied}\n",
    ),
    ("{name: 'w.*'}", "- {op: replace, path: /metadata/name, value: renamed}\n"),
    (
        "{kind: Ingress}",
        "[{\"op\": \"move\", \"from\": \"/spec/rules/0/host\", \"path\": \"/spec/host\"}]\n",
    ),
    ("{kind: ConfigMap}", "- {op: remove, path: /data/missing}\n"),
    ("{group: apps}", "- {op: add, path: /spec/revisionHistoryLimit, value: 1000000}\n"),
];

/// Fields of a kustomization that need no other file.
const FIELDS: &[&str] = &[
    "namespace: icu\n",
    "namespace: ward\n",
    "namePrefix: pre-\n",
    "nameSuffix: -end\n",
    "commonLabels: {team: a, tier: \"1\"}\n",
    "labels: [{pairs: {l: m}}]\n",
    "labels: [{pairs: {l: m}, includeSelectors: true}]\n",
    "labels: [{pairs: {l: m, k: \"on\"}, includeTemplates: true}]\n",
    "labels: [{pairs: {l: m}, fields: [{path: spec/labels, create: true, kind: Thing}]}]\n",
    "commonAnnotations: {owner: me, affirmed: \"yes\"}\n",
    "images: [{name: nginx, newTag: \"2.0\"}]\n",
    "images: [{name: nginx, newName: mirror.example/nginx, digest: sha256:abc}, {name: busybox, newTag: \"1\"}]\n",
    "images: [{name: reg.example/side, newName: reg.other/side}, {name: 'post.*', tagSuffix: -alpine}]\n",
    "replicas: [{name: web, count: 5}]\n",
    "replicas: [{name: db, count: 2}, {name: web, count: 0}]\n",
    "generatorOptions: {disableNameSuffixHash: true}\n",
    "generatorOptions: {labels: {g: h}, annotations: {i: j}, immutable: true}\n",
    "configMapGenerator: [{name: settings, literals: [a=1, b='two', c=\"<x>&y\"]}]\n",
    "configMapGenerator: [{name: settings, behavior: merge, literals: [a=9, q=8]}]\n",
    "configMapGenerator: [{name: settings, behavior: replace, literals: [a=7], options: {labels: {o: p}}}]\n",
    "configMapGenerator: [{name: files, files: [plain.txt, other=lines.env], envs: [lines.env]}]\n",
    "secretGenerator: [{name: keys, literals: [k=secret, long=0123456789012345678901234567890123456789012345678901234567890123456789]}]\n",
    "secretGenerator: [{name: keys, type: kubernetes.io/tls, files: [tls.crt=plain.txt], options: {disableNameSuffixHash: true}}]\n",
    "secretGenerator: [{name: keys, behavior: merge, literals: [m=n]}]\n",
    "buildMetadata: [originAnnotations]\n",
    "sortOptions: {order: fifo}\n",
    "sortOptions: {order: legacy, legacySortOptions: {orderFirst: [Service], orderLast: [Namespace]}}\n",
    "vars: [{name: HOST, objref: {apiVersion: v1, kind: Service, name: db}}]\n",
    "vars: [{name: HOST, objref: {apiVersion: v1, kind: Service, name: db}, fieldref: {fieldpath: 'spec.ports[0].port'}}]\n",
    "replacements: [{source: {kind: Service, name: db}, targets: [{select: {kind: Deployment}, fieldPaths: ['spec.template.spec.containers.[name=web].env.[name=A].value']}]}]\n",
    "replacements: [{source: {kind: Service, name: db, fieldPath: spec.ports.0.port}, targets: [{select: {kind: Ingress}, fieldPaths: [spec.rules.0.http.paths.0.backend.service.port.number]}]}]\n",
    "replacements: [{sourceValue: tag, targets: [{select: {kind: Deployment}, reject: [{name: none}], fieldPaths: ['spec.template.spec.containers.*.image'], options: {delimiter: ':', index: 1}}]}]\n",
    "replacements: [{source: {kind: Namespace}, targets: [{select: {kind: Thing}, fieldPaths: [spec.made.name], options: {create: true}}]}]\n",
    "replacements: [{source: {kind: StatefulSet, fieldPath: metadata.name}, targets: [{select: {name: web}, fieldPaths: [metadata.annotations.from], options: {create: true}}]}]\n",
];

/// A case.
pub(super) fn case(random: &mut Rng) -> Value {
    let mut files = Vec::new();
    let mut add = |path: String, text: String| files.push(json!({"path": path, "text": text}));
    let mut base = String::new();
    let mut resources = Vec::new();
    // Patches are mostly for objects that are there.
    let density = *random.choice(&[4, 9, 10, 10]).unwrap_or(&10);
    for (name, text) in OBJECTS {
        // A generator makes what is in the list.
        let is_there = *name != "list.yaml" || random.bool();
        if random.u8(..10) < density && is_there {
            add(format!("base/{name}"), (*text).to_owned());
            resources.push(*name);
        }
    }
    let _ = writeln!(base, "resources: [{}]", resources.join(", "));
    let count = random.usize(..3);
    changes(&mut base, "base", count, random, &mut add);
    add("base/kustomization.yaml".to_owned(), base);
    let has_component = random.u8(..4) == 0;
    if has_component {
        let mut text = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n".to_owned();
        if random.bool() {
            text.push_str("resources: [extra.yaml]\n");
            let extra = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\ndata: {a: b}\n";
            add("part/extra.yaml".to_owned(), extra.to_owned());
        }
        changes(&mut text, "part", 2, random, &mut add);
        add("part/kustomization.yaml".to_owned(), text);
    }
    let mut overlay = "resources: [../base]\n".to_owned();
    if has_component {
        overlay.push_str("components: [../part]\n");
    }
    if random.u8(..6) == 0 {
        overlay = overlay.replace("[../base]", "[../base, own.yaml]");
        let own = random.choice(OBJECTS).map_or("", |(_, text)| *text);
        add("overlay/own.yaml".to_owned(), own.to_owned());
    }
    let count = 1 + random.usize(..5);
    changes(&mut overlay, "overlay", count, random, &mut add);
    add("overlay/kustomization.yaml".to_owned(), overlay);
    let mut root = "overlay";
    if random.u8(..8) == 0 {
        let mut top = "resources: [../overlay]\n".to_owned();
        changes(&mut top, "top", 2, random, &mut add);
        add("top/kustomization.yaml".to_owned(), top);
        root = "top";
    }
    json!({"files": files, "root": root})
}

/// Adds changes to a kustomization, each field once, and the files that they need.
fn changes(
    text: &mut String,
    folder: &str,
    count: usize,
    random: &mut Rng,
    add: &mut dyn FnMut(String, String),
) {
    let mut patches = String::new();
    let mut known: Vec<&str> = Vec::new();
    for number in 0..count {
        match random.u8(..10) {
            0..=1 => {
                let patch = random.choice(MERGES).copied().unwrap_or_default();
                let name = format!("merge-{number}.yaml");
                let more = random.choice(MERGES).copied().unwrap_or_default();
                let patch = if random.u8(..4) == 0 {
                    format!("{patch}---\n{more}")
                } else {
                    patch.to_owned()
                };
                add(format!("{folder}/{name}"), patch);
                match random.u8(..4) {
                    0 if !known.contains(&"patchesStrategicMerge") => {
                        known.push("patchesStrategicMerge");
                        let _ = writeln!(text, "patchesStrategicMerge: [{name}]");
                    }
                    1 => {
                        let target = random.choice(OPERATIONS).map_or("", |(target, _)| *target);
                        let _ = writeln!(patches, "- {{path: {name}, target: {target}}}");
                    }
                    2 => {
                        let option =
                            *random.choice(&["allowNameChange", "allowKindChange"]).unwrap_or(&"");
                        let _ =
                            writeln!(patches, "- {{path: {name}, options: {{{option}: true}}}}");
                    }
                    _ => {
                        let _ = writeln!(patches, "- path: {name}");
                    }
                }
            }
            2 => {
                let Some((target, operations)) = random.choice(OPERATIONS) else { continue };
                if random.u8(..4) == 0 && !known.contains(&"patchesJson6902") {
                    known.push("patchesJson6902");
                    let name = format!("operations-{number}.yaml");
                    add(format!("{folder}/{name}"), (*operations).to_owned());
                    let _ = writeln!(text, "patchesJson6902: [{{target: {target}, path: {name}}}]");
                } else {
                    let indented: String = indented(operations);
                    let _ = write!(patches, "- target: {target}\n  patch: |\n{indented}");
                }
            }
            3 => {
                let patch = random.choice(MERGES).copied().unwrap_or_default();
                let indented = indented(patch);
                let _ = write!(patches, "- patch: |\n{indented}");
            }
            _ => {
                let field = random.choice(FIELDS).copied().unwrap_or_default();
                let key = field.split(':').next().unwrap_or_default();
                if !known.contains(&key) {
                    known.push(key);
                    text.push_str(field);
                }
            }
        }
    }
    if !patches.is_empty() {
        let _ = write!(text, "patches:\n{patches}");
    }
    if text.contains("plain.txt") || text.contains("lines.env") {
        add(format!("{folder}/plain.txt"), "one\ntwo: \"three\"\n".to_owned());
        add(format!("{folder}/lines.env"), "# comment\nA=b\n  C = d \nE\nF='g'\r\n=h\n".to_owned());
    }
}

/// A text as the content of a block in a list of mappings.
fn indented(text: &str) -> String {
    let mut indented = String::new();
    for line in text.lines() {
        indented.extend(["    ", line, "\n"]);
    }
    indented
}
