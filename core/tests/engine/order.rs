//! Equal inputs give equal bytes, in whatever order and in however many files they come.

use asepsis::report::Report;
use asepsis::{Checker, Input, Parsed, Pool};

use crate::pod;

const DENY: &str = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, \
                    namespace: clinic}\nspec: {policyTypes: [Ingress]}\n";

fn documents() -> Vec<String> {
    vec![
        pod("ä-api", "privileged: true"),
        pod("worker", "runAsUser: 0"),
        DENY.to_owned(),
        pod("proxy", "privileged: \"{{ .Values.x }}\""),
        "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {a: b}\n".to_owned(),
        "apiVersion: example.org/v1\nkind: Widget\nmetadata: {name: w}\n".to_owned(),
    ]
}

fn report(inputs: Vec<Input>) -> Report {
    Checker::builder().framework("hipaa").framework("pss-restricted").build().unwrap().check(inputs)
}

#[test]
fn shuffled_inputs_give_the_same_bytes() {
    let files = documents();
    let inputs = |order: &[usize]| {
        let input = |&index: &usize| {
            let name = format!("{index}.yaml");
            let input = Input::text(name, files[index].clone());
            if index % 3 == 0 { input.environment("prod").environment("dev") } else { input }
        };
        order.iter().map(input).collect()
    };
    let expected = report(inputs(&[0, 1, 2, 3, 4, 5])).to_json();
    assert!(expected.contains("privileged-container") && expected.ends_with("}\n"));
    // A walk through the permutations with steps that are coprime to the number of files.
    for start in 0..6 {
        for step in [1, 5] {
            let order: Vec<usize> = (0..6).map(|index| (start + index * step) % 6).collect();
            assert_eq!(report(inputs(&order)).to_json(), expected, "{order:?}");
        }
    }
    assert_eq!(report(inputs(&[3, 0, 5, 2, 4, 1])).to_json(), expected);
}

#[test]
fn inputs_of_one_name_are_ordered_too() {
    let (one, two) = (pod("one", "privileged: true"), pod("two", "privileged: true"));
    let inputs = |first: &str, second: &str| {
        vec![Input::text("-", first.to_owned()), Input::text("-", second.to_owned())]
    };
    assert_eq!(report(inputs(&one, &two)).to_json(), report(inputs(&two, &one)).to_json());
}

#[test]
fn splitting_documents_into_files_changes_only_where_things_are() {
    let files = documents();
    let whole = report(vec![Input::text("all.yaml", files.join("---\n"))]);
    let split = files.iter().enumerate();
    let split = split.map(|(index, text)| Input::text(format!("{index}.yaml"), text.clone()));
    let split = report(split.collect());
    let facts = |report: &Report| {
        let mut facts: Vec<_> = report
            .findings()
            .iter()
            .map(|finding| {
                let pointer = finding.location.as_ref().unwrap().pointer.clone();
                (finding.fingerprint.clone(), finding.message.clone(), pointer)
            })
            .collect();
        facts.sort();
        facts
    };
    assert!(whole.findings().len() > 10, "{}", whole.findings().len());
    assert_eq!(facts(&whole), facts(&split));
    for (whole, split) in whole.checks().iter().zip(split.checks()) {
        assert_eq!(
            (whole.failed, whole.passed, whole.unknown, whole.not_applicable),
            (split.failed, split.passed, split.unknown, split.not_applicable),
            "{}",
            whole.id
        );
    }
    let statuses = |report: &Report| {
        let controls = report.controls().iter();
        controls.map(|control| (control.id.clone(), control.status)).collect::<Vec<_>>()
    };
    assert_eq!(statuses(&whole), statuses(&split));
    assert_eq!(whole.summary().findings, split.summary().findings);
}

#[test]
fn a_report_survives_its_own_json() {
    let mut inputs: Vec<Input> = documents()
        .into_iter()
        .enumerate()
        .map(|(index, text)| Input::text(format!("{index}.yaml"), text))
        .collect();
    inputs.push(Input::text("broken.yaml", "apiVersion: v1\nkind: Pod\n  x: ["));
    inputs.push(Input::not_read("vendor", asepsis::NotRead::Excluded("vendored".into())));
    let report = report(inputs);
    let json = report.to_json();
    let again = Report::from_json(&json).unwrap();
    assert_eq!(again.to_json(), json);
    assert_eq!(again, report);
    assert_eq!(again.findings(), report.findings());
    assert_eq!(again.inputs(), report.inputs());
    assert_eq!(again.checks(), report.checks());
    let other_version = json.replacen("\"schema_version\":2", "\"schema_version\":3", 1);
    assert_eq!(Report::from_json(&other_version).unwrap_err().code(), "invalid-report");
}

#[test]
fn parsed_inputs_can_be_judged_again_and_a_run_can_be_stopped() {
    use asepsis::Cancelled;
    use std::ops::ControlFlow;
    let checker = Checker::default();
    let parsed = [checker.parse(Input::text("a.yaml", pod("a", "privileged: true")))];
    let run = || match checker.judge(&parsed, &mut |_| ControlFlow::Continue(())) {
        ControlFlow::Continue(report) => report.to_json(),
        ControlFlow::Break(Cancelled) => String::new(),
    };
    assert!(run().contains("privileged-container"));
    assert_eq!(run(), run());
    let stopped = checker.judge(&parsed, &mut |_| ControlFlow::Break(Cancelled));
    assert!(matches!(stopped, ControlFlow::Break(Cancelled)));
}

/// A thread for each of some tasks.
struct Threads;

impl Pool for Threads {
    fn width(&self) -> usize {
        3
    }

    fn run(&self, count: usize, task: &(dyn Fn(usize) + Sync)) {
        std::thread::scope(|scope| {
            for number in (0..count).rev() {
                scope.spawn(move || task(number));
            }
        });
    }
}

#[test]
fn a_run_on_several_threads_gives_the_same_bytes() {
    use std::ops::ControlFlow;
    let checker = Checker::default();
    // Enough for several tasks.
    let file = |number: usize| {
        let security = if number % 2 == 0 { "privileged: true" } else { "runAsUser: 0" };
        Input::text(format!("{number:03}.yaml"), pod(&format!("pod-{number}"), security))
    };
    let parsed: Vec<Parsed> = (0..300).map(|number| checker.parse(file(number))).collect();
    let expected = checker.check((0..300).map(file)).to_json();
    match checker.judge_in(&Threads, &parsed, &mut |_| ControlFlow::Continue(())) {
        ControlFlow::Continue(report) => assert!(report.to_json() == expected, "another report"),
        ControlFlow::Break(_) => panic!("the run was stopped"),
    }
    assert!(expected.matches("privileged-container").count() >= 150);
}
