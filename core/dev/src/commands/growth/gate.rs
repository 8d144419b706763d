//! `cargo dev test growth`: ten times as much costs at most twelve times as many instructions.

use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use super::measurement::{Clock, Measurement};
use super::{Row, build, hand_out, rows};
use crate::Failure;
use crate::workspace::answers;

/// Ten times as much may cost so many times as much.
const MOST: f64 = 12.0;
/// The smallest input. What it costs is subtracted from what others cost: a report of that shape has that
/// cost however much there is.
const ONE: usize = 1;
/// So many MiB more than one thing are too few to say how they grow: memory comes in large pieces, and a
/// few things find room in what the first report left free.
const SMALL: f64 = 24.0;

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

/// Counts the instructions of every shape at a size and at ten times that, and fails where that costs too
/// many.
pub(crate) fn gate(few: usize) -> Result<(), Failure> {
    let counts = [ONE, few, 10 * few];
    let program = build()?;
    let rows = rows(&program)?;
    println!(
        "{:34} {:>10} {:>10} {:>7} {:>9} {:>7}",
        "", counts[1], counts[2], "times", "peak", "times"
    );
    let failed = Mutex::new(Vec::new());
    hand_out(&rows, |_, _, row| {
        let is_good = match compare(&program, row, counts) {
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

/// The line of a row, and whether it is within bounds.
fn compare(program: &Path, row: &Row, counts: [usize; 3]) -> Result<(String, bool), Failure> {
    let [one, few, many] = counts.map(|count| instructions(program, row, count));
    let (one, few, many) = (one?, few?, many?);
    let (few, many) = (few - one, many - one);
    let [one, small, large] = counts.map(|count| memory(program, row, count));
    let (one, small, large) = (one?, small?, large?);
    let (small, large) = (small - one, large - one);
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
fn instructions(program: &Path, row: &Row, size: usize) -> Result<f64, Failure> {
    let judge = row.judge(program, &[ONE, size]);
    let words: Vec<&str> = judge.get_args().filter_map(|word| word.to_str()).collect();
    count(program, &words)
}

/// The instructions of a process.
pub(super) fn count(program: &Path, words: &[&str]) -> Result<f64, Failure> {
    let mut command = Command::new("valgrind");
    // Of the tools that count, the one that does it fastest, and without its models of caches.
    command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]);
    let output = command.arg(program).args(words).output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let total = said.lines().find_map(|line| line.split_once("I   refs:"));
    let total = total.and_then(|(_, total)| total.trim().replace(',', "").parse().ok());
    total.filter(|_| output.status.success()).ok_or_else(|| said.into())
}

fn memory(program: &Path, row: &Row, count: usize) -> Result<f64, Failure> {
    let mut judge = row.judge(program, &[count]);
    Ok(Measurement::once(&mut judge, Clock::Printed)?.mebibytes)
}
