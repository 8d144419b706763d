//! `cargo dev generate`: inputs of any size.

use std::path::Path;

use crate::pods::pod;
use crate::{Failure, Words};

/// The files of one folder.
const IN_A_FOLDER: usize = 500;

/// Writes a manifest of a small Pod into each of many files.
pub(crate) fn run(mut words: Words<'_>) -> Result<(), Failure> {
    let (Some("pods"), Some(number), Some(folder), None) =
        (words.next(), words.next(), words.next(), words.next())
    else {
        return Err("usage: cargo dev generate pods NUMBER FOLDER".into());
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
