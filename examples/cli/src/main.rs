//! The `asepsis` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    asepsis_cli::run(std::env::args_os()).into()
}
