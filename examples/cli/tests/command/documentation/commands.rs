//! Command lines of the documentation.
//!
//! Those of `asepsis`, and commands that only list, are run. What installs, builds for minutes or changes the
//! tree is NOT RUN HERE: its words are compared with the usage of the program or with the manifest that
//! defines them, and its paths must exist. Where a step of `cargo dev test` does the same for real, the test
//! names it and requires that there is such a step.

use std::process::Command;

use serde_json::Value;

use super::super::run::{Platform, Run};
use super::super::texts::POD;
use super::markdown::{read, root};

/// What verifies a command that is not run here.
enum Elsewhere {
    /// A step of `cargo dev test` does the same.
    Step(&'static str),
    /// Nothing does.
    ByHand(&'static str),
}

/// The commands of `cargo dev`, and what runs them.
const DEVELOPMENT: &[(&str, Elsewhere)] = &[
    ("new-check", Elsewhere::Step("guide")),
    ("sync", Elsewhere::Step("generated")),
    ("test", Elsewhere::ByHand("a test that runs all tests would run itself")),
    ("wasm", Elsewhere::Step("wasm")),
    ("fuzz", Elsewhere::ByHand("it takes minutes; `core/tests/finds.rs` runs its targets")),
    ("mutants", Elsewhere::ByHand("it takes long")),
];

/// Checks the lines of a block in order.
pub(crate) fn check(code: &str) -> Result<(), String> {
    let mut folder = String::new();
    for line in code.lines() {
        let (commands, comment) = line.split_once(" #").unwrap_or((line, ""));
        for pipe in commands.split(" && ") {
            one(pipe.trim(), comment, &mut folder).map_err(|why| format!("`{pipe}`: {why}"))?;
        }
    }
    Ok(())
}

fn one(pipe: &str, comment: &str, folder: &mut String) -> Result<(), String> {
    let command = match pipe.split_once(" | ") {
        // Helm is the user's program and so is its chart: a Pod is piped in the place of its output.
        Some((before, last)) if before.starts_with("helm template ") => last,
        _ => pipe,
    };
    let words: Vec<&str> = command.split_whitespace().collect();
    match *words.as_slice() {
        ["asepsis", ref words @ ..] => in_new_folder(words),
        ["cargo", "run", "--release", "-p", "asepsis-cli", "--", ref words @ ..]
        | ["cargo", "run", "-p", "asepsis-cli", "--", ref words @ ..] => in_tree(words, comment),
        ["cargo", "dev", command, ref words @ ..] => development(command, words),
        // The command that runs this test.
        ["cargo", "test"] => Ok(()),
        ["cd", path] => {
            path.clone_into(folder);
            exists(path)
        }
        ["pip", "install", path] => {
            named(pipe, &Elsewhere::Step("python"))?;
            exists(&format!("{path}/pyproject.toml"))
        }
        ["npm", "install", package] => {
            named(pipe, &Elsewhere::Step("wasm"))?;
            installed(package)
        }
        ["npm", "ci"] => {
            named(pipe, &Elsewhere::Step("browser"))?;
            exists(&format!("{folder}/package-lock.json"))
        }
        ["npm", "run", script] => {
            named(pipe, &Elsewhere::Step("browser"))?;
            let package = json(&format!("{folder}/package.json"));
            let is_there = package["scripts"][script].is_string();
            is_there.then_some(()).ok_or_else(|| format!("{folder} has no script {script}"))
        }
        _ => Err("no runner for this command".to_owned()),
    }
}

/// Runs the command where there is one manifest with findings, which is its standard input too.
fn in_new_folder(words: &[&str]) -> Result<(), String> {
    let platform = Platform::new().file("a.yaml", POD);
    let run = platform.run_with(words, POD.as_bytes());
    let is_judged = words.contains(&"check") && !words.contains(&"--exit-zero");
    let expected = i32::from(is_judged);
    if run.exit != expected || !run.stderr.is_empty() {
        return Err(ended(&run));
    }
    let output = words.iter().position(|word| *word == "--output").map(|at| words[at + 1]);
    match output.filter(|path| !platform.path(path).exists()) {
        Some(path) => Err(format!("{path} was not written")),
        None => Ok(()),
    }
}

/// Runs the command at the top of the tree; the comment of the line says how it ends.
fn in_tree(words: &[&str], comment: &str) -> Result<(), String> {
    let (_, status) = comment.split_once("exit ").ok_or("the comment names no exit status")?;
    let run = Platform::run_at(&root(), words);
    if status.trim() == run.exit.to_string() { Ok(()) } else { Err(ended(&run)) }
}

fn ended(run: &Run) -> String {
    format!("exit {}: {}", run.exit, run.stderr)
}

/// A command of `cargo dev`: its usage has the command and its options.
fn development(command: &str, words: &[&str]) -> Result<(), String> {
    let known = DEVELOPMENT.iter().find(|(name, _)| *name == command);
    let Some((_, elsewhere)) = known else { return Err("no such command".to_owned()) };
    let usage = usage(command)?;
    for option in words.iter().filter(|word| word.starts_with("--")) {
        if !usage.contains(option) {
            return Err(format!("{option} is not in the usage: {usage}"));
        }
    }
    if words == ["--list"] {
        let cargo = Command::new(env!("CARGO"))
            .args(["dev", command, "--list"])
            .current_dir(root())
            .output()
            .map_err(|error| error.to_string())?;
        let said = String::from_utf8_lossy(&cargo.stderr);
        return if cargo.status.success() { Ok(()) } else { Err(said.into_owned()) };
    }
    named(command, elsewhere)
}

/// What `cargo dev` says about a command.
fn usage(command: &str) -> Result<String, String> {
    let source = read("core/dev/src/main.rs");
    let (_, usage) = source.split_once("const USAGE: &str = \"").ok_or("the usage is gone")?;
    let (usage, _) = usage.split_once("\";").ok_or("the usage has no end")?;
    // A line with two blanks before it begins a command, one with more says what it does.
    let lines: Vec<&str> = usage.split("\n  ").collect();
    let is_meant = |line: &&&str| line.split(' ').next() == Some(command);
    let meant: Vec<&str> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| is_meant(line))
        .flat_map(|(at, line)| {
            let about = lines[at + 1..].iter().take_while(|line| line.starts_with(' '));
            std::iter::once(*line).chain(about.copied())
        })
        .collect();
    if meant.is_empty() { Err("no such command".to_owned()) } else { Ok(meant.join("\n")) }
}

/// The package of this name, or the folder into which `cargo dev wasm` builds it.
fn installed(package: &str) -> Result<(), String> {
    let is_known = match package.strip_prefix("./") {
        Some(folder) => usage("wasm")?.split_whitespace().any(|word| word == folder),
        None => json("bindings-wasm/npm/package.json")["name"] == package,
    };
    is_known.then_some(()).ok_or_else(|| format!("{package} is not the package"))
}

/// Says that a command was not run here, and requires the step that runs it.
fn named(command: &str, elsewhere: &Elsewhere) -> Result<(), String> {
    match elsewhere {
        Elsewhere::ByHand(why) => println!("NOT RUN, HERE OR IN A STEP: {command}: {why}"),
        Elsewhere::Step(step) => {
            println!("NOT RUN HERE: {command}: `cargo dev test {step}` runs it");
            let steps = read("core/dev/src/commands/test/steps.rs");
            if !steps.contains(&format!("name: \"{step}\"")) {
                return Err(format!("`cargo dev test` has no step {step}"));
            }
        }
    }
    Ok(())
}

fn exists(path: &str) -> Result<(), String> {
    root().join(path).exists().then_some(()).ok_or_else(|| format!("{path} does not exist"))
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
