//! Converts short forms to long forms, file by file.
//!
//! Source: the package `transform` of compose-go.

use super::merge::{as_build, named, none, started};
use super::ports;
use super::run::Run;
use super::value::{Data, Entry, Map, Value};
use super::volumes;
use crate::source::ProblemCode;
use crate::tree::Passage;

const SECTIONS: [&str; 6] = ["services", "jobs", "networks", "volumes", "secrets", "configs"];

/// Converts every attribute of a project to its long form.
pub(super) fn canonical(run: &mut Run<'_>, project: &mut Map) {
    for section in SECTIONS {
        let value = project.get_mut(section);
        let odd = value.filter(|value| value.map().is_none() && !value.is_null() && !value.open);
        if let Some(value) = odd {
            run.wrong_shape(value, "a mapping");
        }
    }
    for (section, is_service) in [("services", true), ("jobs", false)] {
        each(project, section, |value| {
            if value.map().is_some() {
                workload(run, value, is_service);
            } else if !value.is_null() && !value.open {
                run.wrong_shape(value, "a mapping");
            }
        });
    }
    for section in ["networks", "volumes", "secrets", "configs"] {
        each(project, section, |value| external(run, value));
    }
}

/// Calls a function on the values of the mapping under a key.
pub(super) fn each(map: &mut Map, key: &str, mut change: impl FnMut(&mut Value)) {
    if let Some(section) = map.get_mut(key).and_then(Value::map_mut) {
        section.iter_mut().for_each(|entry| change(&mut entry.value));
    }
}

fn workload(run: &mut Run<'_>, service: &mut Value, is_service: bool) {
    container(run, service);
    let Some(map) = service.map_mut() else { return };
    for entry in map.iter_mut() {
        let value = &mut entry.value;
        match &*entry.key {
            "build" => build(run, value),
            "depends_on" => depends_on(run, value),
            "extends" if value.text().is_some() => wrap(value, "service"),
            "ports" => published(run, value),
            "triggers" if !is_service => schedules(value),
            "pre_start" if is_service => {
                value.list_mut().into_iter().flatten().for_each(|hook| container(run, hook));
            }
            _ => {}
        }
    }
    if let Some(items) = map.get_mut("dns").and_then(Value::list_mut) {
        items.retain(|item| item.open || item.shown().is_some_and(|text| !text.is_empty()));
    }
}

/// The attributes that services, jobs and `pre_start` have in common.
fn container(run: &mut Run<'_>, container: &mut Value) {
    let Some(map) = container.map_mut() else { return };
    for entry in map.iter_mut() {
        let value = &mut entry.value;
        match &*entry.key {
            "env_file" => env_files(run, value),
            "label_file" | "dns" => {
                as_list(value);
                if !value.is_null() && !value.open && !matches!(value.data, Data::List(_)) {
                    run.wrong_shape(value, "a string or a list");
                }
            }
            "gpus" => gpus(run, value),
            "networks" | "models" => keys(run, value, none),
            "volumes" => items(value, |item| mount(run, item)),
            "devices" => items(value, |item| device(run, item)),
            "secrets" | "configs" => items(value, |item| file(run, item)),
            "ulimits" => limits(run, value),
            _ => {}
        }
    }
}

fn items(value: &mut Value, mut change: impl FnMut(&mut Value)) {
    value.list_mut().into_iter().flatten().for_each(&mut change);
}

/// Wraps a single string in a list.
pub(super) fn as_list(value: &mut Value) {
    if value.text().is_some() {
        let item = value.clone();
        value.data = Data::List(vec![item]);
        value.open = false;
    }
}

/// Makes a single string the value of a key.
fn wrap(value: &mut Value, key: &str) {
    let inner = value.clone();
    let mut map = Map::default();
    map.set(key, inner);
    value.data = Data::Map(map);
    value.open = false;
}

fn build(run: &mut Run<'_>, value: &mut Value) {
    if value.text().is_some() {
        *value = as_build(value.clone());
        value.open = false;
        return;
    }
    let Some(map) = value.map_mut() else { return run.wrong_shape(value, "a mapping or a string") };
    for entry in map.iter_mut() {
        let value = &mut entry.value;
        match &*entry.key {
            "secrets" => items(value, |item| file(run, item)),
            "ulimits" => limits(run, value),
            "ssh" => ssh(run, value),
            "provenance" | "sbom" => *value = value.clone().into_text(),
            _ => {}
        }
    }
}

/// Converts a list of names to the keys of a mapping.
fn keys(run: &mut Run<'_>, value: &mut Value, content: fn(Passage) -> Value) {
    let Data::List(items) = &mut value.data else { return };
    let mut map = Map::default();
    let mut open = value.open;
    for mut item in std::mem::take(items) {
        open |= item.open;
        match named(&item, content(item.from())) {
            Some(entry) => map.insert(entry),
            None => run.wrong_shape(&mut item, "a name"),
        }
    }
    value.open = open;
    value.data = Data::Map(map);
}

fn depends_on(run: &mut Run<'_>, value: &mut Value) {
    keys(run, value, started);
    let Some(map) = value.map_mut() else { return run.wrong_shape(value, "a list or a mapping") };
    for entry in map.iter_mut() {
        let from = entry.value.from();
        match entry.value.map_mut() {
            Some(dependency) => {
                let Data::Map(defaults) = started(from).data else { continue };
                for Entry { key, value, .. } in defaults.into_entries() {
                    dependency.set_default(&key, value);
                }
            }
            None => run.wrong_shape(&mut entry.value, "a mapping"),
        }
    }
}

fn published(run: &mut Run<'_>, value: &mut Value) {
    let Data::List(items) = &mut value.data else { return run.wrong_shape(value, "a list") };
    let mut ports = Vec::new();
    for mut item in std::mem::take(items) {
        match &item.data {
            Data::Text(_) | Data::Integer(_) => ports.push(ports::expand(run, item)),
            Data::Map(_) => ports.push(item),
            _ => {
                run.wrong_shape(&mut item, "a port");
                ports.push(item);
            }
        }
    }
    *items = ports;
}

fn mount(run: &mut Run<'_>, item: &mut Value) {
    match &item.data {
        Data::Map(_) => {}
        Data::Text(_) => *item = volumes::expand(run, item.clone()),
        _ => run.wrong_shape(item, "a mount"),
    }
}

/// `source:target:permissions`.
fn device(run: &mut Run<'_>, item: &mut Value) {
    match &item.data {
        Data::Map(_) => return,
        Data::Text(_) => {}
        _ => return run.wrong_shape(item, "a device"),
    }
    let masked = item.masked();
    let mut parts = Vec::new();
    let mut at = 0;
    for part in masked.split(':') {
        parts.push(item.part(at..at + part.len()));
        at += part.len() + 1;
    }
    let mut parts = parts.into_iter();
    let (Some(source), target, permissions, None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        let message = "too many colons".to_owned();
        return run.refuse(item, ProblemCode::ShortForm, message);
    };
    let target = target.filter(|target| target.open || target.text() != Some(""));
    let mut map = Map::default();
    map.set("target", target.unwrap_or_else(|| source.clone()));
    map.set("source", source);
    let all = || Value::implied_text(item.from(), "rwm");
    map.set("permissions", permissions.unwrap_or_else(all));
    item.data = Data::Map(map);
    item.open = false;
}

/// A secret or config given only by name.
fn file(run: &mut Run<'_>, item: &mut Value) {
    match &item.data {
        Data::Map(_) => {}
        Data::Text(_) => wrap(item, "source"),
        _ => run.wrong_shape(item, "a name or a mapping"),
    }
}

fn env_files(run: &mut Run<'_>, value: &mut Value) {
    as_list(value);
    let Data::List(items) = &mut value.data else { return run.wrong_shape(value, "a list") };
    for item in items {
        if item.text().is_some() {
            wrap(item, "path");
        }
        let required = Value::implied(item.from(), Data::Bool(true));
        match item.map_mut() {
            Some(map) => map.set_default("required", required),
            None => run.wrong_shape(item, "a path or a mapping"),
        }
    }
}

fn gpus(run: &mut Run<'_>, value: &mut Value) {
    if value.text().is_some() {
        let (mut map, mut count) = (Map::default(), value.clone());
        if !value.open {
            count = Value::implied_text(value.from(), "all");
        }
        map.set("count", count);
        value.data = Data::List(vec![value.instead(Data::Map(map))]);
        value.open = false;
    }
    if value.list().is_none() {
        run.wrong_shape(value, "`all` or a list");
    }
}

fn limits(run: &mut Run<'_>, value: &mut Value) {
    for entry in value.map_mut().into_iter().flat_map(Map::iter_mut) {
        let known = matches!(entry.value.data, Data::Map(_) | Data::Integer(_));
        if !known && !entry.value.open {
            run.wrong_shape(&mut entry.value, "a whole number or a mapping");
        }
    }
}

/// `id=path`, or `default` alone.
fn ssh(run: &mut Run<'_>, value: &mut Value) {
    let Data::List(items) = &mut value.data else { return };
    let mut map = Map::default();
    for mut item in std::mem::take(items) {
        let masked = item.masked();
        let path = masked.find('=').map(|at| item.part(at + 1..masked.len()));
        if path.is_none() && masked != "default" && !item.open {
            let message = "expected `default` or `id=path`".to_owned();
            run.refuse(&mut item, ProblemCode::ShortForm, message);
        }
        let id = item.part(0..masked.find('=').unwrap_or(masked.len()));
        let path = path.unwrap_or_else(|| none(item.from()));
        map.insert(Entry {
            key: id.text().unwrap_or_default().into(),
            key_lineage: id.lineage,
            value: path,
        });
    }
    value.data = Data::Map(map);
}

fn schedules(triggers: &mut Value) {
    let schedules = triggers.map_mut().and_then(|map| map.get_mut("schedule"));
    for item in schedules.and_then(Value::list_mut).into_iter().flatten() {
        if item.text().is_some() {
            wrap(item, "cron");
        }
    }
}

/// The old form `external: {name: x}`.
fn external(run: &mut Run<'_>, value: &mut Value) {
    if value.is_null() || value.open {
        return;
    }
    let Some(map) = value.map_mut() else { return run.wrong_shape(value, "a mapping") };
    let Some(external) = map.get_mut("external") else { return };
    let Data::Map(inner) = &mut external.data else { return };
    let name = inner.remove("name");
    external.data = Data::Bool(true);
    let Some(name) = name else { return };
    let known = map.get("name").map(Value::identity);
    if known.as_ref().is_some_and(|known| *known != name.value.identity()) {
        let message = "`name` and `external.name` differ".to_owned();
        run.problem(name.value.from(), ProblemCode::Merge, message);
    } else if known.is_none() {
        map.insert(name);
    }
}
