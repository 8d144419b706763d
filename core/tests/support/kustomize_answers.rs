//! What this library and Kustomize itself build from files, in one form, and whether they agree. Also
//! a part of `cargo dev oracle kustomize`.

use asepsis::internal::derivation::kustomize::build;
use asepsis::internal::tree::Limits;
use serde_json::{Number, Value};

use super::node_value::value;

/// What a kustomization makes.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Answer {
    /// Objects, in order.
    Objects(Vec<Value>),
    /// A kustomization that Kustomize refuses to build, or of which we say that something is wrong.
    Refused(String),
}

/// The answer of the reference, as its program gives it.
pub(crate) fn reference(answer: &Value) -> Answer {
    if let Some(error) = answer.get("error").and_then(Value::as_str) {
        return Answer::Refused(error.to_owned());
    }
    let documents = answer.get("documents").and_then(Value::as_array).into_iter().flatten();
    Answer::Objects(documents.map(plain).collect())
}

/// The files of a case, each with its path.
pub(crate) fn files(case: &Value) -> Vec<(String, String)> {
    let text = |file: &Value, key: &str| -> String {
        file.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let files = case.get("files").and_then(Value::as_array).into_iter().flatten();
    files.map(|file| (text(file, "path"), text(file, "text"))).collect()
}

/// The folder of the kustomization of a case.
pub(crate) fn root(case: &Value) -> &str {
    case.get("root").and_then(Value::as_str).unwrap_or_default()
}

/// The answer of this library.
pub(crate) fn ours(case: &Value) -> Answer {
    let files = files(case);
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let built = build(&files, root(case), Limits::default());
    match (built.tree, built.problems.first()) {
        (_, Some((path, problem))) => Answer::Refused(format!("{path}: {}", problem.message)),
        (None, None) => Answer::Refused("there is no such kustomization".to_owned()),
        (Some(tree), None) => {
            Answer::Objects(tree.documents().map(|(_, root)| plain(&value(root))).collect())
        }
    }
}

/// Whether both make the same of the files.
pub(crate) fn agree(ours: &Answer, reference: &Answer) -> bool {
    match (ours, reference) {
        (Answer::Refused(_), Answer::Refused(_)) => true,
        (Answer::Objects(ours), Answer::Objects(reference)) => ours == reference,
        _ => false,
    }
}

/// The same value with numbers of one kind.
fn plain(value: &Value) -> Value {
    match value {
        Value::Object(map) => {
            Value::Object(map.iter().map(|(key, inner)| (key.clone(), plain(inner))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(plain).collect()),
        Value::Number(number) => {
            let number = number.as_f64().and_then(Number::from_f64);
            number.map_or_else(|| value.clone(), Value::Number)
        }
        other => other.clone(),
    }
}
