//! The content of the Secrets of a document, in any spelling.

use std::collections::HashSet;

use super::objects::{contents, is_secret};
use super::scalars::{Exposed, Reach, Written, behind, in_lines};
use super::words::{is_distinctive, is_unspeakable};
use crate::credentials;
use crate::source::Span;
use crate::tree::{Kind, NodeRef};

/// The content of the Secrets of a document; scalars by their numbers.
pub(super) fn secrets<'t>(root: NodeRef<'t>, found: &mut Vec<Exposed<'t>>) -> HashSet<u32> {
    let mut kept = HashSet::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        if is_secret(node) {
            for content in contents(node) {
                let reach = if content.is_metadata { Reach::Place } else { Reach::Everywhere };
                found.extend(content.key.into_iter().flat_map(|key| around(key, content.node)));
                let is_nothing =
                    content.node.kind() == Kind::Scalar && content.node.text().is_empty();
                found.extend(content.key.filter(|_| is_nothing).and_then(behind));
                if content.node.kind() == Kind::Alias {
                    found.push((Written::Text(content.node.span()), reach));
                } else {
                    if !content.is_metadata {
                        kept.insert(content.node.index());
                    }
                    let text = content.node.text();
                    found.push((Written::Scalar(content.node, 0..text.len()), reach));
                    found.extend(in_lines(content.node));
                }
            }
            found.extend(drawn_keys(node));
            // Its data is found; its metadata is treated like that of other objects.
            continue;
        }
        open.extend(node.own_entries().map(|(_, value)| value));
        open.extend(node.items());
    }
    kept
}

/// Keys of a Secret that are not names: a misplaced token.
fn drawn_keys(secret: NodeRef<'_>) -> Vec<Exposed<'_>> {
    let mut found = Vec::new();
    let mut open = vec![secret];
    while let Some(node) = open.pop() {
        for (key, value) in node.own_entries() {
            let text = key.text();
            if is_drawn_key(text) {
                found.push((Written::Scalar(key, 0..text.len()), Reach::Distinctive));
            }
            open.push(value);
        }
        open.extend(node.items());
    }
    found
}

fn is_drawn_key(text: &str) -> bool {
    const SHORTEST: usize = 16;
    const DIGITS: usize = 3;
    let has = |of: fn(&u8) -> bool| text.bytes().any(|byte| of(&byte));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_mixed = digits >= DIGITS
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_uppercase)
        && is_distinctive(text);
    let is_drawn = is_mixed || credentials::is_drawn(text) || is_unspeakable(text);
    text.len() >= SHORTEST && !text.contains('.') && is_drawn
}

/// Other text on the line of a value of a Secret: a tag, an anchor, a comment.
fn around<'t>(key: NodeRef<'t>, value: NodeRef<'t>) -> Vec<Exposed<'t>> {
    let text = key.tree().source().text();
    let (from, to) = (key.span().end as usize, value.span().start as usize);
    let mut spans = Vec::new();
    let mut add = |start: usize, part: &str| {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let trimmed = part.trim_start_matches(|letter: char| {
            letter.is_whitespace() || "\"':}])".contains(letter)
        });
        let start = start + part.len() - trimmed.len();
        let trimmed = trimmed
            .trim_end_matches(|letter: char| letter.is_whitespace() || "\"'|>".contains(letter));
        if trimmed.starts_with(['!', '&', '#']) {
            spans.push(Span::new(offset(start), offset(start + trimmed.len())));
        }
    };
    if let Some(between) = text.get(from..to).filter(|between| !between.contains('\n')) {
        add(from, between);
    }
    let end = value.span().end as usize;
    let rest = text.get(end..).and_then(|rest| rest.split(['\n', '\r']).next());
    add(end, rest.unwrap_or_default());
    spans.into_iter().map(|span| (Written::Text(span), Reach::Distinctive)).collect()
}
