//! What a run comes to.

use asepsis::NotRead;
use asepsis::checks::Severity;
use asepsis::report::Verdict;
use asepsis::{Checker, Input};

use crate::pod;

const FINE: &str = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: fine}\ndata: {a: b}\n";

/// The verdict, and how far each input was read.
fn verdict(inputs: Vec<Input>) -> (Verdict, Vec<&'static str>) {
    let report = Checker::default().check(inputs);
    let statuses = report.inputs().iter().map(|input| input.status.as_str());
    (report.verdict(), statuses.collect())
}

/// A run that judged nothing.
const NOTHING: Verdict = Verdict::Incomplete;

#[test]
fn what_could_hold_something_and_was_not_read_makes_a_run_incomplete() {
    let broken = "apiVersion: v1\nkind: Pod\nmetadata: {name: [\n";
    let partial = format!("{FINE}---\n{broken}");
    let template =
        "apiVersion: v1\nkind: Pod\nmetadata:\n{{- if .Values.x }}\n  name: a\n{{- end }}\n";
    let other = "key: [value\n";
    let note = "just: text\n";
    let widget = "apiVersion: example.org/v1\nkind: Widget\nmetadata: {name: w}\n";
    let cases: Vec<(&str, Input, Verdict, &str)> = vec![
        ("a manifest", Input::text("a.yaml", FINE), Verdict::Pass, "analysed"),
        ("a broken manifest", Input::text("a.yaml", broken), Verdict::Incomplete, "unparsable"),
        ("a broken part", Input::text("a.yaml", partial), Verdict::Incomplete, "partial"),
        (
            "a raw template",
            Input::text("templates/a.yaml", template),
            Verdict::Incomplete,
            "unsupported",
        ),
        ("some broken file", Input::text("a.yaml", other), NOTHING, "other"),
        (
            "the same, named",
            Input::text("a.yaml", other).named(),
            Verdict::Incomplete,
            "unparsable",
        ),
        ("some other file", Input::text("a.yaml", note), NOTHING, "other"),
        ("a kind that no check covers", Input::text("a.yaml", widget), Verdict::Pass, "analysed"),
        ("no file", Input::text("a.yaml", ""), NOTHING, "analysed"),
        (
            "left out",
            Input::not_read("a", NotRead::Excluded("vendored".into())),
            NOTHING,
            "excluded",
        ),
        (
            "closed",
            Input::not_read("a", NotRead::Unreadable("denied".into())),
            Verdict::Incomplete,
            "unreadable",
        ),
        (
            "too large",
            Input::not_read("a", NotRead::TooLarge(1)),
            Verdict::Incomplete,
            "over_limit",
        ),
    ];
    for (what, input, expected, status) in cases {
        assert_eq!(verdict(vec![input]), (expected, vec![status]), "{what}");
    }
    assert_eq!(verdict(Vec::new()), (NOTHING, Vec::new()));
    // Beside something that was judged they change nothing.
    for beside in [Input::text("b.yaml", other), Input::text("b.yaml", note)] {
        assert_eq!(verdict(vec![Input::text("a.yaml", FINE), beside]).0, Verdict::Pass);
    }
}

#[test]
fn a_finding_outweighs_what_was_not_read() {
    let inputs = vec![
        Input::text("a.yaml", pod("a", "privileged: true")),
        Input::not_read("b.yaml", NotRead::Unreadable("denied".into())),
    ];
    assert_eq!(verdict(inputs).0, Verdict::Fail);
}

#[test]
fn only_findings_at_or_above_the_threshold_fail() {
    let text = pod("a", "{runAsUser: 500, allowPrivilegeEscalation: false}");
    let of = |threshold| {
        let checker = Checker::builder().select("low-uid").fail_on(threshold).build().unwrap();
        let report = checker.check([Input::text("a.yaml", text.clone())]);
        assert_eq!(report.findings().len(), 1, "it is shown in any case");
        report.verdict()
    };
    assert_eq!(of(Severity::Info), Verdict::Fail);
    assert_eq!(of(Severity::Low), Verdict::Fail);
    assert_eq!(of(Severity::Medium), Verdict::Pass);
}

#[test]
fn what_is_unknown_decides_only_if_asked_to() {
    let text = pod("a", "privileged: \"{{ .Values.x }}\"");
    let of = |fail_on_unknown| {
        let mut options = asepsis::policy::Options::default();
        options.fail_on_unknown = fail_on_unknown;
        let builder = Checker::builder().options(options).select("privileged-container");
        builder.build().unwrap().check([Input::text("a.yaml", text.clone())]).verdict()
    };
    assert_eq!(of(false), Verdict::Pass);
    assert_eq!(of(true), Verdict::Incomplete);
}
