//! `cargo dev bench growth`: the table of `benches/README.md`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::measurement::{Clock, Measurement};
use super::{Row, build, rows};
use crate::commands::wasm::{self as package, Built};
use crate::workspace::{answers, cargo, root, succeed, target};
use crate::{Failure, Words};

/// The sizes that are compared.
const COUNTS: [&str; 2] = ["10000", "100000"];

/// The programs that are measured.
struct Programs {
    /// The library in its process.
    library: PathBuf,
    command: PathBuf,
    /// The npm package, where there is Node.
    package: Option<PathBuf>,
}

/// Prints time and memory of all shapes, or of those that are named.
pub(crate) fn table(words: Words<'_>) -> Result<(), Failure> {
    let wanted: Vec<&str> = words.collect();
    let programs = Programs { library: build()?, command: command()?, package: node()? };
    println!("| shape | Rust | command | Node |\n|---|---|---|---|");
    for row in rows(&programs.library)? {
        if wanted.is_empty() || wanted.contains(&row.shape.as_str()) {
            let cells = programs.measure(&row)?.map(|side| cell(&side));
            println!("| {} | {} |", row.name(), cells.join(" | "));
        }
    }
    Ok(())
}

impl Programs {
    /// Each of them at each size; nothing where one could not.
    fn measure(&self, row: &Row) -> Result<[Vec<Option<Measurement>>; 3], Failure> {
        let mut sides: [Vec<Option<Measurement>>; 3] = Default::default();
        let folder = target().join("growth/files");
        for count in COUNTS {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            fs::create_dir_all(&folder)?;
            let mut write = Command::new(&self.library);
            succeed(write.args(["write", &row.shape, count]).arg(&folder))?;
            let [library, command, node] = &mut sides;
            library.push(
                Measurement::of(&mut row.judge(&self.library, &[count]), Clock::Printed).ok(),
            );
            let mut check = Command::new(&self.command);
            check.args(["check", ".", "--no-ignore", "--format", row.format]).current_dir(&folder);
            check.arg("--output").arg(target().join("growth/report"));
            command.push(Measurement::of(&mut check, Clock::Process).ok());
            let judge = |package: &PathBuf| {
                let mut judge = Command::new("node");
                judge.arg("--max-old-space-size=8192").arg(root().join("benches/growth.mjs"));
                judge.arg(package).arg(row.format).arg(&folder);
                Measurement::of(&mut judge, Clock::Printed).ok()
            };
            node.push(self.package.as_ref().and_then(judge));
        }
        fs::remove_dir_all(&folder)?;
        Ok(sides)
    }
}

/// Time and memory at both sizes, and how they grow.
fn cell(side: &[Option<Measurement>]) -> String {
    let [Some(small), Some(large)] = side else { return "not measured".to_owned() };
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
