//! What the steps do.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{Done, Step, browser, dependencies, python};
use crate::Failure;
use crate::commands::wasm::{self as package, Built, Way};
use crate::commands::{growth, new_check, sync};
use crate::workspace::{
    answers, cargo, online, root, succeed, target, unpacked_registries, with_library,
};

/// The Rust version that the packages promise.
const MSRV: &str = env!("CARGO_PKG_RUST_VERSION");
/// The packages that are published as sources.
const PACKAGES: [&str; 2] = ["asepsis", "asepsis-cli"];
/// The cases of a test are always the same; another seed gives other cases.
const SEED: &str = "20261121";
/// How many cases that are not among the recorded ones each oracle is asked.
const CASES: &str = "2000";

pub(super) const STEPS: &[Step] = &[
    Step { name: "format", group: "rust", about: "the code is formatted", run: format },
    Step { name: "clippy", group: "rust", about: "there are no lint warnings", run: clippy },
    Step { name: "tests", group: "rust", about: "the tests of all packages", run: tests },
    Step {
        name: "features",
        group: "rust",
        about: "the library works without the technologies that can be left out",
        run: features,
    },
    Step { name: "guide", group: "rust", about: "new checks work as the guide says", run: guide },
    Step { name: "generated", group: "rust", about: "no generated file is stale", run: generated },
    Step { name: "docs", group: "rust", about: "the documentation builds", run: docs },
    Step {
        name: "msrv",
        group: "rust",
        about: "the minimum supported Rust version compiles it",
        run: msrv,
    },
    Step { name: "package", group: "rust", about: "the packages can be published", run: package },
    Step {
        name: "dependencies",
        group: "rust",
        about: "licences, duplicates, sources and advisories",
        run: dependencies::run,
    },
    Step {
        name: "growth",
        group: "growth",
        about: "3,000 of everything cost no more than twelve times as much as 300",
        run: || growth(300),
    },
    Step {
        name: "instructions",
        group: "growth",
        about: "some inputs cost as many instructions as recorded, and more checks cost little",
        run: instructions,
    },
    Step {
        name: "growth-to-10000",
        group: "growth-to-10000",
        about: "10,000 of everything cost no more than twelve times as much as 1,000",
        run: || growth(1000),
    },
    Step { name: "oracle", group: "oracle", about: "the reference programs agree", run: oracle },
    Step { name: "wasm", group: "wasm", about: "the npm package passes its tests", run: wasm },
    Step {
        name: "browser",
        group: "browser",
        about: "the playground works in Chromium",
        run: browser::run,
    },
    Step {
        name: "python",
        group: "python",
        about: "pip installs it, and its tests pass",
        run: python::run,
    },
    Step { name: "fleet", group: "fleet", about: "Ray and Spark check one", run: python::fleet },
];

fn format() -> Result<Done, Failure> {
    run(command("cargo").args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<Done, Failure> {
    let words = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run(command("cargo").args(words))
}

fn tests() -> Result<Done, Failure> {
    run(command("cargo").args(["test", "--workspace"]))
}

/// The other tests are about all technologies.
fn features() -> Result<Done, Failure> {
    let without = ["--package", "asepsis", "--no-default-features"];
    let mut lints = command("cargo");
    lints.arg("clippy").args(without).args(["--all-targets", "--", "-D", "warnings"]);
    run(&mut lints)?;
    run(command("cargo").arg("test").args(without).args(["--test", "features"]))
}

fn guide() -> Result<Done, Failure> {
    new_check::trial()?;
    Ok(Done::Passed)
}

fn generated() -> Result<Done, Failure> {
    sync::check()?;
    Ok(Done::Passed)
}

fn docs() -> Result<Done, Failure> {
    let mut command = command("cargo");
    command.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings");
    run(&mut command)
}

fn msrv() -> Result<Done, Failure> {
    if !answers("rustup", &["--version"]) {
        return Ok(Done::Skipped("rustup is not on the path".to_owned()));
    }
    let install = ["toolchain", "install", MSRV, "--profile", "minimal"];
    if !answers("rustup", &["run", MSRV, "rustc", "--version"]) && !answers("rustup", &install) {
        return Ok(Done::Skipped(format!("rustup cannot install Rust {MSRV}")));
    }
    let mut command = command("rustup");
    command.args([
        "run",
        MSRV,
        "cargo",
        "check",
        "--package",
        "asepsis",
        "--package",
        "asepsis-cli",
        "--package",
        "asepsis-python",
        "--package",
        "asepsis-wasm",
    ]);
    // Two compilers in one folder would throw away each other's work.
    run(command.env("CARGO_TARGET_DIR", target().join("msrv")))
}

/// One dry run for all, for the command needs a library that is not published yet.
fn package() -> Result<Done, Failure> {
    let folder = target().join("publish");
    forget_packages(&folder)?;
    let mut command = command("cargo");
    command.args(["publish", "--workspace", "--dry-run"]).env("CARGO_TARGET_DIR", folder);
    if std::env::var_os("CI").is_none() {
        command.arg("--allow-dirty");
    }
    let offline = ["Could not resolve host", "Couldn't connect", "Timeout was reached"];
    match online(&mut command, &offline) {
        Ok(true) => Ok(Done::Passed),
        Ok(false) => Ok(Done::Skipped("the package registry cannot be reached".to_owned())),
        Err(_) => Err("the packages could not be made".into()),
    }
}

/// The command is verified with the library out of a registry that the dry run makes in the target
/// folder. What comes from a registry cargo never looks at again, by name and version: neither what it
/// has unpacked nor what it has compiled. So both are thrown away, or the library of the last run
/// would be judged.
fn forget_packages(target: &Path) -> Result<(), Failure> {
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    for registry in unpacked_registries() {
        let name = registry.file_name().unwrap_or_default();
        // A registry on a disk has no host before the dash.
        if !name.to_string_lossy().starts_with('-') {
            continue;
        }
        for package in PACKAGES {
            let unpacked = registry.join(format!("{package}-{}", env!("CARGO_PKG_VERSION")));
            if unpacked.exists() {
                fs::remove_dir_all(unpacked)?;
            }
        }
    }
    Ok(())
}

/// Instructions are counted, since a timing would decide otherwise on a machine that is busy.
fn growth(few: usize) -> Result<Done, Failure> {
    if !growth::has_valgrind() {
        return Ok(Done::Skipped("valgrind is not installed, and installing it failed".to_owned()));
    }
    growth::gate(few)?;
    Ok(Done::Passed)
}

fn instructions() -> Result<Done, Failure> {
    if !growth::has_valgrind() {
        return Ok(Done::Skipped("valgrind is not installed, and installing it failed".to_owned()));
    }
    Ok(match growth::instructions::compare()? {
        None => Done::Passed,
        Some(why) => Done::InPart(why),
    })
}

fn oracle() -> Result<Done, Failure> {
    if !answers("go", &["version"]) {
        return Ok(Done::Skipped("go is not on the path".to_owned()));
    }
    for question in ["yaml", "compose", "kustomize", "gotemplate", "fields", "selectors"] {
        println!("cargo dev oracle {question} --cases {CASES} --seed {SEED}");
        with_library(["oracle", question, "--cases", CASES, "--seed", SEED])?;
    }
    // Without the charts of the corpus, which take minutes.
    println!("cargo dev oracle helm --generated --cases {CASES} --seed {SEED}");
    with_library(["oracle", "helm", "--generated", "--cases", CASES, "--seed", SEED])?;
    Ok(Done::Passed)
}

/// The core alone, in a module that can import nothing, gives the bytes of this program; the cases
/// stay for others to answer.
pub(super) fn core_alone(way: &Way) -> Result<(), Failure> {
    let module = way.build("asepsis-wasm-probe", None)?;
    with_library(["parity", module.to_str().ok_or("the target folder is not valid Unicode")?])
}

/// First the core alone; then the package.
fn wasm() -> Result<Done, Failure> {
    if !answers("node", &["--version"]) {
        return Ok(Done::Skipped("node is not on the path".to_owned()));
    }
    let way = match Way::found() {
        Ok(way) => way,
        Err(why) => return Ok(Done::Skipped(why)),
    };
    core_alone(&way)?;
    let Built::Package(built) = package::build()? else {
        return Ok(Done::Skipped("the package registries cannot be reached".to_owned()));
    };
    let chromium = browser::chromium();
    package::test(&built, chromium.as_deref())?;
    if chromium.is_some() {
        return Ok(Done::Passed);
    }
    Ok(Done::Skipped(
        "Chromium is not available: all passed on Node, no page was opened".to_owned(),
    ))
}

/// A command in the folder of the workspace.
fn command(program: &str) -> Command {
    let mut command = match program {
        "cargo" => Command::new(cargo()),
        _ => Command::new(program),
    };
    command.current_dir(root());
    command
}

fn run(command: &mut Command) -> Result<Done, Failure> {
    succeed(command)?;
    Ok(Done::Passed)
}
