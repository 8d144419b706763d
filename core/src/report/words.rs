//! Wording and orders that the report formats share.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::record::{
    ControlSummary, Finding, InputStatus, LeftOutKind, Location, ResourceIdentity, Verdict,
};
use super::verdict::{judged_something, resources_of_uncovered};
use super::{InputKind, Report};
use crate::checks::{Bearing, Severity};
use crate::mask::Mask;
use crate::source::ProblemCode;

/// `1 finding`, `2 findings`.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `a, b and 2 more`: what is named of a list, and how much more it has.
pub(super) fn listed(named: &[impl AsRef<str>], more: usize) -> String {
    let mut text = String::new();
    for (number, name) in named.iter().enumerate() {
        text.push_str(if number > 0 { ", " } else { "" });
        text.push_str(name.as_ref());
    }
    if more > 0 {
        // Writing to a string cannot fail.
        let _ = write!(text, " and {more} more");
    }
    text
}

/// The length of a list as a count.
pub(super) fn length<T>(list: &[T]) -> u64 {
    u64::try_from(list.len()).unwrap_or(u64::MAX)
}

/// Text on one line without characters that move the cursor, colour a terminal, change the writing
/// direction or are invisible: names come from files that an attacker may control. Each such character
/// is shown as its code.
///
/// ```
/// use asepsis::report::plain;
///
/// assert_eq!(plain("pay\u{202E}lmay.exe"), "pay<U+202E>lmay.exe");
/// assert_eq!(plain("a\u{1b}[2J\n"), "a<U+001B>[2J\\n");
/// ```
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        push_plain(&mut shown, character);
    }
    Cow::Owned(shown)
}

/// A message with recognisable secrets masked: the login of a URL, a token of a published format.
/// Messages repeat paths and names of the caller, and end up in build logs.
///
/// ```
/// use asepsis::report::masked;
///
/// let message = "`https://app:hq7Lw0s3cr3tZp9@example.com/a.yaml` does not exist";
/// assert_eq!(masked(message), "`https://app:********@example.com/a.yaml` does not exist");
/// assert_eq!(masked("`a.yaml` does not exist"), "`a.yaml` does not exist");
/// ```
pub fn masked(message: &str) -> Cow<'_, str> {
    Mask::masked_by_itself(message).map_or(Cow::Borrowed(message), Cow::Owned)
}

/// Appends one character in the form of [`plain`].
pub(super) fn push_plain(to: &mut String, character: char) {
    match character {
        '\n' => to.push_str("\\n"),
        '\r' => to.push_str("\\r"),
        '\t' => to.push_str("\\t"),
        character if is_unsafe(character) => {
            // Writing to a string cannot fail.
            let _ = write!(to, "<U+{:04X}>", u32::from(character));
        }
        character => to.push(character),
    }
}

/// Whether a character moves the cursor, changes the writing direction, or is invisible.
pub(super) fn is_unsafe(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    let separates = matches!(character, '\u{2028}' | '\u{2029}');
    let turns = matches!(character,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let invisible = matches!(character,
        '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
        | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2065}'
        | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}');
    character.is_control() || separates || turns || invisible
}

/// `deploy.yaml:9:5`; for an object without text `pod#/spec/containers/0`.
pub(super) fn place(location: &Location) -> String {
    let mut text = plain(&location.path).into_owned();
    // Writing to a string cannot fail.
    let _ = match (location.start, &location.pointer) {
        (Some(start), _) => write!(text, ":{start}"),
        (None, Some(pointer)) => match location.document {
            None | Some(0) => write!(text, "#{}", plain(pointer)),
            Some(document) => write!(text, "#{}, document {document}", plain(pointer)),
        },
        (None, None) => Ok(()),
    };
    if let Some(embedded) = &location.embedded {
        let _ = write!(text, " (embedded at {})", pointer_or_root(&embedded.pointer));
    }
    text
}

fn pointer_or_root(pointer: &str) -> Cow<'_, str> {
    if pointer.is_empty() { Cow::Borrowed("its root") } else { plain(pointer) }
}

/// `Pod clinic/web`.
pub(super) fn resource(identity: &ResourceIdentity) -> String {
    let mut text = plain(&identity.kind).into_owned();
    let name = identity.name.as_deref().unwrap_or("(no name)");
    text.push(' ');
    if let Some(namespace) = &identity.namespace {
        text.push_str(&plain(namespace));
        text.push('/');
    }
    text.push_str(&plain(name));
    text
}

/// The same, with a note if nothing uses it.
pub(super) fn described(identity: &ResourceIdentity) -> String {
    let unused = if identity.unused { " (not used)" } else { "" };
    format!("{}{unused}", resource(identity))
}

/// `3 inputs were not read in full`; nothing if all were.
pub(super) fn inputs_not_read(report: &Report) -> Option<String> {
    let unread = report.inputs().iter().filter(|input| input.status.is_incomplete()).count() as u64;
    (unread > 0)
        .then(|| counted(unread, "input was not read in full", "inputs were not read in full"))
}

/// The verdict and why, in one line.
pub(super) fn verdict(report: &Report) -> String {
    let summary = report.summary();
    let threshold = summary.fail_on.unwrap_or(Severity::Medium);
    let unread = inputs_not_read(report);
    match (report.verdict(), unread) {
        (Verdict::Fail, _) => {
            let findings = counted(summary.at_or_above_threshold, "finding", "findings");
            format!("fail: {findings} at or above {threshold}")
        }
        (Verdict::Incomplete, Some(unread)) => {
            format!("incomplete: no findings at or above {threshold}, but {unread}")
        }
        (Verdict::Incomplete, None)
            if summary.resources == resources_of_uncovered(report.inputs())
                && !uncovered(report).is_empty() =>
        {
            "incomplete: the technologies of these files are not covered yet".to_owned()
        }
        (Verdict::Incomplete, None) if summary.resources == 0 => {
            "incomplete: no resource found, so nothing was checked".to_owned()
        }
        (Verdict::Incomplete, None) if !judged_something(summary, report.inputs()) => {
            let resources = counted(summary.resources, "resource", "resources");
            format!("incomplete: no check that ran applies to the {resources}")
        }
        (Verdict::Incomplete, None) => {
            let unknown = counted(summary.unknown, "evaluation", "evaluations");
            format!("incomplete: no findings at or above {threshold}, but {unknown} unknown")
        }
        (Verdict::Pass, _) => {
            let resources = counted(summary.resources, "resource", "resources");
            format!("pass: no findings at or above {threshold} in {resources}")
        }
    }
}

/// Files of technologies that are not covered yet: those that were not read at all, and those that were
/// checked only for their settings.
pub(super) fn uncovered(report: &Report) -> Vec<(&'static str, String)> {
    let all = report.inputs().iter().filter(|input| input.status == InputStatus::Uncovered);
    let mut kinds: BTreeMap<&InputKind, u64> = BTreeMap::new();
    for input in all {
        *kinds.entry(&input.kind).or_default() += 1;
    }
    let mut kinds: Vec<(&InputKind, u64)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let of = |has_settings: bool| {
        let own = kinds.iter().filter(|(kind, _)| kind.has_settings() == has_settings);
        // `9 Terraform files, 2 Dockerfiles`.
        let said = own.map(|(kind, count)| match kind.called() {
            Some((one, many)) => counted(*count, one, many),
            None => format!("{count} of {}", plain(kind.as_str())),
        });
        said.collect::<Vec<_>>().join(", ")
    };
    let said = [("not read", of(false)), ("checked for settings and secrets only", of(true))];
    said.into_iter().filter(|(_, kinds)| !kinds.is_empty()).collect()
}

/// Inputs that were excluded on request, each with the reason.
pub(super) fn excluded(report: &Report) -> Vec<(&str, &str)> {
    let excluded = report.inputs().iter().filter(|input| input.status == InputStatus::Excluded);
    let named = excluded.map(|input| {
        let reason = input.problems.first().map_or("", |problem| problem.message.as_str());
        (&*input.path, reason)
    });
    named.collect()
}

/// Policies that do not apply, each with the reason.
pub(super) fn unread_policies(report: &Report) -> Vec<(&str, &str)> {
    let all = report.inputs().iter().flat_map(|input| {
        let problems = input.problems.iter();
        let own = problems.filter(|one| one.code == Some(ProblemCode::PolicyNotInForce));
        own.map(|problem| (&*input.path, problem.message.as_str()))
    });
    all.collect()
}

/// Options that make a run stricter, so that the report shows that nothing was disabled.
pub(super) fn asked(report: &Report) -> Vec<&'static str> {
    let policy = report.policy();
    let all = [
        (policy.no_config, "policy files are ignored"),
        (policy.no_inline_suppressions, "suppressions in comments and annotations are disabled"),
    ];
    all.into_iter().filter_map(|(is_asked, what)| is_asked.then_some(what)).collect()
}

/// The checks whose findings a finding covers, each once.
pub(super) fn covered(finding: &Finding) -> Vec<&str> {
    let mut ids: Vec<&str> = Vec::new();
    for covered in &finding.covers {
        if !ids.contains(&&*covered.check) {
            ids.push(&covered.check);
        }
    }
    ids
}

/// Maximum number of names that are listed.
const LEFT_OUT_NAMED: usize = 3;

/// `5 checks: a, b, c and 2 more`; `2 path patterns: a, b`: what was disabled or excluded, by its kind.
pub(super) fn left_out(report: &Report) -> Vec<String> {
    let kinds = [
        (LeftOutKind::Check, "check", "checks"),
        (LeftOutKind::Path, "path pattern", "path patterns"),
    ];
    let of_kind = kinds.into_iter().filter_map(|(kind, one, many)| {
        let all = report.policy().left_out.iter().filter(|entry| entry.kind == kind);
        let names: Vec<_> = all.map(|entry| plain(&entry.name)).collect();
        let (shown, more) = names.split_at(names.len().min(LEFT_OUT_NAMED));
        let shown = listed(shown, more.len());
        (!names.is_empty()).then(|| format!("{}: {shown}", counted(length(&names), one, many)))
    });
    of_kind.collect()
}

/// Documents of kinds that no check covers, over all inputs.
pub(super) fn other_kinds(report: &Report) -> BTreeMap<&str, u64> {
    let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
    for (kind, count) in report.inputs().iter().flat_map(|input| &input.other_kinds) {
        *kinds.entry(kind).or_default() += count;
    }
    kinds
}

/// The outcomes of a control's checks, without those that are not applicable: `12 of 14 passed, 2
/// failed` if its checks decide it, otherwise `3 support it, 2 failed`.
pub(super) fn tally(control: &ControlSummary) -> String {
    let decided = control.passed + control.failed + control.unknown;
    let mut parts = Vec::new();
    if control.checks.iter().all(|(bearing, _)| bearing == Bearing::Decides) {
        if decided > 0 {
            parts.push(format!("{} of {decided} passed", control.passed));
        }
    } else if control.shown > 0 {
        parts.push(counted(control.shown, "supports it", "support it"));
    }
    for (count, what) in [(control.failed, "failed"), (control.unknown, "unknown")] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.join(", ")
}

/// The first location of evidence for a control.
pub(super) fn evidence(control: &ControlSummary) -> Option<String> {
    first_of(&control.evidence, control.evidence_more)
}

/// `deploy.yaml:9:5 and 13 more`: the first location, and how many others there are.
pub(super) fn first_of(locations: &[Location], more: u64) -> Option<String> {
    let first = place(locations.first()?);
    let others = length(locations).saturating_sub(1) + more;
    Some(listed(&[first], usize::try_from(others).unwrap_or(usize::MAX)))
}

/// `80 high, 12 low`: the highest first, without zero counts.
pub(super) fn by_severity(counts: &BTreeMap<Severity, u64>) -> String {
    let counts = counts.iter().rev().filter(|(_, count)| **count > 0);
    let counts: Vec<String> =
        counts.map(|(severity, count)| format!("{count} {severity}")).collect();
    counts.join(", ")
}
