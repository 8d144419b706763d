//! `cargo dev sync`: writes what is generated from the declarations, or says what is stale.

use std::path::Path;

use crate::lists::{Generated, is_stale, module_lists};
use crate::workspace::{HAS_LIBRARY, root, with_library};
use crate::{Failure, Words};

/// Writes what is stale, or with `--check` only names it.
pub(crate) fn run(mut words: Words<'_>) -> Result<(), Failure> {
    match (words.next(), words.next()) {
        (None, None) => sync(),
        (Some("--check"), None) => check(),
        (Some(word), None) => Err(format!("unknown option {word}").into()),
        (_, Some(word)) => Err(format!("unexpected argument {word}").into()),
    }
}

/// Module lists first, from the files; then the rest, by a program that has the checks compiled in.
pub(crate) fn sync() -> Result<(), Failure> {
    let root = root();
    let mut lists_changed = false;
    for list in module_lists(&root)? {
        if is_stale(&root, &list)? {
            write(&root, &list)?;
            lists_changed = true;
        }
    }
    if lists_changed || !HAS_LIBRARY {
        let done = with_library(["sync"]);
        return done.map_err(|_| "when the library compiles, run `cargo dev sync` again".into());
    }
    declared(&root)
}

#[cfg(not(feature = "library"))]
fn declared(_: &Path) -> Result<(), Failure> {
    Err("this program is built without the checks".into())
}

#[cfg(feature = "library")]
fn declared(root: &Path) -> Result<(), Failure> {
    use crate::generate::{self, Change};

    let changes = generate::changes(root)?;
    for change in &changes {
        match change {
            Change::Write(file) => write(root, file)?,
            Change::Remove(path) => {
                std::fs::remove_file(root.join(path))?;
                println!("removed {path}");
            }
        }
    }
    if changes.is_empty() {
        println!("no page is stale");
    }
    Ok(())
}

#[cfg(not(feature = "library"))]
/// Names what is stale.
pub(crate) fn check() -> Result<(), Failure> {
    with_library(["sync", "--check"])
}

#[cfg(feature = "library")]
/// Names what is stale.
pub(crate) fn check() -> Result<(), Failure> {
    let changes = crate::generate::changes(&root())?;
    if changes.is_empty() {
        println!("nothing is stale");
        return Ok(());
    }
    for change in &changes {
        println!("stale: {}", change.path());
    }
    Err(format!("{} generated files are stale: run `cargo dev sync`", changes.len()).into())
}

fn write(root: &Path, file: &Generated) -> Result<(), Failure> {
    let path = root.join(&file.path);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, &file.text)?;
    println!("wrote {}", file.path);
    Ok(())
}
