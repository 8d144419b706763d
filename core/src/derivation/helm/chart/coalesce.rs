//! Values of charts over each other, as Helm merges them.

use std::collections::BTreeMap;

use super::Chart;
use crate::derivation::helm::fault::Cause;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::value::{Entry, Map, MapKind, Value};

/// The key of the values that all charts share.
const GLOBAL: &str = "global";

/// Whether a null removes what it is over, or stays for a later merge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::derivation::helm) enum Nulls {
    Remove,
    Keep,
}

/// Merges the values of files, the later ones over the earlier ones.
pub(in crate::derivation::helm) fn merge_files(files: impl IntoIterator<Item = Map>) -> Map {
    let mut merged = Map::new(BTreeMap::new(), Trace::default());
    for file in files {
        merged = over(&file, &merged);
    }
    merged
}

// INVARIANT: values are no deeper than what the reader of values allows.
fn over(upper: &Map, lower: &Map) -> Map {
    let merged = Map::new(lower.snapshot().into_iter().collect(), upper.trace.clone());
    for (key, entry) in upper.snapshot() {
        let value = match (&entry.value, lower.get(&key)) {
            (Value::Map(upper), Some(Value::Map(lower))) => Value::Map(over(upper, &lower)),
            (value, _) => value.clone(),
        };
        merged.remove(&key);
        merged.set(&key, entry.key, value);
    }
    merged
}

/// The values of a chart and of the charts in it: those of `values` over the defaults.
///
/// # Errors
/// If something else is where the values of a chart must be.
pub(in crate::derivation::helm) fn coalesce(
    chart: &Chart,
    values: &Map,
    nulls: Nulls,
) -> Result<Map, Cause> {
    let values = values.deep_copy();
    coalesce_into(chart, &values, nulls)?;
    Ok(values)
}

// INVARIANT: charts are no deeper than their loader allows.
fn coalesce_into(chart: &Chart, values: &Map, nulls: Nulls) -> Result<(), Cause> {
    defaults(chart, values, nulls);
    for inner in &chart.charts {
        let name = inner.name();
        if values.get(name).is_none() {
            let nothing = Map::new(BTreeMap::new(), Trace::computed([&values.trace]));
            values.set(name, Trace::default(), Value::Map(nothing));
        }
        let Some(Value::Map(own)) = values.get(name).filter(is_table) else {
            return Err(format!("type mismatch on {name}").into());
        };
        globals(&own, values);
        coalesce_into(inner, &own, nulls)?;
    }
    Ok(())
}

fn is_table(value: &Value) -> bool {
    matches!(value, Value::Map(Map { kind: MapKind::Any | MapKind::Values, .. }))
}

/// The defaults of a chart under its values.
fn defaults(chart: &Chart, values: &Map, nulls: Nulls) {
    for (key, Entry { key: trace, value }) in chart.values.snapshot() {
        match values.get(&key) {
            None => values.set(&key, trace, value.deep_copy()),
            Some(Value::Nil(_)) if nulls == Nulls::Remove => values.remove(&key),
            Some(Value::Map(own)) => {
                if let Value::Map(value) = value {
                    let is_chart = chart.charts.iter().any(|inner| inner.name() == &*key);
                    tables(&own, &value, if is_chart { Nulls::Keep } else { nulls });
                }
            }
            Some(_) => {}
        }
    }
}

/// One table under another one, which it completes; they share nothing then.
// INVARIANT: values are no deeper than what the reader of values allows.
pub(in crate::derivation::helm) fn tables(upper: &Map, lower: &Map, nulls: Nulls) {
    for (key, Entry { key: trace, value }) in lower.snapshot() {
        match (upper.get(&key), value) {
            (None, value) => upper.set(&key, trace, value.deep_copy()),
            // A null that is over no value stays.
            (Some(Value::Nil(_)), value)
                if nulls == Nulls::Remove && !matches!(value, Value::Nil(_)) =>
            {
                upper.remove(&key);
            }
            (Some(Value::Map(upper)), Value::Map(lower)) => tables(&upper, &lower, nulls),
            _ => {}
        }
    }
}

/// Copies the values that all charts share into those of a chart.
fn globals(own: &Map, values: &Map) {
    let nothing = || Map::new(BTreeMap::new(), Trace::default());
    let table = |of: &Map| match of.get(GLOBAL) {
        None => Some(nothing()),
        Some(Value::Map(map)) => Some(map),
        Some(_) => None,
    };
    let (Some(inner), Some(outer)) = (table(own), table(values)) else { return };
    for (key, Entry { key: trace, value }) in outer.snapshot() {
        match (inner.get(&key), value) {
            (None, Value::Map(map)) => {
                inner.set(&key, trace, Value::Map(shallow(&map)));
            }
            (Some(Value::Map(known)), Value::Map(map)) => {
                let map = shallow(&map);
                tables(&map, &known, Nulls::Keep);
                inner.set(&key, trace, Value::Map(map));
            }
            (Some(_), Value::Map(_)) | (Some(Value::Map(_)), _) => {}
            (_, value) => inner.set(&key, trace, value),
        }
    }
    own.set(GLOBAL, Trace::default(), Value::Map(inner));
}

fn shallow(map: &Map) -> Map {
    Map { kind: map.kind, ..Map::new(map.snapshot().into_iter().collect(), map.trace.clone()) }
}
