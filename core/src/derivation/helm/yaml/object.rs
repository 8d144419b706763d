//! Structs of Go as data.

use std::collections::BTreeMap;
use std::rc::Rc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::derivation::helm::go::is_true;
use crate::derivation::helm::object::{Content, Object, Version};
use crate::derivation::helm::origin::Trace;
use crate::derivation::helm::print::printed;
use crate::derivation::helm::text::Text;
use crate::derivation::helm::value::{Entry, Map, Value};

/// A struct as the value that JSON has for it.
pub(super) fn as_data(object: &Rc<Object>) -> Value {
    let trace = &object.trace;
    let is_of_chart = object.type_name.contains("chart.");
    let entry = |value: Value| Entry { key: trace.clone(), value };
    let mut entries = BTreeMap::new();
    match &object.content {
        Content::Fields(fields) if is_of_chart => {
            let set = fields.iter().filter(|(name, value)| **name == "IsRoot" || is_true(value));
            entries.extend(set.map(|(name, value)| (json_name(name), entry(value.clone()))));
        }
        Content::Fields(fields) => {
            entries
                .extend(fields.iter().map(|(name, value)| (Rc::from(*name), entry(value.clone()))));
        }
        Content::Files(files) => {
            entries
                .extend(files.iter().map(|(path, text)| (Rc::clone(path), entry(encoded(text)))));
        }
        Content::ApiVersions(versions) => {
            let texts = versions.iter().map(|version| Text::new(Rc::clone(version), trace.clone()));
            return Value::texts(texts, trace.clone());
        }
        Content::Version(version) => {
            if object.type_name.contains("semver") {
                return Value::text(version.to_string(), trace.clone());
            }
            entries.extend(version.fields(trace).map(|(name, value)| (name, entry(value))));
        }
        Content::Bytes(text) => return encoded(text),
        Content::Open => {
            return Value::Text(printed(&Value::Object(Rc::clone(object))));
        }
    }
    Value::Map(Map::new(entries, trace.clone()))
}

/// The name of a field of a chart in JSON.
fn json_name(name: &str) -> Rc<str> {
    match name {
        "APIVersion" => "apiVersion".into(),
        "ImportValues" => "import-values".into(),
        "IsRoot" => name.into(),
        "URL" => "url".into(),
        _ => {
            let (first, rest) = name.split_at_checked(1).unwrap_or((name, ""));
            format!("{}{rest}", first.to_ascii_lowercase()).into()
        }
    }
}

/// The content of a file, which is a list of bytes.
fn encoded(text: &Text) -> Value {
    let trace = text.trace();
    Value::text(BASE64_STANDARD.encode(text.as_str()), Trace::computed([&trace]))
}

impl Version {
    /// The fields of a version of Kubernetes.
    fn fields<'v>(&'v self, trace: &'v Trace) -> impl Iterator<Item = (Rc<str>, Value)> + 'v {
        let fields = [
            ("Major", Rc::from(self.major.to_string())),
            ("Minor", Rc::from(self.minor.to_string())),
            ("Version", Rc::clone(&self.original)),
        ];
        fields.into_iter().map(|(name, value)| (name.into(), Value::text(value, trace.clone())))
    }
}
