//! A text without secrets is parsed again before it is returned: it must have the same content as the
//! original except for the secrets, and no secret may be found in it.

use std::ops::Range;
use std::sync::Arc;

use super::{Draft, Drafts, ENCODED, Redacted, WORD, trees};
use crate::engine::Walk;
use crate::mask::contains_distinctive;
use crate::report::known::Known;
use crate::source::{Source, Span};
use crate::tree::{Kind, Tree};

impl Drafts {
    /// Checks the texts as they would be returned, and rejects those in which the position of a
    /// secret was not exact.
    pub(crate) fn prove(self, again: &Walk<'_>) -> Vec<Redacted> {
        let left = Known::new(again);
        let read = trees(again);
        let proven = self.all.into_iter().map(|mut draft| {
            let Some(text) = draft.redacted.text.clone() else { return draft.redacted };
            let tree = read.get(&*draft.redacted.path).copied();
            if let Err((line, why)) = proof(&draft, &text, tree, &self.known, &left) {
                draft.refuse(line, why);
            }
            draft.redacted
        });
        proven.collect()
    }
}

type Refusal = (Option<u32>, &'static str);

fn proof(
    draft: &Draft,
    text: &str,
    tree: Option<&Arc<Tree>>,
    known: &Known,
    left: &Known,
) -> Result<(), Refusal> {
    let first = draft.redacted.changes.first().map(|change| change.line);
    let otherwise = (first, "removing the secret would change the meaning of the file");
    let (Some(before), Some(after)) = (&draft.tree, tree) else { return Err(otherwise) };
    same(before, after, &draft.changed).map_err(|node| {
        let line = node.map(|node| before.source().position(before.node(node).span().start).line);
        (line.or(first), otherwise.1)
    })?;
    let rest = "the position of a secret is not exact";
    let source = after.source();
    let line = |at: u32| Some(source.position(at).line);
    for span in left.places.get(&after.id()).into_iter().flatten() {
        if !is_word(source, *span) {
            return Err((line(span.start), rest));
        }
    }
    if let Some(range) = known.mask.known(text).first() {
        return Err((line(u32::try_from(range.start).unwrap_or_default()), rest));
    }
    // Text that a reader skipped is not in a tree.
    for number in 1..=source.line_count() {
        let text = source.slice(source.line_span(number));
        let is_secret = |range: &Range<usize>| {
            text.get(range.clone())
                .is_some_and(|found| !found.contains(WORD) && contains_distinctive(found))
        };
        if known.mask.line(text).iter().any(is_secret) {
            return Err((Some(number), "the line appears to contain a secret that was not read"));
        }
    }
    Ok(())
}

/// Whether a place contains only the replacement and the notation around it.
fn is_word(source: &Source, span: Span) -> bool {
    let text = source.slice(span).replace(WORD, "").replace(ENCODED.trim_end_matches('='), "");
    let text = text.trim_start_matches(['|', '>']);
    !text.contains(|letter: char| letter.is_alphanumeric())
}

/// Whether two trees are equal except for some nodes; else the first node that differs.
fn same(before: &Tree, after: &Tree, changed: &[u32]) -> Result<(), Option<u32>> {
    if before.node_count() != after.node_count()
        || before.documents().len() != after.documents().len()
    {
        return Err(None);
    }
    let count = u32::try_from(before.node_count()).unwrap_or(u32::MAX);
    for index in 0..count {
        let (one, other) = (before.node(index), after.node(index));
        let is_kept = one.kind() == other.kind() && one.tag() == other.tag();
        let is_scalar = one.kind() == Kind::Scalar && !changed.contains(&index);
        if !is_kept || (is_scalar && one.text() != other.text()) {
            return Err(Some(index));
        }
    }
    Ok(())
}
