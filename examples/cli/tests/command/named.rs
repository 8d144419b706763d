//! Referenced files are read within the repository only; unresolved references are reported, and none
//! blocks a run.

use std::fmt::Write as _;
use std::fs;
use std::time::{Duration, Instant};

use super::run::{Platform, Run};
use super::texts::POD;

/// Long enough for a debug build on a busy machine, and too short for exponential growth.
const SOON: Duration = Duration::from_secs(40);

fn compose(of_service: &str) -> String {
    format!("services: {{ward: {{image: \"registry.example/ward:1.0\", {of_service}}}}}\n")
}

fn repository() -> Platform {
    let platform = Platform::new();
    fs::create_dir(platform.path(".git")).unwrap();
    platform
}

/// The messages about all inputs.
fn messages(run: &Run) -> Vec<String> {
    let report = run.report();
    let inputs = report["inputs"].as_array().unwrap().iter();
    let problems =
        inputs.flat_map(|input| input["problems"].as_array().cloned().unwrap_or_default());
    problems.map(|problem| problem["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_cycle_of_references_ends_and_is_reported() {
    let platform = repository()
        .file(
            "compose/compose.yaml",
            format!("include: [b.part]\n{}", compose("env_file: compose.yaml")),
        )
        .file("compose/b.part", "include: [compose.yaml]\nservices: {b: {image: \"b:1.0\"}}\n")
        .file("one/kustomization.yaml", "resources: [../two, pod.yaml]\n")
        .file("two/kustomization.yaml", "resources: [../one, .]\n")
        .file("one/pod.yaml", POD);
    let expected = [
        "compose/b.part partial reference-cycle:1",
        "compose/compose.yaml partial reference-cycle:1,missing-reference:2",
    ];
    assert_eq!(platform.check(&["compose"]).inputs_at(), expected);
    let run = platform.check(&["two"]);
    let expected = [
        "one/kustomization.yaml analysed",
        "one/pod.yaml analysed",
        "two/kustomization.yaml analysed",
    ];
    assert_eq!(run.inputs(), expected);
    assert_eq!(run.found(), ["one/pod.yaml"]);
}

#[test]
fn references_from_ever_deeper_folders_end() {
    let platform = repository();
    let root = fs::canonicalize(platform.root()).unwrap().display().to_string();
    let both = |file: &str| {
        let of = |folder| format!("{{path: {root}/{file}, project_directory: {folder}}}");
        format!("include: [{}, {}]\n", of("x"), of("y"))
    };
    let mut platform = platform
        .file("own.part", both("own.part"))
        .file("a/compose.yaml", format!("include: [{root}/own.part]\n{}", compose("")))
        .file("b/compose.yaml", format!("include: [{root}/0.part]\n{}", compose("")))
        .file("18.part", compose(""));
    for number in 0..18 {
        platform = platform.file(&format!("{number}.part"), both(&format!("{}.part", number + 1)));
    }
    let begun = Instant::now();
    for folder in ["a", "b"] {
        let run = platform.check(&[folder]);
        assert_eq!(run.exit, 3, "{}", run.stderr);
    }
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[test]
fn ten_thousand_references_are_fast() {
    let names = 0..10_000;
    let mut missing = "services:\n  ward:\n    image: ward:1.0\n    env_file:\n".to_owned();
    let mut listed = "resources:\n".to_owned();
    for number in names {
        writeln!(missing, "    - {number}.env").unwrap();
        writeln!(listed, "- {number}.yaml").unwrap();
    }
    let mut platform = repository()
        .file("missing/compose.yaml", missing)
        .file("base/kustomization.yaml", listed)
        .file("overlay/kustomization.yaml", "resources: [../base]\n");
    for number in 0..1_000 {
        let next = format!("resources: [../{}]\n", number + 1);
        platform = platform.file(&format!("chain/{number}/kustomization.yaml"), next);
    }
    let platform = platform.file("base/9999.yaml", POD);
    let begun = Instant::now();
    let run = platform.check(&["missing"]);
    assert_eq!(messages(&run).len(), 10_000);
    let run = platform.check(&["overlay"]);
    assert_eq!((run.found(), messages(&run).len()), (vec!["base/9999.yaml".to_owned()], 9_999));
    let run = platform.check(&["chain/0"]);
    assert_eq!((run.inputs().len(), messages(&run).len()), (1_000, 1));
    assert!(begun.elapsed() < SOON, "{:?}", begun.elapsed());
}

#[test]
fn a_referenced_folder_needs_a_kustomization() {
    let platform = repository()
        .file("compose.yaml", compose("env_file: conf, extends: {file: conf, service: ward}"))
        .file("conf/ward.yaml", POD)
        .file("kust/kustomization.yaml", "resources: [../conf, ../base/]\n")
        .file("base/kustomization.yml", "resources: [pod.yaml]\n")
        .file("base/pod.yaml", POD);
    let expected = ["compose.yaml partial missing-reference:1", "conf/ other special-file"];
    assert_eq!(platform.check(&["compose.yaml"]).inputs_at(), expected);
    let run = platform.check(&["kust"]);
    let expected = [
        "base/kustomization.yml analysed",
        "base/pod.yaml analysed",
        "conf/ other special-file",
        "kust/kustomization.yaml partial missing-reference:1",
    ];
    assert_eq!(run.inputs_at(), expected);
    assert!(messages(&run)[0].starts_with("a folder without a kustomization"));
}

#[test]
fn nothing_outside_of_the_repository_is_read() {
    let platform = Platform::new()
        .file("outside/ward.env", "WARD_PASSWORD=vK3m-9qTz-71xw\n")
        .file("outside/kustomization.yaml", "resources: [pod.yaml]\n")
        .file("outside/pod.yaml", POD);
    let outside = fs::canonicalize(platform.path("outside")).unwrap().display().to_string();
    fs::create_dir_all(platform.path("home/.git")).unwrap();
    let files =
        format!("env_file: [../outside/ward.env, {outside}/ward.env, ../../../../../../../../x]");
    let platform = platform
        .file("home/compose.yaml", compose(&files))
        .file("home/kust/kustomization.yaml", "resources: [../../outside]\n");
    let run = platform.check(&["home"]);
    let report = run.report();
    let excluded = report["inputs"].as_array().unwrap().iter();
    let excluded: Vec<&str> = excluded
        .filter(|input| input["status"] == "excluded")
        .map(|input| input["path"].as_str().unwrap())
        .collect();
    assert_eq!(excluded, [&*format!("{outside}/ward.env"), "outside/", "outside/ward.env"]);
    assert!(run.found().is_empty());
    assert!(
        messages(&run)
            .iter()
            .any(|said| said == "referenced by `home/compose.yaml`, but outside of the repository")
    );
    assert!(!run.text().contains("vK3m"));
}

#[test]
fn without_a_repository_the_given_folder_is_the_limit() {
    let platform = Platform::new()
        .file("base/kustomization.yaml", "resources: [pod.yaml]\n")
        .file("base/pod.yaml", POD)
        .file("overlay/kustomization.yaml", "resources: [../base]\n");
    let run = platform.check(&["overlay"]);
    let expected =
        ["base/ excluded left-out", "overlay/kustomization.yaml partial missing-reference"];
    assert_eq!(run.inputs(), expected);
    assert_eq!(
        messages(&run)[0],
        "referenced by `overlay/kustomization.yaml`, but outside of the given folder"
    );
    // If a folder around both is given as well, it is the limit.
    assert_eq!(platform.check(&["overlay", "base"]).found(), ["base/pod.yaml"]);
}

#[cfg(unix)]
#[test]
fn no_link_leaves_the_repository_and_no_pipe_is_opened() {
    let platform = repository()
        .file("compose.yaml", compose("env_file: [link/ward.env, pipe, broken, own]"))
        .file("conf/ward.vars", "BEDS=24\n");
    let outside = Platform::new().file("ward.env", "BEDS=24\n");
    let link = |to: &std::path::Path, name: &str| {
        std::os::unix::fs::symlink(to, platform.path(name)).unwrap();
    };
    link(outside.root(), "link");
    link("nowhere".as_ref(), "broken");
    link("conf/ward.vars".as_ref(), "own");
    let made = std::process::Command::new("mkfifo").arg(platform.path("pipe")).status().unwrap();
    assert!(made.success());
    let expected = [
        "broken other broken-link",
        "compose.yaml partial missing-reference,missing-reference,missing-reference",
        "link/ward.env excluded left-out",
        "own analysed",
        "pipe other special-file",
    ];
    assert_eq!(platform.check(&["compose.yaml"]).inputs(), expected);
}

#[test]
fn a_url_is_reported_as_it_is_written() {
    let names = ["oci://registry.example/ward:1", "https://git.example/ward.git"];
    let text = format!("include: [{}]\n{}", names.join(", "), compose(""));
    let platform = repository()
        .file("compose.yaml", text)
        .file("kustomization.yaml", "resources: [\"https://git.example/ward//base?ref=v1\"]\n");
    let run = platform.check(&["."]);
    for name in names {
        assert!(messages(&run).contains(&format!("`{name}` not found in the input")), "{name}");
    }
    assert_eq!(run.exit, 3);
}

#[test]
fn excludes_apply_to_referenced_files() {
    let platform = repository()
        .file("kust/kustomization.yaml", "resources: [../base/pod.yaml]\n")
        .file("base/pod.yaml", POD);
    let run = platform.check(&["kust", "--exclude", "base/"]);
    let expected =
        ["base/pod.yaml excluded left-out", "kust/kustomization.yaml partial missing-reference"];
    assert_eq!(run.inputs(), expected);
    assert_eq!(
        run.report()["inputs"][0]["problems"][0]["message"],
        "excluded by the pattern `base/`"
    );
}
