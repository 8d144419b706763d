//! Sprig's functions that take texts apart and put them together, and those that count.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Parameter::{Any, Int, Text as Letters};
use super::items::texts_of;
use super::signature::{fixed, of_one, open};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::{Text, TextBuilder};
use crate::derivation::helm::value::{Element, Entry, List, Map, MapKind, Number, Value};

/// Maximum number of numbers in a list.
const MOST: usize = 1_000_000;

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("join", &[Letters, Any], join),
    open("seq", &[], Int, seq),
    fixed("split", &[Letters, Letters], |arguments| {
        let text = arguments.text(1);
        let parts = split(text.as_str(), arguments.text(0).as_str(), -1);
        Ok(numbered(&text, parts))
    }),
    fixed("splitList", &[Letters, Letters], |arguments| {
        let text = arguments.text(1);
        let parts = split(text.as_str(), arguments.text(0).as_str(), -1);
        Ok(Value::texts(parts.into_iter().map(|part| piece(&text, part)), text.trace()))
    }),
    fixed("splitn", &[Letters, Int, Letters], |arguments| {
        let text = arguments.text(2);
        let parts = split(text.as_str(), arguments.text(0).as_str(), arguments.integer(1));
        Ok(numbered(&text, parts))
    }),
    of_int("until", |arguments| {
        let count = arguments.integer(0);
        let numbers = steps(0, count, if count < 0 { -1 } else { 1 })?;
        Ok(list_of(arguments, &numbers))
    }),
    fixed("untilStep", &[Int, Int, Int], |arguments| {
        let at = |position| arguments.integer(position);
        let numbers = steps(at(0), at(1), at(2))?;
        Ok(list_of(arguments, &numbers))
    }),
];

const fn of_int(name: &'static str, run: fn(&Arguments) -> Outcome) -> Function {
    Function { parameters: &[Int], ..of_one(name, run) }
}

fn join(arguments: &Arguments) -> Outcome {
    let separator = arguments.text(0);
    let texts = texts_of(&arguments.any(1));
    let mut builder = TextBuilder::default();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            builder.push(&separator);
        }
        builder.push(text);
    }
    if builder.len() == 0 {
        return Ok(Value::text("", arguments.trace()));
    }
    Ok(Value::Text(builder.finish()))
}

/// The parts of a text between separators: at most `most` of them, or all, if that is negative.
fn split(text: &str, separator: &str, most: i64) -> Vec<Range<usize>> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let ends: Vec<(usize, usize)> = if separator.is_empty() {
        text.char_indices().skip(1).map(|(at, _)| (at, at)).collect()
    } else {
        text.match_indices(separator).map(|(at, found)| (at, at + found.len())).collect()
    };
    if most == 0 || (separator.is_empty() && text.is_empty()) {
        return Vec::new();
    }
    let mut parts = Vec::with_capacity(ends.len() + 1);
    let mut from = 0;
    for (end, next) in ends.into_iter().take(most - 1) {
        parts.push(from..end);
        from = next;
    }
    parts.push(from..text.len());
    parts
}

/// A part of a text; an empty one has the origin of the text.
fn piece(text: &Text, part: Range<usize>) -> Text {
    if part.is_empty() { Text::new("", Trace::computed([&text.trace()])) } else { text.slice(part) }
}

/// The parts of a text under `_0`, `_1` and so on.
fn numbered(text: &Text, parts: Vec<Range<usize>>) -> Value {
    let entry = |(at, part)| {
        let entry = Entry { key: Trace::of_nothing(), value: Value::Text(piece(text, part)) };
        (format!("_{at}").into(), entry)
    };
    let entries: BTreeMap<_, _> = parts.into_iter().enumerate().map(entry).collect();
    Value::Map(Map { kind: MapKind::Text, ..Map::new(entries, text.trace()) })
}

/// The numbers from `start` up or down to, and without, `stop`.
fn steps(start: i64, stop: i64, by: i64) -> Result<Vec<i64>, Cause> {
    let mut numbers = Vec::new();
    if (stop < start) != (by < 0) || by == 0 {
        return Ok(numbers);
    }
    let mut next = Some(start);
    while let Some(number) = next {
        if (by > 0 && number >= stop) || (by < 0 && number <= stop) {
            break;
        }
        if numbers.len() >= MOST {
            return Err(format!("a list of more than {MOST} numbers").into());
        }
        numbers.push(number);
        next = number.checked_add(by);
    }
    Ok(numbers)
}

fn list_of(arguments: &Arguments, numbers: &[i64]) -> Value {
    let trace = arguments.trace();
    let number = |number: &i64| Value::Number(Number::Int(*number), trace.clone());
    let items: Vec<Value> = numbers.iter().map(number).collect();
    Value::List(List::new(items, Element::Int, trace))
}

/// Numbers as a text, with both ends.
fn seq(arguments: &Arguments) -> Outcome {
    let numbers: Vec<i64> = (0..arguments.all().len()).map(|at| arguments.integer(at)).collect();
    let (start, step, end) = match *numbers.as_slice() {
        [end] => (1, if end < 1 { -1 } else { 1 }, end),
        [start, end] => (start, if end < start { -1 } else { 1 }, end),
        [start, step, end] => (start, step, end),
        _ => return Ok(Value::text("", arguments.trace())),
    };
    let direction = if end < start { -1 } else { 1 };
    let numbers = if direction < 0 && step > 0 {
        Vec::new()
    } else {
        steps(start, end.saturating_add(direction), step)?
    };
    let texts: Vec<String> = numbers.iter().map(i64::to_string).collect();
    Ok(Value::text(texts.join(" "), arguments.trace()))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        join "," .mixed => "1,1,true,[1],map[a:1]" string
        join "," .nums => "3,1,2" string
        join "-" .s => "text" string
        join "-" .nil => "" string
        split "," "a,,b" => {"_0":"a","_1":"","_2":"b"} map[string]string
        split "" "éxé" => {"_0":"é","_1":"x","_2":"é"} map[string]string
        split "," "" => {"_0":""} map[string]string
        splitList "," "a,,b" => ["a","","b"] []string
        splitList "" "" => [] []string
        splitList "ab" "abcabc" => ["","c","c"] []string
        splitn "," 2 "a,b" => {"_0":"a","_1":"b"} map[string]string
        splitn "," 1 "a,b" => {"_0":"a,b"} map[string]string
        splitn "," 0 "a,b" => {} map[string]string
        splitn "," -1 "a,b" => {"_0":"a","_1":"b"} map[string]string
        until 3 => [0,1,2] []int
        until -3 => [0,-1,-2] []int
        untilStep 0 10 3 => [0,3,6,9] []int
        untilStep 10 0 -3 => [10,7,4,1] []int
        untilStep 0 5 0 => [] []int
        seq 5 => "1 2 3 4 5" string
        seq -3 => "1 0 -1 -2 -3" string
        seq 0 => "1 0" string
        seq 2 5 => "2 3 4 5" string
        seq 5 2 => "5 4 3 2" string
        seq 0 2 10 => "0 2 4 6 8 10" string
        seq 10 2 0 => "" string
        seq 0 -2 -10 => "0 -2 -4 -6 -8 -10" string
        seq => "" string
        seq 1 2 3 4 => "" string
        "#;

    #[test]
    fn texts_are_taken_apart_and_put_together() {
        check(SEEN);
    }
}
