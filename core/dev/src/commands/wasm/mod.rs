//! `cargo dev wasm`: builds the npm package.

mod way;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::workspace::{cargo, root, succeed, target};
use crate::{Failure, Words};
pub(crate) use way::Way;

/// What npm and cargo say when they have no network.
const OFFLINE: &[&str] = &[
    "ENOTFOUND",
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ETIMEDOUT",
    "Could not resolve host",
    "Couldn't connect",
    "Timeout was reached",
];

/// What became of the package.
pub(crate) enum Built {
    /// It is in this folder.
    Package(PathBuf),
    /// What it is built with could not be had.
    Offline,
}

/// Builds the package into `target/npm/asepsis` of the workspace, wherever cargo itself builds: who
/// depends on it by its path needs one.
pub(crate) fn run(mut words: Words<'_>) -> Result<(), Failure> {
    if let Some(word) = words.next() {
        return Err(format!("unexpected argument {word}").into());
    }
    match build()? {
        Built::Package(package) => println!("built {}", package.display()),
        Built::Offline => return Err("the package registries cannot be reached".into()),
    }
    Ok(())
}

/// Builds the package, with its two modules.
pub(crate) fn build() -> Result<Built, Failure> {
    let way = Way::found()?;
    let Some(command) = wasm_bindgen()? else { return Ok(Built::Offline) };
    let bound = target().join("wasm-bindgen/bound");
    bind(&command, &way.build("asepsis-wasm", None)?, &bound)?;
    let small = target().join("wasm-bindgen/kubernetes/bound");
    bind(&command, &way.build("asepsis-wasm", Some("kubernetes"))?, &small)?;
    if !install_tools()? {
        return Ok(Built::Offline);
    }
    let package = root().join("target/npm/asepsis");
    let mut script = Command::new("node");
    script.arg(root().join("bindings-wasm/build.mjs")).args([&bound, &small, &package]);
    succeed(script.arg(env!("CARGO_PKG_VERSION")))?;
    Ok(Built::Package(package))
}

/// Writes a module and the glue for it into an empty folder.
fn bind(command: &Path, module: &Path, folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let mut command = Command::new(command);
    command.arg(module).args(["--target", "web", "--experimental-reset-state-function"]);
    succeed(command.arg("--out-dir").arg(folder))
}

/// Where `cargo dev parity` writes its cases, which the tests of the package answer too.
pub(crate) fn cases() -> PathBuf {
    target().join("parity/cases.json")
}

/// Installs the built package as others do, and runs its tests there; without Chromium those that
/// open pages are left out.
pub(crate) fn test(package: &Path, chromium: Option<&Path>) -> Result<(), Failure> {
    let tests = root().join("bindings-wasm/tests");
    let installed = root().join("target/npm/installed");
    let mut script = Command::new("node");
    script.arg(tests.join("run.mjs")).arg(package).arg(installed);
    succeed(script.arg(cases()).env("CHROMIUM", chromium.unwrap_or(Path::new(""))))
}

/// The command of the very version that the crate has; nothing where it cannot be had.
fn wasm_bindgen() -> Result<Option<PathBuf>, Failure> {
    let version = version_of("wasm-bindgen")?;
    let tools = target().join(format!("wasm-bindgen/{version}"));
    let command = tools.join("bin").join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    if command.exists() {
        return Ok(Some(command));
    }
    println!("installing wasm-bindgen-cli {version}");
    let mut install = Command::new(cargo());
    install.args(["install", "wasm-bindgen-cli", "--bin", "wasm-bindgen", "--root"]).arg(&tools);
    install.arg(format!("--version={version}"));
    install.env("CARGO_TARGET_DIR", target().join("wasm-bindgen/build"));
    Ok(online(&mut install)?.then_some(command))
}

/// Installs what the package is built and tested with; says whether that could be had.
fn install_tools() -> Result<bool, Failure> {
    let bindings = root().join("bindings-wasm");
    // npm writes this file when it is done.
    let done = fs::metadata(bindings.join("node_modules/.package-lock.json"));
    let lock = fs::metadata(bindings.join("package-lock.json"))?;
    if let (Ok(done), Ok(changed)) = (done.and_then(|file| file.modified()), lock.modified()) {
        if done >= changed {
            return Ok(true);
        }
    }
    online(Command::new("npm").args(["ci", "--no-fund", "--no-audit"]).current_dir(bindings))
}

/// Runs npm or cargo, which need a registry; says whether that was there.
pub(crate) fn online(command: &mut Command) -> Result<bool, Failure> {
    crate::workspace::online(command, OFFLINE)
}

/// The version of a package in the lock file.
fn version_of(package: &str) -> Result<String, Failure> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    let version = version.and_then(|rest| rest.strip_suffix('"'));
    Ok(version.ok_or_else(|| format!("Cargo.lock has no {package}"))?.to_owned())
}
