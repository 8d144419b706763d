//! The ConfigMaps and Secrets of generators.

use std::collections::BTreeMap;
use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::declared::{Generator, Options, Pairs};
use super::fault::Cause;
use super::object::{Behavior, Generated, Object};
use super::value::{Data, Key, Tag, Text, Value};
use crate::tree::{Lineage, Made, NodeRef, Passage, Piece};

/// An entry of a generated object: its text and where that is.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) key: String,
    pub(super) key_lineage: Lineage,
    pub(super) text: String,
    pub(super) lineage: Lineage,
}

/// The object of a generator.
///
/// # Errors
/// If it has no name, or a key twice.
pub(super) fn generated(
    generator: &Generator<'_>,
    is_secret: bool,
    global: Option<&Options<'_>>,
    pairs: Vec<Pair>,
    source: u32,
) -> Result<Object, Cause> {
    let Some(name) = generator.name else { return Err("a configmap must have a name".into()) };
    let from = Passage::of(source, generator.node);
    let implied = |text: &str| Value::string(Lineage::implied(from), text);
    let copied = |node: NodeRef<'_>| Value::string(Passage::of(source, node), node.text());
    let mut root = Value::empty_map(Lineage::implied(from));
    let object = Rc::make_mut(&mut root);
    object.set("apiVersion", implied("v1"));
    object.set("kind", implied(if is_secret { "Secret" } else { "ConfigMap" }));
    let mut metadata = Value::empty_map(Lineage::implied(from));
    let inner = Rc::make_mut(&mut metadata);
    inner.set("name", copied(name));
    if let Some(namespace) = generator.namespace {
        inner.set("namespace", copied(namespace));
    }
    if is_secret {
        object.set("type", generator.kind.map_or_else(|| implied("Opaque"), copied));
    }
    let mut known: BTreeMap<String, Pair> = BTreeMap::new();
    for pair in pairs {
        if known.contains_key(&pair.key) {
            let message =
                format!("configmap {} illegally repeats the key `{}`", name.text(), pair.key);
            return Err(message.into());
        }
        known.insert(pair.key.clone(), pair);
    }
    if is_secret {
        object.set("data", Value::empty_map(Lineage::implied(from)));
    }
    if !known.is_empty() {
        let entries = known.into_values().map(|pair| entry(pair, is_secret)).collect();
        object.set("data", Value::new(Lineage::implied(from), Data::Map(entries)));
    }
    let own = generator.options.as_ref();
    let options = || [global, own].into_iter().flatten();
    let labels = options().map(|options| &options.labels);
    let annotations = options().map(|options| &options.annotations);
    let labels = strings(labels, source, from);
    let annotations = strings(annotations, source, from);
    for (field, value) in [("labels", labels), ("annotations", annotations)] {
        if let Some(value) = value {
            inner.set(field, value);
        }
    }
    let immutable = options().last().and_then(|options| options.immutable);
    let immutable = immutable.or_else(|| options().find_map(|options| options.immutable));
    if let Some(node) = immutable {
        let text = Text { tag: Tag::Bool, ..Text::plain("true") };
        object.set("immutable", Value::new(Passage::of(source, node), Data::Scalar(text)));
    }
    object.set("metadata", metadata);
    let has_hash = !options().any(|options| options.has_no_hash);
    let behavior = match generator.behavior {
        "merge" => Behavior::Merge,
        "replace" => Behavior::Replace,
        _ => Behavior::Create,
    };
    Ok(Object { generated: Some(Generated { has_hash, behavior }), ..Object::new(root) })
}

/// Labels or annotations: the later ones over the earlier ones.
fn strings<'o, 'p: 'o>(
    lists: impl Iterator<Item = &'o Pairs<'p>>,
    source: u32,
    from: Passage,
) -> Option<Rc<Value>> {
    let mut all = Value::empty_map(Lineage::implied(from));
    for (key, value) in lists.flatten() {
        let value = Value::string(Passage::of(source, *value), value.text());
        Rc::make_mut(&mut all).set(&key.key_text(), value);
    }
    (!all.is_nothing()).then_some(all)
}

fn entry(pair: Pair, is_secret: bool) -> (Rc<Key>, Rc<Value>) {
    let key = Rc::new(Key { text: pair.key.into(), lineage: pair.key_lineage });
    if !is_secret {
        return (key, Value::string(pair.lineage, pair.text));
    }
    let encoded = encoded(&pair.text);
    // Which bytes are which is lost.
    let length = u32::try_from(encoded.len()).unwrap_or(u32::MAX);
    let piece = Piece::new((0, length), pair.lineage.from, Made::Computed);
    let lineage = Lineage::of_pieces(pair.lineage.from, vec![piece]);
    (key, Value::string(lineage, encoded))
}

/// Base64 in lines of 70 characters, if there are several.
fn encoded(text: &str) -> String {
    const LINE: usize = 70;
    let encoded = STANDARD.encode(text);
    if encoded.len() < LINE {
        return encoded;
    }
    let lines = encoded.as_bytes().chunks(LINE);
    lines.flat_map(|line| line.iter().chain(b"\n")).map(|byte| char::from(*byte)).collect()
}

/// The entry of a literal, `KEY=value`, without quotes around the value.
///
/// # Errors
/// If it has no key.
pub(super) fn literal(node: NodeRef<'_>, source: u32) -> Result<Pair, Cause> {
    let text = node.text();
    let Some(equals) = text.find('=').filter(|at| *at > 0) else {
        return Err("invalid literal source, expected key=value".into());
    };
    let (mut from, mut to) = (equals + 1, text.len());
    let value = text.get(from..to).unwrap_or_default();
    let is_quoted =
        |quote: char| value.len() > 1 && value.starts_with(quote) && value.ends_with(quote);
    if is_quoted('"') || is_quoted('\'') {
        (from, to) = (from + 1, to - 1);
    }
    let part = |from: usize, to: usize| {
        let lineage = Lineage::from(Passage::part_of(source, node, from..to));
        (text.get(from..to).unwrap_or_default().to_owned(), lineage)
    };
    let ((key, key_lineage), (text, lineage)) = (part(0, equals), part(from, to));
    Ok(Pair { key, key_lineage, text, lineage })
}

/// The entries of a file of variables, line by line.
pub(super) fn variables(file: NodeRef<'_>, source: u32) -> Vec<Pair> {
    let text = file.text();
    let mut pairs = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let content = line.trim_start();
        if content.is_empty() || content.starts_with('#') {
            continue;
        }
        let at = at + line.len() - content.len();
        let equals = content.find('=').unwrap_or(content.len());
        let part = |from: usize, to: usize| {
            let lineage = Lineage::from(Passage::part_of(source, file, at + from..at + to));
            (content.get(from..to).unwrap_or_default().to_owned(), lineage)
        };
        let (key, key_lineage) = part(0, equals);
        let (text, lineage) = part((equals + 1).min(content.len()), content.len());
        if !key.is_empty() {
            pairs.push(Pair { key, key_lineage, text, lineage });
        }
    }
    pairs
}

/// The key and the path of a file: `path`, or `key=path`.
///
/// # Errors
/// If one of them is missing.
pub(super) fn file_source(text: &str) -> Result<(&str, &str), Cause> {
    match text.split_once('=') {
        None => Ok((text.rsplit('/').next().unwrap_or(text), text)),
        Some((_, path)) if path.contains('=') => {
            Err(format!("source \"{text}\" key name or file path contains '='").into())
        }
        Some(("", path)) => {
            Err(format!("missing key name for file path \"{path}\" in source \"{text}\"").into())
        }
        Some((key, "")) => {
            Err(format!("missing file path for key name \"{key}\" in source \"{text}\"").into())
        }
        Some(pair) => Ok(pair),
    }
}
