//! What this library and Helm's own engine render of a chart, in one form, and whether they agree. Also a
//! part of `cargo dev oracle helm`.

use std::collections::BTreeMap;
use std::ops::Range;

use asepsis::internal::derivation::helm::{Release, Request, render};
use asepsis::internal::engine::unpacked;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::yaml_answers;

/// What a chart renders to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Answer {
    /// The templates, by path.
    Templates(BTreeMap<String, Text>),
    /// The words for why the chart does not render.
    Failed(String),
}

/// A rendered template.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Text {
    pub(crate) text: String,
    /// The bytes that are not known.
    pub(crate) open: Vec<Range<usize>>,
}

/// What the comparison of two answers came to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Comparison {
    /// How many templates are the same byte for byte, what is not known apart.
    pub(crate) equal: usize,
    /// How many have the same values only.
    pub(crate) equal_values: usize,
    /// What differs; each with the template that it is in.
    pub(crate) different: Vec<(String, String)>,
    /// Whether both failed for the same cause.
    pub(crate) failed_alike: bool,
    /// Whether both failed, with the same words.
    pub(crate) same_words: bool,
}

/// What is not known, in texts that are read as YAML.
const UNKNOWN: &str = "valuethatisnotknown";

/// The answer of the reference, as its program gives it.
pub(crate) fn reference(answer: &Value) -> Answer {
    if let Some(error) = answer.get("error").and_then(Value::as_str) {
        return Answer::Failed(error.to_owned());
    }
    let templates = answer.get("templates").and_then(Value::as_object).into_iter().flatten();
    let known = |text: &Value| Text {
        text: text.as_str().unwrap_or_default().to_owned(),
        open: Vec::new(),
    };
    Answer::Templates(templates.map(|(path, text)| (path.clone(), known(text))).collect())
}

/// The answer of this library.
pub(crate) fn ours(case: &Value) -> Answer {
    let list = |key: &str| case.get(key).and_then(Value::as_array).into_iter().flatten();
    let files: Vec<(String, String)> = list("files").flat_map(files).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, &**text)).collect();
    let values: Vec<(String, &str)> = (1..)
        .zip(list("values").filter_map(Value::as_str))
        .map(|(number, text)| (format!("values-{number}.yaml"), text))
        .collect();
    let values: Vec<(&str, &str)> =
        values.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let set: Vec<&str> = list("set").filter_map(Value::as_str).collect();
    let release = release(case);
    let rendered = render(&Request { files: &files, values: &values, set: &set, release });
    match rendered.failure {
        Some(failure) => Answer::Failed(failure.message),
        None => Answer::Templates(
            rendered
                .templates
                .into_iter()
                .map(|of| (of.path, Text { text: of.text, open: of.open }))
                .collect(),
        ),
    }
}

/// A file of a chart, or the files in it if it is an archive.
fn files(file: &Value) -> Vec<(String, String)> {
    let word = |key| file.get(key).and_then(Value::as_str);
    let path = word("path").unwrap_or_default();
    match word("bytes").map(|bytes| STANDARD.decode(bytes)) {
        Some(bytes) => unpacked(path, &bytes.unwrap_or_default()),
        None => vec![(path.to_owned(), word("text").unwrap_or_default().to_owned())],
    }
}

fn release(case: &Value) -> Release {
    let word = |pointer: &str| {
        let word = case.pointer(pointer).and_then(Value::as_str);
        word.filter(|word| !word.is_empty()).map(str::to_owned)
    };
    let versions = case.get("api_versions").and_then(Value::as_array).into_iter().flatten();
    let plain = Release::default();
    Release {
        name: word("/release/name").unwrap_or(plain.name),
        namespace: word("/release/namespace").unwrap_or(plain.namespace),
        kubernetes: word("/kubernetes"),
        api_versions: versions.filter_map(Value::as_str).map(str::to_owned).collect(),
    }
}

/// Whether and where both differ.
pub(crate) fn compare(ours: &Answer, reference: &Answer) -> Comparison {
    let mut comparison = Comparison::default();
    match (ours, reference) {
        (Answer::Failed(ours), Answer::Failed(reference)) => {
            comparison.failed_alike = same_cause(ours, reference);
            comparison.same_words = ours == reference;
            if !comparison.failed_alike {
                comparison.different.push((String::new(), pair(ours, reference)));
            }
        }
        (Answer::Templates(ours), Answer::Templates(reference)) => {
            comparison.templates(ours, reference);
        }
        (Answer::Failed(ours), Answer::Templates(_)) => {
            comparison.different.push((String::new(), pair(ours, "no failure")));
        }
        (Answer::Templates(_), Answer::Failed(reference)) => {
            comparison.different.push((String::new(), pair("no failure", reference)));
        }
    }
    comparison
}

impl Comparison {
    fn templates(&mut self, ours: &BTreeMap<String, Text>, reference: &BTreeMap<String, Text>) {
        for (path, text) in ours {
            let what = match reference.get(path) {
                None => "it is not rendered by the reference".to_owned(),
                Some(other) if same_bytes(text, &other.text) => {
                    self.equal += 1;
                    continue;
                }
                Some(other) if is_data(path) && same_values(text, &other.text) => {
                    self.equal_values += 1;
                    continue;
                }
                Some(other) => first_difference(text, &other.text),
            };
            self.different.push((path.clone(), what));
        }
        for path in reference.keys().filter(|path| !ours.contains_key(*path)) {
            self.different.push((path.clone(), "only the reference renders it".to_owned()));
        }
    }
}

/// Whether a chart failed at the same line for the same cause. What lists the keys of a map has them in any
/// order.
fn same_cause(ours: &str, reference: &str) -> bool {
    let ((our_place, ours), (place, reference)) = (cause(ours), cause(reference));
    let sorted = |words: &str| {
        let mut words: Vec<String> = words.split([' ', ',', '\n']).map(str::to_owned).collect();
        words.sort();
        words
    };
    our_place == place && (ours == reference || sorted(ours) == sorted(reference))
}

/// The line where a chart failed, and why: without the excerpt of the expression and what includes it.
fn cause(words: &str) -> (String, &str) {
    let line = |place: &str| place.split(':').take(2).collect::<Vec<_>>().join(":");
    let begins = ["execution error at (", "parse error at ("];
    let cleaned = begins.iter().find_map(|begin| words.strip_prefix(begin)?.split_once("): "));
    if let Some((place, why)) = cleaned {
        return (line(place), why);
    }
    let Some(at) = words.rfind(": executing \"") else {
        return (String::new(), words);
    };
    let (before, executing) = words.split_at(at);
    let place = before.rsplit(' ').next().unwrap_or_default();
    let why = executing.split_once(" at <").map_or(executing, |(_, rest)| rest);
    (line(place), why.split_once(">: ").map_or(why, |(_, why)| why))
}

/// Whether a text is another one, whatever is in the places that are not known.
fn same_bytes(ours: &Text, reference: &str) -> bool {
    let mut known = Vec::new();
    let mut from = 0;
    for open in &ours.open {
        known.push(ours.text.get(from..open.start).unwrap_or_default());
        from = open.end;
    }
    let last = ours.text.get(from..).unwrap_or_default();
    let mut known = known.into_iter();
    let Some(first) = known.next() else { return ours.text == reference };
    let Some(mut rest) = reference.strip_prefix(first) else { return false };
    for part in known {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or_default();
    }
    rest.ends_with(last)
}

/// Whether two texts have the same documents, as YAML.
fn same_values(ours: &Text, reference: &str) -> bool {
    let mut text = ours.text.clone();
    for open in ours.open.iter().rev() {
        text.replace_range(open.clone(), UNKNOWN);
    }
    let (ours, reference) = (yaml_answers::ours(&text), yaml_answers::ours(reference));
    ours.documents.len() == reference.documents.len()
        && ours.documents.iter().zip(&reference.documents).all(|pair| match pair {
            (Some(ours), Some(reference)) => same(ours, reference),
            _ => false,
        })
}

fn same(ours: &Value, reference: &Value) -> bool {
    match (ours, reference) {
        (Value::String(text), _) if text == UNKNOWN => true,
        (Value::String(text), other) if text.contains(UNKNOWN) => {
            !other.is_array() && !other.is_object()
        }
        (Value::Array(ours), Value::Array(reference)) => {
            ours.len() == reference.len()
                && ours.iter().zip(reference).all(|(ours, reference)| same(ours, reference))
        }
        (Value::Object(ours), Value::Object(reference)) => {
            ours.len() == reference.len()
                && ours.iter().all(|(key, ours)| {
                    reference.get(key).is_some_and(|reference| same(ours, reference))
                })
        }
        _ => ours == reference,
    }
}

/// Whether a template is for the cluster, and not text for people.
fn is_data(path: &str) -> bool {
    matches!(path.rsplit('.').next(), Some("yaml" | "yml" | "json"))
}

/// The first line that differs, on both sides.
fn first_difference(ours: &Text, reference: &str) -> String {
    let mut others = reference.split_inclusive('\n');
    let mut from = 0;
    for (number, line) in (1..).zip(ours.text.split_inclusive('\n')) {
        let other = others.next().unwrap_or_default();
        let end = from + line.len();
        let open = ours.open.iter().filter(|open| open.start < end && open.end > from);
        let open = open.map(|open| open.start.max(from) - from..open.end.min(end) - from).collect();
        if !same_bytes(&Text { text: line.to_owned(), open }, other) {
            return format!("line {number}\n{}", pair(line, other));
        }
        from = end;
    }
    format!("behind the end\n{}", pair("", others.next().unwrap_or_default()))
}

fn pair(ours: &str, reference: &str) -> String {
    let (ours, reference) = (format!("{ours:?}"), format!("{reference:?}"));
    format!("    ours      {ours:.600}\n    reference {reference:.600}")
}
