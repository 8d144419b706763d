//! `cargo dev test dependencies`: licences, duplicates, sources and advisories of what is depended on.

use std::process::Command;

use super::Done;
use crate::Failure;
use crate::workspace::{answers, cargo, root, succeed};

/// The version of cargo-deny whose words `.cargo/deny.toml` has.
const CARGO_DENY: &str = "^0.20";

pub(super) fn run() -> Result<Done, Failure> {
    if !answers("cargo", &["deny", "--version"]) && !install() {
        return Ok(Done::Skipped(
            "cargo-deny is not installed, and installing it failed".to_owned(),
        ));
    }
    succeed(&mut deny(&["check", "licenses", "bans", "sources"]))?;
    // The database is a repository of Git, which many machines do not reach.
    if !deny(&["fetch", "db"]).status()?.success() {
        let why = "the database of advisories cannot be reached: NO ADVISORY WAS CHECKED";
        return Ok(Done::InPart(why.to_owned()));
    }
    succeed(&mut deny(&["check", "--disable-fetch", "advisories"]))?;
    Ok(Done::Passed)
}

/// Without optimising, which takes longer than the tool ever runs.
fn install() -> bool {
    println!("cargo install --locked --debug cargo-deny");
    let words = ["install", "--locked", "--debug", "cargo-deny", "--version", CARGO_DENY];
    Command::new(cargo()).args(words).status().is_ok_and(|status| status.success())
}

fn deny(words: &[&str]) -> Command {
    let mut command = Command::new(cargo());
    command.arg("deny").args(words).current_dir(root());
    command
}
