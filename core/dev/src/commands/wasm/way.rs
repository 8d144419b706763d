//! Where the standard library for WebAssembly comes from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::workspace::{answers, cargo, root, succeed, target};

/// What is built for.
const WASM: &str = "wasm32-unknown-unknown";

/// Debian's compiler and its sources.
const DEBIAN: &str = "apt-get install rustc-web cargo-web rust-web-src";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// Where the standard library for WebAssembly comes from.
pub(crate) enum Way {
    /// rustup has it.
    Rustup,
    /// Debian's compiler builds it out of its sources.
    Debian {
        /// The linker of LLVM.
        linker: PathBuf,
    },
}

impl Way {
    /// The way that goes here, which is said; or else why there is none.
    pub(crate) fn found() -> Result<Self, String> {
        if answers("rustup", &["which", "rustc"]) {
            if !has_target() {
                println!("rustup target add {WASM}");
                if !answers("rustup", &["target", "add", WASM]) {
                    return Err(format!("rustup cannot add the target {WASM}"));
                }
            }
            println!("WebAssembly by rustup's toolchain, with its own standard library");
            return Ok(Self::Rustup);
        }
        let missing = || {
            let linker = missing_linker().map_or_else(String::new, |name| format!(" {name}"));
            format!("nothing here builds for {WASM}: install rustup, or `{DEBIAN}{linker}`")
        };
        let has_all = [DEBIAN_CARGO, DEBIAN_RUSTC].iter().all(|path| Path::new(path).exists());
        let linker = linker().filter(|_| has_all && has_sources()).ok_or_else(missing)?;
        println!(
            "WebAssembly by {DEBIAN_RUSTC}, which builds the standard library, and {}",
            linker.display()
        );
        Ok(Self::Debian { linker })
    }

    /// Builds a package; the answer is the module.
    pub(crate) fn build(&self, package: &str) -> Result<PathBuf, Failure> {
        let mut command = match self {
            Self::Rustup => Command::new(cargo()),
            Self::Debian { linker } => {
                let mut command = Command::new(DEBIAN_CARGO);
                command.env("RUSTC", DEBIAN_RUSTC).env("RUSTC_BOOTSTRAP", "1");
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command
            }
        };
        command.args(["build", "--package", package, "--profile", "wasm", "--target", WASM]);
        if let Self::Debian { .. } = self {
            command.arg("-Zbuild-std=std,panic_abort");
        }
        succeed(command.current_dir(root()).env("RUSTFLAGS", flags()))?;
        let name = package.replace('-', "_");
        Ok(target().join(WASM).join("wasm").join(format!("{name}.wasm")))
    }
}

/// Panics name the files of the sources; the folders of this machine are nobody else's business.
fn flags() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registries = home.map(|home| home.join("registry/src"));
    let mut hidden = vec![root()];
    // Each registry is a folder.
    for registry in registries.and_then(|path| fs::read_dir(path).ok()).into_iter().flatten() {
        hidden.extend(registry.ok().map(|registry| registry.path()));
    }
    let remap = |path: PathBuf| format!("--remap-path-prefix={}/=", path.display());
    hidden.into_iter().map(remap).collect::<Vec<_>>().join(" ")
}

fn has_target() -> bool {
    let listed = Command::new("rustup").args(["target", "list", "--installed"]).output();
    listed.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(WASM))
}

/// Whether the sources of the standard library stand where the compiler looks for them.
fn has_sources() -> bool {
    let asked = Command::new(DEBIAN_RUSTC).args(["--print", "sysroot"]).output();
    asked.is_ok_and(|output| {
        let sysroot = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
        sysroot.join("lib/rustlib/src/rust/library/std/Cargo.toml").exists()
    })
}

/// The package of the linker to which Debian's name for it leads, where that is not there.
fn missing_linker() -> Option<String> {
    let leads_to = fs::read_link("/usr/bin/rust-lld").ok()?;
    let is_there = Path::new("/usr/bin").join(&leads_to).exists();
    (!is_there).then(|| leads_to.to_string_lossy().into_owned())
}

/// LLVM's linker, as Rust or LLVM names it, on the path or beside the compiler's own programs.
fn linker() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    folders.extend(
        fs::read_dir("/usr/lib/rustlib")
            .ok()
            .into_iter()
            .flatten()
            .filter_map(|platform| Some(platform.ok()?.path().join("bin"))),
    );
    let named =
        |name: &str| folders.iter().map(|folder| folder.join(name)).find(|path| path.exists());
    ["rust-lld", "wasm-ld"].into_iter().find_map(named)
}
