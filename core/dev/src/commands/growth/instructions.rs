//! `cargo dev test instructions`: some inputs cost as many instructions as recorded, and more checks cost
//! little.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::build;
use super::gate::count;
use crate::Failure;
use crate::workspace::root;

/// What is counted: a format, a shape and its size.
const ROWS: [(&str, &str, usize); 5] = [
    ("json", "pods", 300),
    ("text", "pods", 300),
    ("json", "platform", 1000),
    ("json", "definitions", 1000),
    ("json", "compose-services", 300),
];
/// More than recorded by this factor is too much.
const MOST: f64 = 1.05;
/// The number of made-up checks, and how much more than without them they may cost.
const MADE_UP: usize = 200;
const MOST_WITH_MADE_UP: f64 = 1.6;

/// Where the counts are recorded.
fn recorded_at() -> PathBuf {
    root().join("benches/instructions.txt")
}

/// The compiler, which decides how many instructions there are.
fn compiler() -> Result<String, Failure> {
    let output = Command::new("rustc").arg("--version").output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn name((format, shape, size): (&str, &str, usize)) -> String {
    format!("{shape} {size} {format}")
}

/// The millions of instructions of a row.
fn millions(program: &Path, row: (&str, &str, usize), made_up: usize) -> Result<f64, Failure> {
    let (format, shape, size) = row;
    let (made_up, size) = (made_up.to_string(), size.to_string());
    Ok(count(program, &["judge-with", &made_up, format, shape, "1", &size])? / 1e6)
}

/// Counts and records.
pub(crate) fn record() -> Result<(), Failure> {
    let program = build()?;
    let mut text = format!("{}\n", compiler()?);
    for row in ROWS {
        writeln!(text, "{:24} {:9.1} M", name(row), millions(&program, row, 0)?)?;
    }
    print!("{text}");
    Ok(fs::write(recorded_at(), text)?)
}

/// Counts and compares. Returns why the recorded counts cannot be compared, if that is so.
pub(crate) fn compare() -> Result<Option<String>, Failure> {
    let recorded = fs::read_to_string(recorded_at())?;
    let mut lines = recorded.lines();
    let (made_with, compiler) = (lines.next().unwrap_or_default(), compiler()?);
    let is_same = made_with == compiler;
    let program = build()?;
    let mut failed = Vec::new();
    let mut platform = None;
    for (row, line) in ROWS.into_iter().zip(lines) {
        let now = millions(&program, row, 0)?;
        platform = platform.or((row.1 == "platform").then_some((row, now)));
        let before = line.split_whitespace().rev().nth(1).and_then(|count| count.parse().ok());
        let before: f64 = before.ok_or_else(|| format!("no count in `{line}`"))?;
        println!("{:24} {before:9.1} M {now:9.1} M {:6.3}", name(row), now / before);
        if is_same && now > before * MOST {
            failed.push(format!(
                "{} costs {:.0} % more than recorded",
                name(row),
                (now / before - 1.0) * 100.0
            ));
        }
    }
    let (row, alone) = platform.ok_or("the platform is not counted")?;
    let with = millions(&program, row, MADE_UP)?;
    println!(
        "{:24} {alone:9.1} M {with:9.1} M {:6.3}",
        format!("{MADE_UP} more checks"),
        with / alone
    );
    if with > alone * MOST_WITH_MADE_UP {
        failed.push(format!("{MADE_UP} more checks cost {:.1} times as much", with / alone));
    }
    if !failed.is_empty() {
        let hint = "if that is intended, `cargo dev bench instructions` records anew";
        return Err(format!("{}; {hint}", failed.join("; ")).into());
    }
    Ok((!is_same).then(|| format!("counts are recorded with {made_with}, and this is {compiler}")))
}
