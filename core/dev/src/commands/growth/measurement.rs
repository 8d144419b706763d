//! The time and the memory of a process.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

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
    /// Runs a command to its end. That the report has findings is no failure.
    pub(super) fn of(command: &mut Command, clock: Clock) -> Result<Self, Failure> {
        let start = Instant::now();
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::null()).spawn()?;
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0_u32;
        let ended = loop {
            if let Some(ended) = child.try_wait()? {
                break ended;
            }
            peak = peak.max(memory(&status).unwrap_or_default());
            std::thread::sleep(Duration::from_millis(1));
        };
        let mut milliseconds = start.elapsed().as_secs_f64() * 1000.0;
        let mut printed = String::new();
        if let Some(mut stdout) = child.stdout.take() {
            stdout.read_to_string(&mut printed)?;
        }
        if clock == Clock::Printed {
            let word = printed.lines().last().and_then(|line| line.split(' ').nth(1));
            milliseconds = word.and_then(|word| word.parse().ok()).ok_or("it printed no time")?;
        }
        if ended.code().is_none_or(|code| code > 1) {
            return Err(format!("it ended with {ended}").into());
        }
        Ok(Self { milliseconds, mebibytes: f64::from(peak) / 1024.0 })
    }
}

/// The most memory that a process has had, in KiB, where the system says so.
fn memory(status: &str) -> Option<u32> {
    let status = std::fs::read_to_string(status).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
