//! `cargo dev`: what the development of asepsis needs besides cargo itself.

use std::process::ExitCode;

mod commands;
#[cfg(feature = "library")]
mod fuzz;
#[cfg(feature = "library")]
mod generate;
mod lists;
#[cfg(feature = "library")]
mod mutants;
#[cfg(feature = "library")]
mod oracle;
#[cfg(feature = "library")]
mod parity;
mod pods;
mod workspace;

/// An error message, for people.
type Failure = Box<dyn std::error::Error>;

/// The remaining arguments of the command line.
type Words<'a> = std::iter::Map<std::slice::Iter<'a, String>, fn(&String) -> &str>;

const USAGE: &str = "usage: cargo dev COMMAND

  new-check FAMILY ID FACET | --list
      make the two files of a new check and list it everywhere, or list facets, concerns, controls
      and what else a check cites
  sync [--check]
      write everything that is generated from the declarations, or name what is stale
  test [STEP...] [--allow-skip STEP]...
      run every test of the project, or the steps named; `cargo dev test --list` names them;
      `--fleet` checks a fleet on Ray and Spark, which else is left out
  wasm
      build the npm package into target/npm/asepsis
  bench [FILTER]
      measure how fast the library is
  bench growth [SHAPE...]
      measure how time and memory grow with the input, in the library, the command and on Node
  bench units
      measure each unit of the table of budgets, and whole processes beside kube-score and
      kubeconform, which Go installs
  bench charts
      time the charts of the corpus, each with its own values and three others, with Go
  bench instructions
      count the instructions of some inputs and record them
  generate pods NUMBER FOLDER
      write small manifests, to time whole processes with
  generate compose-fields
      write the table of all fields of the Compose Specification, with Go
  generate fields
      write the table of all fields of Kubernetes' own kinds, with Go
  generate kustomize-kinds
      write the table of what Kustomize knows about the kinds of Kubernetes, with Go
  generate pictures
      draw the pictures of the READMEs: the report of an example platform, and the playground
  fuzz [--seconds N] [--list] [TARGET...]
      ask all targets, or those named, about inputs that a fuzzer makes of the fixtures and cases;
      the fuzzer is installed where it is missing
  mutants [--count N] [--seed S] [--in-diff FILE|COMMIT] [--again REPORT] [--list]
      put small faults into the library, and see whether the tests of its modules notice
  parity MODULE
      compare the WebAssembly module with this program; `cargo dev test wasm` builds it first
  oracle compose [--cases N] [--seed S] [--corpus DIR] [--record]
      ask the library of `docker compose` what projects mean, and compare
  oracle written-out [--cases N] [--seed S] [--record]
      ask it for one plain file in the place of a project's, and compare what is said of both
  oracle kustomize [--cases N] [--seed S] [--corpus DIR] [--record]
      ask the library of `kustomize build` what kustomizations make, and compare
  oracle helm [--cases N] [--seed S] [--corpus DIR] [--charts TEXT | --generated] [--variations N] [--record]
      ask Helm's own engine what charts render to: small ones, those of the corpus whose path
      contains the text, with variations of their values, and generated templates; and compare
  oracle fields [--cases N] [--seed S] [--corpus DIR] [--record]
      ask the Kubernetes project's strict decoder which fields documents may have, and compare
  oracle yaml [--cases N] [--seed S] [--corpus DIR] [--record]
      ask the Kubernetes project's own code what YAML texts mean, and compare
  oracle pss [--cases N] [--seed S] [--record] [--invert CONTROL|all]
      ask it which Pod Security Standards Pods violate, and compare
  oracle selectors [--cases N] [--seed S] [--record]
      ask it whether label selectors select labels, and compare";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut words = arguments.iter().map(String::as_str as fn(&String) -> &str);
    let result = match words.next() {
        Some("new-check") => commands::new_check::run(words),
        Some("sync") => commands::sync::run(words),
        Some("test") => commands::test::run(words),
        Some("bench") => commands::bench(words),
        Some("wasm") => commands::wasm::run(words),
        Some("generate") => commands::generate::run(words),
        Some("fuzz" | "mutants" | "oracle" | "parity") => with_library(words, &arguments),
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

/// The commands that ask the library.
#[cfg(feature = "library")]
fn with_library(words: Words<'_>, arguments: &[String]) -> Result<(), Failure> {
    match arguments.first().map(String::as_str) {
        Some("fuzz") => fuzz::run(words),
        Some("mutants") => mutants::run(words),
        Some("oracle") => oracle::run(words),
        Some("parity") => parity::run(words),
        _ => Err(USAGE.into()),
    }
}

/// The commands that ask the library are run by this same program, built with it.
#[cfg(not(feature = "library"))]
fn with_library(_: Words<'_>, arguments: &[String]) -> Result<(), Failure> {
    workspace::with_library(arguments.iter().map(String::as_str))
}
