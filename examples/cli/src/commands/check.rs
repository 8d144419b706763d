//! `asepsis check`.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use asepsis::report::{Catalogue, Format, TextOptions, plain};
use asepsis::{Cancelled, Checker, Choices, Options, Report};
use clap::ColorChoice;

use crate::arguments::{CheckArguments, RunArguments};
use crate::check::check_paths;
use crate::clock::today;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::policy::{builder, read_policy};
use crate::progress::Bar;
use crate::say;
use crate::walk::{Destination, walk};

use super::files::{policy, walk_options};

/// Checks files and folders.
pub(crate) fn check(arguments: &CheckArguments, color: ColorChoice) -> Result<Exit, Failure> {
    let format = Format::find(&arguments.format)?;
    let catalogue = arguments.catalogue.as_deref().map(Catalogue::find).transpose()?;
    let catalogue = catalogue.unwrap_or_default();
    let output = Output::to(arguments.output.as_deref())?;
    let own = |choices| Choices {
        fail_on: arguments.fail_on.clone(),
        fail_on_unknown: arguments.fail_on_unknown,
        min_severity: arguments.min_severity.clone(),
        evidence: arguments.evidence.clone(),
        ..choices
    };
    let (report, checker) = report(&arguments.run, own, &output)?;
    output.write(|to| match format {
        Format::Text => {
            report.write_text(to, &text_options(arguments, color, &output, checker.options()))
        }
        Format::Json => report.write_json_with(to, catalogue),
        other => report.write(other, to),
    })?;
    let exit = exit(arguments, &report);
    // The process ends here: the system reclaims all memory at once.
    std::mem::forget(report);
    Ok(exit)
}

/// The report of a run; `own` adds the choices of the command to those that commands share.
pub(super) fn report(
    run: &RunArguments,
    own: impl FnOnce(Choices) -> Choices,
    output: &Output,
) -> Result<(Report, Checker), Failure> {
    let policy = policy(&run.paths, &run.files);
    let destination = output.destination();
    if let Some(path) = policy.as_deref().zip(destination.as_ref()).and_then(own_policy) {
        return Err(Failure::Overwrites {
            path: path.to_owned(),
            what: "the policy file of this run",
        });
    }
    let mut options = policy.as_deref().map_or_else(|| Ok(Options::default()), read_policy)?;
    options.excludes.extend_from_slice(&run.files.exclude);
    let checker = builder(options, own(choices(run)))?.build()?;
    let mut walk_options = walk_options(&run.paths, &run.files, checker.options(), policy)?;
    walk_options.destination = destination;
    let mut walked = walk(&run.paths, &walk_options)?;
    let bar = Bar::new();
    let report = check_paths(&checker, &mut walked, &|stage| {
        bar.show(stage);
        ControlFlow::Continue(())
    });
    bar.clear();
    for warning in &walked.warnings {
        say(&format!("warning: {}", plain(warning)));
    }
    if let Some(name) = walked.overwritten {
        return Err(Failure::Overwrites { path: name.into(), what: "an input of this run" });
    }
    // INVARIANT: the observer above never stops a run.
    let report = match report {
        ControlFlow::Continue(report) => report,
        ControlFlow::Break(Cancelled) => Report::default(),
    };
    Ok((report, checker))
}

/// The exit status of a report under the given arguments.
fn exit(arguments: &CheckArguments, report: &Report) -> Exit {
    match Exit::of(report) {
        _ if arguments.exit_zero => Exit::Pass,
        Exit::Incomplete if arguments.allow_incomplete => Exit::Pass,
        exit => exit,
    }
}

/// The policy file, if the report would replace it.
fn own_policy<'p>((policy, destination): (&'p Path, &Destination)) -> Option<&'p Path> {
    destination.is_at(policy).then_some(policy)
}

/// The choices that commands share.
fn choices(run: &RunArguments) -> Choices {
    let arguments = &run.checks;
    Choices {
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
        frameworks: arguments.framework.clone(),
        framework_files: BTreeMap::new(),
        kubernetes: arguments.kubernetes.clone(),
        as_of: arguments.as_of.clone().or_else(|| today().map(|date| date.to_string())),
        no_inline_suppressions: arguments.no_inline_suppressions,
        alone: arguments.alone,
        bases: arguments.bases,
        no_config: run.files.no_config,
        ..Choices::default()
    }
}

/// The options of the text report.
fn text_options(
    arguments: &CheckArguments,
    color: ColorChoice,
    output: &Output,
    options: &Options,
) -> TextOptions {
    let mut text = TextOptions::of(options);
    text.colour = match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => output.is_terminal() && !is_set("NO_COLOR"),
    };
    text.all = arguments.all;
    if let Some(width) = columns().or_else(|| terminal_width(output)) {
        text.width = width.min(WIDEST);
    }
    "`--all` lists all".clone_into(&mut text.all_hint);
    "`asepsis explain ID` explains a check; `# asepsis: ignore[ID] REASON` on its line suppresses a finding".clone_into(&mut text.explain_hint);
    text
}

/// Longer sentences are hard to read.
const WIDEST: usize = 120;

/// The width that the environment asks for, also where the output is no terminal.
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.parse().ok()
}

fn terminal_width(output: &Output) -> Option<usize> {
    let (terminal_size::Width(width), _) = terminal_size::terminal_size()?;
    output.is_terminal().then_some(width.into())
}

/// Whether an environment variable has a value.
fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}
