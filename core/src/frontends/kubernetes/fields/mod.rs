//! Validates every document of a built-in kind against the fields of the kind.

mod formats;
mod kinds;
mod table;

use std::borrow::Cow;

pub use kinds::find_kind;
pub(super) use kinds::{is_built_in, unknown_kind};

use crate::error::nearest;
use crate::frontends::duplicates::{each_entry, push_item, push_key};
use crate::model::facts::Fact;
use crate::tree::{Cursor, Kind, NodeRef, Place, Scalar, Why, expression};
use formats::{is_base64, is_quantity, is_time};
use table::{Object, Shape, Type};

/// The maximum number of unknown keys of a document that are compared with all known ones for a
/// suggestion.
const SUGGESTIONS: usize = 100;
/// Longer keys are not compared.
const LONGEST_RESEMBLANCE: usize = 256;

/// Walks documents; reuses its memory between them.
#[derive(Default)]
pub(super) struct Fields<'t> {
    tree: u32,
    /// Collections that are not visited yet.
    open: Vec<Open<'t>>,
    /// The path to each visited collection.
    trail: Vec<Step<'t>>,
    facts: Vec<Fact<'t>>,
}

struct Open<'t> {
    node: NodeRef<'t>,
    shape: Shape,
    /// The last step to it, as an index of the trail; the root has no step.
    step: usize,
}

/// A step down and the one before it.
#[derive(Clone, Copy)]
struct Step<'t> {
    above: usize,
    into: Into<'t>,
}

#[derive(Clone, Copy)]
enum Into<'t> {
    Key(NodeRef<'t>),
    Item(usize),
}

/// The root has no step.
const ROOT: usize = usize::MAX;

/// Whether a value is the metadata that SOPS writes about the encryption.
fn is_of_sops(value: NodeRef<'_>) -> bool {
    let has = |key: &str| value.entry(key).is_some();
    value.kind() == Kind::Mapping && ["mac", "version", "lastmodified"].into_iter().any(has)
}

/// Whether every field of the kind is known.
pub(super) fn knows(api_version: &str, kind: &str) -> bool {
    table::kind(api_version, kind).is_some()
}

/// Group and version of the built-in kind of this version and name; `None` if several groups have
/// one, or none has. Client libraries use such type names: `V1Deployment`.
pub fn api_version_of(version: &str, kind: &str) -> Option<&'static str> {
    table::api_version_of(version, kind)
}

impl<'t> Fields<'t> {
    pub(super) fn new(tree: u32) -> Self {
        Self { tree, ..Self::default() }
    }

    /// The facts about an object, in the order of the text; empty for a kind that is not built in.
    /// The items of a list are separate objects and left out.
    pub(super) fn facts(
        &mut self,
        object: &Cursor<'t>,
        api_version: &str,
        kind: &str,
        is_list: bool,
    ) -> Vec<Fact<'t>> {
        let (Some(root), Some(fields)) = (object.node(), table::kind(api_version, kind)) else {
            return Vec::new();
        };
        self.trail.clear();
        self.object(root, fields, ROOT, if is_list { Some("items") } else { None });
        while let Some(Open { node, shape, step }) = self.open.pop() {
            match shape {
                Shape::Object(fields) => self.object(node, fields, step, None),
                Shape::Map(values) => self.map(node, values, step),
                Shape::List(items) => {
                    for (index, item) in node.items().enumerate() {
                        self.value(item, items, Step { above: step, into: Into::Item(index) });
                    }
                }
                _ => {}
            }
        }
        let mut facts = std::mem::take(&mut self.facts);
        // The last collection is visited first; of several aliases of a node the first counts.
        facts.reverse();
        facts.sort_by_key(Fact::place);
        facts
    }

    fn object(&mut self, node: NodeRef<'t>, fields: Object, above: usize, except: Option<&str>) {
        each_entry(node, |key, value| {
            let name = key.key_text();
            // SOPS keeps its data beside the fields, and removes it when it decrypts.
            let is_of_sops = above == ROOT && name == "sops" && is_of_sops(value);
            if except == Some(&*name) || is_of_sops {
                return;
            }
            let step = Step { above, into: Into::Key(key) };
            match fields.field(&name) {
                Some(kind) => self.value(value, kind, step),
                None => self.unknown(key, name, fields, step),
            }
        });
    }

    fn map(&mut self, node: NodeRef<'t>, values: Type, above: usize) {
        each_entry(node, |key, value| {
            self.value(value, values, Step { above, into: Into::Key(key) });
        });
    }

    fn value(&mut self, value: NodeRef<'t>, kind: Type, step: Step<'t>) {
        let shape = kind.shape();
        let Some(node) = value.follow() else {
            return self.unresolved(value, Why::Alias, shape, step);
        };
        match (shape, node.kind()) {
            (Shape::Anything, _) => {}
            (Shape::Object(_) | Shape::Map(_), Kind::Mapping)
            | (Shape::List(_), Kind::Sequence) => self.descend(node, shape, step),
            (Shape::Base64, Kind::Sequence) => self.descend(node, Type::BYTES.shape(), step),
            (_, Kind::Scalar) => {
                let scalar = node.scalar();
                if !fits(scalar, shape) {
                    match expression(node.text()) {
                        Some(why) => self.unresolved(node, why, shape, step),
                        None => self.wrong(node, shape, step, found(scalar, shape)),
                    }
                }
            }
            (_, Kind::Mapping) => self.wrong(node, shape, step, "a mapping"),
            (_, Kind::Sequence | Kind::Alias) => self.wrong(node, shape, step, "a list"),
        }
    }

    fn descend(&mut self, node: NodeRef<'t>, shape: Shape, step: Step<'t>) {
        self.open.push(Open { node, shape, step: self.trail.len() });
        self.trail.push(step);
    }

    fn unknown(&mut self, key: NodeRef<'t>, name: Cow<'t, str>, fields: Object, step: Step<'t>) {
        let (place, path) = (self.place(key), self.path(step));
        if let Some(why) = expression(&name) {
            self.facts.push(Fact::UnresolvedKey { place, path, why });
            return;
        }
        let resembles = self.facts.len() < SUGGESTIONS && name.len() <= LONGEST_RESEMBLANCE;
        self.facts.push(Fact::UnknownField {
            suggestion: if resembles { nearest(&name, fields.names()) } else { None },
            belongs_to: table::security_context(&name),
            key: name,
            place,
            path,
        });
    }

    fn wrong(&mut self, node: NodeRef<'t>, shape: Shape, step: Step<'t>, found: &'static str) {
        let expected = expected(shape);
        let (place, path) = (self.place(node), self.path(step));
        self.facts.push(Fact::WrongType { place, path, expected, found });
    }

    fn unresolved(&mut self, node: NodeRef<'t>, why: Why, shape: Shape, step: Step<'t>) {
        let hides_keys = matches!(shape, Shape::Object(_) | Shape::List(_) | Shape::Map(_));
        let (place, path) = (self.place(node), self.path(step));
        self.facts.push(Fact::UnresolvedValue { place, path, why, hides_keys });
    }

    fn place(&self, node: NodeRef<'t>) -> Place {
        node.place(self.tree)
    }

    fn path(&self, last: Step<'t>) -> String {
        let mut steps = vec![last];
        let mut above = last.above;
        while let Some(step) = self.trail.get(above) {
            steps.push(*step);
            above = step.above;
        }
        let mut path = String::new();
        for step in steps.iter().rev() {
            match step.into {
                Into::Key(key) => push_key(&mut path, &key.key_text()),
                Into::Item(index) => push_item(&mut path, index),
            }
        }
        path
    }
}

/// Whether a scalar is valid for a field. A null is valid for any field, as no value.
fn fits(scalar: Scalar<'_>, shape: Shape) -> bool {
    match (shape, scalar) {
        (Shape::Anything, _)
        | (_, Scalar::Null)
        | (Shape::Text | Shape::IntegerOrText, Scalar::Text(_))
        | (Shape::Boolean, Scalar::Bool(_))
        | (
            Shape::Number | Shape::Quantity,
            Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Float(_),
        ) => true,
        (Shape::Integer32 | Shape::IntegerOrText, _) => {
            whole(scalar).is_some_and(|number| i32::try_from(number).is_ok())
        }
        (Shape::Integer64, _) => whole(scalar).is_some(),
        (Shape::Byte, _) => whole(scalar).is_some_and(|number| u8::try_from(number).is_ok()),
        (Shape::Quantity, Scalar::Text(text)) => is_quantity(text),
        (Shape::Time, Scalar::Text(text)) => is_time(text, false),
        (Shape::MicroTime, Scalar::Text(text)) => is_time(text, true),
        (Shape::Base64, Scalar::Text(text)) => is_base64(text),
        _ => false,
    }
}

/// An integral number, in any notation: `1.0` reaches the decoder as `1`.
fn whole(scalar: Scalar<'_>) -> Option<i64> {
    match scalar {
        Scalar::Integer(number) => Some(number),
        #[expect(clippy::cast_possible_truncation, reason = "only whole numbers in range")]
        #[expect(clippy::cast_precision_loss, reason = "the bounds are powers of two")]
        Scalar::Float(number)
            if number.fract() == 0.0
                && number >= i64::MIN as f64
                && number < -(i64::MIN as f64) =>
        {
            Some(number as i64)
        }
        _ => None,
    }
}

/// The types that a field accepts.
fn expected(shape: Shape) -> &'static str {
    match shape {
        Shape::Text => "a string",
        Shape::Boolean => "a boolean",
        Shape::Integer32 | Shape::Integer64 => "a whole number",
        Shape::Byte => "a byte",
        Shape::Number => "a number",
        Shape::Quantity => "a quantity",
        Shape::IntegerOrText => "a whole number or a string",
        Shape::Time => "a time",
        Shape::MicroTime => "a time with microseconds",
        Shape::Base64 => "base64",
        Shape::Anything => "anything",
        Shape::List(_) => "a list",
        Shape::Map(_) | Shape::Object(_) => "a mapping",
    }
}

/// The type of the value found.
fn found(scalar: Scalar<'_>, shape: Shape) -> &'static str {
    let takes_text =
        matches!(shape, Shape::Quantity | Shape::Time | Shape::MicroTime | Shape::Base64);
    match scalar {
        Scalar::Null => "null",
        Scalar::Bool(_) => "a boolean",
        Scalar::Text(_) if takes_text => "a string in another format",
        Scalar::Text(_) => "a string",
        Scalar::Float(number) if number.fract() != 0.0 => "a fraction",
        Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Float(_) => match shape {
            Shape::Integer32 | Shape::Integer64 | Shape::IntegerOrText | Shape::Byte => {
                "a number out of range"
            }
            _ => "a number",
        },
    }
}
