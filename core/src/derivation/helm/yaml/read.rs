//! Trees of YAML and JSON as values.

use std::collections::BTreeMap;

use super::DEPTH;
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Entry, Map, Number, Value};
use crate::tree::{Kind, NodeRef, Passage, Scalar, Style};

/// Maximum number of values of a tree, with those that aliases repeat.
const MOST: usize = 1_000_000;

/// The value of a node of a source: numbers are `float64`, keys are strings.
///
/// # Errors
/// If it is nested too deeply, or aliases make too much of it.
pub(in crate::derivation::helm) fn values_of(
    node: NodeRef<'_>,
    source: u32,
) -> Result<Value, String> {
    Reader::new(&|node: NodeRef<'_>| Trace::of(Passage::of(source, node)), &|node: NodeRef<'_>| {
        Text::new(content(node), Trace::of(Passage::part_of(source, node, 0..content(node).len())))
    })
    .value(node, 0)
}

/// The text of a scalar. A block at the end of a source without a line break has none there for the
/// reference.
pub(super) fn content(node: NodeRef<'_>) -> &str {
    let source = node.tree().source();
    let is_block = matches!(node.style(), Style::Literal | Style::Folded);
    let is_last = node.span().end >= source.end() && !source.text().ends_with('\n');
    let text = node.text();
    if is_block && is_last { text.strip_suffix('\n').unwrap_or(text) } else { text }
}

/// Makes values of nodes.
pub(super) struct Reader<'r> {
    /// The origin of a node.
    trace: &'r dyn Fn(NodeRef<'_>) -> Trace,
    /// The text of a scalar with its origin.
    text: &'r dyn Fn(NodeRef<'_>) -> Text,
    /// Whether a zero can be negative, as in JSON.
    has_negative_zero: bool,
    /// How many values more there may be.
    left: usize,
}

impl<'r> Reader<'r> {
    pub(super) fn new(
        trace: &'r dyn Fn(NodeRef<'_>) -> Trace,
        text: &'r dyn Fn(NodeRef<'_>) -> Text,
    ) -> Self {
        Self { trace, text, has_negative_zero: false, left: MOST }
    }

    /// Reads the numbers of JSON.
    pub(super) fn of_json(self, is_json: bool) -> Self {
        Self { has_negative_zero: is_json, ..self }
    }

    // INVARIANT: no deeper than `DEPTH`.
    pub(super) fn value(&mut self, node: NodeRef<'_>, depth: usize) -> Result<Value, String> {
        if depth > DEPTH {
            return Err(format!("a value is nested deeper than {DEPTH} levels"));
        }
        self.left = self.left.checked_sub(1).ok_or("yaml: document contains excessive aliasing")?;
        // An alias without an anchor is a problem of its file, and no value.
        let Some(node) = node.follow() else { return Ok(Value::Nil((self.trace)(node))) };
        Ok(match node.kind() {
            Kind::Scalar | Kind::Alias => self.scalar(node),
            Kind::Sequence => {
                let items = node.items().map(|item| self.value(item, depth + 1));
                let items = items.collect::<Result<Vec<_>, _>>()?;
                Value::list(items, (self.trace)(node))
            }
            Kind::Mapping => {
                let mut entries = BTreeMap::new();
                for (key, value) in node.entries() {
                    let value = self.value(value, depth + 1)?;
                    let entry = Entry { key: (self.trace)(key.follow().unwrap_or(key)), value };
                    entries.insert(key.key_text().into(), entry);
                }
                Value::Map(Map::new(entries, (self.trace)(node)))
            }
        })
    }

    fn scalar(&self, node: NodeRef<'_>) -> Value {
        let number = |value| Value::Number(Number::Float(value), (self.trace)(node));
        match node.scalar() {
            Scalar::Null => Value::Nil((self.trace)(node)),
            Scalar::Bool(value) => Value::Bool(value, (self.trace)(node)),
            Scalar::Integer(0) if self.has_negative_zero && node.text().starts_with('-') => {
                number(-0.0)
            }
            #[expect(clippy::cast_precision_loss, reason = "as the reference does")]
            Scalar::Integer(value) => number(value as f64),
            #[expect(clippy::cast_precision_loss, reason = "as the reference does")]
            Scalar::Unsigned(value) => number(value as f64),
            Scalar::Float(value) => number(value),
            Scalar::Text(_) => Value::Text((self.text)(node)),
        }
    }
}
