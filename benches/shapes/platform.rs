//! A platform of ordinary objects that refer to each other.

use std::fmt::Write as _;

use super::{Files, Shape, one, repeated};

pub(super) const SHAPES: &[Shape] = &[Shape {
    name: "platform",
    about: "objects of a platform, eight for each application",
    files,
}];

/// The applications of one namespace.
const IN_A_NAMESPACE: usize = 25;

fn files(count: usize) -> Files {
    let applications = count.div_ceil(8);
    let mut files: Files = (0..applications)
        .map(|index| (format!("apps/app-{index}.yaml"), application(index)))
        .collect();
    let namespaces = applications.div_ceil(IN_A_NAMESPACE);
    files.extend(one("namespaces.yaml", repeated("", namespaces, namespace)));
    files
}

fn namespace(index: usize) -> String {
    format!(
        "---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: clinic-{index}\n  labels:\n    \
         pod-security.kubernetes.io/enforce: restricted\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n\
         metadata: {{name: default-deny, namespace: clinic-{index}}}\nspec:\n  podSelector: {{}}\n  \
         policyTypes: [Ingress, Egress]\n"
    )
}

fn application(index: usize) -> String {
    let namespace = index / IN_A_NAMESPACE;
    let meta =
        |name: &str| format!("metadata: {{name: {name}-{index}, namespace: clinic-{namespace}}}");
    let mut text = String::new();
    let _ = write!(
        text,
        "apiVersion: v1\nkind: ServiceAccount\n{account}\nautomountServiceAccountToken: false\n---\n\
         apiVersion: v1\nkind: ConfigMap\n{map}\ndata:\n  LOG_LEVEL: info\n  QUEUE: jobs-{index}\n---\n\
         apiVersion: v1\nkind: Secret\n{secret}\ntype: Opaque\n---\n\
         apiVersion: v1\nkind: PersistentVolumeClaim\n{claim}\nspec:\n  accessModes: [ReadWriteOnce]\n  \
         storageClassName: encrypted\n  resources: {{requests: {{storage: 10Gi}}}}\n---\n\
         apiVersion: v1\nkind: Service\n{service}\nspec:\n  selector: {{app: app-{index}}}\n  ports:\n  - {{name: https, port: 443, targetPort: 8443}}\n---\n\
         apiVersion: networking.k8s.io/v1\nkind: Ingress\n{ingress}\nspec:\n  rules:\n  - host: app-{index}.example.org\n    http:\n      paths:\n      \
         - path: /\n        pathType: Prefix\n        backend: {{service: {{name: app-{index}, port: {{number: 443}}}}}}\n  \
         tls:\n  - hosts: [app-{index}.example.org]\n    secretName: tls-{index}\n---\n\
         apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n{policy}\nspec:\n  podSelector: {{matchLabels: {{app: app-{index}}}}}\n  \
         policyTypes: [Ingress, Egress]\n  ingress:\n  - from:\n    - podSelector: {{matchLabels: {{app: gateway}}}}\n---\n",
        account = meta("account"),
        map = meta("settings"),
        secret = meta("login"),
        claim = meta("data"),
        service = meta("app"),
        ingress = meta("app"),
        policy = meta("app"),
    );
    text + &deployment(index, namespace)
}

fn deployment(index: usize, namespace: usize) -> String {
    format!(
        "apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: app-{index}, namespace: clinic-{namespace}}}\nspec:\n  replicas: 2\n  \
         selector: {{matchLabels: {{app: app-{index}}}}}\n  template:\n    metadata: {{labels: {{app: app-{index}}}}}\n    spec:\n      \
         serviceAccountName: account-{index}\n      automountServiceAccountToken: false\n      securityContext:\n        \
         runAsNonRoot: true\n        runAsUser: 10001\n        seccompProfile: {{type: RuntimeDefault}}\n      containers:\n      \
         - name: app\n        image: registry.example/app-{index}:1.4.2\n        envFrom:\n        - configMapRef: {{name: settings-{index}}}\n        \
         env:\n        - name: DB_PASSWORD\n          valueFrom: {{secretKeyRef: {{name: login-{index}, key: password}}}}\n        \
         ports:\n        - {{name: https, containerPort: 8443}}\n        resources:\n          requests: {{cpu: 100m, memory: 128Mi}}\n          \
         limits: {{cpu: 500m, memory: 256Mi}}\n        securityContext:\n          allowPrivilegeEscalation: false\n          \
         readOnlyRootFilesystem: true\n          capabilities: {{drop: [ALL]}}\n        volumeMounts:\n        - {{name: data, mountPath: /data}}\n      \
         volumes:\n      - name: data\n        persistentVolumeClaim: {{claimName: data-{index}}}\n"
    )
}
