//! What this library and Compose's own loader make of the files of a project, in one form, and
//! whether they agree. Also a part of `cargo dev oracle compose`.

use std::sync::Arc;

use asepsis::internal::derivation::compose::{File, Unset, project};
use asepsis::internal::source::Source;
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Limits, Origin, Tree};
use asepsis::recognise;
use serde_json::{Map, Value};

use super::node_value::value;

/// What files make.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Answer {
    /// A project in long form.
    Model(Value),
    /// Files that Compose's schema rejects: it is about single attributes, which are not the loader's
    /// task here.
    NotByTheSchema,
    /// Files that this library cannot read as YAML: another oracle covers those.
    NotRead,
    /// Files that Compose refuses, or of which we say that something is wrong.
    Refused(String),
}

/// The answer of the reference, as its program gives it.
pub(crate) fn reference(answer: &Value) -> Answer {
    match answer.get("error").and_then(Value::as_str) {
        Some(error) if is_schema(error) => Answer::NotByTheSchema,
        Some(error) => Answer::Refused(error.to_owned()),
        None => Answer::Model(plain(answer.get("model").unwrap_or(&Value::Null), false)),
    }
}

/// Errors about single attributes, which other readers of this library look at, and those of YAML.
fn is_schema(error: &str) -> bool {
    const PARTS: [&str; 13] = [
        "validating ",
        "decoding failed ",
        "failed to parse ",
        "conflicting parameters \"external\"",
        "attributes are mutually exclusive",
        "must be set",
        "attributes are exclusive",
        "invalid ip address",
        "value can't be blank",
        "empty compose file",
        "trailing space",
        "non-string key",
        "panic: ",
    ];
    PARTS.iter().any(|part| error.contains(part))
}

/// The answer of this library.
pub(crate) fn ours(case: &Value) -> Answer {
    let texts: Vec<(&str, &str)> = list(case.get("files"))
        .iter()
        .filter_map(|file| Some((file.get("path")?.as_str()?, file.get("text")?.as_str()?)))
        .collect();
    let mut broken = Vec::new();
    let trees: Vec<Arc<Tree>> = texts
        .iter()
        .map(|(path, text)| {
            let (tree, problems) =
                parse(Source::new(*path, *text), format(path), Origin::Text, Limits::default());
            let format = format(path);
            broken.push(problems.first().map(|problem| (format, problem.message.clone())));
            Arc::new(tree)
        })
        .collect();
    let files: Vec<File<'_>> = (0..)
        .zip(texts.iter().zip(&trees))
        .map(|(number, ((path, _), tree))| File { number, path, tree, is_part: false })
        .collect();
    let main: Vec<&str> = list(case.get("main")).iter().filter_map(Value::as_str).collect();
    let Some(project) = project(&files, &main, Unset::Empty, Limits::default()) else {
        return Answer::Refused("there is no such file".to_owned());
    };
    // A file that has lost a document or a line is not a whole project.
    let read = project.files.iter().filter_map(|number| broken.get(*number as usize)?.clone());
    if read.clone().any(|(format, _)| format == Format::COMPOSE) {
        return Answer::NotRead;
    }
    let read = read.map(|(_, message)| message);
    let said = project.problems.iter().map(|(_, problem)| problem.message.clone());
    if let Some(message) = said.chain(read).next() {
        return Answer::Refused(message);
    }
    let root = project.tree.documents().next();
    let mut model = root.map_or(Value::Null, |(_, root)| value(root));
    each_port(&mut model);
    Answer::Model(plain(&model, false))
}

fn format(path: &str) -> Format {
    let extension = path.rsplit('.').next().unwrap_or(path);
    if matches!(extension, "yaml" | "yml") {
        Format::COMPOSE
    } else {
        recognise(".env").map_or(Format::LINES, |known| known.format)
    }
}

fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// Whether both make the same of the files.
pub(crate) fn agree(ours: &Answer, reference: &Answer) -> bool {
    match (ours, reference) {
        (_, Answer::NotByTheSchema)
        | (Answer::NotRead, _)
        | (Answer::Refused(_), Answer::Refused(_)) => true,
        (Answer::Model(ours), Answer::Model(reference)) => ours == reference,
        _ => false,
    }
}

/// Writes ranges of ports as the reference does: an item for each port, in the order of texts.
fn each_port(model: &mut Value) {
    for section in ["services", "jobs"] {
        let workloads = model.get_mut(section).and_then(Value::as_object_mut);
        for workload in workloads.into_iter().flat_map(Map::values_mut) {
            let Some(Value::Array(ports)) = workload.get_mut("ports") else { continue };
            *ports = std::mem::take(ports).into_iter().flat_map(ports_of).collect();
        }
    }
}

fn ports_of(item: Value) -> Vec<Value> {
    let ends = |key: &str| {
        let (first, last) = item.get(key)?.as_str()?.split_once('-')?;
        Some((first.parse::<u16>().ok()?, last.parse::<u16>().ok()?))
    };
    let Some((first, last)) = ends("target") else { return vec![item] };
    let published = ends("published").map(|(first, _)| first);
    let mut numbers: Vec<u16> = (first..=last).collect();
    numbers.sort_by_key(|number| format!("{number}/"));
    let port = |number: u16| {
        let mut port = item.clone();
        let map = port.as_object_mut()?;
        map.insert("target".to_owned(), number.into());
        if let Some(published) = published {
            let published = u32::from(published) + u32::from(number - first);
            map.insert("published".to_owned(), published.to_string().into());
        }
        Some(port)
    };
    numbers.into_iter().filter_map(port).collect()
}

/// Mappings of names that people give; other keys that begin with `x-` are extensions.
const NAMES: [&str; 10] = [
    "annotations",
    "args",
    "driver_opts",
    "environment",
    "extra_hosts",
    "labels",
    "options",
    "services",
    "sysctls",
    "volumes",
];

/// The same value without extensions and the obsolete version, and with numbers of one kind.
fn plain(value: &Value, names: bool) -> Value {
    match value {
        Value::Object(map) => {
            let kept = map.iter().filter(|(key, _)| names || !key.starts_with("x-"));
            let kept = kept.filter(|(key, _)| *key != "version");
            let entry = |(key, inner): (&String, &Value)| {
                (key.clone(), plain(inner, NAMES.contains(&key.as_str())))
            };
            Value::Object(kept.map(entry).collect::<Map<_, _>>())
        }
        Value::Array(items) => Value::Array(items.iter().map(|item| plain(item, false)).collect()),
        // The reference has some numbers in 32 bits.
        Value::Number(number) => {
            let number = number.as_f64().unwrap_or_default();
            Value::String(format!("number {number}"))
        }
        _ => value.clone(),
    }
}
