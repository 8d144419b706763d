//! Projects included in other projects.

use std::collections::HashMap;
use std::rc::Rc;

use super::environment::{self, NOTHING};
use super::load::{Scope, missing_file, model, open_all, reset};
use super::merge::merge;
use super::path::{Path, folder, join, relative};
use super::project::File;
use super::read::Resets;
use super::resolve::resolve;
use super::run::Run;
use super::template::Environment;
use super::value::{Data, Entry, Map, Value};
use crate::derivation::lookup::shown;
use crate::source::ProblemCode;
use crate::tree::{Contributor, Role};

/// Maximum length of an `include` chain.
const DEPTH: usize = 20;

/// The cost of reading an included file again, in values: files that include each other from
/// several folders multiply.
const INCLUSION: u64 = 256;

const SECTIONS: [&str; 7] =
    ["services", "jobs", "volumes", "networks", "secrets", "configs", "models"];

/// The results of earlier inclusions: a file reached in two ways is read once.
#[derive(Default)]
pub(super) struct Cache {
    models: HashMap<(Vec<u32>, String, usize), Value>,
    environments: HashMap<(usize, Vec<String>), Rc<Environment>>,
}

/// One entry of `include`.
struct Inclusion {
    paths: Vec<Value>,
    folder: Option<Value>,
    environment: Vec<Value>,
}

/// Merges the included files of a document into it; the document's own values win.
pub(super) fn apply(
    run: &mut Run<'_>,
    file: File<'_>,
    document: &mut Value,
    resets: &Resets,
    scope: &mut Scope<'_>,
) {
    let Some(mut include) = document.map_mut().and_then(|map| map.remove("include")) else {
        return;
    };
    let Data::List(entries) = &mut include.value.data else {
        if !include.value.is_null() {
            run.wrong_shape(&mut include.value, "a list");
            open_all(document);
        }
        return;
    };
    for entry in std::mem::take(entries) {
        let included =
            Inclusion::read(run, entry).and_then(|inclusion| inclusion.model(run, file, scope));
        match included {
            Some(model) => import(run, model, document, resets),
            None => open_all(document),
        }
    }
}

impl Inclusion {
    fn read(run: &mut Run<'_>, mut entry: Value) -> Option<Self> {
        if entry.text().is_some() {
            return Some(Self { paths: vec![entry], folder: None, environment: Vec::new() });
        }
        let Some(map) = entry.map_mut() else {
            run.wrong_shape(&mut entry, "a path or a mapping");
            return None;
        };
        let mut list = |key| match map.remove(key).map(|entry| entry.value) {
            Some(Value { data: Data::List(items), .. }) => items,
            Some(value) if value.text().is_some() => vec![value],
            _ => Vec::new(),
        };
        let (paths, environment) = (list("path"), list("env_file"));
        let folder = map.remove("project_directory").map(|entry| entry.value);
        let texts = paths.iter().chain(&environment).chain(&folder);
        let unclear = texts.clone().any(|value| value.text().is_none() || value.open);
        if paths.is_empty() || unclear && texts.clone().all(|value| !value.open) {
            run.wrong_shape(&mut entry, "a path or a mapping with `path`");
        }
        (!paths.is_empty() && !unclear).then_some(Self { paths, folder, environment })
    }

    /// The merged content of the included files, with paths relative to the including project.
    fn model(&self, run: &mut Run<'_>, file: File<'_>, scope: &mut Scope<'_>) -> Option<Value> {
        let text = |value: &Value| value.text().unwrap_or_default().to_owned();
        let mut files = Vec::new();
        for path in &self.paths {
            let name = shown(scope.folder, &text(path));
            let Some(found) = run.files.at(&name) else {
                missing_file(run, path.from(), &name);
                return None;
            };
            let fault = if found.number == file.number || scope.chain.contains(&found.number) {
                Some((ProblemCode::ReferenceCycle, format!("`{name}` includes itself")))
            } else if scope.chain.len() >= DEPTH {
                let message = format!("`include` chain has more than {DEPTH} files");
                Some((ProblemCode::TooDeep, message))
            } else {
                None
            };
            if let Some((code, message)) = fault {
                run.problem(path.from(), code, message);
                return None;
            }
            files.push(found);
        }
        let main = files.first()?;
        let below = match &self.folder {
            Some(folder) => join(scope.folder, &text(folder)),
            None => folder(main.path).to_owned(),
        };
        let environment = self.environment(run, &below, scope);
        let numbers: Vec<u32> = files.iter().map(|file| file.number).collect();
        for number in &numbers {
            if !run.included.contains(number) {
                run.included.push(*number);
            }
        }
        // The same environment has the same address in memory.
        let identity = Rc::as_ptr(&environment) as usize;
        let key = (numbers, format!("{}\n{below}", scope.folder), identity);
        if let Some(known) = scope.included.models.get(&key) {
            let from = self.paths.first().map(Value::from).unwrap_or_default();
            return run.affords_copy(known, from).then(|| self.brought_in(known.clone()));
        }
        if !run.affords(INCLUSION) {
            run.too_much(self.paths.first().map(Value::from).unwrap_or_default());
            return None;
        }
        let chain: Vec<u32> = scope.chain.iter().copied().chain([file.number]).collect();
        let mut inner = model(run, &files, &below, &environment, &chain, scope.included);
        if let Some(map) = inner.map_mut() {
            resolve(map, &relative(scope.folder, &below));
        }
        scope.included.models.insert(key, inner.clone());
        Some(self.brought_in(inner))
    }

    /// Marks the included content with the `include` that brought it in.
    fn brought_in(&self, mut model: Value) -> Value {
        if let Some(path) = self.paths.first() {
            model.contribute(Contributor { from: path.from(), role: Role::Included });
        }
        model
    }

    /// The outer variables, and those of the included project's own files.
    fn environment(
        &self,
        run: &mut Run<'_>,
        below: &str,
        scope: &mut Scope<'_>,
    ) -> Rc<Environment> {
        let files = self.environment.iter().map(|file| (file.text().unwrap_or_default(), file));
        let mut paths = Vec::new();
        for (name, value) in files.filter(|(name, _)| *name != NOTHING) {
            let path = shown(scope.folder, name);
            if run.files.at(&path).is_none() {
                missing_file(run, value.from(), &path);
            }
            paths.push(path);
        }
        let named = !self.environment.is_empty();
        if !named {
            paths.push(join(below, ".env"));
        }
        let key = (Rc::as_ptr(scope.environment) as usize, paths);
        if let Some(known) = scope.included.environments.get(&key) {
            return Rc::clone(known);
        }
        let inner = Rc::new(environment::with_files(run, scope.environment, &key.1, named));
        scope.included.environments.insert(key, Rc::clone(&inner));
        inner
    }
}

fn import(run: &mut Run<'_>, model: Value, document: &mut Value, resets: &Resets) {
    let open = model.open;
    let Data::Map(mut model) = model.data else { return };
    let Some(target) = document.map_mut() else { return };
    for section in SECTIONS {
        let Some(from) = model.remove(section) else { continue };
        if from.value.map().is_none() {
            continue;
        }
        if target.get(section).is_none_or(Value::is_null) {
            let empty = Value { open: from.value.open, ..Value::empty_map(from.value.from()) };
            target.insert(Entry { value: empty, ..from.clone() });
        }
        let Some(to) = target.get_mut(section) else { continue };
        to.open |= from.value.open;
        let (Data::Map(from), Some(to)) = (from.value.data, to.map_mut()) else { continue };
        for entry in from.into_entries() {
            bring(run, section, entry, to, resets);
        }
    }
    if open {
        open_all(document);
    }
}

/// Merges one entry in. An existing one is merged over it, unless both are the same.
fn bring(run: &mut Run<'_>, section: &str, entry: Entry, to: &mut Map, resets: &Resets) {
    let Some(own) = to.get_mut(&entry.key) else { return to.insert(entry) };
    if own.identity() == entry.value.identity() {
        return;
    }
    let from = entry.value.from();
    let (mut inner, mut root) = (Map::default(), Map::default());
    inner.set(&entry.key, entry.value);
    root.set(section, Value::new(from, Data::Map(inner)));
    let mut root = Value::new(from, Data::Map(root));
    reset(&mut root, resets);
    let base = root
        .map_mut()
        .and_then(|map| map.get_mut(section))
        .and_then(Value::map_mut)
        .and_then(|map| map.remove(&entry.key));
    let Some(base) = base else { return };
    let nothing = Value::new(own.from(), Data::Null);
    let over = std::mem::replace(own, nothing);
    let above = Path::ROOT.down(section);
    *own = merge(run, base.value, over, above.down(&entry.key));
}
