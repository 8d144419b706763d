//! Errors in a policy file, each at its place.

use crate::error::{Error, nearest};
use crate::mask::Mask;
use crate::source::{Position, Problem};
use crate::tree::{Place, Tree};

/// The maximum number of errors that are listed; the rest is counted.
const MOST: usize = 100;

/// Maximum length of user text in a message.
const EXCERPT: usize = 60;

/// An error, before its line and column are known.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    start: u32,
    message: String,
    hint: Option<String>,
}

/// All errors of one policy file.
pub(super) struct Faults<'t> {
    tree: &'t Tree,
    list: Vec<Fault>,
}

impl<'t> Faults<'t> {
    pub(super) fn new(tree: &'t Tree, problems: &[Problem]) -> Self {
        let mut faults = Self { tree, list: Vec::new() };
        for problem in problems {
            let start = problem.span.map_or(0, |span| span.start);
            let hint = problem.message.starts_with("tabs").then(|| "indent with spaces".to_owned());
            faults.push(start, problem.message.clone(), hint);
        }
        faults
    }

    /// Records an error at a place.
    pub(super) fn at(&mut self, place: Place, message: impl Into<String>) {
        self.push(self.start(place), message.into(), None);
    }

    /// Records an error at a place, with a hint.
    pub(super) fn hinted(
        &mut self,
        place: Place,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(self.start(place), message.into(), Some(hint.into()));
    }

    /// Records an error of the whole text, unless it is not even text of the format.
    pub(super) fn whole(&mut self, message: &str, hint: &str) {
        if !self.list.is_empty() {
            return;
        }
        self.push(0, message.to_owned(), Some(hint.to_owned()));
    }

    /// Records an unknown name.
    pub(super) fn unknown(&mut self, place: Place, message: String, name: &str, known: &[&str]) {
        // The edit distance to a very long text is expensive, and no known name is similar.
        let near = if name.len() > 256 { None } else { nearest(name, known.iter().copied()) };
        let hint = match near {
            Some(near) => Some(format!("did you mean `{near}`?")),
            None if (1..=16).contains(&known.len()) => {
                Some(format!("expected one of `{}`", known.join("`, `")))
            }
            None => None,
        };
        self.push(self.start(place), message, hint);
    }

    fn push(&mut self, start: u32, message: String, hint: Option<String>) {
        self.list.push(Fault { start, message, hint });
    }

    fn start(&self, place: Place) -> u32 {
        self.tree.node(place.node()).span().start
    }

    /// The errors in the order of the text, without duplicates.
    pub(super) fn into_errors(mut self) -> Vec<Error> {
        self.list.sort();
        // The target of several aliases is read several times.
        self.list.dedup();
        let rest = self.list.len().saturating_sub(MOST);
        let first_left_out = self.list.get(MOST).map(|fault| fault.start);
        self.list.truncate(MOST);
        if self.list.is_empty() {
            return Vec::new();
        }
        let source = self.tree.source();
        let mask = Mask::of(self.tree);
        let shown = |text: String| mask.masked_alone(&text).unwrap_or(text);
        let error = |start: u32, message: String, hint: Option<String>| Error::Policy {
            path: source.name().to_owned(),
            position: source.position(start),
            message: shown(message),
            hint: hint.map(shown),
        };
        let mut errors: Vec<Error> = std::mem::take(&mut self.list)
            .into_iter()
            .map(|fault| error(fault.start, fault.message, fault.hint))
            .collect();
        if let Some(start) = first_left_out {
            errors.push(error(start, format!("{rest} more errors from this line on"), None));
        }
        errors
    }

    /// The line and column of a place.
    pub(super) fn position(&self, place: Place) -> Position {
        self.tree.source().position(self.start(place))
    }
}

/// User text in backticks, shortened if it is long.
pub(super) fn quoted(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let end = line.char_indices().nth(EXCERPT).map_or(line.len(), |(at, _)| at);
    let shown = line.get(..end).unwrap_or_default();
    let more = if shown.len() < text.trim_end().len() { "..." } else { "" };
    format!("`{shown}{more}`")
}
