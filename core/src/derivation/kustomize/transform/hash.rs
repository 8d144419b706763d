//! Adds a suffix to the names of generated objects that depends on their content.

use std::fmt::Write as _;
use std::rc::Rc;

use sha2::{Digest, Sha256};

use crate::derivation::kustomize::object::Object;
use crate::derivation::kustomize::objects::Objects;
use crate::derivation::kustomize::value::{Data, Text, Value};
use crate::tree::{Lineage, Made, Piece, Scalar};

/// Adds hashes to the names of generated objects.
pub(in crate::derivation::kustomize) fn add_hashes(objects: &mut Objects) {
    if !objects.iter().any(|object| object.generated.is_some_and(|of| of.has_hash)) {
        return;
    }
    for object in objects.list_mut() {
        if !object.generated.is_some_and(|of| of.has_hash) {
            continue;
        }
        let hash = hash(object);
        object.remember();
        let Some(name) = object.root.at(&["metadata", "name"]).cloned() else { continue };
        let length = u32::try_from(hash.len() + 1).unwrap_or_default();
        let from = object.root.lineage.from;
        let computed =
            Lineage::of_pieces(from, vec![Piece::new((0, length), from, Made::Computed)]);
        let parts = [(name.lineage.clone(), name.text().len()), (computed, hash.len() + 1)];
        let text = Text::plain(format!("{}-{hash}", name.text()));
        object.set_metadata(
            "name",
            Value::new(Lineage::joined(name.lineage.from, parts), Data::Scalar(text)),
        );
    }
}

/// The digits of hashes: letters that form words are left out.
const DIGITS: &[u8; 16] = b"gh2k456789mbcdtf";

/// The reference hashes the object as JSON, with sorted keys and without its name.
fn hash(object: &Object) -> String {
    let data = |key| object.root.get(key).filter(|value| value.map().is_some());
    let mut members = Vec::new();
    if object.kind() == "ConfigMap" {
        members.extend(data("binaryData").map(|value| ("binaryData", json(value))));
    }
    let or_empty =
        |value: Option<&Rc<Value>>| value.map_or_else(|| "\"\"".to_owned(), |value| json(value));
    members.push(("data", or_empty(object.root.get("data"))));
    members.push(("kind", quoted(object.kind())));
    members.push(("name", "\"\"".to_owned()));
    if object.kind() == "Secret" {
        members.extend(data("stringData").map(|value| ("stringData", json(value))));
        members.push(("type", quoted(object.root.text_at(&["type"]))));
    }
    let members: Vec<String> =
        members.into_iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    let digest = Sha256::digest(format!("{{{}}}", members.join(",")));
    let digits = digest.iter().take(5).flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| DIGITS.get(usize::from(digit)).copied()).map(char::from).collect()
}

/// A value as JSON, with sorted keys.
// INVARIANT: values are no deeper than `DEPTH` and what transformers add.
pub(in crate::derivation::kustomize) fn json(value: &Value) -> String {
    match &value.data {
        Data::Scalar(text) => match text.value() {
            Some(Scalar::Text(text)) => quoted(text),
            None => quoted(&text.text),
            Some(_) => text.normal().text.to_string(),
        },
        Data::List(items) => {
            let items: Vec<String> = items.iter().map(|item| json(item)).collect();
            format!("[{}]", items.join(","))
        }
        Data::Map(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|(one, _), (other, _)| one.text.cmp(&other.text));
            let entries = entries
                .into_iter()
                .map(|(key, value)| format!("{}:{}", quoted(&key.text), json(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
        }
    }
}

/// A string as Go's JSON has it, which escapes what HTML would need.
fn quoted(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for one in text.chars() {
        match one {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            '\u{8}' => written.push_str("\\b"),
            '\u{c}' => written.push_str("\\f"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                let _ = write!(written, "\\u{:04x}", u32::from(one));
            }
            other => written.push(other),
        }
    }
    written.push('"');
    written
}
