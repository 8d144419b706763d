//! Files that are read for their values but not checked.

use asepsis::{Checker, Input, InputStatus, Report};

use crate::said;

const SECRET: &str = "vk3m-9qtz-71xw";

const COMPOSE: &str = "\
services:
  lab:
    image: registry.example/lab:${RELEASE}
    mem_limit: ${MEMORY:-0}
    ports: [\"${BIND}:8080:80\"]
    environment: {LAB_PASSWORD: \"${LAB_PASSWORD}\"}
    env_file: lab.vars
";

fn variables(bind: &str) -> String {
    format!("RELEASE=2.2\nMEMORY=512m\nBIND={bind}\nLAB_PASSWORD={SECRET}\n")
}

fn judged(compose: &str, context: &[(&str, &str)]) -> Report {
    let files = context.iter().map(|(name, text)| Input::context(*name, *text));
    let given = std::iter::once(Input::text("compose.yaml", compose)).chain(files);
    Checker::default().check(given)
}

fn has(report: &Report, check: &str) -> bool {
    report.findings().iter().any(|finding| &*finding.check == check)
}

#[test]
fn values_decide_and_nothing_is_said_of_the_file() {
    let own = "OWN_TOKEN=hT5s-2bXq-93vn\n";
    let context = [(".env", &*variables("127.0.0.1")), ("lab.vars", own)];
    let report = judged(COMPOSE, &context);
    for check in [
        "memory-limit-missing",
        "image-tag-mutable",
        "port-published-on-all-interfaces",
        "hardcoded-secret-in-env",
        "secret-in-dotenv",
        "env-file-not-ignored",
    ] {
        assert!(!has(&report, check), "{check}: {:#?}", said(&report));
    }
    assert!(said(&report).iter().all(|line| line.starts_with("compose.yaml:")));
    let inputs = report.inputs();
    let state = |at: usize| {
        let problem = inputs[at].problems.first().map(|problem| problem.message.clone());
        (&*inputs[at].path, inputs[at].status, problem)
    };
    let used = "passed as context: its values are used, but the file is not checked";
    assert_eq!(state(0), (".env", InputStatus::Excluded, Some(used.to_owned())));
    assert_eq!(state(1), ("compose.yaml", InputStatus::Analysed, None));
    assert_eq!(state(2), ("lab.vars", InputStatus::Excluded, Some(used.to_owned())));
    assert_eq!(inputs.iter().map(|input| input.resources).sum::<u64>(), report.summary().resources);
    assert!(!report.to_json().contains(SECRET));
}

#[test]
fn a_value_that_is_a_fault_is_said_where_it_is_taken_in() {
    let variables = variables("0.0.0.0").replace("512m", "0");
    let report = judged(COMPOSE, &[(".env", &variables)]);
    let found: Vec<String> = said(&report)
        .into_iter()
        .filter(|line| line.contains("port-published") || line.contains("memory"))
        .collect();
    let expected =
        ["compose.yaml:4 memory-limit-missing", "compose.yaml:5 port-published-on-all-interfaces"];
    assert_eq!(found, expected);
    let memory = report.findings().iter().find(|one| &*one.check == "memory-limit-missing");
    let related = &memory.unwrap().related;
    let place = |at: usize| (&*related[at].location.path, related[at].location.start.unwrap().line);
    assert_eq!((related.len(), place(0)), (1, (".env", 2)));
}

#[test]
fn what_a_base_outside_of_the_repository_sets_is_said_where_it_is_extended() {
    let compose = "\
services:
  viewer:
    extends: {file: base.yml, service: web}
    mem_limit: 512m
";
    let base = "services:\n  web:\n    image: registry.example/viewer:2.1\n    privileged: true\n  \
                spare:\n    image: registry.example/spare\n    pid: host\n";
    let report = judged(compose, &[("base.yml", base)]);
    let privileged: Vec<String> =
        said(&report).into_iter().filter(|line| line.contains("privileged-container")).collect();
    assert_eq!(privileged, ["compose.yaml:3 privileged-container"]);
    assert!(!has(&report, "host-pid") && !has(&report, "memory-limit-missing"));
    assert!(said(&report).iter().all(|line| line.starts_with("compose.yaml:")));
}

#[test]
fn a_secret_of_the_file_stays_secret_under_another_name() {
    let compose = "services:\n  lab:\n    image: registry.example/${LAB_PASSWORD}\n";
    let report = judged(compose, &[(".env", &variables("127.0.0.1"))]);
    let finding = report.findings().iter().find(|one| &*one.check == "image-tag-mutable").unwrap();
    assert_eq!(&*finding.message, "image `registry.example/********` has neither tag nor digest");
    for text in [report.to_json(), report.to_sarif(), report.to_markdown()] {
        assert!(!text.contains(SECRET), "{text}");
    }
    assert!(!report.to_text(&asepsis::report::TextOptions::default()).contains(SECRET));
}

#[test]
fn what_nothing_uses_is_said_and_proves_nothing() {
    let report = Checker::default()
        .check([Input::context("a/.env", variables("::")).because("not tracked by Git")]);
    assert_eq!(report.verdict(), asepsis::Verdict::Incomplete);
    let said = &report.inputs()[0].problems[0].message;
    assert_eq!(said, "not tracked by Git: nothing uses its values, but the file is not checked");
    assert_eq!((report.summary().resources, report.summary().examined), (0, 0));
    // A reason alone does not make a file context.
    let judged = Checker::default().check([Input::text(".env", variables("::")).because("x")]);
    assert!(has(&judged, "secret-in-dotenv"));
}

#[test]
fn a_broken_line_of_the_file_is_said_without_its_text() {
    let report = judged(COMPOSE, &[(".env", &format!("LAB PASSWORD={SECRET}\nBIND=127.0.0.1\n"))]);
    let input = report.inputs().iter().find(|input| &*input.path == ".env").unwrap();
    assert_eq!((input.status, input.problems.len()), (InputStatus::Excluded, 2));
    assert!(!report.to_json().contains(SECRET));
}
