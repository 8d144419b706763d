//! Functions that cut texts.

use std::ops::Range;

use super::Parameter::{Int, Text as Str};
use super::origins::{cut, push_bytes, settled};
use super::signature::fixed;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::Value;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("abbrev", &[Int, Str], |arguments| {
        abbreviated(arguments, 0, arguments.integer(0), &arguments.text(1))
    }),
    fixed("abbrevboth", &[Int, Int, Str], |arguments| {
        abbreviated(arguments, arguments.integer(0), arguments.integer(1), &arguments.text(2))
    }),
    fixed("substr", &[Int, Int, Str], substr),
    fixed("trim", &[Str], |arguments| {
        let text = arguments.text(0);
        let start = text.as_str().len() - text.as_str().trim_start().len();
        let end = start + text.as_str().trim().len();
        Ok(Value::Text(settled(text.slice(start..end), arguments, &[])))
    }),
    fixed("trimAll", &[Str, Str], trim_all),
    fixed("trimPrefix", &[Str, Str], |arguments| {
        trimmed(arguments, |text, part| {
            let start = if text.starts_with(part) { part.len() } else { 0 };
            start..text.len()
        })
    }),
    fixed("trimSuffix", &[Str, Str], |arguments| {
        trimmed(arguments, |text, part| 0..text.strip_suffix(part).unwrap_or(text).len())
    }),
    fixed("trimall", &[Str, Str], trim_all),
    fixed("trunc", &[Int, Str], trunc),
];

/// The second argument without what the first one describes.
fn trimmed(arguments: &Arguments, left: impl Fn(&str, &str) -> Range<usize>) -> Outcome {
    let (part, text) = (arguments.text(0), arguments.text(1));
    let left = left(text.as_str(), part.as_str());
    Ok(Value::Text(settled(text.slice(left), arguments, &[0])))
}

fn trim_all(arguments: &Arguments) -> Outcome {
    trimmed(arguments, |text, set| {
        let is_in_set = |character: char| set.contains(character);
        let start = text.len() - text.trim_start_matches(is_in_set).len();
        start..start + text.trim_matches(is_in_set).len()
    })
}

fn trunc(arguments: &Arguments) -> Outcome {
    let text = arguments.text(1);
    let length = text.as_str().len();
    let count = usize::try_from(arguments.integer(0).unsigned_abs()).unwrap_or(length);
    let left = match arguments.integer(0) {
        ..0 => length.saturating_sub(count)..length,
        // Of a text that is shorter than the count nothing is cut.
        _ => 0..count.min(length),
    };
    let left = if arguments.integer(0) < 0 && count >= length { 0..length } else { left };
    Ok(Value::Text(settled(cut(&text, left), arguments, &[0])))
}

fn substr(arguments: &Arguments) -> Outcome {
    let (start, end, text) = (arguments.integer(0), arguments.integer(1), arguments.text(2));
    let length = text.as_str().len();
    let bound = i64::try_from(length).unwrap_or(i64::MAX);
    let (start, end) = match (start, end) {
        (..0, ..0) => return Err(out_of_range(&format!("[:{end}]"))),
        (..0, _) if end > bound => {
            return Err(out_of_range(&format!("[:{end}] with length {length}")));
        }
        (..0, _) => (0, end),
        (_, _) if end < 0 || end > bound => (start, bound),
        _ => (start, end),
    };
    match (usize::try_from(start), usize::try_from(end)) {
        (Ok(from), Ok(to)) if from <= to => {
            Ok(Value::Text(settled(cut(&text, from..to), arguments, &[0, 1])))
        }
        _ => Err(out_of_range(&format!("[{start}:{end}]"))),
    }
}

fn out_of_range(bounds: &str) -> Cause {
    format!("runtime error: slice bounds out of range {bounds}").into()
}

/// A text of at most a width, from an offset on, with dots for what is left out.
fn abbreviated(arguments: &Arguments, offset: i64, width: i64, text: &Text) -> Outcome {
    let deciding: &[usize] = if arguments.all().len() > 2 { &[0, 1] } else { &[0] };
    let length = text.as_str().len();
    let width = usize::try_from(width).unwrap_or_default();
    if width < 4 || offset > 0 && width < 7 || length <= width {
        return Ok(Value::Text(settled(text.clone(), arguments, deciding)));
    }
    let offset = usize::try_from(offset).unwrap_or_default();
    // What can be shown beside dots on one side.
    let shown = width - 3;
    let offset = offset.min(length - shown);
    let mut builder = TextBuilder::default();
    if offset > 4 {
        builder.push_made("...");
    }
    if offset <= 4 {
        push_bytes(&mut builder, text, 0..shown);
        builder.push_made("...");
    } else if offset + shown < length {
        push_bytes(&mut builder, text, offset..offset + shown - 3);
        builder.push_made("...");
    } else {
        push_bytes(&mut builder, text, length - shown..length);
    }
    Ok(Value::Text(settled(builder.finish(), arguments, deciding)))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::seen::check;

    // Seen in Sprig 3.3.0.
    #[test]
    fn texts_are_cut() {
        check(
            r#"
            abbrev 5 "ward round" => "wa..."
            abbrev 3 "hello world" => "hello world"
            abbrev 4 "hello" => "h..."
            abbrev 20 "hello" => "hello"
            abbrev 5 "" => ""
            abbrevboth 5 10 "1234 5678 9123 4567" => "...5678..."
            abbrevboth 5 6 "1234 5678 9123 4567" => "1234 5678 9123 4567"
            abbrevboth 0 5 "1234 5678 9123 4567" => "12..."
            abbrevboth -3 5 "1234 5678 9123 4567" => "12..."
            abbrevboth 4 10 "1234 5678 9123 4567" => "1234 56..."
            abbrevboth 15 10 "1234 5678 9123 4567" => "...23 4567"
            abbrevboth 9 8 "1234 5678 9123 4567" => "... 9..."
            abbrevboth 50 8 "1234 5678 9123 4567" => "... 4567"
            abbrevboth 8 7 "1234 5678 9" => "...78 9"
            abbrevboth 5 7 "12345678" => "1234..."
            substr 0 3 "abcdef" => "abc"
            substr 1 3 "abcdef" => "bc"
            substr -1 3 "abcdef" => "abc"
            substr 2 -1 "abcdef" => "cdef"
            substr 2 10 "abcdef" => "cdef"
            substr -1 -1 "abcdef" => ERR runtime error: slice bounds out of range [:-1]
            substr -1 10 "abcdef" => ERR runtime error: slice bounds out of range [:10] with length 6
            substr 7 -1 "abcdef" => ERR runtime error: slice bounds out of range [7:6]
            substr 3 2 "abcdef" => ERR runtime error: slice bounds out of range [3:2]
            substr 6 6 "abcdef" => ""
            substr 8 6 "abcdef" => ERR runtime error: slice bounds out of range [8:6]
            substr 8 20 "abcdef" => ERR runtime error: slice bounds out of range [8:6]
            substr -5 6 "abcdef" => "abcdef"
            trim " \n a b\u00a0 " => "a b"
            trim "" => ""
            trimAll "-_" "_-a-b-_" => "a-b"
            trimAll "" "a" => "a"
            trimAll "é" "éaé" => "a"
            trimall "$" "$5$" => "5"
            trimPrefix "a" "aab" => "ab"
            trimPrefix "b" "aab" => "aab"
            trimSuffix "-" "a--" => "a-"
            trimSuffix "" "a" => "a"
            trimSuffix "-" "-" => ""
            trunc 3 "abcdef" => "abc"
            trunc -3 "abcdef" => "def"
            trunc -6 "abcdef" => "abcdef"
            trunc -9 "abcdef" => "abcdef"
            trunc 0 "abc" => ""
            trunc 9 "abc" => "abc"
            trunc 63 "" => ""
            trunc 4 "éé" => "éé"
            trunc -2 "éé" => "é"
            "#,
        );
    }
}
