//! The origins of what functions make: values that are not known, and cuts that Go makes in bytes.

use std::ops::Range;

use super::{Arguments, Outcome};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;
use crate::tree::Made;

/// Maximum length of a text that a function makes longer than its arguments, in bytes.
pub(super) const MOST: usize = 4 << 20;

/// What is printed for bytes that are no text.
const NO_TEXT: &str = "\u{FFFD}";

/// The origin of a value that depends on the arguments and is not known before the chart is installed.
pub(super) fn open(arguments: &Arguments) -> Trace {
    Trace { made: Made::Open, ..arguments.trace() }
}

/// A string that is not known before the chart is installed, of a plausible shape.
pub(super) fn open_text(shape: impl Into<std::rc::Rc<str>>, arguments: &Arguments) -> Outcome {
    Ok(Value::text(shape, open(arguments)))
}

/// A string that is computed from all arguments.
pub(super) fn computed(text: impl Into<std::rc::Rc<str>>, arguments: &Arguments) -> Outcome {
    Ok(Value::text(text, arguments.trace()))
}

/// A boolean that is computed from all arguments.
pub(super) fn answer(is_true: bool, arguments: &Arguments) -> Outcome {
    Ok(Value::Bool(is_true, arguments.trace()))
}

/// A string that is computed from all arguments; not known if the bytes are no text.
pub(super) fn decoded(bytes: Vec<u8>, arguments: &Arguments) -> Outcome {
    match String::from_utf8(bytes) {
        Ok(text) => computed(text, arguments),
        Err(error) => open_text(String::from_utf8_lossy(error.as_bytes()).into_owned(), arguments),
    }
}

/// A text with parts of the arguments. An empty one is computed from all of them, and if one of those
/// that decide what becomes of the others is not known, nothing is.
pub(super) fn settled(text: Text, arguments: &Arguments, deciding: &[usize]) -> Text {
    let is_open = |at: &usize| arguments.all().get(*at).is_some_and(Value::is_open);
    if deciding.iter().any(is_open) {
        return Text::new(text.shared(), open(arguments));
    }
    if !text.is_empty() {
        return text;
    }
    let trace = text.trace();
    if !trace.is_somewhere() && trace.reads.all().is_empty() {
        return Text::new("", arguments.trace());
    }
    text
}

/// Adds a range of bytes of a text. Go cuts inside of characters, which leaves bytes that are no text.
pub(super) fn push_bytes(builder: &mut TextBuilder, text: &Text, range: Range<usize>) {
    let written = text.as_str();
    let is_border = |at: &usize| written.is_char_boundary(*at);
    let first = (range.start..range.end).find(is_border).unwrap_or(range.end);
    let last = (first..=range.end).rev().find(is_border).unwrap_or(first);
    if first > range.start {
        builder.push_str(NO_TEXT, &Trace::open());
    }
    builder.push_slice(text, first..last);
    if last < range.end {
        builder.push_str(NO_TEXT, &Trace::open());
    }
}

/// A range of bytes of a text.
pub(super) fn cut(text: &Text, range: Range<usize>) -> Text {
    if range == (0..text.as_str().len()) {
        return text.clone();
    }
    let mut builder = TextBuilder::default();
    push_bytes(&mut builder, text, range);
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::derivation::helm::functions::{Patterns, function};
    use crate::tree::Passage;

    /// A text that is a copy of a source from a byte on.
    fn copy(text: &str, from: u32) -> Value {
        let length = u32::try_from(text.len()).unwrap_or_default();
        let bytes = (from, from + length);
        Value::text(text, Trace::of(Passage { source: 1, bytes, ..Passage::default() }))
    }

    /// The runs of the answer of a function: each with the byte it is a copy from, or how it was made.
    fn runs(name: &str, arguments: &[Value]) -> String {
        let run = function(name).map(|function| function.run);
        let answer = run.map(|run| run(&Arguments::new(arguments.to_vec(), &Patterns::default())));
        let Some(Ok(Value::Text(text))) = answer else { return format!("{answer:?}") };
        let run = |(range, trace): (Range<usize>, &Trace)| {
            let written = text.as_str().get(range).unwrap_or_default();
            match trace.made {
                Made::Copied => format!("{written:?}@{}", trace.from.bytes.0),
                made => format!("{written:?}{made:?}"),
            }
        };
        text.pieces().map(run).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn bytes_that_are_copied_keep_their_origins() {
        let count = |number: i64| Value::int(number, Trace::default());
        let table: &[(&str, &[Value], &str)] = &[
            ("trunc", &[count(3), copy("abcdef", 10)], r#""abc"@10"#),
            ("trunc", &[count(-2), copy("abcdef", 10)], r#""ef"@14"#),
            ("trunc", &[count(3), copy("éé", 10)], r#""é"@10 "�"Open"#),
            ("trim", &[copy(" a ", 10)], r#""a"@11"#),
            (
                "nindent",
                &[count(2), copy("a\nb", 10)],
                r#""\n  "Computed "a\n"@10 "  "Computed "b"@12"#,
            ),
            (
                "quote",
                &[copy("a\"b", 10)],
                r#""\""Computed "a"@10 "\\\""Computed "b"@12 "\""Computed"#,
            ),
            ("replace", &[copy("-", 1), copy("+", 5), copy("a-b", 10)], r#""a"@10 "+"@5 "b"@12"#),
            (
                "regexReplaceAll",
                &[copy("(b+)", 1), copy("abbc", 10), copy("<$1>", 20)],
                r#""a"@10 "<"@20 "bb"@11 ">"@23 "c"@13"#,
            ),
            ("regexFind", &[copy("b+", 1), copy("abbc", 10)], r#""bb"@11"#),
            ("regexFind", &[copy("\\pL", 1), copy("abbc", 10)], r#""abbc"Open"#),
            ("regexFind", &[copy("(?i)é", 1), copy("É", 10)], r#""É"Open"#),
            ("wrapWith", &[count(2), copy("-", 1), copy("abc", 10)], r#""ab"@10 "-"@1 "c"@12"#),
            ("upper", &[copy("AB", 10)], r#""AB"@10"#),
            ("upper", &[copy("ab", 10)], r#""AB"Computed"#),
            ("b64dec", &[copy("//8=", 10)], r#""��"Open"#),
            ("randAlphaNum", &[count(3)], r#""aaa"Open"#),
            (
                "htpasswd",
                &[copy("u", 10), copy("p", 20)],
                r#""u"@10 ":"Computed "$2a$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"Open"#,
            ),
        ];
        for (name, arguments, seen) in table {
            assert_eq!(runs(name, arguments), *seen, "{name}");
        }
    }
}
