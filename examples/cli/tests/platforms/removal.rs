//! Removes an element of a platform and checks the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use asepsis::internal::edit;
use asepsis::internal::source::Source;
use asepsis::internal::syntax::parse;
use asepsis::internal::tree::{Edit, Limits, NodeRef, Origin, Tree};
use asepsis::{Checker, Input, Parsed, Report};

use super::files::Platform;

/// An element of a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Spot {
    pub(crate) path: String,
    pub(crate) document: u32,
    pub(crate) pointer: String,
}

/// A platform that is checked repeatedly, each time without another element.
pub(crate) struct Estate<'c> {
    checker: &'c Checker,
    files: Vec<(String, String)>,
    parsed: Vec<Parsed>,
    /// The report about the complete platform.
    pub(crate) whole: Report,
}

impl<'c> Estate<'c> {
    /// The platform with a change of each text.
    pub(crate) fn new(
        checker: &'c Checker,
        platform: &Platform,
        change: impl Fn(&str) -> String,
    ) -> Self {
        let changed = |(name, text): &(String, String)| (name.clone(), change(text));
        let files: Vec<(String, String)> = platform.files.iter().map(changed).collect();
        let parsed: Vec<Parsed> =
            files.iter().map(|(name, text)| read(checker, name, text)).collect();
        let whole = judge(checker, &parsed);
        Self { checker, files, parsed, whole }
    }

    /// Each location of evidence in the report, with its checks.
    pub(crate) fn evidence(&self) -> BTreeMap<Spot, BTreeSet<String>> {
        let mut spots: BTreeMap<Spot, BTreeSet<String>> = BTreeMap::new();
        for check in self.whole.checks() {
            for location in &check.evidence {
                let spot = Spot {
                    path: location.path.to_string(),
                    document: location.document.unwrap_or(0),
                    pointer: location.pointer.as_deref().unwrap().to_owned(),
                };
                spots.entry(spot).or_default().insert(check.id.to_string());
            }
        }
        spots
    }

    /// The checks with more failed or unknown evaluations after the removal of an element; `None` if it
    /// cannot be removed separately.
    pub(crate) fn noticed_by(&self, spot: &Spot) -> Option<BTreeSet<String>> {
        let index = self.files.iter().position(|(name, _)| *name == spot.path).unwrap();
        let (name, text) = &self.files[index];
        let text = without(name, text, spot)?;
        let mut parsed = self.parsed.clone();
        parsed[index] = read(self.checker, name, &text);
        let after = judge(self.checker, &parsed);
        let bad = |report: &Report, id: &str| {
            report.check(id).map_or(0, |check| check.failed + check.unknown)
        };
        let ids = after.checks().iter().map(|check| check.id.to_string());
        Some(ids.filter(|id| bad(&after, id) > bad(&self.whole, id)).collect())
    }
}

fn read(checker: &Checker, name: &str, text: &str) -> Parsed {
    checker.parse(Input::text(name, text))
}

fn judge(checker: &Checker, parsed: &[Parsed]) -> Report {
    match checker.judge(parsed, &mut |_| ControlFlow::Continue(())) {
        ControlFlow::Continue(report) => report,
        ControlFlow::Break(_) => panic!("the run is never cancelled"),
    }
}

/// The text without the element. `/kind` represents the whole object.
pub(crate) fn without(name: &str, text: &str, spot: &Spot) -> Option<String> {
    let format = asepsis::recognise(name).unwrap().format;
    let (tree, _) = parse(Source::new(name, text), format, Origin::Text, Limits::default());
    if spot.pointer == "/kind" {
        let object = find(&tree, spot.document, "").span().range();
        return Some(format!("{}{}", &text[..object.start], &text[object.end..]));
    }
    let place = find(&tree, spot.document, &spot.pointer).place(0);
    let rest = match edit::apply(&tree, &Edit::remove(&place)) {
        Ok(changes) => edit::rewrite(text, &changes),
        // An edit is refused for a node that is shared by an anchor.
        Err(_) => without_lines(text, &tree, spot)?,
    };
    assert_ne!(rest, text, "{spot:?} is still there");
    Some(rest)
}

/// The text without the lines of an entry or item, if they contain nothing else.
fn without_lines(text: &str, tree: &Tree, spot: &Spot) -> Option<String> {
    let (above, last) = spot.pointer.rsplit_once('/')?;
    let (above, node) =
        (find(tree, spot.document, above), find(tree, spot.document, &spot.pointer));
    let first = above.entry(last).map_or(node, |(key, _)| key);
    let start = text[..first.span().range().start].rfind('\n').map_or(0, |end| end + 1);
    let end = node.span().range().end;
    let end = end + text[end..].find('\n')? + 1;
    let before = &text[start..first.span().range().start];
    before
        .trim_start_matches([' ', '-'])
        .is_empty()
        .then(|| text[..start].to_owned() + &text[end..])
}

fn find<'t>(tree: &'t Tree, document: u32, pointer: &str) -> NodeRef<'t> {
    let (_, mut node) = tree.documents().find(|(known, _)| known.number == document).unwrap();
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        node = match node.entry(&step) {
            Some((_, value)) => value,
            None => node.items().nth(step.parse().unwrap()).unwrap(),
        };
    }
    node
}
