//! Values of `--set`: `image.tag=1.2,hosts[0]=a,names={x,y}`.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{List, Map, Number, Value};

/// Maximum index of a list, as in Helm.
const LONGEST: usize = 65536;

/// A step of the path of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Step {
    Key(String),
    Item(usize),
}

/// Sets the values of a text in a map.
///
/// # Errors
/// If it is not what `--set` takes.
pub(in crate::derivation::helm) fn set(text: &str, values: &Map) -> Result<(), Cause> {
    let mut signs = text.chars().peekable();
    while signs.peek().is_some() {
        let path = path(&mut signs, text)?;
        let value = value(&mut signs, typed, &Trace::default());
        let root = put(Some(Value::Map(values.clone())), &path, value);
        debug_assert!(matches!(root, Value::Map(_)), "a path begins with a key");
    }
    Ok(())
}

/// Sets the value at a path in a map, as `--set` does.
///
/// # Errors
/// If it is not a path.
pub(in crate::derivation::helm) fn assign(
    at: &str,
    value: Value,
    values: &Map,
) -> Result<(), Cause> {
    let text = format!("{at}=");
    let path = path(&mut text.chars().peekable(), &text)?;
    put(Some(Value::Map(values.clone())), &path, value);
    Ok(())
}

/// The value that `--set` makes of a whole text, or `--set-string` if it is not typed: a list in braces, or
/// a single value.
pub(in crate::derivation::helm) fn whole(text: &Text, is_typed: bool) -> Value {
    let written = text.as_str();
    let type_of = if is_typed { typed } else { untyped };
    if written.starts_with('{') && written.ends_with('}') {
        return value(&mut written.chars().peekable(), type_of, &text.trace());
    }
    match type_of(written, &text.trace()) {
        Value::Text(_) => Value::Text(text.clone()),
        other => other,
    }
}

/// The steps up to `=`.
fn path(signs: &mut Peekable<Chars<'_>>, text: &str) -> Result<Vec<Step>, Cause> {
    let mut path = Vec::new();
    let mut key = String::new();
    let mut is_key = true;
    let fault = || Cause::from(format!("failed parsing --set data: key {text:?} has no value"));
    loop {
        match signs.next().ok_or_else(fault)? {
            '\\' => key.extend(signs.next()),
            sign @ ('.' | '=' | '[') => {
                if is_key {
                    path.push(Step::Key(std::mem::take(&mut key)));
                }
                is_key = sign == '.';
                if sign == '=' {
                    return Ok(path);
                }
                if sign == '[' {
                    let digits: String =
                        std::iter::from_fn(|| signs.next_if(|sign| *sign != ']')).collect();
                    signs.next();
                    let index = digits.parse().ok().filter(|index| *index <= LONGEST);
                    path.push(Step::Item(index.ok_or_else(fault)?));
                }
            }
            ',' => return Err(fault()),
            sign => key.push(sign),
        }
    }
}

/// The value up to a comma.
fn value(signs: &mut Peekable<Chars<'_>>, type_of: TypeOf, trace: &Trace) -> Value {
    if signs.next_if_eq(&'{').is_none() {
        return type_of(&word(signs, &[',']).0, trace);
    }
    let mut items = Vec::new();
    loop {
        let (text, end) = word(signs, &[',', '}']);
        if !(text.is_empty() && end == Some('}') && items.is_empty()) {
            items.push(type_of(&text, trace));
        }
        if end != Some(',') {
            break;
        }
    }
    signs.next_if_eq(&',');
    Value::list(items, trace.clone())
}

/// The text up to one of some signs, and which one it was.
fn word(signs: &mut Peekable<Chars<'_>>, ends: &[char]) -> (String, Option<char>) {
    let mut word = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => word.extend(signs.next()),
            sign if ends.contains(&sign) => return (word, Some(sign)),
            sign => word.push(sign),
        }
    }
    (word, None)
}

/// Makes a value of a text.
type TypeOf = fn(&str, &Trace) -> Value;

fn untyped(text: &str, trace: &Trace) -> Value {
    Value::text(text, trace.clone())
}

fn typed(text: &str, trace: &Trace) -> Value {
    let trace = trace.clone();
    match text {
        "null" => Value::Nil(trace),
        "true" => Value::Bool(true, trace),
        "false" => Value::Bool(false, trace),
        "0" => Value::Number(Number::Int64(0), trace),
        _ => match text.parse() {
            Ok(number) if !text.starts_with(['0', '+']) => {
                Value::Number(Number::Int64(number), trace)
            }
            _ => Value::text(text, trace),
        },
    }
}

/// A value with another one at a path in it.
// INVARIANT: no deeper than the path.
fn put(into: Option<Value>, path: &[Step], value: Value) -> Value {
    let trace = Trace::default;
    match path.split_first() {
        None => value,
        Some((Step::Key(key), rest)) => {
            let map = match into {
                Some(Value::Map(map)) => map,
                _ => Map::new(BTreeMap::new(), trace()),
            };
            let inner = put(map.get(key), rest, value);
            map.set(key, trace(), inner);
            Value::Map(map)
        }
        Some((Step::Item(index), rest)) => {
            let known = match &into {
                Some(Value::List(List { items, .. })) => items.to_vec(),
                _ => Vec::new(),
            };
            let mut items = known;
            while items.len() <= *index {
                items.push(Value::Nil(trace()));
            }
            if let Some(item) = items.get_mut(*index) {
                let known = std::mem::replace(item, Value::Nil(trace()));
                *item = put(Some(known), rest, value);
            }
            Value::list(items, trace())
        }
    }
}
