//! Marks: delimiters around a name or an expression that a program replaces.

use std::ops::Range;

use super::address::is_of_scheme;
use super::{is_name, is_plain_name, is_shouted};

/// The content that a mark accepts between its delimiters.
#[derive(Clone, Copy, PartialEq)]
enum Inner {
    /// Anything in which brackets of the same kind are balanced.
    Paired,
    /// Anything with a letter, up to the first closing delimiter.
    Expression,
    /// A name, or a path of names.
    Name,
    /// A name in capitals: the delimiters alone are too common in passwords.
    Capitals,
    /// The address of a store.
    Address,
    /// A name, a variable, or where the value is: `env:NAME`.
    Field,
}

/// A mark by its delimiters. If both delimiters are the same, they must surround the whole value.
struct Mark {
    open: &'static str,
    close: &'static str,
    inner: Inner,
    /// Whether it is recognised within a longer text.
    is_piece: bool,
}

const fn mark(open: &'static str, close: &'static str, inner: Inner, is_piece: bool) -> Mark {
    Mark { open, close, inner, is_piece }
}

/// Of delimiters with a common prefix, the longer one comes first.
#[rustfmt::skip]
const MARKS: &[Mark] = &[
    // Shells, Compose, Spring, Terraform, GitHub; Kubernetes, MSBuild; Azure DevOps.
    mark("${", "}", Inner::Paired, true),
    mark("$(", ")", Inner::Paired, true),
    mark("$[", "]", Inner::Paired, false),
    // Ruby, Octopus, Azure DevOps; Puppet, Logstash; HAProxy; WiX; Mule.
    mark("#{", "}", Inner::Paired, true),
    mark("%{", "}", Inner::Paired, true),
    mark("@{", "}", Inner::Paired, true),
    mark("%[", "]", Inner::Paired, false),
    mark("![", "]", Inner::Paired, false),
    // Go, Jinja, Mustache, Helm; ERB, EJS; Template Toolkit; Concourse.
    mark("{{", "}}", Inner::Paired, true),
    mark("{%", "%}", Inner::Expression, true),
    mark("<%", "%>", Inner::Expression, true),
    mark("[%", "%]", Inner::Expression, false),
    mark("[[", "]]", Inner::Expression, false),
    mark("((", "))", Inner::Expression, false),
    // CircleCI.
    mark("<<", ">>", Inner::Expression, true),
    mark("<path:", ">", Inner::Expression, true),
    mark("<", ">", Inner::Address, false),
    mark("`", "`", Inner::Expression, false),
    // Python, supervisord; Symfony.
    mark("%(", ")s", Inner::Name, true),
    mark("%env(", ")%", Inner::Expression, true),
    // Caddy, Kong, Jackson.
    mark("{", "}", Inner::Field, true),
    // Ant, Maven, Autoconf, Windows, and custom markers of pipelines.
    mark("@@", "@@", Inner::Name, false),
    mark("%%", "%%", Inner::Name, false),
    mark("__", "__", Inner::Name, false),
    mark("@", "@", Inner::Name, false),
    mark("%", "%", Inner::Name, false),
    mark("$", "$", Inner::Capitals, false),
    mark("!", "!", Inner::Capitals, false),
    mark("|", "|", Inner::Capitals, false),
    mark("#", "#", Inner::Capitals, false),
];

/// Maximum length of a reference within a text, so that a text of open brackets takes linear time.
const LONGEST_PIECE: usize = 512;

/// Whether a whole value is a mark.
pub(super) fn is_mark(value: &str) -> bool {
    // `%HOST%%SUFFIX%`: two adjacent references.
    let shouted = value.strip_prefix('%').and_then(|rest| rest.strip_suffix('%'));
    if shouted.is_some_and(|inner| inner.contains("%%") && inner.split("%%").all(is_shouted)) {
        return true;
    }
    MARKS.iter().any(|mark| end_of(mark, value, 0, usize::MAX) == Some(value.len()))
        || worded_end(value, usize::MAX) == Some(value.len())
}

/// Whether a whole value is one expression of a template.
pub(super) fn is_template(value: &str) -> bool {
    closing(value, 0).is_some_and(|close| close + 1 == value.len())
}

/// The last byte of the mark that begins at this byte of a longer text.
pub(in crate::credentials) fn mark_end(text: &str, at: usize) -> Option<usize> {
    let byte = *text.as_bytes().get(at)?;
    if !matches!(byte, b'$' | b'#' | b'%' | b'@' | b'{' | b'<') {
        return None;
    }
    let mut marks = MARKS.iter().filter(|mark| mark.is_piece);
    marks.find_map(|mark| end_of(mark, text, at, LONGEST_PIECE)).map(|end| end - 1)
}

/// The marks of a text, in order.
pub(in crate::credentials) fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text.get(from..)?.find(['$', '#', '%', '@', '{', '<']) {
            let start = from + found;
            let end = mark_end(text, start).map(|last| last + 1);
            from = end.unwrap_or(start + 1);
            if let Some(end) = end {
                return Some(start..end);
            }
        }
        from = text.len();
        None
    })
}

/// The end of the mark that begins at this byte, after its closing delimiter.
fn end_of(mark: &Mark, text: &str, at: usize, longest: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix(mark.open)?;
    let start = at + mark.open.len();
    if mark.inner == Inner::Paired {
        let open = at + mark.open.find(['{', '(', '['])?;
        let close = closing_within(text, open, longest)?;
        let has_text = text.get(start..close)?.bytes().any(|byte| byte.is_ascii_alphanumeric());
        // Azure DevOps repeats the delimiter: `#{Name}#`.
        let again = usize::from(mark.open == "#{" && text.as_bytes().get(close + 1) == Some(&b'#'));
        return has_text.then_some(close + 1 + again);
    }
    let window = rest.get(..bounded(rest, longest))?;
    let length = window.find(mark.close)?;
    let inner = window.get(..length)?;
    let fits = match mark.inner {
        Inner::Paired => false,
        Inner::Expression => inner.bytes().any(|byte| byte.is_ascii_alphabetic()),
        Inner::Name => is_plain_name(inner),
        Inner::Capitals => is_shouted(inner),
        Inner::Address => is_of_scheme(inner),
        Inner::Field => is_field(inner),
    };
    fits.then_some(start + length + mark.close.len())
}

/// `{name}`, `{0}`, `{$NAME}`, `{env:NAME}`, `{file:/run/secrets/db}`, `{vault://env/password}`.
fn is_field(inner: &str) -> bool {
    let path = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte))
    };
    let name = inner.strip_prefix('$').unwrap_or(inner);
    match name.split_once(':') {
        Some((source, rest)) => source.len() > 1 && is_plain_name(source) && path(rest),
        // .NET numbers its placeholders.
        None => is_plain_name(name) || (inner.len() <= 2 && is_number(inner)),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The end of a mark that begins with a word: `$__file{..}`, `$ENV{..}`, `ENC[..]`, `SECRET[..]`.
fn worded_end(value: &str, longest: usize) -> Option<usize> {
    let word = value.trim_start_matches('$');
    let dollars = value.len() - word.len();
    let length = word.find(['{', '(', '['])?;
    let name = word.get(..length)?;
    let is_capitals = name.len() >= 3 && name.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_word = if dollars > 0 { is_name(name) } else { is_capitals };
    let close = closing_within(value, dollars + length, longest)?;
    (is_word && dollars <= 2).then_some(close + 1)
}

/// The position of the bracket that closes the one at `open`, within the length limit.
pub(in crate::credentials) fn closing_piece(value: &str, open: usize) -> Option<usize> {
    closing_within(value, open, LONGEST_PIECE)
}

/// The position of the bracket that closes the one at `open`; brackets in between are balanced.
pub(in crate::credentials) fn closing(value: &str, open: usize) -> Option<usize> {
    closing_within(value, open, usize::MAX)
}

fn closing_within(value: &str, open: usize, longest: usize) -> Option<usize> {
    let (opening, closing) = match value.as_bytes().get(open)? {
        b'{' => (b'{', b'}'),
        b'(' => (b'(', b')'),
        b'[' => (b'[', b']'),
        _ => return None,
    };
    let mut depth = 0_usize;
    for (at, byte) in value.bytes().enumerate().skip(open).take(longest) {
        if byte == opening {
            depth += 1;
        } else if byte == closing {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// The largest character boundary within a maximum length.
fn bounded(text: &str, longest: usize) -> usize {
    let limit = text.len().min(longest);
    (0..=limit).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_a_name_a_number_or_a_source() {
        for inner in [
            "name",
            "0",
            "12",
            "$NAME",
            "env:NAME",
            "file:/run/secrets/db",
            "vault://env/pass-word_x",
        ] {
            assert!(is_field(inner), "{inner}");
        }
        for inner in ["", "123", "e:NAME", "env:", "env:a b", "e\u{fc}v:NAME", "1", "a:b"] {
            assert_eq!(is_field(inner), inner == "1", "{inner}");
        }
    }

    #[test]
    fn a_word_before_a_bracket_is_in_capitals_or_has_its_sign() {
        for value in ["$__file{/run/x}", "ENC[Kq7v]", "$ENV{X}", "$$ENV{X}", "SECRET(a)"] {
            assert_eq!(worded_end(value, usize::MAX), Some(value.len()), "{value}");
        }
        for value in ["EN[Kq7v]", "enc[Kq7v]", "$$$ENV{X}", "ENC[Kq7v", "ENC", "7[a]"] {
            assert_eq!(worded_end(value, usize::MAX), None, "{value}");
        }
    }

    #[test]
    fn marks_of_a_text_come_one_after_the_other() {
        let text = "a ${B} {c #{D}# {{ .Values.e }}$ {f}";
        let found: Vec<&str> = pieces(text).filter_map(|range| text.get(range)).collect();
        assert_eq!(found, ["${B}", "#{D}#", "{{ .Values.e }}", "{f}"]);
    }
}
