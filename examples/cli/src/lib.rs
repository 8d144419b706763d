//! The `asepsis` command as a library: walks folders, reads arguments, writes reports.
//!
//! All decisions about findings are made by the crate `asepsis`.

mod arguments;
mod check;
mod clock;
mod commands;
mod exit;
mod failure;
mod output;
mod policy;
mod progress;
mod walk;

use std::ffi::OsString;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use asepsis::report::{masked, plain};
use clap::Parser;

use arguments::{Arguments, Command};
pub use check::{Stage, check_paths, render_paths};
pub use clock::today;
pub use commands::write_explanation;
pub use exit::Exit;
pub use failure::Failure;
pub use policy::{
    builder, find_misnamed_policy, find_policy, policy_options, policy_text, read_policy,
};
pub use walk::{Destination, Found, Missing, STANDARD_INPUT, WalkOptions, Walked, walk};

/// Runs the command with these arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let given: Vec<OsString> = arguments.into_iter().collect();
    let arguments = match Arguments::try_parse_from(&given) {
        Ok(arguments) => arguments,
        Err(error) => return told(&given, error),
    };
    match catch_unwind(AssertUnwindSafe(|| execute(&arguments))) {
        Ok(Ok(exit)) => exit,
        Ok(Err(failure)) => {
            say(&format!("error: {failure}"));
            failure.exit()
        }
        Err(_) => {
            say(&format!("error: {}", asepsis::Error::OWN_FAULT));
            Exit::Internal
        }
    }
}

/// Prints what the argument parser returns instead of a run: an error, or help and version, which are data.
fn told(given: &[OsString], error: clap::Error) -> Exit {
    if error.use_stderr() {
        // The error repeats the arguments, which may contain secrets and control characters.
        let shown =
            given.iter().map(|argument| plain(&masked(&argument.to_string_lossy())).into_owned());
        let error = Arguments::try_parse_from(shown).err().unwrap_or(error);
        let _ = error.print();
        return Exit::Usage;
    }
    match error.print() {
        Err(why) if why.kind() != io::ErrorKind::BrokenPipe => {
            let failure = Failure::Writing { path: None, why };
            say(&format!("error: {failure}"));
            failure.exit()
        }
        _ => Exit::Pass,
    }
}

fn execute(arguments: &Arguments) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Check(check) => commands::check(check, arguments.color),
        Command::Audit(audit) => commands::audit(audit),
        Command::Render(render) => commands::render(render),
        Command::Explain(explain) => commands::explain(&explain.id),
        Command::Checks(checks) => commands::checks(&checks.format),
        Command::Completions { shell } => commands::completions(*shell),
        Command::Manual => commands::manual(),
    }
}

/// Prints a message to standard error, with control characters escaped.
fn say(message: &str) {
    for line in message.split('\n') {
        // If standard error is closed, the message is lost.
        let _ = writeln!(io::stderr(), "{}", plain(&masked(line)));
    }
}
