//! `asepsis render`.

use std::ops::ControlFlow;
use std::path::PathBuf;

use asepsis::report::{RenderOptions, Rendering, plain};
use asepsis::{Cancelled, Choices, Options};

use crate::arguments::RenderArguments;
use crate::check::render_paths;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::Output;
use crate::policy::{builder, read_policy};
use crate::progress::Bar;
use crate::say;
use crate::walk::walk;

use super::files::{policy, walk_options};

/// Prints what is judged in files and folders.
pub(crate) fn render(arguments: &RenderArguments) -> Result<Exit, Failure> {
    let output = Output::default();
    let policy = policy(&arguments.paths, &arguments.files);
    let mut options = policy.as_deref().map_or_else(|| Ok(Options::default()), read_policy)?;
    options.excludes.extend_from_slice(&arguments.files.exclude);
    let kubernetes = arguments.kubernetes.clone();
    let no_config = arguments.files.no_config;
    let choices = Choices { no_config, kubernetes, ..Choices::default() };
    let checker = builder(options, choices)?.build()?;
    let mut walk_options =
        walk_options(&arguments.paths, &arguments.files, checker.options(), policy)?;
    walk_options.destination = output.destination();
    let paths: Vec<&PathBuf> = arguments.paths.iter().chain(&arguments.values).collect();
    let mut walked = walk(&paths, &walk_options)?;
    let mut options = RenderOptions::default();
    options.environment.clone_from(&arguments.environment);
    options.origins = arguments.origins;
    options.show_secrets = arguments.show_secrets;
    options.release.clone_from(&arguments.release);
    options.namespace.clone_from(&arguments.namespace);
    options.set.clone_from(&arguments.set);
    options.api_versions.clone_from(&arguments.api_versions);
    options.values = arguments.values.iter().map(|path| path.display().to_string()).collect();
    let bar = Bar::new();
    let rendering = render_paths(&checker, &mut walked, &options, &|stage| {
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
    let rendering = match rendering? {
        ControlFlow::Continue(rendering) => rendering,
        ControlFlow::Break(Cancelled) => Rendering::default(),
    };
    if arguments.show_secrets {
        say("warning: secrets are not masked in the output");
    }
    tell_problems(&rendering);
    output.write(|to| to.write_all(rendering.text.as_bytes()))?;
    Ok(if rendering.is_complete { Exit::Pass } else { Exit::Incomplete })
}

/// Prints what is missing from the output to standard error.
fn tell_problems(rendering: &Rendering) {
    for input in &rendering.problems {
        for problem in input.problems.iter().filter(|problem| problem.code.is_some()) {
            let location = problem.location.as_ref();
            let start = location.and_then(|location| location.start);
            let path = location.map_or(&input.path, |location| &location.path);
            let at = start.map_or_else(String::new, |start| format!(":{start}"));
            say(&format!("warning: {}{at}: {}", plain(path), plain(&problem.message)));
        }
    }
    if rendering.text.is_empty() {
        say("warning: nothing to render: no object, kustomization or Compose project was read");
    }
}
