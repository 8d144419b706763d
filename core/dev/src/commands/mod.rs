//! The commands, each with its own options.

use std::process::Command;

use crate::workspace::{cargo, root};
use crate::{Failure, Words};

pub(crate) mod generate;
pub(crate) mod growth;
pub(crate) mod new_check;
mod pictures;
pub(crate) mod sync;
pub(crate) mod test;
mod units;
pub(crate) mod wasm;

/// Measures. What it prints is for people: no timing decides a test.
pub(crate) fn bench(mut words: Words<'_>) -> Result<(), Failure> {
    if words.clone().next() == Some("growth") {
        words.next();
        return growth::table(words);
    }
    match words.clone().next() {
        Some("instructions") => return growth::instructions::record(),
        Some("charts") => return units::charts(),
        Some("units") => return units::units(),
        _ => {}
    }
    let mut command = Command::new(cargo());
    command.args(["bench", "--package", "asepsis-benches", "--"]).args(words).current_dir(root());
    if command.status()?.success() {
        return Ok(());
    }
    Err("the benchmarks did not run".into())
}
