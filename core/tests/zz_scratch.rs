#![allow(missing_docs, clippy::unwrap_used, reason = "tests")]
#[path = "support/helm_charts.rs"]
mod helm_charts;
use asepsis::internal::derivation::helm::{Release, Request, render};
use asepsis::{Checker, Input};
use helm_charts::{texts, written};
#[test]
fn x() {
    let mut chart = written().remove(0);
    chart.values.clear();
    let files = texts(&chart.files);
    let release = Release { name: "shop".into(), ..Release::default() };
    let rendered = render(&Request { files: &files, values: &[], set: &[], release });
    let report = Checker::default().check(
        rendered
            .templates
            .iter()
            .filter(|t| !t.path.ends_with("txt"))
            .map(|t| Input::text(t.path.split_once('/').unwrap().1, &*t.text)),
    );
    let report2 = Checker::default().check(files.iter().map(|t| Input::text(t.0, t.1)));
    for r in [&report, &report2] {
        println!("-----");
        for f in r.findings().iter().filter(|f| &*f.check == "default-deny-missing") {
            println!("{f:?}");
        }
        for c in r.checks().iter().filter(|f| &*f.declared.id == "unknown-kind") {
            println!("{c:?}");
        }
        for i in r.inputs() {
            println!("{i:?}");
        }
    }
}
