//! Replaces images.

use std::rc::Rc;

use regex_lite::Regex;

use crate::derivation::kustomize::declared::Image;
use crate::derivation::kustomize::defaults::IMAGES;
use crate::derivation::kustomize::fault::Cause;
use crate::derivation::kustomize::fields::{Set, change};
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::value::{Data, Text, Value};
use crate::tree::{Lineage, NodeRef, Passage};

/// Replaces the name, tag and digest of the images with a name.
///
/// # Errors
/// If the name is not a regular expression.
pub(in crate::derivation::kustomize) fn set_images(
    objects: &mut Objects,
    image: &Image<'_>,
    source: u32,
) -> Result<(), Cause> {
    let rest = "(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$";
    let pattern = Regex::new(&format!("^{}{rest}", image.name)).map_err(|_| {
        Cause::from(format!("image name {} is not a regular expression", image.name))
    })?;
    // Most images are others, and the pattern is slow.
    let literal: String = image
        .name
        .chars()
        .take_while(|one| one.is_ascii_alphanumeric() || "/-_:".contains(*one))
        .collect();
    let is_literal = !image.name.chars().any(|one| "|?*{(".contains(one));
    let may_be = |text: &str| !is_literal || text.starts_with(&*literal);
    for object in objects.contents_mut() {
        if object.kind() == "CustomResourceDefinition" {
            continue;
        }
        let mut set = |value: &Rc<Value>| {
            if value.is_null() {
                return Ok(None);
            }
            if value.scalar().is_none() {
                return Err(wrong("ScalarNode", value));
            }
            let is_it = may_be(value.text()) && pattern.is_match(value.text());
            Ok(is_it.then(|| replaced(value, image, source)))
        };
        if let Some(changed) = in_containers(&object.root, &mut set)? {
            object.root = changed;
        }
        for spec in IMAGES {
            change(&mut object.root, spec, None, &mut set)?;
        }
    }
    Ok(())
}

fn wrong(expected: &str, value: &Value) -> Cause {
    format!("wrong node kind: expected {expected} but got {}", value.kind()).into()
}

/// Changes the images in all lists of containers, wherever they are.
// INVARIANT: values are no deeper than `DEPTH` and what transformers add.
fn in_containers(value: &Rc<Value>, set: Set<'_>) -> Result<Option<Rc<Value>>, Cause> {
    let data = match &value.data {
        Data::Scalar(_) => return Ok(None),
        Data::List(items) => {
            let new = changed(items, |item| in_containers(item, set))?;
            new.map(Data::List)
        }
        Data::Map(entries) => {
            let values: Vec<Rc<Value>> =
                entries.iter().map(|(_, value)| Rc::clone(value)).collect();
            let mut keys = entries.iter().map(|(key, _)| key);
            let new = changed(&values, |inner| {
                let key = keys.next();
                let below = in_containers(inner, set)?;
                let is_list =
                    key.is_some_and(|key| matches!(&*key.text, "containers" | "initContainers"));
                let known = below.as_ref().unwrap_or(inner);
                let images = if is_list { in_list(known, set)? } else { None };
                Ok(images.or(below))
            })?;
            new.map(|new| {
                let keys = entries.iter().map(|(key, _)| Rc::clone(key));
                Data::Map(keys.zip(new).collect())
            })
        }
    };
    Ok(data.map(|data| Value::new(value.lineage.clone(), data)))
}

/// Changes the images of the containers in a list.
fn in_list(value: &Rc<Value>, set: Set<'_>) -> Result<Option<Rc<Value>>, Cause> {
    let Some(items) = value.list() else { return Ok(None) };
    let new = changed(items, |item| {
        if item.map().is_none() && !item.is_null() {
            return Err(wrong("MappingNode", item));
        }
        let Some(image) = item.get("image") else { return Ok(None) };
        let Some(image) = set(image)? else { return Ok(None) };
        let mut item = Rc::clone(item);
        Rc::make_mut(&mut item).set("image", image);
        Ok(Some(item))
    })?;
    Ok(new.map(|items| Value::new(value.lineage.clone(), Data::List(items))))
}

/// Values of which some are changed; `None` if none is.
fn changed(
    values: &[Rc<Value>],
    mut change: impl FnMut(&Rc<Value>) -> Result<Option<Rc<Value>>, Cause>,
) -> Result<Option<Vec<Rc<Value>>>, Cause> {
    let mut changed: Option<Vec<Rc<Value>>> = None;
    for (number, value) in values.iter().enumerate() {
        let Some(new) = change(value)? else { continue };
        let values = changed.get_or_insert_with(|| values.to_vec());
        values.get_mut(number).into_iter().for_each(|value| *value = Rc::clone(&new));
    }
    Ok(changed)
}

/// The range of a part.
type Part = (usize, usize);

/// The range of the name of an image, of its tag and of its digest, without separators.
fn parts(image: &str) -> (usize, Option<Part>, Option<Part>) {
    let start = image.find('/').filter(|slash| *slash > 0).unwrap_or(0);
    let rest = image.get(start..).unwrap_or_default();
    let at = |mark: char| rest.find(mark).map(|at| start + at);
    let end = image.len();
    match (at(':'), at('@')) {
        (None, None) => (end, None, None),
        (colon, Some(sign)) if colon.is_none_or(|colon| sign < colon) => {
            (sign, None, Some((sign + 1, end)))
        }
        (Some(colon), Some(sign)) => (colon, Some((colon + 1, sign)), Some((sign + 1, end))),
        (Some(colon), None) => (colon, Some((colon + 1, end)), None),
        (None, Some(sign)) => (sign, None, Some((sign + 1, end))),
    }
}

/// An image with what replaces its parts, each with its origin.
fn replaced(value: &Rc<Value>, image: &Image<'_>, source: u32) -> Rc<Value> {
    let old = value.text();
    let (name, tag, digest) = parts(old);
    let own = |range: (usize, usize)| {
        let part = old.get(range.0..range.1).unwrap_or_default();
        (part.to_owned(), value.lineage.part(&(range.0..range.1), old.len()))
    };
    let of = |node: NodeRef<'_>| (node.text().to_owned(), Lineage::from(Passage::of(source, node)));
    // The last change is the one to make another way.
    let last = [image.digest, image.new_tag, image.tag_suffix, image.new_name];
    let last = last.into_iter().flatten().next().map(|node| Passage::of(source, node));
    let from = last.unwrap_or(value.lineage.from);
    let implied = |text: &str| (text.to_owned(), Lineage::implied(from));
    let mut made = vec![image.new_name.map_or_else(|| own((0, name)), of)];
    let filled = |range: Option<(usize, usize)>| range.filter(|(from, to)| from < to);
    let (tag, digest) = (filled(tag).map(own), filled(digest).map(own));
    let (tag, suffix, digest) = match (image.new_tag, image.digest, image.tag_suffix) {
        (new, new_digest, _) if new.is_some() || new_digest.is_some() => {
            (new.map(of), None, new_digest.map(of))
        }
        (_, _, Some(suffix)) => (tag, Some(of(suffix)), None),
        _ => (tag, None, digest),
    };
    if tag.is_some() || suffix.is_some() {
        made.push(implied(":"));
    }
    made.extend(tag);
    made.extend(suffix);
    if let Some(digest) = digest {
        made.push(implied("@"));
        made.push(digest);
    }
    let text: String = made.iter().map(|(text, _)| text.as_str()).collect();
    let parts = made.into_iter().map(|(text, lineage)| (lineage, text.len()));
    let lineage = Lineage::joined(from, parts);
    let quoted = value.scalar().is_some_and(|scalar| scalar.quoted);
    Value::new(lineage, Data::Scalar(Text { quoted, ..Text::plain(text) }))
}
