//! `cargo dev`: what the development of asepsis needs besides cargo itself.

use std::process::ExitCode;

mod oracle;

/// What went wrong, for people.
type Failure = Box<dyn std::error::Error>;

const USAGE: &str = "usage: cargo dev COMMAND

  oracle yaml [--cases N] [--seed S] [--corpus DIR] [--record]
      ask the Kubernetes project's own code what YAML texts mean, and compare
  oracle selectors [--cases N] [--seed S] [--record]
      ask it whether label selectors select labels, and compare";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words = arguments.iter().map(String::as_str);
    let result = match (words.next(), words.next()) {
        (Some("oracle"), Some("yaml")) => oracle::yaml::run(words),
        (Some("oracle"), Some("selectors")) => oracle::selectors::run(words),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
