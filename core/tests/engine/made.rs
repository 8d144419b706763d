//! What was put together from several texts: where it is edited, and what had a part in it.

use asepsis::Input;
use asepsis::report::{Finding, Report};

use crate::{check, place};

const PRIVILEGED: &str = "privileged-container";

fn project(files: &[(&str, &str)]) -> Report {
    let inputs = files.iter().map(|(path, text)| Input::text(*path, *text)).collect();
    check(&[PRIVILEGED], inputs)
}

/// Where a finding is, what is related, and the text of its edits or why there are none.
fn shown(finding: &Finding) -> (String, Vec<String>, String) {
    let related = finding.related.iter();
    let related = related.map(|one| format!("{} {}", one.role.as_str(), place(&one.location)));
    let fix = finding.fixes.first().map_or_else(String::new, |fix| {
        let edits = fix.edits.iter().map(|edit| format!("{}:{}", edit.path, edit.start.line));
        let refused = fix.refused.iter().map(ToString::to_string);
        edits.chain(refused).collect::<Vec<_>>().join(" ")
    });
    (place(finding.location.as_ref().unwrap()), related.collect(), fix)
}

/// Files, where the finding is, what is related, and the edits.
type Case<'c> = (&'c [(&'c str, String)], &'c str, &'c [&'c str], &'c str);

#[test]
fn an_edit_is_made_where_exactly_one_copy_decides() {
    let web = |attributes: &str| format!("services:\n  web:\n    image: a:1.0\n    {attributes}\n");
    let service = |attributes: &str| format!("services:\n  web:\n    {attributes}\n");
    let cases: &[Case] = &[
        (&[("compose.yaml", web("privileged: true"))], "compose.yaml:4", &[], "compose.yaml:4"),
        (
            &[
                ("compose.yaml", web("user: app")),
                ("compose.override.yaml", service("privileged: true")),
            ],
            "compose.override.yaml:3",
            &[],
            "compose.override.yaml:2 compose.override.yaml:3",
        ),
        (
            &[
                ("compose.yaml", web("privileged: false")),
                ("compose.override.yaml", service("privileged: true")),
            ],
            "compose.override.yaml:3",
            &["base compose.yaml:4"],
            "the value that it overrides would apply again",
        ),
        (
            &[("compose.yaml", web("privileged: ${DEBUG:-true}"))],
            "compose.yaml:4",
            &[],
            "the value is computed by an expression",
        ),
        (
            &[
                ("compose.yaml", web("privileged: ${DEBUG}")),
                (".env", "A=b\nDEBUG=true\n".to_owned()),
            ],
            ".env:2",
            &["expression compose.yaml:4"],
            "the value is computed by an expression",
        ),
        (
            &[("compose.yaml", format!("x-a: &a {{privileged: true}}\n{}", web("<<: *a")))],
            "compose.yaml:1",
            &["alias compose.yaml:5"],
            "the value is merged in by a merge key",
        ),
    ];
    for (files, at, related, fix) in cases {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, &**text)).collect();
        let report = project(&files);
        let [finding] = report.findings() else { panic!("{files:?}: {}", report.to_json()) };
        let related: Vec<String> = related.iter().map(|one| (*one).to_owned()).collect();
        assert_eq!(shown(finding), ((*at).to_owned(), related, (*fix).to_owned()), "{files:?}");
    }
}

#[test]
fn two_stacks_that_extend_one_service_are_two_findings_of_one_line() {
    let stack =
        "services:\n  app:\n    image: a:1.0\n    extends: {file: ../common.yml, service: app}\n";
    let report = check(
        &["host-pid"],
        vec![
            Input::text("common.yml", "services:\n  app:\n    pid: host\n"),
            Input::text("one/compose.yaml", stack),
            Input::text("two/compose.yaml", stack),
        ],
    );
    let found: Vec<_> = report.findings().iter().map(shown).collect();
    let related = |stack: &str| vec![format!("extended {stack}/compose.yaml:4")];
    let mut said: Vec<_> =
        found.iter().map(|(place, related, _)| (&**place, related.clone())).collect();
    said.sort();
    assert_eq!(said, [("common.yml:3", related("one")), ("common.yml:3", related("two"))]);
    assert_ne!(report.findings()[0].fingerprint, report.findings()[1].fingerprint);
}

#[test]
fn a_literal_that_an_override_replaces_is_in_the_repository_all_the_same() {
    let report = check(
        &["hardcoded-secret-in-env"],
        vec![
            Input::text(
                "compose.yaml",
                "services:\n  db:\n    image: postgres:16.4\n    environment:\n      POSTGRES_PASSWORD: vK3m-9qTz-71xw\n",
            ),
            Input::text(
                "compose.override.yaml",
                "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: ${DB_PASSWORD}\n",
            ),
        ],
    );
    let [finding] = report.findings() else { panic!("{}", report.to_json()) };
    assert_eq!(place(finding.location.as_ref().unwrap()), "compose.yaml:5");
}

#[test]
fn a_secret_is_masked_where_it_is_written_whatever_it_is_called_there() {
    let compose = "services:\n  db:\n    image: ${A}\n    environment: {DB_PASSWORD: '${A}'}\n";
    let files = vec![
        Input::text("compose.yaml", compose),
        Input::text(".env", "A=vk3m-9qtz-71xw:latest\n"),
    ];
    let report = check(&["image-tag-mutable"], files);
    let text = report.to_text(&asepsis::report::TextOptions::default());
    assert!(text.contains("A=********") && !text.contains("vk3m"), "{text}");
}
