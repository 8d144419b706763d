//! What this library and the Kubernetes project's own code say of the documents of a YAML text, in
//! one form, and whether they agree. Also a part of `cargo dev oracle yaml`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use asepsis::internal::source::{ProblemCode, Source};
use asepsis::internal::syntax::{Format, parse};
use asepsis::internal::tree::{Dialect, Kind, Limits, NodeRef, Origin, Scalar, Tree};
use serde_json::Value;

/// What a text means: a value or an error for each document that is not empty.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Answers {
    /// The documents in order; `None` for one that is refused.
    pub(crate) documents: Vec<Option<Value>>,
    /// Whether the rest of the text was not read, for a refused `---` line or for broken JSON.
    pub(crate) stopped: bool,
}

/// The answer of the reference, as its program gives it.
pub(crate) fn reference(answer: &Value) -> Answers {
    let documents = answer["documents"].as_array().cloned().unwrap_or_default();
    Answers {
        documents: documents
            .into_iter()
            .map(|document| document.get("value").cloned())
            .filter(|document| *document != Some(Value::Null))
            .collect(),
        stopped: answer["stopped"].is_string(),
    }
}

/// The answer of this library.
pub(crate) fn ours(text: &str) -> Answers {
    let (tree, problems) =
        parse(Source::new("case", text), Format::YAML, Origin::Text, Limits::default());
    let mut documents: BTreeMap<u32, Option<Value>> = BTreeMap::new();
    for (document, root) in tree.documents() {
        let value = serde_json::from_str(&json(&tree, root))
            .unwrap_or_else(|error| Value::String(format!("no JSON was written: {error}")));
        if value != Value::Null {
            documents.insert(document.number, Some(value));
        }
    }
    for problem in problems {
        if !matches!(problem.code, ProblemCode::Ignored | ProblemCode::DuplicateKey) {
            documents.insert(problem.document.unwrap_or(u32::MAX), None);
        }
    }
    Answers { documents: documents.into_values().collect(), stopped: false }
}

/// Whether both mean the same. Where the reference stops this library goes on; then it must have
/// an error there, and the reference may have lost the document before as well.
pub(crate) fn agree(ours: &Answers, reference: &Answers) -> bool {
    let known = reference.documents.len();
    if !reference.stopped {
        return same_documents(&ours.documents, &reference.documents);
    }
    let failed = ours.documents.iter().skip(known).take(2).any(Option::is_none);
    let begin = ours.documents.get(..known);
    failed && begin.is_some_and(|begin| same_documents(begin, &reference.documents))
}

fn same_documents(left: &[Option<Value>], right: &[Option<Value>]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).all(|pair| match pair {
            (Some(left), Some(right)) => same(left, right),
            (None, None) => true,
            _ => false,
        })
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || ((left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64())
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left
                    .iter()
                    .all(|(key, left)| right.get(key).is_some_and(|right| same(left, right)))
        }
        _ => left == right,
    }
}

/// A node as JSON, as a reader of the tree sees it: aliases followed, merges done, of duplicates
/// the last.
pub(crate) fn json(tree: &Tree, root: NodeRef<'_>) -> String {
    enum Step<'t> {
        Node(NodeRef<'t>),
        Text(String),
    }
    let mut json = String::new();
    let mut steps = vec![Step::Node(root)];
    while let Some(step) = steps.pop() {
        let node = match step {
            Step::Text(text) => {
                json.push_str(&text);
                continue;
            }
            Step::Node(node) => node,
        };
        let Some(node) = node.follow() else {
            json.push_str("null");
            continue;
        };
        match node.kind() {
            Kind::Scalar | Kind::Alias => scalar(tree.dialect(), node.scalar(), &mut json),
            Kind::Sequence => {
                json.push('[');
                steps.push(Step::Text("]".to_owned()));
                let items: Vec<_> = node.items().collect();
                for (index, item) in items.into_iter().enumerate().rev() {
                    steps.push(Step::Node(item));
                    if index > 0 {
                        steps.push(Step::Text(",".to_owned()));
                    }
                }
            }
            Kind::Mapping => {
                json.push('{');
                steps.push(Step::Text("}".to_owned()));
                for (index, (key, value)) in node.entries().into_iter().enumerate().rev() {
                    steps.push(Step::Node(value));
                    let comma = if index > 0 { "," } else { "" };
                    let key = Value::String(key.key_text().into_owned());
                    steps.push(Step::Text(format!("{comma}{key}:")));
                }
            }
        }
    }
    json
}

fn scalar(_dialect: Dialect, scalar: Scalar<'_>, json: &mut String) {
    let written = match scalar {
        Scalar::Null => write!(json, "null"),
        Scalar::Bool(value) => write!(json, "{value}"),
        Scalar::Integer(value) => write!(json, "{value}"),
        Scalar::Unsigned(value) => write!(json, "{value}"),
        // As Go writes it: whole numbers without a point, an exponent from 21 digits on.
        Scalar::Float(value) if value == 0.0 || (1e-6..1e21).contains(&value.abs()) => {
            write!(json, "{value}")
        }
        Scalar::Float(value) => write!(json, "{value:e}"),
        Scalar::Text(text) => write!(json, "{}", Value::String(text.to_owned())),
    };
    debug_assert!(written.is_ok(), "a string takes all that is written to it");
}
