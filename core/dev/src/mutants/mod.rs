//! `cargo dev mutants`: small faults put into the library, to see which tests notice.
//!
//! All chosen faults are built into one copy of the tree, each behind a switch, so that the library is
//! compiled once and not once for each. Which tests reach which switch is seen first; then each fault is
//! switched on and the tests of the same module that reach it are run.

mod chosen;
mod copy;
mod diff;
mod explained;
mod modules;
mod places;
mod programs;
mod rewrite;
mod run;
mod values;

use std::collections::BTreeMap;
use std::fs;

use crate::workspace::{root, target};
use crate::{Failure, Words};
use chosen::Chosen;
use diff::Lines;
use explained::Explained;
use places::Mutant;
use run::{Fate, Run};

/// The default number and choice of faults.
const COUNT: usize = 600;
const SEED: u64 = 1;

/// How many of a hundred have to be noticed.
const KILLED: usize = 90;

struct Options {
    count: usize,
    seed: u64,
    lists: bool,
    in_diff: Option<String>,
    again: Option<String>,
}

/// Tries faults, and names those that no test notices and nothing explains.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    let options = options(words)?;
    let sources = copy::sources(&root())?;
    let mut mutants = Vec::new();
    for (file, text) in &sources {
        mutants.extend(places::of(file, text)?);
    }
    if let Some(named) = &options.in_diff {
        let lines = Lines::of(named)?;
        mutants.retain(|mutant| lines.has(&mutant.file, mutant.lines.clone()));
    }
    if let Some(path) = &options.again {
        let text = fs::read_to_string(path)?;
        mutants.retain(|mutant| text.lines().any(|line| is_left(line, mutant)));
    }
    println!("{} faults are possible", mutants.len());
    let chosen = Chosen::new(mutants, options.count, options.seed);
    if options.lists {
        chosen.tried().iter().for_each(|mutant| println!("{mutant}"));
        return Ok(());
    }
    let folder = target().join("mutants");
    let (programs, chosen) = copy::build(&folder, &sources, chosen)?;
    println!("{} faults are built into one copy of the library", chosen.tried().len());
    let run = Run::new(&programs, chosen.tried())?;
    let fates = run.fates(chosen.tried())?;
    let fates: Vec<(&Mutant, Fate)> = chosen.tried().iter().zip(fates).collect();
    let report = report(&fates);
    fs::write(folder.join("report.txt"), &report)?;
    let text = fs::read_to_string(root().join(explained::FILE))?;
    conclude(&fates, &Explained::read(&text)?)
}

fn options(mut words: Words<'_>) -> Result<Options, Failure> {
    let mut options =
        Options { count: COUNT, seed: SEED, lists: false, in_diff: None, again: None };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} requires a value"));
        match word {
            "--count" => options.count = value()?.parse()?,
            "--seed" => options.seed = value()?.parse()?,
            "--in-diff" => options.in_diff = Some(value()?.to_owned()),
            "--again" => options.again = Some(value()?.to_owned()),
            "--list" => options.lists = true,
            _ => return Err(format!("unknown option {word}").into()),
        }
    }
    Ok(options)
}

/// Whether a line of a report says that a fault was not noticed, on whichever line it was then.
fn is_left(line: &str, mutant: &Mutant) -> bool {
    let is_open = [Fate::Survived, Fate::Unreached].iter().any(|fate| {
        let rest = line.strip_prefix(&fate.to_string()).and_then(|rest| rest.strip_prefix(": "));
        let rest = rest.and_then(|rest| rest.strip_prefix(&*mutant.file));
        rest.is_some_and(|rest| rest.starts_with(':'))
    });
    let Mutant { function, was, fault, .. } = mutant;
    is_open && line.ends_with(&format!(" | {function} | {was} | {fault}"))
}

/// Every fault and what became of it, by line.
fn report(fates: &[(&Mutant, Fate)]) -> String {
    let lines = fates.iter().map(|(mutant, fate)| format!("{fate}: {mutant}"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Prints the counts by module; the last line says whether enough was noticed.
fn conclude(fates: &[(&Mutant, Fate)], explained: &Explained) -> Result<(), Failure> {
    let mut modules: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut unexplained = 0;
    for (mutant, fate) in fates {
        let column = match fate {
            Fate::Killed(_) => 0,
            Fate::TimedOut => 1,
            Fate::Survived | Fate::Unreached if explained.has(mutant) => 2,
            Fate::Survived | Fate::Unreached => 3,
        };
        unexplained += usize::from(column == 3);
        if let Some(count) = modules.entry(mutant.module()).or_default().get_mut(column) {
            *count += 1;
        }
    }
    println!(
        "{:12} {:>7} {:>9} {:>9} {:>11}",
        "", "noticed", "timed out", "explained", "not noticed"
    );
    for (module, [killed, timed_out, known, left]) in &modules {
        println!("{module:12} {killed:>7} {timed_out:>9} {known:>9} {left:>11}");
    }
    let noticed: usize = modules.values().map(|counts| counts[0] + counts[1]).sum();
    let share = noticed * 100 / fates.len().max(1);
    println!("{noticed} of {} noticed, {share} %", fates.len());
    if share < KILLED && !fates.is_empty() {
        return Err(format!("{share} of a hundred faults are noticed, not {KILLED}").into());
    }
    if unexplained > 0 {
        return Err(format!(
            "{unexplained} faults are not noticed: write the test that does, or the reason why nothing \
             can be noticed into {}",
            explained::FILE
        )
        .into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_which_faults_are_left() {
        let mutants = places::of("core/src/checks/a.rs", "fn f() -> bool { a == b }").unwrap();
        let [first, second, ..] = mutants.as_slice() else { panic!("two faults at least") };
        let line = format!("NOT NOTICED: {first}").replace("a.rs:1", "a.rs:7");
        assert!(is_left(&line, first) && !is_left(&line, second));
        assert!(!is_left(&format!("noticed by pss: {first}"), first));
    }
}
