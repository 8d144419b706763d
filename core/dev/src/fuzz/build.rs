//! The program of the fuzzer.

use std::path::PathBuf;
use std::process::Command;

use crate::Failure;
use crate::workspace::{answers, cargo, root, succeed, target};

/// The version of cargo-fuzz that was tried.
const CARGO_FUZZ: &str = "^0.13";

/// Builds it, and what it needs where that is missing.
///
/// No sanitizer: neither this crate nor what it does itself is `unsafe`, and without one the compiler
/// that everything else is built with does, at twice the speed.
pub(super) fn program() -> Result<PathBuf, Failure> {
    if !answers("cargo", &["fuzz", "--version"]) {
        println!("cargo install --locked cargo-fuzz");
        let mut install = Command::new(cargo());
        succeed(install.args(["install", "--locked", "cargo-fuzz", "--version", CARGO_FUZZ]))?;
    }
    let folder = target().join("fuzz/build");
    println!("building the fuzzer, which takes minutes when the library has changed");
    let mut build = Command::new(cargo());
    build.args(["fuzz", "build", "--fuzz-dir", "core/fuzz", "--sanitizer", "none"]);
    build.arg("--target-dir").arg(&folder);
    build.args(["--features", "libfuzzer", NAME]).current_dir(root());
    succeed(&mut build)?;
    // Below the name of the machine that it is for.
    let folders = std::fs::read_dir(&folder)?.flatten();
    let programs = folders.map(|entry| entry.path().join("release").join(NAME));
    let newest = programs
        .filter(|path| path.is_file())
        .max_by_key(|path| path.metadata().and_then(|metadata| metadata.modified()).ok());
    newest.ok_or_else(|| "cargo-fuzz did not build a program".into())
}

const NAME: &str = "asepsis-fuzz";
