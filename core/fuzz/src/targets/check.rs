//! Everything together: files in, reports out.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use asepsis::internal::source::Source;
use asepsis::{Checker, Input, Location, Report};

use super::{files, written};

/// All frameworks, so that controls are computed too.
static CHECKER: LazyLock<Checker> = LazyLock::new(|| {
    let frameworks = asepsis::Framework::BUILT_IN.iter();
    let builder =
        frameworks.fold(Checker::builder(), |builder, framework| builder.framework(framework.id()));
    builder.build().unwrap()
});

/// Every input gives a report whose locations are in the texts; the order of the files changes
/// nothing, and every format can be written.
pub(super) fn ask(bytes: &[u8]) {
    let files = files::split(bytes);
    let report = CHECKER.check(files::inputs(&files));
    let json = written::check(&report);
    let mut reversed: Vec<Input> = files::inputs(&files);
    reversed.reverse();
    assert!(CHECKER.check(reversed).to_json() == json, "another order, another report");
    places(&report, &files);
}

/// Every location is in the text of its file, and matches its line and column.
fn places(report: &Report, files: &BTreeMap<String, Vec<u8>>) {
    let texts: BTreeMap<&str, String> = files
        .iter()
        .map(|(name, bytes)| {
            let source = Source::decoded(name.as_str(), bytes);
            (name.as_str(), source.text().to_owned())
        })
        .collect();
    let verify = |location: &Location| {
        let (Some(start), Some(end)) = (location.start, location.end) else { return };
        let text = texts.get(&*location.path).expect("a place is of a file of the input");
        let range = start.byte as usize..end.byte as usize;
        assert!(text.get(range.clone()).is_some(), "{range:?} is not of {}", location.path);
    };
    let accepted = report.suppressed().iter().map(|accepted| &accepted.finding);
    for finding in report.findings().iter().chain(accepted) {
        finding.location.iter().for_each(verify);
        finding.related.iter().for_each(|related| verify(&related.location));
    }
    for problem in report.inputs().iter().flat_map(|input| &input.problems) {
        problem.location.iter().for_each(verify);
    }
    for check in report.checks() {
        check.evidence.iter().for_each(verify);
    }
}
