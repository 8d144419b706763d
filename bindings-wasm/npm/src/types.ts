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

/** A name that a check or a family had before: still taken. */
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

/** The id of a check, a family of checks or a severity, also as it was called before. */
export type Selector = CheckId | Family | Severity | FormerName;

/** The name by which a framework is asked for. */
export type FrameworkId =
  | "pss-baseline"
  | "pss-restricted"
  | "hipaa"
  | "cis"
  | "nsa";

/** A written form of a report. */
export type Format =
  | "text"
  | "json"
  | "sarif"
  | "markdown";

/** What a file of some name can be. */
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
  | "braces"
  | "compose"
  | "dockerfile"
  | "dotenv"
  | "hcl"
  | "json"
  | "jsonc"
  | "lines"
  | "properties"
  | "text"
  | "yaml";

/** A published list of controls that a platform can be measured against. */
export interface Framework {
  /** The name by which it is asked for. */
  id: FrameworkId;
  /** The name that people know, with the edition. */
  title: string;
  /** The edition. */
  version: string;
}

/** What a file is taken for because of its name, and how its text is read. */
export interface Recognised {
  /** What the file can be. */
  kind: FileKind;
  /** The language of its text. */
  format: Language;
}

/** The report of a run of asepsis. Members that are empty, or have their default, are left out unless they are required. Everything is sorted: by path, position and check. */
export interface Report {
  /** Every check that ran, by id. */
  checks: CheckSummary[];
  /** The controls of the frameworks that were asked for. */
  controls?: ControlSummary[];
  /** What is wrong, without what was accepted. */
  findings: Finding[];
  /** Every input, sorted by path. */
  inputs: InputSummary[];
  /** What was switched off, and in which file; left out where there is neither. */
  policy?: PolicySummary;
  /** The version of this schema. It changes when a member changes its meaning or goes away. */
  schema_version: 2;
  /** Counts over everything. */
  summary: Summary;
  /** What is wrong and was accepted. */
  suppressed?: Suppressed[];
  /** What became of the suppressions; left out where there are none. */
  suppressions?: Suppressions;
  /** What made the report. */
  tool: Tool;
  /** `fail`: a finding at or above the threshold; `incomplete`: none, but something that could contain one was not read in full; `pass`: neither. */
  verdict: Verdict;
}

/** Names by what a check shows of a control. */
export interface Bearings {
  /** Pass and failure both count. */
  decides?: string[];
  /** A failure counts. */
  refutes?: string[];
  /** A pass that points at a place is evidence. */
  supports?: string[];
  /** A pass that points at a place is evidence, and a failure counts. */
  supports_and_refutes?: string[];
}

/** A check and what it examined. Counts are exact; lists of places are cut. */
export interface CheckSummary {
  /** Controls that it bears on, as `framework:id`, by what it shows of them. */
  controls?: Bearings;
  /** Where it is described. */
  documentation?: string;
  /** Places that prove that something is as it should be. */
  evidence?: Location[];
  /** How many more such places there are. */
  evidence_more?: number;
  /** Evaluations: the sum of the four counts that follow. */
  examined: number;
  /** Evaluations that found a fault. */
  failed: number;
  /** Its family. */
  family: Family;
  /** What to do, in every technology. */
  fix: string;
  /** The same for technologies in which things have other names. */
  fix_by_technology?: Record<string, string>;
  /** Its id. */
  id: CheckId;
  /** Evaluations of something to which the check does not apply. */
  not_applicable: number;
  /** Evaluations that found everything as it should be. */
  passed: number;
  /** How bad it is, unless a finding says otherwise. */
  severity: Severity | null;
  /** The problem in a few words. */
  title: string;
  /** Evaluations that could not be decided. */
  unknown: number;
  /** Places that could not be decided. */
  unknown_at?: UnknownPlace[];
  /** How many more such places there are. */
  unknown_more?: number;
  /** What can happen. */
  why: string;
}

/** A control of a framework and what the checks say toward it. */
export interface ControlSummary {
  /** The checks that bear on it and ran, by what they show of it. */
  checks?: Bearings;
  /** Places that speak for it. */
  evidence?: Location[];
  /** How many more such places there are. */
  evidence_more?: number;
  /** Evaluations of these checks: the sum of the four counts that follow. */
  examined: number;
  /** Evaluations that found a fault, also one that is accepted. */
  failed: number;
  /** The framework's id. */
  framework: FrameworkId;
  /** The control's id in it. */
  id: string;
  /** Evaluations of something to which the check does not apply. */
  not_applicable: number;
  /** What must be said with it. */
  note?: string;
  /** Whether only asepsis lets these checks bear on it: a reading of our own. */
  own_reading?: boolean;
  /** Evaluations that found everything as it should be. */
  passed: number;
  /** Why the status is what it is, where the counts do not say so. */
  reasons?: string[];
  /** Passed evaluations that are evidence: of checks that decide it, and of those that support it and point at a place. */
  shown?: number;
  /** `pass`: there is evidence and nothing against it; `fail`: there is evidence against it; `weak`: evidence for part of the estate only, or what speaks against it was accepted; `absent`: the right inputs were read and nothing shows it; `unknown`: what decides could not be seen, or no check looks for evidence of it yet; `manual`: nothing that stands in files bears on it; `not_applicable`: there is nothing of the kind that its checks look at. */
  status: ControlStatus;
  /** What it is about. */
  title: string;
  /** Evaluations that could not be decided. */
  unknown: number;
}

/** `pass`: there is evidence and nothing against it; `fail`: there is evidence against it; `weak`: evidence for part of the estate only, or what speaks against it was accepted; `absent`: the right inputs were read and nothing shows it; `unknown`: what decides could not be seen, or no check looks for evidence of it yet; `manual`: nothing that stands in files bears on it; `not_applicable`: there is nothing of the kind that its checks look at. */
export type ControlStatus = "pass" | "fail" | "weak" | "absent" | "unknown" | "manual" | "not_applicable";

/** A finding that is part of another one. */
export interface Covered {
  /** The check's id. */
  check: CheckId;
  /** The fingerprint that it has as a finding by itself; left out in a report that was recorded in version 1. */
  fingerprint?: string;
  /** Whose fault it is; left out where that is the resource and container of the finding itself. */
  resource?: Resource;
  /** How bad it is. */
  severity: Severity;
}

/** A replacement of bytes. */
export interface Edit {
  /** One past the last byte that is replaced; equal to `start` where something is inserted. */
  end: Position;
  /** The input's name. */
  path: string;
  /** First byte that is replaced. */
  start: Position;
  /** What is written instead. */
  text: string;
}

/** A place in a document inside a scalar. */
export interface Embedded {
  /** The document in the scalar, from 0. */
  document: number;
  /** RFC 6901 pointer in that document. */
  pointer: string;
}

/** A fault. */
export interface Finding {
  /** The check's id. Everything that is the same for all findings of a check is in `checks`. */
  check: CheckId;
  /** The class of the credential that was found. */
  class?: string;
  /** How sure it is: `high` follows from what is written, `medium` rests on an assumption that the message names, `low` needs a look. */
  confidence?: Confidence;
  /** Findings of other checks that have the same cause, and are part of this one. They are counted all the same. */
  covers?: Covered[];
  /** The environments that have it; left out where there is only one, or where the default project has it too. */
  environments?: string[];
  /** The same for the same fault after lines have moved, lists were reordered or an empty parent was added: 24 hexadecimal digits. */
  fingerprint: string;
  /** Ways to mend it. */
  fixes?: Fix[];
  /** The same number for the same credential, where several findings of this report are about it; from 1, in the order of the report. */
  group?: number;
  /** Where; null for what has no place at all. */
  location: Location | null;
  /** What is wrong here: lower case, no full stop, user text in backticks, secrets masked. */
  message: string;
  /** The path that is missing at the location, its keys joined by dots. */
  missing?: string;
  /** What the resource is called in those of the environments that call it otherwise than `resource` does, by environment. */
  names?: Record<string, ResourceName>;
  /** Other places that it rests on. */
  related?: RelatedLocation[];
  /** Whose fault it is. */
  resource?: Resource;
  /** How bad it is. */
  severity: Severity;
}

/** How sure it is: `high` follows from what is written, `medium` rests on an assumption that the message names, `low` needs a look. */
export type Confidence = "low" | "medium" | "high";

/** A change that mends a fault. */
export interface Fix {
  /** Edits, to be made together; left out where it has to be mended by hand. */
  edits?: Edit[];
  /** Why it cannot be made by an edit. */
  refused?: string;
}

/** One input and how far it was read. */
export interface InputSummary {
  /** The bundle that it belongs to. */
  bundle?: string;
  /** Its size in bytes. */
  bytes: number;
  /** Documents that were read, those inside others among them. */
  documents: number;
  /** The environments that it belongs to; left out where it belongs to all. */
  environments?: string[];
  /** What it is written in: `lines` is a `.gitignore`, `object` was built in code, `unread` was not read. Of a technology that is not judged yet, the kind of file. */
  kind: InputKind;
  /** Resources of kinds that the library does not model, by kind. */
  other_kinds?: Record<string, number>;
  /** Its name, as the caller gave it. */
  path: string;
  /** What was wrong with it. */
  problems?: Problem[];
  /** Resources that were read. */
  resources: number;
  /** How far it was read: `analysed` in full, `partial` without some of its documents, `unparsable` not at all, `unsupported` until it is rendered or joined with something else, `uncovered` because its technology is not judged yet, `unreadable` because it could not be opened, `over_limit` up to a limit; `excluded` on purpose, `other` where nothing in it is judged. */
  status: InputStatus;
}

/** What it is written in: `lines` is a `.gitignore`, `object` was built in code, `unread` was not read. Of a technology that is not judged yet, the kind of file. */
export type InputKind = "application-settings" | "appveyor" | "azure-pipelines" | "bitbucket-pipelines" | "braces" | "buildkite" | "circleci" | "cirrus" | "cloud-build" | "cloudformation" | "codebuild" | "concourse" | "configuration" | "dockerfile" | "dotenv" | "drone" | "github-actions" | "gitlab-ci" | "hcl" | "helmfile" | "jenkins" | "json" | "lines" | "properties" | "semaphore" | "sourcehut" | "terraform" | "text" | "travis" | "vault" | "woodpecker" | "yaml" | "object" | "unread";

/** How far it was read: `analysed` in full, `partial` without some of its documents, `unparsable` not at all, `unsupported` until it is rendered or joined with something else, `uncovered` because its technology is not judged yet, `unreadable` because it could not be opened, `over_limit` up to a limit; `excluded` on purpose, `other` where nothing in it is judged. */
export type InputStatus = "analysed" | "partial" | "unparsable" | "unsupported" | "uncovered" | "unreadable" | "over_limit" | "excluded" | "other";

/** Something that was left out. */
export interface LeftOut {
  /** A check that did not run, or a pattern of paths that were not read. */
  kind: LeftOutKind;
  /** The check's id, or the pattern. */
  name: string;
}

/** A check that did not run, or a pattern of paths that were not read. */
export type LeftOutKind = "check" | "path";

/** A place in an input. */
export interface Location {
  /** The document in the input, from 0. */
  document?: number;
  /** The place in a document inside the scalar at `pointer`. */
  embedded?: Embedded;
  /** Where it ends: one past its last character. */
  end?: Position;
  /** The input's name, as the caller gave it. */
  path: string;
  /** RFC 6901 pointer in the document; empty for its root. */
  pointer?: string;
  /** Where it begins; left out where there is no text. */
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

/** Something that was wrong with an input. */
export interface Problem {
  /** What kind of problem; left out for an input that was left out on purpose. */
  code?: ProblemCode;
  /** Where. */
  location?: Location;
  /** The sentence for people. */
  message: string;
}

/** What kind of problem; left out for an input that was left out on purpose. */
export type ProblemCode = "syntax" | "encoding" | "binary" | "template" | "unknown-alias" | "alias-cycle" | "alias-expansion" | "too-large" | "too-deep" | "too-many-nodes" | "too-many-environments" | "too-many-findings" | "too-many-steps" | "duplicate-key" | "not-a-manifest" | "no-kind" | "unknown-kind" | "list-item" | "not-built" | "ignored" | "interpolation" | "short-form" | "wrong-shape" | "merge" | "missing-reference" | "reference-cycle" | "policy-not-in-force" | "unreadable" | "special-file" | "broken-link" | "hidden-file" | "file-name";

/** Another place that a finding rests on. */
export interface RelatedLocation {
  /** Where. */
  location: Location;
  /** What it has to do with the finding. */
  message: string;
  /** What it has to do with the value that was judged: the `base` that an override has replaced, the `override`, the `anchor` and the `alias` that take a text in elsewhere, what sets a `variable`, the `expression` that reads it, what takes another service's settings over (`extended`), what has a file `included`, a `condition`, the same in another `environment`, or something `other` that the message names. */
  role: Role;
}

/** What it has to do with the value that was judged: the `base` that an override has replaced, the `override`, the `anchor` and the `alias` that take a text in elsewhere, what sets a `variable`, the `expression` that reads it, what takes another service's settings over (`extended`), what has a file `included`, a `condition`, the same in another `environment`, or something `other` that the message names. */
export type Role = "base" | "override" | "anchor" | "alias" | "variable" | "expression" | "extended" | "included" | "condition" | "environment" | "other";

/** What a resource is called. */
export interface Resource {
  /** Group and version, as written. */
  apiVersion: string;
  /** The container in it that is meant. */
  container?: string;
  /** Kind. */
  kind: string;
  /** Name, where one is written. */
  name?: string;
  /** Namespace, where one is written. */
  namespace?: string;
  /** What runs it. */
  technology?: string;
  /** True for a part that nothing takes in: a base that no service extends, a component that no kustomization includes. */
  unused?: boolean;
}

/** How an environment calls a resource. */
export interface ResourceName {
  /** Name, where one is written. */
  name?: string;
  /** Namespace, where one is written. */
  namespace?: string;
}

/** How bad something is, the mildest first. */
export type Severity = "info" | "low" | "medium" | "high" | "critical";

/** A fault that was accepted. */
export interface Suppressed {
  /** How it was said. */
  by: SuppressionOrigin;
  /** The last day on which it is accepted, as `YYYY-MM-DD`. */
  expires?: string;
  /** The fault. */
  finding: Finding;
  /** The check whose accepted finding implies this one: nothing names this one itself. */
  implied_by?: string;
  /** Who answers for it. */
  owner?: string;
  /** Why it is accepted. */
  reason: string;
}

/** A suppression. */
export interface Suppression {
  /** How it was said. */
  by: SuppressionOrigin;
  /** The check that it names. */
  check: string;
  /** The last day on which it is in force, as `YYYY-MM-DD`. */
  expires?: string;
  /** Where; the policy file is no input and has no pointer. */
  location?: Location;
  /** Who answers for it. */
  owner?: string;
  /** Its reason. */
  reason?: string;
  /** Why it is not accepted. */
  refused?: string;
}

/** How a suppression is written: in the policy file, as an annotation of the resource, or as a comment. */
export type SuppressionOrigin = "policy" | "annotation" | "comment";

/** A place that could not be decided. */
export interface UnknownPlace {
  /** Where; null for what has no place at all. */
  location: Location | null;
  /** Why. */
  why: string;
}

/** What was switched off, and in which file; left out where there is neither. */
export interface PolicySummary {
  /** The policy file, as the caller named it. */
  file?: string;
  /** What the policy and the caller left out: checks of the library that did not run, by id, then patterns of paths that were not read. */
  left_out?: LeftOut[];
  /** Whether somebody asked that no policy file is looked for. */
  no_config?: boolean;
  /** Whether somebody asked that no comment or annotation accepts a finding. */
  no_inline_suppressions?: boolean;
}

/** Counts over everything. */
export interface Summary {
  /** Findings that fail the run. */
  at_or_above_threshold: number;
  /** The date that was given, by which suppressions expire, as `YYYY-MM-DD`. */
  date?: string;
  /** Documents that were read. */
  documents: number;
  /** Evaluations of all checks. */
  examined: number;
  /** From which severity on a finding fails the run. */
  fail_on: Severity | null;
  /** Evaluations that found a fault. */
  failed: number;
  /** Findings by severity, without those that were accepted. */
  findings: {
    /** Findings of severity `critical`; left out where there are none. */
    critical?: number;
    /** Findings of severity `high`; left out where there are none. */
    high?: number;
    /** Findings of severity `info`; left out where there are none. */
    info?: number;
    /** Findings of severity `low`; left out where there are none. */
    low?: number;
    /** Findings of severity `medium`; left out where there are none. */
    medium?: number;
  };
  /** Inputs by their status. */
  inputs: {
    /** Inputs that are `analysed`; left out where there are none. */
    analysed?: number;
    /** Inputs that are `excluded`; left out where there are none. */
    excluded?: number;
    /** Inputs that are `other`; left out where there are none. */
    other?: number;
    /** Inputs that are `over_limit`; left out where there are none. */
    over_limit?: number;
    /** Inputs that are `partial`; left out where there are none. */
    partial?: number;
    /** Inputs that are `uncovered`; left out where there are none. */
    uncovered?: number;
    /** Inputs that are `unparsable`; left out where there are none. */
    unparsable?: number;
    /** Inputs that are `unreadable`; left out where there are none. */
    unreadable?: number;
    /** Inputs that are `unsupported`; left out where there are none. */
    unsupported?: number;
  };
  /** The version of Kubernetes that was assumed. */
  kubernetes: string;
  /** Evaluations of something to which the check does not apply. */
  not_applicable: number;
  /** Evaluations that found everything as it should be. */
  passed: number;
  /** Resources that were read from them. */
  resources: number;
  /** Evaluations that could not be decided. */
  unknown: number;
}

/** What became of the suppressions; left out where there are none. */
export interface Suppressions {
  /** Suppressions that have expired. */
  expired?: Suppression[];
  /** Suppressions with an expiry date, in a run that was given no date. */
  expiry_unknown?: Suppression[];
  /** How many findings were accepted. */
  matched: number;
  /** Suppressions that are not accepted, and why. */
  refused?: Suppression[];
  /** Suppressions that suppress nothing. */
  unused?: Suppression[];
}

/** What made the report. */
export interface Tool {
  /** Changes whenever the set of checks or one of their declarations changes. */
  checks_digest: string;
  /** `asepsis`. */
  name: string;
  /** The version of the library. */
  version: string;
}

/** `fail`: a finding at or above the threshold; `incomplete`: none, but something that could contain one was not read in full; `pass`: neither. */
export type Verdict = "pass" | "fail" | "incomplete";

/** A check as it is declared. */
export interface Check {
  /** Controls that it bears on, as `framework:id`, by what it shows of them. */
  controls: Bearings;
  /** What other tools call it, not always with the same condition. */
  equivalents: Equivalent[];
  /** A case in which it finds something, and one in which that is made right. */
  examples: Example[];
  /** A topic: `containers`, `network`. */
  family: Family;
  /** What to do, in every technology. */
  fix: string;
  /** The same for technologies in which things have other names. */
  fix_by_technology?: Record<string, string>;
  /** Ids that it had before, which still mean it; left out where there are none. */
  former_ids?: string[];
  /** Names the problem, and is never given to another check. */
  id: CheckId;
  /** What its findings say, with the names of the arguments in braces; left out for a check that makes its messages at run time. */
  messages?: string[];
  /** What a policy may change. */
  parameters: Parameter[];
  /** How bad it is by default. */
  severity: Severity;
  /** The version of asepsis that had it first. */
  since?: string;
  /** The problem in a few words. */
  title: string;
  /** What can happen. */
  why: string;
}

/** What another tool calls a check. */
export interface Equivalent {
  /** The id there. */
  id: string;
  /** The tool. */
  tool: string;
}

/** What a check finds, or the same made right. */
export interface Example {
  /** What the check says of it; nothing where all is right. */
  findings: ExampleFinding[];
  /** The text of the input. */
  text: string;
  /** What it shows, in a few words. */
  title: string;
}

/** What a check says of an example. */
export interface ExampleFinding {
  /** Where, from 1. */
  line: number;
  /** What is wrong. */
  message: string;
}

/** A value of a check that a policy may change. */
export interface Parameter {
  /** Its value where no policy gives another. */
  default: number | string[];
  /** What it does. */
  description: string;
  /** The largest number; texts have none. */
  maximum?: number;
  /** The smallest number; texts have none. */
  minimum?: number;
  /** Its name in the policy. */
  name: string;
}

/** What a caller chooses in words, beside or against the policy. */
export interface Choices {
  /** Whether the files around those that are given are not there: a policy, Service or Role that is not in them is unknown, not missing. */
  alone?: boolean;
  /** The day on which suppressions are judged, as `2026-11-21`. Without it, whether one has expired is unknown. */
  as_of?: string;
  /** How many places of evidence the report lists for a check, or `all`. Counts are exact in any case. Without it: the policy's, or 20. */
  evidence?: number | "all";
  /** From this severity on a finding fails the run. Without it: the policy's, or `medium`. */
  fail_on?: Severity;
  /** Whether a value that cannot be resolved makes the run incomplete. */
  fail_on_unknown?: boolean;
  /** Frameworks whose controls the report lists, beside those of the policy. */
  frameworks?: FrameworkId[];
  /** These checks do not run, beside those of the policy: ids, families or severities. */
  ignore?: Selector[];
  /** The version of Kubernetes that the files are for: `1.31` or `latest`. Without it: the policy's, or the newest known one. */
  kubernetes?: string;
  /** Findings below this severity are counted and not shown in text. */
  min_severity?: Severity;
  /** Whether no policy is in force, whatever files there are. The report says so. */
  no_config?: boolean;
  /** Whether comments and annotations in the files suppress nothing. The report says so. */
  no_inline_suppressions?: boolean;
  /** Only these checks run: ids, families or severities. Without it: all. */
  select?: Selector[];
}
