//! What this library and the strict decoder of the Kubernetes project say of the fields of
//! documents, and where they disagree. Also a part of `cargo dev oracle fields`.

use std::collections::{BTreeMap, BTreeSet};

use asepsis::internal::frontends::kubernetes::read_documents;
use asepsis::internal::source::{ProblemCode, Source};
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin, Place, Tree};
use asepsis::model::Resource;
use asepsis::model::facts::Fact;
use serde_json::{Value, json};

/// How many values of the wrong type are asked about one by one.
const ONE_BY_ONE: usize = 4;
/// The decoder stops here.
const MOST: usize = 100;

/// What came of a comparison.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Compared {
    Same,
    /// One of the two reads no YAML there, or the decoder has stopped counting.
    Nothing,
    Different(String),
}

/// The results for an object of a kind that both know.
#[derive(Default, Debug)]
struct Object {
    kind: String,
    unknown: BTreeSet<String>,
    /// Pointers to values of the wrong type, in the object.
    wrong: Vec<String>,
}

struct Ours {
    objects: Vec<Object>,
    lists: Vec<Object>,
    duplicates: Vec<String>,
}

/// Compares this library with the answers of the decoder, which `ask` returns.
pub(crate) fn compare<E>(
    text: &str,
    mut ask: impl FnMut(Value) -> Result<Value, E>,
) -> Result<Compared, E> {
    // JSON is another question, which `yaml` asks.
    let begins_with_brace = text.trim_start().starts_with('{');
    let Some(ours) = ours(text).filter(|_| !begins_with_brace) else {
        return Ok(Compared::Nothing);
    };
    let plain = ask(json!({"text": text}))?;
    if plain["refused"] == true {
        return Ok(Compared::Nothing);
    }
    if let Some(difference) = shape(&ours, &plain) {
        return Ok(Compared::Different(difference));
    }
    let mut answer = plain;
    let all: Vec<(usize, &str)> = (ours.objects.iter().enumerate())
        .flat_map(|(number, object)| object.wrong.iter().map(move |wrong| (number, &**wrong)))
        .collect();
    if !all.is_empty() {
        for without in 0..all.len().min(ONE_BY_ONE) {
            let mut others = all.clone();
            let (number, pointer) = others.remove(without);
            let answer = ask(json!({"text": text, "blank": blank(&others)}))?;
            if !answer["objects"][number]["error"].is_string() {
                return Ok(Compared::Different(format!("`{pointer}` is of the right type")));
            }
        }
        answer = ask(json!({"text": text, "blank": blank(&all)}))?;
    }
    Ok(unknown(&ours, &answer))
}

/// Whether the same objects were read, of which the same have a value of the wrong type, and whether the
/// same keys are duplicates.
fn shape(ours: &Ours, answer: &Value) -> Option<String> {
    let objects = answer["objects"].as_array().map(Vec::as_slice).unwrap_or_default();
    let kinds: Vec<_> = objects.iter().map(|object| object["kind"].as_str().unwrap()).collect();
    let our_kinds: Vec<_> = ours.objects.iter().map(|object| &*object.kind).collect();
    if kinds != our_kinds {
        return Some(format!("objects {our_kinds:?}, the decoder has {kinds:?}"));
    }
    for (object, ours) in objects.iter().zip(&ours.objects) {
        if object["error"].is_string() == ours.wrong.is_empty() {
            return Some(format!("wrong {:?}, the decoder says {}", ours.wrong, object["error"]));
        }
    }
    let mut duplicates: Vec<_> = (answer["duplicates"].as_array().into_iter().flatten())
        .map(|key| key.as_str().unwrap().to_owned())
        .collect();
    duplicates.sort();
    let differs = duplicates != ours.duplicates;
    differs.then(|| format!("twice {:?}, the decoder has {duplicates:?}", ours.duplicates))
}

/// Whether the same keys are unknown.
fn unknown(ours: &Ours, answer: &Value) -> Compared {
    let pairs = [(&ours.objects, "objects"), (&ours.lists, "lists")];
    for (ours, member) in pairs {
        let objects = answer[member].as_array().map(Vec::as_slice).unwrap_or_default();
        if objects.len() != ours.len() {
            return Compared::Different(format!("{ours:?}, the decoder has {objects:?}"));
        }
        for (object, ours) in objects.iter().zip(ours) {
            let unknown: BTreeSet<String> = (object["unknown"].as_array().into_iter().flatten())
                .map(|path| path.as_str().unwrap().to_owned())
                .collect();
            if unknown.len() >= MOST {
                return Compared::Nothing;
            }
            if object["error"].is_string() && ours.wrong.is_empty() {
                return Compared::Different(format!("the decoder refuses: {}", object["error"]));
            }
            if member == "objects" && object["error"].is_string() {
                return Compared::Different(format!(
                    "more is wrong than {:?}: {}",
                    ours.wrong, object["error"]
                ));
            }
            if !object["error"].is_string() && unknown != ours.unknown {
                return Compared::Different(format!(
                    "unknown {:?}, the decoder has {unknown:?}",
                    ours.unknown
                ));
            }
        }
    }
    Compared::Same
}

fn blank(values: &[(usize, &str)]) -> Value {
    let mut by_object: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for (number, pointer) in values {
        by_object.entry(number.to_string()).or_default().push(pointer);
    }
    json!(by_object)
}

/// What this library says; nothing where it reads no YAML.
fn ours(text: &str) -> Option<Ours> {
    let (tree, problems) =
        parse(Source::new("case", text), Format::YAML, Origin::Text, Limits::default());
    let is_harmless = |code| matches!(code, ProblemCode::Ignored | ProblemCode::DuplicateKey);
    if !problems.iter().all(|problem| is_harmless(problem.code)) {
        return None;
    }
    let mut resources = Vec::new();
    let reports = read_documents(0, &tree, &mut resources);
    let count: usize = reports.iter().map(|report| report.resources as usize).sum();
    let lists = resources.split_off(count);
    let mut duplicates: Vec<String> = (resources.iter().chain(&lists))
        .flat_map(|resource| &resource.facts)
        .filter_map(|fact| match fact {
            Fact::DuplicateKey { key, .. } => Some(key.clone().into_owned()),
            _ => None,
        })
        .collect();
    duplicates.sort();
    // What another object carries, the decoder takes for a field of that one.
    let known = |resources: Vec<Resource<'_>>| -> Vec<Object> {
        let known = resources.iter().filter(|of| of.has_known_fields && !of.is_carried);
        known.map(|resource| object(&tree, resource)).collect()
    };
    let mut lists = known(lists);
    lists.retain(|list| !list.unknown.is_empty() || !list.wrong.is_empty());
    Some(Ours { objects: known(resources), lists, duplicates })
}

fn object(tree: &Tree, resource: &Resource<'_>) -> Object {
    let mut object = Object { kind: resource.kind.to_owned(), ..Object::default() };
    let node = |place: Place| {
        (0..u32::try_from(tree.node_count()).unwrap())
            .find(|index| tree.node(*index).place(0) == place)
            .unwrap()
    };
    let root = tree.pointer(resource.content.node().unwrap().index());
    for fact in &resource.facts {
        match fact {
            Fact::UnknownField { path, .. } | Fact::UnresolvedKey { path, .. } => {
                object.unknown.insert(path.clone());
            }
            Fact::WrongType { place, .. } | Fact::UnresolvedValue { place, .. } => {
                let pointer = tree.pointer(node(*place));
                object.wrong.push(pointer.strip_prefix(&root).unwrap_or(&pointer).to_owned());
            }
            _ => {}
        }
    }
    object
}
