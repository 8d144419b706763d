//! `cargo dev bench growth`: the table of `benches/README.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use super::measurement::{Clock, Measurement};
use super::{Row, build, hand_out, rows};
use crate::commands::wasm::{self as package, Built};
use crate::workspace::{answers, cargo, root, succeed, target};
use crate::{Failure, Words};

/// The sizes that are compared.
const COUNTS: [usize; 2] = [10_000, 100_000];

/// So many bytes are as long as a text can be in V8.
const LONGEST: u64 = 536_870_888;

/// The programs that are measured.
struct Programs {
    /// The library in its process.
    growth: PathBuf,
    command: PathBuf,
    /// The npm package, where there is Node.
    package: Option<PathBuf>,
}

/// Prints time and memory of all shapes, or of those that are named.
pub(crate) fn table(words: Words<'_>) -> Result<(), Failure> {
    let wanted: Vec<&str> = words.collect();
    let programs = Programs { growth: build()?, command: command()?, package: node()? };
    let mut rows = rows(&programs.growth)?;
    rows.retain(|row| wanted.is_empty() || wanted.contains(&row.shape.as_str()));
    println!("| shape | Rust | command | Node |\n|---|---|---|---|");
    let done = Mutex::new(vec![None; rows.len()]);
    hand_out(&rows, |worker, number, row| {
        let folder = target().join(format!("growth/{worker}"));
        let cells = programs.measure(row, &folder).map(|cells| cells.join(" | "));
        let cells = cells.unwrap_or_else(|failure| failure.to_string());
        let Ok(mut done) = done.lock() else { return };
        // What is done is shown in the order of the shapes.
        let first = done.iter().take_while(|line| line.is_some()).count();
        if let Some(line) = done.get_mut(number) {
            *line = Some(format!("| {} | {cells} |", row.name()));
        }
        done.iter().skip(first).map_while(Option::as_ref).for_each(|line| println!("{line}"));
    });
    Ok(())
}

impl Programs {
    /// What each of them takes at each size, as a cell of the table.
    fn measure(&self, row: &Row, folder: &Path) -> Result<[String; 3], Failure> {
        let mut sides: [Vec<Result<Measurement, String>>; 3] = Default::default();
        let files = folder.join("files");
        for count in COUNTS {
            if folder.exists() {
                fs::remove_dir_all(folder)?;
            }
            fs::create_dir_all(&files)?;
            let mut write = Command::new(&self.growth);
            succeed(write.args(["write", &row.shape, &count.to_string()]).arg(&files))?;
            let said = |failure: Failure| failure.to_string();
            let mut judge = row.judge(&self.growth, &[count]);
            let library = Measurement::of(&mut judge, Clock::Printed).map_err(said);
            let mut check = Command::new(&self.command);
            check.args(["check", ".", "--no-ignore", "--format", row.format]).current_dir(&files);
            let command = Measurement::of(&mut check, Clock::Process).map_err(said);
            let written = command.as_ref().map_or(0, |measured| measured.written);
            let node = match &self.package {
                None => Err("no Node".to_owned()),
                Some(_) if written > LONGEST => Err(format!(
                    "a report of {} MB is longer than a text may be in V8",
                    written / 1_000_000
                )),
                Some(package) => {
                    let mut judge = Command::new("node");
                    judge.arg("--max-old-space-size=8192");
                    judge.arg(root().join("benches/growth.mjs"));
                    judge.arg(package).arg(row.format).arg(&files);
                    Measurement::of(&mut judge, Clock::Printed).map_err(said)
                }
            };
            for (side, measured) in sides.iter_mut().zip([library, command, node]) {
                side.push(measured);
            }
        }
        fs::remove_dir_all(folder)?;
        Ok(sides.map(|side| cell(&side)))
    }
}

/// Time and memory at both sizes, and how they grow.
fn cell(side: &[Result<Measurement, String>]) -> String {
    let (small, large) = match side {
        [Ok(small), Ok(large)] => (small, large),
        [Err(reason), _] | [_, Err(reason)] => return reason.clone(),
        _ => return String::new(),
    };
    format!(
        "{:.0} → {:.0} ms ×{:.1}, {:.0} → {:.0} MiB ×{:.1}",
        small.milliseconds,
        large.milliseconds,
        large.milliseconds / small.milliseconds.max(0.1),
        small.mebibytes,
        large.mebibytes,
        large.mebibytes / small.mebibytes.max(0.1),
    )
}

/// Builds the command.
fn command() -> Result<PathBuf, Failure> {
    let mut build = Command::new(cargo());
    build.args(["build", "--release", "--package", "asepsis-cli"]);
    succeed(build.current_dir(root()))?;
    Ok(target().join("release").join(format!("asepsis{}", std::env::consts::EXE_SUFFIX)))
}

/// The npm package; nothing where there is no Node.
fn node() -> Result<Option<PathBuf>, Failure> {
    if !answers("node", &["--version"]) {
        println!("SKIPPED: node is not on the path");
        return Ok(None);
    }
    match package::build()? {
        Built::Package(built) => Ok(Some(Path::to_owned(&built))),
        Built::Offline => {
            println!("SKIPPED: the package registries cannot be reached");
            Ok(None)
        }
    }
}
