//! A trial of `cargo dev new-check`: in a copy of the library the guide's example is added as the guide
//! says, and a check to begin with for every facet, and their cases must pass as they are.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::facets::{self, SCAFFOLDS};
use super::{validate_family, validate_id, write};
use crate::Failure;
use crate::lists::{files_under, module_lists};
use crate::workspace::{cargo, root, succeed, target};

/// The guide, and the heading under which its example is.
const GUIDE: (&str, &str) = ("core/ARCHITECTURE.md", "\n## Adding a check\n");
/// The family of the checks to begin with.
const FAMILY: &str = "trial";

/// Makes the checks and runs their cases.
pub(crate) fn trial() -> Result<(), Failure> {
    let root = root();
    let copy = target().join("trial/library");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    copy_library(&root, &copy)?;
    for scaffold in SCAFFOLDS {
        write(&copy, FAMILY, &format!("trial-{}", scaffold.facet), scaffold)?;
    }
    let about = "//! One check for every facet.\n";
    fs::write(copy.join("core/src/checks").join(FAMILY).join("mod.rs"), about)?;
    follow_guide(&copy, &fs::read_to_string(root.join(GUIDE.0))?)?;
    for list in module_lists(&copy)? {
        fs::write(copy.join(&list.path), &list.text)?;
    }
    let cargo = |words: &[&str]| {
        let mut command = Command::new(cargo());
        // In a separate folder: cargo cannot tell the copy from the library, by name or by path.
        let build = target().join("trial/build");
        command.args(words).current_dir(&copy).env("CARGO_TARGET_DIR", build);
        succeed(&mut command)
    };
    cargo(&["fmt", "--all", "--check"])?;
    cargo(&["test", "--package", "asepsis", "--test", "fixtures"])
}

/// The library as a separate workspace.
fn copy_library(root: &Path, copy: &Path) -> Result<(), Failure> {
    let single = ["Cargo.lock", "rustfmt.toml"].map(str::to_owned);
    for path in files_under(root, "core")?.into_iter().chain(single) {
        let to = copy.join(&path);
        fs::create_dir_all(to.parent().unwrap_or(copy))?;
        fs::copy(root.join(&path), to)?;
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let lines = manifest.lines().map(|line| match line.split_once(" = [") {
        Some((key @ ("members" | "default-members"), _)) => format!("{key} = [\"core\"]\n"),
        _ => format!("{line}\n"),
    });
    fs::write(copy.join("Cargo.toml"), lines.collect::<Vec<_>>().concat())?;
    Ok(())
}

/// Does what the guide says: its command makes two files, and its texts are what is written into them.
fn follow_guide(copy: &Path, guide: &str) -> Result<(), Failure> {
    let (_, section) = guide.split_once(GUIDE.1).ok_or("the guide has lost its heading")?;
    let command = block(section, "sh")?.trim();
    let words: Vec<&str> = command.split_whitespace().collect();
    let ["cargo", "dev", "new-check", family, id, facet] = *words.as_slice() else {
        return Err(format!("the guide's first command makes no check: {command}").into());
    };
    validate_family(family)?;
    validate_id(copy, id)?;
    let scaffold = facets::find(facet).ok_or("the guide names an unknown facet")?;
    let [rule, cases] = write(copy, family, id, scaffold)?;
    fs::write(copy.join(rule), block(section, "rust")?)?;
    fs::write(copy.join(cases), block(section, "yaml")?)?;
    Ok(())
}

/// The first block of code in a language.
fn block<'t>(text: &'t str, language: &str) -> Result<&'t str, Failure> {
    let begin = format!("\n```{language}\n");
    let found = text.split_once(&begin).and_then(|(_, rest)| rest.split_once("```\n"));
    let (block, _) = found.ok_or_else(|| format!("the guide has no block of {language}"))?;
    Ok(block)
}
