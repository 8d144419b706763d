//! Declarations as JSON, the same for every interface.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use super::bearings::Bearings;
use super::check::Severity;
use super::equivalent::{Equivalent, Tool};
use super::example::Example;
use super::parameter::{Parameter, ParameterKind};
use super::registry::AnyCheck;
use crate::model::Technology;

/// The JSON Schema of declarations, as [`AnyCheck`] is serialised.
pub const DECLARATION_SCHEMA: &str = include_str!("../../schemas/checks.schema.json");

#[derive(Serialize)]
struct Declaration<'c> {
    id: &'c str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    former_ids: Vec<&'static str>,
    family: &'c str,
    title: &'c str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    messages: &'static [&'static str],
    why: &'c str,
    fix: Cow<'c, str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fix_by_technology: BTreeMap<Technology, &'static str>,
    severity: Severity,
    controls: Bearings,
    parameters: &'static [&'static Parameter],
    equivalents: &'static [Equivalent],
    examples: Vec<Example>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<&'static str>,
}

/// The declaration without its function.
impl Serialize for AnyCheck {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let declaration = Declaration {
            id: self.id(),
            former_ids: self.former_ids(),
            family: self.family(),
            title: self.title(),
            messages: self.messages(),
            why: self.why(),
            fix: self.fix().general(),
            fix_by_technology: self.fix().by_technology().iter().copied().collect(),
            severity: self.severity(),
            controls: self.bearings(),
            parameters: self.parameters(),
            equivalents: self.equivalents(),
            examples: self.examples(),
            since: self.since(),
        };
        declaration.serialize(serializer)
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Default {
    Integer(i64),
    Texts(&'static [&'static str]),
}

impl Serialize for Parameter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            name: &'static str,
            description: &'static str,
            default: Default,
            #[serde(skip_serializing_if = "Option::is_none")]
            minimum: Option<i64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            maximum: Option<i64>,
        }
        let (default, minimum, maximum) = match self.kind {
            ParameterKind::Integer { default, minimum, maximum } => {
                (Default::Integer(default), Some(minimum), Some(maximum))
            }
            ParameterKind::Texts { default } => (Default::Texts(default), None, None),
        };
        let (name, description) = (self.name, self.description);
        Written { name, description, default, minimum, maximum }.serialize(serializer)
    }
}

impl Serialize for Tool {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.title())
    }
}

impl Serialize for Equivalent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Written {
            tool: Tool,
            id: &'static str,
        }
        Written { tool: self.0, id: self.1 }.serialize(serializer)
    }
}

impl Serialize for Example {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Found<'e> {
            line: usize,
            message: &'e str,
        }
        #[derive(Serialize)]
        struct Written<'e> {
            title: &'e str,
            text: &'e str,
            findings: Vec<Found<'e>>,
        }
        let findings =
            self.findings.iter().map(|(line, message)| Found { line: *line, message }).collect();
        Written { title: &self.title, text: &self.text, findings }.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::checks::{Check, Rule};

    #[test]
    fn every_declaration_follows_the_schema() {
        let schema: Value = serde_json::from_str(DECLARATION_SCHEMA).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let own = Check::builder("own").title("a title").rule(Rule::Workload(|_, _, _| {}));
        let checks: Vec<AnyCheck> = AnyCheck::built_in().chain([own]).collect();
        let written = serde_json::to_value(&checks).unwrap();
        if let Some(error) = validator.iter_errors(&written).next() {
            panic!("{error} at {}", error.instance_path());
        }
        let of = |id: &str| written.as_array().unwrap().iter().find(|check| check["id"] == id);
        assert_eq!(of("own").unwrap().get("since"), None);
        let privileged = of("privileged-container").unwrap();
        let example = &privileged["examples"][0];
        let line = usize::try_from(example["findings"][0]["line"].as_u64().unwrap()).unwrap();
        let found = example["text"].as_str().unwrap().lines().nth(line - 1);
        assert_eq!(found.map(str::trim), Some("privileged: true"));
        let equivalents = privileged["equivalents"].as_array().unwrap();
        assert!(equivalents.contains(&serde_json::json!({"tool": "Checkov", "id": "CKV_K8S_16"})));
    }

    #[test]
    fn a_parameter_shows_its_default_and_its_range() {
        let of = |id: &str| serde_json::to_value(AnyCheck::find(id).unwrap().parameters()).unwrap();
        let number = &of("low-uid")[0];
        assert!(number["default"].is_i64() && number["minimum"].is_i64(), "{number}");
    }
}
