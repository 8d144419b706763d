//! A value of which is said that no template reads it changes nothing that is rendered.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

#[path = "support/helm_charts.rs"]
mod helm_charts;
#[path = "support/leaves.rs"]
mod leaves;

use asepsis::internal::derivation::helm::{Release, Request, render};
use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin};
use asepsis::{Checker, Input};
use fastrand::Rng;
use helm_charts::{Chart, generated, texts, written};

/// The pointers to values that no template reads, in `values.yaml`.
fn unread(chart: &Chart) -> Vec<String> {
    let checker = Checker::builder().select("values-unread").build().unwrap();
    let report =
        checker.check(texts(&chart.files).iter().map(|(path, text)| Input::text(*path, *text)));
    let findings = report.findings().iter().filter(|finding| {
        finding.location.as_ref().is_some_and(|location| &*location.path == "values.yaml")
    });
    let path = |message: &str| format!("/{}", message.split('`').nth(1).unwrap().replace('.', "/"));
    findings.map(|finding| path(&finding.message)).collect()
}

/// What is rendered, or why it is not.
fn rendered(chart: &Chart) -> Vec<String> {
    let files = texts(&chart.files);
    let request = Request { files: &files, values: &[], set: &[], release: Release::default() };
    let rendered = render(&request);
    let failure = rendered.failure.map(|failure| failure.message);
    rendered.templates.into_iter().map(|one| one.text).chain(failure).collect()
}

/// The scalars of `values.yaml`, each with its pointer and the chart in which it has another text.
fn changed(chart: &Chart) -> Vec<(String, Chart)> {
    let at = chart.files.iter().position(|(path, _)| path == "values.yaml").unwrap();
    let text = &chart.files[at].1;
    let source = Source::new("values.yaml", text.as_str());
    let (tree, _) = parse(source, Format::YAML, Origin::Text, Limits::default());
    let mut found = Vec::new();
    for leaf in leaves::leaves(&tree) {
        let (Some(span), Some(other)) = (leaf.node.verbatim_span(), leaves::other(leaf.node))
        else {
            continue;
        };
        let mut again = chart.clone();
        again.files[at].1.replace_range(span.range(), &other);
        found.push((tree.pointer(leaf.node.index()), again));
    }
    found
}

#[test]
fn what_no_template_reads_changes_nothing_that_is_rendered() {
    let mut random = Rng::with_seed(41);
    let charts = written().into_iter().chain((0..40).map(|_| generated(&mut random, 12)));
    let (mut read, mut without_effect) = (0, 0);
    for mut chart in charts {
        let at = chart.files.iter().position(|(path, _)| path == "values.yaml").unwrap();
        chart.files[at].1.push_str("\nplanted: {inner: word}\n");
        let (unread, before) = (unread(&chart), rendered(&chart));
        assert!(unread.contains(&"/planted".to_owned()), "{unread:?}\n{:?}", chart.files);
        for (pointer, again) in changed(&chart) {
            let is_unread = unread.iter().any(|path| {
                pointer
                    .strip_prefix(path.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            });
            if rendered(&again) == before {
                without_effect += usize::from(is_unread);
            } else {
                read += 1;
                assert!(!is_unread, "{pointer}: {unread:?}\n{:?}", chart.files);
            }
        }
    }
    assert!(read > 400 && without_effect >= 40, "{read} {without_effect}");
}
