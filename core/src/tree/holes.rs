//! Texts with unknown parts, whose literal parts may be sufficient.

use std::borrow::Cow;

/// Placeholder for each byte of an unknown part.
pub(crate) const HOLE: char = '\u{1}';

/// The text with a [`HOLE`] for each byte of its variables and template expressions, so that
/// positions stay the same.
pub(crate) fn with_holes(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['$', '{'])) {
        let start = at + found;
        let length = text.get(start..).map_or(0, length);
        at = start + length.max(1);
        if length > 0 {
            masked.push_str(text.get(from..start).unwrap_or_default());
            masked.extend(std::iter::repeat_n(HOLE, length));
            from = at;
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    masked.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(masked)
}

/// Whether a text has no unknown parts.
pub(crate) fn is_known(masked: &str) -> bool {
    !masked.contains(HOLE)
}

/// Whether a text may turn out to be a word, whatever its unknown parts are.
pub(crate) fn may_be(masked: &str, word: &str) -> bool {
    let mut parts = masked.split(HOLE);
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = word.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(found) = rest.find(part) else { return false };
        rest = rest.get(found + part.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

/// The length of the expression at the beginning of a text; `None` if it does not begin with one.
fn length(text: &str) -> usize {
    if text.starts_with("{{") {
        return text.find("}}").map_or(0, |end| end + 2);
    }
    let Some(name) = text.strip_prefix('$') else { return 0 };
    if name.starts_with(['{', '(']) {
        return closing(name).map_or(0, |end| end + 2);
    }
    let is_first = |letter: char| letter.is_ascii_alphabetic() || letter == '_';
    if !name.starts_with(is_first) {
        return 0;
    }
    let belongs = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    1 + name.find(|letter| !belongs(letter)).unwrap_or(name.len())
}

/// The position of the bracket that closes the first one of a text.
fn closing(text: &str) -> Option<usize> {
    let is_brace = text.starts_with('{');
    let (open, close) = if is_brace { (b'{', b'}') } else { (b'(', b')') };
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The default of a text that is one variable, until the variable is set: `${NAME:=default}` of envsubst
/// and Flux, `${NAME:-default}` of shells.
pub(super) fn default_of(text: &str) -> Option<&str> {
    let inner =
        text.strip_prefix("${").filter(|_| length(text) == text.len())?.strip_suffix('}')?;
    let belongs = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let end = inner.find(|letter| !belongs(letter)).filter(|end| *end > 0)?;
    let operator = inner.get(end..)?;
    let default = [":-", ":=", "-", "="].iter().find_map(|sign| operator.strip_prefix(sign))?;
    (!default.is_empty() && is_known(&with_holes(default))).then_some(default)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_parts_are_masked_byte_by_byte() {
        let hole = |text: &str| with_holes(text).replace(HOLE, "?");
        let cases = [
            ("redis:7", "redis:7"),
            ("redis:${TAG}", "redis:??????"),
            ("${A:-${B}}/x", "??????????/x"),
            ("$HOST/x$", "?????/x$"),
            ("-$(KIND)", "-???????"),
            ("{{ .a }}-{b}", "????????-{b}"),
            ("${open", "${open"),
            ("$1", "$1"),
        ];
        for (text, expected) in cases {
            assert_eq!(hole(text), expected, "{text}");
            assert_eq!(with_holes(text).len(), text.len(), "{text}");
        }
    }

    #[test]
    fn literal_parts_rule_words_out() {
        let cases = [
            ("v${VERSION}", "latest", false),
            ("${VERSION}", "latest", true),
            ("la${X}st", "latest", true),
            ("la${X}st", "last", true),
            ("la${X}st", "least", false),
            ("${A}-${B}", "latest", false),
            ("latest", "latest", true),
        ];
        for (text, word, expected) in cases {
            assert_eq!(may_be(&with_holes(text), word), expected, "{text} {word}");
        }
    }

    #[test]
    fn a_default_applies_until_the_variable_is_set() {
        let cases = [
            ("${SITE:=lab}", Some("lab")),
            ("${SITE:-lab}", Some("lab")),
            ("${SITE-/var/run}", Some("/var/run")),
            ("${SITE}", None),
            ("${SITE:=}", None),
            ("${SITE:=${OTHER}}", None),
            ("${SITE:?must be set}", None),
            ("a${SITE:=lab}", None),
            ("$SITE", None),
        ];
        for (text, expected) in cases {
            assert_eq!(default_of(text), expected, "{text}");
        }
    }
}
