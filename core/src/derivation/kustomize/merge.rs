//! Strategic merge patches.
//!
//! Source: the packages `merge2` and `walk` of kyaml, with lists of patches put before those of the
//! object.

use std::rc::Rc;

use super::fault::Cause;
use super::kinds::Shape;
use super::lists::merge_lists;
use super::value::{Data, Entry, Tag, Text, Value, put};
use crate::tree::{Contributor, Lineage, Role};

/// What a patch says about a mapping or list as a whole.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Directive {
    Merge,
    Replace,
    Delete,
}

/// The key of a directive.
const DIRECTIVE: &str = "$patch";

/// The result of merging two values.
#[derive(Debug)]
pub(super) struct Merged {
    /// The value; `None` if it was removed.
    pub(super) value: Option<Rc<Value>>,
    /// Whether it is the object's value, changed in its place.
    pub(super) in_place: bool,
}

impl Merged {
    fn new(value: Option<Rc<Value>>) -> Self {
        Self { value, in_place: false }
    }
}

/// Merges a patch over an object.
///
/// # Errors
/// If the two are of different kinds at some place, or a directive is not known.
pub(super) fn merge(object: &Rc<Value>, patch: &Rc<Value>) -> Result<Option<Rc<Value>>, Cause> {
    let text = |of: &Value, key| of.get(key).map_or(String::new(), |value| value.text().to_owned());
    let shape = [object, patch]
        .into_iter()
        .map(|of| (text(of, "apiVersion"), text(of, "kind")))
        .find(|(version, kind)| !version.is_empty() && !kind.is_empty())
        .map(|(version, kind)| Shape::of(&version, &kind));
    Ok(walk(Some(object), Some(patch), shape.unwrap_or_default())?.value)
}

fn present(value: Option<&Rc<Value>>) -> Option<&Rc<Value>> {
    value.filter(|value| !value.is_null())
}

// INVARIANT: values are no deeper than `DEPTH` and what transformers add.
pub(super) fn walk(
    own: Option<&Rc<Value>>,
    patch: Option<&Rc<Value>>,
    shape: Shape,
) -> Result<Merged, Cause> {
    let Some(first) = present(own).or(present(patch)) else { return maps(own, patch, shape) };
    for other in [own, patch].into_iter().filter_map(present) {
        if std::mem::discriminant(&other.data) != std::mem::discriminant(&first.data) {
            let (expected, found) = (first.kind(), other.kind());
            let message = format!("wrong node kind: expected {expected} but got {found}");
            return Err(message.into());
        }
    }
    match &first.data {
        Data::Map(_) => maps(own, patch, shape),
        Data::List(_) => match shape.merged_by() {
            Some(keys) => lists(own, patch, keys, shape),
            None => Ok(Merged::new(replaced(own, patch))),
        },
        Data::Scalar(_) => Ok(Merged::new(replaced(own, patch))),
    }
}

/// The patch's value if there is one, else the object's.
fn replaced(own: Option<&Rc<Value>>, patch: Option<&Rc<Value>>) -> Option<Rc<Value>> {
    match (own, patch) {
        (Some(own), Some(patch)) if own.lineage.from != patch.lineage.from => {
            let mut value = Rc::clone(patch);
            let base = Contributor { from: own.lineage.from, role: Role::Base };
            Rc::make_mut(&mut value).lineage.add(base);
            Some(value)
        }
        (own, patch) => patch.or(own).cloned(),
    }
}

fn maps(own: Option<&Rc<Value>>, patch: Option<&Rc<Value>>, shape: Shape) -> Result<Merged, Cause> {
    let Some(own) = present(own) else {
        let Some(patch) = patch else {
            // An explicit null stays, and an empty value does not.
            return Ok(Merged::new(own.filter(|own| !own.text().is_empty()).cloned()));
        };
        let (directive, patch) = match directive_of_map(patch) {
            Ok(found) => found,
            Err(_) => (Directive::Merge, Rc::clone(patch)),
        };
        if directive == Directive::Delete {
            return Ok(Merged::new(None));
        }
        // What a patch adds is merged with itself: its nulls and directives have an effect.
        return Ok(Merged::new(Some(fields(&patch, Some(&patch), shape)?)));
    };
    let Some(patch) = patch else {
        return Ok(Merged { value: Some(fields(own, None, shape)?), in_place: true });
    };
    if patch.is_null() {
        return Ok(Merged::new(None));
    }
    // A value of the patch that is merged with itself is the object's.
    let in_place = Rc::ptr_eq(own, patch);
    let (directive, patch) = directive_of_map(patch)?;
    match directive {
        Directive::Delete => Ok(Merged::new(None)),
        Directive::Replace => {
            Ok(Merged { value: Some(fields(&patch, Some(&patch), shape)?), in_place })
        }
        Directive::Merge => {
            Ok(Merged { value: Some(fields(own, Some(&patch), shape)?), in_place: true })
        }
    }
}

/// Merges the entries of a mapping.
fn fields(own: &Rc<Value>, patch: Option<&Rc<Value>>, shape: Shape) -> Result<Rc<Value>, Cause> {
    let own_entries = own.map().unwrap_or_default();
    let patched = patch.and_then(|patch| patch.map()).unwrap_or_default();
    let patched = Index::new(patched);
    let mut changed: Option<Vec<Entry>> = None;
    let mut removed = Vec::new();
    for (at, (key, value)) in own_entries.iter().enumerate() {
        let over = patched.get(&key.text).map(|(_, value)| value);
        // Without a patch, only empty values below change, which the reference removes.
        let merged = walk(Some(value), over, shape.field(&key.text))?.value;
        let merged = merged.filter(|merged| !is_removed(merged, over.is_some())).map(quoted);
        match merged {
            None => removed.push(at),
            Some(merged) if Rc::ptr_eq(&merged, value) => {}
            Some(merged) => {
                let mut target = Rc::clone(value);
                assign(&mut target, &merged);
                let changed = changed.get_or_insert_with(|| own_entries.to_vec());
                changed.get_mut(at).into_iter().for_each(|(_, value)| *value = Rc::clone(&target));
            }
        }
    }
    let known = Index::new(own_entries);
    for (key, value) in patched.entries.iter().filter(|(key, _)| known.get(&key.text).is_none()) {
        let merged = walk(None, Some(value), shape.field(&key.text))?.value;
        let Some(merged) = merged.filter(|merged| !merged.is_null()) else { continue };
        let changed = changed.get_or_insert_with(|| own_entries.to_vec());
        changed.push((Rc::clone(key), quoted(merged)));
    }
    if changed.is_none() && removed.is_empty() {
        return Ok(Rc::clone(own));
    }
    let mut entries = changed.unwrap_or_else(|| own_entries.to_vec());
    let mut lineage = own.lineage.clone();
    for at in removed.into_iter().rev() {
        let (key, value) = entries.remove(at);
        if let Some((_, by)) = patched.get(&key.text) {
            let by = by.get(DIRECTIVE).unwrap_or(by);
            lineage.remove(&key.text, by.lineage.from, value.lineage.from);
        }
    }
    Ok(Value::new(lineage, Data::Map(entries)))
}

/// A string whose text looks like another type, with quotes.
fn quoted(mut value: Rc<Value>) -> Rc<Value> {
    if value.scalar().is_some_and(Text::needs_quotes) {
        if let Data::Scalar(text) = &mut Rc::make_mut(&mut value).data {
            text.quoted = true;
        }
    }
    value
}

/// Whether a value is removed when it is set. An explicit null of the object itself stays.
fn is_removed(value: &Value, is_patched: bool) -> bool {
    value.is_null() && (is_patched || value.text().is_empty())
}

/// Sets a value in the place of another one, as the reference does it: a scalar keeps its quotes.
fn assign(target: &mut Rc<Value>, value: &Rc<Value>) {
    match (&target.data, &value.data) {
        (Data::Scalar(_), Data::Scalar(text)) => put(target, text.clone(), value.lineage.clone()),
        _ => *target = Rc::clone(value),
    }
}

/// Entries by their key.
struct Index<'e> {
    entries: &'e [Entry],
    /// Only if there are many.
    by_key: std::collections::HashMap<&'e str, usize>,
}

/// The number of entries up to which a linear search is used.
const FEW: usize = 16;

impl<'e> Index<'e> {
    fn new(entries: &'e [Entry]) -> Self {
        let all = entries.iter().enumerate().filter(|_| entries.len() > FEW);
        Self { entries, by_key: all.map(|(at, (key, _))| (&*key.text, at)).collect() }
    }

    fn get(&self, key: &str) -> Option<&'e Entry> {
        if self.entries.len() > FEW {
            return self.entries.get(*self.by_key.get(key)?);
        }
        self.entries.iter().find(|(own, _)| &*own.text == key)
    }
}

fn lists(
    own: Option<&Rc<Value>>,
    patch: Option<&Rc<Value>>,
    keys: &'static [&'static str],
    shape: Shape,
) -> Result<Merged, Cause> {
    let Some(own) = present(own) else {
        let Some(patch) = patch else { return Ok(Merged::new(None)) };
        return Ok(Merged::new(merge_lists(patch, Some(patch), keys, shape.items())?));
    };
    let Some(patch) = patch else {
        return Ok(Merged::new(merge_lists(own, None, keys, shape.items())?));
    };
    if patch.is_null() {
        return Ok(Merged::new(None));
    }
    let (directive, patch) = directive_of_list(patch)?;
    match directive {
        Directive::Delete => Ok(Merged::new(None)),
        Directive::Replace => {
            Ok(Merged::new(merge_lists(&patch, Some(&patch), keys, shape.items())?))
        }
        Directive::Merge => Ok(Merged::new(merge_lists(own, Some(&patch), keys, shape.items())?)),
    }
}

fn directive(text: &str) -> Result<Directive, Cause> {
    match text {
        "merge" => Ok(Directive::Merge),
        "replace" => Ok(Directive::Replace),
        "delete" => Ok(Directive::Delete),
        other => Err(format!("unknown patch strategy '{other}'").into()),
    }
}

/// The directive of a mapping, and the mapping without it.
fn directive_of_map(patch: &Rc<Value>) -> Result<(Directive, Rc<Value>), Cause> {
    let Some(word) = patch.get(DIRECTIVE) else { return Ok((Directive::Merge, Rc::clone(patch))) };
    let directive = directive(word.text())?;
    let mut rest = Rc::clone(patch);
    Rc::make_mut(&mut rest).remove(DIRECTIVE);
    Ok((directive, rest))
}

/// The directive of a list, which is a separate item, and the list without it.
fn directive_of_list(patch: &Rc<Value>) -> Result<(Directive, Rc<Value>), Cause> {
    let items = patch.list().unwrap_or_default();
    let found = items.iter().find(|item| item.get(DIRECTIVE).is_some());
    let word = found.filter(|item| item.map().is_some_and(|entries| entries.len() == 1));
    let Some(word) = word.and_then(|item| item.get(DIRECTIVE)) else {
        return Ok((Directive::Merge, Rc::clone(patch)));
    };
    let directive = directive(word.text())?;
    let is_it = |item: &Value| item.get(DIRECTIVE).is_some_and(|own| own.text() == word.text());
    let rest = items.iter().filter(|item| {
        let is_empty_map = item.map().is_some_and(<[Entry]>::is_empty);
        !(item.is_null() || is_empty_map || is_it(item))
    });
    let rest = Data::List(rest.cloned().collect());
    Ok((directive, Value::new(patch.lineage.clone(), rest)))
}

/// A scalar that the reference makes from a text, without a type.
pub(super) fn untyped(text: &str, lineage: &Lineage) -> Rc<Value> {
    Value::new(lineage.clone(), Data::Scalar(Text { tag: Tag::Unset, ..Text::plain(text) }))
}
