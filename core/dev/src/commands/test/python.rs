//! `cargo dev test python`: pip builds and installs it, the wheel installs without Rust, and its tests
//! and type checks pass.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Done;
use crate::Failure;
use crate::workspace::{answers, cargo, online, root, succeed, target};

/// What a package installer says when it has no network.
const OFFLINE: &[&str] =
    &["NewConnectionError", "Temporary failure in name resolution", "ConnectTimeout"];

/// How a command ended that needs the network.
enum Ended {
    Well,
    Offline,
}

pub(super) fn run() -> Result<Done, Failure> {
    let recent = "import sys; sys.exit(sys.version_info < (3, 10))";
    if !answers("python3", &["-c", recent]) {
        return Ok(Done::Skipped("python3, 3.10 or later, is not on the path".to_owned()));
    }
    let folder = target().join("python");
    let bindings = root().join("bindings-python");
    // For a user with Rust and a copy of the sources.
    let with_rust = Environment::new(folder.join("with-rust"))?;
    if let Ended::Offline =
        with_rust.install(&[bindings.as_os_str().to_str().unwrap_or_default()])?
    {
        return Ok(Done::Skipped("the package registry cannot be reached".to_owned()));
    }
    with_rust.python(&["-c", "import asepsis; print(asepsis.check(''))"])?;
    // For a user without them.
    let wheel = wheel(&with_rust, &folder.join("wheels"))?;
    let without_rust = Environment::new(folder.join("without-rust"))?;
    let wheel = wheel.to_str().ok_or("the target folder is not valid Unicode")?;
    let requirements = bindings.join("tests/requirements.txt");
    let requirements = requirements.to_str().ok_or("the folder is not valid Unicode")?;
    if let Ended::Offline =
        without_rust.install(&["--only-binary", ":all:", wheel, "--requirement", requirements])?
    {
        return Ok(Done::Skipped("the package registry cannot be reached".to_owned()));
    }
    test(&without_rust)
}

/// The examples that check a fleet, small: `cargo dev test --fleet`.
pub(super) fn fleet() -> Result<Done, Failure> {
    if !answers("java", &["-version"]) {
        return Ok(Done::Skipped("java is not on the path".to_owned()));
    }
    let folder = target().join("python");
    let wheel = wheel(&Environment::new(folder.join("with-rust"))?, &folder.join("wheels"))?;
    let environment = Environment::new(folder.join("fleet"))?;
    let wheel = wheel.to_str().ok_or("the target folder is not valid Unicode")?;
    let engines = ["--only-binary", "asepsis", wheel, "pandas", "pyarrow", "pyspark", "ray[data]"];
    if let Ended::Offline = environment.install(&engines)? {
        return Ok(Done::Skipped("the package registry cannot be reached".to_owned()));
    }
    for engine in ["ray", "spark"] {
        let script = root().join(format!("examples/python/fleet_{engine}.py"));
        let mut run = environment.command("python");
        run.arg(script).arg("2000").arg(folder.join(format!("findings-{engine}")));
        succeed(run.current_dir(&folder))?;
    }
    Ok(Done::Passed)
}

/// Builds the wheel with maturin, for machines without Rust.
fn wheel(environment: &Environment, wheels: &Path) -> Result<PathBuf, Failure> {
    if let Ended::Offline = environment.install(&["maturin>=1.9,<2"])? {
        return Err("maturin cannot be installed".into());
    }
    if wheels.exists() {
        fs::remove_dir_all(wheels)?;
    }
    let manifest = root().join("bindings-python/Cargo.toml");
    let mut maturin = environment.command("maturin");
    maturin.args(["build", "--release", "--manifest-path"]).arg(manifest).arg("--out").arg(wheels);
    succeed(&mut maturin)?;
    let built = fs::read_dir(wheels)?.next().ok_or("maturin did not build a wheel")??;
    println!("{}: {} bytes", built.path().display(), built.metadata()?.len());
    Ok(built.path())
}

fn test(environment: &Environment) -> Result<Done, Failure> {
    let top = root();
    succeed(Command::new(cargo()).args(["build", "-p", "asepsis-cli"]).current_dir(&top))?;
    let command = target().join("debug").join(format!("asepsis{}", env::consts::EXE_SUFFIX));
    // Not in the folder of the sources, whose own package has no extension.
    let away = target().join("python");
    let mut pytest = environment.command("python");
    pytest.args(["-m", "pytest", "-q"]).arg(top.join("bindings-python/tests"));
    succeed(pytest.env("ASEPSIS_COMMAND", command).current_dir(&top))?;
    let mut mypy = environment.command("python");
    mypy.args(["-m", "mypy", "--config-file"]).arg(top.join("bindings-python/pyproject.toml"));
    mypy.arg(top.join("examples/python"));
    mypy.arg(top.join("bindings-python/stubs.py"));
    succeed(mypy.current_dir(&away))?;
    let mut stubtest = environment.command("python");
    let allowed = top.join("bindings-python/stubtest-allowlist.txt");
    stubtest.args(["-m", "mypy.stubtest", "asepsis", "--allowlist"]).arg(allowed);
    succeed(stubtest.current_dir(&away))?;
    if !answers("node", &["--version"]) {
        return Ok(Done::Skipped("pyright needs node, which is not on the path".to_owned()));
    }
    let mut pyright = environment.command("pyright");
    pyright.args(["--verifytypes", "asepsis", "--ignoreexternal"]);
    succeed(pyright.current_dir(&away))?;
    Ok(Done::Passed)
}

/// A virtual environment of Python.
struct Environment(PathBuf);

impl Environment {
    /// A fresh one.
    fn new(folder: PathBuf) -> Result<Self, Failure> {
        let mut make = Command::new("python3");
        succeed(make.args(["-m", "venv", "--clear"]).arg(&folder))?;
        Ok(Self(folder))
    }

    fn programs(&self) -> PathBuf {
        self.0.join(if cfg!(windows) { "Scripts" } else { "bin" })
    }

    /// A program of the environment, which comes first on the path.
    fn command(&self, program: &str) -> Command {
        let path = env::var_os("PATH").unwrap_or_default();
        let others = env::split_paths(&path);
        let path = env::join_paths([self.programs()].into_iter().chain(others));
        let mut command = Command::new(self.programs().join(program));
        command.env("VIRTUAL_ENV", &self.0).env_remove("PYTHONPATH");
        match path {
            Ok(path) => command.env("PATH", path),
            Err(_) => &mut command,
        };
        command
    }

    fn python(&self, words: &[&str]) -> Result<(), Failure> {
        succeed(self.command("python").args(words))
    }

    fn install(&self, words: &[&str]) -> Result<Ended, Failure> {
        let mut pip = self.command("python");
        pip.args(["-m", "pip", "install", "--quiet"]).args(words).current_dir(root());
        let needs_no_rust = words.contains(&":all:");
        if needs_no_rust {
            pip.env("PATH", self.programs());
        }
        match online(&mut pip, OFFLINE) {
            Ok(true) => Ok(Ended::Well),
            Ok(false) => Ok(Ended::Offline),
            Err(_) => Err(format!("pip could not install {words:?}").into()),
        }
    }
}
