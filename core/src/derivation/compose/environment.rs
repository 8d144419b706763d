//! Sources of variables: `.env` files, and the environment files of services.

use std::rc::Rc;

use super::canonical::each;
use super::interpolate::boolean;
use super::load::missing_file;
use super::run::Run;
use super::template::{Environment, Known, Variable, substitute};
use super::value::{Data, Entry, Map, Value, weight};
use crate::derivation::lookup::shown;
use crate::source::ProblemCode;
use crate::tree::{Contributor, Dialect, Lineage, NodeRef, Passage, Role, Style};

/// The path that means "no file".
pub(super) const NOTHING: &str = "/dev/null";

/// The format of a file whose values are used as written.
pub(super) const RAW: &str = "raw";

/// The variables of an environment and, for names that it does not have, those of files.
pub(super) fn with_files(
    run: &mut Run<'_>,
    outer: &Environment,
    paths: &[String],
    named: bool,
) -> Environment {
    let mut inner = Environment { complete: outer.complete, ..Environment::default() };
    for path in paths {
        let read = file(run, path, &[outer], &mut inner);
        // The default file is optional; a referenced file that is missing leaves values unknown.
        inner.complete &= read || !named;
    }
    for (name, variable) in &outer.variables {
        inner.variables.insert(Rc::clone(name), variable.clone());
    }
    inner
}

/// A variable of the first environment that has it.
fn first<'e>(before: &[&'e Environment], own: &'e Environment, name: &str) -> Known<'e> {
    let found = before.iter().find(|environment| environment.variables.contains_key(name));
    found.unwrap_or(&own).lookup(name)
}

/// Reads a file's variables into an environment; `false` if the file does not exist. Variables in
/// its values are resolved from the environments before it, then from its own.
fn file(run: &mut Run<'_>, path: &str, before: &[&Environment], into: &mut Environment) -> bool {
    let found = run.files.at(path).filter(|file| file.tree.dialect() == Dialect::Text);
    let Some(found) = found else { return false };
    let source = run.uses(found.number);
    for (_, root) in found.tree.documents() {
        for (key, value) in root.own_entries() {
            let from = Passage::of(source, value);
            let name = key.text();
            if let Some(variable) = content(run, name, value, from, before, into) {
                into.variables.insert(name.into(), variable);
            }
        }
    }
    true
}

/// The content of a variable of a file; `None` if it has no value.
fn content(
    run: &mut Run<'_>,
    name: &str,
    value: NodeRef<'_>,
    from: Passage,
    before: &[&Environment],
    own: &Environment,
) -> Option<Variable> {
    let made = |value: &str, open, lineage| Variable { value: value.to_owned(), open, lineage };
    if value.is_absent() {
        return match first(before, own, name) {
            Known::Value(value, from) => Some(made(value, false, from.into())),
            Known::Unset => None,
            Known::Open | Known::Elsewhere => Some(made("", true, from.into())),
        };
    }
    let written = value.text();
    if value.style() == Style::SingleQuoted {
        return Some(made(written, false, from.into()));
    }
    Some(match substitute(written, from, &|name| first(before, own, name)) {
        Ok(text) if !run.affords(weight(text.content.len())) => {
            run.too_much(from);
            made("", true, from.into())
        }
        // Most values contain no variable.
        Ok(text) if text.content == written => made(written, text.is_open(), from.into()),
        Ok(text) => {
            let lineage = Lineage::of_pieces(from, text.pieces.clone());
            made(&text.content, text.is_open(), lineage)
        }
        Err(fault) => {
            run.problem(from, ProblemCode::Interpolation, fault.message());
            made(written, true, from.into())
        }
    })
}

/// Sets names without a value in lists of variables to their value in the environment.
pub(super) fn pass_through(project: &mut Map, environment: &Environment) {
    for section in ["services", "jobs"] {
        each(project, section, |service| {
            let variables = service.map_mut().and_then(|map| map.get_mut("environment"));
            let Some(map) = variables.and_then(Value::map_mut).filter(|map| map.from_list) else {
                return;
            };
            for entry in map.iter_mut().filter(|entry| entry.value.is_null()) {
                if let Known::Value(..) = environment.lookup(&entry.key) {
                    resolve(entry, environment);
                }
            }
        });
    }
}

/// Sets every name without a value, and reads the environment and label files.
pub(super) fn finish(
    run: &mut Run<'_>,
    project: &mut Map,
    environment: &Environment,
    folder: &str,
) {
    for section in ["services", "jobs"] {
        each(project, section, |service| {
            container(run, service, environment, folder);
            let Some(map) = service.map_mut() else { return };
            let hooks = map.get_mut("pre_start").and_then(Value::list_mut);
            for hook in hooks.into_iter().flatten() {
                container(run, hook, environment, folder);
            }
            let build = map.get_mut("build").and_then(Value::map_mut);
            if let Some(arguments) = build.and_then(|build| build.get_mut("args")) {
                let Some(map) = arguments.map_mut() else { return };
                map.iter_mut().for_each(|entry| resolve(entry, environment));
                map.retain(|entry| !entry.value.is_null());
            }
        });
    }
}

/// Sets the value of a name without one; leaves it unset if the environment has none either.
fn resolve(entry: &mut Entry, environment: &Environment) {
    if !entry.value.is_null() || entry.value.open {
        return;
    }
    let found = environment.variables.get(&entry.key);
    let (text, open) = match environment.lookup(&entry.key) {
        Known::Value(value, _) => (value.to_owned(), false),
        Known::Open | Known::Elsewhere => (String::new(), true),
        Known::Unset => return,
    };
    let mut lineage = found.map_or_else(|| entry.value.lineage.clone(), |one| one.lineage.clone());
    // The name alone refers to the value.
    lineage.add(Contributor { from: entry.key_lineage.from, role: Role::Expression });
    entry.value = Value { lineage, open, data: Data::Text(text) };
}

fn container(run: &mut Run<'_>, container: &mut Value, environment: &Environment, folder: &str) {
    let from = container.from();
    let Some(map) = container.map_mut() else { return };
    if let Some(own) = map.get_mut("environment").and_then(Value::map_mut) {
        own.iter_mut().for_each(|entry| resolve(entry, environment));
    }
    let kinds = [("env_file", "environment", Some(environment)), ("label_file", "labels", None)];
    for (named, key, environment) in kinds {
        let files = Named::list(map, named);
        if files.is_empty() {
            continue;
        }
        let mut own = match map.get_mut(key) {
            Some(own) => std::mem::replace(own, Value::new(own.lineage.clone(), Data::Null)),
            None => Value::implied(from, Data::Null),
        };
        if own.is_null() {
            own.data = Data::Map(Map::default());
        }
        variables(run, &mut own, &files, environment, folder);
        let nothing = own.map().is_some_and(Map::is_empty) && !own.open;
        if map.get(key).is_some() || !nothing {
            map.set(key, own);
        }
    }
}

/// Merges the variables of files under existing ones. Their values may reference variables of the
/// project and of the service; without an environment, only those of the preceding files.
fn variables(
    run: &mut Run<'_>,
    own: &mut Value,
    files: &[Named],
    environment: Option<&Environment>,
    folder: &str,
) {
    let complete = environment.is_none_or(|environment| environment.complete);
    let mut gathered = Environment { complete, ..Environment::default() };
    let visible = own.map().filter(|_| environment.is_some());
    for entry in visible.into_iter().flat_map(Map::iter) {
        let Some(value) = entry.value.shown() else { continue };
        let lineage = entry.value.lineage.clone();
        let variable = Variable { value, open: entry.value.open, lineage };
        gathered.variables.insert(Rc::clone(&entry.key), variable);
    }
    let service = gathered.clone();
    let before: Vec<&Environment> = environment.into_iter().chain([&service]).collect();
    for named in files {
        let path = named.path.as_ref().map(|path| shown(folder, path));
        if path.as_deref() == Some(NOTHING) {
            continue;
        }
        let read = path.as_ref().is_some_and(|path| file(run, path, &before, &mut gathered));
        if !read {
            let required = named.required != Some(false);
            if let (Some(path), Some(true)) = (&path, named.required) {
                missing_file(run, named.from, path);
            }
            own.open |= !complete || required;
        }
    }
    let Some(map) = own.map_mut() else { return };
    let mut more: Vec<(Rc<str>, Variable)> = gathered.variables.into_iter().collect();
    more.sort_by_key(|(_, variable)| (variable.lineage.from.source, variable.lineage.from.node));
    for (key, variable) in more {
        if map.get(&key).is_some() {
            continue;
        }
        // In a file, the name immediately precedes its value.
        let from = variable.lineage.from;
        let key_lineage = Lineage::implied(Passage { node: from.node.saturating_sub(1), ..from });
        let data = Data::Text(variable.value);
        let value = Value { open: variable.open, ..Value::new(variable.lineage, data) };
        map.insert(Entry { key, key_lineage, value });
    }
}

/// A file that a service references.
struct Named {
    /// `None` if it contains a variable, or the file has another format.
    path: Option<String>,
    /// `None` if not known.
    required: Option<bool>,
    from: Passage,
}

impl Named {
    fn list(map: &Map, key: &str) -> Vec<Self> {
        let items = map.get(key).and_then(Value::list).unwrap_or_default();
        items.iter().map(Self::read).collect()
    }

    fn read(item: &Value) -> Self {
        let map = item.map();
        let path = map.map_or(Some(item), |map| map.get("path"));
        let format = map.and_then(|map| map.text("format")).unwrap_or_default();
        let plain = matches!(format, "" | ".env" | RAW);
        let required = map.and_then(|map| map.get("required"));
        let known = path.filter(|path| plain && !path.open).and_then(Value::text);
        Self {
            path: known.map(str::to_owned),
            required: match required {
                Some(required) if required.open => None,
                Some(Value { data: Data::Bool(required), .. }) => Some(*required),
                Some(required) => Some(required.text().and_then(boolean).unwrap_or(true)),
                None => Some(true),
            },
            from: path.map_or(item.from(), Value::from),
        }
    }
}
