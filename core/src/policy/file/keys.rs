//! The keys of the policy file, from which the reader and the schema are derived.

/// A key of the policy file.
pub(in crate::policy) struct Key {
    /// Its name in the file.
    pub(in crate::policy) name: &'static str,
    /// Its description, in sentences.
    pub(in crate::policy) description: &'static str,
    /// A value that it can have, as JSON; empty for a key that only a caller sets.
    pub(in crate::policy) example: &'static str,
}

/// A key of the file.
pub(in crate::policy) const fn key(
    name: &'static str,
    description: &'static str,
    example: &'static str,
) -> Key {
    Key { name, description, example }
}

/// A key of a caller's options.
const fn choice(name: &'static str, description: &'static str) -> Key {
    key(name, description, "")
}

/// The version of the policy file that is read.
pub(in crate::policy) const VERSION: i64 = 1;

/// Keys of the file itself.
pub(in crate::policy) static POLICY: &[Key] = &[
    key("version", "Version of the policy file format. Default: 1.", "1"),
    key(
        "frameworks",
        "Frameworks whose controls the report lists: built-in ones by id, others by the path of their file, relative to the policy file.",
        r#"["hipaa", "./our-policy.yaml"]"#,
    ),
    key(
        "kubernetes",
        "Kubernetes version that the files are for, in quotes: \"1.31\" or \"latest\". A version newer than the newest known one is treated as the newest known one.",
        r#""1.31""#,
    ),
    key(
        "select",
        "Run only these checks: ids, families or severities. Default: all.",
        r#"["secrets", "critical", "privileged-container"]"#,
    ),
    key(
        "ignore",
        "Do not run these checks: ids, families or severities.",
        r#"["info", "pids-limit-missing"]"#,
    ),
    key("severities", "Severity overrides by check id.", r#"{"image-digest-missing": "medium"}"#),
    key(
        "parameters",
        "Parameter overrides by check id and parameter name.",
        r#"{"low-uid": {"minimum_uid": 1000}}"#,
    ),
    key(
        "thresholds",
        "Thresholds for the verdict and for what is shown.",
        r#"{"fail_on": "high", "minimum_severity": "low"}"#,
    ),
    key(
        "evidence",
        "Maximum number of evidence locations that the report lists for a check, or `all`. Counts are always exact.",
        "50",
    ),
    key(
        "suppressions",
        "Findings that are accepted. They stay in the report.",
        r#"[{"check": "host-network", "resource": "DaemonSet/*/node-exporter", "reason": "measures the node's own network", "owner": "platform team", "expires": "2027-06-30"}]"#,
    ),
    key(
        "exclude",
        "Path patterns of files that are not read. The report lists the excluded files.",
        r#"["vendor/**", "**/*.generated.yaml"]"#,
    ),
    key(
        "environments",
        "Environments by name, each with the path patterns of its files. A path that no pattern matches belongs to all environments.",
        r#"{"production": ["overlays/production/**"], "staging": ["overlays/staging/**"]}"#,
    ),
    key(
        "bundles",
        "Bundles by name, each a separate platform, with the path patterns of its files. References are not resolved across bundles. A path belongs to the first bundle that matches it.",
        r#"{"clinic": ["clinic/**"], "laboratory": ["laboratory/**"]}"#,
    ),
    key(
        "phi",
        "Where patients' data (protected health information) is. Findings there rank higher in an audit and are named as such.",
        r#"{"resources": ["StatefulSet/clinic/*"], "paths": ["charts/fhir/**"]}"#,
    ),
    key(
        "helm",
        "The release that charts of Helm are rendered for.",
        r#"{"release": "ehr", "namespace": "clinic", "api_versions": ["monitoring.coreos.com/v1"]}"#,
    ),
    key(
        "limits",
        "Limits on the size of inputs and on the work of a run. An exceeded limit is a problem in the report.",
        r#"{"bytes": 1048576, "findings": 100}"#,
    ),
];

/// Keys of `thresholds`.
pub(in crate::policy) static THRESHOLDS: &[Key] = &[
    key("fail_on", "Findings of this severity or higher fail the run.", r#""high""#),
    key(
        "fail_on_unknown",
        "Whether a value that cannot be resolved makes the run incomplete.",
        "true",
    ),
    key("minimum_severity", "Findings below this severity are counted but not shown.", r#""low""#),
];

/// Keys of `helm`.
pub(in crate::policy) static HELM: &[Key] = &[
    key("release", "Name of the release. Default: the name of the chart.", r#""ehr""#),
    key("namespace", "Namespace of the release. Default: `default`.", r#""clinic""#),
    key(
        "api_versions",
        "API versions of the cluster besides those that Helm assumes, also with a kind: what `.Capabilities.APIVersions` contains. Default: none.",
        r#"["monitoring.coreos.com/v1", "monitoring.coreos.com/v1/ServiceMonitor"]"#,
    ),
];

/// Keys of `phi`.
pub(in crate::policy) static PHI: &[Key] = &[
    key(
        "resources",
        "Resources with patients' data, as `Kind/name` or `Kind/namespace/name`, with patterns.",
        r#"["StatefulSet/clinic/*", "*/fhir-api"]"#,
    ),
    key("paths", "Path patterns of files with patients' data.", r#"["charts/fhir/**"]"#),
];

/// Keys of `limits`.
pub(in crate::policy) static LIMITS: &[Key] = &[
    key(
        "bytes",
        "Maximum size of an input in bytes; of an archive, also of what it unpacks to.",
        "1048576",
    ),
    key("depth", "Maximum nesting depth of mappings and lists.", "64"),
    key(
        "nodes",
        "Maximum number of nodes of an input: keys, values, mappings and lists.",
        "100000",
    ),
    key(
        "alias_expansion",
        "Maximum number of nodes that expanding the aliases of a document may add.",
        "10000",
    ),
    key("embedding", "Maximum nesting depth of documents inside scalars.", "4"),
    key(
        "environments",
        "Maximum number of environments in which the same resources are checked.",
        "16",
    ),
    key(
        "findings",
        "Maximum number of findings kept for a check, the first in report order, for services that check untrusted input. Counts are always exact. Default: no limit.",
        "100",
    ),
    key(
        "steps",
        "Maximum number of evaluations, for services that check untrusted input. The rest is not checked. Default: no limit.",
        "1000000",
    ),
];

/// The largest value of each limit that the readers support.
pub(in crate::policy) fn largest_limit(name: &str) -> i64 {
    match name {
        "depth" => 10_000,
        "embedding" => 16,
        _ => i64::from(u32::MAX),
    }
}

/// Keys of a suppression.
pub(in crate::policy) static SUPPRESSION: &[Key] = &[
    key("check", "The id of the check whose findings are accepted.", r#""host-network""#),
    key(
        "resource",
        "Pattern of the resources, `Kind/name` or `Kind/namespace/name`. Default: all.",
        r#""DaemonSet/*/node-exporter""#,
    ),
    key("path", "Path pattern of the inputs. Default: all.", r#""monitoring/**""#),
    key("reason", "Why the findings are accepted.", r#""measures the node's own network""#),
    key("owner", "The person or team responsible.", r#""platform team""#),
    key(
        "expires",
        "The last day on which the suppression applies, as year-month-day. Default: no expiry.",
        r#""2027-06-30""#,
    ),
];

/// Options of a caller, in addition to those of the file.
pub(in crate::policy) static CHOICES: &[Key] = &[
    choice("select", "Run only these checks: ids, families or severities. Default: all."),
    choice(
        "ignore",
        "Do not run these checks, in addition to those that the policy ignores: ids, families or severities.",
    ),
    choice(
        "frameworks",
        "Frameworks whose controls the report lists, in addition to those of the policy: built-in ones by id, others by the path of their file.",
    ),
    choice(
        "framework_files",
        "The texts of framework files by path, for a caller without a file system. Each is listed.",
    ),
    choice(
        "kubernetes",
        "Kubernetes version that the files are for: `1.31` or `latest`. Default: the policy's version, or the newest known one.",
    ),
    choice(
        "as_of",
        "The date for the expiry of suppressions, as `2026-11-21`. Without it, whether a suppression has expired is unknown.",
    ),
    choice(
        "fail_on",
        "Findings of this severity or higher fail the run. Default: the policy's threshold, or `medium`.",
    ),
    choice("fail_on_unknown", "Whether a value that cannot be resolved makes the run incomplete."),
    choice("min_severity", "Findings below this severity are counted but not shown in text."),
    choice(
        "evidence",
        "Maximum number of evidence locations that the report lists for a check, or `all`. Counts are always exact. Default: the policy's number, or 20.",
    ),
    choice(
        "no_inline_suppressions",
        "Whether suppressions in comments and annotations are disabled. The report records this.",
    ),
    choice("no_config", "Whether policy files are ignored. The report records this."),
    choice(
        "alone",
        "Whether the input is checked without the files around it: a NetworkPolicy, Service or Role that is not in the input is unknown, not missing.",
    ),
    choice(
        "bases",
        "Whether a kustomization that others include is also checked by itself, if it can be built.",
    ),
];

/// The choices that are booleans.
pub(in crate::policy) static FLAGS: &[&str] =
    &["fail_on_unknown", "no_inline_suppressions", "alone", "bases", "no_config"];

/// The keys that a suppression must have, each with what to write.
pub(in crate::policy) static REQUIRED: &[(&str, &str)] = &[
    ("check", "set it to the id of the check whose findings are accepted"),
    ("reason", "explain why the finding is accepted"),
    ("owner", "name the person or team responsible"),
];
