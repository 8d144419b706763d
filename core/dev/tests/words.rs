//! How the project writes: `core/docs/style.md` has the rules.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

use asepsis::checks::AnyCheck;

/// Words that hide the actor or the term. The bars keep this file free of them.
const WORDS: [&str; 7] = ["who|ever", "no|body", "hol|ds", "sta|nds", "h|e", "h|is", "h|im"];
/// Phrases that do, between blanks: `is_none` is code.
const PHRASES: [&str; 2] = ["is no|ne", "of its o|wn"];

/// What is prose or has comments.
const KINDS: [&str; 17] = [
    "conf", "css", "env", "html", "ini", "js", "md", "mjs", "py", "pyi", "rs", "sh", "tf", "toml",
    "ts", "txt", "yaml",
];

/// Folders that are built or installed.
const BUILT: [&str; 4] = ["dist", "node_modules", "pkg", "target"];

/// The file that quotes what it rules out.
const RULES: &str = "core/docs/style.md";

#[test]
fn words_that_hide_the_actor_are_not_used() {
    let between_blanks = |text: &str| format!(" {} ", text.replace('|', ""));
    let (unused, phrases) = (WORDS.map(between_blanks), PHRASES.map(between_blanks));
    let (mut wrong, mut read) = (Vec::new(), 0);
    for (name, text) in files(&root()) {
        if name == RULES {
            continue;
        }
        read += 1;
        for (number, line) in text.lines().enumerate() {
            let (words, spoken) = (words(line), phrase(line));
            let of_words = unused.iter().filter(|word| words.contains(&***word));
            let of_phrases = phrases.iter().filter(|phrase| spoken.contains(&***phrase));
            // The code of a language.
            if line.contains("\"fr\", \"h") && name.ends_with("settings/texts.rs") {
                continue;
            }
            for found in of_words.chain(of_phrases) {
                wrong.push(format!("{name}:{}:{found}", number + 1));
            }
        }
    }
    assert!(read > 500, "{read} files");
    assert!(wrong.is_empty(), "{} places:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn titles_and_messages_are_phrases_and_reasons_and_fixes_are_sentences() {
    let mut wrong = Vec::new();
    for check in AnyCheck::built_in() {
        let messages = check.messages().iter().copied();
        for phrase in messages.chain([check.title()]) {
            let is_long = phrase.chars().count() > 100;
            if phrase.ends_with('.') || is_long || !begins_a_phrase(phrase) {
                wrong.push(format!("{}: {phrase}", check.id()));
            }
        }
        let fixes = check.fix().by_technology().iter().map(|(_, fix)| (*fix).to_owned());
        let general = check.fix().general().into_owned();
        for sentence in fixes.chain([general, check.why().to_owned()]) {
            if !sentence.ends_with('.') || sentence.starts_with(char::is_lowercase) {
                wrong.push(format!("{}: {sentence}", check.id()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_are_told_apart_also_in_names() {
    assert_eq!(words("fn who_Ever(x: u8)"), " fn who ever x u ");
}

/// Whether the first word is in lower case, unless it is a kind or a name.
fn begins_a_phrase(phrase: &str) -> bool {
    const NAMES: [&str; 13] = [
        "AppArmor",
        "ClusterRole",
        "Ingress",
        "JWT",
        "NetworkPolicy",
        "Pod",
        "Role",
        "SELinux",
        "Secret",
        "Service",
        "ServiceAccount",
        "StorageClass",
        "Vault",
    ];
    let first = phrase.split(' ').next().unwrap_or_default();
    !first.starts_with(char::is_uppercase) || NAMES.contains(&first)
}

/// The words of a line in lower case, each between blanks.
fn words(line: &str) -> String {
    let separated: String =
        line.chars().map(|letter| if letter.is_alphabetic() { letter } else { ' ' }).collect();
    let words: Vec<String> = separated.split_whitespace().map(str::to_lowercase).collect();
    format!(" {} ", words.join(" "))
}

/// The line with one blank between its words and no marks at their ends.
fn phrase(line: &str) -> String {
    let ends = ['.', ',', ';', ':', '`', '"', ')', '('];
    let words: Vec<&str> = line.split_whitespace().map(|word| word.trim_matches(ends)).collect();
    format!(" {} ", words.join(" "))
}

/// The top of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// The files of prose and sources, by their paths with `/`.
fn files(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !BUILT.contains(&&*name) && !name.starts_with('.') {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|end| KINDS.iter().any(|kind| end == *kind)) {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}
