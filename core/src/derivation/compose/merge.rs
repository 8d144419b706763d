//! Merges files over files and services over those that they extend: each attribute by its own
//! rule.
//!
//! Source: the package `override` of compose-go.

use super::path::{Keys, Path};
use super::run::Run;
use super::value::{Data, Entry, Map, Value, append_new};
use crate::source::ProblemCode;
use crate::tree::{Contributor, Made, Passage, Role};

/// How two values of one attribute are merged.
#[derive(Clone, Copy)]
enum Rule {
    /// Mappings are merged key by key, lists are concatenated, of other values the later one wins.
    Generic,
    /// The later value wins, even a null.
    Replace,
    /// Mappings or lists of `KEY=value`, merged key by key.
    KeyValues,
    /// A string, a mapping or a list, as lists.
    Sequence,
    /// A mapping, or a list of its keys.
    Keys,
    /// The same; a key without a value has this condition.
    DependsOn,
    /// A mapping, or its `context`.
    Build,
    /// Mappings of one driver.
    Logging,
    /// A number or a mapping.
    Limit,
    /// Pools by their subnet.
    Pools,
}

/// Merges the later value over the earlier one.
// INVARIANT: values are no deeper than `read::DEPTH`.
pub(super) fn merge(run: &mut Run<'_>, base: Value, over: Value, path: Path<'_>) -> Value {
    let mut space = Keys::default();
    match rule(path.keys(&mut space)) {
        Rule::Generic => generic(run, base, over, path),
        Rule::KeyValues => key_values(run, base, over),
        Rule::Sequence => sequence(base, over),
        Rule::Keys | Rule::DependsOn | Rule::Build if open_scalar(&base) || open_scalar(&over) => {
            replace(&base, over)
        }
        Rule::Keys => mappings(run, as_keys(base, false), as_keys(over, false), path),
        Rule::DependsOn => mappings(run, as_keys(base, true), as_keys(over, true), path),
        Rule::Build => mappings(run, as_build(base), as_build(over), path),
        Rule::Logging => logging(run, base, over, path),
        Rule::Limit if base.map().is_some() && over.map().is_some() => {
            mappings(run, base, over, path)
        }
        Rule::Replace | Rule::Limit => replace(&base, over),
        Rule::Pools => pools(run, base, &over, path),
    }
}

fn open_scalar(value: &Value) -> bool {
    value.open && value.map().is_none()
}

fn rule(keys: &[&str]) -> Rule {
    match keys {
        ["networks", _, "ipam", "config"] => Rule::Pools,
        ["networks" | "volumes" | "secrets" | "configs", _, "labels"]
        | ["services", _, "deploy", "labels"] => Rule::KeyValues,
        ["services" | "jobs", _, rest @ ..] => workload(rest),
        _ => Rule::Generic,
    }
}

fn workload(keys: &[&str]) -> Rule {
    match keys {
        ["annotations" | "environment" | "labels" | "sysctls"]
        | ["build", "args" | "additional_contexts" | "labels"]
        | ["volumes", _, "volume", "labels"] => Rule::KeyValues,
        ["build"] => Rule::Build,
        ["command" | "entrypoint"] | ["healthcheck", "test"] => Rule::Replace,
        ["depends_on"] => Rule::DependsOn,
        ["networks" | "models"] => Rule::Keys,
        [
            "dns" | "dns_opt" | "dns_search" | "env_file" | "label_file" | "extra_hosts" | "tmpfs",
        ]
        | ["build", "extra_hosts"] => Rule::Sequence,
        ["logging"] => Rule::Logging,
        ["ulimits", _] => Rule::Limit,
        _ => Rule::Generic,
    }
}

fn generic(run: &mut Run<'_>, base: Value, over: Value, path: Path<'_>) -> Value {
    if over.is_null() && !over.open {
        return base;
    }
    match (&base.data, &over.data) {
        (Data::Map(_), Data::Map(_)) => mappings(run, base, over, path),
        (Data::List(_), Data::List(_)) => lists(base, over),
        (Data::Map(_) | Data::List(_), _) => cannot(run, base, &over),
        _ => replace(&base, over),
    }
}

/// The later value, with the replaced value in its lineage.
pub(super) fn replace(base: &Value, mut over: Value) -> Value {
    if base.from() != over.from() {
        over.contribute(Contributor { from: base.from(), role: Role::Base });
    }
    over
}

fn cannot(run: &mut Run<'_>, mut base: Value, over: &Value) -> Value {
    let kind = match base.data {
        Data::Map(_) => "mapping",
        Data::List(_) => "list",
        _ => "single value",
    };
    if !over.open {
        let message = format!("value cannot be merged into a {kind}");
        run.problem(over.from(), ProblemCode::Merge, message);
    }
    base.open = true;
    base
}

fn lists(mut base: Value, over: Value) -> Value {
    let open = over.open;
    if let (Some(items), Data::List(more)) = (base.list_mut(), over.data) {
        append_new(items, more);
    }
    base.open |= open;
    base
}

fn mappings(run: &mut Run<'_>, mut base: Value, over: Value, path: Path<'_>) -> Value {
    let open = over.open;
    let (Some(map), Data::Map(more)) = (base.map_mut(), over.data) else { return base };
    for entry in more.into_entries() {
        match map.get_mut(&entry.key) {
            None => map.insert(entry),
            Some(known) => {
                let nothing = Value::new(known.from(), Data::Null);
                let before = std::mem::replace(known, nothing);
                *known = merge(run, before, entry.value, path.down(&entry.key));
            }
        }
    }
    base.open |= open;
    base
}

/// Merges both as mappings; the result counts as a list when single keys are looked up in it.
fn key_values(run: &mut Run<'_>, base: Value, over: Value) -> Value {
    let unlike = |value: &Value| !value.is_null() && value.map().is_none() && !value.open;
    if unlike(&base) || unlike(&over) {
        return cannot(run, base, &over);
    }
    let lineage = base.lineage.clone();
    let open = base.open || over.open;
    let mut merged = Map::of_list();
    for value in [base, over] {
        let Data::Map(map) = value.data else { continue };
        for entry in map.into_entries() {
            let mut value = entry.value.into_text();
            if let Some(known) = merged.get(&entry.key) {
                value = replace(known, value);
            }
            merged.insert(Entry { value, ..entry });
        }
    }
    Value { open, ..Value::new(lineage, Data::Map(merged)) }
}

fn sequence(base: Value, over: Value) -> Value {
    let (lineage, open) = (base.lineage.clone(), base.open || over.open);
    let mut items = as_sequence(base);
    append_new(&mut items, as_sequence(over));
    Value { open, ..Value::new(lineage, Data::List(items)) }
}

/// The items of a list, a single string, or `key=value` for each entry of a mapping.
pub(super) fn as_sequence(value: Value) -> Vec<Value> {
    match value.data {
        Data::List(items) => items,
        Data::Text(_) => vec![value],
        Data::Map(map) => {
            let mut items = Vec::new();
            for entry in map.into_entries() {
                match entry.value.data {
                    Data::List(values) => {
                        items.extend(values.iter().map(|value| pair(&entry.key, value)));
                    }
                    _ => items.push(pair(&entry.key, &entry.value)),
                }
            }
            items.sort_by(|left, right| left.text().cmp(&right.text()));
            items
        }
        _ => Vec::new(),
    }
}

/// `key=value` as a string in which the value is the part that is written.
fn pair(key: &str, value: &Value) -> Value {
    let Some(shown) = value.shown() else { return Value::implied_text(value.from(), key) };
    let mut lineage = value.lineage.clone();
    if value.open && lineage.pieces.is_empty() {
        lineage.made = Made::Open;
    }
    let lineage = lineage.behind(key.len() + 1, shown.len());
    let data = Data::Text(format!("{key}={shown}"));
    Value { open: value.open, ..Value::new(lineage, data) }
}

fn as_keys(value: Value, depends: bool) -> Value {
    let (lineage, open) = (value.lineage.clone(), value.open);
    let mut map = Map::default();
    let keys = match value.data {
        Data::Map(_) => return value,
        Data::List(items) => items,
        Data::Text(_) => vec![value],
        _ => Vec::new(),
    };
    for item in keys {
        let content = if depends { started(item.from()) } else { none(item.from()) };
        if let Some(entry) = named(&item, content) {
            map.insert(entry);
        }
    }
    Value { open, ..Value::new(lineage, Data::Map(map)) }
}

/// An entry whose key is a string.
pub(super) fn named(key: &Value, value: Value) -> Option<Entry> {
    let name = key.shown()?;
    Some(Entry { key: name.into(), key_lineage: key.lineage.clone(), value })
}

/// The meaning of a name alone in `depends_on`.
pub(super) fn started(from: Passage) -> Value {
    let mut map = Map::default();
    map.set("condition", Value::implied_text(from, "service_started"));
    map.set("required", Value::implied(from, Data::Bool(true)));
    Value::implied(from, Data::Map(map))
}

/// The meaning of a name alone in `networks`.
pub(super) fn none(from: Passage) -> Value {
    Value::implied(from, Data::Null)
}

/// A build given only by its context.
pub(super) fn as_build(value: Value) -> Value {
    match value.data {
        Data::Map(_) => value,
        Data::Text(_) => {
            let (lineage, mut map) = (value.lineage.clone(), Map::default());
            map.set("context", value);
            Value::new(lineage, Data::Map(map))
        }
        _ => Value::empty_map(value.from()),
    }
}

/// Options are merged if both use the same driver, or one of them sets none.
fn logging(run: &mut Run<'_>, base: Value, over: Value, path: Path<'_>) -> Value {
    let (Some(earlier), Some(later)) = (base.map(), over.map()) else {
        return cannot(run, base, &over);
    };
    let drivers = (earlier.get("driver"), later.get("driver"));
    match drivers {
        (Some(earlier), Some(later)) if earlier.identity() != later.identity() => {
            replace(&base, over)
        }
        _ => mappings(run, base, over, path),
    }
}

/// Address pools: pools of one subnet are merged.
fn pools(run: &mut Run<'_>, base: Value, over: &Value, path: Path<'_>) -> Value {
    let (lineage, open) = (base.lineage.clone(), base.open || over.open);
    let (Some(earlier), Some(later)) = (base.list(), over.list()) else {
        return cannot(run, base, over);
    };
    let subnet = |pool: &Value| pool.map().and_then(|map| map.get("subnet")).map(Value::identity);
    let mut pools: Vec<Value> = Vec::new();
    for original in earlier {
        let mut original = original.clone();
        // The index of the pool in the result, where it is merged further.
        let mut place: Option<usize> = None;
        for pool in later {
            let known = pools.iter().any(|other| subnet(other) == subnet(pool));
            if subnet(pool) != subnet(&original) && !known {
                pools.push(pool.clone());
                continue;
            }
            original = mappings(run, original, pool.clone(), path);
            if let Some(pool) = place.and_then(|place| pools.get_mut(place)) {
                *pool = original.clone();
            }
            let same = |other: &Value| subnet(other) == subnet(&original);
            let at = pools.iter().position(same).unwrap_or(pools.len());
            place = Some(at);
            match pools.get_mut(at) {
                Some(other) => *other = original.clone(),
                None => pools.push(original.clone()),
            }
        }
    }
    Value { open, ..Value::new(lineage, Data::List(pools)) }
}
