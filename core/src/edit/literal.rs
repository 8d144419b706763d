//! Edits of literals in the text of templates.

use super::values::scalar;
use super::written::is_on;
use super::{Change, Refusal};
use crate::source::Span;
use crate::tree::{Edit, Kind, NewValue, Step, Style, Tree, Written};

/// The change of the line that consists of a key and a scalar, both without expressions.
pub(super) fn change(
    tree: &Tree,
    node: u32,
    written: &Written<'_>,
    edit: &Edit,
) -> Result<Change, Refusal> {
    let source = written.tree.source();
    if source.unpacked().is_some() {
        return Err(Refusal::Packed);
    }
    if !source.encoding_problems().is_empty() {
        return Err(Refusal::Encoding);
    }
    let rendered = tree.node(node);
    let (Edit::Set(spot, _) | Edit::Remove(spot)) = edit;
    if spot.missing.is_some() || rendered.kind() != Kind::Scalar {
        return Err(Refusal::Template);
    }
    let span = written.span();
    let text = source.text();
    let around = (text.get(..span.range().start), text.get(span.range().end..));
    let (Some(before), Some(after)) = around else { return Err(Refusal::Line) };
    let (above, before) = before.split_at(before.rfind(['\n', '\r']).map_or(0, |at| at + 1));
    let end = after.find(['\n', '\r']).unwrap_or(after.len());
    let (after, below) = after.split_at(end);
    let is_literal = ![before, after].iter().any(|part| part.contains("{{") || part.contains("}}"));
    let is_last = after.trim().is_empty() || after.trim_start_matches([' ', '\t']) != after;
    let is_last = is_last && (after.trim().is_empty() || after.trim_start().starts_with('#'));
    let is_plain = rendered.style() == Style::Plain && source.slice(span) == rendered.text();
    let path = tree.path(node);
    let Some(Step::Key(key)) = path.last().filter(|_| is_literal && is_last && is_plain) else {
        return Err(Refusal::Line);
    };
    let line = before.trim();
    let item = line.strip_prefix("- ");
    let name = item.unwrap_or(line).trim().strip_suffix(':');
    if key.next() != node || name != Some(&*key.key_text()) {
        return Err(Refusal::Line);
    }
    let value = match edit {
        Edit::Set(_, NewValue::Bool(value)) => value.to_string(),
        Edit::Set(_, NewValue::Integer(value)) => value.to_string(),
        Edit::Set(_, NewValue::Text(value)) if !value.contains("{{") => scalar(value).into_owned(),
        Edit::Set(..) => return Err(Refusal::Line),
        Edit::Remove(_) => {
            let is_alone = item.is_none() && after.trim().is_empty();
            // An expression may remove the line break above.
            if is_alone && has_siblings(&path, tree) && !above.trim_end().ends_with("-}}") {
                let line_break = if below.starts_with("\r\n") { 2 } else { below.len().min(1) };
                let length = |part: &str| u32::try_from(part.len()).unwrap_or(u32::MAX);
                let end = span.end + length(after) + u32::try_from(line_break).unwrap_or(1);
                let span = Span::new(span.start - length(before), end);
                return Ok(Change { span, text: String::new() });
            }
            if !is_on(tree, node) {
                return Err(Refusal::Line);
            }
            // The opposite of a value that has to go.
            false.to_string()
        }
    };
    Ok(Change { span, text: value })
}

/// Whether the mapping of the last step has other entries.
fn has_siblings(path: &[Step<'_>], tree: &Tree) -> bool {
    let mut above = path.iter().rev().skip(1);
    let mapping = match above.next() {
        Some(Step::Key(key)) => tree.node(key.next()),
        Some(Step::Item(_, item)) => *item,
        None => return true,
    };
    mapping.own_entries().count() > 1
}

/// Adds a change of a template to those of the same fix.
pub(super) fn add<'t>(
    all: &mut Vec<(&'t Tree, Change)>,
    (tree, change): (&'t Tree, Change),
) -> Result<(), Refusal> {
    let same = all.iter().filter(|(known, _)| std::ptr::eq(*known, tree));
    for (_, known) in same {
        if *known == change {
            return Ok(());
        }
        if known.span.start < change.span.end && change.span.start < known.span.end {
            return Err(Refusal::Conflict);
        }
    }
    all.push((tree, change));
    Ok(())
}
