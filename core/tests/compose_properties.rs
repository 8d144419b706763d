//! Invariants of every Compose project, however broken its files are.
#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use asepsis::internal::derivation::compose::{File, Project, projects};
use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin, Tree};
use asepsis::recognise;
use fastrand::Rng;
use serde_json::Value;

const PIECES: [&str; 22] = [
    "!reset ",
    "!override ",
    "${",
    "}",
    "$A",
    "${A:-",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "null",
    "\n",
    "    ",
    "&a ",
    "*a",
    "<<: *a\n",
    "5",
    "'",
    "extends: a\n",
    "80-90:",
];

fn read(files: &[(String, String)]) -> (Vec<Arc<Tree>>, Vec<Project>) {
    let parsed = files.iter().map(|(path, text)| {
        let is_yaml = path.ends_with("yaml") || path.ends_with("yml");
        let format = if is_yaml { Format::COMPOSE } else { recognise(".env").unwrap().format };
        let source = Source::new(path.as_str(), text.as_str());
        Arc::new(parse(source, format, Origin::Text, Limits::default()).0)
    });
    let trees: Vec<Arc<Tree>> = parsed.collect();
    let inputs: Vec<File<'_>> = (0..)
        .zip(files.iter().zip(&trees))
        .map(|(number, ((path, _), tree))| File { number, path, tree, is_part: false })
        .collect();
    let made = projects(&inputs, Limits::default());
    (trees, made)
}

/// Every node comes from a node that is there, every problem lies in its text.
fn check(files: &[(String, String)]) {
    let (trees, projects) = read(files);
    for project in projects {
        for index in 0..u32::try_from(project.tree.node_count()).unwrap() {
            let written = project.tree.written(index, None);
            let others = written.contributors.iter();
            let others = others.map(|one| (one.tree, one.node, one.part.clone()));
            for (tree, node, part) in others.chain([(written.tree, written.node, written.part)]) {
                let number = trees.iter().position(|one| std::ptr::eq(&raw const **one, tree));
                let number = u32::try_from(number.unwrap()).unwrap();
                assert!(project.files.contains(&number), "{files:?}");
                let nodes = tree.node_count();
                assert!(nodes == 0 || (node as usize) < nodes, "{files:?}");
                let text = tree.node(node).text();
                let part = part.unwrap_or(0..0);
                assert!(text.get(part.clone()).is_some(), "{part:?} of {text:?}: {files:?}");
            }
        }
        for (number, problem) in project.problems {
            let text = trees.get(number as usize).unwrap().source().text();
            if let Some(span) = problem.span {
                assert!(text.get(span.range()).is_some(), "{files:?}");
            }
        }
    }
}

#[test]
fn every_node_of_a_broken_project_names_a_place() {
    let mut random = Rng::with_seed(7);
    for line in include_str!("oracle/compose.jsonl").lines() {
        let recorded: Value = serde_json::from_str(line).unwrap();
        let files = recorded.pointer("/case/files").and_then(Value::as_array).unwrap();
        let text = |file: &Value, key: &str| file.get(key).unwrap().as_str().unwrap().to_owned();
        let files: Vec<(String, String)> =
            files.iter().map(|file| (text(file, "path"), text(file, "text"))).collect();
        check(&files);
        for _ in 0..4 {
            let mut changed = files.clone();
            for (_, text) in &mut changed {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                let at = random.choice(&places).copied().unwrap_or_default();
                let piece = random.choice(PIECES).unwrap();
                if random.bool() {
                    text.insert_str(at, piece);
                } else {
                    text.truncate(at);
                }
            }
            check(&changed);
        }
    }
}

#[test]
fn large_and_hostile_projects_end_soon() {
    let service = |at: usize, rest: &str| format!("  s{at}: {{image: a{rest}}}\n");
    let many: String =
        (0..5_000).map(|at| service(at, ", ports: ['80'], environment: [A=b]")).collect();
    let chain: String =
        (0..3_000).map(|at| service(at, &format!(", extends: s{}", at + 1))).collect();
    let long = "x".repeat(1 << 20);
    let copies: String = (1..5_000).map(|at| service(at, ", extends: s0")).collect();
    let variables = "${A:-b} ${B} ".repeat(50_000);
    let mut doubled = "x-0: &a0 [a, b]\n".to_owned();
    for at in 1..40 {
        writeln!(doubled, "x-{at}: &a{at} [*a{0}, *a{0}]", at - 1).unwrap();
    }
    let cases = [
        format!("services:\n{many}"),
        format!("services:\n{chain}"),
        format!("services:\n  s0: {{image: {long}}}\n{copies}"),
        format!("services:\n  a: {{command: '{variables}'}}\n"),
        format!("{doubled}services: {{a: {{image: x}}}}\n"),
        format!("services:\n  a: {{ports: [{}]}}\n", vec!["1-65535"; 500].join(", ")),
        format!("services: {{a: {}1{}}}\n", "[".repeat(900), "]".repeat(900)),
        format!("services: {{a: {{image: \"{}\"}}}}\n", "${A:-".repeat(5_000)),
    ];
    for (at, text) in cases.into_iter().enumerate() {
        let start = Instant::now();
        check(&[("compose.yaml".to_owned(), text)]);
        assert!(start.elapsed() < Duration::from_secs(20), "case {at}: {:?}", start.elapsed());
    }
}

#[test]
fn files_that_include_each_other_twice_do_not_multiply() {
    let mut files = Vec::new();
    for at in 0..18 {
        let next = at + 1;
        let text = format!(
            "include: [{{path: f{next}/x.yaml, project_directory: .}}, {{path: f{next}/x.yaml, project_directory: ./}}]\nservices: {{s{at}: {{image: a}}}}\n"
        );
        files.push((format!("f{at}/x.yaml"), text));
    }
    let start = Instant::now();
    check(&files);
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}
