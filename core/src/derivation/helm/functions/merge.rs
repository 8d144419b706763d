//! Sprig's functions that merge maps, as the library mergo does it.

use super::Parameter::Map as Entries;
use super::dicts::map_at;
use super::signature::open;
use super::{Arguments, Function, Outcome};
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::go::is_true;
use crate::derivation::helm::value::{Map, Value};

/// Maximum nesting of maps.
const DEPTH: usize = 100;

pub(super) const FUNCTIONS: &[Function] = &[
    open("merge", &[Entries], Entries, |arguments| merged(arguments, false)),
    open("mergeOverwrite", &[Entries], Entries, |arguments| merged(arguments, true)),
    open("mustMerge", &[Entries], Entries, |arguments| merged(arguments, false)),
    open("mustMergeOverwrite", &[Entries], Entries, |arguments| merged(arguments, true)),
];

/// The first map, into which the others were merged.
fn merged(arguments: &Arguments, overwrites: bool) -> Outcome {
    let target = map_at(arguments, 0);
    for at in 1..arguments.all().len() {
        merge(&target, &map_at(arguments, at), overwrites, 0)?;
    }
    Ok(Value::Map(target))
}

/// Merges a map into another one, in which a value that is set stays, unless it is overwritten.
// INVARIANT: no deeper than `DEPTH`.
fn merge(target: &Map, source: &Map, overwrites: bool, depth: usize) -> Result<(), Cause> {
    if depth > DEPTH {
        return Err(format!("a map is nested deeper than {DEPTH} levels").into());
    }
    for (key, entry) in source.snapshot() {
        let known = target.get(&key);
        if matches!(entry.value, Value::Nil(_)) {
            if overwrites {
                target.set(&key, entry.key, entry.value);
            }
            continue;
        }
        if let (Some(Value::Map(below)), Value::Map(others)) = (&known, &entry.value) {
            merge(below, others, overwrites, depth + 1)?;
            if !below.is_empty() {
                continue;
            }
        }
        if overwrites || !known.as_ref().is_some_and(is_set) {
            // It is set because what was there is empty.
            let empty = known.filter(|_| !overwrites);
            target.set(&key, entry.key, entry.value.because_of(&empty));
        }
    }
    Ok(())
}

/// Whether a value is not empty; structs never are.
fn is_set(value: &Value) -> bool {
    is_true(value) || matches!(value, Value::Object(_))
}

#[cfg(test)]
mod tests {
    use crate::derivation::helm::functions::rendered::check;

    const SEEN: &str = r#"
        merge (dict) .m => {"a":1,"b":{"c":"d","e":[1,2]}} map[string]interface {}
        merge .em .m => {"a":1,"b":{"c":"d","e":[1,2]}} map[string]interface {}
        merge (dict "a" 0 "b" (dict "c" "")) .m => {"a":1,"b":{"c":"d","e":[1,2]}} map[string]interface {}
        merge (dict "a" 5 "b" (dict "c" "q" "x" 1)) .m => {"a":5,"b":{"c":"q","e":[1,2],"x":1}} map[string]interface {}
        merge (dict "b" 5) .m => {"a":1,"b":5} map[string]interface {}
        merge (dict "b" (list 1)) .m => {"a":1,"b":[1]} map[string]interface {}
        merge .m (dict "z" 1 "b" (dict "e" (list 9))) => {"a":1,"b":{"c":"d","e":[1,2]},"z":1} map[string]interface {}
        merge .m (dict "b" 5) => {"a":1,"b":{"c":"d","e":[1,2]},"z":null} map[string]interface {}
        merge (dict "e" (list)) (dict "e" (list 1)) => {"e":[1]} map[string]interface {}
        merge (dict "a" (dict)) (dict "a" (dict "b" 1)) => {"a":{"b":1}} map[string]interface {}
        merge (dict "a" nil) (dict "a" 1) => {"a":1} map[string]interface {}
        merge (dict "a" 1) (dict "a" nil) => {"a":1} map[string]interface {}
        merge (dict) (dict "a" nil) => {} map[string]interface {}
        mergeOverwrite (dict "a" 1) (dict "a" nil) => {"a":null} map[string]interface {}
        mergeOverwrite (dict) (dict "a" nil) => {"a":null} map[string]interface {}
        mergeOverwrite (dict "a" 0 "b" (dict "c" "")) .m => {"a":1,"b":{"c":"d","e":[1,2]},"z":null} map[string]interface {}
        mergeOverwrite (dict "a" 5 "b" (dict "c" "q" "x" 1)) .m => {"a":1,"b":{"c":"d","e":[1,2],"x":1},"z":null} map[string]interface {}
        mergeOverwrite (dict "b" 5) .m => {"a":1,"b":{"c":"d","e":[1,2]},"z":null} map[string]interface {}
        mergeOverwrite (dict "b" (list 1)) .m => {"a":1,"b":{"c":"d","e":[1,2]},"z":null} map[string]interface {}
        mergeOverwrite .m (dict "z" 1 "b" (dict "e" (list 9))) => {"a":1,"b":{"c":"d","e":[9]},"z":1} map[string]interface {}
        mergeOverwrite .m (dict "b" 5) => {"a":1,"b":5,"z":null} map[string]interface {}
        mergeOverwrite (dict "e" (list 1)) (dict "e" (list)) => {"e":[]} map[string]interface {}
        mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (dict)) => {"a":{"b":1}} map[string]interface {}
        mergeOverwrite (dict "a" 1) (dict "a" "") => {"a":""} map[string]interface {}
        mergeOverwrite (dict "a" 1) (dict "a" 0) => {"a":0} map[string]interface {}
        merge (dict "a" false) (dict "a" true) => {"a":true} map[string]interface {}
        merge (dict "a" true) (dict "a" false) => {"a":true} map[string]interface {}
        mergeOverwrite (dict "a" true) (dict "a" false) => {"a":false} map[string]interface {}
        merge (dict "a" 1) (dict "b" 2) (dict "a" 3 "c" 4) => {"a":1,"b":2,"c":4} map[string]interface {}
        mergeOverwrite (dict "a" 1) (dict "b" 2) (dict "a" 3 "c" 4) => {"a":3,"b":2,"c":4} map[string]interface {}
        merge .nil .m => ERR wrong type for value; expected map[string]interface {}; got interface {}
        merge .m .nil => ERR wrong type for value; expected map[string]interface {}; got interface {}
        merge (dict "a" "x") (dict "a" (list 1)) => {"a":"x"} map[string]interface {}
        mergeOverwrite (dict "a" "x") (dict "a" (list 1)) => {"a":[1]} map[string]interface {}
        merge (dict "a" (list 1)) (dict "a" "x") => {"a":[1]} map[string]interface {}
        mergeOverwrite (dict "a" (list 1)) (dict "a" "x") => {"a":"x"} map[string]interface {}
        merge (dict "a" (list 1)) (dict "a" (dict "b" 1)) => {"a":[1]} map[string]interface {}
        mergeOverwrite (dict "a" (list 1)) (dict "a" (dict "b" 1)) => {"a":{"b":1}} map[string]interface {}
        mergeOverwrite (dict "a" (dict "b" 1)) (dict "a" (list 1)) => {"a":[1]} map[string]interface {}
        "#;

    #[test]
    fn maps_are_merged_as_mergo_does() {
        check(SEEN);
    }
}
