//! `cargo dev test growth`: ten times as much costs at most twelve times as many instructions.

use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;

use super::measurement::{Clock, Measurement};
use super::{FORMATS, Row, build, hand_out, rows};
use crate::Failure;
use crate::workspace::answers;

/// Ten times as much may cost so many times as much.
const MOST: f64 = 12.0;
/// The sizes. What one thing costs is subtracted from both others: a report has that cost whatever is in
/// it.
const ONE: &str = "1";
const COUNTS: [&str; 2] = ["1000", "10000"];
/// So many MiB more than one thing are too few to say how they grow: memory comes in large pieces.
const SMALL: f64 = 16.0;

/// Whether valgrind is there, which Debian's package manager installs where it is missing and may.
pub(crate) fn has_valgrind() -> bool {
    let is_there = || answers("valgrind", &["--version"]);
    is_there() || {
        println!("apt-get install valgrind");
        let install = || answers("apt-get", &["install", "--yes", "--quiet", "valgrind"]);
        // A new machine does not know yet what there is.
        let _ = install() || answers("apt-get", &["update"]) && install();
        is_there()
    }
}

/// Counts the instructions of every shape, and fails where ten times as much costs too many.
pub(crate) fn gate() -> Result<(), Failure> {
    let program = build()?;
    let rows = rows(&program)?;
    let base = Base::new(program, &rows)?;
    println!(
        "{:34} {:>10} {:>10} {:>7} {:>9} {:>7}",
        "", "1,000", "10,000", "times", "peak", "times"
    );
    let failed = Mutex::new(Vec::new());
    hand_out(&rows, |_, _, row| {
        let is_good = match base.compare(row) {
            Ok((line, is_good)) => {
                println!("{line}{}", if is_good { "" } else { "  TOO MUCH" });
                is_good
            }
            Err(failure) => {
                println!("{:34} {failure}", row.name());
                false
            }
        };
        if let (false, Ok(mut failed)) = (is_good, failed.lock()) {
            failed.push(row.name());
        }
    });
    let failed = failed.into_inner().unwrap_or_default();
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("ten times as much costs more than {MOST} times: {}", failed.join(", ")).into())
}

/// What the smallest input costs in each format, whatever its shape.
struct Base {
    program: PathBuf,
    by_format: Vec<(&'static str, f64, f64)>,
}

impl Base {
    fn new(program: PathBuf, rows: &[Row]) -> Result<Self, Failure> {
        let mut base = Self { program, by_format: Vec::new() };
        for format in FORMATS {
            if let Some(row) = rows.iter().find(|row| row.format == format) {
                let instructions = base.instructions(row, ONE)?;
                base.by_format.push((format, instructions, base.memory(row, ONE)?));
            }
        }
        Ok(base)
    }

    /// The line of a row, and whether it is within bounds.
    fn compare(&self, row: &Row) -> Result<(String, bool), Failure> {
        let own = self.by_format.iter().find(|(format, ..)| *format == row.format);
        let (_, instructions, memory) = own.ok_or("there is no base")?;
        let [few, many] = COUNTS.map(|count| self.instructions(row, count));
        let (few, many) = (few? - instructions, many? - instructions);
        let [small, large] = COUNTS.map(|count| self.memory(row, count));
        let (small, large) = (small? - memory, large? - memory);
        let (growth, growth_of_memory) = (many / few.max(1.0), large / small.max(1.0));
        let is_good = growth <= MOST && (growth_of_memory <= MOST || large < SMALL);
        let (few, many) = (few / 1e6, many / 1e6);
        let name = row.name();
        let line = format!(
            "{name:34} {few:8.1} M {many:8.0} M {growth:7.1} {large:5.0} MiB {growth_of_memory:7.1}"
        );
        Ok((line, is_good))
    }

    /// The instructions of a process that makes the inputs and judges them. The smallest input comes first,
    /// so that what is made once for all reports is in every number alike.
    fn instructions(&self, row: &Row, count: &str) -> Result<f64, Failure> {
        let mut command = Command::new("valgrind");
        // Of the tools that count, the one that does it fastest, and without its models of caches.
        command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
        let judge = row.judge(&self.program, &[ONE, count]);
        let output = command.arg(&self.program).args(judge.get_args()).output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let total = said.lines().find_map(|line| line.split_once("I   refs:"));
        let total = total.and_then(|(_, total)| total.trim().replace(',', "").parse().ok());
        total.filter(|_| output.status.success()).ok_or_else(|| said.into())
    }

    fn memory(&self, row: &Row, count: &str) -> Result<f64, Failure> {
        let mut judge = row.judge(&self.program, &[count]);
        Ok(Measurement::of(&mut judge, Clock::Printed)?.mebibytes)
    }
}
