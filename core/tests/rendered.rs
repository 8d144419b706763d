//! What is rendered is YAML, whatever the files are: every case of the command is rendered and read again.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin, Tree};
use asepsis::report::{ProblemCode, RenderOptions, Rendering};
use asepsis::{Checker, Input};

/// The files of a case by their names.
fn files(text: &str) -> BTreeMap<&str, String> {
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    let mut current = None;
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("-- ").and_then(|line| line.strip_suffix(" --"));
        match (name, current) {
            (Some(name), _) => current = Some(name),
            (None, Some(name)) => files.entry(name).or_default().push_str(line),
            (None, None) => {}
        }
    }
    files
}

fn cases(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            cases(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
}

/// The text as a tree. A masked key can be there twice.
fn read(case: &Path, text: &str) -> Tree {
    let source = Source::new("rendered.yaml", text);
    let (tree, problems) = parse(source, Format::YAML, Origin::Text, Limits::default());
    for problem in problems {
        let is_known = problem.code == ProblemCode::DuplicateKey;
        assert!(is_known, "{}: {problem:?}\n{text}", case.display());
    }
    tree
}

fn scalars(tree: &Tree) -> Vec<String> {
    let count = u32::try_from(tree.node_count()).unwrap();
    (0..count).map(|node| format!("{:?}", tree.node(node).scalar())).collect()
}

#[test]
fn every_case_is_rendered_as_yaml() {
    let mut found = Vec::new();
    cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/cli/tests/cases"), &mut found);
    let checker = Checker::default();
    let mut documents = 0;
    for case in &found {
        let text = fs::read_to_string(case).unwrap();
        let files = files(&text);
        let parsed: Vec<_> =
            files.iter().map(|(name, text)| checker.parse(Input::text(*name, &**text))).collect();
        let render = |origins: bool, show_secrets: bool| -> Rendering {
            let mut options = RenderOptions::default();
            (options.origins, options.show_secrets) = (origins, show_secrets);
            checker.render_parsed(&parsed, &options).unwrap()
        };
        let masked = render(false, false);
        let with_origins = render(true, false);
        let tree = read(case, &masked.text);
        documents += tree.documents().len();
        // Comments change nothing, and a mask only the values.
        assert_eq!(scalars(&tree), scalars(&read(case, &with_origins.text)), "{}", case.display());
        let shown = read(case, &render(false, true).text);
        assert_eq!(tree.documents().len(), shown.documents().len(), "{}", case.display());
        assert_eq!(tree.node_count(), shown.node_count(), "{}", case.display());
    }
    assert!(found.len() > 300 && documents > 500, "{} cases, {documents} documents", found.len());
}
