//! Limits on what is made of all inputs: the findings of a check, and the steps of a run.

use asepsis::policy::Limits;
use asepsis::report::{InputStatus, Report, Verdict};
use asepsis::{Checker, Input, Severity};

use crate::{counts, pod, said};

const CHECK: &str = "privileged-container";

fn limited(limits: Limits, fail_on: Severity, inputs: Vec<Input>) -> Report {
    let builder = Checker::builder().select(CHECK).fail_on(fail_on).limits(limits);
    builder.build().unwrap().check(inputs)
}

fn most_findings(most: u32) -> Limits {
    let mut limits = Limits::default();
    limits.findings = Some(most);
    limits
}

fn most_steps(most: u32) -> Limits {
    let mut limits = Limits::default();
    limits.steps = Some(most);
    limits
}

/// Pods in three files, two of them in the last one.
fn inputs() -> Vec<Input> {
    let text = |name: &str| pod(name, "privileged: true");
    let two = format!("{}---\n{}", text("c"), text("d"));
    vec![
        Input::text("c.yaml", two),
        Input::text("a.yaml", text("a")),
        Input::text("b.yaml", text("b")),
    ]
}

fn problems(report: &Report) -> Vec<String> {
    let problems = report.inputs().iter().flat_map(|input| {
        input.problems.iter().map(|problem| format!("{}: {}", input.path, problem.message))
    });
    problems.collect()
}

fn statuses(report: &Report) -> Vec<InputStatus> {
    report.inputs().iter().map(|input| input.status).collect()
}

#[test]
fn without_a_limit_all_is_kept_and_judged() {
    let limits = Limits::default();
    assert_eq!((limits.findings, limits.steps), (None, None));
    let report = limited(limits, Severity::Medium, inputs());
    assert_eq!(said(&report).len(), 4);
    assert_eq!(statuses(&report), [InputStatus::Analysed; 3]);
}

#[test]
fn kept_are_the_first_findings_in_the_order_of_the_report_and_counts_are_exact() {
    let all = limited(Limits::default(), Severity::Medium, inputs());
    let report = limited(most_findings(2), Severity::Medium, inputs());
    assert_eq!(said(&report), said(&all)[..2]);
    assert_eq!(counts(&report, CHECK), counts(&all, CHECK));
    assert_eq!(report.summary().findings, all.summary().findings);
    assert_eq!(report.summary().at_or_above_threshold, 4);
    assert_eq!(report.verdict(), Verdict::Fail, "what fails still fails");
    assert_eq!(
        statuses(&report),
        [InputStatus::Analysed, InputStatus::Analysed, InputStatus::OverLimit]
    );
    assert_eq!(
        problems(&report),
        ["c.yaml: 2 findings are counted but not listed: at most 2 are kept per check"]
    );
    let prints = |report: &Report| {
        let prints = report.findings().iter().map(|finding| finding.fingerprint.clone());
        prints.collect::<Vec<_>>()
    };
    assert_eq!(prints(&report), prints(&all)[..2]);
    assert_eq!(Report::from_json(&report.to_json()).unwrap(), report);
}

#[test]
fn a_limit_that_is_met_is_not_passed() {
    for report in [
        limited(most_findings(4), Severity::Medium, inputs()),
        limited(most_steps(1_000), Severity::Medium, inputs()),
    ] {
        assert_eq!(said(&report).len(), 4);
        assert_eq!(statuses(&report), [InputStatus::Analysed; 3]);
    }
}

#[test]
fn a_run_that_would_pass_is_incomplete_where_a_limit_was_reached() {
    let quiet = || vec![Input::text("a.yaml", pod("a", "privileged: false"))];
    let all = limited(Limits::default(), Severity::Medium, quiet());
    assert_eq!(all.verdict(), Verdict::Pass);
    assert_eq!(limited(most_findings(1), Severity::Medium, quiet()).verdict(), Verdict::Pass);
    // Findings below the threshold fail nothing.
    let builder = || Checker::builder().select("image-digest-missing").fail_on(Severity::Critical);
    let below = |limits| builder().limits(limits).build().unwrap().check(inputs());
    assert_eq!(below(Limits::default()).verdict(), Verdict::Pass);
    assert_eq!(below(most_findings(1)).verdict(), Verdict::Incomplete);
    assert_eq!(below(most_steps(1)).verdict(), Verdict::Incomplete);
}

#[test]
fn what_is_beyond_the_steps_is_not_judged_and_said() {
    let report = limited(most_steps(2), Severity::Medium, inputs());
    assert_eq!(said(&report), ["a.yaml:12 privileged-container", "b.yaml:12 privileged-container"]);
    assert_eq!(counts(&report, CHECK), [2, 0, 0, 0]);
    assert_eq!(report.verdict(), Verdict::Fail);
    let message = "limit of 2 steps reached: the rest was not checked";
    assert_eq!(problems(&report), [format!("c.yaml: {message}")]);
    let report = limited(most_steps(3), Severity::Medium, inputs());
    assert_eq!(said(&report).len(), 3);
    assert_eq!(statuses(&report)[2], InputStatus::OverLimit, "half of it was judged");
}

#[test]
fn the_order_of_the_inputs_changes_nothing() {
    for limits in [most_findings(2), most_steps(2), most_steps(3)] {
        let mut other = inputs();
        other.reverse();
        let report = limited(limits, Severity::Medium, inputs());
        assert_eq!(report.to_json(), limited(limits, Severity::Medium, other).to_json());
    }
}

#[test]
fn each_file_of_a_project_that_is_not_judged_is_named() {
    let base = "services: {tool: {image: app, privileged: true}}\n";
    let stack = "services:\n  web:\n    extends: {file: base.yml, service: tool}\n";
    let inputs = vec![Input::text("base.yml", base), Input::text("compose.yaml", stack)];
    let report = limited(most_steps(0), Severity::Medium, inputs);
    assert_eq!(statuses(&report), [InputStatus::OverLimit; 2]);
    assert_eq!(report.verdict(), Verdict::Incomplete);
}
