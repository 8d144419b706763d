//! Copies values from one field to others.
//!
//! Source: the package `replacement` of Kustomize.

use std::rc::Rc;

use crate::derivation::kustomize::declared::{FieldOptions, Replacement, Selector, Target};
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::identity::{Gvk, Id};
use crate::derivation::kustomize::object::Object;
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::paths::{Changes, New, look_up, smart_split};
use crate::derivation::kustomize::selector::LabelSelector;
use crate::derivation::kustomize::value::{Data, Text, Value};
use crate::tree::{Lineage, Passage};

/// The path of a value without one.
const NAME: &str = "metadata.name";

/// Copies the value of a replacement.
///
/// # Errors
/// If there is no such value or field.
pub(in crate::derivation::kustomize) fn replace(
    objects: &mut Objects,
    replacement: &Replacement<'_>,
    source: u32,
) -> Result<(), Cause> {
    let Some(targets) = &replacement.targets else { return Err(incomplete()) };
    let value = match (&replacement.source, replacement.value) {
        (None, None) => return Err(incomplete()),
        (Some(_), Some(_)) => {
            return Err("value and resource selectors are mutually exclusive".into());
        }
        (None, Some(value)) => {
            let text = Text { quoted: false, ..Text::plain(value.text()) };
            Value::new(Passage::of(source, value), Data::Scalar(text))
        }
        (Some((selector, path, options)), None) => {
            let path = if path.is_empty() { NAME } else { path };
            refined(from_source(objects, selector, path)?, *options)?
        }
    };
    targets.iter().try_for_each(|target| copy(objects, &value, target))
}

fn incomplete() -> Cause {
    "replacements must specify a source and at least one target".into()
}

/// The identities of an object; none of them is known not to be in a namespace.
fn ids(object: &Object) -> impl Iterator<Item = Id> + '_ {
    object.ids().map(|id| Id { is_cluster_scoped: false, ..id })
}

fn is_selected(id: &Id, by: &Selector<'_>) -> bool {
    let namespace = Id { namespace: by.namespace.into(), is_cluster_scoped: false, ..id.clone() };
    (by.name.is_empty() || *id.name == *by.name)
        && (by.namespace.is_empty() || namespace.effective_namespace() == id.effective_namespace())
        && id.gvk().is_selected(by.gvk)
}

fn from_source(objects: &Objects, selector: &Selector<'_>, path: &str) -> Result<Rc<Value>, Cause> {
    let mut found =
        objects.iter().filter(|object| ids(object).any(|id| is_selected(&id, selector)));
    let named = || format!("{}/{}.{}", selector.gvk, selector.name, selector.namespace);
    let Some(object) = found.next() else {
        return Err(format!("nothing selected by {}", named()).into());
    };
    if found.next().is_some() {
        return Err(format!("multiple matches for selector {}", named()).into());
    }
    let value = look_up(&object.root, &smart_split(path, '.'))?.filter(|value| !value.is_nothing());
    let missing = || format!("fieldPath `{path}` is missing for replacement source {}", named());
    value.ok_or_else(|| missing().into())
}

/// The part of a value that the options ask for.
fn refined(value: Rc<Value>, options: FieldOptions<'_>) -> Result<Rc<Value>, Cause> {
    if options.delimiter.is_empty() {
        return Ok(value);
    }
    let Some(scalar) = value.scalar() else {
        return Err("delimiter option can only be used with scalar nodes".into());
    };
    let mut at = 0;
    let parts = scalar.text.split(options.delimiter).map(|part| {
        let range = at..at + part.len();
        at = range.end + options.delimiter.len();
        range
    });
    let wanted = usize::try_from(options.index).ok();
    let range = wanted.and_then(|index| parts.into_iter().nth(index));
    let Some(range) = range else {
        return Err(format!("options.index {} is out of bounds for value", options.index).into());
    };
    let lineage = value.lineage.part(&range, scalar.text.len());
    let text = Text { text: scalar.text.get(range).unwrap_or_default().into(), ..scalar.clone() };
    Ok(Value::new(lineage, Data::Scalar(text)))
}

fn copy(objects: &mut Objects, value: &Rc<Value>, target: &Target<'_>) -> Result<(), Cause> {
    let Some(select) = &target.select else {
        return Err("target must specify resources to select".into());
    };
    let selected = Selects::new(select)?;
    let rejected = target.reject.iter().map(Selects::new).collect::<Result<Vec<_>, _>>()?;
    for object in objects.list_mut() {
        let is_rejected = rejected.iter().any(|reject| reject.rejects(object));
        if is_rejected || !selected.fits(object) || !ids(object).any(|id| is_selected(&id, select))
        {
            continue;
        }
        let paths = if target.paths.is_empty() { &[NAME][..] } else { &target.paths };
        for path in paths {
            set(object, value, path, target.options)?;
        }
    }
    Ok(())
}

/// A selector with its parsed parts.
struct Selects<'s, 'p> {
    selector: &'s Selector<'p>,
    labels: LabelSelector<'p>,
    annotations: LabelSelector<'p>,
}

impl<'s, 'p> Selects<'s, 'p> {
    fn new(selector: &'s Selector<'p>) -> Result<Self, Cause> {
        let labels = LabelSelector::parse(selector.labels)?;
        let annotations = LabelSelector::parse(selector.annotations)?;
        Ok(Self { selector, labels, annotations })
    }

    fn fits(&self, object: &Object) -> bool {
        self.labels.selects(object, "labels") && self.annotations.selects(object, "annotations")
    }

    fn rejects(&self, object: &Object) -> bool {
        let selector = self.selector;
        let by_labels = !(selector.labels.is_empty() && selector.annotations.is_empty());
        let is_any = selector.gvk == Gvk::default()
            && selector.name.is_empty()
            && selector.namespace.is_empty();
        by_labels && self.fits(object)
            || !is_any && ids(object).any(|id| is_selected(&id, selector))
    }
}

fn set(
    object: &mut Object,
    value: &Rc<Value>,
    path: &str,
    options: FieldOptions<'_>,
) -> Result<(), Cause> {
    let lineage = Lineage::implied(value.lineage.from);
    let create = options.create.then(|| (New::of(value), lineage));
    let word = if create.is_some() { "find or create" } else { "find" };
    let unable = || format!("unable to {word} field \"{path}\" in replacement target");
    let mut change = |known: &Rc<Value>| placed(known, value, options);
    let mut changes = Changes { create, count: 0, set: &mut change };
    let root = changes.apply(&object.root, &smart_split(path, '.'));
    let root = root
        .map_err(|cause| Cause { message: format!("{}: {}", unable(), cause.message), ..cause })?;
    if changes.count == 0 {
        return Err(unable().into());
    }
    object.root = root;
    Ok(())
}

/// A value in the place of another one, or of a part of it.
fn placed(
    known: &Rc<Value>,
    value: &Rc<Value>,
    options: FieldOptions<'_>,
) -> Result<Rc<Value>, Cause> {
    let Some(own) = known.scalar() else {
        if !options.delimiter.is_empty() {
            return Err("delimiter option can only be used with scalar nodes".into());
        }
        return Ok(Rc::clone(value));
    };
    let text = value.text();
    if options.delimiter.is_empty() {
        let scalar = Text { text: text.into(), ..own.clone() };
        return Ok(Value::new(value.lineage.clone(), Data::Scalar(scalar)));
    }
    let length = own.text.len();
    let mut at = 0;
    let mut parts: Vec<(String, Lineage)> = own
        .text
        .split(options.delimiter)
        .map(|part| {
            let range = at..at + part.len();
            at = range.end + options.delimiter.len();
            (part.to_owned(), known.lineage.part(&range, length))
        })
        .collect();
    let new = (text.to_owned(), value.lineage.clone());
    match usize::try_from(options.index) {
        Err(_) => parts.insert(0, new),
        Ok(index) => match parts.get_mut(index) {
            Some(part) => *part = new,
            None => parts.push(new),
        },
    }
    let mut joined: Vec<(String, Lineage)> = Vec::new();
    for (number, part) in parts.into_iter().enumerate() {
        if number > 0 {
            let lineage = Lineage::implied(known.lineage.from);
            joined.push((options.delimiter.to_owned(), lineage));
        }
        joined.push(part);
    }
    let text: String = joined.iter().map(|(text, _)| text.as_str()).collect();
    let parts = joined.into_iter().map(|(text, lineage)| (lineage, text.len()));
    let lineage = Lineage::joined(known.lineage.from, parts);
    Ok(Value::new(lineage, Data::Scalar(Text { text: text.into(), ..own.clone() })))
}
