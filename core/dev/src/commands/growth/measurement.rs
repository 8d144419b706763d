//! The time that a process had a processor, and its memory.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::Failure;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measurement {
    pub(super) milliseconds: f64,
    /// The most memory that it had at once.
    pub(super) mebibytes: f64,
}

/// Whose time is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// That of the whole process.
    Process,
    /// The milliseconds that the process prints, as the second word of its last line.
    Printed,
}

impl Measurement {
    /// Runs a command to its end. That the report has findings, or that something was not read in full, is
    /// no failure.
    pub(super) fn of(command: &mut Command, clock: Clock) -> Result<Self, Failure> {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::null()).spawn()?;
        let process = format!("/proc/{}", child.id());
        let (mut peak, mut milliseconds) = (0_u32, 0.0);
        let ended = loop {
            if let Some(ended) = child.try_wait()? {
                break ended;
            }
            peak = peak.max(memory(&process).unwrap_or_default());
            milliseconds = time(&process).unwrap_or(milliseconds);
            std::thread::sleep(Duration::from_millis(1));
        };
        let mut printed = String::new();
        if let Some(mut stdout) = child.stdout.take() {
            stdout.read_to_string(&mut printed)?;
        }
        if clock == Clock::Printed {
            let word = printed.lines().last().and_then(|line| line.split(' ').nth(1));
            milliseconds =
                word.and_then(|word| word.parse().ok()).ok_or("it did not print a time")?;
        }
        if !matches!(ended.code(), Some(0 | 1 | 3)) {
            return Err(format!("it ended with {ended}").into());
        }
        Ok(Self { milliseconds, mebibytes: f64::from(peak) / 1024.0 })
    }
}

/// CPU time of a process in milliseconds, in steps of ten, if the system provides it.
fn time(process: &str) -> Option<f64> {
    const TICK: u32 = 10;
    let stat = std::fs::read_to_string(format!("{process}/stat")).ok()?;
    // The name of the program comes before, in brackets, and may have blanks in it.
    let (_, numbers) = stat.rsplit_once(')')?;
    let mut ticks = numbers.split_whitespace().skip(11).map_while(|word| word.parse::<u32>().ok());
    Some(f64::from((ticks.next()? + ticks.next()?) * TICK))
}

/// Peak memory of a process in KiB, if the system provides it.
fn memory(process: &str) -> Option<u32> {
    let status = std::fs::read_to_string(format!("{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
