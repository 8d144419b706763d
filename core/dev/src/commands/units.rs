//! `cargo dev bench units`: each unit of the table of budgets, and whole processes beside others; `cargo
//! dev bench charts`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::Failure;
use crate::workspace::{cargo, root, succeed, target, with_library};

/// Each command is run so often, in turn with the others.
const ROUNDS: usize = 5;
/// The programs to compare with, and the modules from which Go installs them.
const OTHERS: [(&str, &str); 2] = [
    ("kube-score", "github.com/zegl/kube-score/cmd/kube-score@v1.20.0"),
    ("kubeconform", "github.com/yannh/kubeconform/cmd/kubeconform@v0.7.0"),
];
/// The inputs of whole processes: a shape and its size.
const INPUTS: [(&str, usize); 2] = [("pods", 4548), ("platform", 10_000)];

/// A measured command.
#[derive(Clone, Copy)]
struct Cost {
    /// Seconds.
    wall: f64,
    processor: f64,
    /// MB.
    memory: f64,
}

/// Measures and prints two tables.
pub(crate) fn units() -> Result<(), Failure> {
    let mut build = Command::new(cargo());
    build.args(["build", "--release", "--package", "asepsis-cli", "--package", "asepsis-benches"]);
    succeed(build.current_dir(root()))?;
    let programs = target().join("release");
    succeed(&mut Command::new(programs.join("units")))?;
    println!();
    processes(&programs)
}

/// Times the charts of the corpus on one core, and prints the memory of the process for the largest.
pub(crate) fn charts() -> Result<(), Failure> {
    let folder = target().join("bench").join("charts");
    let laid_out = folder.to_string_lossy();
    with_library(["oracle", "helm", "--lay-out", &laid_out])?;
    let mut build = Command::new(cargo());
    build.args(["build", "--release", "--package", "asepsis-benches", "--bin", "charts"]);
    succeed(build.current_dir(root()))?;
    let program = target().join("release").join("charts");
    succeed(pinned(program, Some("0")).arg(&folder))
}

/// Whole processes, in turn, with medians.
fn processes(programs: &Path) -> Result<(), Failure> {
    let others = others();
    println!("| input | command | wall | processor | memory |\n|---|---|---|---|---|");
    for (shape, size) in INPUTS {
        let folder = target().join("bench").join(shape);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        let words = ["write", shape, &size.to_string()];
        succeed(Command::new(programs.join("growth")).args(words).arg(&folder))?;
        let files = manifests(&folder)?;
        let mut commands: Vec<(String, Command)> = Vec::new();
        for (name, processors) in [("asepsis", None), ("asepsis on one core", Some("0"))] {
            let mut command = pinned(programs.join("asepsis"), processors);
            command.args(["check", "--no-config", "--format", "json"]).arg(&folder);
            commands.push((name.to_owned(), command));
        }
        for (name, program) in &others {
            let mut command = pinned(program.clone(), None);
            match name.as_str() {
                "kube-score" => command.args(["score", "--output-format", "json"]).args(&files),
                // Schemas are read from the network: what is left is reading the files.
                _ => command
                    .args(["-ignore-missing-schemas", "-schema-location", "/none"])
                    .arg(&folder),
            };
            commands.push((name.clone(), command));
        }
        let mut costs: Vec<Vec<Cost>> = vec![Vec::new(); commands.len()];
        for _ in 0..ROUNDS {
            for ((_, command), costs) in commands.iter_mut().zip(&mut costs) {
                costs.push(cost(command)?);
            }
        }
        for ((name, _), costs) in commands.iter().zip(&costs) {
            let of = |value: fn(&Cost) -> f64| median(costs.iter().map(value).collect());
            let (wall, processor, memory) =
                (of(|one| one.wall), of(|one| one.processor), of(|one| one.memory));
            println!(
                "| {shape}, {size} | {name} | {wall:.2} s | {processor:.2} s | {memory:.0} MB |"
            );
        }
    }
    Ok(())
}

/// The other programs that can be had.
fn others() -> Vec<(String, PathBuf)> {
    let folder = target().join("bench").join("bin");
    let installed = OTHERS.iter().filter_map(|(name, module)| {
        let program = folder.join(name);
        let install = || {
            let mut go = Command::new("go");
            go.args(["install", module]).env("GOBIN", &folder);
            go.status().is_ok_and(|status| status.success())
        };
        if program.is_file() || install() {
            return Some(((*name).to_owned(), program));
        }
        println!("{name} IS LEFT OUT: Go could not install {module}");
        None
    });
    installed.collect()
}

/// A command, on one processor if one is named.
fn pinned(program: PathBuf, processor: Option<&str>) -> Command {
    let Some(processor) = processor else { return Command::new(program) };
    let mut command = Command::new("taskset");
    command.args(["--cpu-list", processor]).arg(program);
    command
}

/// Runs a command under `/usr/bin/time`, without its output.
fn cost(command: &Command) -> Result<Cost, Failure> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["--format", "%U %S %M"]).arg(command.get_program()).args(command.get_args());
    let start = Instant::now();
    let output = timed.stdout(Stdio::null()).stderr(Stdio::piped()).output()?;
    let wall = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = said.lines().next_back().unwrap_or_default();
    let mut numbers = last.split(' ').filter_map(|number| number.parse::<f64>().ok());
    let mut next = || numbers.next().ok_or_else(|| format!("no times: {last}"));
    let (user, system, kilobytes) = (next()?, next()?, next()?);
    Ok(Cost { wall, processor: user + system, memory: kilobytes / 1000.0 })
}

fn manifests(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
