// Written by `cargo dev sync` from the schemas and the declarations of the checks.

/** The id of a check. */
export type CheckId =
  | "anonymous-binding"
  | "apparmor-unconfined"
  | "authenticated-group-binding"
  | "bind-or-escalate"
  | "binding-role-missing"
  | "binding-subject-missing"
  | "broad-role-binding"
  | "capabilities-added"
  | "capabilities-beyond-baseline"
  | "capabilities-beyond-restricted"
  | "capabilities-drop-all-missing"
  | "cgroup-parent-set"
  | "chart-dependency-unpinned"
  | "chart-repository-http"
  | "cluster-admin-binding"
  | "container-runtime-socket"
  | "cpu-limit-missing"
  | "cpu-request-missing"
  | "data-store-authentication-disabled"
  | "default-deny-missing"
  | "default-service-account-used"
  | "development-mode-in-production"
  | "duplicate-host-port"
  | "duplicate-key"
  | "duplicate-object"
  | "env-file-not-ignored"
  | "environment-weaker-than-production"
  | "hardcoded-secret-in-args"
  | "hardcoded-secret-in-env"
  | "healthcheck-disabled"
  | "host-aliases"
  | "host-device-mapped"
  | "host-ipc"
  | "host-namespace-shared"
  | "host-network"
  | "host-path-volume"
  | "host-pid"
  | "host-port"
  | "image-digest-missing"
  | "image-tag-mutable"
  | "impersonate-access"
  | "ingress-backend-missing"
  | "ingress-host-not-in-tls"
  | "ingress-tls-missing"
  | "jwt-signing-key-weak"
  | "liveness-probe-missing"
  | "logging-disabled"
  | "low-uid"
  | "memory-limit-missing"
  | "memory-request-missing"
  | "mount-propagation-shared"
  | "mtls-permissive"
  | "network-not-segmented"
  | "network-policy-missing"
  | "network-policy-selects-nothing"
  | "nodes-proxy-access"
  | "persistent-volume-unencrypted"
  | "pids-limit-missing"
  | "plain-http-upstream"
  | "plaintext-connection"
  | "pod-anti-affinity-missing"
  | "pod-attach-access"
  | "pod-exec-access"
  | "port-published-on-all-interfaces"
  | "privilege-escalation-allowed"
  | "privileged-build"
  | "privileged-container"
  | "privileged-host-port"
  | "probe-or-lifecycle-host"
  | "proc-mount-unmasked"
  | "proc-mount-unmasked-restricted"
  | "psa-enforce-below-restricted"
  | "psa-enforce-missing"
  | "readiness-probe-missing"
  | "restart-policy-missing"
  | "run-as-non-root-missing"
  | "run-as-user-zero"
  | "runs-as-root"
  | "seccomp-or-apparmor-disabled"
  | "seccomp-profile-missing"
  | "seccomp-unconfined"
  | "secret-file-tracked"
  | "secret-in-annotation"
  | "secret-in-config-map"
  | "secret-in-configuration-file"
  | "secret-in-custom-resource"
  | "secret-in-dotenv"
  | "secret-in-env-instead-of-file"
  | "secret-in-values"
  | "secret-manifest-in-repository"
  | "secret-read-access"
  | "secret-shared-between-environments"
  | "selinux-options-custom"
  | "sensitive-host-path"
  | "service-account-token-automount"
  | "service-load-balancer"
  | "service-node-port"
  | "service-selects-nothing"
  | "system-masters-binding"
  | "token-request-access"
  | "unknown-field"
  | "unknown-kind"
  | "unsafe-sysctl"
  | "values-image-mutable"
  | "values-ingress-tls-missing"
  | "values-unread"
  | "vault-dev-mode"
  | "vault-listener-tls-disabled"
  | "vault-plaintext-address"
  | "vault-tls-verification-disabled"
  | "vault-token-auth"
  | "volume-shared-with-data-store"
  | "volume-type-not-allowed"
  | "wildcard-resource"
  | "wildcard-url"
  | "wildcard-verb"
  | "windows-host-process"
  | "writable-root-filesystem"
  | "wrong-type";

/** A topic of checks. */
export type Family =
  | "access"
  | "audit"
  | "availability"
  | "containers"
  | "environments"
  | "host"
  | "namespaces"
  | "network"
  | "resources"
  | "secrets"
  | "storage"
  | "supply_chain";

/** A former name of a check or a family, which is still accepted. */
export type FormerName =
  | "capabilities-not-restricted"
  | "confinement-disabled"
  | "effective-root-user"
  | "environment-drift"
  | "low-user-id"
  | "mutual-tls-permissive"
  | "native-secret-manifest"
  | "process-limit-missing"
  | "run-as-non-root"
  | "secret-file-variable-unused"
  | "service-network-flat"
  | "vault-agent-token-auth"
  | "volume-type-not-restricted"
  | "pods";

/** The id of a check, a family of checks or a severity, current or former. */
export type Selector = CheckId | Family | Severity | FormerName;

/** The id by which a framework is selected. */
export type FrameworkId =
  | "pss-baseline"
  | "pss-restricted"
  | "hipaa"
  | "hipaa-nprm-2025"
  | "nist-800-53"
  | "cis-kubernetes"
  | "nsa-cisa";

/** The id of a built-in framework, or the name of a framework file. */
export type FrameworkName = FrameworkId | string;

/** A written form of a report. */
export type Format =
  | "text"
  | "json"
  | "sarif"
  | "markdown";

/** The possible kinds of a file, by its name. */
export type FileKind =
  | "dockerfile"
  | "github-actions"
  | "gitlab-ci"
  | "circleci"
  | "azure-pipelines"
  | "bitbucket-pipelines"
  | "travis"
  | "appveyor"
  | "drone"
  | "woodpecker"
  | "buildkite"
  | "cloud-build"
  | "codebuild"
  | "cirrus"
  | "semaphore"
  | "sourcehut"
  | "concourse"
  | "terraform"
  | "vault"
  | "cloudformation"
  | "jenkins"
  | "helmfile"
  | "dotenv"
  | "ignore"
  | "chart"
  | "values"
  | "template"
  | "template definitions"
  | "rendered template"
  | "packaged chart"
  | "file of a packaged chart"
  | "ignore of a chart"
  | "ignored by `.helmignore`"
  | "compose"
  | "project"
  | "part"
  | "settings"
  | "secret"
  | "hcl"
  | "application-settings"
  | "configuration"
  | "manifest"
  | "hidden"
  | "kustomization"
  | "patch";

/** The language of a text. */
export type Language =
  | "archive"
  | "braces"
  | "compose"
  | "dockerfile"
  | "dotenv"
  | "hcl"
  | "json"
  | "jsonc"
  | "lines"
  | "properties"
  | "template"
  | "text"
  | "yaml";

/** A published list of controls that a platform can be measured against. */
export interface Framework {
  /** The id by which it is selected. */
  id: FrameworkId;
  /** The usual name, with the edition. */
  title: string;
  /** The edition. */
  version: string;
}

/** The kind of a file by its name, and the language of its text. */
export interface Recognised {
  /** The possible kind of the file. */
  kind: FileKind;
  /** The language of its text. */
  format: Language;
}

/** The report of a run of asepsis. Members that are empty or have their default value are omitted unless they are required. Everything is sorted: by path, position and check. */
export interface Report {
  /** Every check that ran, by id. Empty in a report without a catalogue; with `ids`, texts, controls and evidence are left empty. */
  checks: CheckSummary[];
  /** The controls of the selected frameworks. */
  controls?: ControlSummary[];
  /** Findings that are not accepted. */
  findings: Finding[];
  /** Every input, sorted by path. */
  inputs: InputSummary[];
  /** The policy file and what was disabled; omitted if there is neither. */
  policy?: PolicySummary;
  /** Version of this schema. It changes when a member is removed or changes its meaning. */
  schema_version: 2;
  /** Counts over all inputs. */
  summary: Summary;
  /** Findings that are accepted. */
  suppressed?: Suppressed[];
  /** The state of the suppressions; omitted if there are none. */
  suppressions?: Suppressions;
  /** The tool that made the report. */
  tool: Tool;
  /** `fail`: a finding at or above the threshold; `incomplete`: no such finding, but something that could contain one was not read in full; `pass`: neither. */
  verdict: Verdict;
}

/** Names by the kind of evidence for a control. */
export interface Bearings {
  /** Pass and failure both count. */
  decides?: string[];
  /** A failure counts. */
  refutes?: string[];
  /** A pass with a location is evidence. */
  supports?: string[];
  /** A pass with a location is evidence, and a failure counts. */
  supports_and_refutes?: string[];
}

/** A check and its evaluations. Counts are exact; lists of locations are truncated. */
export interface CheckSummary {
  /** Controls that it relates to, as `framework:id`, by the kind of evidence. */
  controls?: Bearings;
  /** Its documentation. */
  documentation?: string;
  /** Locations of evidence: what is configured correctly. */
  evidence?: Location[];
  /** The number of further locations. */
  evidence_more?: number;
  /** Evaluations: the sum of the four counts that follow. */
  examined: number;
  /** Evaluations that failed. */
  failed: number;
  /** Its family. */
  family: Family;
  /** How to fix it, in every technology. */
  fix: string;
  /** How to fix it in technologies with other terms. */
  fix_by_technology?: Record<string, string>;
  /** Its id. */
  id: CheckId;
  /** Evaluations to which the check does not apply. */
  not_applicable: number;
  /** Evaluations that passed. */
  passed: number;
  /** Default severity of its findings. */
  severity: Severity | null;
  /** The problem, in a few words. */
  title: string;
  /** Evaluations that could not be decided. */
  unknown: number;
  /** Evaluations that could not be decided. */
  unknown_at?: UnknownPlace[];
  /** The number of further locations. */
  unknown_more?: number;
  /** Why the problem matters. */
  why: string;
}

/** A control of a framework and the results of its checks. */
export interface ControlSummary {
  /** The checks for it that ran, by the kind of evidence. */
  checks?: Bearings;
  /** Locations of evidence for it. */
  evidence?: Location[];
  /** The number of further locations. */
  evidence_more?: number;
  /** Evaluations of these checks: the sum of the four counts that follow. */
  examined: number;
  /** Evaluations that failed, including accepted findings. */
  failed: number;
  /** Locations of findings against it that are not accepted. */
  failed_at?: Location[];
  /** The number of further locations. */
  failed_more?: number;
  /** The framework's id. */
  framework: string;
  /** The control's id in it. */
  id: string;
  /** Evaluations to which the check does not apply. */
  not_applicable: number;
  /** What files cannot show. */
  not_shown?: string;
  /** A note that qualifies the status. */
  note?: string;
  /** How binding it is, if the framework says so. */
  obligation?: "standard" | "required" | "addressable";
  /** Whether the relation of these checks to the control is our own interpretation. */
  own_reading?: boolean;
  /** Evaluations that passed. */
  passed: number;
  /** Reasons of the status that the counts do not show. */
  reasons?: string[];
  /** Passed evaluations that are evidence: of checks that decide it, and of checks that support it and have a location. */
  shown?: number;
  /** Possible evidence for it in files. */
  shown_by?: string;
  /** `pass`: there is evidence for it and none against it; `fail`: there is evidence against it; `weak`: there is evidence for a part of the input only, or the evidence against it is accepted; `absent`: the input was read and contains no evidence; `unknown`: a value that decides could not be read, or no check looks for evidence of it yet; `manual`: files cannot provide evidence for it; `not_applicable`: the input has nothing to which its checks apply. */
  status: ControlStatus;
  /** What it is about. */
  title: string;
  /** Evaluations that could not be decided. */
  unknown: number;
  /** Locations that could not be decided. */
  unknown_at?: Location[];
  /** The number of further locations. */
  unknown_more?: number;
}

/** `pass`: there is evidence for it and none against it; `fail`: there is evidence against it; `weak`: there is evidence for a part of the input only, or the evidence against it is accepted; `absent`: the input was read and contains no evidence; `unknown`: a value that decides could not be read, or no check looks for evidence of it yet; `manual`: files cannot provide evidence for it; `not_applicable`: the input has nothing to which its checks apply. */
export type ControlStatus = "pass" | "fail" | "weak" | "absent" | "unknown" | "manual" | "not_applicable";

/** A finding that is part of another one. */
export interface Covered {
  /** The check's id. */
  check: CheckId;
  /** The fingerprint that it has as a separate finding; omitted in a report that was recorded in version 1. */
  fingerprint?: string;
  /** The affected resource; omitted if it is the resource and container of the finding itself. */
  resource?: Resource;
  /** Its severity. */
  severity: Severity;
}

/** A replacement of bytes. */
export interface Edit {
  /** Offset one past the last byte that is replaced; equal to `start` for an insertion. */
  end: Position;
  /** The input's name. */
  path: string;
  /** Offset of the first byte that is replaced. */
  start: Position;
  /** The replacement text. */
  text: string;
}

/** A place in a document inside a scalar. */
export interface Embedded {
  /** The document in the scalar, from 0. */
  document: number;
  /** RFC 6901 pointer in that document. */
  pointer: string;
}

/** A finding. */
export interface Finding {
  /** The check's id. What all findings of a check have in common is in `checks`. */
  check: CheckId;
  /** The class of the credential that was found. */
  class?: string;
  /** Confidence: `high` follows from the input, `medium` depends on an assumption that the message names, `low` needs a review. */
  confidence?: Confidence;
  /** Findings of other checks that have the same cause and are part of this one. They are included in the counts. */
  covers?: Covered[];
  /** The environments that have it; omitted if there is only one, or if the default project has it too. */
  environments?: string[];
  /** Identifies the finding across runs: it does not change when lines move, lists are reordered or an empty parent is added. 24 hexadecimal digits. */
  fingerprint: string;
  /** Possible fixes. */
  fixes?: Fix[];
  /** The same number for the same credential, where several findings of this report are about it; from 1, in the order of the report. */
  group?: number;
  /** Its location; null if it has none. */
  location: Location | null;
  /** The message: lower case, no full stop, user text in backticks, secrets masked. */
  message: string;
  /** The path of keys that is missing at the location, joined by dots. */
  missing?: string;
  /** The identity of the resource in environments where it differs from `resource`, by environment. */
  names?: Record<string, ResourceName>;
  /** Other locations that it depends on. */
  related?: RelatedLocation[];
  /** The affected resource. */
  resource?: Resource;
  /** Its severity. */
  severity: Severity;
}

/** Confidence: `high` follows from the input, `medium` depends on an assumption that the message names, `low` needs a review. */
export type Confidence = "low" | "medium" | "high";

/** A change that fixes a finding. */
export interface Fix {
  /** Edits, to be applied together; omitted if the fix has to be made manually. */
  edits?: Edit[];
  /** Why the fix cannot be expressed as an edit. */
  refused?: string;
}

/** One input and how far it was read. */
export interface InputSummary {
  /** The bundle that it belongs to. */
  bundle?: string;
  /** Its size in bytes. */
  bytes: number;
  /** Documents that were read, including documents inside others. */
  documents: number;
  /** The environments that it belongs to, by its path or as the caller says; omitted if it belongs to all. */
  environments?: string[];
  /** Its format: `lines` is a `.gitignore`, `object` was built in code, `unread` was not read. For a technology that is not covered yet, the kind of file. */
  kind: InputKind;
  /** Resources of kinds that no check covers, by kind. */
  other_kinds?: Record<string, number>;
  /** Its name, as the caller gave it. */
  path: string;
  /** Problems of the input. */
  problems?: Problem[];
  /** Resources that were read. */
  resources: number;
  /** Its role in the technology: `manifest`, `values`, `chart`, `template`, `patch`, `compose`, `part`, and others; omitted where nothing in it is checked. */
  role?: string;
  /** How far it was read: `analysed` in full, `partial` without some of its documents, `unparsable` not at all, `unsupported` until it is rendered or combined with another file, `uncovered` because its technology is not covered yet, `unreadable` because it could not be opened, `over_limit` up to a limit; `excluded` on request, `other` if nothing in it is checked. */
  status: InputStatus;
  /** The technology that its kind of file belongs to; omitted for files of several, such as `.env`. */
  technology?: string;
}

/** Its format: `lines` is a `.gitignore`, `object` was built in code, `unread` was not read. For a technology that is not covered yet, the kind of file. */
export type InputKind = "application-settings" | "appveyor" | "archive" | "azure-pipelines" | "bitbucket-pipelines" | "braces" | "buildkite" | "circleci" | "cirrus" | "cloud-build" | "cloudformation" | "codebuild" | "concourse" | "configuration" | "dockerfile" | "dotenv" | "drone" | "github-actions" | "gitlab-ci" | "hcl" | "helmfile" | "jenkins" | "json" | "lines" | "properties" | "semaphore" | "sourcehut" | "terraform" | "text" | "travis" | "vault" | "woodpecker" | "yaml" | "object" | "unread";

/** How far it was read: `analysed` in full, `partial` without some of its documents, `unparsable` not at all, `unsupported` until it is rendered or combined with another file, `uncovered` because its technology is not covered yet, `unreadable` because it could not be opened, `over_limit` up to a limit; `excluded` on request, `other` if nothing in it is checked. */
export type InputStatus = "analysed" | "partial" | "unparsable" | "unsupported" | "uncovered" | "unreadable" | "over_limit" | "excluded" | "other";

/** Something that was disabled or excluded. */
export interface LeftOut {
  /** A check that did not run, or a path pattern of files that were not read. */
  kind: LeftOutKind;
  /** The check's id, or the pattern. */
  name: string;
}

/** A check that did not run, or a path pattern of files that were not read. */
export type LeftOutKind = "check" | "path";

/** A place in an input. */
export interface Location {
  /** The document in the input, from 0. */
  document?: number;
  /** The place in a document inside the scalar at `pointer`. */
  embedded?: Embedded;
  /** End position: one past the last character. */
  end?: Position;
  /** The input's name, as the caller gave it. */
  path: string;
  /** RFC 6901 pointer in the document; empty for its root. */
  pointer?: string;
  /** Start position; omitted if there is no text. */
  start?: Position;
}

/** A place in the decoded text of an input. */
export interface Position {
  /** Offset in bytes of the decoded text, from 0, without a byte-order mark. */
  byte: number;
  /** Column in Unicode code points, from 1. */
  column: number;
  /** Line, from 1. */
  line: number;
}

/** A problem of an input. */
export interface Problem {
  /** The kind of problem; omitted for an input that was excluded on request. */
  code?: ProblemCode;
  /** The location. */
  location?: Location;
  /** The message for people. */
  message: string;
}

/** The kind of problem; omitted for an input that was excluded on request. */
export type ProblemCode = "syntax" | "encoding" | "binary" | "archive" | "template" | "unknown-alias" | "alias-cycle" | "alias-expansion" | "too-large" | "too-deep" | "too-many-nodes" | "too-many-environments" | "too-many-findings" | "too-many-steps" | "duplicate-key" | "not-a-manifest" | "no-kind" | "unknown-kind" | "list-item" | "not-built" | "ignored" | "interpolation" | "short-form" | "wrong-shape" | "merge" | "missing-reference" | "reference-cycle" | "policy-not-in-force" | "unreadable" | "special-file" | "broken-link" | "hidden-file" | "file-name";

/** Another location that a finding depends on. */
export interface RelatedLocation {
  /** The location. */
  location: Location;
  /** How it relates to the finding. */
  message: string;
  /** How it relates to the value that was checked: the `base` that an override replaced, the `override`, the `anchor` and the `alias` of a repeated node, the definition of a `variable`, the `expression` that reads it, the place where a service is `extended` or a file is `included`, a `condition`, the same in another `environment`, or something `other` that the message names. */
  role: Role;
}

/** How it relates to the value that was checked: the `base` that an override replaced, the `override`, the `anchor` and the `alias` of a repeated node, the definition of a `variable`, the `expression` that reads it, the place where a service is `extended` or a file is `included`, a `condition`, the same in another `environment`, or something `other` that the message names. */
export type Role = "base" | "override" | "anchor" | "alias" | "variable" | "expression" | "extended" | "included" | "condition" | "environment" | "other";

/** Identity of a resource. */
export interface Resource {
  /** Group and version, as written. */
  apiVersion: string;
  /** The container of the resource that the finding is about. */
  container?: string;
  /** Kind. */
  kind: string;
  /** Name, if set. */
  name?: string;
  /** Namespace, if set. */
  namespace?: string;
  /** The technology that runs it. */
  technology?: string;
  /** True for a part that is not used: a base that no service extends, a component that no kustomization includes. */
  unused?: boolean;
}

/** Identity of a resource in an environment. */
export interface ResourceName {
  /** Name, if set. */
  name?: string;
  /** Namespace, if set. */
  namespace?: string;
}

/** Severities, the lowest first. */
export type Severity = "info" | "low" | "medium" | "high" | "critical";

/** A finding that is accepted. */
export interface Suppressed {
  /** How the suppression is written. */
  by: SuppressionOrigin;
  /** The last day on which it is accepted, as `YYYY-MM-DD`. */
  expires?: string;
  /** The finding. */
  finding: Finding;
  /** The check whose accepted finding implies this one, if no suppression matches it directly. */
  implied_by?: string;
  /** The person or team responsible. */
  owner?: string;
  /** Why it is accepted. */
  reason: string;
}

/** A suppression. */
export interface Suppression {
  /** How the suppression is written. */
  by: SuppressionOrigin;
  /** The check that it names. */
  check: string;
  /** The last day on which it applies, as `YYYY-MM-DD`. */
  expires?: string;
  /** Its location; the policy file is not an input and has no pointer. */
  location?: Location;
  /** The person or team responsible. */
  owner?: string;
  /** Its reason. */
  reason?: string;
  /** Why it is invalid. */
  refused?: string;
}

/** How a suppression is written: in the policy file, as an annotation of the resource, or as a comment. */
export type SuppressionOrigin = "policy" | "annotation" | "comment";

/** An evaluation that could not be decided. */
export interface UnknownPlace {
  /** Its location; null if it has none. */
  location: Location | null;
  /** The reason. */
  why: string;
}

/** The policy file and what was disabled; omitted if there is neither. */
export interface PolicySummary {
  /** The policy file, as the caller named it. */
  file?: string;
  /** What the policy and the caller disabled: checks of the library that did not run, by id, then path patterns of files that were not read. */
  left_out?: LeftOut[];
  /** Whether policy files were ignored. */
  no_config?: boolean;
  /** Whether suppressions in comments and annotations were disabled. */
  no_inline_suppressions?: boolean;
  /** Where the policy says that patients' data is. */
  phi?: {
    /** Patterns of the paths of files. */
    paths?: string[];
    /** Patterns of resources, as `Kind/name` or `Kind/namespace/name`. */
    resources?: string[];
  };
}

/** Counts over all inputs. */
export interface Summary {
  /** Findings that fail the run. */
  at_or_above_threshold: number;
  /** The date of the run, for the expiry of suppressions, as `YYYY-MM-DD`. */
  date?: string;
  /** Documents that were read. */
  documents: number;
  /** Evaluations of all checks. */
  examined: number;
  /** Lowest severity that fails the run. */
  fail_on: Severity | null;
  /** Evaluations that failed. */
  failed: number;
  /** Findings by severity, without those that were accepted. */
  findings: {
    /** Findings of severity `critical`; omitted if there are none. */
    critical?: number;
    /** Findings of severity `high`; omitted if there are none. */
    high?: number;
    /** Findings of severity `info`; omitted if there are none. */
    info?: number;
    /** Findings of severity `low`; omitted if there are none. */
    low?: number;
    /** Findings of severity `medium`; omitted if there are none. */
    medium?: number;
  };
  /** Inputs by their status. */
  inputs: {
    /** Inputs that are `analysed`; omitted if there are none. */
    analysed?: number;
    /** Inputs that are `excluded`; omitted if there are none. */
    excluded?: number;
    /** Inputs that are `other`; omitted if there are none. */
    other?: number;
    /** Inputs that are `over_limit`; omitted if there are none. */
    over_limit?: number;
    /** Inputs that are `partial`; omitted if there are none. */
    partial?: number;
    /** Inputs that are `uncovered`; omitted if there are none. */
    uncovered?: number;
    /** Inputs that are `unparsable`; omitted if there are none. */
    unparsable?: number;
    /** Inputs that are `unreadable`; omitted if there are none. */
    unreadable?: number;
    /** Inputs that are `unsupported`; omitted if there are none. */
    unsupported?: number;
  };
  /** Kubernetes version that was assumed. */
  kubernetes: string;
  /** Evaluations to which the check does not apply. */
  not_applicable: number;
  /** Evaluations that passed. */
  passed: number;
  /** Resources that were read from them. */
  resources: number;
  /** Evaluations that could not be decided. */
  unknown: number;
}

/** The state of the suppressions; omitted if there are none. */
export interface Suppressions {
  /** Suppressions that have expired. */
  expired?: Suppression[];
  /** Suppressions with an expiry date, in a run without a date. */
  expiry_unknown?: Suppression[];
  /** The number of accepted findings. */
  matched: number;
  /** Suppressions that are invalid, and why. */
  refused?: Suppression[];
  /** Suppressions that suppress nothing. */
  unused?: Suppression[];
}

/** The tool that made the report. */
export interface Tool {
  /** Changes whenever the set of checks or one of their declarations changes. */
  checks_digest: string;
  /** `asepsis`. */
  name: string;
  /** The version of the library. */
  version: string;
}

/** `fail`: a finding at or above the threshold; `incomplete`: no such finding, but something that could contain one was not read in full; `pass`: neither. */
export type Verdict = "pass" | "fail" | "incomplete";

/** The declaration of a check. */
export interface Check {
  /** Controls that it relates to, as `framework:id`, by the kind of evidence. */
  controls: Bearings;
  /** Equivalent rules of other tools; their conditions may differ. */
  equivalents: Equivalent[];
  /** An example with findings, and the same example without. */
  examples: Example[];
  /** A topic: `containers`, `network`. */
  family: Family;
  /** How to fix it, in every technology. */
  fix: string;
  /** How to fix it in technologies with other terms. */
  fix_by_technology?: Record<string, string>;
  /** Former ids, which are still accepted; omitted if there are none. */
  former_ids?: string[];
  /** Names the problem; never reused for another check. */
  id: CheckId;
  /** The messages of its findings, with the names of the arguments in braces; omitted for a check that creates its messages at run time. */
  messages?: string[];
  /** Parameters that a policy can set. */
  parameters: Parameter[];
  /** Default severity of its findings. */
  severity: Severity;
  /** The version of asepsis that introduced it. */
  since?: string;
  /** The problem, in a few words. */
  title: string;
  /** Why the problem matters. */
  why: string;
}

/** An equivalent rule of another tool. */
export interface Equivalent {
  /** The id of the rule. */
  id: string;
  /** The tool. */
  tool: string;
}

/** An example of a check. */
export interface Example {
  /** The findings of the check; empty if it passes. */
  findings: ExampleFinding[];
  /** The text of the input. */
  text: string;
  /** What the example shows, in a few words. */
  title: string;
}

/** A finding of a check in an example. */
export interface ExampleFinding {
  /** Line, from 1. */
  line: number;
  /** The message. */
  message: string;
}

/** A parameter of a check that a policy can set. */
export interface Parameter {
  /** Its default value. */
  default: number | string[];
  /** Its description. */
  description: string;
  /** The maximum; only for numbers. */
  maximum?: number;
  /** The minimum; only for numbers. */
  minimum?: number;
  /** Its name in the policy. */
  name: string;
}

/** Options of a caller, in addition to or instead of those of the policy. */
export interface Choices {
  /** Whether the input is checked without the files around it: a NetworkPolicy, Service or Role that is not in the input is unknown, not missing. */
  alone?: boolean;
  /** The date for the expiry of suppressions, as `2026-11-21`. Without it, whether a suppression has expired is unknown. */
  as_of?: string;
  /** Whether a kustomization that others include is also checked by itself, if it can be built. */
  bases?: boolean;
  /** Maximum number of evidence locations that the report lists for a check, or `all`. Counts are always exact. Default: the policy's number, or 20. */
  evidence?: number | "all";
  /** Findings of this severity or higher fail the run. Default: the policy's threshold, or `medium`. */
  fail_on?: Severity;
  /** Whether a value that cannot be resolved makes the run incomplete. */
  fail_on_unknown?: boolean;
  /** The texts of framework files by path, for a caller without a file system. Each is listed. */
  framework_files?: Record<string, string>;
  /** Frameworks whose controls the report lists, in addition to those of the policy: built-in ones by id, others by the path of their file. */
  frameworks?: FrameworkName[];
  /** Do not run these checks, in addition to those that the policy ignores: ids, families or severities. */
  ignore?: Selector[];
  /** Kubernetes version that the files are for: `1.31` or `latest`. Default: the policy's version, or the newest known one. */
  kubernetes?: string;
  /** Findings below this severity are counted but not shown in text. */
  min_severity?: Severity;
  /** Whether policy files are ignored. The report records this. */
  no_config?: boolean;
  /** Whether suppressions in comments and annotations are disabled. The report records this. */
  no_inline_suppressions?: boolean;
  /** Run only these checks: ids, families or severities. Default: all. */
  select?: Selector[];
}
