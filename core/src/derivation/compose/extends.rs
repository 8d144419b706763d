//! Merges services over the services that they extend.

use std::rc::Rc;

use super::load::{Scope, alone, missing, missing_file, reset};
use super::merge::merge;
use super::path::{Path, folder, relative};
use super::project::File;
use super::read::Resets;
use super::resolve::resolve;
use super::run::Run;
use super::value::{Map, Value};
use crate::derivation::lookup::shown;
use crate::source::ProblemCode;
use crate::tree::{Contributor, Passage, Role};

/// Maximum length of an `extends` chain.
const DEPTH: usize = 40;

/// The services of a document or file, not yet merged over those that they extend.
#[derive(Debug)]
pub(super) struct Source {
    tree: u32,
    services: Map,
    /// The paths that the document resets.
    resets: Resets,
}

/// Merges every service of a document over the one that it extends.
pub(super) fn apply(
    run: &mut Run<'_>,
    file: File<'_>,
    document: &mut Value,
    resets: Resets,
    scope: &mut Scope<'_>,
) {
    let resets = Rc::new(resets);
    for section in ["services", "jobs"] {
        let Some(services) = document.map_mut().and_then(|map| map.get_mut(section)) else {
            continue;
        };
        if services.map().is_none() && !services.open {
            run.wrong_shape(services, "a mapping");
        }
        let extends = |value: &Value| value.map().is_some_and(|map| map.get("extends").is_some());
        let Some(map) = services.map_mut().filter(|map| map.iter().any(|one| extends(&one.value)))
        else {
            continue;
        };
        let source =
            Source { tree: file.number, services: map.clone(), resets: Resets::clone(&resets) };
        let source = Rc::new(source);
        for entry in map.iter_mut().filter(|entry| extends(&entry.value)) {
            let mut chain = Vec::new();
            if let Some(merged) = service(run, &source, &entry.key, scope, &mut chain) {
                entry.value = merged;
            }
        }
    }
}

/// A service of a source, merged over the one that it extends.
// INVARIANT: `DEPTH` bounds the recursion.
fn service(
    run: &mut Run<'_>,
    source: &Rc<Source>,
    name: &str,
    scope: &mut Scope<'_>,
    chain: &mut Vec<(u32, String)>,
) -> Option<Value> {
    let mut own = source.services.get(name)?.clone();
    let Some(extends) = own.map().and_then(|map| map.get("extends")).cloned() else {
        return Some(own);
    };
    let Some(reference) = Reference::read(run, &extends) else {
        own.open = true;
        return Some(own);
    };
    let link = (source.tree, name.to_owned());
    let fault = if chain.contains(&link) {
        Some((ProblemCode::ReferenceCycle, format!("`{name}` extends itself")))
    } else if chain.len() >= DEPTH {
        let message = format!("`extends` chain has more than {DEPTH} services");
        Some((ProblemCode::TooDeep, message))
    } else {
        None
    };
    if let Some((code, message)) = fault {
        run.problem(extends.from(), code, message);
        own.open = true;
        return Some(own);
    }
    let Some(target) = reference.source(run, source, scope) else {
        own.open = true;
        return Some(own);
    };
    if target.services.get(&reference.service).is_none() {
        missing(run, reference.from, &format!("service `{}`", reference.service));
        own.open = true;
        return Some(own);
    }
    let extended = (target.tree, reference.service.clone());
    run.extended.insert(extended);
    chain.push(link);
    let base = service(run, &target, &reference.service, scope, chain);
    let Some(mut base) = base.filter(|base| base.map().is_some()) else { return Some(own) };
    if !run.affords_copy(&base, extends.from()) {
        own.open = true;
        return Some(own);
    }
    base.contribute(Contributor { from: extends.from(), role: Role::Extended });
    Some(put_over(run, base, own, name, &source.resets))
}

fn put_over(run: &mut Run<'_>, base: Value, own: Value, name: &str, resets: &Resets) -> Value {
    let (lineage, open) = (own.lineage.clone(), base.open);
    let mut base = under(base, name);
    reset(&mut base, resets);
    let base = base
        .map_mut()
        .and_then(|map| map.get_mut("services"))
        .and_then(Value::map_mut)
        .and_then(|map| map.remove(name));
    // A base that is reset as a whole is extended as an empty service.
    let base = base.map_or_else(|| Value::empty_map(lineage.from), |entry| entry.value);
    let services = Path::ROOT.down("services");
    let path = services.down("x");
    let mut merged = merge(run, base, own, path);
    merged.lineage = lineage;
    merged.open |= open;
    if let Some(map) = merged.map_mut() {
        map.remove("extends");
    }
    merged
}

/// A service at the path that resets refer to.
fn under(service: Value, name: &str) -> Value {
    let from = service.from();
    let (mut services, mut root) = (Map::default(), Map::default());
    services.set(name, service);
    root.set("services", Value::new(from, super::value::Data::Map(services)));
    Value::new(from, super::value::Data::Map(root))
}

/// The content of `extends`.
struct Reference {
    service: String,
    from: Passage,
    file: Option<Value>,
}

impl Reference {
    fn read(run: &mut Run<'_>, extends: &Value) -> Option<Self> {
        let named = match extends.map() {
            Some(map) => map.get("service"),
            None => Some(extends),
        };
        let Some(service) = named.filter(|service| service.text().is_some()) else {
            let message = "`extends` has no `service`".to_owned();
            run.problem(extends.from(), ProblemCode::WrongShape, message);
            return None;
        };
        let file = extends.map().and_then(|map| map.get("file")).cloned();
        let open = service.open || file.as_ref().is_some_and(|file| file.open);
        let name = service.text()?.to_owned();
        let file = file.filter(|file| !file.is_null());
        (!open).then_some(Self { service: name, from: service.from(), file })
    }

    /// The services that contain the referenced one.
    fn source(
        &self,
        run: &mut Run<'_>,
        here: &Rc<Source>,
        scope: &mut Scope<'_>,
    ) -> Option<Rc<Source>> {
        let Some(file) = &self.file else { return Some(Rc::clone(here)) };
        let Some(path) = file.text() else {
            run.wrong_shape(&mut file.clone(), "a path");
            return None;
        };
        let path = shown(scope.folder, path);
        if let Some(known) = scope.extended.get(&path) {
            return Some(Rc::clone(known));
        }
        let Some(found) = run.files.at(&path) else {
            missing_file(run, file.from(), &path);
            return None;
        };
        let (model, resets) = alone(run, found, scope.environment);
        let mut model = model.unwrap_or_else(|| Value::empty_map(file.from()));
        let mut services = Map::default();
        if let Some(map) = model.map_mut() {
            resolve(map, &relative(scope.folder, folder(&path)));
            let entry = map.remove("services");
            if let Some(super::value::Data::Map(map)) = entry.map(|entry| entry.value.data) {
                services = map;
            }
        }
        let source = Rc::new(Source { tree: found.number, services, resets });
        scope.extended.insert(path, Rc::clone(&source));
        Some(source)
    }
}
