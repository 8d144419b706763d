//! The types of the npm package, from the published schemas and the declarations of the checks.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use asepsis::Framework;
use asepsis::checks::{AnyCheck, DECLARATION_SCHEMA};
use asepsis::internal::checks::{ALL, former_families, former_ids};
use asepsis::internal::frontends;
use asepsis::policy::choices_schema;
use asepsis::report::{Format, SCHEMA};
use serde_json::{Map, Value};

use crate::lists::Generated;

/// Schemas that have their own name: the schema that they are in, the pointer there, the name.
const NAMES: &[(&str, &str, &str)] = &[
    ("report", "/properties/verdict", "Verdict"),
    ("report", "/properties/tool", "Tool"),
    ("report", "/properties/summary", "Summary"),
    ("report", "/properties/suppressions", "Suppressions"),
    ("report", "/$defs/check", "CheckSummary"),
    ("report", "/$defs/check/properties/id", "CheckId"),
    ("report", "/$defs/check/properties/family", "Family"),
    ("report", "/$defs/control", "ControlSummary"),
    ("report", "/$defs/control/properties/status", "ControlStatus"),
    ("report", "/$defs/finding/properties/check", "CheckId"),
    ("report", "/$defs/finding/properties/confidence", "Confidence"),
    ("report", "/$defs/covered/properties/check", "CheckId"),
    ("report", "/$defs/leftOut/properties/kind", "LeftOutKind"),
    ("report", "/$defs/related/properties/role", "Role"),
    ("report", "/properties/policy", "PolicySummary"),
    ("report", "/$defs/input", "InputSummary"),
    ("report", "/$defs/input/properties/kind", "InputKind"),
    ("report", "/$defs/input/properties/status", "InputStatus"),
    ("report", "/$defs/problem/properties/code", "ProblemCode"),
    ("report", "/$defs/related", "RelatedLocation"),
    ("report", "/$defs/unknown", "UnknownPlace"),
    ("checks", "/$defs/declaration", "Check"),
    ("checks", "/$defs/declaration/properties/id", "CheckId"),
    ("checks", "/$defs/declaration/properties/family", "Family"),
    ("checks", "/$defs/declaration/properties/severity", "Severity"),
    ("choices", "/properties/select/items", "Selector"),
    ("choices", "/properties/ignore/items", "Selector"),
    ("choices", "/properties/frameworks/items", "FrameworkName"),
    ("choices", "/properties/fail_on", "Severity"),
    ("choices", "/properties/min_severity", "Severity"),
];

const SELECTOR: &str = "
/** The id of a check, a family of checks or a severity, current or former. */
export type Selector = CheckId | Family | Severity | FormerName;
";

const FRAMEWORK_NAME: &str = "
/** The id of a built-in framework, or the name of a framework file. */
export type FrameworkName = FrameworkId | string;
";

/// The file with all types.
pub(super) fn types() -> Generated {
    let mut text = String::from(
        "// Written by `cargo dev sync` from the schemas and the declarations of the checks.\n",
    );
    let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
    let families = ALL.iter().map(|(family, _)| (*family).to_owned());
    let frameworks = Framework::BUILT_IN.iter().map(|framework| framework.id().to_owned());
    let formats = Format::ALL.iter().map(|format| format.as_str().to_owned());
    let mut ids: Vec<String> = checks.iter().map(|check| check.id().to_owned()).collect();
    ids.sort();
    union(&mut text, "The id of a check.", "CheckId", ids);
    union(&mut text, "A topic of checks.", "Family", families);
    let former = former_ids().map(|(former, _)| former).chain(former_families());
    let about = "A former name of a check or a family, which is still accepted.";
    union(&mut text, about, "FormerName", former.map(str::to_owned));
    text.push_str(SELECTOR);
    union(&mut text, "The id by which a framework is selected.", "FrameworkId", frameworks);
    text.push_str(FRAMEWORK_NAME);
    union(&mut text, "A written form of a report.", "Format", formats);
    let kinds = frontends::ALL.iter().flat_map(|frontend| frontend.kinds);
    let kinds = kinds.map(|kind| kind.word.to_owned());
    let languages = frontends::ALL.iter().flat_map(|frontend| frontend.formats);
    let languages: BTreeSet<String> = languages.map(|one| one.as_str().to_owned()).collect();
    union(&mut text, "The possible kinds of a file, by its name.", "FileKind", kinds);
    union(&mut text, "The language of a text.", "Language", languages);
    text.push_str(
        "\n/** A published list of controls that a platform can be measured against. */\n\
         export interface Framework {\n  /** The id by which it is selected. */\n  \
         id: FrameworkId;\n  \
         /** The usual name, with the edition. */\n  title: string;\n  \
         /** The edition. */\n  version: string;\n}\n\
         \n/** The kind of a file by its name, and the language of its text. */\n\
         export interface Recognised {\n  /** The possible kind of the file. */\n  \
         kind: FileKind;\n  \
         /** The language of its text. */\n  format: Language;\n}\n",
    );
    // INVARIANT: the schemas are JSON, which their own tests show.
    let parsed = |text: &str| serde_json::from_str(text).unwrap_or_default();
    Writer::new("report", parsed(SCHEMA)).all("Report", &mut text);
    Writer::new("checks", parsed(DECLARATION_SCHEMA)).all("", &mut text);
    Writer::new("choices", choices_schema(&checks)).all("Choices", &mut text);
    Generated::new("bindings-wasm/npm/src/types.ts", text)
}

/// The version, which is known before the module is there.
pub(super) fn version() -> Generated {
    let text = format!(
        "// Written by `cargo dev sync`.\n\n/** The version of the library. */\nexport const version = \"{}\";\n",
        env!("CARGO_PKG_VERSION")
    );
    Generated::new("bindings-wasm/npm/src/version.ts", text)
}

fn union(text: &mut String, about: &str, name: &str, words: impl IntoIterator<Item = String>) {
    let words: Vec<String> = words.into_iter().map(|word| format!("\n  | \"{word}\"")).collect();
    let _ = write!(text, "\n/** {about} */\nexport type {name} ={};\n", words.concat());
}

/// Writes the types of one schema.
struct Writer {
    schema: &'static str,
    root: Value,
}

impl Writer {
    fn new(schema: &'static str, root: Value) -> Self {
        Self { schema, root }
    }

    /// The root, unless it has no name, and everything in it that has one.
    fn all(&self, root: &str, text: &mut String) {
        if !root.is_empty() {
            self.define(root, &self.root, "", text);
        }
        let mut pointers: BTreeSet<String> = NAMES
            .iter()
            .filter(|(schema, ..)| *schema == self.schema)
            .map(|(_, pointer, _)| (*pointer).to_owned())
            .collect();
        let definitions = self.root.get("$defs").and_then(Value::as_object);
        pointers
            .extend(definitions.into_iter().flat_map(Map::keys).map(|key| format!("/$defs/{key}")));
        let mut defined: BTreeSet<String> = BTreeSet::new();
        for pointer in pointers {
            let Some(schema) = self.root.pointer(&pointer) else { continue };
            let name = self.name(&pointer).unwrap_or_else(|| pascal(&pointer));
            let written = ["type", "interface"].map(|kind| format!("export {kind} {name} "));
            let is_elsewhere = written.iter().any(|written| text.contains(written));
            if !is_elsewhere && defined.insert(name.clone()) {
                self.define(&name, schema, &pointer, text);
            }
        }
    }

    fn define(&self, name: &str, schema: &Value, at: &str, text: &mut String) {
        let about = schema.get("description").and_then(Value::as_str).unwrap_or_default();
        let body = self.body(schema, at, 0);
        let _ = match schema.get("properties") {
            Some(_) => write!(text, "\n/** {about} */\nexport interface {name} {body}\n"),
            None => write!(text, "\n/** {about} */\nexport type {name} = {body};\n"),
        };
    }

    fn name(&self, pointer: &str) -> Option<String> {
        let named =
            |(schema, at, _): &&(&str, &str, &str)| *schema == self.schema && *at == pointer;
        NAMES.iter().find(named).map(|(_, _, name)| (*name).to_owned())
    }

    /// A schema where it is used: its name, or else what it says.
    fn used(&self, schema: &Value, at: &str, depth: usize) -> String {
        if let Some(pointer) = schema.get("$ref").and_then(Value::as_str) {
            let pointer = pointer.trim_start_matches('#');
            return self.name(pointer).unwrap_or_else(|| pascal(pointer));
        }
        self.name(at).unwrap_or_else(|| self.body(schema, at, depth))
    }

    fn body(&self, schema: &Value, at: &str, depth: usize) -> String {
        if let Some(value) = schema.get("const") {
            return value.to_string();
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return values.iter().map(Value::to_string).collect::<Vec<_>>().join(" | ");
        }
        if let Some(schemas) = schema.get("anyOf").and_then(Value::as_array) {
            let used = |(index, schema)| self.used(schema, &format!("{at}/anyOf/{index}"), depth);
            return schemas.iter().enumerate().map(used).collect::<Vec<_>>().join(" | ");
        }
        match schema.get("type").and_then(Value::as_str) {
            Some("integer" | "number") => "number".to_owned(),
            Some("array") => {
                let items = schema.get("items").unwrap_or(&Value::Null);
                let items = self.used(items, &format!("{at}/items"), depth);
                if items.contains(' ') { format!("({items})[]") } else { format!("{items}[]") }
            }
            Some("object") => self.object(schema, at, depth),
            Some(other) => other.to_owned(),
            None => "unknown".to_owned(),
        }
    }

    fn object(&self, schema: &Value, at: &str, depth: usize) -> String {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            let values = schema.get("additionalProperties").unwrap_or(&Value::Null);
            let values = self.used(values, &format!("{at}/additionalProperties"), depth);
            return format!("Record<string, {values}>");
        };
        let required = schema.get("required").and_then(Value::as_array);
        let is_required = |key: &str| {
            required.is_some_and(|keys| keys.iter().any(|known| known.as_str() == Some(key)))
        };
        let indent = "  ".repeat(depth + 1);
        let mut text = String::from("{\n");
        for (key, value) in properties {
            if let Some(about) = value.get("description").and_then(Value::as_str) {
                let _ = writeln!(text, "{indent}/** {about} */");
            }
            let mark = if is_required(key) { "" } else { "?" };
            let used = self.used(value, &format!("{at}/properties/{key}"), depth + 1);
            let _ = writeln!(text, "{indent}{key}{mark}: {used};");
        }
        text.push_str(&"  ".repeat(depth));
        text.push('}');
        text
    }
}

/// The name of a definition as types are spelt: `suppressionOrigin` is `SuppressionOrigin`.
fn pascal(pointer: &str) -> String {
    let name = pointer.rsplit('/').next().unwrap_or_default();
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
