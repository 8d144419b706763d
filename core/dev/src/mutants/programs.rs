//! The programs of tests that the copy was built into.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::copy::LINTS;
use super::modules;
use crate::Failure;
use crate::workspace::cargo;

/// The name of the program of the unit tests.
pub(super) const UNIT: &str = "asepsis";

/// What is slower by more than this has been made so by its fault.
const SLOWER: u32 = 8;
const AT_LEAST: Duration = Duration::from_secs(30);

/// KiB of memory for a program, which a fault may make want more and more of.
const MEMORY: &str = "4000000";

/// How a program ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ended {
    Passed,
    Failed,
    TimedOut,
}

pub(super) struct Programs {
    folder: PathBuf,
    paths: BTreeMap<String, PathBuf>,
}

impl Programs {
    /// Builds them.
    pub(super) fn built(tree: &Path, build: &Path) -> Result<Self, Failure> {
        println!("building the tests");
        let mut command = Command::new(cargo());
        command.args(["test", "--quiet", "--no-run", "--message-format=json", "--lib"]);
        command.args(modules::programs().iter().flat_map(|name| ["--test", name]));
        command.current_dir(tree).env("CARGO_TARGET_DIR", build).env("RUSTFLAGS", LINTS);
        let output = command.stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err("the tests of the copy do not compile".into());
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let paths = messages.filter_map(|message| {
            let name = message.pointer("/target/name")?.as_str()?.to_owned();
            Some((name, PathBuf::from(message.get("executable")?.as_str()?)))
        });
        Ok(Self { folder: tree.join("core"), paths: paths.collect() })
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.paths.keys().map(String::as_str)
    }

    /// Which tests of a program reach which fault, and how long all of them take.
    pub(super) fn reached(
        &self,
        name: &str,
    ) -> Result<(BTreeMap<usize, BTreeSet<String>>, Duration), Failure> {
        let record = self.folder.join(format!("../reached-{name}"));
        if record.exists() {
            fs::remove_file(&record)?;
        }
        let mut command = self.command(name)?;
        command.env("ASEPSIS_REACHED", &record).arg("--test-threads=2");
        if name == UNIT {
            command.args(modules::MODULES.iter().flat_map(|module| module.unit));
        }
        let begun = Instant::now();
        let output = command.output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stdout);
            return Err(format!("{name} fails without any fault:\n{said}").into());
        }
        let time = begun.elapsed();
        let text = if record.exists() { fs::read_to_string(&record)? } else { String::new() };
        Ok((reached(&text), time))
    }

    /// Runs some tests of a program with a fault switched on.
    pub(super) fn with_fault<'t>(
        &self,
        name: &str,
        number: usize,
        tests: impl IntoIterator<Item = &'t str>,
        usual: Duration,
    ) -> Result<Ended, Failure> {
        let mut command = self.command(name)?;
        command.env("ASEPSIS_MUTANT", number.to_string()).arg("--exact").args(tests);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = command.spawn()?;
        let limit = Instant::now() + (usual * SLOWER).max(AT_LEAST);
        loop {
            if let Some(status) = process.try_wait()? {
                return Ok(if status.success() { Ended::Passed } else { Ended::Failed });
            }
            if Instant::now() > limit {
                process.kill()?;
                process.wait()?;
                return Ok(Ended::TimedOut);
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn command(&self, name: &str) -> Result<Command, Failure> {
        let path = self.paths.get(name).ok_or_else(|| format!("there is no program {name}"))?;
        let mut command = if cfg!(unix) {
            let mut shell = Command::new("sh");
            shell.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")]).arg(path);
            shell
        } else {
            Command::new(path)
        };
        command.current_dir(&self.folder).stdin(Stdio::null());
        Ok(command)
    }
}

/// Tests by the faults that they reach.
fn reached(text: &str) -> BTreeMap<usize, BTreeSet<String>> {
    let mut tests: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (test, numbers) in text.lines().filter_map(|line| line.split_once('\t')) {
        for number in numbers.split(' ').filter_map(|number| number.parse().ok()) {
            tests.entry(number).or_default().insert(test.to_owned());
        }
    }
    tests
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_by_faults() {
        let tests = reached("a::b\t1 3\nc\t3\nd\t\n");
        assert_eq!(tests.len(), 2);
        assert_eq!(tests[&3].iter().collect::<Vec<_>>(), ["a::b", "c"]);
    }
}
