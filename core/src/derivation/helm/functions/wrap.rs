//! Functions that break texts into lines.

use super::Parameter::{Int, Text as Str};
use super::origins::{MOST, push_bytes, settled};
use super::signature::fixed;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("wrap", &[Int, Str], |arguments| {
        let text = arguments.text(1);
        wrapped(arguments, &text, &Text::default(), word_end)
    }),
    fixed("wrapWith", &[Int, Str, Str], |arguments| {
        let (text, between) = (arguments.text(2), arguments.text(1));
        wrapped(arguments, &text, &between, |_, offset, width| {
            Some((offset + width, offset + width))
        })
    }),
];

/// Where a line that has no space within the width ends and where the next one starts; none if there
/// is no next one.
type LongLine = fn(&[u8], usize, usize) -> Option<(usize, usize)>;

/// A long word is left whole.
fn word_end(text: &[u8], offset: usize, width: usize) -> Option<(usize, usize)> {
    let rest = text.get(offset + width..).unwrap_or_default();
    let space = rest.iter().position(|byte| *byte == b' ')?;
    let end = offset + width + space;
    Some((end, end + 1))
}

/// A text with breaks at spaces, so that lines have at most a width in bytes.
fn wrapped(arguments: &Arguments, text: &Text, between: &Text, long_line: LongLine) -> Outcome {
    let width = usize::try_from(arguments.integer(0).max(1)).unwrap_or(usize::MAX);
    let bytes = text.as_str().as_bytes();
    let mut builder = TextBuilder::default();
    let mut offset = 0;
    while bytes.len() - offset > width {
        if bytes.get(offset) == Some(&b' ') {
            offset += 1;
            continue;
        }
        let window = bytes.get(offset..=offset + width).unwrap_or_default();
        let space = window.iter().rposition(|byte| *byte == b' ').map(|at| offset + at);
        let line = space.map(|at| (at, at + 1)).or_else(|| long_line(bytes, offset, width));
        let Some((end, next)) = line else { break };
        push_bytes(&mut builder, text, offset..end);
        if between.is_empty() {
            builder.push_made("\n");
        } else {
            builder.push(between);
        }
        offset = next;
        if builder.len() > MOST {
            return Err(format!("wrap: the text would be longer than {MOST} bytes").into());
        }
    }
    push_bytes(&mut builder, text, offset..bytes.len());
    Ok(Value::Text(settled(builder.finish(), arguments, &[0])))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn texts_are_wrapped() {
        check(
            r#"
            wrap 5 "aaa bbb cccccccccc d" => "aaa\nbbb\ncccccccccc\nd"
            wrap 0 "a b" => "a\nb"
            wrap 3 "  aaa   bbb" => "aaa\nbbb"
            wrap 10 "short" => "short"
            wrap 5 "aaaaaaaaaa" => "aaaaaaaaaa"
            wrap 4 "aaaaaaaaaa bb" => "aaaaaaaaaa\nbb"
            wrapWith 5 "-" "aaaaaaaaaaaa bb ccc" => "aaaaa-aaaaa-aa bb-ccc"
            wrapWith 3 "" "aaaaaaa" => "aaa\naaa\na"
            wrapWith -1 "|" "abc" => "a|b|c"
            wrapWith 5 "\t" "Hello World again" => "Hello\tWorld\tagain"
            "#,
        );
    }
}
