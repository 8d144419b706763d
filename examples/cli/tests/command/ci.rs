//! The files of `examples/ci` are meant to be copied: their commands must run. `documentation` runs those
//! of the README.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::run::Platform;
use super::texts::POD;

/// The text of each file to copy, by its path in the folder.
fn files() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ci");
    let mut files = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![root.clone()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_none_or(|end| end != "md") {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            files.insert(name, fs::read_to_string(path).unwrap());
        }
    }
    files
}

/// The arguments of the `asepsis` that a line runs; pipes and redirections are the shell's.
fn arguments(line: &str) -> Option<Vec<&str>> {
    let line = line.trim();
    let line = ["run:", "entry:", "-"]
        .into_iter()
        .fold(line, |line, before| line.strip_prefix(before).map_or(line, str::trim));
    let command = match line.rsplit_once(" | ") {
        Some((_, last)) if last.starts_with("asepsis ") => last,
        _ => line,
    };
    let words = command.strip_prefix("asepsis check ")?;
    let words = words.split_whitespace().take_while(|word| !matches!(*word, "|" | ">" | ">>"));
    Some(std::iter::once("check").chain(words).collect())
}

#[test]
fn every_command_of_the_examples_runs() {
    let mut count = 0;
    for (name, text) in files() {
        for line in text.lines() {
            let Some(arguments) = arguments(line) else { continue };
            count += 1;
            let platform = Platform::new().file("a.yaml", POD);
            let run = platform.run_with(&arguments, POD.as_bytes());
            let exit = i32::from(!arguments.contains(&"--exit-zero"));
            assert_eq!(run.exit, exit, "{name}: {line}\n{}", run.stderr);
            assert_eq!(run.stderr, "", "{name}: {line}");
            if let Some(at) = arguments.iter().position(|word| *word == "--output") {
                assert!(platform.path(arguments[at + 1]).exists(), "{name}: {line}");
            }
        }
    }
    // Every command must be found, however it is written.
    let written: usize = files().values().map(|text| text.matches("asepsis check ").count()).sum();
    assert_eq!(count, written);
    assert!(count >= 7, "{count}");
}

#[test]
fn every_file_is_yaml_and_installs_this_version() {
    let versions = ["--version", "asepsis-cli:", "asepsis-"];
    for (name, text) in files() {
        let platform = Platform::new().file("a.yaml", &text);
        let run = platform.run(&["check", "--format", "json", "--allow-incomplete", "a.yaml"]);
        let problems = run.report()["inputs"][0]["problems"].clone();
        let codes: Vec<&str> = problems
            .as_array()
            .into_iter()
            .flatten()
            .map(|problem| problem["code"].as_str().unwrap())
            .collect();
        assert!(
            codes.iter().all(|code| ["no-kind", "not-a-manifest"].contains(code)),
            "{problems}"
        );
        for version in versions.iter().flat_map(|before| versions_after(&text, before)) {
            assert_eq!(version, env!("CARGO_PKG_VERSION"), "{name}");
        }
    }
}

/// Version numbers that follow a word.
fn versions_after<'t>(text: &'t str, before: &str) -> Vec<&'t str> {
    let number = |rest: &'t str| {
        let rest = rest.trim_start();
        let end = rest.find(|letter: char| letter != '.' && !letter.is_ascii_digit());
        rest.get(..end.unwrap_or(rest.len())).filter(|number| number.contains('.'))
    };
    text.split(before).skip(1).filter_map(number).collect()
}
