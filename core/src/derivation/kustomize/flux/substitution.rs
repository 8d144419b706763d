//! The variables of `postBuild`: `${name}` and the functions of a shell in the objects that are
//! built.
//!
//! Source: the package `envsubst` of fluxcd/pkg, and `SubstituteVariables` of its package `kustomize`.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::expression::{Part, parts};
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::value::{Data, Key, Tag, Text, Value};
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{
    Contributor, Dialect, Kind, Limits, Lineage, Made, NodeRef, Origin, Role, Scalar, Style,
    resolve,
};

/// The variables of an object.
#[derive(Debug, Default)]
pub(in crate::derivation::kustomize) struct Variables {
    pub(super) values: BTreeMap<String, Variable>,
    /// Whether there may be variables that are not in the input.
    pub(super) is_open: bool,
}

/// The value of a variable.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) value: String,
    pub(super) lineage: Lineage,
}

/// A label or annotation that keeps variables of an object from being replaced.
const MARK: &str = "kustomize.toolkit.fluxcd.io/substitute";

impl Variables {
    /// Whether there is nothing that could be replaced.
    pub(super) fn are_none(&self) -> bool {
        self.values.is_empty()
    }

    /// An object with its variables replaced; `None` if it stays as it is.
    ///
    /// # Errors
    /// If Flux refuses an expression.
    pub(super) fn replace(&self, root: &Rc<Value>) -> Result<Option<Rc<Value>>, Cause> {
        let marked = ["labels", "annotations"]
            .into_iter()
            .any(|field| root.text_at(&["metadata", field, MARK]) == "disabled");
        if marked { Ok(None) } else { self.in_value(root, "") }
    }

    /// `before` is what the reference writes before the value.
    // INVARIANT: values are no deeper than `DEPTH` and what transformers add.
    fn in_value(&self, value: &Rc<Value>, before: &str) -> Result<Option<Rc<Value>>, Cause> {
        match &value.data {
            Data::Scalar(text) => self.in_scalar(value, text, before),
            Data::List(items) => {
                let changed = items.iter().map(|item| self.in_value(item, ITEM));
                let changed: Vec<_> = changed.collect::<Result<_, _>>()?;
                if changed.iter().all(Option::is_none) {
                    return Ok(None);
                }
                let items = changed.into_iter().zip(items);
                let items = items.map(|(new, old)| new.unwrap_or_else(|| Rc::clone(old)));
                Ok(Some(Value::new(value.lineage.clone(), Data::List(items.collect()))))
            }
            Data::Map(entries) => {
                let mut changed = Vec::with_capacity(entries.len());
                let mut is_same = true;
                for (key, inner) in entries {
                    let new_key = self.in_text(&key.text, &key.lineage)?;
                    let new = self.in_value(inner, KEY)?;
                    is_same &= new_key.is_none() && new.is_none();
                    let new_key =
                        new_key.map(|(text, lineage)| Rc::new(Key { text: text.into(), lineage }));
                    changed.push((
                        new_key.unwrap_or_else(|| Rc::clone(key)),
                        new.unwrap_or_else(|| Rc::clone(inner)),
                    ));
                }
                let new = || Value::new(value.lineage.clone(), Data::Map(changed));
                Ok((!is_same).then(new))
            }
        }
    }

    fn in_scalar(
        &self,
        value: &Rc<Value>,
        text: &Text,
        before: &str,
    ) -> Result<Option<Rc<Value>>, Cause> {
        if !matches!(text.value(), Some(Scalar::Text(_))) {
            return Ok(None);
        }
        let Some((new, lineage)) = self.in_text(&text.text, &value.lineage)? else {
            return Ok(None);
        };
        // The reference replaces variables in the text of the object: what is written there without
        // quotes is read again.
        if lineage.is_open() || !is_plain(&text.text) {
            return Ok(Some(Value::string(lineage, new)));
        }
        if is_plain(&new) {
            let text = typed(&new);
            return Ok(Some(Value::new(lineage, Data::Scalar(text))));
        }
        read(&new, before, &lineage).map(Some)
    }

    /// A text with its variables replaced; `None` if it has no expression.
    fn in_text(&self, text: &str, own: &Lineage) -> Result<Option<(String, Lineage)>, Cause> {
        if !text.contains('$') {
            return Ok(None);
        }
        let mut made: Vec<(Lineage, String)> = Vec::new();
        for part in parts(text)? {
            match part {
                Part::Text(range) => {
                    let copied = text.get(range.clone()).unwrap_or_default().to_owned();
                    made.push((own.part(&range, text.len()), copied));
                }
                Part::Expression(range, expression) => {
                    let mut lineage = own.part(&range, text.len());
                    let variable = self.values.get(expression.name);
                    let known = match variable {
                        None if self.is_open => None,
                        variable => {
                            expression.value(variable.map_or("", |known| &known.value), self)
                        }
                    };
                    let Some(value) = known else {
                        lineage.made = Made::Open;
                        let same = text.get(range).unwrap_or_default().to_owned();
                        made.push((lineage, same));
                        continue;
                    };
                    let from = lineage.from;
                    let mut lineage = match variable.filter(|known| !known.value.is_empty()) {
                        Some(known) if known.value == value => known.lineage.clone(),
                        Some(known) => known.lineage.clone().rewritten(value.len()),
                        None => lineage.rewritten(value.len()),
                    };
                    lineage.add(Contributor { from, role: Role::Expression });
                    made.push((lineage, value));
                }
            }
        }
        let new: String = made.iter().map(|(_, text)| text.as_str()).collect();
        let parts = made.into_iter().map(|(lineage, text)| (lineage, text.len()));
        let lineage = Lineage::joined(own.from, parts);
        Ok((new != text || lineage.is_open()).then_some((new, lineage)))
    }
}

/// What is before a value in a list.
const ITEM: &str = "- ";
/// What is before a value in a mapping.
const KEY: &str = "-: ";

/// Whether the reference writes a string without quotes.
///
/// Source: the emitter of libyaml.
fn is_plain(text: &str) -> bool {
    let is_indicator = |first: char| ",[]{}#&*!|>'\"%@`".contains(first);
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    let Some(first) = first else { return false };
    let is_entry = matches!(first, '-' | '?' | ':') && second.is_none_or(char::is_whitespace);
    !(is_indicator(first)
        || is_entry
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':')
        || text.starts_with("---")
        || text.starts_with("...")
        || text.trim() != text
        || text.contains(char::is_control))
}

/// A text with the type that it has without quotes.
fn typed(text: &str) -> Text {
    let known = |text: String, tag| Text { text: text.into(), tag, quoted: false };
    match resolve(text, Style::Plain, None, Dialect::Kubernetes) {
        Scalar::Null => known("null".to_owned(), Tag::Null),
        Scalar::Bool(value) => known(value.to_string(), Tag::Bool),
        Scalar::Integer(value) => known(value.to_string(), Tag::Integer),
        Scalar::Unsigned(value) => known(value.to_string(), Tag::Integer),
        Scalar::Float(value) => known(value.to_string(), Tag::Float),
        Scalar::Text(_) => Text::string(text),
    }
}

/// A text that is more than a scalar, or none, once its variables are replaced. All of it has one
/// lineage.
fn read(text: &str, before: &str, lineage: &Lineage) -> Result<Rc<Value>, Cause> {
    let source = Source::new("", format!("{before}{text}"));
    let (tree, problems) = syntax::parse(source, Format::YAML, Origin::Text, Limits::default());
    if let Some(problem) = problems.first() {
        return Err(format!("envsubst error: YAMLToJSON: {}", problem.message).into());
    }
    let root = tree.documents().next().map(|(_, root)| root);
    let value = root.and_then(|root| match root.kind() {
        Kind::Sequence => root.items().next(),
        _ => root.entries().into_iter().next().map(|(_, value)| value),
    });
    Ok(value.map_or_else(|| Value::string(lineage.clone(), text), |value| made(value, lineage)))
}

// INVARIANT: the parser bounds the depth.
fn made(node: NodeRef<'_>, lineage: &Lineage) -> Rc<Value> {
    let Some(node) = node.follow() else { return Value::string(lineage.clone(), "") };
    let data = match node.kind() {
        Kind::Scalar | Kind::Alias => Data::Scalar(match node.style() {
            Style::Plain => typed(node.text()),
            _ => Text::string(node.text()),
        }),
        Kind::Sequence => Data::List(node.items().map(|item| made(item, lineage)).collect()),
        Kind::Mapping => Data::Map(
            node.entries()
                .into_iter()
                .map(|(key, value)| {
                    let key = Key { text: key.text().into(), lineage: lineage.clone() };
                    (Rc::new(key), made(value, lineage))
                })
                .collect(),
        ),
    };
    Value::new(lineage.clone(), data)
}
