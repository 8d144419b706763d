//! The copy of the tree in which the faults are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::chosen::Chosen;
use super::modules;
use super::programs::Programs;
use super::rewrite::{switched, with_switches};
use crate::Failure;
use crate::workspace::{cargo, root};

/// How often faults that do not compile are left out before something else is wrong.
const ROUNDS: usize = 8;

/// Texts by their paths below the folder of the workspace.
pub(super) type Sources = BTreeMap<String, String>;

/// The sources of the modules, without their tests.
pub(super) fn sources(root: &Path) -> Result<Sources, Failure> {
    let mut sources = Sources::new();
    for path in files(&root.join("core/src"))? {
        let file = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let is_test = file.contains("/tests/") || file.ends_with("/tests.rs");
        let is_rust = path.extension().is_some_and(|end| end == "rs");
        if is_rust && !is_test && modules::of(&file).is_some() {
            sources.insert(file, fs::read_to_string(&path)?);
        }
    }
    Ok(sources)
}

/// Builds the tests of a copy with the chosen faults; those that do not compile are replaced.
pub(super) fn build(
    folder: &Path,
    sources: &Sources,
    mut chosen: Chosen,
) -> Result<(Programs, Chosen), Failure> {
    let tree = folder.join("tree");
    prepare(&tree, sources)?;
    for _ in 0..ROUNDS {
        write(&tree, sources, &chosen)?;
        let refused = refused(&tree, &folder.join("build"))?;
        if refused.is_empty() {
            let programs = Programs::built(&tree, &folder.join("build"))?;
            return Ok((programs, chosen));
        }
        println!("{} faults do not compile; others take their place", refused.len());
        chosen = chosen.without(&refused);
    }
    Err("too many faults do not compile".into())
}

/// Copies what has changed: the library with its tests, and a workspace of it alone.
fn prepare(tree: &Path, sources: &Sources) -> Result<(), Failure> {
    let root = root();
    let library = root.join("core/src/lib.rs");
    for path in files(&root.join("core"))? {
        let below = path.strip_prefix(&root)?;
        // What is written with its switches is not written without them first, for then it has changed.
        let is_own = path == library || sources.contains_key(&*below.to_string_lossy());
        if is_own || below.starts_with("core/dev") || below.starts_with("core/fuzz") {
            continue;
        }
        update(&tree.join(below), &fs::read(&path)?)?;
    }
    // What has gone from the library would be found beside what came in its place.
    for path in files(&tree.join("core")).unwrap_or_default() {
        let is_own = path == tree.join("core/src/mutation.rs");
        if !is_own && !root.join(path.strip_prefix(tree)?).exists() {
            fs::remove_file(&path)?;
        }
    }
    update(&tree.join("Cargo.lock"), &fs::read(root.join("Cargo.lock"))?)?;
    let manifest = fs::read_to_string(root.join("Cargo.toml"))?;
    let is_member =
        |line: &&str| line.starts_with("members =") || line.starts_with("default-members =");
    let kept: Vec<&str> = manifest.lines().filter(|line| !is_member(line)).collect();
    let manifest = kept.join("\n").replacen("[workspace]", "[workspace]\nmembers = [\"core\"]", 1);
    update(&tree.join("Cargo.toml"), manifest.as_bytes())?;
    let text = fs::read_to_string(&library)?;
    update(
        &tree.join("core/src/lib.rs"),
        text.replacen("\nmod tree;", "\nmod tree;\nmod mutation;", 1).as_bytes(),
    )?;
    update(&tree.join("core/src/mutation.rs"), include_bytes!("switches.txt"))
}

/// Writes the sources with their switches.
fn write(tree: &Path, sources: &Sources, chosen: &Chosen) -> Result<(), Failure> {
    for (file, text) in sources {
        let own = chosen.tried().iter().enumerate().filter(|(_, mutant)| mutant.file == *file);
        update(&tree.join(file), with_switches(text, own).as_bytes())?;
    }
    Ok(())
}

/// The faults that the compiler refuses.
fn refused(tree: &Path, build: &Path) -> Result<Vec<usize>, Failure> {
    let mut check = Command::new(cargo());
    check.args(["check", "--quiet", "--lib", "--message-format=json"]).current_dir(tree);
    check.env("CARGO_TARGET_DIR", build).env("RUSTFLAGS", LINTS);
    let output = check.stderr(Stdio::inherit()).output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let mut refused = Vec::new();
    let mut others = Vec::new();
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let messages = messages.filter_map(|mut message| Some(message.get_mut("message")?.take()));
    for message in messages.filter(|message| text_of(message, "level") == "error") {
        let before = refused.len();
        for span in message.get("spans").and_then(Value::as_array).into_iter().flatten() {
            let line = |name: &str| {
                let number = span.get(name).and_then(Value::as_u64).unwrap_or_default();
                usize::try_from(number).unwrap_or_default()
            };
            let file = tree.join(text_of(span, "file_name"));
            let text = fs::read_to_string(file).unwrap_or_default();
            refused.extend(switched(&text, line("line_start")..=line("line_end")));
        }
        if refused.len() == before {
            others.push(text_of(&message, "rendered").to_owned());
        }
    }
    refused.sort_unstable();
    refused.dedup();
    if refused.is_empty() && !output.status.success() {
        return Err(format!("the copy does not compile:\n{}", others.concat()).into());
    }
    Ok(refused)
}

fn text_of<'v>(value: &'v Value, name: &str) -> &'v str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// What a fault makes strange is not a fault of the compiler's.
pub(super) const LINTS: &str = "--cap-lints=allow";

/// Writes a file where it is not so already, so that cargo builds only what has changed.
fn update(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|known| known == bytes) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes)?;
    Ok(())
}

/// All files below a folder, sorted.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut folders = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::places;

    #[test]
    fn every_module_has_sources_that_can_be_read() {
        let sources = sources(&root()).unwrap();
        for module in &modules::MODULES {
            let own = sources
                .iter()
                .filter(|(file, _)| modules::of(file).is_some_and(|of| of.name == module.name));
            let count: usize = own.map(|(file, text)| places::of(file, text).unwrap().len()).sum();
            assert!(count > 100, "{}: {count}", module.name);
        }
    }
}
