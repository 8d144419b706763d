//! Lines of the inputs, with every secret in them masked.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::locate::outermost;
use super::record::Location;
use crate::credentials;
use crate::engine::Walk;
use crate::model::Resource;
use crate::source::{Source, Span};
use crate::tree::{Kind, NodeRef, Tree};

/// What is shown instead of a secret. Its length says nothing about the secret's.
pub(super) const MASK: &str = "********";

/// The texts of the inputs that findings point into, and what in them is secret.
#[derive(Debug, Default)]
pub(super) struct Texts(HashMap<Arc<str>, Text>);

#[derive(Debug)]
struct Text {
    source: Source,
    /// Secret ranges, sorted, not overlapping.
    masks: Vec<Span>,
}

/// One line of an excerpt.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u32,
    /// Its text with secrets masked, without its line break.
    pub(super) text: String,
    /// The columns of the masked text that the finding is about, from 0, in code points.
    pub(super) marked: Option<(usize, usize)>,
}

impl Texts {
    /// Keeps the texts of the given trees and works out what in them is secret.
    pub(super) fn new(walk: &Walk<'_>, trees: impl IntoIterator<Item = usize>) -> Self {
        let mut texts: HashMap<Arc<str>, Text> = HashMap::new();
        for number in trees {
            let Some(tree) = walk.numbered.trees.get(number) else { continue };
            // All trees of one input are one text: secrets of embedded documents are masked too.
            let Some(&input) = walk.numbered.input_of_tree.get(number) else { continue };
            let name = tree.source().shared_name();
            if texts.contains_key(&name) {
                continue;
            }
            let mut masks = Vec::new();
            for (of, tree) in walk.numbered.input_of_tree.iter().zip(&walk.numbered.trees) {
                if *of == input {
                    masks.extend(secrets(tree));
                }
            }
            masks.sort();
            let (source, _) = outermost(tree, Span::default());
            texts.insert(name, Text { source, masks: merge(masks) });
        }
        Self(texts)
    }

    /// The lines from the one above a location to the one below it, as far as they exist.
    pub(super) fn lines(&self, location: &Location, above: u32, below: u32) -> Vec<Line> {
        let (Some(text), Some(start), Some(end)) =
            (self.0.get(&location.path), location.start, location.end)
        else {
            return Vec::new();
        };
        let first = start.line.saturating_sub(above).max(1);
        let last = start.line.saturating_add(below).min(text.source.line_count());
        (first..=last)
            .map(|number| {
                text.line(number, (number == start.line).then_some((start.byte, end.byte)))
            })
            .collect()
    }
}

impl Text {
    fn line(&self, number: u32, marked: Option<(u32, u32)>) -> Line {
        let span = self.source.line_span(number);
        let mut shown = String::new();
        let mut at = span.start;
        // Where a byte of the source is in the shown text, in code points.
        let mut columns = [None, None];
        let ends = marked.map(|(start, end)| [start, end.clamp(start, span.end)]);
        let mut note = |byte: u32, shown: &str| {
            for (column, end) in columns.iter_mut().zip(ends.into_iter().flatten()) {
                if column.is_none() && byte >= end {
                    *column = Some(shown.chars().count());
                }
            }
        };
        note(at, &shown);
        for mask in self.masks.iter().filter(|mask| mask.start < span.end && mask.end > span.start)
        {
            let start = mask.start.max(span.start);
            for character in self.source.slice(Span::new(at, start)).chars() {
                shown.push(character);
                at += u32::try_from(character.len_utf8()).unwrap_or(4);
                note(at, &shown);
            }
            shown.push_str(MASK);
            at = mask.end.min(span.end);
            note(at, &shown);
        }
        for character in self.source.slice(Span::new(at, span.end)).chars() {
            shown.push(character);
            at += u32::try_from(character.len_utf8()).unwrap_or(4);
            note(at, &shown);
        }
        let marked = match columns {
            [Some(start), end] if marked.is_some() => {
                let end = end.unwrap_or_else(|| shown.chars().count());
                Some((start, end.max(start + 1)))
            }
            _ => None,
        };
        Line { number, text: shown, marked }
    }
}

fn merge(sorted: Vec<Span>) -> Vec<Span> {
    let mut merged: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// The secret ranges of a tree, in the text of the input itself.
fn secrets(tree: &Tree) -> Vec<Span> {
    let mut spans = Vec::new();
    for (_, root) in tree.documents() {
        for (node, range) in secret_scalars(root) {
            let span = match node.verbatim_span() {
                Some(span) => {
                    let at = |index: usize| span.start + u32::try_from(index).unwrap_or(u32::MAX);
                    Span::new(at(range.start), at(range.end))
                }
                None => node.span(),
            };
            spans.push(outermost(tree, span).1);
        }
    }
    spans
}

/// Every scalar of a document that is a secret or holds one, with the range of its text that is.
fn secret_scalars(root: NodeRef<'_>) -> Vec<(NodeRef<'_>, Range<usize>)> {
    let mut found = Vec::new();
    let is_secret = is_secret(root);
    // Without recursion: each node with the key in force for it, and whether all of it is secret.
    let mut open: Vec<(NodeRef<'_>, &str, bool)> = vec![(root, "", false)];
    while let Some((node, key, secret)) = open.pop() {
        match node.kind() {
            Kind::Scalar if secret => found.push((node, 0..node.text().len())),
            Kind::Scalar => {
                found.extend(of_scalar(node.text(), key).into_iter().map(|range| (node, range)));
            }
            Kind::Alias => {}
            Kind::Sequence => open.extend(node.items().map(|item| (item, key, secret))),
            Kind::Mapping => {
                let named = named_value(node);
                for (name, value) in node.own_entries() {
                    let data = is_secret && matches!(name.text(), "data" | "stringData");
                    let key = match named {
                        // `name: DB_PASSWORD` beside `value:` is its key.
                        Some(variable) if name.text() == "value" => variable,
                        _ => name.text(),
                    };
                    open.push((value, key, secret || data));
                }
            }
        }
    }
    found
}

fn is_secret(root: NodeRef<'_>) -> bool {
    let kind = root.entry("kind").and_then(|(_, kind)| kind.follow());
    kind.is_some_and(|kind| kind.text() == "Secret")
}

/// The name that a mapping gives to the `value` beside it.
fn named_value(mapping: NodeRef<'_>) -> Option<&str> {
    let (_, name) = mapping.entry("name")?;
    mapping.entry("value")?;
    Some(name.follow()?.text())
}

/// The secret parts of a scalar's text.
fn of_scalar(text: &str, key: &str) -> Vec<Range<usize>> {
    // `- KEY=value` and `KEY: value` say the same.
    let (key, value, offset) = match text.split_once('=') {
        Some((name, value)) if is_name(name) => (name, value, name.len() + 1),
        _ => (key, text, 0),
    };
    let ranges = credentials::secret_ranges(key, value).into_iter();
    ranges.map(|range| offset + range.start..offset + range.end).collect()
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The secrets that a message could quote: those of a resource.
pub(super) fn quotable(resource: &Resource<'_>) -> Vec<String> {
    let Some(root) = resource.content.node() else { return Vec::new() };
    let scalars = secret_scalars(root).into_iter();
    let mut found: Vec<String> =
        scalars.filter_map(|(node, range)| node.text().get(range).map(str::to_owned)).collect();
    found.retain(|text| text.len() >= 3);
    // The longest first, so that no rest of one stays when a part of it is another.
    found.sort_by_key(|text| std::cmp::Reverse(text.len()));
    found.dedup();
    found
}

/// A message in which what stands in backticks holds no secret.
pub(super) fn mask_quoted(message: &str, secrets: &[String]) -> String {
    let mut masked = String::with_capacity(message.len());
    for (index, part) in message.split('`').enumerate() {
        if index > 0 {
            masked.push('`');
        }
        let quoted = index % 2 == 1;
        let mut part = part.to_owned();
        if quoted {
            for secret in secrets {
                part = part.replace(secret.as_str(), MASK);
            }
        }
        masked.push_str(&part);
    }
    masked
}
