//! Options of a caller, in addition to or instead of those of the policy.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::Value;

use super::file::keys;
use super::options::Options;
use crate::checks::{Date, Severity};
use crate::error::Error;
use crate::frameworks::KubernetesVersion;

/// Options of a caller, in addition to or instead of those of the policy: the options of the command and
/// the arguments of the bindings. An empty choice leaves the value of the policy.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "independent options")]
pub struct Choices {
    /// Run only these checks, families or severities.
    pub select: Vec<String>,
    /// Do not run these checks, families or severities, in addition to those that the policy ignores.
    pub ignore: Vec<String>,
    /// List the controls of these frameworks, in addition to those of the policy.
    pub frameworks: Vec<String>,
    /// The texts of framework files by path, for a caller without a file system.
    pub framework_files: BTreeMap<String, String>,
    /// Kubernetes version that the files are for: `1.29` or `latest`.
    pub kubernetes: Option<String>,
    /// The date for the expiry of suppressions: `2026-11-21`.
    pub as_of: Option<String>,
    /// Lowest severity that fails the run.
    pub fail_on: Option<String>,
    /// Whether an unknown evaluation makes the run incomplete.
    pub fail_on_unknown: bool,
    /// The lowest severity that is shown.
    pub min_severity: Option<String>,
    /// Maximum number of evidence locations of a check or control: a number or `all`.
    #[serde(deserialize_with = "number_or_word")]
    pub evidence: Option<String>,
    /// Disables suppressions in comments and annotations.
    pub no_inline_suppressions: bool,
    /// Checks the input without the files around it: objects that are not in the input are unknown,
    /// not missing.
    pub alone: bool,
    /// Whether a kustomization that others include is also checked by itself.
    pub bases: bool,
    /// Ignores policy files; the report records this.
    pub no_config: bool,
}

impl Choices {
    /// Reads choices from the members of an object; `null` counts as missing.
    ///
    /// # Errors
    /// For an unknown member, with the nearest name as a hint, and for a value of the wrong type.
    pub fn read(value: &Value) -> Result<Self, Error> {
        let Value::Object(members) = value else {
            let message = format!("expected an object with options, found {}", named(value));
            return Err(Error::invalid(message, "write `{\"fail_on\": \"high\"}`"));
        };
        let known = || keys::CHOICES.iter().map(|key| key.name);
        let mut given = serde_json::Map::new();
        for (name, value) in members {
            if !known().any(|known| known == name) {
                return Err(Error::unknown_name("option", name, known()));
            }
            if value.is_null() {
                continue;
            }
            if !fits(name, value) {
                return Err(unfit(name, value));
            }
            given.insert(name.clone(), value.clone());
        }
        Self::deserialize(Value::Object(given))
            .map_err(|error| Error::InvalidValue { message: error.to_string(), hint: None })
    }

    /// Applies these choices to the options of a policy.
    ///
    /// # Errors
    /// For an unknown name, or an invalid version, date, severity or number. Names of checks are
    /// validated when the checker is built, since a caller may add checks.
    pub fn apply(self, options: &mut Options) -> Result<(), Error> {
        if let Some(evidence) = &self.evidence {
            options.evidence = places(evidence)?;
        }
        if let Some(version) = &self.kubernetes {
            options.kubernetes = KubernetesVersion::parse(version).ok_or_else(|| {
                Error::invalid(
                    format!("`{version}` is not a Kubernetes version"),
                    "write it as `1.29`, or `latest`",
                )
            })?;
        }
        if let Some(date) = &self.as_of {
            options.date = Some(Date::parse(date).ok_or_else(|| {
                Error::invalid(format!("`{date}` is not a date"), "write it as `2026-11-21`")
            })?);
        }
        if let Some(name) = &self.fail_on {
            options.fail_on = Severity::find(name)?;
        }
        if let Some(name) = &self.min_severity {
            options.minimum_severity = Severity::find(name)?;
        }
        for id in &self.frameworks {
            options.list_framework(id)?;
        }
        for path in self.framework_files.keys() {
            options.list_framework_file(path);
        }
        options.fail_on_unknown |= self.fail_on_unknown;
        options.inline_suppressions &= !self.no_inline_suppressions;
        options.alone |= self.alone;
        options.bases |= self.bases;
        options.no_config |= self.no_config;
        if !self.select.is_empty() {
            options.selection.select = self.select;
        }
        options.selection.ignore.extend(self.ignore);
        Ok(())
    }
}

/// The type of a choice, by its name.
fn expected(name: &str) -> &'static str {
    match name {
        "select" | "ignore" | "frameworks" => "a list of names",
        "framework_files" => "an object of texts by path",
        name if keys::FLAGS.contains(&name) => "a boolean",
        "evidence" => "a number or `all`",
        _ => "a string",
    }
}

fn fits(name: &str, value: &Value) -> bool {
    match expected(name) {
        "a list of names" => {
            value.as_array().is_some_and(|names| names.iter().all(Value::is_string))
        }
        "an object of texts by path" => {
            value.as_object().is_some_and(|texts| texts.values().all(Value::is_string))
        }
        "a boolean" => value.is_boolean(),
        "a number or `all`" => value.is_number() || value.is_string(),
        _ => value.is_string(),
    }
}

/// A value of the wrong type for a choice.
fn unfit(name: &str, value: &Value) -> Error {
    let message = format!("option `{name}`: expected {}, found {}", expected(name), named(value));
    // As a number, `1.30` has lost its zero.
    let hint = if let ("kubernetes", Value::Number(number)) = (name, value) {
        format!("write it in quotes, as \"{number}\"")
    } else {
        let key = keys::CHOICES.iter().find(|key| key.name == name);
        key.map_or_else(String::new, |key| key.description.to_owned())
    };
    Error::invalid(message, hint)
}

/// A description of a value.
fn named(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(is) => format!("`{is}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(_) => "a string".to_owned(),
        Value::Array(items) => match items.iter().find(|item| !item.is_string()) {
            Some(item) => format!("a list that contains {}", named_item(item)),
            None => "a list".to_owned(),
        },
        Value::Object(_) => "an object".to_owned(),
    }
}

fn named_item(value: &Value) -> &'static str {
    match value {
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
        Value::Number(_) => "a number",
        _ => "a value that is not a string",
    }
}

/// Reads a number of evidence locations, or `all`.
fn number_or_word<'d, D: Deserializer<'d>>(deserializer: D) -> Result<Option<String>, D::Error> {
    match Value::deserialize(deserializer)? {
        Value::Null => Ok(None),
        Value::Number(number) => Ok(Some(number.to_string())),
        Value::String(word) => Ok(Some(word)),
        _ => Err(D::Error::custom("expected a number or `all`")),
    }
}

fn places(text: &str) -> Result<Option<usize>, Error> {
    if text == "all" {
        return Ok(None);
    }
    let number = text.parse().map_err(|_| {
        Error::invalid(
            format!("`{text}` is not a number of evidence locations"),
            "write a number or `all`",
        )
    })?;
    Ok(Some(number))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::checks::AnyCheck;

    #[test]
    fn every_choice_is_declared_and_every_declared_one_is_read() {
        // The error of serde lists all fields.
        let error = Choices::deserialize(json!({ "?": 0 })).unwrap_err().to_string();
        let mut taken: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
        let mut declared: Vec<&str> = keys::CHOICES.iter().map(|key| key.name).collect();
        taken.sort_unstable();
        declared.sort_unstable();
        assert_eq!(taken, declared);
        let checks: Vec<AnyCheck> = AnyCheck::built_in().collect();
        let schema = super::super::choices_schema(&checks);
        assert_eq!(schema["properties"].as_object().unwrap().len(), declared.len());
    }

    #[test]
    fn choices_are_read_from_an_object() {
        let all = json!({
            "select": ["pods"], "ignore": ["low"], "frameworks": ["hipaa"], "kubernetes": "1.29",
            "as_of": "2026-11-21", "fail_on": "high", "fail_on_unknown": true,
            "min_severity": null, "evidence": 3, "no_inline_suppressions": true, "alone": true, "bases": true,
        });
        let choices = Choices::read(&all).unwrap();
        assert_eq!(choices.evidence.as_deref(), Some("3"));
        let mut options = Options::default();
        choices.apply(&mut options).unwrap();
        assert_eq!((options.evidence, options.fail_on), (Some(3), Severity::High));
        assert!(
            options.fail_on_unknown
                && !options.inline_suppressions
                && options.alone
                && options.bases
        );
    }

    #[test]
    fn a_misspelt_choice_names_the_nearest_and_a_wrong_type_its_own() {
        let misspelt = Choices::read(&json!({ "failOn": "high" })).unwrap_err();
        assert_eq!(misspelt.to_string(), "unknown option `failOn`");
        assert_eq!(misspelt.hint().as_deref(), Some("did you mean `fail_on`?"));
        let wrong = Choices::read(&json!({ "select": 3 })).unwrap_err();
        assert!(wrong.to_string().starts_with("option `select`: "), "{wrong}");
        assert_eq!(wrong.code(), "invalid-value");
        assert!(Choices::read(&json!([])).is_err());
    }
}
