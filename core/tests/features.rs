//! The technologies that are compiled in, and those that are left out: `cargo test --test features`,
//! with and without `--no-default-features`.

use asepsis::{Checker, Input, InputStatus, Report, recognise};

/// A file of each technology with a finding, the word of its kind, and whether it is compiled in.
const FILES: &[(&str, &str, &str, bool)] = &[
    (
        "compose.yaml",
        "services: {ward: {image: 'registry.example/ward:1.2.3', privileged: true}}\n",
        "compose",
        cfg!(feature = "compose"),
    ),
    (
        "Dockerfile",
        "FROM registry.example/ward:1.2.3\nENV DB_PASSWORD=q7Zt2mVx9LpR4w\n",
        "dockerfile",
        cfg!(feature = "dockerfile"),
    ),
    ("ward.hcl", "db_password = \"q7Zt2mVx9LpR4w\"\n", "hcl", cfg!(feature = "hcl")),
    (
        "main.tf",
        "variable \"db_password\" {\n  default = \"q7Zt2mVx9LpR4w\"\n}\n",
        "terraform",
        cfg!(feature = "terraform"),
    ),
    (
        "vault/agent.hcl",
        "auto_auth {\n  db_password = \"q7Zt2mVx9LpR4w\"\n}\n",
        "vault",
        cfg!(feature = "vault"),
    ),
    (
        ".gitlab-ci.yml",
        "variables: {DB_PASSWORD: q7Zt2mVx9LpR4w}\n",
        "gitlab-ci",
        cfg!(feature = "workflows"),
    ),
];

fn report(path: &str, text: &str) -> Report {
    Checker::default().check([Input::text(path, text)])
}

#[test]
fn files_of_a_technology_that_is_left_out_are_not_covered() {
    for (path, text, kind, is_compiled) in FILES {
        let report = report(path, text);
        let input = &report.inputs()[0];
        let recognised = recognise(path).map(|found| found.kind.word);
        assert_eq!(recognised, Some(*kind), "{path}");
        assert_eq!(report.findings().is_empty(), !is_compiled, "{path}: {:?}", report.findings());
        assert_eq!(input.resources > 0, *is_compiled, "{path}");
        if !is_compiled {
            assert_eq!(input.status, InputStatus::Uncovered, "{path}");
            assert_eq!(input.kind.as_str(), *kind, "{path}");
            assert!(input.problems.is_empty(), "{path}: {:?}", input.problems);
        }
    }
}

#[test]
fn a_file_that_only_has_the_name_of_a_technology_is_read_as_what_it_is() {
    let pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {hostPID: true}\n";
    let report = report("compose.yaml", pod);
    assert_eq!(report.inputs()[0].status, InputStatus::Analysed);
    assert!(report.findings().iter().any(|finding| &*finding.check == "host-pid"));
}

#[test]
fn what_manifests_contain_and_refer_to_is_always_read() {
    let files = [
        (".env", "DB_PASSWORD=q7Zt2mVx9LpR4w\n"),
        ("values.yaml", "db: {password: q7Zt2mVx9LpR4w}\n"),
        ("application.properties", "db.password=q7Zt2mVx9LpR4w\n"),
        (
            "config.yaml",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  agent.hcl: |\n    ward {\n      db_password = \"q7Zt2mVx9LpR4w\"\n    }\n",
        ),
    ];
    for (path, text) in files {
        let report = report(path, text);
        let secrets = report.findings().iter().filter(|one| one.message.contains("credential"));
        assert_eq!(secrets.count(), 1, "{path}: {:?}", report.findings());
    }
}

#[test]
fn charts_are_rendered_if_that_is_compiled_in() {
    let template = "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .Values.name }}}\nspec: {hostNetwork: true, containers: [{name: a, image: a}]}\n";
    let report = Checker::default().check([
        Input::text("ward/Chart.yaml", "apiVersion: v2\nname: ward\nversion: 1.0.0\n"),
        Input::text("ward/values.yaml", "name: ward\n"),
        Input::text("ward/templates/pod.yaml", template),
    ]);
    let is_found = report.findings().iter().any(|finding| &*finding.check == "host-network");
    assert_eq!(is_found, cfg!(feature = "charts"), "{:?}", report.inputs());
    let is_said = report.inputs().iter().any(|input| !input.problems.is_empty());
    assert_eq!(is_said, !cfg!(feature = "charts"), "{:?}", report.inputs());
}
