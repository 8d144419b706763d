//! `cargo dev generate`: inputs of any size, and data of other projects.

use std::path::Path;
use std::process::Command;

use super::pictures;
use crate::pods::pod;
use crate::workspace::root;
use crate::{Failure, Words};

/// The files of one folder.
const IN_A_FOLDER: usize = 500;

/// The program that knows the fields of a technology, and the table that it writes.
const FIELDS: (&str, &str) = ("fields", "core/src/frontends/kubernetes/fields/fields.txt");
const COMPOSE_FIELDS: (&str, &str) = ("compose", "core/src/frontends/compose/fields/fields.txt");
const KUSTOMIZE_KINDS: (&str, &str) = ("kustomize", "core/src/derivation/kustomize/kinds.txt");

/// Writes what is named.
pub(crate) fn run(words: Words<'_>) -> Result<(), Failure> {
    match words.clone().collect::<Vec<_>>().as_slice() {
        ["compose-fields"] => fields(COMPOSE_FIELDS),
        ["fields"] => fields(FIELDS),
        ["kustomize-kinds"] => fields(KUSTOMIZE_KINDS),
        ["pictures"] => pictures::write(),
        _ => pods(words),
    }
}

/// Writes a table of all fields that are known.
fn fields((program, table): (&str, &str)) -> Result<(), Failure> {
    let folder = root().join("core/dev/oracles").join(program);
    let made = Command::new("go").args(["run", ".", "table"]).current_dir(folder).output()?;
    if !made.status.success() {
        return Err(String::from_utf8_lossy(&made.stderr).into());
    }
    std::fs::write(root().join(table), made.stdout)?;
    println!("wrote {table}");
    Ok(())
}

/// Writes a manifest of a small Pod into each of many files.
fn pods(mut words: Words<'_>) -> Result<(), Failure> {
    let (Some("pods"), Some(number), Some(folder), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(
            "usage: cargo dev generate compose-fields | fields | kustomize-kinds | pictures | pods NUMBER FOLDER"
                .into(),
        );
    };
    let number: usize = number.parse()?;
    for index in 0..number {
        let folder = Path::new(folder).join(format!("{:03}", index / IN_A_FOLDER));
        if index % IN_A_FOLDER == 0 {
            std::fs::create_dir_all(&folder)?;
        }
        std::fs::write(folder.join(format!("pod-{index:06}.yaml")), pod(index))?;
    }
    println!("wrote {number} files under {folder}");
    Ok(())
}
