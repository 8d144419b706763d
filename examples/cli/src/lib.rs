//! The `asepsis` command as a library: walks folders, reads arguments, writes reports.
//!
//! It decides nothing about a finding; that is what the crate `asepsis` is for.

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

use clap::Parser;

use arguments::{Arguments, Command};
pub use check::{Stage, check_paths};
pub use clock::today;
pub use commands::write_explanation;
pub use exit::Exit;
pub use failure::Failure;
pub use policy::{find_misnamed_policy, find_policy, policy_options, policy_text, read_policy};
pub use walk::{Excludes, Found, Missing, STANDARD_INPUT, WalkOptions, Walked, walk};

/// Runs the command with these arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are data, and clap knows where they go; a closed pipe is no failure.
            let _ = error.print();
            let is_fault = error.use_stderr();
            return if is_fault { Exit::Usage } else { Exit::Pass };
        }
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

fn execute(arguments: &Arguments) -> Result<Exit, Failure> {
    match &arguments.command {
        Command::Check(check) => commands::check(check, arguments.color),
        Command::Explain(explain) => commands::explain(&explain.id),
        Command::Checks(checks) => commands::checks(&checks.format),
        Command::Completions { shell } => commands::completions(*shell),
        Command::Manual => commands::manual(),
    }
}

/// Tells a person something, outside of the data.
fn say(message: &str) {
    // Nobody is left to be told when standard error is gone.
    let _ = writeln!(io::stderr(), "{message}");
}
