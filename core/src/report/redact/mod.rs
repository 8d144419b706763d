//! Texts without their secrets, to be shared: each secret is replaced by a word; keys, structure and
//! everything else stay.
//!
//! If the position of a secret is not exact, no text is returned: see `proof`.

mod change;
mod proof;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use self::change::changes;
use super::known::Known;
use crate::edit;
use crate::engine::{Parsed, Walk};
use crate::source::{Position, Problem, ProblemCode, Source, Span};
use crate::tree::Tree;

/// The replacement of a secret.
pub(super) const WORD: &str = "REDACTED";
/// The same for a value in base64.
pub(super) const ENCODED: &str = "UkVEQUNURUQ=";

/// A text without its secrets, or the reason why it is missing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Redacted {
    /// The input's name.
    pub path: Arc<str>,
    /// The redacted text; `None` if a secret cannot be removed reliably.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The replacements, in the order of the text.
    pub changes: Vec<Redaction>,
    /// Why the text was refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refused>,
}

/// The replacement of a secret.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Redaction {
    /// The line of the secret in the original text.
    pub line: u32,
    /// The key of the value; `None` in a comment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Box<str>>,
    /// The start of the replacement in the redacted text.
    pub start: Position,
    /// The end: one past the last character of the replacement.
    pub end: Position,
}

/// Why a text is not returned.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Refused {
    /// The line of the cause, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The reason.
    pub why: Box<str>,
}

/// A redacted text that is not verified yet.
struct Draft {
    redacted: Redacted,
    /// The tree of the original text, and its changed nodes.
    tree: Option<Arc<Tree>>,
    changed: Vec<u32>,
}

/// The redacted texts of a run, and its secrets.
pub(crate) struct Drafts {
    all: Vec<Draft>,
    known: Known,
}

impl Drafts {
    /// Redacts the texts of a run.
    pub(crate) fn of(walk: &Walk<'_>) -> Self {
        let mut known = Known::new(walk);
        let all = walk.numbered.inputs.iter().map(|input| draft(input, &mut known)).collect();
        Self { all, known }
    }

    /// The names and texts to verify.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let drafts = self.all.iter().map(|draft| &draft.redacted);
        drafts.filter_map(|redacted| Some((&*redacted.path, redacted.text.as_deref()?)))
    }
}

fn draft(input: &Parsed, known: &mut Known) -> Draft {
    let path = Arc::clone(&input.name);
    let mut draft = Draft {
        redacted: Redacted { path, text: None, changes: Vec::new(), refused: None },
        tree: None,
        changed: Vec::new(),
    };
    if let Some((_, problem)) = input.problems.iter().find(|(_, problem)| leaves_out(problem)) {
        let place = problem.span.zip(input.source.as_ref());
        let line = place.map(|(span, source)| source.position(span.start).line);
        draft.refuse(line, "not read in full: not all of its secrets are known");
        return draft;
    }
    let (Some(tree), Some(source)) = (input.trees.first(), &input.source) else {
        draft.refuse(None, "files of this kind are not read: its secrets are not known");
        return draft;
    };
    let mut spans = known.places.remove(&tree.id()).unwrap_or_default();
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let again = known.mask.known(source.text()).into_iter();
    spans.extend(again.map(|range| Span::new(offset(range.start), offset(range.end))));
    match changes(tree, &spans) {
        Ok(changes) => draft.write(source, changes),
        Err((at, why)) => draft.refuse(Some(source.position(at).line), why),
    }
    draft.tree = Some(Arc::clone(tree));
    draft
}

/// Whether a problem means that a part of the text was not read.
fn leaves_out(problem: &Problem) -> bool {
    matches!(
        problem.code,
        ProblemCode::Syntax
            | ProblemCode::Encoding
            | ProblemCode::Binary
            | ProblemCode::Template
            | ProblemCode::AliasExpansion
            | ProblemCode::TooLarge
            | ProblemCode::TooDeep
            | ProblemCode::TooManyNodes
            | ProblemCode::Ignored
            | ProblemCode::Unreadable
    )
}

impl Draft {
    /// A refused text, with the reason.
    fn refuse(&mut self, line: Option<u32>, why: &str) {
        self.redacted.text = None;
        self.redacted.changes = Vec::new();
        self.redacted.refused = Some(Refused { line, why: why.into() });
    }

    fn write(&mut self, source: &Source, found: Vec<change::Found>) {
        let changes: Vec<edit::Change> = found.iter().map(|one| one.change.clone()).collect();
        let written = Source::new(source.shared_name(), edit::rewrite(source.text(), &changes));
        let mut moved: i64 = 0;
        for change::Found { change, node, key } in found {
            let (start, length) = (i64::from(change.span.start) + moved, change.text.len());
            moved += i64::try_from(length).unwrap_or(0) - i64::from(change.span.len());
            let start = u32::try_from(start).unwrap_or_default();
            let end = start.saturating_add(u32::try_from(length).unwrap_or_default());
            self.changed.extend(node);
            self.redacted.changes.push(Redaction {
                line: source.position(change.span.start).line,
                key,
                start: written.position(start),
                end: written.position(end),
            });
        }
        self.redacted.text = Some(written.text().to_owned());
    }
}

/// The trees of the inputs of a run, by their names.
fn trees<'w>(walk: &'w Walk<'_>) -> HashMap<&'w str, &'w Arc<Tree>> {
    let inputs = walk.numbered.inputs.iter();
    inputs.filter_map(|input| Some((&*input.name, input.trees.first()?))).collect()
}
