//! The command line.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, ColorChoice, Parser, Subcommand};

/// Reads the files a health platform is made of and says what is wrong, what is proven right, and
/// what could not be seen.
#[derive(Debug, Parser)]
#[command(name = "asepsis", version, max_term_width = 100, subcommand_required = true)]
#[command(
    after_help = "Exit status: 0 pass, 1 findings at or above the threshold, 2 bad usage or \
                        policy, 3 something could not be read, 4 internal error, \
                        5 the output could not be written."
)]
pub(crate) struct Arguments {
    /// When to use colours; NO_COLOR turns them off too
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorChoice,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check files and folders
    Check(Box<CheckArguments>),
    /// Explain a check: what can happen, what to do, which controls it bears on
    Explain(ExplainArguments),
    /// List all checks
    Checks(ChecksArguments),
    /// Print a script that completes the arguments of this command in a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(hide = true)]
    Manual,
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(crate) struct CheckArguments {
    /// Files and folders; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Run only these checks, families or severities
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Checks")]
    pub(crate) select: Vec<String>,
    /// Leave out these checks, families or severities
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Checks")]
    pub(crate) ignore: Vec<String>,
    /// List the controls of this framework, with evidence
    #[arg(long, value_name = "NAME", value_delimiter = ',', help_heading = "Checks")]
    pub(crate) framework: Vec<String>,
    /// Kubernetes version that the files are for, as `1.29` [default: latest]
    #[arg(long, value_name = "VERSION", help_heading = "Checks")]
    pub(crate) kubernetes: Option<String>,
    /// The day on which suppressions are judged, as `2026-11-21` [default: today, in UTC]
    #[arg(long, value_name = "DATE", help_heading = "Checks")]
    pub(crate) as_of: Option<String>,
    /// Let no comment or annotation in the files suppress a finding
    #[arg(long, help_heading = "Checks")]
    pub(crate) no_inline_suppressions: bool,
    /// Judge files without those around them: what is not in them is unknown, not missing
    #[arg(long, help_heading = "Checks")]
    pub(crate) alone: bool,

    /// Leave out files and folders: a name, a path or a pattern like `**/tests/*.yaml`
    #[arg(long, value_name = "GLOB", help_heading = "Files")]
    pub(crate) exclude: Vec<String>,
    /// Read what `.gitignore` lists, and vendored folders
    #[arg(long, help_heading = "Files")]
    pub(crate) no_ignore: bool,
    /// Take each folder directly below a PATH for a platform of its own
    #[arg(long, help_heading = "Files")]
    pub(crate) bundle_by_directory: bool,
    /// What standard input is called in the report
    #[arg(long, value_name = "NAME", help_heading = "Files")]
    pub(crate) stdin_filename: Option<String>,
    /// The policy file [default: `asepsis.yaml` beside or above the first PATH]
    #[arg(long, value_name = "FILE", conflicts_with = "no_config", help_heading = "Files")]
    pub(crate) config: Option<PathBuf>,
    /// Look for no policy file
    #[arg(long, help_heading = "Files")]
    pub(crate) no_config: bool,

    /// How the report is written: text, json, sarif or markdown
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Report")]
    pub(crate) format: String,
    /// Write the report to this file instead of to standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Report")]
    pub(crate) output: Option<PathBuf>,
    /// Count findings below this severity and do not show them, in text
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), help_heading = "Report")]
    pub(crate) min_severity: Option<String>,
    /// Show every finding and control in text, however many there are
    #[arg(long, help_heading = "Report")]
    pub(crate) all: bool,
    /// How many places of evidence a check or control lists: a number or `all` [default: 20]
    #[arg(long, value_name = "COUNT", help_heading = "Report")]
    pub(crate) evidence: Option<String>,

    /// Fail from this severity on [default: medium]
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), help_heading = "Exit status")]
    pub(crate) fail_on: Option<String>,
    /// Call a run incomplete in which a check could not decide
    #[arg(long, help_heading = "Exit status")]
    pub(crate) fail_on_unknown: bool,
    /// Exit with 0 where something could not be read and nothing else is wrong
    #[arg(long, help_heading = "Exit status")]
    pub(crate) allow_incomplete: bool,
    /// Exit with 0 whatever the verdict
    #[arg(long, help_heading = "Exit status")]
    pub(crate) exit_zero: bool,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArguments {
    /// The id of a check, as `privileged-container`, or what another tool calls it, as `CKV_K8S_16`
    pub(crate) id: String,
}

#[derive(Args, Debug)]
pub(crate) struct ChecksArguments {
    /// How the list is written
    #[arg(long, value_name = "FORMAT", value_parser = ["text", "json"], default_value = "text")]
    pub(crate) format: String,
}

fn severities() -> PossibleValuesParser {
    let mut names: Vec<&str> =
        asepsis::checks::Severity::ALL.iter().map(|severity| severity.as_str()).collect();
    names.reverse();
    PossibleValuesParser::new(names)
}
