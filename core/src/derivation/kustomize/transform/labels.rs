//! Adds labels and annotations.

use std::rc::Rc;

use crate::derivation::kustomize::declared::{Labels, Pairs};
use crate::derivation::kustomize::defaults::{OBJECT_LABELS, TEMPLATE_LABELS, labels};
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::fields::{Creation, FieldSpec, New, change, merge};
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::value::{Key, Text, Value, put};
use crate::tree::{Lineage, Passage};

/// Adds labels to fields.
///
/// # Errors
/// If a field is not a mapping.
pub(in crate::derivation::kustomize) fn add_labels(
    objects: &mut Objects,
    labels: &Pairs<'_>,
    fields: &[FieldSpec<'_>],
    source: u32,
) -> Result<(), Cause> {
    for object in objects.contents_mut() {
        for (key, value) in labels {
            let creation = Creation { kind: New::Map, from: Passage::of(source, *value) };
            let mut set = |known: &Rc<Value>| {
                if known.map().is_none() && !known.is_null() {
                    let message =
                        format!("wrong node kind: expected MappingNode but got {}", known.kind());
                    return Err(message.into());
                }
                let mut map = Rc::clone(known);
                let entries = Rc::make_mut(&mut map).entries_mut();
                let name = key.key_text();
                let text = Text::string(value.text());
                let lineage = Lineage::from(Passage::of(source, *value));
                let Some(entries) = entries else { return Ok(None) };
                let known = entries.iter_mut().find(|(own, _)| *own.text == *name);
                if let Some((_, known)) = known {
                    put(known, text, lineage);
                } else {
                    let of_key = Passage::of(source, *key).into();
                    let key = Key { text: (&*name).into(), lineage: of_key };
                    entries.push((Rc::new(key), Value::string(lineage, value.text())));
                }
                Ok(Some(map))
            };
            for spec in fields {
                change(&mut object.root, spec, Some(creation), &mut set)?;
            }
        }
    }
    Ok(())
}

/// Adds annotations to objects and to those that they create.
///
/// # Errors
/// As for labels.
pub(in crate::derivation::kustomize) fn add_annotations(
    objects: &mut Objects,
    annotations: &Pairs<'_>,
    source: u32,
) -> Result<(), Cause> {
    add_labels(objects, annotations, crate::derivation::kustomize::defaults::ANNOTATIONS, source)
}

/// The fields that get labels.
///
/// # Errors
/// If a field is created for one and not for the other.
pub(in crate::derivation::kustomize) fn fields<'p>(
    of: &Labels<'p>,
) -> Result<Vec<FieldSpec<'p>>, Cause> {
    let mut fields = of.fields.clone();
    if of.selectors {
        merge(&mut fields, labels())?;
        return Ok(fields);
    }
    if of.templates {
        merge(&mut fields, TEMPLATE_LABELS)?;
    }
    merge(&mut fields, &[OBJECT_LABELS])?;
    Ok(fields)
}
