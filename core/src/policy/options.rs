//! All options of a run.

use std::collections::BTreeMap;

use super::selection::Selection;
use crate::checks::{Date, Parameters, Severity};
use crate::frameworks::{Framework, KubernetesVersion};
use crate::tree::Limits;

/// All options of a run. The default is the behaviour of the command without options.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
#[expect(clippy::struct_excessive_bools, reason = "independent options")]
pub struct Options {
    /// The policy file that they come from, as reports name it. Default: none.
    pub policy_file: Option<String>,
    /// Whether policy files are ignored. Default: no.
    pub no_config: bool,
    /// Which checks run. Default: all.
    pub selection: Selection,
    /// Severity overrides by check id.
    pub severities: BTreeMap<String, Severity>,
    /// Parameter overrides by check id.
    pub parameters: Parameters,
    /// Frameworks whose controls the report lists. Default: none.
    pub frameworks: Vec<Framework>,
    /// Paths of framework files that were not read yet, see [`Options::read_frameworks`]. Default: none.
    pub framework_paths: Vec<String>,
    /// The parameters that frameworks demand, each with the framework's id.
    pub(crate) demanded: Vec<(String, Parameters)>,
    /// Kubernetes version that the files are for. Default: the newest.
    pub kubernetes: KubernetesVersion,
    /// The current date, for the expiry of suppressions. Default: unknown.
    pub date: Option<Date>,
    /// Lowest severity that fails the run. Default: medium.
    pub fail_on: Severity,
    /// Findings below this severity are counted but not shown. Default: info, all are shown.
    pub minimum_severity: Severity,
    /// Whether an evaluation that is unknown makes the run incomplete. Default: no.
    pub fail_on_unknown: bool,
    /// Maximum number of evidence locations of a check; `None` means all. Default: 20.
    pub evidence: Option<usize>,
    /// Whether comments and annotations in the inputs may suppress findings. Default: yes.
    pub inline_suppressions: bool,
    /// Whether the files around the inputs are not available, so that what is not in the inputs is
    /// unknown, not missing. Default: no. For a single input: [`Input::alone`](crate::Input::alone).
    pub alone: bool,
    /// Whether a kustomization that others include is also checked by itself, if it can be built, as an
    /// alternative of theirs. Default: no.
    pub bases: bool,
    /// Suppressions of the policy.
    pub suppressions: Vec<Suppression>,
    /// Patterns of paths that are not read; the program that walks a file system applies them.
    pub excludes: Vec<String>,
    /// Environments by name, each with the patterns of the paths that belong to it. A path that no
    /// pattern names belongs to all of them.
    pub environments: Vec<(String, Vec<String>)>,
    /// Bundles by name, each with the patterns of the paths that belong to it. The first that
    /// matches decides; a path that no pattern names belongs to the bundle without a name.
    pub bundles: Vec<(String, Vec<String>)>,
    /// Whether findings with the same cause are folded into one. Default: yes; tests of single checks
    /// disable it.
    #[doc(hidden)]
    pub folds: bool,
    /// Where patients' data is. Default: not said.
    pub phi: PhiOptions,
    /// The release that charts are rendered for.
    pub helm: HelmOptions,
    /// Limits on the size of inputs and on the work of a run.
    pub limits: Limits,
}

/// Patterns of the resources and files that contain patients' data (protected health information).
/// Findings there rank higher in an audit.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct PhiOptions {
    /// `Kind/name` or `Kind/namespace/name`. Default: none.
    pub resources: Vec<String>,
    /// Paths of files. Default: none.
    pub paths: Vec<String>,
}

/// The release that charts of Helm are rendered for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct HelmOptions {
    /// Its name. Default: the name of the chart.
    pub release: Option<String>,
    /// Its namespace. Default: `default`.
    pub namespace: Option<String>,
    /// API versions of the cluster besides those that Helm assumes: `monitoring.coreos.com/v1`, or
    /// `monitoring.coreos.com/v1/ServiceMonitor`. Default: none.
    pub api_versions: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            policy_file: None,
            no_config: false,
            selection: Selection::default(),
            severities: BTreeMap::new(),
            parameters: Parameters::default(),
            frameworks: Vec::new(),
            framework_paths: Vec::new(),
            demanded: Vec::new(),
            kubernetes: KubernetesVersion::LATEST,
            date: None,
            fail_on: Severity::Medium,
            minimum_severity: Severity::Info,
            fail_on_unknown: false,
            evidence: Some(20),
            inline_suppressions: true,
            alone: false,
            bases: false,
            suppressions: Vec::new(),
            excludes: Vec::new(),
            environments: Vec::new(),
            bundles: Vec::new(),
            folds: true,
            phi: PhiOptions::default(),
            helm: HelmOptions::default(),
            limits: Limits::default(),
        }
    }
}

/// A finding that was accepted, and why.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Suppression {
    /// The check's id.
    pub check: String,
    /// `Kind/name` or `Kind/namespace/name` of the resource, as a pattern; none for all.
    pub resource: Option<String>,
    /// Pattern of the input's path; none for all.
    pub path: Option<String>,
    /// Why the finding is accepted.
    pub reason: String,
    /// The person or team responsible.
    pub owner: String,
    /// The last day on which it applies. Default: no expiry.
    pub expires: Option<Date>,
    /// Where it is in the policy file: path and line.
    pub source: Option<(String, u32)>,
}
