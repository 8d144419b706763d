//! Pods near the boundary: a good one in which a few things are changed.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// A path of keys, and values that may be there. `>` separates the keys.
type Values = (&'static str, &'static [&'static str]);

const PROFILE: &[&str] = &[
    "{}",
    "null",
    r#"{"type":"RuntimeDefault"}"#,
    r#"{"type":"Localhost","localhostProfile":"a"}"#,
    r#"{"type":"Unconfined"}"#,
    r#"{"type":""}"#,
    r#"{"type":"runtimedefault"}"#,
    r#"{"type":null}"#,
    r#"{"localhostProfile":"a"}"#,
    r#"{"Type":"Unconfined"}"#,
];
const SE_LINUX: &[&str] = &[
    "{}",
    "null",
    r#"{"type":"container_t"}"#,
    r#"{"type":"container_init_t"}"#,
    r#"{"type":"container_kvm_t"}"#,
    r#"{"type":"container_engine_t"}"#,
    r#"{"type":"spc_t"}"#,
    r#"{"type":"","user":"","role":""}"#,
    r#"{"user":"system_u"}"#,
    r#"{"role":"system_r"}"#,
    r#"{"level":"s0:c1,c2"}"#,
    r#"{"type":"Container_t"}"#,
    r#"{"type":null,"user":null}"#,
];
const WINDOWS: &[&str] = &[
    "{}",
    "null",
    r#"{"hostProcess":true}"#,
    r#"{"hostProcess":false}"#,
    r#"{"hostProcess":null}"#,
    r#"{"runAsUserName":"ContainerUser"}"#,
];
const BOOL: &[&str] = &["true", "false", "null"];
const USER: &[&str] = &["0", "1", "1000", "null", "-1", "0.0"];
const PROBE: &[&str] = &[
    "{}",
    "null",
    r#"{"httpGet":{"port":80}}"#,
    r#"{"httpGet":{"port":80,"host":""}}"#,
    r#"{"httpGet":{"port":80,"host":"127.0.0.1"}}"#,
    r#"{"tcpSocket":{"port":80}}"#,
    r#"{"tcpSocket":{"port":"http","host":"db"}}"#,
    r#"{"exec":{"command":["a"]}}"#,
    r#"{"tcpSocket":{"port":80,"host":null}}"#,
];
const HOOK: &[&str] = &[
    "{}",
    "null",
    r#"{"httpGet":{"port":80,"host":"metadata.example"}}"#,
    r#"{"httpGet":{"port":80}}"#,
    r#"{"tcpSocket":{"port":80,"host":"::1"}}"#,
    r#"{"tcpSocket":{"port":80,"host":""}}"#,
    r#"{"sleep":{"seconds":1}}"#,
];

/// What a Pod may have.
const POD: &[Values] = &[
    ("spec>hostNetwork", BOOL),
    ("spec>hostPID", BOOL),
    ("spec>hostIPC", BOOL),
    ("spec>hostUsers", BOOL),
    ("spec>hostUsers", &["false"]),
    (
        "spec>os",
        &[
            "{}",
            "null",
            r#"{"name":"windows"}"#,
            r#"{"name":"linux"}"#,
            r#"{"name":"Windows"}"#,
            r#"{"name":""}"#,
        ],
    ),
    ("spec>hostnetwork", &["true"]),
    ("spec>HostPID", &["true"]),
    ("spec>privileged", &["true"]),
    ("spec>securityContext", &["{}", "null"]),
    ("spec>securityContext>runAsNonRoot", BOOL),
    ("spec>securityContext>runAsUser", USER),
    ("spec>securityContext>seccompProfile", PROFILE),
    ("spec>securityContext>appArmorProfile", PROFILE),
    ("spec>securityContext>seLinuxOptions", SE_LINUX),
    ("spec>securityContext>windowsOptions", WINDOWS),
    ("spec>securityContext>allowPrivilegeEscalation", BOOL),
    ("spec>securityContext>privileged", BOOL),
    ("spec>volumes", &["[]", "null"]),
    ("spec>initContainers", &["[]", "null"]),
    ("spec>ephemeralContainers", &["[]", "null"]),
    ("spec>containers", &["[]", "null"]),
    ("metadata>annotations", &["{}", "null"]),
];

/// What a container may have.
const CONTAINER: &[Values] = &[
    ("securityContext", &["{}", "null"]),
    ("securityContext>privileged", BOOL),
    ("securityContext>Privileged", &["true"]),
    ("securityContext>allowPrivilegeEscalation", BOOL),
    ("securityContext>capabilities", &["{}", "null"]),
    (
        "securityContext>capabilities>drop",
        &[
            "[]",
            "null",
            r#"["ALL"]"#,
            r#"["all"]"#,
            r#"["CAP_ALL"]"#,
            r#"["NET_RAW"]"#,
            r#"["NET_RAW","ALL"]"#,
            r#"["ALL","ALL"]"#,
            r#"[""]"#,
        ],
    ),
    (
        "securityContext>procMount",
        &[r#""Default""#, r#""Unmasked""#, r#""""#, r#""default""#, "null"],
    ),
    ("securityContext>runAsNonRoot", BOOL),
    ("securityContext>runAsUser", USER),
    ("securityContext>seccompProfile", PROFILE),
    ("securityContext>appArmorProfile", PROFILE),
    ("securityContext>seLinuxOptions", SE_LINUX),
    ("securityContext>windowsOptions", WINDOWS),
    (
        "ports",
        &[
            "[]",
            "null",
            r#"[{"containerPort":80}]"#,
            r#"[{"containerPort":80,"hostPort":0}]"#,
            r#"[{"containerPort":80,"hostPort":80}]"#,
            r#"[{"containerPort":80,"hostPort":null}]"#,
            r#"[{"containerPort":80},{"containerPort":81,"hostPort":81}]"#,
            r#"[{"containerPort":80,"hostPort":-1}]"#,
        ],
    ),
    ("livenessProbe", PROBE),
    ("readinessProbe", PROBE),
    ("startupProbe", PROBE),
    ("lifecycle", &["{}", "null"]),
    ("lifecycle>postStart", HOOK),
    ("lifecycle>preStop", HOOK),
    ("hostPort", &["80"]),
    ("name", &["null", r#""other""#]),
];

/// Values of a wrong type, which the server rejects: they must never pass.
const WRONG: &[Values] = &[
    ("spec>hostNetwork", &[r#""true""#, "1"]),
    ("spec>hostUsers", &[r#""false""#]),
    ("spec>securityContext", &["[]", r#""""#]),
    ("spec>containers", &["{}"]),
    ("spec>securityContext>runAsUser", &[r#""0""#, "0.5"]),
    ("spec>securityContext>runAsNonRoot", &[r#""true""#]),
    ("spec>securityContext>seccompProfile", &[r#""RuntimeDefault""#]),
    ("spec>securityContext>seccompProfile>type", &["true"]),
    ("spec>securityContext>sysctls", &[r#"{"name":"a"}"#]),
    ("spec>volumes", &[r#"[{"name":"v","hostPath":"/"}]"#, r#"[{"name":"v","emptyDir":true}]"#]),
    ("spec>os", &[r#""windows""#]),
];

const SYSCTLS: &[&str] = &[
    "kernel.shm_rmid_forced",
    "net.ipv4.ip_local_port_range",
    "net.ipv4.tcp_syncookies",
    "net.ipv4.ping_group_range",
    "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time",
    "net.ipv4.tcp_fin_timeout",
    "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes",
    "net.ipv4.tcp_rmem",
    "net.ipv4.tcp_wmem",
    "net.ipv4.tcp_slow_start_after_idle",
    "net.ipv4.tcp_notsent_lowat",
    "net/ipv4/tcp_rmem",
    "kernel.msgmax",
    "net.ipv4.tcp_rmem ",
    "NET.IPV4.TCP_RMEM",
    "",
];
const CAPABILITIES: &[&str] = &[
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
    "NET_RAW",
    "SYS_ADMIN",
    "chown",
    "CAP_CHOWN",
    "ALL",
    "",
    "NET_BIND_SERVICE",
    "NET_BIND_SERVICE",
    "BPF",
];
const SOURCES: &[&str] = &[
    "hostPath",
    "hostPath",
    "hostPath",
    "emptyDir",
    "gcePersistentDisk",
    "awsElasticBlockStore",
    "gitRepo",
    "secret",
    "nfs",
    "iscsi",
    "glusterfs",
    "persistentVolumeClaim",
    "rbd",
    "flexVolume",
    "cinder",
    "cephfs",
    "flocker",
    "downwardAPI",
    "fc",
    "azureFile",
    "configMap",
    "vsphereVolume",
    "quobyte",
    "azureDisk",
    "photonPersistentDisk",
    "projected",
    "portworxVolume",
    "scaleIO",
    "storageos",
    "csi",
    "ephemeral",
    "image",
    "magic",
    "HostPath",
];
const ANNOTATIONS: &[&str] = &[
    "container.apparmor.security.beta.kubernetes.io/app",
    "container.apparmor.security.beta.kubernetes.io/gone",
    "container.apparmor.security.beta.kubernetes.io/",
    "container.apparmor.security.beta.kubernetes.io",
    "seccomp.security.alpha.kubernetes.io/pod",
    "container.seccomp.security.alpha.kubernetes.io/app",
    "container.seccomp.security.alpha.kubernetes.io/init",
    "container.seccomp.security.alpha.kubernetes.io/debug",
    "container.seccomp.security.alpha.kubernetes.io/gone",
    "container.seccomp.security.alpha.kubernetes.io/",
];
const ANNOTATED: &[&str] = &[
    r#""""#,
    r#""runtime/default""#,
    r#""docker/default""#,
    r#""localhost/a""#,
    r#""localhost/""#,
    r#""localhost""#,
    r#""unconfined""#,
    "null",
    r#""Runtime/Default""#,
];

/// A Pod as text, and how it was made.
pub(super) struct Made {
    /// The file's name, which says what it is written in.
    pub(super) name: &'static str,
    pub(super) text: String,
    /// Whether a value of a wrong type was put in.
    pub(super) wrong: bool,
}

/// A good Pod in which up to three things are changed.
pub(super) fn pod(random: &mut Rng) -> Made {
    let mut pod = good(random);
    let wrong = random.u8(..40) == 0;
    // Beside a value of a wrong type nothing else is wrong, so that it alone decides.
    let changes = if wrong { 0 } else { 1 + pick(&[0, 0, 0, 0, 0, 1, 1, 2], random) };
    for _ in 0..changes {
        change(&mut pod, random);
    }
    if wrong {
        let (path, values) = pick(WRONG, random);
        set(&mut pod, path, value(pick(values, random)));
    }
    let mut text = pod.to_string();
    if random.u8(..20) == 0 {
        text = with_duplicate(text, random);
    }
    let name = if random.bool() { "pod.json" } else { "pod.yaml" };
    Made { name, text, wrong }
}

/// A Pod that the restricted profile admits in every version.
fn good(random: &mut Rng) -> Value {
    let mut pod = json!({
        "apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"},
        "spec": {"containers": [container("app")]}
    });
    if random.bool() {
        set(&mut pod, "spec>initContainers", json!([container("init")]));
    }
    if random.bool() {
        set(&mut pod, "spec>ephemeralContainers", json!([container("debug")]));
    }
    // What containers need is said by the pod, or by each of them.
    if random.u8(..3) > 0 {
        set(&mut pod, "spec>securityContext>runAsNonRoot", json!(true));
        set(&mut pod, "spec>securityContext>seccompProfile>type", json!("RuntimeDefault"));
    } else {
        for container in containers(&mut pod) {
            set(container, "securityContext>runAsNonRoot", json!(true));
            set(container, "securityContext>seccompProfile>type", json!("Localhost"));
        }
    }
    pod
}

fn container(name: &str) -> Value {
    let security = json!({"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}});
    json!({"name": name, "image": "i", "securityContext": security})
}

fn containers(pod: &mut Value) -> Vec<&mut Value> {
    let spec = pod.get_mut("spec").and_then(Value::as_object_mut);
    let lists =
        spec.into_iter().flatten().filter(|(key, _)| key.to_lowercase().ends_with("containers"));
    lists.filter_map(|(_, list)| list.as_array_mut()).flatten().collect()
}

fn change(pod: &mut Value, random: &mut Rng) {
    match random.u8(..16) {
        0..=4 => {
            let (path, values) = pick(POD, random);
            set(pod, path, value(pick(values, random)));
        }
        5..=10 => {
            let (path, values) = pick(CONTAINER, random);
            let value = value(pick(values, random));
            in_container(pod, path, value, random);
        }
        11 => {
            let count = random.usize(1..=2);
            let sysctls: Value = (0..count).map(|_| sysctl(random)).collect();
            set(pod, "spec>securityContext>sysctls", sysctls);
        }
        12 => {
            let count = random.usize(1..=2);
            let names: Value =
                (0..count).map(|_| Value::from(pick(CAPABILITIES, random))).collect();
            in_container(pod, "securityContext>capabilities>add", names, random);
        }
        13 => {
            let count = random.usize(1..=2);
            let volumes: Value = (0..count).map(|_| volume(random)).collect();
            set(pod, "spec>volumes", volumes);
        }
        _ => {
            let path = format!("metadata>annotations>{}", pick(ANNOTATIONS, random));
            set(pod, &path, value(pick(ANNOTATED, random)));
        }
    }
}

fn sysctl(random: &mut Rng) -> Value {
    match random.u8(..30) {
        0 => json!({}),
        1 => json!({"name": null, "value": "1"}),
        _ => json!({"name": pick(SYSCTLS, random), "value": "1"}),
    }
}

fn volume(random: &mut Rng) -> Value {
    let mut volume = Map::new();
    volume.insert("name".into(), "v".into());
    for _ in 0..pick(&[0, 1, 1, 1, 1, 1, 2, 3], random) {
        let content = if random.u8(..10) == 0 { Value::Null } else { json!({}) };
        volume.insert(pick(SOURCES, random).into(), content);
    }
    volume.into()
}

fn in_container(pod: &mut Value, path: &str, value: Value, random: &mut Rng) {
    let mut containers = containers(pod);
    let index = random.usize(..containers.len().max(1));
    if let Some(container) = containers.get_mut(index) {
        set(container, path, value);
    }
}

fn pick<T: Copy + Default>(list: &[T], random: &mut Rng) -> T {
    random.choice(list).copied().unwrap_or_default()
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

/// Puts a value at a path, making the objects above it.
fn set(object: &mut Value, path: &str, value: Value) {
    let mut at = object;
    for key in path.split('>') {
        if !at.is_object() {
            *at = json!({});
        }
        at = &mut at[key];
    }
    *at = value;
}

/// The text with one of its members written twice.
fn with_duplicate(text: String, random: &mut Rng) -> String {
    let members = [
        ("privileged", "true"),
        ("allowPrivilegeEscalation", "true"),
        ("runAsNonRoot", "false"),
        ("hostNetwork", "true"),
        ("hostUsers", "false"),
        ("runAsUser", "0"),
        ("capabilities", r#"{"add":["SYS_ADMIN"]}"#),
        ("securityContext", "{}"),
        ("procMount", r#""Unmasked""#),
        ("hostPID", "false"),
        ("annotations", "{}"),
    ];
    let (key, other) = pick(&members, random);
    let member = format!("\"{key}\":");
    let Some(at) = text.find(&member) else { return text };
    let (before, after) = text.split_at(at);
    let end = after.find([',', '}', '{']).filter(|end| !after[*end..].starts_with('{'));
    match end.filter(|_| random.bool()) {
        Some(end) => {
            let (own, rest) = after.split_at(end);
            format!("{before}{own},{member}{other}{rest}")
        }
        None => format!("{before}{member}{other},{after}"),
    }
}
