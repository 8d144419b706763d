//! Options of a caller, in addition to or instead of those of the policy.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use serde_json::Value;

use super::file::keys;
use super::options::Options;
use crate::checks::{Date, Severity};
use crate::error::Error;
use crate::frameworks::KubernetesVersion;

/// What a caller chooses in words, beside or against the policy: the options of the command and the
/// arguments of the bindings. What is left empty stays as the policy has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
pub struct Choices {
    /// Run only these checks, families or severities.
    pub select: Vec<String>,
    /// Leave out these checks, families or severities, beside those of the policy.
    pub ignore: Vec<String>,
    /// List the controls of these frameworks, beside those of the policy.
    pub frameworks: Vec<String>,
    /// Kubernetes version that the files are for: `1.29` or `latest`.
    pub kubernetes: Option<String>,
    /// The day on which suppressions are judged: `2026-11-21`.
    pub as_of: Option<String>,
    /// Lowest severity that fails the run.
    pub fail_on: Option<String>,
    /// Calls a run incomplete in which a check could not decide.
    pub fail_on_unknown: bool,
    /// The mildest severity that is shown.
    pub min_severity: Option<String>,
    /// How many places of evidence a check or control lists: a number or `all`.
    #[serde(deserialize_with = "number_or_word")]
    pub evidence: Option<String>,
    /// Lets no comment or annotation in the files suppress a finding.
    pub no_inline_suppressions: bool,
    /// Judges files without those around them: what is not in them may be elsewhere.
    pub alone: bool,
    /// No policy file was looked for: the report says that this was asked.
    pub no_config: bool,
}

impl Choices {
    /// Reads choices from the members of an object; a member that is `null` is as if it were not
    /// there.
    ///
    /// # Errors
    /// For a member that no choice is called, with the nearest name as a hint, and for a value of
    /// another type.
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

    /// Changes what a policy asks for into what these choices ask for.
    ///
    /// # Errors
    /// For a word that nothing is called, or that is no version, date, severity or number. Names of
    /// checks are looked at when the checker is built, for a caller may have further checks.
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
        options.fail_on_unknown |= self.fail_on_unknown;
        options.inline_suppressions &= !self.no_inline_suppressions;
        options.alone |= self.alone;
        options.no_config |= self.no_config;
        if !self.select.is_empty() {
            options.selection.select = self.select;
        }
        options.selection.ignore.extend(self.ignore);
        Ok(())
    }
}

/// What a choice can be, by its name.
fn expected(name: &str) -> &'static str {
    match name {
        "select" | "ignore" | "frameworks" => "a list of names",
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
        "a boolean" => value.is_boolean(),
        "a number or `all`" => value.is_number() || value.is_string(),
        _ => value.is_string(),
    }
}

/// A value of another type than a choice can have.
fn unfit(name: &str, value: &Value) -> Error {
    let message = format!("option `{name}`: expected {}, found {}", expected(name), named(value));
    // A number has lost the zero of `1.30`.
    let hint = if let ("kubernetes", Value::Number(number)) = (name, value) {
        format!("write it in quotes, as \"{number}\"")
    } else {
        let key = keys::CHOICES.iter().find(|key| key.name == name);
        key.map_or_else(String::new, |key| key.description.to_owned())
    };
    Error::invalid(message, hint)
}

/// What a value is, in words.
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

/// Places are counted by a number or by the word `all`.
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
        // What serde says it would have taken, is all that there is.
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
            "min_severity": null, "evidence": 3, "no_inline_suppressions": true, "alone": true,
        });
        let choices = Choices::read(&all).unwrap();
        assert_eq!(choices.evidence.as_deref(), Some("3"));
        let mut options = Options::default();
        choices.apply(&mut options).unwrap();
        assert_eq!((options.evidence, options.fail_on), (Some(3), Severity::High));
        assert!(options.fail_on_unknown && !options.inline_suppressions && options.alone);
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
