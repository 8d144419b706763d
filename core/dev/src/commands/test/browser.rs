//! `cargo dev test browser`: the playground is built on the package, and used in a real browser.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Done;
use super::steps::core_alone;
use crate::Failure;
use crate::commands::wasm::{self as package, Built, Way};
use crate::workspace::{answers, root, succeed};

/// Where Chromium is when it is installed.
const CHROMIUM: [&str; 3] =
    ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

pub(super) fn run() -> Result<Done, Failure> {
    let (way, chromium) = match page()? {
        Ok(built) => built,
        Err(why) => return Ok(Done::Skipped(why)),
    };
    // The page is asked the same cases as the bare module.
    core_alone(&way)?;
    let mut test = npm(&["test", "--silent"]);
    succeed(test.env("ASEPSIS_CASES", package::cases()).env("CHROMIUM", chromium))?;
    Ok(Done::Passed)
}

/// Makes the pictures of the playground. Returns why, if that is not possible here.
pub(crate) fn pictures() -> Result<Option<String>, Failure> {
    let (_, chromium) = match page()? {
        Ok(built) => built,
        Err(why) => return Ok(Some(why)),
    };
    succeed(npm(&["run", "--silent", "pictures"]).env("CHROMIUM", chromium))?;
    Ok(None)
}

/// Builds the page on the package. Returns how WebAssembly is built and the browser that opens the page,
/// or why that is not possible here.
fn page() -> Result<Result<(Way, PathBuf), String>, Failure> {
    const OFFLINE: &str = "the package registries cannot be reached";
    if !answers("node", &["--version"]) {
        return Ok(Err("node is not on the path".to_owned()));
    }
    let way = match Way::found() {
        Ok(way) => way,
        Err(why) => return Ok(Err(why)),
    };
    let Some(chromium) = chromium() else {
        return Ok(Err("Chromium is not installed, and installing it failed".to_owned()));
    };
    let Built::Package(built) = package::build()? else {
        return Ok(Err(OFFLINE.to_owned()));
    };
    if !package::online(npm(&["ci", "--no-fund", "--no-audit"]).env_remove("NODE_ENV"))? {
        return Ok(Err(OFFLINE.to_owned()));
    }
    succeed(npm(&["run", "--silent", "package"]).env("ASEPSIS_PACKAGE", built))?;
    succeed(&mut npm(&["run", "--silent", "build"]))?;
    Ok(Ok((way, chromium)))
}

/// npm in the folder of the playground.
fn npm(words: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command.args(words).current_dir(root().join("examples/playground"));
    command
}

/// Chromium, which Debian's package manager installs where it is missing and may.
pub(super) fn chromium() -> Option<PathBuf> {
    installed().or_else(|| {
        println!("apt-get install chromium");
        let install = || answers("apt-get", &["install", "--yes", "--quiet", "chromium"]);
        // A new machine does not know yet what there is.
        let _ = install() || answers("apt-get", &["update"]) && install();
        installed()
    })
}

fn installed() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from);
    let places = CHROMIUM.iter().map(PathBuf::from);
    named.into_iter().chain(places).find(|path| Path::is_file(path))
}
