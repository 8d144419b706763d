//! Variables, `$(NAME)`, with the values of fields.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::derivation::kustomize::declared::Variable;
use crate::derivation::kustomize::defaults::variables;
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::fields::change;
use crate::derivation::kustomize::identity::Id;
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::paths::{look_up, smart_split};
use crate::derivation::kustomize::value::{Data, Tag, Text, Value};
use crate::tree::{Lineage, Scalar};

/// Variables by their name, each with the path to its value.
#[derive(Clone, Debug, Default)]
pub(in crate::derivation::kustomize) struct Variables(BTreeMap<Rc<str>, Rc<str>>);

impl Variables {
    /// Adds variables of a kustomization, and marks the objects that have their values.
    ///
    /// # Errors
    /// If a name is taken, or the object is not the only one.
    pub(in crate::derivation::kustomize) fn add(
        &mut self,
        declared: &[Variable<'_>],
        objects: &mut Objects,
    ) -> Result<(), Cause> {
        for variable in declared {
            let id =
                Id::new(&variable.api_version, variable.kind, variable.object, variable.namespace);
            let with_namespace = !id.namespace.is_empty() || id.is_cluster_scoped;
            let is_it = |own: Id| {
                own.gvk() == id.gvk()
                    && own.name == id.name
                    && (!with_namespace || own.effective_namespace() == id.effective_namespace())
            };
            let found = objects.iter().enumerate();
            let found = found.filter(|(_, object)| object.ids().any(is_it));
            let found: Vec<usize> = found.map(|(number, _)| number).collect();
            match found.as_slice() {
                [] => {}
                [one] => {
                    if let Some(object) = objects.contents_mut().get_mut(*one) {
                        let name = Rc::from(variable.name);
                        object.variables = object.variables.iter().cloned().chain([name]).collect();
                    }
                }
                many => {
                    let count = many.len();
                    let message = format!(
                        "found {count} resId matches for var {} (unable to disambiguate)",
                        variable.name
                    );
                    return Err(message.into());
                }
            }
            self.insert(variable.name.into(), variable.path.into())?;
        }
        Ok(())
    }

    /// Adds the variables of a base.
    ///
    /// # Errors
    /// If a name is taken.
    pub(in crate::derivation::kustomize) fn extend(&mut self, other: &Self) -> Result<(), Cause> {
        let mut all = other.0.iter();
        all.try_for_each(|(name, path)| self.insert(Rc::clone(name), Rc::clone(path)))
    }

    fn insert(&mut self, name: Rc<str>, path: Rc<str>) -> Result<(), Cause> {
        if self.0.contains_key(&name) {
            return Err(format!("var '{name}' already encountered").into());
        }
        self.0.insert(name, path);
        Ok(())
    }
}

/// Replaces variables with their values.
///
/// # Errors
/// If a variable has no value, or a field is not of its type.
pub(in crate::derivation::kustomize) fn replace_variables(
    objects: &mut Objects,
    declared: &Variables,
) -> Result<(), Cause> {
    let mut values: BTreeMap<&str, Rc<Value>> = BTreeMap::new();
    for (name, path) in &declared.0 {
        let has_it = |object: &&crate::derivation::kustomize::object::Object| {
            object.variables.contains(name)
        };
        let Some(object) = objects.iter().find(has_it) else {
            let message =
                format!("var '{name}' cannot be mapped to a field in the set of known resources");
            return Err(message.into());
        };
        let Some(value) = look_up(&object.root, &with_indices(path))? else {
            let message =
                format!("field specified in var '{name}' not found in corresponding resource");
            return Err(message.into());
        };
        values.insert(name, value);
    }
    if values.is_empty() {
        return Ok(());
    }
    for object in objects.list_mut() {
        for spec in variables() {
            change(&mut object.root, spec, None, &mut |value| replaced(value, &values))?;
        }
    }
    Ok(())
}

/// The steps of a path, in which `[0]` behind a key is a separate step.
fn with_indices(path: &str) -> Vec<String> {
    let mut steps = Vec::new();
    for step in smart_split(path, '.') {
        let index = step.strip_suffix(']').and_then(|step| step.rsplit_once('['));
        match index.filter(|(key, index)| !key.is_empty() && index.parse::<usize>().is_ok()) {
            Some((key, index)) => steps.extend([key.to_owned(), index.to_owned()]),
            None => steps.push(step),
        }
    }
    steps
}

/// Whether a scalar is one in which variables are replaced.
fn string(value: &Value) -> Option<&Text> {
    value.scalar().filter(|text| matches!(text.tag, Tag::Text | Tag::Unset))
}

fn replaced(
    value: &Rc<Value>,
    values: &BTreeMap<&str, Rc<Value>>,
) -> Result<Option<Rc<Value>>, Cause> {
    match &value.data {
        Data::Scalar(_) => Ok(in_text(value, values)),
        Data::Map(entries) => {
            let mut changed = Rc::clone(value);
            for (key, inner) in entries {
                if let Some(new) = in_text(inner, values) {
                    Rc::make_mut(&mut changed).set(&key.text, new);
                }
            }
            Ok((!Rc::ptr_eq(&changed, value)).then_some(changed))
        }
        Data::List(items) => {
            if items.iter().any(|item| string(item).is_none()) {
                return Err("invalid value type expect a string".into());
            }
            let new: Vec<Rc<Value>> = items
                .iter()
                .map(|item| in_text(item, values).unwrap_or_else(|| Rc::clone(item)))
                .collect();
            let is_same = items.iter().zip(&new).all(|(item, new)| Rc::ptr_eq(item, new));
            Ok((!is_same).then(|| Value::new(value.lineage.clone(), Data::List(new))))
        }
    }
}

/// A text with its variables replaced; `None` if it stays as it is.
fn in_text(value: &Rc<Value>, values: &BTreeMap<&str, Rc<Value>>) -> Option<Rc<Value>> {
    let text = string(value)?;
    let own = &*text.text;
    let mut parts: Vec<(String, Lineage)> = Vec::new();
    let mut done = 0;
    let copied = |from: usize, to: usize| {
        let part = own.get(from..to).unwrap_or_default();
        (part.to_owned(), value.lineage.part(&(from..to), own.len()))
    };
    let mut at = 0;
    while let Some(dollar) = own.get(at..).and_then(|rest| rest.find('$')).map(|found| at + found) {
        let rest = own.get(dollar + 1..).unwrap_or_default();
        let Some(next) = rest.chars().next() else { break };
        parts.push(copied(done, dollar));
        let end = match (next, rest.find(')')) {
            ('(', Some(close)) => {
                let name = rest.get(1..close).unwrap_or_default();
                let end = dollar + close + 2;
                let scalar = values.get(name).and_then(|value| Some((value, value.scalar()?)));
                match scalar.filter(|(value, _)| !value.is_null()) {
                    Some((known, _)) if dollar == 0 && end == own.len() => {
                        let data = known.scalar().map_or_else(|| text.clone(), typed);
                        return Some(Value::new(known.lineage.clone(), Data::Scalar(data)));
                    }
                    Some((known, scalar)) => {
                        parts.push((shown(scalar), known.lineage.clone()));
                    }
                    None => parts.push(copied(dollar, end)),
                }
                end
            }
            ('$', _) => {
                parts.push(copied(dollar, dollar + 1));
                dollar + 2
            }
            _ => {
                let end = dollar + 1 + next.len_utf8();
                parts.push(copied(dollar, end));
                end
            }
        };
        (at, done) = (end, end);
    }
    parts.push(copied(done, own.len()));
    let new: String = parts.iter().map(|(text, _)| text.as_str()).collect();
    let is_text = matches!(text.value(), Some(Scalar::Text(_)));
    if new == own && is_text {
        return None;
    }
    let parts = parts.into_iter().map(|(text, lineage)| (lineage, text.len()));
    Some(Value::string(Lineage::joined(value.lineage.from, parts), new))
}

/// A value with its type.
fn typed(text: &Text) -> Text {
    match text.tag {
        Tag::Unset => Text::string(Rc::clone(&text.text)),
        _ => text.normal(),
    }
}

/// A value inside of a text.
fn shown(text: &Text) -> String {
    match text.tag {
        Tag::Unset | Tag::Text => text.text.to_string(),
        _ => text.normal().text.to_string(),
    }
}
