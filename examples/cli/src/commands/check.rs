//! `asepsis check`.

use std::ops::ControlFlow;
use std::time::SystemTime;

use asepsis::Checker;
use asepsis::checks::{AnyCheck, Date, Severity};
use asepsis::engine::Cancelled;
use asepsis::frameworks::KubernetesVersion;
use asepsis::policy::Options;
use asepsis::report::{Report, Verdict};
use clap::ColorChoice;

use super::listing;
use crate::arguments::CheckArguments;
use crate::check::check_paths;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::progress::Bar;
use crate::walk::{Excludes, WalkOptions, walk};
use crate::{policy, say};

/// Checks files and folders.
pub(crate) fn check(arguments: &CheckArguments, _color: ColorChoice) -> Result<Exit, Failure> {
    let format = Format::find(&arguments.format)?;
    let output = Output::to(arguments.output.as_deref())?;
    let checker = checker(arguments)?;
    let walked = walk(&arguments.paths, &walk_options(arguments, checker.options()))?;
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
        Format::Json => report.write_json(to),
        Format::Text => listing::write(&report, to),
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
        output: arguments.output.clone(),
    }
}

/// The checker that the policy file and the arguments ask for; an argument wins.
fn checker(arguments: &CheckArguments) -> Result<Checker, Failure> {
    let mut options = policy::options(arguments)?;
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
        let milder = below(least, &options);
        options.selection.ignore.extend(milder);
    }
    let builder = Checker::builder().options(options);
    let builder = arguments.framework.iter().fold(builder, |builder, id| builder.framework(id));
    Ok(builder.build()?)
}

/// The checks whose severity in force is milder.
fn below(least: Severity, options: &Options) -> Vec<String> {
    let severity =
        |check: &AnyCheck| options.severities.get(check.id()).copied().unwrap_or(check.severity());
    let milder = AnyCheck::built_in().filter(|check| severity(check) < least);
    milder.map(|check| check.id().to_owned()).collect()
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

/// How a report is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Format {
    Text,
    Json,
}

impl Format {
    fn find(name: &str) -> Result<Self, Failure> {
        match name {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err(invalid(
                format!("this version writes no reports as `{name}`"),
                "write `text` or `json`",
            )),
        }
    }
}

fn invalid(message: String, hint: &str) -> Failure {
    Failure::Argument { message, hint: hint.to_owned() }
}
