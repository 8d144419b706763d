//! The secrets of command lines.

use std::ops::Range;

use super::scalars::{Exposed, Reach, Written};
use crate::credentials;
use crate::source::Span;
use crate::tree::{Kind, NodeRef};

/// The secrets of command lines, which may be lists of words, such as `args`.
pub(super) fn commands(root: NodeRef<'_>) -> Vec<Exposed<'_>> {
    let scalar = |(node, range)| (Written::Scalar(node, range), Reach::Everywhere);
    let mut found = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        for (key, value) in node.own_entries() {
            open.push(value);
            if credentials::takes_words(key.text()) {
                let args = node.entry("args").filter(|_| key.text() == "command");
                let lists = [Some(value), args.map(|(_, args)| args)];
                let words = lists.into_iter().flatten().filter_map(NodeRef::follow);
                let words: Vec<NodeRef<'_>> = words.flat_map(words_of).collect();
                found.extend(secret_words(&words).into_iter().map(scalar));
                found.extend(behind_options(&words));
            } else if value.kind() == Kind::Scalar && value.text().contains('\n') {
                found.extend(secret_words(&[value]).into_iter().map(scalar));
            }
        }
        open.extend(node.items());
    }
    found
}

/// Text in a list after an option with the name of a secret that is not a word: several lines, an
/// anchor, a tag, a comment, a key with a value.
fn behind_options<'t>(words: &[NodeRef<'t>]) -> Vec<Exposed<'t>> {
    let mut found = Vec::new();
    for pair in words.windows(2) {
        let [option, next] = pair else { continue };
        let name = option.text().strip_prefix('-').unwrap_or_default();
        if !credentials::is_secret_key(name) || name.contains('=') {
            continue;
        }
        let text = next.text();
        if text.contains('\n') {
            found.push((Written::Scalar(*next, 0..text.len()), Reach::Everywhere));
        } else if text.is_empty() {
            found.extend(below(*option));
        }
    }
    found
}

/// The text of the item below another one.
fn below(item: NodeRef<'_>) -> Option<Exposed<'_>> {
    let from = item.span().end;
    let rest = item.tree().source().text().get(from as usize..)?;
    let (above, below) = rest.split_once('\n')?;
    let line = below.split(['\n', '\r']).next()?;
    let text = line.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '-');
    let start = above.len() + 1 + line.len() - text.len();
    let at = |length: usize| from.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
    let span = Span::new(at(start), at(start + text.trim_end().len()));
    (!span.is_empty()).then_some((Written::Text(span), Reach::Distinctive))
}

/// The words of a command line: a list of them, or one text.
fn words_of(node: NodeRef<'_>) -> Vec<NodeRef<'_>> {
    match node.kind() {
        Kind::Scalar => vec![node],
        _ => node.items().filter_map(NodeRef::follow).collect(),
    }
}

fn secret_words<'t>(words: &[NodeRef<'t>]) -> Vec<(NodeRef<'t>, Range<usize>)> {
    let texts: Vec<&str> = words.iter().map(|word| word.text()).collect();
    let secrets = credentials::arguments(&texts).into_iter();
    let secrets = secrets.filter_map(|argument| Some((argument.number, argument.secret()?)));
    secrets
        .chain(literals(&texts))
        .filter_map(|(number, range)| Some((*words.get(number)?, range)))
        .collect()
}

/// The values from which a command creates a Secret, independent of their keys:
/// `--from-literal=key=value`.
pub(super) fn literals(arguments: &[&str]) -> Vec<(usize, Range<usize>)> {
    const OPTION: &str = "--from-literal";
    let mut found = Vec::new();
    // Most commands create none.
    if !arguments.iter().any(|argument| argument.contains(OPTION)) {
        return found;
    }
    for command in credentials::commands(arguments) {
        let mut is_next = false;
        for (number, word) in command {
            let literal = word.strip_prefix(OPTION).and_then(|rest| rest.strip_prefix('='));
            let literal = literal.or_else(|| is_next.then_some(word));
            is_next = word == OPTION;
            let value = literal.and_then(|literal| literal.split_once('=')).map(|(_, value)| value);
            if let (Some(value), Some(argument)) = (value, arguments.get(number)) {
                let start = super::beginning(value, argument);
                found.push((number, start..start + value.len()));
            }
        }
    }
    found
}
