//! `cargo dev parity`: WebAssembly answers with the same bytes as this program, as a bare module and
//! as the npm package.

mod bytes;
// What the core never shows is not shown by a binding that returns the same bytes.
#[allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a module of tests")]
#[path = "../../tests/secrets/plants/mod.rs"]
#[expect(dead_code, reason = "what is planted where, the test of the core asks")]
mod plants;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use asepsis::{Checker, Input};
use serde_json::{Value, json};

use self::bytes::BYTES;
use self::plants::{kinds, plants};
use crate::commands::wasm::cases as written;
use crate::workspace::root;
use crate::{Failure, Words};

/// One run: a name for people, and the files.
struct Case {
    name: String,
    files: Vec<(String, Vec<u8>)>,
}

/// Writes the cases with the native answers, and has Node compare them with those of a module.
pub(crate) fn run(mut words: Words<'_>) -> Result<(), Failure> {
    let (Some(module), None) = (words.next(), words.next()) else {
        return Err("usage: cargo dev parity MODULE".into());
    };
    let cases: Vec<Value> = cases()?.iter().map(Case::with_answer).collect();
    let path = written();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&path, serde_json::to_vec(&cases)?)?;
    let script = root().join("core/dev/wasm/parity.mjs");
    if Command::new("node").arg(script).arg(module).arg(&path).status()?.success() {
        return Ok(());
    }
    Err("the WebAssembly module is not what it has to be".into())
}

impl Case {
    fn with_answer(&self) -> Value {
        let inputs = self.files.iter().map(|(name, bytes)| Input::text(&**name, bytes.as_slice()));
        let expected = Checker::default().check(inputs).to_json();
        let inputs: Vec<Value> =
            self.files.iter().map(|(name, bytes)| json!([name, hexadecimal(bytes)])).collect();
        json!({ "name": self.name, "inputs": inputs, "expected": expected })
    }
}

/// Each platform in two orders, each of their files and of the fixtures alone, and bytes that are
/// hard to read.
fn cases() -> Result<Vec<Case>, Failure> {
    let root = root();
    let mut cases = vec![Case { name: "nothing".to_owned(), files: Vec::new() }];
    for platform in ["examples/platforms/ojala", "examples/platforms/myhealth"] {
        let mut files = files(&root, platform)?;
        cases.extend(files.iter().map(alone));
        cases.push(Case { name: platform.to_owned(), files: files.clone() });
        files.reverse();
        cases.push(Case { name: format!("{platform}, backwards"), files });
    }
    cases.extend(files(&root, "core/src/checks")?.iter().map(alone));
    let bytes = BYTES.iter().map(|(name, bytes)| (format!("{name}.yaml"), bytes.to_vec()));
    let bytes: Vec<_> = bytes.collect();
    cases.extend(bytes.iter().map(alone));
    cases.push(Case { name: "all hard bytes".to_owned(), files: bytes });
    for (place, kind) in kinds().enumerate() {
        let planted = plants(kind, place).into_iter();
        let files = planted.map(|plant| (plant.path, plant.text.into_bytes())).collect();
        cases.push(Case { name: format!("secrets: {}", kind.name), files });
    }
    Ok(cases)
}

fn alone(file: &(String, Vec<u8>)) -> Case {
    Case { name: file.0.clone(), files: vec![file.clone()] }
}

/// The files of a folder that are not Rust, by their paths.
fn files(root: &Path, folder: &str) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut folders = vec![root.join(folder)];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let is_rust = path.extension().is_some_and(|end| end == "rs");
            match path.is_dir() {
                true => folders.push(path),
                false if !is_rust => paths.push(path),
                false => {}
            }
        }
    }
    paths.sort();
    let read = |path: &PathBuf| -> Result<(String, Vec<u8>), Failure> {
        Ok((path.strip_prefix(root)?.to_string_lossy().replace('\\', "/"), fs::read(path)?))
    };
    paths.iter().map(read).collect()
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
