//! Evidence in myHealth whose removal no check has to notice, with reasons.

/// Locations whose removal no check has to notice.
pub(crate) struct Exception {
    /// The ends of their pointers; `*` matches an index, `?` the beginning of any key. An empty one is
    /// that of a whole document.
    pub(crate) ends: &'static [&'static str],
    /// Checks that must notice the removal there.
    pub(crate) never: &'static [&'static str],
    /// Why no check has to notice.
    pub(crate) reason: &'static str,
    /// Removes the second line of defence from a file, if that is the reason: without it the removal
    /// must be noticed.
    pub(crate) without_second: Option<fn(&str) -> String>,
}

pub(crate) const EXCEPTIONS: &[Exception] = &[
    Exception {
        ends: &["/kind", "/configMapGenerator/*", "/patches/*/patch"],
        never: &["default-deny-missing", "ingress-backend-missing", "binding-role-missing"],
        reason: "the whole object is the evidence, since it contains no fault; without the object \
                 there is no fault either",
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
        reason: "a Service without a selector reaches no pod",
        without_second: None,
    },
    Exception {
        ends: &["/spec/podSelector"],
        never: &[],
        reason: "a policy without it selects every pod of its namespace; no check verifies yet \
                 whether it then allows too much",
        without_second: None,
    },
    Exception {
        ends: &["/roleRef/name", "/rules/*/resources", "/rules/*/verbs"],
        never: &[],
        reason: "the rule or binding then grants less, or the API server rejects it",
        without_second: None,
    },
    Exception {
        ends: &["/rules/*/host"],
        never: &[],
        reason: "a rule without a host requires no certificate",
        without_second: None,
    },
    Exception {
        ends: &["/limits/cpu", "/limits/memory"],
        never: &[],
        reason: "the LimitRange of the namespace sets a limit",
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
        reason: "the service account sets it as well",
        without_second: Some(|text| {
            without(text, |kind, line| {
                kind == "ServiceAccount" && line == "automountServiceAccountToken: false"
            })
        }),
    },
    Exception {
        ends: &["/spec/serviceAccountName"],
        never: &[],
        reason: "no token is mounted, so the shared account grants no access",
        without_second: Some(|text| {
            without(text, |_, line| line == "automountServiceAccountToken: false")
        }),
    },
    Exception {
        ends: &["/template/spec/securityContext/runAsNonRoot"],
        never: &[],
        reason: "each container sets it as well",
        without_second: Some(|text| without_non_root(text, |is_of_pod| !is_of_pod)),
    },
    Exception {
        ends: &["/containers/*/securityContext/runAsNonRoot"],
        never: &[],
        reason: "the pod sets it as well",
        without_second: Some(|text| without_non_root(text, |is_of_pod| is_of_pod)),
    },
    Exception {
        ends: &["/initContainers/*/securityContext/runAsNonRoot"],
        never: &[],
        reason: "the pod sets it as well",
        without_second: Some(|text| without_non_root(text, |is_of_pod| is_of_pod)),
    },
    Exception {
        ends: &["/spec/securityContext/runAsUser"],
        never: &[],
        reason: "`runAsNonRoot` excludes root as well; the user is then that of the image",
        without_second: Some(|text| without_non_root(text, |_| true)),
    },
    Exception {
        ends: &["/requiredDuringSchedulingIgnoredDuringExecution/*/topologyKey"],
        never: &[],
        reason: "the pods are also spread over zones",
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
        reason: "the whole service or dependency is the evidence, since it contains no fault",
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
        reason: "Compose rejects a secret without a source",
        without_second: None,
    },
    Exception {
        ends: &[""],
        never: &["environment-weaker-than-production"],
        reason: "the whole file is the evidence, since it contains no production credential",
        without_second: None,
    },
    Exception {
        ends: &[
            "/environment/?",
            "/env/*/value",
            "/data/?",
            "/metadata/annotations/?",
            "/configMapGenerator/*/literals/*",
        ],
        never: &["ingress-tls-missing", "ingress-host-not-in-tls"],
        reason: "a missing variable, entry or annotation contains no credential and no connection",
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
        reason: "a port that is not published cannot be reached; without a host port a free one is \
                 assigned",
        without_second: None,
    },
    Exception {
        ends: &["/logging/driver"],
        never: &[],
        reason: "the default driver keeps the log as well",
        without_second: None,
    },
];

/// Whether a pointer has this end.
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

/// The text without matching lines; the function gets the kind of the object and the line.
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
