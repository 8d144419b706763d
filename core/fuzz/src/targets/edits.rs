//! Fixes and their results.

use std::collections::BTreeMap;

use asepsis::internal::source::Source;
use asepsis::report::{Fix, Report};
use asepsis::{Checker, Finding};

use super::files;

/// Maximum number of fixes per input: each is a run.
const FIXES: usize = 8;

/// A fix that was not refused removes its finding, and every file is still read as far as before.
pub(super) fn ask(bytes: &[u8]) {
    let files = files::split(bytes);
    let checker = Checker::default();
    let report = checker.check(files::inputs(&files));
    let statuses = |report: &Report| -> Vec<_> {
        let inputs = report.inputs().iter();
        inputs.map(|input| (input.path.clone(), input.status, input.problems.len())).collect()
    };
    let with_fixes = report.findings().iter().flat_map(|finding| {
        let made = finding.fixes.iter().filter(|fix| fix.refused.is_none());
        made.map(move |fix| (finding, fix))
    });
    for (finding, fix) in with_fixes.take(FIXES) {
        let mended = apply(&files, fix);
        let after = checker.check(files::inputs(&mended));
        assert_eq!(statuses(&report), statuses(&after), "after the fix of `{}`", finding.check);
        let [before, after] = [&report, &after].map(|report| subjects(report, &finding.check));
        assert!(after < before, "`{}` is there after its fix", finding.message);
    }
}

/// How many subjects findings of a check are about: one may cover others, and of equal ones the next one
/// has the fingerprint of the fixed one.
fn subjects(report: &Report, check: &str) -> usize {
    let of = |finding: &Finding| {
        let covered = finding.covers.iter().filter(|covered| &*covered.check == check).count();
        covered + usize::from(&*finding.check == check)
    };
    report.findings().iter().map(of).sum()
}

/// The files with the edits applied, the last edit of each file first.
fn apply(files: &BTreeMap<String, Vec<u8>>, fix: &Fix) -> BTreeMap<String, Vec<u8>> {
    let mut files = files.clone();
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.start.byte));
    for edit in edits {
        let content = files.get_mut(&*edit.path).expect("an edit is in a file of the input");
        let mut text = Source::decoded("fuzz", content).text().to_owned();
        text.replace_range(edit.start.byte as usize..edit.end.byte as usize, &edit.text);
        *content = text.into_bytes();
    }
    files
}
