//! Where the standard library for WebAssembly comes from.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Failure;
use crate::workspace::{answers, cargo, root, succeed, target, unpacked_registries};

/// What is built for.
const WASM: &str = "wasm32-unknown-unknown";

/// Debian's compiler and its sources.
const DEBIAN: &str = "apt-get install rustc-web cargo-web rust-web-src";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// Which toolchain builds. Either builds the standard library too, for its size: as it comes it sorts
/// fast, and every sort of ours is then 4 KiB. Stable compilers do that only when they are told to.
pub(crate) enum Way {
    /// The one that rustup manages.
    Rustup,
    /// Debian's.
    Debian {
        /// The linker of LLVM.
        linker: PathBuf,
    },
}

impl Way {
    /// The toolchain that is available here, which is printed; or the reason why none is.
    pub(crate) fn found() -> Result<Self, String> {
        if answers("rustup", &["which", "rustc"]) {
            for (what, name) in [("component", "rust-src"), ("target", WASM)] {
                add(what, name)?;
            }
            println!("WebAssembly by rustup's toolchain, which builds the standard library");
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

    /// Builds a package with its default features, or with one of them alone; the answer is the
    /// module, which the next build of the package replaces.
    pub(crate) fn build(&self, package: &str, only: Option<&str>) -> Result<PathBuf, Failure> {
        let mut command = match self {
            Self::Rustup => Command::new(cargo()),
            Self::Debian { linker } => {
                let mut command = Command::new(DEBIAN_CARGO);
                command.env("RUSTC", DEBIAN_RUSTC);
                command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
                command
            }
        };
        command.args(["build", "--package", package, "--profile", "wasm", "--target", WASM]);
        if let Some(feature) = only {
            command.args(["--no-default-features", "--features", feature]);
        }
        command.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
        command.env("RUSTC_BOOTSTRAP", "1").env("RUSTFLAGS", flags());
        succeed(command.current_dir(root()))?;
        let name = package.replace('-', "_");
        Ok(target().join(WASM).join("wasm").join(format!("{name}.wasm")))
    }
}

/// Has rustup add what the toolchain lacks.
fn add(what: &str, name: &str) -> Result<(), String> {
    let listed = Command::new("rustup").args([what, "list", "--installed"]).output();
    if listed.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(name)) {
        return Ok(());
    }
    println!("rustup {what} add {name}");
    if answers("rustup", &[what, "add", name]) {
        return Ok(());
    }
    Err(format!("rustup cannot add the {what} {name}"))
}

/// Panic messages contain source paths; the folders of this machine must not be in the package.
fn flags() -> String {
    let mut hidden = vec![root()];
    hidden.extend(unpacked_registries());
    let remap = |path: PathBuf| format!("--remap-path-prefix={}/=", path.display());
    hidden.into_iter().map(remap).collect::<Vec<_>>().join(" ")
}

/// Whether the sources of the standard library are where the compiler looks for them.
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
