//! `cargo dev test`: every test of the project, each step with its time.

pub(crate) mod browser;
mod dependencies;
mod python;
mod steps;

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use self::steps::STEPS;
use crate::workspace::target;
use crate::{Failure, Words};

/// A step of the tests.
struct Step {
    /// Its name on the command line.
    name: &'static str,
    /// The name of its group: `rust`, or the same.
    group: &'static str,
    /// What it tests, in a few words.
    about: &'static str,
    /// Does it.
    run: fn() -> Result<Done, Failure>,
}

/// Steps that are run only when they are asked for: the engines of a fleet are large, and counting the
/// instructions of all shapes takes long.
const ASKED_FOR: [&str; 2] = ["fleet", "growth-to-10000"];

/// The folders of the target folder that no later step reads. Under CI they are removed after their step,
/// for all of them together need many gigabytes.
const LAST_READ_BY: [(&str, &[&str]); 5] = [
    ("guide", &["trial"]),
    ("docs", &["doc"]),
    ("msrv", &["msrv"]),
    ("package", &["publish"]),
    ("browser", &["wasm-bindgen", "wasm32-unknown-unknown", "wasm", "npm", "parity"]),
];

/// The result of a step that has not failed.
enum Done {
    /// It ran to its end.
    Passed,
    /// What ran passed, and what could not be looked at here.
    InPart(String),
    /// It could not run here, and why.
    Skipped(String),
}

/// How a step ended, and how long it took.
struct Outcome {
    name: &'static str,
    result: Result<Done, Failure>,
    time: Duration,
}

struct Options<'w> {
    steps: Vec<&'w str>,
    allowed: Vec<&'w str>,
}

/// Runs the steps that are named, or all; a step that fails does not keep the next from running.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let Some(options) = options(words)? else {
        for Step { name, group, about, .. } in STEPS {
            println!("{name:12} {group:8} {about}");
        }
        return Ok(());
    };
    let chosen = STEPS.iter().filter(|step| {
        let named = |word: &&str| *word == step.name || *word == step.group;
        let is_asked_for = options.steps.iter().any(named);
        is_asked_for || (options.steps.is_empty() && !ASKED_FOR.contains(&step.name))
    });
    let is_ci = std::env::var_os("CI").is_some();
    let mut outcomes = Vec::new();
    for step in chosen {
        println!("==== {}: {}", step.name, step.about);
        let start = Instant::now();
        let result = (step.run)();
        let outcome = Outcome { name: step.name, result, time: start.elapsed() };
        println!("==== {}\n", outcome.line());
        outcomes.push(outcome);
        if is_ci {
            remove_after(step.name)?;
        }
    }
    conclude(&outcomes, &options.allowed, is_ci)
}

/// Removes what no step after this one reads.
fn remove_after(name: &str) -> Result<(), Failure> {
    let folders = LAST_READ_BY.iter().filter(|(step, _)| *step == name);
    for folder in folders.flat_map(|(_, folders)| *folders) {
        let folder = target().join(folder);
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
    }
    Ok(())
}

/// The steps asked for and those that may be skipped under CI; nothing for `--list`.
fn options(mut words: Words<'_>) -> Result<Option<Options<'_>>, Failure> {
    let mut options = Options { steps: Vec::new(), allowed: Vec::new() };
    let known = |word: &str| STEPS.iter().any(|step| step.name == word || step.group == word);
    while let Some(word) = words.next() {
        let (list, name) = match word {
            "--list" => return Ok(None),
            "--fleet" => (&mut options.steps, "fleet"),
            "--allow-skip" => (
                &mut options.allowed,
                words.next().ok_or("--allow-skip requires the name of a step")?,
            ),
            _ => (&mut options.steps, word),
        };
        if !known(name) {
            return Err(format!("unknown step {name}; see `cargo dev test --list`").into());
        }
        list.push(name);
    }
    Ok(Some(options))
}

impl Outcome {
    fn line(&self) -> String {
        let (name, seconds) = (self.name, self.time.as_secs_f64());
        match &self.result {
            Ok(Done::Passed) => format!("{name:12} {seconds:7.1} s  passed"),
            Ok(Done::InPart(why)) => format!("{name:12} {seconds:7.1} s  PASSED IN PART: {why}"),
            Ok(Done::Skipped(why)) => format!("{name:12} {seconds:7.1} s  SKIPPED: {why}"),
            Err(failure) => format!("{name:12} {seconds:7.1} s  FAILED: {failure}"),
        }
    }
}

/// Prints all steps; the last line says what failed and what was skipped.
fn conclude(outcomes: &[Outcome], allowed: &[&str], is_ci: bool) -> Result<(), Failure> {
    for outcome in outcomes {
        println!("{}", outcome.line());
    }
    let names = |wanted: fn(&Outcome) -> bool| -> Vec<&str> {
        outcomes.iter().filter(|outcome| wanted(outcome)).map(|outcome| outcome.name).collect()
    };
    let failed = names(|outcome| outcome.result.is_err());
    let skipped = names(|outcome| matches!(outcome.result, Ok(Done::Skipped(_))));
    let in_part = names(|outcome| matches!(outcome.result, Ok(Done::InPart(_))));
    let all: Duration = outcomes.iter().map(|outcome| outcome.time).sum();
    let mut last = format!("{:.0} s", all.as_secs_f64());
    for (what, list) in [("failed", &failed), ("skipped", &skipped)] {
        let names = if list.is_empty() { "nothing".to_owned() } else { list.join(", ") };
        let _ = write!(last, ", {what}: {names}");
    }
    if !in_part.is_empty() {
        let _ = write!(last, ", in part: {}", in_part.join(", "));
    }
    let is_refused = is_ci && skipped.iter().any(|name| !allowed.contains(name));
    if failed.is_empty() && !is_refused {
        println!("{last}");
        return Ok(());
    }
    if is_refused {
        last.push_str(" (under CI a skipped step fails unless `--allow-skip` names it)");
    }
    Err(last.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(name: &'static str, result: Result<Done, Failure>) -> Outcome {
        Outcome { name, result, time: Duration::ZERO }
    }

    #[test]
    fn a_skipped_step_is_named_and_fails_under_ci() {
        let outcomes = [
            ended("tests", Ok(Done::Passed)),
            ended("oracle", Ok(Done::Skipped("no Go".to_owned()))),
        ];
        assert!(conclude(&outcomes, &[], false).is_ok());
        assert!(conclude(&outcomes, &["oracle"], true).is_ok());
        let failure = conclude(&outcomes, &["wasm"], true).unwrap_err().to_string();
        assert!(failure.contains("skipped: oracle"), "{failure}");
    }

    #[test]
    fn a_step_that_passed_in_part_is_named_and_fails_nothing() {
        let outcome = ended("dependencies", Ok(Done::InPart("no database".to_owned())));
        assert!(outcome.line().contains("PASSED IN PART: no database"), "{}", outcome.line());
        assert!(conclude(&[outcome], &[], true).is_ok());
    }

    #[test]
    fn a_failed_step_fails_whatever_may_be_skipped() {
        let outcomes = [ended("tests", Err("no".into()))];
        let failure = conclude(&outcomes, &["tests"], false).unwrap_err().to_string();
        assert!(failure.contains("failed: tests"), "{failure}");
    }
}
