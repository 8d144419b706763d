//! Go's own functions that compare values and look into them.

use std::cmp::Ordering;

use super::Parameter::Any;
use super::items::items;
use super::signature::{fixed, of_one, open};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::go::{is_true, kind, type_name};
use crate::derivation::helm::object::Content;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::formatted;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Map, MapKind, Number, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    open("eq", &[Any], Any, eq),
    fixed("ge", &[Any, Any], |arguments| ordered(arguments, |less, _| !less)),
    fixed("gt", &[Any, Any], |arguments| ordered(arguments, |less, equal| !(less || equal))),
    open("index", &[Any], Any, index),
    fixed("le", &[Any, Any], |arguments| ordered(arguments, |less, equal| less || equal)),
    of_one("len", length),
    fixed("lt", &[Any, Any], |arguments| ordered(arguments, |less, _| less)),
    fixed("ne", &[Any, Any], |arguments| {
        let is_equal = is_equal(&arguments.any(0), &arguments.any(1))?;
        Ok(Value::Bool(!is_equal, arguments.trace()))
    }),
    of_one("not", |arguments| Ok(Value::Bool(!is_true(&arguments.any(0)), arguments.trace()))),
];

/// A value that can be compared.
#[derive(Clone, PartialEq, PartialOrd, Debug)]
enum Basic {
    Bool(bool),
    Integer(i128),
    Float(f64),
    Text(std::rc::Rc<str>),
}

impl Basic {
    fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Bool(value, _) => Self::Bool(*value),
            Value::Number(Number::Float(value), _) => Self::Float(*value),
            Value::Number(Number::Unsigned64(value), _) => Self::Integer((*value).into()),
            Value::Number(number, _) => Self::Integer(number.integer()?.into()),
            Value::Text(text) => Self::Text(text.shared()),
            Value::Nil(_) | Value::List(_) | Value::Map(_) | Value::Object(_) => return None,
        })
    }

    /// Whether the other one is of the same kind.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

fn incompatible(one: &Value, other: &Value) -> Cause {
    let (one, other) = (type_name(one), type_name(other));
    format!("incompatible types for comparison: {one} and {other}").into()
}

/// Whether the first value is equal to one of the others.
fn eq(arguments: &Arguments) -> Outcome {
    let first = arguments.any(0);
    if arguments.from(1).is_empty() {
        return Err("missing argument for comparison".into());
    }
    for (at, other) in arguments.from(1).iter().enumerate() {
        if is_equal(&first, other)? {
            let compared = arguments.all().iter().take(at + 2).map(Value::trace);
            let trace = Trace::computed(compared);
            return Ok(Value::Bool(true, trace));
        }
    }
    Ok(Value::Bool(false, arguments.trace()))
}

fn is_equal(one: &Value, other: &Value) -> Result<bool, Cause> {
    let is_nil = |value: &Value| matches!(value, Value::Nil(_));
    match (Basic::of(one), Basic::of(other)) {
        (Some(left), Some(right)) if left.is_like(&right) => Ok(left == right),
        (None, None) => is_same(one, other),
        _ if is_nil(one) || is_nil(other) => Ok(false),
        _ => Err(incompatible(one, other)),
    }
}

/// Whether a value is nil, or a nil list or map.
fn is_nil(value: &Value) -> bool {
    match value {
        Value::Nil(_) => true,
        Value::List(list) => list.is_nil,
        Value::Map(map) => map.is_nil,
        _ => false,
    }
}

/// Whether two values that are no numbers, texts or booleans are the same.
fn is_same(one: &Value, other: &Value) -> Result<bool, Cause> {
    let shown = |value: &Value, how: &str| {
        let how = Text::new(how, Trace::default());
        formatted(&how, std::slice::from_ref(value)).as_str().to_owned()
    };
    let is_comparable =
        kind(one) == kind(other) || matches!(one, Value::Nil(_)) || matches!(other, Value::Nil(_));
    match (one, other) {
        _ if is_comparable && (is_nil(one) || is_nil(other)) => Ok(is_nil(one) && is_nil(other)),
        (Value::Object(one), Value::Object(other)) if one.type_name == other.type_name => {
            Ok(std::rc::Rc::ptr_eq(one, other))
        }
        (Value::List(_), Value::List(_)) | (Value::Map(_), Value::Map(_)) => {
            Err(format!("non-comparable type {}: {}", shown(other, "%s"), type_name(other)).into())
        }
        _ => {
            let (first, second) = (shown(one, "%s"), shown(other, "%v"));
            let (one, other) = (type_name(one), type_name(other));
            Err(format!("non-comparable types {first}: {one}, {other}: {second}").into())
        }
    }
}

/// Compares two values; `answer` takes whether the first is less, and whether they are equal.
fn ordered(arguments: &Arguments, answer: fn(bool, bool) -> bool) -> Outcome {
    let (one, other) = (arguments.any(0), arguments.any(1));
    let invalid = "invalid type for comparison";
    let left = Basic::of(&one).ok_or(invalid)?;
    let right = Basic::of(&other).ok_or(invalid)?;
    if !left.is_like(&right) {
        return Err(incompatible(&one, &other));
    }
    if matches!(left, Basic::Bool(_)) {
        return Err(invalid.into());
    }
    let ordering = left.partial_cmp(&right);
    let (less, equal) = (ordering == Some(Ordering::Less), ordering == Some(Ordering::Equal));
    Ok(Value::Bool(answer(less, equal), arguments.trace()))
}

fn length(arguments: &Arguments) -> Outcome {
    let value = arguments.any(0);
    let length = match &value {
        Value::Nil(_) => return Err("len of nil pointer".into()),
        Value::Text(text) => Some(text.as_str().len()),
        Value::Map(map) => Some(map.len()),
        Value::Object(object) => match &object.content {
            Content::Files(files) => Some(files.len()),
            _ => items(&value).map(|items| items.len()),
        },
        other => items(other).map(|items| items.len()),
    };
    // Go follows pointers here.
    let of_type = type_name(&value).trim_start_matches('*');
    let length = length.ok_or_else(|| format!("len of type {of_type}"))?;
    Ok(Value::int(i64::try_from(length).unwrap_or(i64::MAX), arguments.trace()))
}

/// The value below keys and positions, one after the other.
fn index(arguments: &Arguments) -> Outcome {
    let mut here = arguments.any(0);
    if matches!(here, Value::Nil(_)) {
        return Err("index of untyped nil".into());
    }
    for key in arguments.from(1) {
        here = match &here {
            Value::Nil(_) => return Err("index of nil pointer".into()),
            Value::Map(map) => in_map(map, key)?,
            Value::Text(text) => {
                let at = position(key, text.as_str().len())?;
                let byte = text.as_str().as_bytes().get(at).copied();
                let byte = byte.ok_or("reflect: string index out of range")?;
                Value::Number(Number::Byte(byte), Trace::computed([&text.trace()]))
            }
            Value::Object(object) if matches!(object.content, Content::Files(_)) => {
                object.field(key_of(key)?.as_str()).unwrap_or_else(|| Value::Nil(Trace::default()))
            }
            other => in_list(other, key)?,
        }
        .because_of([key]);
    }
    Ok(here)
}

fn key_of(key: &Value) -> Result<Text, Cause> {
    match key {
        Value::Text(key) => Ok(key.clone()),
        Value::Nil(_) => Err("value is nil; should be of type string".into()),
        other => Err(format!("value has type {}; should be string", type_name(other)).into()),
    }
}

fn in_map(map: &Map, key: &Value) -> Outcome {
    let key = key_of(key)?;
    let trace = || Trace::computed([&map.trace]);
    Ok(map.get(key.as_str()).unwrap_or_else(|| match map.kind {
        MapKind::Text => Value::text("", trace()),
        MapKind::Any | MapKind::Values => Value::Nil(trace()),
    }))
}

fn in_list(list: &Value, key: &Value) -> Outcome {
    let Some(items) = items(list) else {
        return Err(format!("can't index item of type {}", type_name(list)).into());
    };
    let at = position(key, items.len())?;
    items.get(at).cloned().ok_or_else(|| "reflect: slice index out of range".into())
}

/// A position that is not after the end.
fn position(key: &Value, length: usize) -> Result<usize, Cause> {
    let number = match key {
        Value::Nil(_) => return Err("cannot index slice/array with nil".into()),
        Value::Number(number, _) => number.integer(),
        _ => None,
    };
    let number =
        number.ok_or_else(|| format!("cannot index slice/array with type {}", type_name(key)))?;
    let position = usize::try_from(number).ok().filter(|position| *position <= length);
    position.ok_or_else(|| format!("index out of range: {number}").into())
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        eq 1 2 1 => true bool
        eq 1 => ERR error calling eq: missing argument for comparison
        eq "a" "b" "a" => true bool
        eq 1 1.0 => ERR error calling eq: incompatible types for comparison: int and float64
        eq .i 5 => ERR error calling eq: incompatible types for comparison: float64 and int
        eq .i 5.0 => true bool
        eq .nil nil => true bool
        eq .missing "x" => false bool
        eq .missing.deeper "x" => ERR nil pointer evaluating interface {}.deeper
        eq .l .m => ERR error calling eq: non-comparable types [a b c a]: []interface {}, map[string]interface {}: map[a:1 b:map[c:d e:[1 2]] z:<nil>]
        ne .s "text" => false bool
        ne .s 1 => ERR error calling ne: incompatible types for comparison: string and int
        lt .i 5 => ERR error calling lt: incompatible types for comparison: float64 and int
        lt 1.0 2.0 => true bool
        lt true false => ERR error calling lt: invalid type for comparison
        le "a" "a" => true bool
        gt "b" "a" => true bool
        ge 1 2 => false bool
        lt .l 1 => ERR error calling lt: invalid type for comparison
        eq (index "abc" 1) 98 => true bool
        lt (index "abc" 1) 100 => true bool
        index .m "b" "c" => "d" string
        index .m "b" "e" 0 => 1 float64
        index .m "b" "e" 5 => ERR error calling index: index out of range: 5
        index .l 4 => ERR error calling index: reflect: slice index out of range
        index .l 9 => ERR error calling index: index out of range: 9
        index .l -1 => ERR error calling index: index out of range: -1
        index .l "a" => ERR error calling index: cannot index slice/array with type string
        index .l nil => ERR error calling index: cannot index slice/array with nil
        index .l 1.0 => ERR error calling index: cannot index slice/array with type float64
        index .m 1 => ERR error calling index: value has type int; should be string
        index .m nil => ERR error calling index: value is nil; should be of type string
        index .m "q" => null <nil>
        index .m "q" "r" => ERR error calling index: index of nil pointer
        index .m "a" "r" => ERR error calling index: can't index item of type float64
        index .nil "a" => ERR error calling index: index of untyped nil
        index "abc" 1 => 98 uint8
        index "abc" 3 => ERR error calling index: reflect: string index out of range
        index (split "," "a,b") "_9" => "" string
        len .l => 4 int
        len .m => 3 int
        len .s => 4 int
        len 3 => ERR error calling len: len of type int
        len .nil => ERR error calling len: len of nil pointer
        not .e => true bool
        not .l => false bool
        "#;

    #[test]
    fn comparisons_have_the_answers_and_errors_of_go() {
        check(SEEN);
    }
}
