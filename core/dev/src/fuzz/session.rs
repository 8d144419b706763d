//! Asking one target for some time.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::Failure;

/// Seconds. An input of at most [`LONGEST`] bytes takes less by far, also on a busy machine.
const SLOWEST: u64 = 10;
const LONGEST: u64 = 64 << 10;
/// MiB, for the whole program.
const MEMORY: u64 = 2048;
/// A target ends after this number of finds: they have few causes.
const FINDS: usize = 12;

pub(super) struct Session<'s> {
    pub(super) program: &'s Path,
    pub(super) folder: &'s Path,
    pub(super) dictionary: &'s Path,
}

/// What a target cost, and what it reached.
pub(super) struct Account {
    name: &'static str,
    pub(super) runs: u64,
    pub(super) time: Duration,
    /// Edges of the program's flow that were taken, and inputs that took one first.
    reached: Option<(u64, u64)>,
    pub(super) finds: Vec<String>,
}

impl Account {
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, runs: 0, time: Duration::ZERO, reached: None, finds: Vec::new() }
    }

    fn add(&mut self, said: &str) {
        let runs =
            said.lines().filter_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
        self.runs += runs.filter_map(|number| number.trim().parse::<u64>().ok()).sum::<u64>();
        self.reached = said.lines().rev().find_map(reached).or(self.reached);
    }
}

/// Edges and inputs, of a line that says how far the fuzzer is.
fn reached(line: &str) -> Option<(u64, u64)> {
    let mut words = line.strip_prefix('#')?.split_whitespace();
    words.find(|word| *word == "cov:")?;
    let edges = words.next()?.parse().ok()?;
    words.find(|word| *word == "corp:")?;
    let inputs = words.next()?.split('/').next()?.parse().ok()?;
    Some((edges, inputs))
}

impl fmt::Display for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (edges, inputs) = self.reached.unwrap_or_default();
        write!(
            formatter,
            "{:12} {:>9} runs {:>6.0} s {edges:>6} edges {inputs:>6} inputs {:>3} finds",
            self.name,
            self.runs,
            self.time.as_secs_f64(),
            self.finds.len()
        )
    }
}

impl Session<'_> {
    /// Asks until the time is used up. A find ends the fuzzer's program, which is started again.
    pub(super) fn ask(&self, name: &'static str, time: Duration) -> Result<Account, Failure> {
        let corpus = self.folder.join("corpus").join(name);
        let finds = self.folder.join("finds").join(name);
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&finds)?;
        let before = files(&finds)?;
        let begun = Instant::now();
        let mut account = Account::new(name);
        loop {
            let left = time.saturating_sub(begun.elapsed()).as_secs();
            if left == 0 || account.finds.len() >= FINDS {
                break;
            }
            let (ended_well, said) = self.start(name, &corpus, &finds, left)?;
            account.add(&said);
            let found = files(&finds)?;
            account.finds =
                found.difference(&before).map(|path| path.display().to_string()).collect();
            if !ended_well && account.finds.is_empty() {
                return Err(format!("{name}: the fuzzer did not start:\n{said}").into());
            }
        }
        account.time = begun.elapsed();
        Ok(account)
    }

    /// One run of the program; what it said.
    fn start(
        &self,
        name: &str,
        corpus: &Path,
        finds: &Path,
        seconds: u64,
    ) -> Result<(bool, String), Failure> {
        let mut command = Command::new(self.program);
        command.env("ASEPSIS_FUZZ_TARGET", name).arg(corpus);
        command.arg(format!("-max_total_time={seconds}"));
        command.arg(format!("-timeout={SLOWEST}"));
        command.arg(format!("-max_len={LONGEST}"));
        command.arg(format!("-rss_limit_mb={MEMORY}"));
        command.arg(format!("-dict={}", self.dictionary.display()));
        // The prefix of names of files, so it ends with the sign between folders.
        command.arg(format!("-artifact_prefix={}/", finds.display()));
        command.args(["-print_final_stats=1", "-verbosity=1"]);
        let output = command.stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let wrong =
            said.lines().filter(|line| line.contains("panicked at") || line.starts_with("SUMMARY"));
        wrong.for_each(|line| println!("{name}: {line}"));
        Ok((output.status.success(), said))
    }
}

fn files(folder: &Path) -> Result<BTreeSet<PathBuf>, Failure> {
    let entries = fs::read_dir(folder)?.flatten();
    // What was slow and ended is not a find.
    let is_find = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with("slow-unit")
    };
    Ok(entries.map(|entry| entry.path()).filter(is_find).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fuzzer_is_understood() {
        let mut account = Account::new("yaml");
        account.add(
            "#2\tINITED cov: 7 ft: 9 corp: 1/2b exec/s: 0 rss: 70Mb\n\
             #900\tNEW    cov: 1502 ft: 3000 corp: 210/5Kb lim: 64 exec/s: 90 rss: 71Mb L: 9/9 MS: 1 X-\n\
             stat::number_of_executed_units: 1200\nstat::average_exec_per_sec:     100\n",
        );
        account.add("stat::number_of_executed_units: 34\n");
        assert_eq!(account.runs, 1234);
        assert_eq!(account.reached, Some((1502, 210)));
        assert!(account.to_string().starts_with("yaml"), "{account}");
    }
}
