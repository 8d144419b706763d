//! Values and keys as text, quoted exactly where the reader requires it.

use std::borrow::Cow;
use std::fmt::Write;

use super::plan::Additions;
use crate::tree::{Dialect, Indentation, NewValue, Scalar, Style, Tree, resolve};

/// The context in which a value is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'t> {
    pub(super) tree: &'t Tree,
    /// Inside brackets, where commas and brackets end a plain scalar.
    pub(super) flow: bool,
    /// Every string is in double quotes.
    pub(super) json: bool,
}

impl Context<'_> {
    /// A value on one line.
    pub(super) fn inline(self, value: &NewValue) -> String {
        match value {
            NewValue::Bool(value) => value.to_string(),
            NewValue::Integer(value) => value.to_string(),
            NewValue::Text(text) => self.text(text).into_owned(),
            NewValue::Texts(texts) => {
                let items: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
                format!("[{}]", items.join(", "))
            }
        }
    }

    /// A string or key, quoted if necessary.
    pub(super) fn text(self, text: &str) -> Cow<'_, str> {
        if self.json || !fits_plain(text, self.flow, self.tree.dialect()) {
            quoted(text).into()
        } else {
            text.into()
        }
    }

    /// Missing paths as lines of a block mapping at a column.
    pub(super) fn lines(
        self,
        additions: &Additions<'_>,
        column: usize,
        step: Indentation,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        for (depth, key, value) in additions.keys() {
            let column = column + depth * step.mapping;
            let mut line = " ".repeat(column);
            line.push_str(&self.text(key));
            line.push(':');
            match value {
                None => lines.push(line),
                Some(NewValue::Texts(texts)) if !texts.is_empty() => {
                    lines.push(line);
                    lines.extend(self.items(texts, column + step.list));
                }
                Some(value) => {
                    line.push(' ');
                    line.push_str(&self.inline(value));
                    lines.push(line);
                }
            }
        }
        lines
    }

    /// Strings as items of a block list with dashes at a column.
    pub(super) fn items(self, texts: &[String], column: usize) -> Vec<String> {
        let indent = " ".repeat(column);
        texts.iter().map(|text| format!("{indent}- {}", self.text(text))).collect()
    }

    /// Missing paths as entries of a flow mapping, without the outer brackets.
    pub(super) fn entries(self, additions: &Additions<'_>, colon: &str, separator: &str) -> String {
        let mut text = String::new();
        let mut open = 0;
        for (depth, key, value) in additions.keys() {
            let closed = open > depth;
            for _ in depth..open {
                text.push('}');
            }
            if closed || (open == depth && !text.is_empty() && !text.ends_with('{')) {
                // Only the outermost entries are on separate lines.
                text.push_str(if depth == 0 { separator } else { ", " });
            }
            text.push_str(&self.text(key));
            text.push_str(colon);
            match value {
                Some(value) => text.push_str(&self.inline(value)),
                None => text.push('{'),
            }
            open = depth + usize::from(value.is_none());
        }
        for _ in 0..open {
            text.push('}');
        }
        text
    }
}

/// A string or key in block notation, without quotes only if it is the same string for every reader.
pub(crate) fn scalar(text: &str) -> Cow<'_, str> {
    let dialects = [Dialect::Kubernetes, Dialect::Compose];
    let is_text = dialects.iter().all(|dialect| fits_plain(text, false, *dialect));
    // YAML 1.1 has dates and numbers in base 60, which these dialects do not have.
    let may_be_number = text
        .starts_with(|first: char| first.is_ascii_digit() || ".+-".contains(first))
        && !text.contains(|other: char| !other.is_ascii_digit() && !".:+-_TtZz ".contains(other));
    if is_text && !may_be_number { text.into() } else { quoted(text).into() }
}

/// A string as the lines of a literal block without their indentation, with the header of the block;
/// `None` if it has one line or cannot be written in this notation.
pub(crate) fn literal(text: &str) -> Option<(&'static str, std::str::Split<'_, char>)> {
    let is_plain = |letter: char| letter == '\n' || !needs_escape(letter);
    let begins = text.chars().next().is_some_and(|first| !first.is_whitespace());
    let content = text.trim_end_matches('\n');
    if !text.contains('\n') || !begins || !text.chars().all(is_plain) {
        return None;
    }
    let (header, lines) = match text.len() - content.len() {
        0 => ("|-", text),
        1 => ("|", content),
        _ => ("|+", text.strip_suffix('\n').unwrap_or(text)),
    };
    Some((header, lines.split('\n')))
}

fn fits_plain(text: &str, flow: bool, dialect: Dialect) -> bool {
    let mut characters = text.chars();
    let (Some(first), second) = (characters.next(), characters.next()) else { return false };
    let begins = match first {
        '-' | '?' | ':' => second.is_some_and(|next| next != ' ' && !is_bracket(next)),
        _ => !",[]{}#&*!|>'\"%@`".contains(first),
    };
    let separators = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let markers = text.starts_with("---") || text.starts_with("...");
    // `<<` and `=` have special types in YAML 1.1.
    let special = markers || text == "<<" || text == "=";
    let brackets = flow && text.contains(is_bracket);
    begins
        && !separators
        && !special
        && !brackets
        && text.trim() == text
        && !text.chars().any(needs_escape)
        && matches!(resolve(text, Style::Plain, None, dialect), Scalar::Text(_))
}

fn is_bracket(character: char) -> bool {
    matches!(character, ',' | '[' | ']' | '{' | '}')
}

fn needs_escape(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// A string in double quotes, with escapes that YAML and JSON read alike.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other if needs_escape(other) => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
