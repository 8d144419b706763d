//! The replacements for the secrets of a text.

use std::collections::{BTreeMap, HashMap, HashSet};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{ENCODED, WORD};
use crate::edit::Change;
use crate::source::Span;
use crate::tree::{Dialect, Kind, NodeRef, Scalar, Step, Style, Tree};

/// A secret in a text, and its replacement.
pub(super) struct Found {
    pub(super) change: Change,
    /// The scalar that is changed; none in a comment.
    pub(super) node: Option<u32>,
    /// The key of the value.
    pub(super) key: Option<Box<str>>,
}

/// The position at which a text cannot be changed, and why.
type Refusal = (u32, &'static str);

/// The changes that remove the secrets from a text, in order.
pub(super) fn changes(tree: &Tree, spans: &[Span]) -> Result<Vec<Found>, Refusal> {
    let scalars = scalars(tree);
    let keys = keys(tree);
    let mut of_scalars: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    let mut of_comments: Vec<Span> = Vec::new();
    for span in spans.iter().filter(|span| !span.is_empty()) {
        let first = scalars.partition_point(|(place, _)| place.end <= span.start);
        let touched = scalars.iter().skip(first).take_while(|(place, _)| place.start < span.end);
        let mut rest = *span;
        for (place, node) in touched {
            if keys.contains(node) {
                return Err((span.start, "a secret is used as a key"));
            }
            refuse_bare(tree, Span::new(rest.start, place.start.max(rest.start)))?;
            let inner = Span::new(span.start.max(place.start), span.end.min(place.end));
            of_scalars.entry(*node).or_default().push(inner);
            rest.start = place.end.min(span.end).max(rest.start);
        }
        match comment(tree, rest) {
            Some(comment) => of_comments.push(comment),
            None => refuse_bare(tree, rest)?,
        }
    }
    let labels = if of_scalars.is_empty() { HashMap::new() } else { labels(tree) };
    let mut found: Vec<Found> = Vec::new();
    for (index, spans) in of_scalars {
        scalar(tree, tree.node(index), merged(spans), &labels, &mut found)?;
    }
    for span in merged(of_comments) {
        let change = Change { span, text: WORD.to_owned() };
        found.push(Found { change, node: None, key: None });
    }
    found.sort_by(|one, other| one.change.cmp(&other.change));
    Ok(found)
}

/// Every scalar with text, with its span, in the order of the text.
fn scalars(tree: &Tree) -> Vec<(Span, u32)> {
    let count = u32::try_from(tree.node_count()).unwrap_or(u32::MAX);
    let all = (0..count).map(|index| tree.node(index));
    let all = all.filter(|node| node.kind() == Kind::Scalar && !node.span().is_empty());
    let mut all: Vec<(Span, u32)> = all.map(|node| (node.span(), node.index())).collect();
    all.sort();
    all
}

/// The key of each scalar that has one.
fn labels(tree: &Tree) -> HashMap<u32, &str> {
    let all = tree.documents().flat_map(|(_, root)| root.keyed_scalars());
    let named = all.filter(|keyed| !keyed.key().is_empty());
    named.map(|keyed| (keyed.scalar.index(), keyed.key())).collect()
}

fn keys(tree: &Tree) -> HashSet<u32> {
    let count = u32::try_from(tree.node_count()).unwrap_or(u32::MAX);
    let all = (0..count).map(|index| tree.node(index));
    all.flat_map(NodeRef::own_entries).map(|(key, _)| key.index()).collect()
}

/// The part of a span that is in a comment, where it begins in one.
fn comment(tree: &Tree, span: Span) -> Option<Span> {
    let comments = tree.comments();
    let next = comments.partition_point(|comment| comment.span.end <= span.start);
    let comment = comments.get(next)?.span;
    let inside = comment.start <= span.start && span.end <= comment.end && !span.is_empty();
    inside.then_some(span)
}

/// Refuses a text in which part of a secret is neither in a value nor in a comment; the separators
/// of a command line are not part of one.
fn refuse_bare(tree: &Tree, span: Span) -> Result<(), Refusal> {
    let is_mark = |letter: char| !letter.is_alphanumeric();
    if tree.source().slice(span).chars().all(is_mark) {
        return Ok(());
    }
    Err((span.start, "a secret is neither in a value nor in a comment"))
}

/// Merges overlapping and adjacent spans; sorted.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

fn scalar(
    tree: &Tree,
    node: NodeRef<'_>,
    spans: Vec<Span>,
    labels: &HashMap<u32, &str>,
    found: &mut Vec<Found>,
) -> Result<(), Refusal> {
    let content =
        content(tree, node).ok_or((node.span().start, "the position of the value is not known"))?;
    let key = labels.get(&node.index()).map(|key| (*key).into());
    let index = Some(node.index());
    for span in spans {
        // The text around the content is notation.
        let span = Span::new(span.start.max(content.start), span.end.min(content.end));
        if span.is_empty() {
            continue;
        }
        let is_whole = span == content;
        let text = if is_whole { whole(tree, node) } else { WORD.to_owned() };
        found.push(Found { change: Change { span, text }, node: index, key: key.clone() });
    }
    Ok(())
}

/// The replacement for a whole value.
fn whole(tree: &Tree, node: NodeRef<'_>) -> String {
    let path = tree.path(node.index());
    let above = path.iter().rev().nth(1);
    let is_data = above.is_some_and(|step| match step {
        Step::Key(key) => {
            let key = key.key_text();
            ["data", "binaryData"].iter().any(|name| key.eq_ignore_ascii_case(name))
        }
        Step::Item(..) => false,
    });
    let text: String = node.text().split_ascii_whitespace().collect();
    if is_data && STANDARD.decode(text).is_ok_and(|bytes| !bytes.is_empty()) {
        return ENCODED.to_owned();
    }
    // A number or a word of JSON.
    let is_text = matches!(node.scalar(), Scalar::Text(_));
    let is_bare = node.style() == Style::Plain && tree.dialect() == Dialect::Json && !is_text;
    if is_bare { format!("\"{WORD}\"") } else { WORD.to_owned() }
}

/// The content of a scalar's span, without quotes, header and indentation.
fn content(tree: &Tree, node: NodeRef<'_>) -> Option<Span> {
    let span = node.span();
    let written = tree.source().slice(span);
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(u32::MAX);
    match node.style() {
        Style::Literal | Style::Folded => {
            let header = written.find(['\n', '\r'])?;
            let below = written.get(header..)?;
            let text = below.trim_start();
            let start = span.start + length(written) - length(text);
            Some(Span::new(start, start + length(text.trim_end())))
        }
        _ => {
            let quote = written.chars().next().filter(|first| matches!(first, '"' | '\''));
            let inner = quote.and_then(|quote| written.strip_prefix(quote)?.strip_suffix(quote));
            Some(match inner {
                Some(inner) => Span::new(span.start + 1, span.start + 1 + length(inner)),
                None => span,
            })
        }
    }
}
