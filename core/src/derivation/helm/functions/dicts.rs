//! Sprig's functions of maps.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Parameter::{Any, Map as Entries, Text as Letters};

use super::signature::{fixed, of_one, open};
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::go::type_name;
use crate::derivation::helm::object::{Content, KUBERNETES_VERSION, Object, Version};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::string_of;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Entry, List, Map, MapKind, Value};

/// Maximum nesting of what is copied.
const DEPTH: usize = 100;

pub(super) const FUNCTIONS: &[Function] = &[
    of_one("deepCopy", deep_copy),
    open("dict", &[], Any, dict),
    open("dig", &[], Any, dig),
    fixed("get", &[Entries, Letters], get),
    fixed("hasKey", &[Entries, Letters], has_key),
    open("keys", &[], Entries, keys),
    of_one("mustDeepCopy", deep_copy),
    open("omit", &[Entries], Letters, |arguments| Ok(chosen(arguments, false))),
    open("pick", &[Entries], Letters, |arguments| Ok(chosen(arguments, true))),
    open("pluck", &[Letters], Entries, pluck),
    fixed("set", &[Entries, Letters, Any], set),
    fixed("unset", &[Entries, Letters], unset),
    fixed("values", &[Entries], values),
];

/// The map at a position as one of Go's usual type, with the same content; an empty one for `nil`.
pub(super) fn map_at(arguments: &Arguments, at: usize) -> Map {
    match arguments.map(at) {
        Some(map) => Map { kind: MapKind::Any, ..map.clone() },
        None => Map::new(BTreeMap::new(), arguments.any(at).trace()),
    }
}

fn dict(arguments: &Arguments) -> Outcome {
    let map = Map::new(BTreeMap::new(), Trace::of_nothing());
    for pair in arguments.all().chunks(2) {
        let Some(key) = pair.first().map(string_of) else { continue };
        let nothing = || Value::text("", Trace::of_nothing());
        map.set(key.as_str(), key.trace(), pair.get(1).cloned().unwrap_or_else(nothing));
    }
    Ok(Value::Map(map))
}

fn get(arguments: &Arguments) -> Outcome {
    let key = Value::Text(arguments.text(1));
    Ok(match map_at(arguments, 0).get(arguments.text(1).as_str()) {
        Some(value) => value.because_of([&key]),
        None => Value::text("", arguments.trace()),
    })
}

fn set(arguments: &Arguments) -> Outcome {
    if arguments.map(0).is_none_or(|map| map.is_nil) {
        return Err("assignment to entry in nil map".into());
    }
    let (map, key) = (map_at(arguments, 0), arguments.text(1));
    map.set(key.as_str(), key.trace(), arguments.any(2));
    Ok(Value::Map(map))
}

fn unset(arguments: &Arguments) -> Outcome {
    let map = map_at(arguments, 0);
    map.remove(arguments.text(1).as_str());
    Ok(Value::Map(map))
}

fn has_key(arguments: &Arguments) -> Outcome {
    let (map, key) = (map_at(arguments, 0), arguments.text(1));
    let found = map.entries.borrow().get(key.as_str()).map(|entry| entry.key.clone());
    let mut traces = vec![map.trace.clone(), key.trace()];
    let has = found.is_some();
    traces.extend(found);
    Ok(Value::Bool(has, Trace::computed(&traces)))
}

fn keys(arguments: &Arguments) -> Outcome {
    let maps = (0..arguments.all().len()).map(|at| map_at(arguments, at));
    let entries = maps.flat_map(|map| map.snapshot());
    Ok(Value::texts(entries.map(|(key, entry)| Text::new(key, entry.key)), arguments.trace()))
}

fn values(arguments: &Arguments) -> Outcome {
    let map = map_at(arguments, 0);
    let values: Vec<Value> = map.snapshot().into_iter().map(|(_, entry)| entry.value).collect();
    Ok(Value::list(values, map.trace))
}

fn pluck(arguments: &Arguments) -> Outcome {
    let key = arguments.text(0);
    let maps = (1..arguments.all().len()).map(|at| map_at(arguments, at));
    let found: Vec<Value> = maps.filter_map(|map| map.get(key.as_str())).collect();
    Ok(Value::list(found, arguments.trace()))
}

/// The entries that are named, or the others.
fn chosen(arguments: &Arguments, is_named: bool) -> Value {
    let map = map_at(arguments, 0);
    let listed: Vec<Text> = (1..arguments.all().len()).map(|at| arguments.text(at)).collect();
    let named = |key: &Rc<str>| listed.iter().any(|name| name.as_str() == &**key);
    let entries: BTreeMap<Rc<str>, Entry> =
        map.snapshot().into_iter().filter(|(key, _)| named(key) == is_named).collect();
    Value::Map(Map::new(entries, map.trace))
}

/// The value under keys one below the other, or the default before the map.
fn dig(arguments: &Arguments) -> Outcome {
    let [path @ .., default, map] = arguments.all() else {
        return Err("dig needs at least three arguments".into());
    };
    if path.is_empty() {
        return Err("dig needs at least three arguments".into());
    }
    let is_text = |key: &&Value| matches!(key, Value::Text(_));
    let is_map = |value: &Value| matches!(value, Value::Map(Map { kind: MapKind::Any, .. }));
    if let Some(key) = path.iter().find(|key| is_map(map) && !is_text(key)) {
        return Err(conversion(key, "string"));
    }
    let mut here = map.clone();
    let mut conditions = vec![map.clone()];
    for key in path {
        let (Value::Text(name), Value::Map(map), true) = (key, &here, is_map(&here)) else {
            return Err(conversion(&here, "map[string]interface {}"));
        };
        let Some(next) = map.get(name.as_str()) else {
            return Ok(default.clone().because_of(&conditions));
        };
        conditions.extend([key.clone(), next.clone()]);
        here = next;
    }
    // The value itself is no condition for it.
    conditions.pop();
    Ok(here.because_of(&conditions))
}

fn conversion(value: &Value, to: &str) -> Cause {
    let name = if matches!(value, Value::Nil(_)) { "nil" } else { type_name(value) };
    format!("interface conversion: interface {{}} is {name}, not {to}").into()
}

fn deep_copy(arguments: &Arguments) -> Outcome {
    match arguments.any(0) {
        Value::Nil(_) => Err("reflect: call of reflect.Value.Type on zero Value".into()),
        value => Ok(copied(value, 0)),
    }
}

/// A copy that shares no map with the value.
// INVARIANT: no deeper than `DEPTH`.
fn copied(value: Value, depth: usize) -> Value {
    match value {
        Value::Map(map) => Value::Map(map.deep_copy()),
        Value::List(list) if depth < DEPTH => {
            let items = list.items.iter().map(|item| copied(item.clone(), depth + 1)).collect();
            Value::List(List { items, ..list })
        }
        Value::Object(object) => Value::Object(copied_object(object)),
        other => other,
    }
}

/// A copy of a struct. Of a version that `semver` read nothing is copied, for its fields are private.
fn copied_object(object: Rc<Object>) -> Rc<Object> {
    match &object.content {
        Content::Version(_) if object.type_name != KUBERNETES_VERSION => {
            let content = Content::Version(Version::default());
            let trace = Trace::computed([&object.trace]);
            Rc::new(Object { type_name: object.type_name, trace, content })
        }
        _ => object,
    }
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        dict "a" 1 "b" => {"a":1,"b":""} map[string]interface {}
        dict .i 1 => {"5":1} map[string]interface {}
        get .m "a" => 1 float64
        get .m "q" => "" string
        hasKey .m "z" => true bool
        hasKey .m "q" => false bool
        hasKey .s "a" => ERR wrong type for value; expected map[string]interface {}; got string
        set .m "a" 2 | get "a" => ERR can't handle "a" for arg of type map[string]interface {}
        set .nil "n" 1 => ERR wrong type for value; expected map[string]interface {}; got interface {}
        unset .m "a" => {"b":{"c":"d","e":[1,2]},"z":null} map[string]interface {}
        pick .m "a" "q" => {"a":1} map[string]interface {}
        omit .m "a" "b" => {"z":null} map[string]interface {}
        pluck "a" .m (dict "a" 2) (dict "b" 1) => [1,2] []interface {}
        keys .m .em | sortAlpha => ["a","b","z"] []string
        values (dict "a" 1) => [1] []interface {}
        dig "b" "c" "d" .m => "d" string
        dig "b" "x" "d" .m => "d" string
        dig "b" "e" "f" "d" .m => ERR error calling dig: interface conversion: interface {} is []interface {}, not map[string]interface {}
        dig "d" .m => ERR error calling dig: dig needs at least three arguments
        dig 1 "d" .m => ERR error calling dig: interface conversion: interface {} is int, not string
        dig "a" "b" "d" .nil => ERR error calling dig: interface conversion: interface {} is nil, not map[string]interface {}
        deepCopy .m => {"a":1,"b":{"c":"d","e":[1,2]},"z":null} map[string]interface {}
        deepCopy .nil => ERR error calling deepCopy: reflect: call of reflect.Value.Type on zero Value
        "#;

    #[test]
    fn maps_are_those_of_sprig() {
        check(SEEN);
    }
}
