//! Words that a fuzzer does not find by itself: names of fields and of checks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use asepsis::AnyCheck;

use crate::Failure;

/// The tables of fields.
const TABLES: [&str; 2] = [
    "core/src/frontends/kubernetes/fields/fields.txt",
    "core/src/frontends/compose/fields/fields.txt",
];

/// In how many seeds a word has to be: the tables have many that no check reads.
const SEEDS: usize = 3;

/// The fuzzer's file of words.
pub(super) fn dictionary(root: &Path, corpus: &Path) -> Result<String, Failure> {
    let mut known = BTreeSet::new();
    for table in TABLES {
        let text = fs::read_to_string(root.join(table))?;
        known.extend(words(&text).map(str::to_owned));
    }
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for target in fs::read_dir(corpus)?.flatten() {
        for seed in fs::read_dir(target.path())?.flatten() {
            let text = String::from_utf8_lossy(&fs::read(seed.path())?).into_owned();
            let words: BTreeSet<&str> = words(&text).filter(|word| known.contains(*word)).collect();
            for word in words {
                *used.entry(word.to_owned()).or_default() += 1;
            }
        }
    }
    let often = used.into_iter().filter(|(_, count)| *count >= SEEDS).map(|(word, _)| word);
    let ids = AnyCheck::built_in().map(|check| check.id().to_owned()).collect::<Vec<_>>();
    let quoted = often.chain(ids).map(|word| format!("\"{word}\""));
    Ok(quoted.collect::<Vec<_>>().join("\n"))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|sign: char| !(sign.is_ascii_alphabetic() || sign == '_'));
    parts.filter(|word| word.len() > 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_what_names_consist_of() {
        let found: Vec<&str> = words("core/v1.HostAlias hostnames:[s ip:s").collect();
        assert_eq!(found, ["core", "HostAlias", "hostnames"]);
    }
}
