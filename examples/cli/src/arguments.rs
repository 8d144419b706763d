//! The command line.

use std::path::PathBuf;

use asepsis::report::Catalogue;
use clap::builder::PossibleValuesParser;
use clap::{Args, ColorChoice, Parser, Subcommand};

/// Checks Kubernetes manifests, Compose files, Helm values and other configuration for security
/// problems, and reports findings, evidence for controls, and what could not be analysed.
#[derive(Debug, Parser)]
#[command(name = "asepsis", version, max_term_width = 100, subcommand_required = true)]
#[command(
    after_help = "Exit status: 0 pass, 1 findings at or above the threshold, 2 invalid usage or \
                        policy, 3 input not read or not checked in full, 4 internal error, \
                        5 output could not be written."
)]
pub(crate) struct Arguments {
    /// When to use colours; `auto` respects NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files and folders
    Check(Box<CheckArguments>),
    /// Write an audit: causes, ranked recommendations, controls with evidence, what was not seen
    Audit(Box<AuditArguments>),
    /// Print what is checked as YAML: built kustomizations and merged Compose projects
    Render(Box<RenderArguments>),
    /// Explain a check or a control: why it matters, how to fix it, related controls and examples
    Explain(ExplainArguments),
    /// List all checks
    Checks(ChecksArguments),
    /// Print a shell completion script
    Completions {
        /// Shell to print the script for
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Manual,
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a separate flag")]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// Report format: text, json, sarif or markdown
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Report")]
    pub(crate) format: String,
    /// Write the report to this file instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Report")]
    pub(crate) output: Option<PathBuf>,
    /// In text, only count findings below this severity
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), help_heading = "Report")]
    pub(crate) min_severity: Option<String>,
    /// In text, list every finding and control
    #[arg(long, help_heading = "Report")]
    pub(crate) all: bool,
    /// In JSON, what the report says about the checks that ran: none, ids or full [default: full]
    #[arg(long, value_name = "CATALOGUE", value_parser = catalogues(), help_heading = "Report")]
    pub(crate) catalogue: Option<String>,
    /// Maximum number of evidence locations per check and control, or `all` [default: 20]
    #[arg(long, value_name = "COUNT", help_heading = "Report")]
    pub(crate) evidence: Option<String>,

    /// Fail on findings of this severity or higher [default: medium]
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), help_heading = "Exit status")]
    pub(crate) fail_on: Option<String>,
    /// Report the run as incomplete if an evaluation is unknown
    #[arg(long, help_heading = "Exit status")]
    pub(crate) fail_on_unknown: bool,
    /// Exit with 0 instead of 3 if the run is incomplete
    #[arg(long, help_heading = "Exit status")]
    pub(crate) allow_incomplete: bool,
    /// Exit with 0 for every verdict
    #[arg(long, help_heading = "Exit status")]
    pub(crate) exit_zero: bool,
}

/// What is checked.
#[derive(Args, Debug)]
pub(crate) struct RunArguments {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) checks: SelectionArguments,

    #[command(flatten)]
    pub(crate) files: FileArguments,
}

/// Which checks run, and how.
#[derive(Args, Debug)]
pub(crate) struct SelectionArguments {
    /// Run only these checks, families or severities
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Checks")]
    pub(crate) select: Vec<String>,
    /// Skip these checks, families or severities
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Checks")]
    pub(crate) ignore: Vec<String>,
    /// Report the controls of this framework, with evidence: its id, or the path of its file
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Checks")]
    pub(crate) framework: Vec<String>,
    /// Kubernetes version of the cluster, for example `1.29` [default: latest]
    #[arg(long, value_name = "VERSION", help_heading = "Checks")]
    pub(crate) kubernetes: Option<String>,
    /// Date on which suppressions are evaluated, for example `2026-11-21` [default: today, in UTC]
    #[arg(long, value_name = "DATE", help_heading = "Checks")]
    pub(crate) as_of: Option<String>,
    /// Ignore suppressions in comments and annotations
    #[arg(long, help_heading = "Checks")]
    pub(crate) no_inline_suppressions: bool,
    /// Treat the input as part of a platform: objects not in it are unknown, not missing
    #[arg(long, help_heading = "Checks")]
    pub(crate) alone: bool,
    /// Also check kustomizations that others include
    #[arg(long, help_heading = "Checks")]
    pub(crate) bases: bool,
}

#[derive(Args, Debug)]
pub(crate) struct AuditArguments {
    #[command(flatten)]
    pub(crate) run: RunArguments,

    /// Audit format: markdown, html or json
    #[arg(long, value_name = "FORMAT", default_value = "markdown", help_heading = "Audit")]
    pub(crate) format: String,
    /// Write the audit to this file instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Audit")]
    pub(crate) output: Option<PathBuf>,
    /// Title of the audit [default: Security audit]
    #[arg(long, value_name = "TEXT", help_heading = "Audit")]
    pub(crate) title: Option<String>,
    /// Commit of the files, named in the scope
    #[arg(long, value_name = "COMMIT", help_heading = "Audit")]
    pub(crate) commit: Option<String>,
}

/// Which files are read.
#[derive(Args, Debug)]
pub(crate) struct FileArguments {
    /// Exclude files and folders: a name, a path or a pattern such as `**/tests/*.yaml`
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub(crate) exclude: Vec<String>,
    /// Read files that `.gitignore` excludes, and vendored folders
    #[arg(long, help_heading = "Files")]
    pub(crate) no_ignore: bool,
    /// Treat each folder directly below a PATH as a separate platform
    #[arg(long, help_heading = "Files")]
    pub(crate) bundle_by_directory: bool,
    /// Name of standard input in the report
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    pub(crate) stdin_filename: Option<String>,
    /// Policy file [default: the nearest `asepsis.yaml` in or above the first PATH]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Files")]
    pub(crate) config: Option<PathBuf>,
    /// Do not use a policy file
    #[arg(long, help_heading = "Files")]
    pub(crate) no_config: bool,
}

#[derive(Args, Debug)]
pub(crate) struct RenderArguments {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Print only this environment [default: all]
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    pub(crate) environment: Option<String>,
    /// After each value, print the file and line where it was written
    #[arg(long, help_heading = "Output")]
    pub(crate) origins: bool,
    /// Print secrets instead of masking them
    #[arg(long, help_heading = "Output")]
    pub(crate) show_secrets: bool,

    /// Render charts with this file of values, over their default values; the last one wins
    #[arg(long, value_name = "FILE", help_heading = "Charts")]
    pub(crate) values: Vec<PathBuf>,
    /// Render charts with this value, for example `image.tag=1.2`
    #[arg(long, value_name = "KEY=VALUE", help_heading = "Charts")]
    pub(crate) set: Vec<String>,
    /// Name of the release [default: the policy's, or the name of the chart]
    #[arg(long, value_name = "NAME", help_heading = "Charts")]
    pub(crate) release: Option<String>,
    /// Namespace of the release [default: the policy's, or `default`]
    #[arg(long, value_name = "NAME", help_heading = "Charts")]
    pub(crate) namespace: Option<String>,
    /// API version of the cluster besides those that Helm assumes: `monitoring.coreos.com/v1`
    #[arg(long, value_name = "VERSION", value_delimiter = ',', help_heading = "Charts")]
    pub(crate) api_versions: Vec<String>,
    /// Kubernetes version of the cluster, for example `1.29` [default: latest]
    #[arg(long, value_name = "VERSION", help_heading = "Charts")]
    pub(crate) kubernetes: Option<String>,

    #[command(flatten)]
    pub(crate) files: FileArguments,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    /// ID of a check, such as `privileged-container`, of another tool's rule, such as `CKV_K8S_16`, or of a control
    /// with its framework, such as `hipaa:164.312(a)(1)`
    pub(crate) id: String,
}

#[derive(Args, Debug)]
pub(crate) struct ChecksArguments {
    /// Output format
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json"], default_value = "text")]
    pub(crate) format: String,
}

fn catalogues() -> PossibleValuesParser {
    PossibleValuesParser::new(Catalogue::ALL.iter().map(|catalogue| catalogue.as_str()))
}

fn severities() -> PossibleValuesParser {
    let mut names: Vec<&str> =
        asepsis::checks::Severity::ALL.iter().map(|severity| severity.as_str()).collect();
    names.reverse();
    PossibleValuesParser::new(names)
}
