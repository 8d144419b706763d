//! The assignments of `ENV`, `ARG` and `LABEL`: `A=b C="d e"`, or one name with the rest as its
//! value.

use std::ops::Range;

/// A name with its optional value: the bytes of each, without the surrounding quotes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Pair {
    pub(super) name: Range<usize>,
    pub(super) value: Option<Range<usize>>,
}

/// The pairs in the arguments of an instruction.
pub(super) fn pairs(text: &str, escape: char) -> Vec<Pair> {
    let words = words(text, escape);
    let Some(first) = words.first() else { return Vec::new() };
    let sign = |word: &Range<usize>| {
        text.get(word.clone())?.find('=').filter(|sign| *sign > 0).map(|sign| word.start + sign)
    };
    if let (None, Some(second)) = (sign(first), words.get(1)) {
        // The legacy form: everything after the name is the value.
        let value = trimmed(text, second.start..text.len());
        return vec![Pair { name: first.clone(), value: Some(unquoted(text, value)) }];
    }
    let pair = |word: &Range<usize>| match sign(word) {
        Some(sign) => Pair {
            name: unquoted(text, word.start..sign),
            value: Some(unquoted(text, sign + 1..word.end)),
        },
        None => Pair { name: word.clone(), value: None },
    };
    words.iter().map(pair).collect()
}

/// The words of a text, without line continuations and comments between them.
fn words(text: &str, escape: char) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut at = 0;
    // An expression that begins after this offset is not closed.
    let last_close = text.rfind("}}").unwrap_or_default();
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let after = at + letter.len_utf8();
        let rest = text.get(after..).unwrap_or_default();
        // A template expression is one word, whatever it contains.
        if at < last_close && letter == '{' && rest.starts_with('{') {
            if let Some(end) = rest.find("}}") {
                start.get_or_insert(at);
                at = after + end + 2;
                continue;
            }
        }
        let is_continued = letter == escape && continued(rest).is_some();
        let ends = quote.is_none() && (letter.is_whitespace() || is_continued);
        if ends {
            found.extend(start.take().map(|start| start..at));
        }
        if is_continued {
            at = after + continued(rest).unwrap_or(0);
            continue;
        }
        if !ends {
            start.get_or_insert(at);
            match quote {
                Some(open) if open == letter => quote = None,
                None if matches!(letter, '"' | '\'') => quote = Some(letter),
                _ => {}
            }
            // An escaped character opens and closes nothing.
            if letter == escape && quote != Some('\'') {
                at = after + rest.chars().next().map_or(0, char::len_utf8);
                continue;
            }
        }
        at = after;
    }
    found.extend(start.map(|start| start..text.len()));
    found
}

/// The length of a line continuation, with comments and empty lines below it.
fn continued(rest: &str) -> Option<usize> {
    let end = rest.find('\n').unwrap_or(rest.len());
    if !rest.get(..end)?.trim().is_empty() {
        return None;
    }
    let mut at = (end + 1).min(rest.len());
    while let Some(line) = rest.get(at..).and_then(|rest| rest.split_inclusive('\n').next()) {
        if !line.trim().is_empty() && !line.trim_start().starts_with('#') {
            break;
        }
        at += line.len();
    }
    Some(at)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or_default();
    range.start..range.start + slice.trim_end().len()
}

/// A range without the quotes that surround it.
fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    match text.get(range.clone()).unwrap_or_default().as_bytes() {
        [open @ (b'"' | b'\''), .., close] if open == close => range.start + 1..range.end - 1,
        _ => range,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(&str, Option<&str>)> {
        let of = |pair: Pair| (&text[pair.name], pair.value.map(|value| &text[value]));
        pairs(text, '\\').into_iter().map(of).collect()
    }

    #[test]
    fn names_have_values_in_every_form() {
        let some = Some;
        for (text, expected) in [
            ("A=b", vec![("A", some("b"))]),
            (
                "A=b C=\"d e\" 'F'='g h'",
                vec![("A", some("b")), ("C", some("d e")), ("F", some("g h"))],
            ),
            ("A b  c ", vec![("A", some("b  c"))]),
            ("A \"b c\"", vec![("A", some("b c"))]),
            ("A", vec![("A", None)]),
            ("A= B", vec![("A", some("")), ("B", None)]),
            ("A=b \\\n  # C=d\n\n  E=f", vec![("A", some("b")), ("E", some("f"))]),
            ("A=b\\ c D=\"e\\\"f\"", vec![("A", some("b\\ c")), ("D", some("e\\\"f"))]),
            ("A={{ b }} C=d", vec![("A", some("{{ b }}")), ("C", some("d"))]),
            ("", vec![]),
        ] {
            assert_eq!(texts(text), expected, "{text:?}");
        }
    }
}
