//! `cargo dev test growth`: ten times as much costs at most twelve times as many instructions.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::measurement::{Clock, Measurement};
use super::{Row, build, rows};
use crate::Failure;
use crate::workspace::{answers, target};

/// Ten times as much may cost so many times as much.
const MOST: f64 = 12.0;
/// The sizes. What one thing costs is subtracted from both others: a report has that cost whatever is in
/// it.
const COUNTS: [&str; 3] = ["1", "1000", "10000"];
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
    let folder = target().join("growth");
    std::fs::create_dir_all(&folder)?;
    println!(
        "{:34} {:>10} {:>10} {:>7} {:>9} {:>7}",
        "", "1,000", "10,000", "times", "peak", "times"
    );
    let next = AtomicUsize::new(0);
    let failed = Mutex::new(Vec::new());
    let work = || {
        while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)) {
            let is_good = match compared(&program, &folder, row) {
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
        }
    };
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    let failed = failed.into_inner().unwrap_or_default();
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("ten times as much costs more than {MOST} times: {}", failed.join(", ")).into())
}

/// The line of a row, and whether it is within bounds.
fn compared(program: &Path, folder: &Path, row: &Row) -> Result<(String, bool), Failure> {
    let counted = instructions(program, folder, row)?;
    let [one, few, many] = counted.as_slice() else {
        return Err(format!("valgrind has counted {} of 3 runs", counted.len()).into());
    };
    let growth = (many - one) / (few - one).max(1.0);
    let [base, small, large] = COUNTS.map(|count| {
        Measurement::of(&mut row.judge(program, &[count]), Clock::Printed).map(|of| of.mebibytes)
    });
    let (base, small, large) = (base?, small?, large?);
    let memory = (large - base) / (small - base).max(1.0);
    let is_good = growth <= MOST && (memory <= MOST || large - base < SMALL);
    let (few, many) = (few / 1e6, many / 1e6);
    let name = row.name();
    let line =
        format!("{name:34} {few:8.1} M {many:8.0} M {growth:7.1} {large:5.0} MiB {memory:7.1}");
    Ok((line, is_good))
}

/// The instructions from inputs to the bytes of a report, at each of the sizes. All are in one process,
/// the smallest first, so that what is made once for all of them is in no comparison.
fn instructions(program: &Path, folder: &Path, row: &Row) -> Result<Vec<f64>, Failure> {
    let file = folder.join(format!("{}-{}.callgrind", row.shape, row.format));
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--toggle-collect=*growth::measured*"]);
    command.args(["--dump-after=*growth::measured*", "--dump-line=no"]);
    command.arg(format!("--callgrind-out-file={}", file.display()));
    let judge = row.judge(program, &COUNTS);
    let output = command.arg(program).args(judge.get_args()).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let mut counted = Vec::new();
    for part in 1..=COUNTS.len() {
        let dump = PathBuf::from(format!("{}.{part}", file.display()));
        let text = std::fs::read_to_string(&dump)?;
        let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
        counted.extend(total.and_then(|total| total.trim().parse::<f64>().ok()));
        std::fs::remove_file(dump)?;
    }
    // What came after the last of them.
    let _ = std::fs::remove_file(file);
    Ok(counted)
}
