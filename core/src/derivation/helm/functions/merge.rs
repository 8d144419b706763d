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
            target.set(&key, entry.key, entry.value);
        }
    }
    Ok(())
}

/// Whether a value is not empty; structs never are.
fn is_set(value: &Value) -> bool {
    is_true(value) || matches!(value, Value::Object(_))
}
