//! Final steps after merging: defaults, and conversion of values to the types that Compose uses.
//!
//! Source: the packages `transform` and `types` of compose-go.

use std::ops::Range;
use std::rc::Rc;

use super::canonical::{as_list, each};
use super::interpolate::boolean;
use super::merge::none;
use super::run::Run;
use super::value::{Data, Entry, Map, Value};
use crate::frontends::compose::split;
use crate::source::ProblemCode;
use crate::tree::Passage;

/// Sets the defaults of a project.
pub(super) fn defaults(project: &mut Map) {
    for section in ["services", "jobs"] {
        each(project, section, |service| {
            let Some(map) = service.map_mut() else { return };
            for entry in map.iter_mut() {
                workload_defaults(entry);
            }
        });
    }
}

fn workload_defaults(entry: &mut Entry) {
    let value = &mut entry.value;
    let from = value.from();
    match &*entry.key {
        "build" => {
            let open = value.open;
            if let Some(map) = value.map_mut().filter(|_| !open) {
                map.set_default("context", Value::implied_text(from, "."));
            }
        }
        "secrets" => maps(value, |map, item| {
            let source = map.text("source").map(|source| format!("/run/secrets/{source}"));
            if let Some(target) = source {
                map.set_default("target", Value::implied_text(item, &target));
            }
        }),
        "ports" => maps(value, |map, item| {
            map.set_default("protocol", Value::implied_text(item, "tcp"));
            map.set_default("mode", Value::implied_text(item, "ingress"));
        }),
        "gpus" => maps(value, devices),
        "volumes" => maps(value, |map, item| {
            let bind = map.get_mut("bind").and_then(Value::map_mut);
            let create = Value::implied(item, Data::Bool(true));
            if let Some(bind) = bind {
                bind.set_default("create_host_path", create);
            }
        }),
        "deploy" => {
            let mut here = Some(value);
            for key in ["resources", "reservations", "devices"] {
                here = here.and_then(Value::map_mut).and_then(|map| map.get_mut(key));
            }
            if let Some(list) = here {
                maps(list, devices);
            }
        }
        _ => {}
    }
}

fn devices(map: &mut Map, item: Passage) {
    if map.get("device_ids").is_none() {
        map.set_default("count", Value::implied_text(item, "all"));
    }
}

/// Calls a function on the mappings of a list.
fn maps(list: &mut Value, mut change: impl FnMut(&mut Map, Passage)) {
    for item in list.list_mut().into_iter().flatten() {
        let from = item.from();
        if let Some(map) = item.map_mut() {
            change(map, from);
        }
    }
}

/// Converts lists of `KEY=value` of one document to mappings, so that they merge key by key.
pub(super) fn key_values(run: &mut Run<'_>, project: &mut Map) {
    for section in ["services", "jobs"] {
        each(project, section, |service| container_key_values(run, service));
    }
    for section in ["networks", "volumes", "secrets", "configs"] {
        each(project, section, |value| {
            if let Some(labels) = value.map_mut().and_then(|map| map.get_mut("labels")) {
                mapping(run, labels);
            }
        });
    }
}

fn container_key_values(run: &mut Run<'_>, container: &mut Value) {
    for entry in container.map_mut().into_iter().flat_map(Map::iter_mut) {
        let value = &mut entry.value;
        match &*entry.key {
            "annotations" | "environment" | "labels" | "sysctls" => mapping(run, value),
            "build" => inner(value, &["args", "additional_contexts", "labels"], run),
            "deploy" => {
                inner(value, &["labels"], run);
                let mut here = Some(value);
                for key in ["resources", "reservations", "devices"] {
                    here = here.and_then(Value::map_mut).and_then(|map| map.get_mut(key));
                }
                items(here, |device| inner(device, &["options"], run));
            }
            "gpus" => items(Some(value), |device| inner(device, &["options"], run)),
            "volumes" => items(Some(value), |mount| {
                if let Some(volume) = mount.map_mut().and_then(|map| map.get_mut("volume")) {
                    inner(volume, &["labels"], run);
                }
            }),
            // One level only: hooks have no hooks.
            "pre_start" => items(Some(value), |hook| {
                inner(hook, &["annotations", "environment", "labels", "sysctls"], run);
            }),
            "post_start" | "pre_stop" => {
                items(Some(value), |hook| inner(hook, &["environment"], run));
            }
            _ => {}
        }
    }
}

fn items(list: Option<&mut Value>, change: impl FnMut(&mut Value)) {
    list.and_then(Value::list_mut).into_iter().flatten().for_each(change);
}

fn inner(value: &mut Value, keys: &[&str], run: &mut Run<'_>) {
    let Some(map) = value.map_mut() else { return };
    for key in keys {
        if let Some(value) = map.get_mut(key) {
            mapping(run, value);
        }
    }
}

/// Converts a list of `KEY=value` to a mapping.
fn mapping(run: &mut Run<'_>, value: &mut Value) {
    let Data::List(items) = &mut value.data else { return };
    let mut map = Map::of_list();
    for mut item in std::mem::take(items) {
        if item.shown().is_none() {
            run.wrong_shape(&mut item, "`KEY=value`");
            continue;
        }
        let item = item.into_text();
        let masked = item.masked();
        let split = masked.find('=');
        let key = item.part(0..split.unwrap_or(masked.len()));
        // An unknown name could be any name.
        value.open |= key.open;
        let content = match split {
            Some(at) => item.part(at + 1..masked.len()),
            None => none(item.from()),
        };
        let name: Rc<str> = key.text().unwrap_or_default().into();
        map.insert(Entry { key: name, key_lineage: key.lineage, value: content });
    }
    value.data = Data::Map(map);
}

/// Converts values to the types that Compose reads them as.
pub(super) fn types(run: &mut Run<'_>, project: &mut Map) {
    for section in ["services", "jobs"] {
        each(project, section, |service| workload_types(run, service));
    }
    for section in ["networks", "volumes", "secrets", "configs"] {
        each(project, section, |value| {
            for entry in value.map_mut().into_iter().flat_map(Map::iter_mut) {
                match &*entry.key {
                    "labels" | "driver_opts" => texts(&mut entry.value, Nulls::Empty),
                    "name" => scalar(&mut entry.value),
                    _ => {}
                }
            }
        });
    }
}

/// Treatment of a null.
#[derive(Clone, Copy)]
enum Nulls {
    /// It is kept, and means that there is no value.
    Stay,
    /// It becomes an empty string.
    Empty,
}

fn workload_types(run: &mut Run<'_>, service: &mut Value) {
    container_types(run, service);
    for entry in service.map_mut().into_iter().flat_map(Map::iter_mut) {
        let value = &mut entry.value;
        match &*entry.key {
            "expose" => items(Some(value), scalar),
            "ports" => maps(value, |map, _| {
                if let Some(published) = map.get_mut("published") {
                    scalar(published);
                }
            }),
            "build" => build_types(run, value),
            "deploy" => {
                if let Some(labels) = value.map_mut().and_then(|map| map.get_mut("labels")) {
                    texts(labels, Nulls::Empty);
                }
            }
            "healthcheck" => {
                if let Some(test) = value.map_mut().and_then(|map| map.get_mut("test")) {
                    health_test(test);
                }
            }
            "pre_start" | "post_start" | "pre_stop" => {
                items(Some(value), |hook| container_types(run, hook));
            }
            _ => {}
        }
    }
}

fn container_types(run: &mut Run<'_>, container: &mut Value) {
    for entry in container.map_mut().into_iter().flat_map(Map::iter_mut) {
        let value = &mut entry.value;
        match &*entry.key {
            "command" | "entrypoint" => command(run, value),
            "environment" => texts(value, Nulls::Stay),
            "labels" | "annotations" | "sysctls" | "storage_opt" => texts(value, Nulls::Empty),
            "extra_hosts" => hosts(run, value),
            "tmpfs" | "dns" | "dns_search" => as_list(value),
            "group_add" => items(Some(value), scalar),
            // Elsewhere interpolation converts such strings to booleans.
            "use_api_socket" | "privileged" => switch(run, value),
            "logging" => {
                if let Some(options) = value.map_mut().and_then(|map| map.get_mut("options")) {
                    texts(options, Nulls::Empty);
                }
            }
            _ => {}
        }
    }
}

fn build_types(run: &mut Run<'_>, build: &mut Value) {
    for entry in build.map_mut().into_iter().flat_map(Map::iter_mut) {
        let value = &mut entry.value;
        match &*entry.key {
            "privileged" => switch(run, value),
            "args" => texts(value, Nulls::Stay),
            "labels" | "additional_contexts" => texts(value, Nulls::Empty),
            "extra_hosts" => hosts(run, value),
            "tags" | "cache_from" | "cache_to" | "no_cache_filter" => as_list(value),
            _ => {}
        }
    }
}

/// A boolean that may be written as a string.
fn switch(run: &mut Run<'_>, value: &mut Value) {
    let Some(text) = value.text().filter(|_| !value.open) else { return };
    match boolean(text) {
        Some(on) => value.data = Data::Bool(on),
        None => run.wrong_shape(value, "a boolean"),
    }
}

fn scalar(value: &mut Value) {
    *value = value.clone().into_text();
}

/// Converts the values of a mapping to strings.
fn texts(value: &mut Value, nulls: Nulls) {
    for entry in value.map_mut().into_iter().flat_map(Map::iter_mut) {
        let value = &mut entry.value;
        if value.is_null() && !value.open && matches!(nulls, Nulls::Empty) {
            value.data = Data::Text(String::new());
        } else {
            scalar(value);
        }
    }
}

fn command(run: &mut Run<'_>, value: &mut Value) {
    if value.text().is_none() || value.open && value.masked().chars().all(is_unknown) {
        return;
    }
    if let Some(words) = words(value) {
        value.data = Data::List(words);
        value.open = false;
    } else {
        let message = "command has an unclosed quote, bracket or escape";
        run.refuse(value, ProblemCode::ShortForm, message.to_owned());
    }
}

/// The words of a command, each with its lineage.
fn words(command: &Value) -> Option<Vec<Value>> {
    let words = split(command.text()?)?;
    let value = |(text, range): (String, Range<usize>)| {
        let part = command.part(range);
        if part.text() == Some(&text) { part } else { part.rewritten(text) }
    };
    Some(words.into_iter().map(value).collect())
}

fn is_unknown(character: char) -> bool {
    character == super::value::UNKNOWN
}

/// A single string is a shell command.
fn health_test(value: &mut Value) {
    if value.text().is_some() {
        let shell = Value::implied_text(value.from(), "CMD-SHELL");
        value.data = Data::List(vec![shell, value.clone()]);
        value.open = false;
    }
}

/// Host names with their lists of addresses.
fn hosts(run: &mut Run<'_>, value: &mut Value) {
    let mut map = Map::default();
    let mut add = |key: Value, addresses: Vec<Value>| {
        let name: Rc<str> = key.text().unwrap_or_default().into();
        if let Some(known) = map.get_mut(&name).and_then(Value::list_mut) {
            known.extend(addresses);
        } else {
            let value = key.instead(Data::List(addresses));
            map.insert(Entry { key: name, key_lineage: key.lineage, value });
        }
    };
    match std::mem::replace(&mut value.data, Data::Null) {
        Data::List(items) => {
            for item in items {
                let mut item = item.into_text();
                let masked = item.masked();
                let Some(at) = masked.find('=').or_else(|| masked.find(':')) else {
                    if !item.open {
                        let message = "host has no address".to_owned();
                        run.refuse(&mut item, ProblemCode::ShortForm, message);
                    }
                    value.open = true;
                    continue;
                };
                let mut start = at + 1;
                let mut addresses = Vec::new();
                for address in masked.get(start..).unwrap_or_default().split(',') {
                    addresses.push(bare(&item.part(start..start + address.len())));
                    start += address.len() + 1;
                }
                add(item.part(0..at), addresses);
            }
        }
        Data::Map(hosts) => {
            for entry in hosts.into_entries() {
                let key = Value::implied_text(entry.key_lineage.from, &entry.key);
                let addresses = match entry.value.data {
                    Data::List(addresses) => addresses,
                    Data::Null => vec![Value::implied_text(entry.value.from(), "")],
                    _ => vec![entry.value],
                };
                let addresses = addresses.into_iter().map(|one| bare(&one.into_text()));
                add(Value { lineage: entry.key_lineage, ..key }, addresses.collect());
            }
        }
        other => {
            value.data = other;
            return;
        }
    }
    value.data = Data::Map(map);
}

/// An address without its brackets.
fn bare(address: &Value) -> Value {
    let text = address.text().unwrap_or_default();
    if text.len() > 2 && text.starts_with('[') && text.ends_with(']') {
        return address.part(1..text.len() - 1);
    }
    address.clone()
}
