//! Evidence in myHealth that may go without anybody noticing, each with its reason.

/// Places whose removal no check has to notice.
pub(crate) struct Exception {
    /// What their pointers end with; `*` stands for an index, `?` for the beginning of any key. An
    /// empty one is that of a whole document.
    pub(crate) ends: &'static [&'static str],
    /// Checks whose evidence may never go unnoticed there.
    pub(crate) never: &'static [&'static str],
    /// Why nobody has to notice.
    pub(crate) reason: &'static str,
    /// Takes the second line of defence out of a file, where one is the reason: without it the
    /// removal has to be noticed after all.
    pub(crate) without_second: Option<fn(&str) -> String>,
}

pub(crate) const EXCEPTIONS: &[Exception] = &[
    Exception {
        ends: &["/kind"],
        never: &["default-deny-missing", "ingress-backend-missing", "binding-role-missing"],
        reason: "the whole object is the evidence, since nothing wrong stands in it; \
                 without the object nothing wrong stands there either",
        without_second: None,
    },
    Exception {
        ends: &["/containers/*", "/initContainers/*", "/template/spec", "/volumes/*"],
        never: &[],
        reason: "the whole pod, container or volume is the evidence, as above",
        without_second: None,
    },
    Exception {
        ends: &["/image"],
        never: &[],
        reason: "a container without an image does not start",
        without_second: None,
    },
    Exception {
        ends: &["/emptyDir", "/configMap", "/csi", "/persistentVolumeClaim", "/secret"],
        never: &[],
        reason: "a volume without a source is an empty directory, which is the default",
        without_second: None,
    },
    Exception {
        ends: &["/spec/type"],
        never: &[],
        reason: "the value is the default: a Service is inside the cluster unless it says otherwise",
        without_second: None,
    },
    Exception {
        ends: &["/spec/selector"],
        never: &[],
        reason: "a Service without a selector reaches nobody",
        without_second: None,
    },
    Exception {
        ends: &["/spec/podSelector"],
        never: &[],
        reason: "a policy without it selects every pod of its namespace; whether it then allows \
                 too much no check judges yet",
        without_second: None,
    },
    Exception {
        ends: &["/roleRef/name", "/rules/*/resources", "/rules/*/verbs"],
        never: &[],
        reason: "the rule or binding then gives fewer rights, or the API server refuses it",
        without_second: None,
    },
    Exception {
        ends: &["/rules/*/host"],
        never: &[],
        reason: "a rule without a host names none that the certificates could lack",
        without_second: None,
    },
    Exception {
        ends: &["/limits/cpu", "/limits/memory"],
        never: &[],
        reason: "the namespace's LimitRange gives a limit",
        without_second: Some(without_limit_ranges),
    },
    Exception {
        ends: &["/requests/cpu", "/requests/memory"],
        never: &[],
        reason: "the limit, the container's own or the LimitRange's, counts as a request",
        without_second: Some(|text| without_limits(&without_limit_ranges(text))),
    },
    Exception {
        ends: &["/spec/automountServiceAccountToken"],
        never: &[],
        reason: "the service account says it as well",
        without_second: Some(|text| {
            without(text, |kind, line| {
                kind == "ServiceAccount" && line == "automountServiceAccountToken: false"
            })
        }),
    },
    Exception {
        ends: &["/spec/serviceAccountName"],
        never: &[],
        reason: "no token is mounted, so the shared account gives no rights",
        without_second: Some(|text| {
            without(text, |_, line| line == "automountServiceAccountToken: false")
        }),
    },
    Exception {
        ends: &[
            "/?securitycontext/allowPrivilegeEscalation",
            "/?securitycontext/readOnlyRootFilesystem",
            "/?securitycontext/runAsNonRoot",
            "/?securitycontext/runAsUser",
            "/?securitycontext/capabilities/drop",
            "/?securitycontext/seccompProfile/type",
            "/networkPolicy/enabled",
        ],
        never: &["runs-as-root", "run-as-non-root-missing", "privilege-escalation-allowed"],
        reason: "all environments share the values, so they stay alike without it; what the chart \
                 does then only its templates say",
        without_second: None,
    },
    Exception {
        ends: &["/template/spec/securityContext/runAsNonRoot"],
        never: &[],
        reason: "each container says it as well",
        without_second: Some(|text| without_non_root(text, |is_of_pod| !is_of_pod)),
    },
    Exception {
        ends: &["/containers/*/securityContext/runAsNonRoot"],
        never: &[],
        reason: "the pod says it as well",
        without_second: Some(|text| without_non_root(text, |is_of_pod| is_of_pod)),
    },
    Exception {
        ends: &["/initContainers/*/securityContext/runAsNonRoot"],
        never: &[],
        reason: "the pod says it as well",
        without_second: Some(|text| without_non_root(text, |is_of_pod| is_of_pod)),
    },
    Exception {
        ends: &["/spec/securityContext/runAsUser"],
        never: &[],
        reason: "`runAsNonRoot` keeps root out as well; which user it then is only the image says",
        without_second: Some(|text| without_non_root(text, |_| true)),
    },
    Exception {
        ends: &["/requiredDuringSchedulingIgnoredDuringExecution/*/topologyKey"],
        never: &[],
        reason: "the pods are spread over zones as well",
        without_second: Some(|text| {
            without(text, |_, line| line == "topologyKey: topology.kubernetes.io/zone")
        }),
    },
    Exception {
        ends: &["/spec/tls"],
        never: &[],
        reason: "the load balancer takes its certificate from an annotation",
        without_second: Some(|text| {
            without(text, |_, line| line.starts_with("alb.ingress.kubernetes.io/certificate-arn:"))
        }),
    },
    Exception {
        ends: &["/services/?", "/dependencies/*"],
        never: &["capabilities-drop-all-missing", "memory-limit-missing", "pids-limit-missing"],
        reason: "the whole service or dependency is the evidence, since nothing wrong stands in it",
        without_second: None,
    },
    Exception {
        ends: &["/services/?/networks"],
        never: &[],
        reason: "a service without networks is on the default one, on which the others are not",
        without_second: None,
    },
    Exception {
        ends: &["/secrets/?/environment"],
        never: &[],
        reason: "Compose refuses a secret that comes from nowhere",
        without_second: None,
    },
    Exception {
        ends: &[""],
        never: &["environment-weaker-than-production"],
        reason: "the whole file is the evidence, since no credential of production stands in it",
        without_second: None,
    },
    Exception {
        ends: &["/environment/?", "/env/*/value", "/data/?", "/metadata/annotations/?"],
        never: &["ingress-tls-missing", "ingress-host-not-in-tls"],
        reason: "a variable, entry or annotation that is not there holds no credential and asks \
                 for no connection",
        without_second: None,
    },
    Exception {
        ends: &["/NPM_TOKEN", "/client_secret", "/api_url", "/auth_url", "/token_url"],
        never: &[],
        reason: "as above, for a value of a chart and a variable of a file",
        without_second: None,
    },
    Exception {
        ends: &["/healthcheck/test/*"],
        never: &["healthcheck-disabled"],
        reason: "as above, for a word of a command",
        without_second: None,
    },
    Exception {
        ends: &["/ports/*", "/ports/*/published"],
        never: &[],
        reason: "a port that is not published is open to nobody; without a number of its own the \
                 host gives it a free one",
        without_second: None,
    },
    Exception {
        ends: &["/logging/driver"],
        never: &[],
        reason: "the default keeps what a service writes as well",
        without_second: None,
    },
    Exception {
        ends: &["/dependencies/*/repository"],
        never: &[],
        reason: "a dependency without one lies in the repository itself",
        without_second: None,
    },
    Exception {
        ends: &["/ingress/tls"],
        never: &[],
        reason: "the load balancer takes its certificate from an annotation, in values too",
        without_second: Some(|text| {
            without(text, |_, line| line.starts_with("alb.ingress.kubernetes.io/certificate-arn:"))
        }),
    },
    Exception {
        ends: &["/image/sha", "/image/digest"],
        never: &[],
        reason: "the tag names a released version as well",
        without_second: Some(|text| without(text, |_, line| line.starts_with("tag: "))),
    },
];

/// Whether a pointer ends so.
pub(crate) fn ends_with(pointer: &str, end: &str) -> bool {
    if end.is_empty() {
        return pointer.is_empty();
    }
    let mut steps = pointer.rsplit('/');
    end.rsplit('/').take_while(|wanted| !wanted.is_empty()).all(|wanted| {
        let step = steps.next().unwrap_or_default();
        let end =
            wanted.strip_prefix('?').is_some_and(|end| step.to_ascii_lowercase().ends_with(end));
        step == wanted || end || (wanted == "*" && step.parse::<usize>().is_ok())
    })
}

fn kind_of(document: &str) -> &str {
    document.lines().find_map(|line| line.strip_prefix("kind: ")).unwrap_or_default()
}

fn without_limit_ranges(text: &str) -> String {
    let documents: Vec<&str> = text.split("---\n").collect();
    let rest = documents.into_iter().filter(|document| kind_of(document) != "LimitRange");
    rest.collect::<Vec<_>>().join("---\n")
}

/// The text without the limits of containers.
fn without_limits(text: &str) -> String {
    let mut limits = None;
    let rest = text.split_inclusive('\n').filter(|line| {
        let depth = line.len() - line.trim_start().len();
        if line.trim() == "limits:" {
            limits = Some(depth);
        } else if limits.is_some_and(|limits| depth <= limits) {
            limits = None;
        }
        limits.is_none()
    });
    rest.collect()
}

/// The text without the lines that are meant, which are shown with their object's kind.
fn without(text: &str, is_meant: impl Fn(&str, &str) -> bool) -> String {
    let documents = text.split("---\n").map(|document| {
        let kind = kind_of(document);
        let lines = document.split_inclusive('\n');
        lines.filter(|line| !is_meant(kind, line.trim())).collect::<String>()
    });
    documents.collect::<Vec<_>>().join("---\n")
}

/// The text without the lines `runAsNonRoot: true` of pods, of containers, or of both.
fn without_non_root(text: &str, is_meant: impl Fn(bool) -> bool) -> String {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let says = |line: &str| line.trim() == "runAsNonRoot: true";
    let documents = text.split("---\n").map(|document| {
        let of_pod = document.lines().filter(|line| says(line)).map(depth).min();
        let lines = document.split_inclusive('\n');
        let rest = lines.filter(|line| !says(line) || !is_meant(Some(depth(line)) == of_pod));
        rest.collect::<String>()
    });
    documents.collect::<Vec<_>>().join("---\n")
}
