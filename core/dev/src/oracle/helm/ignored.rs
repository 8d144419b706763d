//! `.helmignore`: which files of a folder Helm reads, for generated lists.

use std::fs;
use std::path::Path;

use asepsis::internal::derivation::helm::ignored;
use fastrand::Rng;
use serde_json::{Value, json};

use super::super::Oracle;
use crate::Failure;

/// How many lists are compared.
const CASES: usize = 400;

/// The files of the folder.
const FILES: &[&str] = &[
    "Chart.yaml",
    "README.md",
    "a",
    "a.b.yaml",
    "b/a",
    "b/a.yaml",
    "b/c/a.yaml",
    "charts/a/Chart.yaml",
    "charts/a/templates/.a.yaml",
    "templates/.a.yaml",
    "templates/a-b.yaml",
    "templates/b/a.yaml",
    "ä.txt",
];

/// Parts of patterns.
const PARTS: &[&str] = &[
    "a",
    "b",
    "c",
    "*",
    "?",
    "/",
    ".",
    "yaml",
    "[a-c]",
    "[^b]",
    "[",
    "]",
    "\\",
    "-",
    "!",
    "#",
    " ",
    "ä",
    "templates",
    "charts",
    ".*",
    "*.yaml",
    "**",
    "README.md",
];

/// Compares generated lists; returns how many differ.
pub(super) fn compare(oracle: &mut Oracle, seed: u64) -> Result<usize, Failure> {
    let folder = std::env::temp_dir().join(format!("asepsis-ignored-{}", std::process::id()));
    for file in FILES {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, "name: a\nversion: 1.0.0\n")?;
    }
    let result = lists(oracle, &folder, &mut Rng::with_seed(seed));
    fs::remove_dir_all(&folder)?;
    result
}

fn lists(oracle: &mut Oracle, folder: &Path, random: &mut Rng) -> Result<usize, Failure> {
    let (mut different, mut refused, mut left_out) = (0, 0, 0);
    for _ in 0..CASES {
        let list = list(random);
        fs::write(folder.join(".helmignore"), &list)?;
        let answer = oracle.ask(&json!({"folder": folder}))?;
        let reference = reference(&answer);
        let ours = ours(&list);
        refused += usize::from(reference.is_err());
        left_out += usize::from(reference.as_ref().is_ok_and(|read| read.len() < FILES.len() - 1));
        if ours != reference {
            different += 1;
            println!("---- {list:?}\n    ours      {ours:?}\n    reference {reference:?}");
        }
    }
    println!(
        "{CASES} lists of ignored files: {refused} refused by the reference, {left_out} that leave out files, \
         {different} different"
    );
    Ok(different)
}

fn list(random: &mut Rng) -> String {
    let mut list = String::new();
    for _ in 0..random.usize(1..=3) {
        for _ in 0..random.usize(1..=4) {
            list.push_str(random.choice(PARTS).copied().unwrap_or_default());
        }
        list.push_str(random.choice(["\n", "\r\n", " \n"]).unwrap_or_default());
    }
    list
}

/// The files that Helm reads, without the list itself.
fn reference(answer: &Value) -> Result<Vec<String>, String> {
    match answer.get("error").and_then(Value::as_str) {
        // Helm reads the files of a folder, and then finds that they are no chart.
        Some(error) if !error.contains("Chart.yaml file is missing") => Err(error.to_owned()),
        _ => {
            let files = answer.get("files").and_then(Value::as_array).into_iter().flatten();
            let files = files.filter_map(Value::as_str).filter(|file| *file != ".helmignore");
            let mut files: Vec<String> = files.map(str::to_owned).collect();
            files.sort();
            Ok(files)
        }
    }
}

fn ours(list: &str) -> Result<Vec<String>, String> {
    let ignored = ignored(list, FILES)?;
    let read = FILES.iter().filter(|file| !ignored.contains(file));
    let mut read: Vec<String> = read.map(|file| (*file).to_owned()).collect();
    read.sort();
    Ok(read)
}
