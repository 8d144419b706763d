//! `cargo dev new-check`: the pair of files of a new check.

use std::path::Path;

use super::sync;
use crate::workspace::root;
use crate::{Failure, Words};

const RULE: &str = include_str!("new_check.rs.txt");
const FIXTURE: &str = include_str!("new_check.yaml.txt");

/// Makes the pair and lists it wherever checks are listed.
pub(crate) fn run(mut words: Words<'_>) -> Result<(), Failure> {
    let (Some(family), Some(id), None) = (words.next(), words.next(), words.next()) else {
        return Err("usage: cargo dev new-check FAMILY ID".into());
    };
    let root = root();
    validate_family(family)?;
    validate_id(&root, id)?;
    let folder = root.join("core/src/checks").join(family);
    if !folder.is_dir() {
        std::fs::create_dir_all(&folder)?;
        let about = format!("//! TODO: say what the checks of `{family}` are about.\n");
        std::fs::write(folder.join("mod.rs"), about)?;
    }
    let name = id.replace('-', "_");
    let since = env!("CARGO_PKG_VERSION");
    for (end, template) in [("rs", RULE), ("yaml", FIXTURE)] {
        let text = template.replace("{id}", id).replace("{since}", since);
        std::fs::write(folder.join(format!("{name}.{end}")), text)?;
        println!("wrote core/src/checks/{family}/{name}.{end}");
    }
    sync::sync()?;
    println!(
        "\nnext:\n\
         1. say in core/src/checks/{family}/{name}.rs what is wrong, why and what to do, and judge it\n\
         2. show it in core/src/checks/{family}/{name}.yaml; `cargo test` fails as long as a TODO stands there\n\
         3. cargo dev sync && cargo test"
    );
    Ok(())
}

/// A family is a module: lower-case words with `_` between them.
fn validate_family(family: &str) -> Result<(), Failure> {
    if is_words(family, '_') {
        return Ok(());
    }
    Err(format!("family `{family}` has to be lower-case words with `_` between them").into())
}

/// An id is lower-case words with `-` between them, and nobody has had it before.
fn validate_id(root: &Path, id: &str) -> Result<(), Failure> {
    if !is_words(id, '-') || !id.contains('-') {
        let why = "has to name the problem: lower-case words with `-` between them";
        return Err(format!("id `{id}` {why}").into());
    }
    let name = format!("{}.rs", id.replace('-', "_"));
    for entry in std::fs::read_dir(root.join("core/src/checks"))? {
        let path = entry?.path();
        if path.join(&name).exists() {
            return Err(format!("id `{id}` is taken: {}", path.join(&name).display()).into());
        }
    }
    Ok(())
}

fn is_words(text: &str, separator: char) -> bool {
    text.split(separator).all(|word| {
        word.starts_with(|first: char| first.is_ascii_lowercase())
            && word.chars().all(|each| each.is_ascii_lowercase() || each.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_lower_case_words_with_hyphens() {
        let root = root();
        assert!(validate_id(&root, "a-new-problem-2").is_err(), "a word begins with a letter");
        assert!(validate_id(&root, "a-new-problem").is_ok());
        for id in ["", "one", "Upper-case", "two--hyphens", "ends-", "under_score", "umläut-x"] {
            assert!(validate_id(&root, id).is_err(), "{id}");
        }
    }

    #[test]
    fn an_id_of_any_family_is_taken() {
        let failure = validate_id(&root(), "privileged-container").unwrap_err().to_string();
        assert!(failure.contains("is taken"), "{failure}");
    }

    #[test]
    fn families_are_names_of_modules() {
        assert!(validate_family("supply_chain").is_ok());
        for family in ["", "supply-chain", "../pods", "Pods", "_x"] {
            assert!(validate_family(family).is_err(), "{family}");
        }
    }
}
