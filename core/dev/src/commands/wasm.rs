//! `cargo dev wasm`: builds the npm package.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::workspace::{cargo, root, target};
use crate::{Failure, Words};

/// What is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Builds the package into `target/npm/asepsis` of the workspace, wherever cargo builds.
pub(crate) fn run(mut words: Words<'_>) -> Result<(), Failure> {
    if let Some(word) = words.next() {
        return Err(format!("{word} is one word too many").into());
    }
    let package = build()?;
    println!("built {}", package.display());
    Ok(())
}

/// Builds the package; the answer is its folder.
pub(crate) fn build() -> Result<PathBuf, Failure> {
    let way = Way::found()?;
    println!("{}", way.said());
    let module = way.build("asepsis-wasm")?;
    let bound = target().join("wasm-bindgen/bound");
    bind(&module, &bound)?;
    let bindings = root().join("bindings-wasm");
    if !bindings.join("node_modules").exists() {
        succeed(
            Command::new("npm").args(["ci", "--no-fund", "--no-audit"]).current_dir(&bindings),
        )?;
    }
    let package = root().join("target/npm/asepsis");
    let mut script = Command::new("node");
    script.arg(bindings.join("build.mjs")).arg(bound).arg(&package);
    succeed(script.arg(env!("CARGO_PKG_VERSION")))?;
    Ok(package)
}

/// Where the standard library for WebAssembly comes from.
pub(crate) enum Way {
    /// rustup has it, or adds it.
    Rustup,
    /// Debian's compiler builds it out of Debian's sources.
    Debian {
        /// The linker of LLVM.
        linker: PathBuf,
    },
}

impl Way {
    /// The way that goes here.
    pub(crate) fn found() -> Result<Self, Failure> {
        if answers("rustup", &["which", "cargo"]) {
            if !has_target() {
                println!("rustup target add {WASM}");
                succeed(Command::new("rustup").args(["target", "add", WASM]))?;
            }
            return Ok(Self::Rustup);
        }
        let sources = Path::new("/usr/lib/rustlib/src/rust/library/std/Cargo.toml");
        let programs = ["/usr/bin/cargo", "/usr/bin/rustc"].map(Path::new);
        let linker = linker();
        match linker {
            Some(linker) if sources.exists() && programs.iter().all(|path| path.exists()) => {
                Ok(Self::Debian { linker })
            }
            _ => Err(format!(
                "the target {WASM} is missing: install rustup, or on Debian \
                 `apt-get install rustc-web cargo-web rust-web-src lld`"
            )
            .into()),
        }
    }

    /// Which way it is, for people.
    pub(crate) fn said(&self) -> String {
        match self {
            Self::Rustup => "by rustup's toolchain".to_owned(),
            Self::Debian { linker } => {
                format!("by Debian's toolchain, which builds std, with {}", linker.display())
            }
        }
    }

    /// Builds a package for WebAssembly; the answer is the module.
    pub(crate) fn build(&self, package: &str) -> Result<PathBuf, Failure> {
        let words = ["build", "--package", package, "--profile", "wasm", "--target", WASM];
        let mut command = match self {
            Self::Rustup => Command::new(cargo()),
            Self::Debian { linker } => {
                let mut command = Command::new("/usr/bin/cargo");
                command.env("RUSTC", "/usr/bin/rustc").env("RUSTC_BOOTSTRAP", "1");
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command
            }
        };
        command.args(words).current_dir(root()).env("RUSTFLAGS", flags());
        if let Self::Debian { .. } = self {
            command.arg("-Zbuild-std=std,panic_abort");
        }
        succeed(&mut command)?;
        let name = package.replace('-', "_");
        Ok(target().join(WASM).join("wasm").join(format!("{name}.wasm")))
    }
}

/// The places of panics begin with the folder of the machine; nobody else has use for that.
fn flags() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let remap = |path: PathBuf| format!("--remap-path-prefix={}=", path.display());
    let paths = [Some(root()), home.map(|home| home.join("registry/src"))];
    paths.into_iter().flatten().map(remap).collect::<Vec<_>>().join(" ")
}

/// LLVM's linker on the path, or as Debian names it.
fn linker() -> Option<PathBuf> {
    let named = |folder: PathBuf| {
        let mut programs: Vec<PathBuf> = fs::read_dir(folder)
            .ok()?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                name.starts_with("rust-lld") || name.starts_with("wasm-ld")
            })
            .collect();
        programs.sort();
        programs.into_iter().next()
    };
    std::env::split_paths(&std::env::var_os("PATH")?).find_map(named)
}

/// Writes the JavaScript around a module, by the command of the very version that the crate has.
fn bind(module: &Path, bound: &Path) -> Result<(), Failure> {
    let version = version_of("wasm-bindgen")?;
    let tools = target().join(format!("wasm-bindgen/{version}"));
    let command = tools.join("bin").join(format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX));
    if !command.exists() {
        println!("installing wasm-bindgen-cli {version}");
        let mut install = Command::new(cargo());
        install.args(["install", "wasm-bindgen-cli", "--version", &format!("={version}")]);
        // Outside of the workspace, whose settings are not its.
        install.arg("--root").arg(&tools).current_dir(std::env::temp_dir());
        succeed(install.env("CARGO_TARGET_DIR", target().join("wasm-bindgen/build")))?;
    }
    if bound.exists() {
        fs::remove_dir_all(bound)?;
    }
    let mut command = Command::new(command);
    command.arg(module).args(["--target", "web", "--experimental-reset-state-function"]);
    succeed(command.arg("--out-dir").arg(bound))
}

/// The version of a package in the lock file.
fn version_of(package: &str) -> Result<String, Failure> {
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    let mut lines = lock.lines().skip_while(|line| *line != format!("name = \"{package}\""));
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \""));
    let version = version.and_then(|rest| rest.strip_suffix('"'));
    Ok(version.ok_or_else(|| format!("Cargo.lock has no {package}"))?.to_owned())
}

fn has_target() -> bool {
    let listed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    listed.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(WASM))
}

fn answers(program: &str, words: &[&str]) -> bool {
    let silent = || Stdio::null();
    let mut command = Command::new(program);
    command.args(words).stdin(silent()).stdout(silent()).stderr(silent());
    command.status().is_ok_and(|status| status.success())
}

fn succeed(command: &mut Command) -> Result<(), Failure> {
    let status = command.status()?;
    if status.success() {
        return Ok(());
    }
    Err(format!("{:?} ended with {status}", command.get_program()).into())
}
