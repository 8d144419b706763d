//! The time that a process had a processor, its memory, and what it wrote.

use std::fs;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::Failure;

/// What a process took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measurement {
    pub(super) milliseconds: f64,
    /// The most memory that it had at once.
    pub(super) mebibytes: f64,
    /// The bytes of its output.
    pub(super) written: u64,
}

/// Whose time is taken.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// That of the whole process.
    Process,
    /// The milliseconds that the process prints, as the second word of its last line.
    Printed,
}

/// What takes less is measured three times: by then a page that was moved or a cache that was cold is a
/// large part of it.
const SHORT: f64 = 1000.0;

impl Measurement {
    /// Runs a command, a short one three times, of which the median counts.
    pub(super) fn of(command: &mut Command, clock: Clock) -> Result<Self, Failure> {
        let first = Self::once(command, clock)?;
        if first.milliseconds >= SHORT {
            return Ok(first);
        }
        let mut all = [first, Self::once(command, clock)?, Self::once(command, clock)?];
        all.sort_by(|left, right| left.milliseconds.total_cmp(&right.milliseconds));
        Ok(all[1])
    }

    /// Runs a command to its end. That the report has findings, or that something was not read in full,
    /// is no failure.
    pub(super) fn once(command: &mut Command, clock: Clock) -> Result<Self, Failure> {
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).stdin(Stdio::null()).spawn()?;
        let stdout = child.stdout.take().ok_or("its output cannot be read")?;
        let output = thread::spawn(move || read(stdout));
        let process = Path::new("/proc").join(child.id().to_string());
        let (mut peak, mut milliseconds) = (0_u32, 0.0_f64);
        let ended = loop {
            if let Some(ended) = child.try_wait()? {
                break ended;
            }
            peak = peak.max(memory(&process).unwrap_or_default());
            milliseconds = milliseconds.max(time(&process).unwrap_or_default());
            thread::sleep(Duration::from_millis(1));
        };
        let (written, end) = output.join().map_err(|_| "reading its output failed")??;
        if clock == Clock::Printed {
            let printed = String::from_utf8_lossy(&end);
            let word = printed.lines().last().and_then(|line| line.split(' ').nth(1));
            milliseconds =
                word.and_then(|word| word.parse().ok()).ok_or("it did not print a time")?;
        }
        if !matches!(ended.code(), Some(0 | 1 | 3)) {
            return Err(format!("it ended with {ended}").into());
        }
        Ok(Self { milliseconds, mebibytes: f64::from(peak) / 1024.0, written })
    }
}

/// Reads an output to its end: how many bytes it had, and the last ones.
fn read(mut output: impl Read) -> io::Result<(u64, Vec<u8>)> {
    let (mut written, mut end) = (0, Vec::new());
    let mut piece = vec![0; 1 << 16];
    loop {
        let count = output.read(&mut piece)?;
        if count == 0 {
            return Ok((written, end));
        }
        written += count as u64;
        end.clear();
        end.extend(piece.iter().take(count));
    }
}

/// CPU time of all threads of a process in milliseconds, if the system provides it.
fn time(process: &Path) -> Option<f64> {
    let threads = fs::read_dir(process.join("task")).ok()?.flatten();
    let nanoseconds = threads.filter_map(|thread| {
        let scheduled = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        scheduled.split(' ').next()?.parse::<u64>().ok()
    });
    Some(Duration::from_nanos(nanoseconds.sum()).as_secs_f64() * 1000.0)
}

/// Peak memory of a process in KiB, if the system provides it.
fn memory(process: &Path) -> Option<u32> {
    let status = fs::read_to_string(process.join("status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
