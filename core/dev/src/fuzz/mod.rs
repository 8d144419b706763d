//! `cargo dev fuzz`: unusual inputs, mutated by the coverage that they reach.

mod build;
mod seeds;
mod session;
mod words;

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use asepsis_fuzz::targets;

use crate::workspace::{root, target};
use crate::{Failure, Words};
use session::{Account, Session};

/// The default time for all targets together.
const SECONDS: u64 = 300;

/// What takes many readers, many checks and all written forms deserves more of the time than one reader.
const WHOLE: u64 = 4;

struct Options {
    seconds: u64,
    targets: Vec<&'static str>,
}

/// Asks the targets in turn, and says of each what it cost and reached.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let Some(options) = options(words)? else {
        println!("{}", names().join("\n"));
        return Ok(());
    };
    let program = build::program()?;
    let folder = folder();
    seeds::write(&root(), &folder.join("corpus"))?;
    let dictionary = folder.join("words");
    fs::write(&dictionary, words::dictionary(&root(), &folder.join("corpus"))?)?;
    let shares: u64 = options.targets.iter().map(|name| share(name)).sum();
    let mut accounts = Vec::new();
    for name in &options.targets {
        let time = Duration::from_secs(options.seconds * share(name) / shares.max(1));
        let session = Session { program: &program, folder: &folder, dictionary: &dictionary };
        let account = session.ask(name, time)?;
        println!("{account}");
        accounts.push(account);
    }
    conclude(&accounts)
}

fn options(mut words: Words<'_>) -> Result<Option<Options>, Failure> {
    let mut options = Options { seconds: SECONDS, targets: Vec::new() };
    let known = names();
    while let Some(word) = words.next() {
        match word {
            "--list" => return Ok(None),
            "--seconds" => {
                options.seconds = words.next().ok_or("--seconds requires a number")?.parse()?;
            }
            _ => match known.iter().find(|name| **name == word) {
                Some(name) => options.targets.push(name),
                None => {
                    return Err(format!("unknown target {word}: {}", known.join(", ")).into());
                }
            },
        }
    }
    if options.targets.is_empty() {
        options.targets = known;
    }
    Ok(Some(options))
}

/// Of every target.
fn names() -> Vec<&'static str> {
    targets::all().iter().map(targets::Target::name).collect()
}

/// How much of the time a target has.
fn share(name: &str) -> u64 {
    match targets::find(name) {
        Some(targets::Target::Whole("check" | "edits" | "render", _)) => WHOLE,
        _ => 1,
    }
}

/// What is found and made is kept there, so that the next run begins where this one ended.
fn folder() -> PathBuf {
    target().join("fuzz")
}

/// The last line says whether an invariant was violated.
fn conclude(accounts: &[Account]) -> Result<(), Failure> {
    let runs: u64 = accounts.iter().map(|account| account.runs).sum();
    let seconds: f64 = accounts.iter().map(|account| account.time.as_secs_f64()).sum();
    let finds: Vec<String> = accounts
        .iter()
        .flat_map(|account| &account.finds)
        .map(|find| format!("  {find}"))
        .collect();
    println!("{runs} runs in {seconds:.0} s, {} finds", finds.len());
    if finds.is_empty() {
        return Ok(());
    }
    Err(format!(
        "these inputs violate an invariant:\n{}\nminimise each, fix the \
         cause, and keep it as `core/fuzz/finds/TARGET/WHAT-IT-IS`, so that `cargo test` runs it again",
        finds.join("\n")
    )
    .into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[String]) -> Result<Option<Options>, Failure> {
        options(words.iter().map(String::as_str as fn(&String) -> &str))
    }

    #[test]
    fn all_targets_are_asked_unless_some_are_named() {
        let all = read(&[]).unwrap().unwrap();
        assert_eq!((all.seconds, all.targets), (SECONDS, names()));
        let words = ["--seconds", "9", "yaml", "check"].map(str::to_owned);
        let some = read(&words).unwrap().unwrap();
        assert_eq!((some.seconds, some.targets), (9, vec!["yaml", "check"]));
        assert!(read(&["yml".to_owned()]).is_err());
        assert!(read(&["--seconds".to_owned()]).is_err());
    }

    #[test]
    fn a_find_fails_the_run() {
        let mut account = Account::new("yaml");
        assert!(conclude(std::slice::from_ref(&account)).is_ok());
        account.finds.push("finds/yaml/crash-1".to_owned());
        assert!(conclude(&[account]).unwrap_err().to_string().contains("crash-1"));
    }
}
