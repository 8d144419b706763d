//! Merges the files of a project, document by document.
//!
//! Source: the package `loader` of compose-go.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use super::canonical::canonical;
use super::environment::pass_through;
use super::finish::{defaults, key_values};
use super::interpolate::interpolate;
use super::merge::merge;
use super::path::Path;
use super::project::File;
use super::read::{Resets, read};
use super::run::Run;
use super::template::Environment;
use super::unique::unique;
use super::value::{Data, Map, Value};
use super::{extends, include};
use crate::source::ProblemCode;
use crate::tree::Passage;

/// The shared state of the files of one load.
pub(super) struct Scope<'s> {
    /// The folder that relative paths are resolved against.
    pub(super) folder: &'s str,
    pub(super) environment: &'s Rc<Environment>,
    /// The files that are being included, the outermost first.
    pub(super) chain: &'s [u32],
    /// Files that services extend, by their path.
    pub(super) extended: &'s mut HashMap<String, Rc<extends::Source>>,
    pub(super) included: &'s mut include::Cache,
}

/// The merged content of files.
pub(super) fn model(
    run: &mut Run<'_>,
    files: &[File<'_>],
    folder: &str,
    environment: &Rc<Environment>,
    chain: &[u32],
    included: &mut include::Cache,
) -> Value {
    let mut extended = HashMap::new();
    let mut model: Option<Value> = None;
    for file in files {
        let scope = Scope { folder, environment, chain, extended: &mut extended, included };
        model = layer(run, *file, model, scope);
    }
    let source = files.first().map_or(0, |file| run.uses(file.number));
    let nothing = Passage { source, ..Passage::default() };
    // Files that could not be read may contain anything.
    let nothing = Value { open: true, ..Value::empty_map(nothing) };
    let mut model = model.unwrap_or(nothing);
    if let Some(map) = model.map_mut() {
        defaults(map);
        pass_through(map, environment);
    }
    model
}

/// Merges a file over the previous model.
fn layer(
    run: &mut Run<'_>,
    file: File<'_>,
    mut model: Option<Value>,
    mut scope: Scope<'_>,
) -> Option<Value> {
    let source = run.uses(file.number);
    for (_, root) in file.tree.documents() {
        let (document, resets) = read(run, source, root);
        let Some(mut document) = document else { continue };
        if !prepare(run, &mut document, scope.environment) {
            continue;
        }
        include::apply(run, file, &mut document, &resets, &mut scope);
        if let Some(model) = &mut model {
            reset(model, &resets);
        }
        extends::apply(run, file, &mut document, resets, &mut scope);
        model = Some(over(run, model, document));
    }
    model
}

/// A single file, for services of others to extend.
pub(super) fn alone(
    run: &mut Run<'_>,
    file: File<'_>,
    environment: &Environment,
) -> (Option<Value>, Resets) {
    let source = run.uses(file.number);
    let mut model = None;
    let mut last = Resets::new();
    for (_, root) in file.tree.documents() {
        let (document, resets) = read(run, source, root);
        let Some(mut document) = document else { continue };
        if !prepare(run, &mut document, environment) {
            continue;
        }
        if let Some(model) = &mut model {
            reset(model, &resets);
        }
        model = Some(over(run, model, document));
        last = resets;
    }
    (model, last)
}

/// Replaces variables; `false` for a document that is not a project.
fn prepare(run: &mut Run<'_>, document: &mut Value, environment: &Environment) -> bool {
    if document.map().is_none() {
        run.wrong_shape(document, "a mapping at the top level");
        return false;
    }
    interpolate(run, document, environment, Path::ROOT);
    if let Some(map) = document.map_mut() {
        key_values(run, map);
    }
    true
}

/// Merges a document over the previous model, in long form.
fn over(run: &mut Run<'_>, model: Option<Value>, document: Value) -> Value {
    let mut model = match model {
        Some(model) => merge(run, model, document, Path::ROOT),
        None => document,
    };
    unique(run, &mut model, Path::ROOT);
    if let Some(map) = model.map_mut() {
        canonical(run, map);
    }
    // A range of ports may contain one that another item publishes.
    unique(run, &mut model, Path::ROOT);
    model
}

/// Removes the values that a later document resets. Items of lists cannot be reset.
pub(super) fn reset(model: &mut Value, resets: &Resets) {
    let mut keys: BTreeMap<&[Rc<str>], HashSet<&str>> = BTreeMap::new();
    for (last, above) in resets.iter().filter_map(|path| path.split_last()) {
        keys.entry(above).or_default().insert(last);
    }
    for (above, keys) in keys {
        let mut here = Some(&mut *model);
        for key in above {
            here = here.and_then(writable).and_then(|map| map.get_mut(key));
        }
        if let Some(map) = here.and_then(writable) {
            map.retain(|entry| !keys.contains(&*entry.key));
        }
    }
}

fn writable(value: &mut Value) -> Option<&mut Map> {
    value.map_mut().filter(|map| !map.from_list)
}

/// Marks every section as possibly incomplete.
pub(super) fn open_all(model: &mut Value) {
    const SECTIONS: [&str; 7] =
        ["services", "jobs", "volumes", "networks", "secrets", "configs", "models"];
    model.open = true;
    for section in SECTIONS {
        if let Some(value) = model.map_mut().and_then(|map| map.get_mut(section)) {
            value.open |= matches!(value.data, Data::Map(_));
        }
    }
}

/// Reports a file that is referenced but not found: once for each text, even if several values
/// reference it.
pub(super) fn missing_file(run: &mut Run<'_>, from: Passage, path: &str) {
    if run.missing.insert((from.source, path.to_owned())) {
        if run.files.at(path).is_some() {
            let message =
                format!("`{path}` is a Compose file and was not read as an environment file");
            run.problem(from, ProblemCode::MissingReference, message);
        } else {
            missing(run, from, &format!("`{path}`"));
        }
    }
}

/// Reports a reference to a file or service that is not found.
pub(super) fn missing(run: &mut Run<'_>, from: Passage, what: &str) {
    let message = format!("{what} not found in the input");
    run.problem(from, ProblemCode::MissingReference, message);
}
