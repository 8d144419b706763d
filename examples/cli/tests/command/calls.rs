//! Invalid calls: `wrong-calls.md` lists the expected errors. Python and Node read the same
//! table.

use std::fs;
use std::path::Path;

use asepsis::policy::Excludes;
use asepsis::report::{Catalogue, Format, RenderOptions};
use asepsis::{AnyCheck, Checker, Choices, Input, Report, Severity, find_kind};
use asepsis_cli::{Failure, WalkOptions};
use serde_json::json;

use super::run::Platform;
use super::texts::HARMLESS;

/// A row of the table.
struct Row {
    interface: String,
    call: String,
    error: String,
    message: String,
    hint: String,
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wrong-calls.md");
    let text = fs::read_to_string(path).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let rows = rows.map(|row| row.split(" | ").map(str::to_owned).collect::<Vec<_>>());
    let rows = rows.filter(|row| row.first().is_some_and(|interface| interface != "interface"));
    rows.map(|row| match <[String; 5]>::try_from(row) {
        Ok([interface, call, error, message, hint]) => {
            Row { interface, call: call.trim_matches('`').to_owned(), error, message, hint }
        }
        Err(row) => panic!("five columns: {row:?}"),
    })
    .collect()
}

fn of(interface: &str) -> Vec<Row> {
    rows().into_iter().filter(|row| row.interface == interface).collect()
}

/// The error of a call: code, message and hint.
type Told = Option<(String, String, String)>;

fn told<T>(result: Result<T, impl Into<Failure>>) -> Told {
    let failure = result.err()?.into();
    let hint = failure.hint().unwrap_or_default();
    Some((failure.code().to_owned(), failure.messages().join("\n"), hint))
}

fn policy(text: &str) -> Result<asepsis::Options, Failure> {
    asepsis_cli::policy_options("asepsis.yaml", text)
}

fn paths(paths: &[&str]) -> Result<asepsis_cli::Walked, Failure> {
    asepsis_cli::walk(paths, &WalkOptions::default())
}

fn environment(name: &str) -> RenderOptions {
    let mut options = RenderOptions::default();
    options.environment = Some(name.to_owned());
    options
}

fn values(name: &str) -> RenderOptions {
    let mut options = RenderOptions::default();
    options.values = vec![name.to_owned()];
    options
}

/// Calls by their own words.
macro_rules! calls {
    ($($call:expr),* $(,)?) => {
        &[$((stringify!($call), || told($call))),*]
    };
}

/// A call in its own words, and as what can be done.
type Call = (&'static str, fn() -> Told);

#[rustfmt::skip]
const CALLS: &[Call] = calls![
    Input::unnamed_text("deploy.yaml"),
    Input::object("pod", &7),
    Input::object("pod", &json!({"metadata": {"name": "a"}})),
    Input::object("pods", &[json!({"apiVersion": "v1", "spec": {}})]),
    Input::object("pod", &json!({"api_version": null, "kind": null})),
    Choices::read(&json!({"kubernetes": 1.29})),
    Choices::read(&json!({"select": "pods"})),
    Choices::read(&json!({"fail_on_unknown": "yes"})),
    Choices::read(&json!({"failOn": "high"})),
    Checker::builder().select("hots-network").build(),
    Checker::builder().framework("hippa").build(),
    Severity::find("sever"),
    Catalogue::find("id"),
    Format::find("sarrif"),
    AnyCheck::find("host-pdi"),
    find_kind("Deploymnt", []),
    Report::from_json("{}"),
    policy("kubernetes: 1.29"),
    policy("selct: [pods]"),
    Excludes::new(["["]),
    paths(&[]),
    paths(&["nowhere"]),
    paths(&["kind: Pod\nspec: {}\n"]),
    Checker::default().render([Input::text("a.yaml", HARMLESS)], &environment("prod")),
    Checker::default().render([Input::text("a.yaml", HARMLESS)], &values("b.yaml")),
];

/// Words without the blanks between them, which the compiler writes as it likes.
fn bare(words: &str) -> String {
    words.split_whitespace().collect::<String>().replace(",)", ")").replace("'static", "")
}

#[test]
fn every_interface_has_rows() {
    for interface in ["command", "rust", "python", "javascript"] {
        assert!(of(interface).len() >= 12, "{interface}: {}", of(interface).len());
    }
}

#[test]
fn invalid_calls_of_the_library_have_the_expected_errors() {
    let rows = of("rust");
    for (call, make) in CALLS {
        assert!(rows.iter().any(|row| bare(&row.call) == bare(call)), "no row: {call}");
        assert!(make().is_some(), "it passes: {call}");
    }
    for row in rows {
        let known = CALLS.iter().find(|(call, _)| bare(call) == bare(&row.call));
        let (_, make) = known.unwrap_or_else(|| panic!("no call: {}", row.call));
        let (code, message, hint) = make().unwrap();
        let matches =
            code == row.error && message.contains(&row.message) && hint.contains(&row.hint);
        assert!(matches && !hint.is_empty(), "{}: {code}: {message}; {hint}", row.call);
    }
}

#[test]
fn invalid_calls_of_the_command_have_the_expected_errors() {
    let platform = Platform::new().file("a.yaml", HARMLESS);
    for row in of("command") {
        let words: Vec<&str> = row.call.split_whitespace().collect();
        let run = platform.run(&words);
        assert_eq!((run.exit, run.text().as_str()), (2, ""), "{}", row.call);
        for part in [&row.message, &row.hint] {
            assert!(run.stderr.contains(part.as_str()), "{}: {}", row.call, run.stderr);
        }
    }
}
