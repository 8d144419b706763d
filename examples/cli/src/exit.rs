//! The exit status of the command.

use std::process::ExitCode;

use asepsis::{Report, Verdict};

/// The exit status of the command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Exit {
    /// Nothing at or above the threshold, and everything was read.
    Pass = 0,
    /// A finding at or above the threshold.
    Findings = 1,
    /// Invalid usage or policy: nothing was checked.
    Usage = 2,
    /// No such finding, but an input was not read or not checked in full.
    Incomplete = 3,
    /// An internal error: a bug in the command.
    Internal = 4,
    /// The output could not be written in full, for example because the disk is full.
    NotWritten = 5,
}

impl Exit {
    /// The exit status of a report's verdict.
    pub fn of(report: &Report) -> Self {
        match report.verdict() {
            Verdict::Pass => Self::Pass,
            Verdict::Fail => Self::Findings,
            Verdict::Incomplete => Self::Incomplete,
        }
    }

    /// The status as the operating system receives it.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
