//! `asepsis check`.

use std::ops::ControlFlow;
use std::time::SystemTime;

use asepsis::report::{Format, TextOptions};
use asepsis::{Cancelled, Checker, Date, KubernetesVersion, Options, Report, Severity, Verdict};
use clap::ColorChoice;

use crate::arguments::CheckArguments;
use crate::check::check_paths;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;
use crate::walk::{Excludes, WalkOptions, walk};
use crate::{policy, say};

/// Checks files and folders.
pub(crate) fn check(arguments: &CheckArguments, color: ColorChoice) -> Result<Exit, Failure> {
    let format = Format::find(&arguments.format)?;
    let output = Output::to(arguments.output.as_deref())?;
    let policy = policy::file(arguments);
    let options = policy.as_deref().map_or_else(|| Ok(Options::default()), policy::read)?;
    let checker = checker(arguments, options)?;
    let mut walk_options = walk_options(arguments, checker.options());
    walk_options.own_files.extend(policy);
    let walked = walk(&arguments.paths, &walk_options)?;
    for warning in &walked.warnings {
        say(&format!("warning: {warning}"));
    }
    let bar = Bar::new();
    let report = check_paths(&checker, walked.found, &|stage| {
        bar.show(stage);
        ControlFlow::Continue(())
    });
    bar.clear();
    // INVARIANT: the observer above never stops a run.
    let report = match report {
        ControlFlow::Continue(report) => report,
        ControlFlow::Break(Cancelled) => Report::default(),
    };
    output.write(|to| match format {
        Format::Text => {
            report.write_text(to, &text_options(arguments, color, &output, checker.options()))
        }
        other => report.write(other, to),
    })?;
    if report.summary().resources == 0 && report.verdict() == Verdict::Pass {
        say("warning: nothing was checked: no resource was found in what was read");
    }
    Ok(exit(arguments, &report))
}

/// The exit status that a report and the arguments ask for.
fn exit(arguments: &CheckArguments, report: &Report) -> Exit {
    match Exit::of(report) {
        _ if arguments.exit_zero => Exit::Pass,
        Exit::Incomplete if arguments.allow_incomplete => Exit::Pass,
        exit => exit,
    }
}

fn walk_options(arguments: &CheckArguments, options: &Options) -> WalkOptions {
    WalkOptions {
        excludes: Excludes::new(options.excludes.iter().chain(&arguments.exclude)),
        no_ignore: arguments.no_ignore,
        bundle_by_directory: arguments.bundle_by_directory,
        stdin_name: arguments.stdin_filename.clone(),
        own_files: arguments.output.iter().cloned().collect(),
    }
}

/// The checker that the policy file and the arguments ask for; an argument wins.
fn checker(arguments: &CheckArguments, mut options: Options) -> Result<Checker, Failure> {
    if let Some(evidence) = &arguments.evidence {
        options.evidence = places(evidence)?;
    }
    if let Some(version) = &arguments.kubernetes {
        options.kubernetes = KubernetesVersion::parse(version).ok_or_else(|| {
            invalid(
                format!("`{version}` is no version of Kubernetes"),
                "write it as `1.29`, or `latest`",
            )
        })?;
    }
    options.date =
        match &arguments.as_of {
            Some(date) => Some(Date::parse(date).ok_or_else(|| {
                invalid(format!("`{date}` is no date"), "write it as `2026-11-21`")
            })?),
            None => today(),
        };
    if let Some(severity) = severity(arguments.fail_on.as_deref()) {
        options.fail_on = severity;
    }
    options.fail_on_unknown |= arguments.fail_on_unknown;
    options.inline_suppressions &= !arguments.no_inline_suppressions;
    if !arguments.select.is_empty() {
        options.selection.select.clone_from(&arguments.select);
    }
    options.selection.ignore.extend(arguments.ignore.iter().cloned());
    if let Some(least) = severity(arguments.min_severity.as_deref()) {
        options.minimum_severity = least;
    }
    let builder = Checker::builder().options(options);
    let builder = arguments.framework.iter().fold(builder, asepsis::CheckerBuilder::framework);
    Ok(builder.build()?)
}

/// How text is written for whoever reads it.
fn text_options(
    arguments: &CheckArguments,
    color: ColorChoice,
    output: &Output,
    options: &Options,
) -> TextOptions {
    let mut text = TextOptions::default();
    text.colour = match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => output.is_terminal() && !is_set("NO_COLOR"),
    };
    text.all = arguments.all;
    text.min_severity = options.minimum_severity;
    if let Some((terminal_size::Width(width), _)) = terminal_size::terminal_size() {
        if output.is_terminal() {
            text.width = usize::from(width).min(text.width);
        }
    }
    "`--all` lists all".clone_into(&mut text.all_hint);
    "`asepsis explain ID` says more about a check".clone_into(&mut text.explain_hint);
    text
}

/// Whether a variable of the environment has a value.
fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// The severity of a name that the arguments have been checked for.
fn severity(name: Option<&str>) -> Option<Severity> {
    name.and_then(Severity::find)
}

fn places(text: &str) -> Result<Option<usize>, Failure> {
    if text == "all" {
        return Ok(None);
    }
    let number = text.parse().map_err(|_| {
        invalid(format!("`{text}` is no number of places"), "write a number or `all`")
    })?;
    Ok(Some(number))
}

/// The day that the system's clock shows, in UTC.
fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Date::from_days_since_1970(since.as_secs() / 86_400)
}

fn invalid(message: String, hint: &str) -> Failure {
    Failure::Argument { message, hint: hint.to_owned() }
}
