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

/// Which tests reach which faults, and how long each test takes.
#[derive(PartialEq, Eq, Debug, Default)]
pub(super) struct Reached {
    pub(super) tests: BTreeMap<usize, BTreeSet<String>>,
    pub(super) times: BTreeMap<String, Duration>,
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

    /// Which tests of a program reach which fault.
    pub(super) fn reached(&self, name: &str) -> Result<Reached, Failure> {
        let record = self.folder.join(format!("../reached-{name}"));
        let done = record.with_extension("done");
        if let Some(known) = self.known(name, &record, &done) {
            return Ok(known);
        }
        if record.exists() {
            fs::remove_file(&record)?;
        }
        let mut command = self.command(name)?;
        command.env("ASEPSIS_REACHED", &record).arg("--test-threads=2");
        command.args(modules::seen(name));
        let output = command.output()?;
        let said = String::from_utf8_lossy(&output.stdout);
        let failed = failed(&said);
        if !output.status.success() && failed.is_empty() {
            return Err(format!("{name} fails without any fault:\n{said}").into());
        }
        let text = if record.exists() { fs::read_to_string(&record)? } else { String::new() };
        fs::write(done, failed.join("\n"))?;
        Ok(reached(&text).without(failed.iter().copied()))
    }

    /// What an earlier run has seen of the same program.
    fn known(&self, name: &str, record: &Path, done: &Path) -> Option<Reached> {
        let changed = |path: &Path| path.metadata().ok()?.modified().ok();
        if changed(done)? < changed(self.paths.get(name)?)? {
            return None;
        }
        let failed = fs::read_to_string(done).ok()?;
        Some(reached(&fs::read_to_string(record).ok()?).without(failed.lines()))
    }

    /// Runs some tests of a program, or all, with a fault switched on; of cases those of some checks.
    pub(super) fn with_fault(
        &self,
        name: &str,
        number: usize,
        tests: &[&str],
        cases: Option<&str>,
        usual: Duration,
    ) -> Result<Ended, Failure> {
        let mut command = self.command(name)?;
        command.env("ASEPSIS_MUTANT", number.to_string()).arg("--exact").args(tests);
        command.envs(cases.map(|cases| ("FIXTURES", cases)));
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

impl Reached {
    /// Without tests that fail without any fault, which say nothing of one.
    fn without<'t>(mut self, failed: impl Iterator<Item = &'t str>) -> Self {
        for test in failed {
            println!("{test} fails without any fault and is not asked");
            self.tests.values_mut().for_each(|tests| {
                tests.remove(test);
            });
        }
        self.tests.retain(|_, tests| !tests.is_empty());
        self
    }
}

/// The tests that failed, as the program says.
fn failed(said: &str) -> Vec<&str> {
    let lines = said.lines().filter_map(|line| line.strip_prefix("test "));
    lines.filter_map(|line| line.strip_suffix(" ... FAILED")).collect()
}

/// Reads a record: `test`, `faults` and `milliseconds` by line. A test of several threads has several.
fn reached(text: &str) -> Reached {
    let mut reached = Reached::default();
    for line in text.lines() {
        let mut words = line.split('\t');
        let (Some(name), Some(numbers)) = (words.next(), words.next()) else { continue };
        for number in numbers.split(' ').filter_map(|number| number.parse().ok()) {
            reached.tests.entry(number).or_default().insert(name.to_owned());
        }
        let milliseconds = words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
        *reached.times.entry(name.to_owned()).or_default() += Duration::from_millis(milliseconds);
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_by_faults() {
        let reached = reached("a::b\t1 3\t7\nc\t3\t20\nd\t\t0\n");
        assert_eq!(reached.tests.len(), 2);
        assert_eq!(reached.tests[&3].iter().collect::<Vec<_>>(), ["a::b", "c"]);
        assert_eq!(reached.times["c"], Duration::from_millis(20));
    }
}
