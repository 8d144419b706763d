//! The keys of the policy file and what each means: the reader and the schema follow from these.

/// A key of the policy file.
pub(in crate::policy) struct Key {
    /// As it is written.
    pub(in crate::policy) name: &'static str,
    /// What it does: sentences.
    pub(in crate::policy) description: &'static str,
}

const fn key(name: &'static str, description: &'static str) -> Key {
    Key { name, description }
}

/// The version of the policy file that is read.
pub(in crate::policy) const VERSION: i64 = 1;

/// Keys of the file itself.
pub(in crate::policy) static POLICY: &[Key] = &[
    key("version", "The version of the policy file's form. Without it: 1."),
    key("frameworks", "Frameworks whose controls the report lists."),
    key(
        "kubernetes",
        "The version of Kubernetes that the files are for, in quotes: \"1.31\" or \"latest\". A version newer than all known ones is read as the newest known one.",
    ),
    key("select", "Only these checks run: ids, families or severities. Without it: all."),
    key("ignore", "These checks do not run: ids, families or severities."),
    key("severities", "Severities other than the checks' own, by check id."),
    key("parameters", "Values other than the checks' own, by check id and parameter."),
    key("thresholds", "What decides the verdict, and what is shown."),
    key(
        "evidence",
        "How many places of evidence the report lists for a check, or `all`. Counts are exact in any case.",
    ),
    key("suppressions", "Findings that are accepted. They stay in the report."),
    key("exclude", "Patterns of paths that are not read. The report lists what they leave out."),
    key(
        "environments",
        "Environments by name, each with patterns of the paths that belong to it. A path that no pattern names belongs to all of them.",
    ),
    key(
        "bundles",
        "Bundles by name, each a platform by itself, with patterns of the paths that belong to it. Nothing is resolved across bundles; the first that matches a path decides.",
    ),
    key(
        "limits",
        "How much of an input is taken in, and how much is made of all. Passing a limit is a problem in the report.",
    ),
];

/// Keys of `thresholds`.
pub(in crate::policy) static THRESHOLDS: &[Key] = &[
    key("fail_on", "From this severity on a finding fails the run."),
    key("fail_on_unknown", "Whether a value that cannot be resolved makes the run incomplete."),
    key("minimum_severity", "Findings below this severity are counted and not shown."),
];

/// Keys of `limits`.
pub(in crate::policy) static LIMITS: &[Key] = &[
    key("bytes", "Bytes of one input."),
    key("depth", "Collections inside collections."),
    key("nodes", "Nodes of one input: keys, values and collections."),
    key("alias_expansion", "Nodes that following the aliases of one document may add."),
    key("embedding", "Documents inside scalars of documents."),
    key("environments", "Environments in which the same resources are judged."),
    key(
        "findings",
        "Findings of one check that are kept, for services that judge texts of strangers: the first in the order of the report. Counts are exact in any case. Without it: all.",
    ),
    key(
        "steps",
        "How often a check is asked about something, for services that judge texts of strangers: what is left then is not judged. Without it: as often as there is something.",
    ),
];

/// The largest value of each limit: what the readers can hold.
pub(in crate::policy) fn largest_limit(name: &str) -> i64 {
    match name {
        "depth" => 10_000,
        "embedding" => 16,
        "environments" => 64,
        _ => i64::from(u32::MAX),
    }
}

/// Keys of a suppression.
pub(in crate::policy) static SUPPRESSION: &[Key] = &[
    key("check", "The id of the check whose findings are accepted."),
    key(
        "resource",
        "Pattern of the resources, `Kind/name` or `Kind/namespace/name`. Without it: all.",
    ),
    key("path", "Pattern of the inputs' paths. Without it: all."),
    key("reason", "Why the findings are accepted."),
    key("owner", "Who answers for it."),
    key(
        "expires",
        "The last day on which it is in force, as year-month-day. Without it: for ever.",
    ),
];

/// What a caller chooses in words beside the file.
pub(in crate::policy) static CHOICES: &[Key] = &[
    key("select", "Only these checks run: ids, families or severities. Without it: all."),
    key(
        "ignore",
        "These checks do not run, beside those of the policy: ids, families or severities.",
    ),
    key("frameworks", "Frameworks whose controls the report lists, beside those of the policy."),
    key(
        "kubernetes",
        "The version of Kubernetes that the files are for: `1.31` or `latest`. Without it: the policy's, or the newest known one.",
    ),
    key(
        "as_of",
        "The day on which suppressions are judged, as `2026-11-21`. Without it, whether one has expired is unknown.",
    ),
    key(
        "fail_on",
        "From this severity on a finding fails the run. Without it: the policy's, or `medium`.",
    ),
    key("fail_on_unknown", "Whether a value that cannot be resolved makes the run incomplete."),
    key("min_severity", "Findings below this severity are counted and not shown in text."),
    key(
        "evidence",
        "How many places of evidence the report lists for a check, or `all`. Counts are exact in any case. Without it: the policy's, or 20.",
    ),
    key(
        "no_inline_suppressions",
        "Whether comments and annotations in the files suppress nothing. The report says so.",
    ),
    key(
        "no_config",
        "Whether no policy is in force, whatever files there are. The report says so.",
    ),
    key(
        "alone",
        "Whether the files around those that are given are not there: a policy, Service or Role that is not in them is unknown, not missing.",
    ),
];

/// Those of the choices that are true or false.
pub(in crate::policy) static FLAGS: &[&str] =
    &["fail_on_unknown", "no_inline_suppressions", "alone", "no_config"];

/// The keys that a suppression must have, each with what to write.
pub(in crate::policy) static REQUIRED: &[(&str, &str)] = &[
    ("check", "name the check whose findings are accepted"),
    ("reason", "say why the finding is accepted"),
    ("owner", "say who answers for it"),
];
