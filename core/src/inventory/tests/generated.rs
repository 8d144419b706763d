//! Sets of objects that refer to each other, also by unknown names.

use std::fmt::Write;

/// Numbers that look random and are the same in every run.
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn pick(&mut self, choices: &[&'static str]) -> &'static str {
        choices[self.below(choices.len())]
    }
}

/// Names, of which few are different and some are hidden.
pub(super) const NAMES: [&str; 4] = ["a", "b", "default", "'{{ .Values.name }}'"];
pub(super) const NAMESPACES: [&str; 4] = ["default", "prod", "dev", "'{{ .Values.namespace }}'"];
const VALUES: [&str; 5] = ["x", "y", "z", "''", "'{{ .Values.label }}'"];
const KEYS: [&str; 5] = ["app", "tier", "part", "job-name", "'{{ .Values.key }}'"];
const BOOLEANS: [&str; 4] = ["", "true", "false", "'{{ .Values.flag }}'"];

/// The documents of one set, each a manifest in flow style.
pub(super) fn documents(dice: &mut Dice) -> Vec<String> {
    let count = 4 + dice.below(26);
    // Every other set has objects of few kinds, and so many that meet.
    let few: Vec<usize> = (0..3).map(|_| dice.below(17)).collect();
    let is_few = dice.below(2) == 0;
    let mut documents = Vec::new();
    for _ in 0..count {
        let kind = dice.below(17);
        documents.push(document(dice, if is_few { few[kind % few.len()] } else { kind }));
    }
    documents
}

fn document(dice: &mut Dice, kind: usize) -> String {
    match kind {
        0..=2 => workload(dice),
        3..=4 => policy(dice),
        5 => service(dice),
        6 => limit_range(dice),
        7 => autoscaler(dice),
        8 => simple(dice, "v1", "Namespace", ""),
        9 => {
            let token = field("automountServiceAccountToken", dice.pick(&BOOLEANS));
            simple(dice, "v1", "ServiceAccount", &token)
        }
        10 => {
            let kind = dice.pick(&["Role", "ClusterRole"]);
            simple(dice, "rbac.authorization.k8s.io/v1", kind, "")
        }
        11 => binding(dice),
        12 => storage_class(dice),
        13 => volume(dice),
        14 => claim(dice),
        15 => {
            let kind = dice.pick(&["Widget", "ClusterWidget", "CiliumNetworkPolicy"]);
            simple(dice, "example.com/v1", kind, "")
        }
        _ => of_another_technology(dice),
    }
}

fn field(name: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(", {name}: {value}") }
}

fn metadata(dice: &mut Dice, more: &str) -> String {
    let name = dice.pick(&NAMES);
    let namespace = if dice.below(4) == 0 { "" } else { dice.pick(&NAMESPACES) };
    format!("metadata: {{name: {name}{}{more}}}", field("namespace", namespace))
}

fn simple(dice: &mut Dice, version: &str, kind: &str, more: &str) -> String {
    format!("{{apiVersion: {version}, kind: {kind}, {}{more}}}", metadata(dice, ""))
}

fn labels(dice: &mut Dice) -> String {
    if dice.below(12) == 0 {
        return "'{{ .Values.labels }}'".to_owned();
    }
    let mut text = String::new();
    let mut keys = KEYS.to_vec();
    for _ in 0..dice.below(4) {
        let key = keys.remove(dice.below(keys.len()));
        let _ = write!(text, "{key}: {}, ", dice.pick(&VALUES));
    }
    format!("{{{text}}}")
}

fn selector(dice: &mut Dice) -> String {
    match dice.below(8) {
        0 => "'{{ .Values.selector }}'".to_owned(),
        1 => "{}".to_owned(),
        2 => {
            let operator = dice.pick(&["In", "NotIn", "'{{ .Values.operator }}'"]);
            let (key, value) = (dice.pick(&KEYS), dice.pick(&VALUES));
            format!(
                "{{matchExpressions: [{{key: {key}, operator: {operator}, values: [{value}]}}]}}"
            )
        }
        3 => {
            let operator = dice.pick(&["Exists", "DoesNotExist"]);
            format!("{{matchExpressions: [{{key: {}, operator: {operator}}}]}}", dice.pick(&KEYS))
        }
        _ => format!("{{matchLabels: {}}}", labels(dice)),
    }
}

fn workload(dice: &mut Dice) -> String {
    let labels = labels(dice);
    let account = if dice.below(2) == 0 { "" } else { dice.pick(&NAMES) };
    let token = if dice.below(3) == 0 { dice.pick(&BOOLEANS) } else { "" };
    let spec = format!(
        "{{containers: [{{name: app}}]{}{}}}",
        field("serviceAccountName", account),
        field("automountServiceAccountToken", token)
    );
    match dice.below(8) {
        0..=3 => {
            let metadata = metadata(dice, &format!(", labels: {labels}"));
            format!("{{apiVersion: v1, kind: Pod, {metadata}, spec: {spec}}}")
        }
        4 => simple(dice, "apps/v1", "Deployment", ", spec: {template: '{{ .Values.pod }}'}"),
        5 => simple(dice, "apps/v1", "Deployment", ", spec: {}"),
        _ => {
            let template = format!("{{metadata: {{labels: {labels}}}, spec: {spec}}}");
            simple(dice, "apps/v1", "Deployment", &format!(", spec: {{template: {template}}}"))
        }
    }
}

fn policy(dice: &mut Dice) -> String {
    if dice.below(12) == 0 {
        let kind = dice.pick(&["CiliumNetworkPolicy", "CiliumClusterwideNetworkPolicy"]);
        return simple(dice, "cilium.io/v2", kind, "");
    }
    let selector = selector(dice);
    let types =
        dice.pick(&["", "[Ingress]", "[Egress]", "[Ingress, Egress]", "['{{ .Values.t }}']"]);
    let rules =
        ["", "[]", "[{}]", "[{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]", "'{{ .Values.r }}'"];
    let (ingress, egress) = (dice.pick(&rules), dice.pick(&["", "[]", "[{}]"]));
    let spec = format!(
        "{{podSelector: {selector}{}{}{}}}",
        field("policyTypes", types),
        field("ingress", ingress),
        field("egress", egress)
    );
    simple(dice, "networking.k8s.io/v1", "NetworkPolicy", &format!(", spec: {spec}"))
}

fn service(dice: &mut Dice) -> String {
    let spec = format!(", spec: {{selector: {}}}", labels(dice));
    simple(dice, "v1", "Service", &spec)
}

fn limit_range(dice: &mut Dice) -> String {
    let mut limits = String::new();
    for _ in 0..dice.below(3) {
        let kind = dice.pick(&["Container", "Container", "Pod", "'{{ .Values.kind }}'"]);
        let amount =
            dice.pick(&["{cpu: 1}", "{memory: 1Gi}", "{cpu: '{{ .Values.cpu }}'}", "{cpu: 0}"]);
        let which = dice.pick(&["default", "defaultRequest", "max", "min"]);
        let _ = write!(limits, "{{type: {kind}, {which}: {amount}}}, ");
    }
    let limits = if dice.below(6) == 0 {
        "'{{ .Values.limits }}'".to_owned()
    } else {
        format!("[{limits}]")
    };
    simple(dice, "v1", "LimitRange", &format!(", spec: {{limits: {limits}}}"))
}

fn autoscaler(dice: &mut Dice) -> String {
    let kind = dice.pick(&["Deployment", "Deployment", "'{{ .Values.kind }}'"]);
    let target = format!("{{kind: {kind}, name: {}}}", dice.pick(&NAMES));
    let spec = format!(", spec: {{scaleTargetRef: {target}}}");
    simple(dice, "autoscaling/v2", "HorizontalPodAutoscaler", &spec)
}

fn binding(dice: &mut Dice) -> String {
    let kind = dice.pick(&["RoleBinding", "RoleBinding", "ClusterRoleBinding"]);
    let role = dice.pick(&["Role", "ClusterRole", "'{{ .Values.kind }}'"]);
    let role = format!("{{kind: {role}, name: {}}}", dice.pick(&NAMES));
    let mut subjects = String::new();
    for _ in 0..dice.below(3) {
        let (name, namespace) = (dice.pick(&NAMES), dice.pick(&NAMESPACES));
        let account = format!("{{kind: ServiceAccount, name: {name}, namespace: {namespace}}}");
        let own = format!("{{kind: ServiceAccount, name: {name}}}");
        let all = "{kind: Group, name: 'system:serviceaccounts:prod'}".to_owned();
        let everyone = "{kind: Group, name: 'system:authenticated'}".to_owned();
        let subject = [account, own, all, everyone][dice.below(4)].clone();
        let _ = write!(subjects, "{subject}, ");
    }
    let more = format!(", roleRef: {role}, subjects: [{subjects}]");
    simple(dice, "rbac.authorization.k8s.io/v1", kind, &more)
}

fn storage_class(dice: &mut Dice) -> String {
    let default = dice.pick(&["'true'", "'false'", "'{{ .Values.default }}'", "''"]);
    let annotation =
        format!(", annotations: {{storageclass.kubernetes.io/is-default-class: {default}}}");
    let metadata = metadata(dice, &annotation);
    format!("{{apiVersion: storage.k8s.io/v1, kind: StorageClass, {metadata}}}")
}

fn volume(dice: &mut Dice) -> String {
    let claim = format!("{{namespace: {}, name: {}}}", dice.pick(&NAMESPACES), dice.pick(&NAMES));
    simple(dice, "v1", "PersistentVolume", &format!(", spec: {{claimRef: {claim}}}"))
}

fn claim(dice: &mut Dice) -> String {
    let class = dice.pick(&["", "''", "''", "a", "b", "'{{ .Values.class }}'"]);
    let volume = dice.pick(&["", "", "a", "'{{ .Values.volume }}'"]);
    let (class, volume) = (field("storageClassName", class), field("volumeName", volume));
    simple(dice, "v1", "PersistentVolumeClaim", &format!(", spec: {{size: 1{class}{volume}}}"))
}

/// A service of Compose or a file of values, in the place of one.
fn of_another_technology(dice: &mut Dice) -> String {
    if dice.below(3) == 0 {
        return simple(dice, "v1", "values", "");
    }
    let condition = dice.pick(&[
        "service_started",
        "service_completed_successfully",
        "service_completed_successfully",
        "'{{ .Values.condition }}'",
    ]);
    let waits = format!(", depends_on: {{{}: {{condition: {condition}}}}}", dice.pick(&["a", "b"]));
    simple(dice, "v1", "service", &waits)
}
