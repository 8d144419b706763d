//! What is generated from the checks' declarations is up to date, and the declarations are whole.

use std::path::Path;

use asepsis::internal::checks::ALL;

#[path = "../dev/src/generate/mod.rs"]
mod generate;
#[path = "../dev/src/lists.rs"]
mod lists;

#[test]
fn generated_files_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let changes = generate::changes(&root).expect("the generated files can be read");
    let stale: Vec<&str> = changes.iter().map(generate::Change::path).collect();
    assert!(stale.is_empty(), "run `cargo dev sync`; stale: {stale:#?}");
}

/// Paths are between backticks and have a folder.
#[test]
fn what_the_threat_model_names_as_its_tests_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = std::fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let words = text.split('`').skip(1).step_by(2);
    let is_path = |word: &&str| word.contains('/') && !word.contains("://");
    let missing: Vec<&str> =
        words.filter(is_path).filter(|path| !root.join(path).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn declarations_say_what_why_and_what_to_do() {
    for (family, checks) in ALL {
        for check in *checks {
            let place = format!("{family}/{}", check.id);
            assert!(!check.title.ends_with('.'), "{place}: the title has no full stop");
            let fix = check.fix.general();
            for text in [check.title, check.why, &fix] {
                assert!(!text.contains("TODO"), "{place}: `{text}`");
            }
            for text in [check.why, &fix] {
                assert!(text.ends_with('.'), "{place}: `{text}` is a sentence");
            }
        }
    }
}
