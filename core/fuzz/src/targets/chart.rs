//! Charts: each file after a line with its path below the chart; a text alone is a template.

use std::collections::BTreeMap;

use asepsis::internal::derivation::helm::{Release, Request, render, render_trees};

use super::files;

const CHART: &str = "apiVersion: v2\nname: fuzz\nversion: 1.0.0\n";

/// A chart renders twice alike, or not at all with the same words; what is not known are ranges of
/// the text, and the trees of what it renders are made or refused.
pub(super) fn ask(bytes: &[u8]) {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (path, content) in files::split(bytes) {
        let path = if path == "pod.yaml" { "templates/case.yaml".to_owned() } else { path };
        texts.entry(path).or_insert_with(|| String::from_utf8_lossy(&content).into_owned());
    }
    texts.entry("Chart.yaml".to_owned()).or_insert_with(|| CHART.to_owned());
    let files: Vec<(&str, &str)> =
        texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let request = Request { files: &files, values: &[], set: &[], release: Release::default() };
    let (first, second) = (render(&request), render(&request));
    let message = |failure: &Option<_>| failure.as_ref().map(|failure| format!("{failure:?}"));
    assert_eq!(message(&first.failure), message(&second.failure));
    assert_eq!(first.templates.len(), second.templates.len());
    for (one, other) in first.templates.iter().zip(&second.templates) {
        assert_eq!((&one.path, &one.text, &one.open), (&other.path, &other.text, &other.open));
        let mut end = 0;
        for range in &one.open {
            assert!(range.start >= end && one.text.get(range.clone()).is_some(), "{range:?}");
            end = range.end;
        }
    }
    if let Some(failure) = &first.failure {
        for (path, line, column) in &failure.places {
            assert!(*line > 0 && *column > 0, "{path}:{line}:{column}");
        }
    }
    let trees = render_trees(&request);
    assert!(first.failure.is_none() || trees.is_err(), "trees of a chart that does not render");
}
