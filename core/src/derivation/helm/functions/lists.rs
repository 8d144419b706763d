//! Sprig's functions of lists.

use super::Parameter::{Any, Int};
use super::equality::is_deep_equal;
use super::items::{items, items_or, texts_of};
use super::signature::{fixed, of_one, open};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::casts::to_integer;
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::go::is_true;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::string_of;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Element, List, Value};

pub(super) const FUNCTIONS: &[Function] = &[
    fixed("append", &[Any, Any], push),
    fixed("chunk", &[Int, Any], chunk),
    of_one("compact", compact),
    open("concat", &[], Any, concat),
    of_one("first", first),
    fixed("has", &[Any, Any], has),
    of_one("initial", initial),
    of_one("last", last),
    open("list", &[], Any, list),
    fixed("mustAppend", &[Any, Any], push),
    fixed("mustChunk", &[Int, Any], chunk),
    of_one("mustCompact", compact),
    of_one("mustFirst", first),
    fixed("mustHas", &[Any, Any], has),
    of_one("mustInitial", initial),
    of_one("mustLast", last),
    fixed("mustPrepend", &[Any, Any], prepend),
    fixed("mustPush", &[Any, Any], push),
    of_one("mustRest", rest),
    of_one("mustReverse", reverse),
    open("mustSlice", &[Any], Any, slice),
    of_one("mustUniq", uniq),
    open("mustWithout", &[Any], Any, without),
    fixed("prepend", &[Any, Any], prepend),
    fixed("push", &[Any, Any], push),
    of_one("rest", rest),
    of_one("reverse", reverse),
    open("slice", &[Any], Any, slice),
    of_one("sortAlpha", sort),
    of_one("toStrings", |arguments| {
        let value = arguments.any(0);
        Ok(if is_nil_of_texts(&value) { value } else { texts(&value, texts_of(&value)) })
    }),
    open("tuple", &[], Any, list),
    of_one("uniq", uniq),
    open("without", &[Any], Any, without),
];

fn list(arguments: &Arguments) -> Outcome {
    Ok(Value::list(arguments.all(), Trace::of_nothing()))
}

/// A list made from the first argument.
fn made(arguments: &Arguments, items: Vec<Value>) -> Outcome {
    Ok(Value::list(items, arguments.any(0).trace()))
}

/// The nil list, made from the first argument.
fn nil(arguments: &Arguments) -> Outcome {
    Ok(Value::List(List::nil(Element::Any, arguments.any(0).trace())))
}

fn push(arguments: &Arguments) -> Outcome {
    let mut all = items_or(&arguments.any(0), "Cannot push on type")?;
    all.push(arguments.any(1));
    made(arguments, all)
}

fn prepend(arguments: &Arguments) -> Outcome {
    let mut all = items_or(&arguments.any(0), "Cannot prepend on type")?;
    all.insert(0, arguments.any(1));
    made(arguments, all)
}

fn concat(arguments: &Arguments) -> Outcome {
    let mut all = Vec::new();
    for value in arguments.all() {
        let Some(items) = items(value) else {
            let cause = items_or(value, "Cannot concat type");
            return cause.and(Ok(Value::Nil(Trace::default()))).map_err(as_list);
        };
        all.extend(items);
    }
    if all.is_empty() {
        return Ok(Value::List(List::nil(Element::Any, arguments.trace())));
    }
    Ok(Value::list(all, arguments.trace()))
}

/// The words of `concat`.
fn as_list(cause: Cause) -> Cause {
    if cause.message.starts_with("Cannot") {
        format!("{} as list", cause.message).into()
    } else {
        cause
    }
}

fn first(arguments: &Arguments) -> Outcome {
    let all = items_or(&arguments.any(0), "Cannot find first on type")?;
    Ok(all.into_iter().next().unwrap_or_else(|| Value::Nil(arguments.trace())))
}

fn last(arguments: &Arguments) -> Outcome {
    let all = items_or(&arguments.any(0), "Cannot find last on type")?;
    Ok(all.into_iter().next_back().unwrap_or_else(|| Value::Nil(arguments.trace())))
}

fn rest(arguments: &Arguments) -> Outcome {
    let all = items_or(&arguments.any(0), "Cannot find rest on type")?;
    if all.is_empty() {
        return nil(arguments);
    }
    made(arguments, all.into_iter().skip(1).collect())
}

fn initial(arguments: &Arguments) -> Outcome {
    let mut all = items_or(&arguments.any(0), "Cannot find initial on type")?;
    match all.pop() {
        Some(_) => made(arguments, all),
        None => nil(arguments),
    }
}

fn reverse(arguments: &Arguments) -> Outcome {
    let mut all = items_or(&arguments.any(0), "Cannot find reverse on type")?;
    all.reverse();
    made(arguments, all)
}

fn compact(arguments: &Arguments) -> Outcome {
    let mut all = items_or(&arguments.any(0), "Cannot compact on type")?;
    all.retain(is_true);
    made(arguments, all)
}

fn uniq(arguments: &Arguments) -> Outcome {
    let mut kept: Vec<Value> = Vec::new();
    for item in items_or(&arguments.any(0), "Cannot find uniq on type")? {
        match kept.iter_mut().find(|known| is_deep_equal(known, &item)) {
            // It is not there a second time because it is the same.
            Some(known) => *known = known.clone().because_of([&item]),
            None => kept.push(item),
        }
    }
    made(arguments, kept)
}

fn without(arguments: &Arguments) -> Outcome {
    let mut all = items_or(&arguments.any(0), "Cannot find without on type")?;
    all.retain(|item| !arguments.from(1).iter().any(|left_out| is_deep_equal(left_out, item)));
    made(arguments, all)
}

fn has(arguments: &Arguments) -> Outcome {
    let (needle, list) = (arguments.any(0), arguments.any(1));
    if matches!(list, Value::Nil(_)) {
        return Ok(Value::Bool(false, arguments.trace()));
    }
    let all = items_or(&list, "Cannot find has on type")?;
    let found = all.iter().find(|item| is_deep_equal(&needle, item));
    let traces = [needle.trace(), list.trace(), found.map(Value::trace).unwrap_or_default()];
    Ok(Value::Bool(found.is_some(), Trace::computed(&traces)))
}

fn slice(arguments: &Arguments) -> Outcome {
    let value = arguments.any(0);
    let all = items_or(&value, "list should be type of slice or array but")?;
    if all.is_empty() {
        return Ok(Value::Nil(arguments.trace()));
    }
    let index = |at: usize| arguments.all().get(at).map(to_integer);
    let length = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let (start, end) = (index(1).unwrap_or(0), index(2).unwrap_or(length));
    let range = usize::try_from(start).ok().zip(usize::try_from(end).ok());
    let part = range.and_then(|(start, end)| all.get(start..end));
    let part = part.ok_or("reflect.Value.Slice: slice index out of bounds")?;
    let element = if let Value::List(list) = &value { list.element } else { Element::Byte };
    Ok(Value::List(List::new(part, element, value.trace())))
}

fn chunk(arguments: &Arguments) -> Outcome {
    let all = items_or(&arguments.any(1), "Cannot chunk type")?;
    let trace = arguments.any(1).trace();
    let size = match (arguments.integer(0), all.len()) {
        (1.., _) => usize::try_from(arguments.integer(0)).unwrap_or(usize::MAX),
        // Go divides by the size whatever it is.
        (..=-2, 1) => 1,
        (size @ ..=-1, 2..) if size.unsigned_abs() >= all.len() as u64 - 1 => {
            return Ok(Value::List(List::new([], Element::List, trace)));
        }
        _ => return Err("runtime error: makeslice: len out of range".into()),
    };
    let parts: Vec<Value> = all.chunks(size).map(|part| Value::list(part, trace.clone())).collect();
    Ok(Value::List(List::new(parts, Element::List, trace)))
}

fn sort(arguments: &Arguments) -> Outcome {
    let value = arguments.any(0);
    if is_nil_of_texts(&value) {
        return Ok(value);
    }
    let mut sorted = match items(&value) {
        Some(_) => texts_of(&value),
        None => vec![string_of(&value)],
    };
    sorted.sort_by(|one, other| one.as_str().cmp(other.as_str()));
    Ok(texts(&value, sorted))
}

/// Whether a value is the nil list of texts, which stays what it is.
fn is_nil_of_texts(value: &Value) -> bool {
    matches!(value, Value::List(List { element: Element::Text, is_nil: true, .. }))
}

/// A list of texts that is made from a value.
fn texts(value: &Value, texts: Vec<Text>) -> Value {
    Value::texts(texts, value.trace())
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        list => [] []interface {}
        list 1 "a" .t => [1,"a",true] []interface {}
        first .l => "a" string
        first .el => null <nil>
        first .s => ERR error calling first: Cannot find first on type string
        first .nil => ERR error calling first: runtime error: invalid memory address or nil pointer dereference
        last .l => "a" string
        rest .l => ["b","c","a"] []interface {}
        initial .l => ["a","b","c"] []interface {}
        append .l "z" => ["a","b","c","a","z"] []interface {}
        append .s 1 => ERR error calling append: Cannot push on type string
        prepend .l "z" => ["z","a","b","c","a"] []interface {}
        concat .l .nums => ["a","b","c","a",3,1,2] []interface {}
        concat .l 1 => ERR error calling concat: Cannot concat type int as list
        concat .nil => ERR error calling concat: runtime error: invalid memory address or nil pointer dereference
        reverse .l => ["a","c","b","a"] []interface {}
        compact .mixed => [1,"1",true,[1],{"a":1}] []interface {}
        uniq .l => ["a","b","c"] []interface {}
        uniq .mixed => [1,"1",true,null,[1],{"a":1}] []interface {}
        without .l "a" => ["b","c"] []interface {}
        without .nums 1.0 => [3,2] []interface {}
        has "a" .l => true bool
        has 1 .nums => false bool
        has 1.0 .nums => true bool
        has 1 .nil => false bool
        has 1 .s => ERR error calling has: Cannot find has on type string
        slice .l 1 => ["b","c","a"] []interface {}
        slice .l 1 3 => ["b","c"] []interface {}
        slice .l 2 1 => ERR error calling slice: reflect.Value.Slice: slice index out of bounds
        slice .el 1 => null <nil>
        slice (until 5) 1 3 => [1,2] []int
        slice .s 1 => ERR error calling slice: list should be type of slice or array but string
        chunk 2 .l => [["a","b"],["c","a"]] [][]interface {}
        chunk 3 .nums => [[3,1,2]] [][]interface {}
        chunk 0 .l => ERR error calling chunk: runtime error: makeslice: len out of range
        sortAlpha .mixed => ["1","1","[1]","map[a:1]","true"] []string
        sortAlpha "x" => ["x"] []string
        sortAlpha .nil => ["<nil>"] []string
        toStrings .mixed => ["1","1","true","[1]","map[a:1]"] []string
        toStrings .s => ["text"] []string
        "#;

    #[test]
    fn lists_are_those_of_sprig() {
        check(SEEN);
    }
}
