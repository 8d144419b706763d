//! Blocks of Rust: programs are compiled by rustdoc, excerpts are compared with the sources.

use super::is_in_guide;
use super::markdown::{Block, files, read};

/// The file whose documentation includes the Markdown files with programs.
const DOCTESTS: &str = "core/src/lib.rs";

pub(crate) fn check(block: &Block) -> Result<(), String> {
    if is_in_guide(block) {
        return Ok(());
    }
    if block.code.contains("fn main(") {
        let included = format!("#[doc = include_str!(\"../../{}\")]", block.file);
        if read(DOCTESTS).contains(&included) {
            return Ok(());
        }
        return Err(format!("is a program, but {DOCTESTS} does not make its page a doctest"));
    }
    if files("rs").iter().any(|(_, text)| text.contains(&block.code)) {
        return Ok(());
    }
    Err("is neither a program nor an excerpt: no source contains it".to_owned())
}
