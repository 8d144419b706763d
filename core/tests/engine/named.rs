//! Files that inputs refer to, for callers that read files; and the problems if they are not read.

use asepsis::{Checker, Input, NamedFiles, Parsed};

fn parsed(name: &str, text: &str) -> Parsed {
    Checker::default().parse(Input::text(name, text))
}

fn paths(names: &mut NamedFiles, parsed: &[&Parsed]) -> Vec<String> {
    names.of(parsed.iter().copied()).into_iter().map(|file| file.path).collect()
}

const COMPOSE: &str = "\
include:
  - path: part
    env_file: part.vars
services:
  lab:
    extends: {file: ../base, service: lab}
    env_file: [lab.vars, \"${SITE}.vars\", /dev/null, {path: own.vars, required: false}]
    label_file: lab.labels
";

#[test]
fn names_are_told_once_and_followed_by_role() {
    let mut names = Checker::default().named_files();
    let compose = parsed("lab/compose.yaml", COMPOSE);
    let expected = [
        "lab/.env",
        "lab/part",
        "lab/part.vars",
        "base",
        "lab/lab.vars",
        "lab/own.vars",
        "lab/lab.labels",
    ];
    assert_eq!(paths(&mut names, &[&compose]), expected);
    assert!(paths(&mut names, &[&compose]).is_empty());
    // Neither name nor look says that it is of Compose.
    let base = parsed("base", "services: {lab: {extends: {file: root, service: lab}}}");
    assert_eq!(paths(&mut names, &[&base]), ["root"]);
    let variables = parsed("lab/lab.vars", "env_file=x.vars\n");
    assert!(paths(&mut names, &[&variables]).is_empty());
}

#[test]
fn what_a_variable_decides_is_named_when_the_variable_has_come() {
    let mut names = Checker::default().named_files();
    let compose = parsed("lab/compose.yaml", COMPOSE);
    let first = paths(&mut names, &[&compose]);
    assert!(!first.contains(&"lab/north.vars".to_owned()));
    let variables = parsed("lab/.env", "SITE=north\n");
    assert_eq!(paths(&mut names, &[&variables]), ["lab/north.vars"]);
}

#[test]
fn a_kustomization_names_files_and_folders() {
    let text = "\
resources: [../base, pod.yaml, 'https://git.example/ward//base?ref=v1']
patches: [{path: patch.yaml}, {patch: 'kind: Pod'}]
patchesStrategicMerge: [\"kind: Pod\\nspec: {}\"]
secretGenerator: [{name: a, envs: [a.vars], files: [own.yaml, key=b.json, tls.crt]}]
";
    let named = Checker::default().named_files().of([&parsed("lab/kustomization.yaml", text)]);
    let said: Vec<(&str, usize, bool)> = named
        .iter()
        .map(|file| (file.path.as_str(), file.in_folder.len(), file.has_values))
        .collect();
    let expected = [
        ("base", 3, false),
        ("lab/pod.yaml", 3, false),
        ("lab/patch.yaml", 0, false),
        ("lab/a.vars", 0, true),
        ("lab/own.yaml", 0, false),
        ("lab/b.json", 0, false),
        ("lab/tls.crt", 0, false),
    ];
    assert_eq!(said, expected);
    assert!(named.iter().all(|file| file.by == "lab/kustomization.yaml"));
}

#[test]
fn files_alone_name_nothing_and_bundles_stay_apart() {
    let checker = Checker::default();
    let compose = "services: {lab: {image: lab, env_file: lab.vars}}";
    let mut names = checker.named_files();
    let alone = checker.parse(Input::text("compose.yaml", compose).alone());
    assert!(names.of([&alone]).is_empty());
    let of = |bundle: &str| checker.parse(Input::text("compose.yaml", compose).bundle(bundle));
    let files = names.of([&of("a"), &of("b")]);
    let bundles: Vec<&str> = files.iter().map(|file| &*file.bundle).collect();
    assert_eq!(bundles, ["a", "a", "b", "b"]);
}

#[test]
fn a_missing_file_is_said_once_where_it_is_first_named() {
    let service = |name: &str| {
        format!(
            "  {name}:\n    image: a:1.0\n    env_file: [gone.vars, {{path: b, required: 'no'}}]\n"
        )
    };
    let base = format!("services:\n{}{}", service("lab"), service("ward"));
    let report = Checker::default().check([
        Input::text("compose.yaml", base),
        Input::text("compose.prod.yaml", "services: {lab: {mem_limit: 1g}}\n"),
    ]);
    let problems = report.inputs().iter().flat_map(|input| &input.problems);
    let said: Vec<(String, u32)> = problems
        .map(|problem| {
            let location = problem.location.as_ref().unwrap();
            (format!("{}: {}", location.path, problem.message), location.start.unwrap().line)
        })
        .collect();
    let expected = "compose.yaml: `gone.vars` not found in the input".to_owned();
    assert_eq!(said, [(expected, 4)]);
}
