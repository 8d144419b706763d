//! Options of a checker, as keyword arguments.

use std::path::{Path, PathBuf};

use asepsis::policy::FILE_NAME;
use asepsis::{Choices, Error, Options};
use asepsis_cli::{builder, policy_options, policy_text};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple};
use serde_json::{Map, Number, Value};

use crate::failure::raise;
use crate::handed::wrong_argument;

/// Arguments that are options of the library with the same name.
const ARGUMENTS: &[&str] = &[
    "frameworks",
    "select",
    "ignore",
    "fail_on",
    "fail_on_unknown",
    "min_severity",
    "kubernetes",
    "as_of",
    "evidence",
    "alone",
    "bases",
    "no_config",
];
/// Those that are lists of names.
const LISTS: &[&str] = &["frameworks", "select", "ignore"];
/// The name of a policy that was passed as text, which a pickled checker keeps.
const POLICY_NAME: &str = "_policy_name";

/// The names of all arguments.
fn argument_names() -> impl Iterator<Item = &'static str> {
    ARGUMENTS.iter().copied().chain(["inline_suppressions", "policy", "config"])
}

/// The options of a checker.
#[derive(Default)]
pub(crate) struct Settings {
    /// The options of the library.
    pub(crate) choices: Choices,
    /// The name and the text of the policy.
    pub(crate) policy: Option<(String, String)>,
}

impl Settings {
    /// Reads keyword arguments; `None` is the same as a missing argument.
    pub(crate) fn of(arguments: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut settings = Self::default();
        let mut choices = Map::new();
        let (mut config, mut policy, mut name) = (None, None, None);
        for (key, value) in arguments.into_iter().flat_map(PyDictMethods::iter) {
            let key: String = key.extract()?;
            if value.is_none() {
                continue;
            }
            match key.as_str() {
                "config" => config = Some(path(&value)?),
                "policy" => policy = Some(text(&value)?),
                POLICY_NAME => name = Some(value.extract()?),
                "inline_suppressions" => {
                    let Ok(allowed) = value.extract::<bool>() else {
                        return Err(wrong_argument("inline_suppressions", &value));
                    };
                    choices.insert("no_inline_suppressions".to_owned(), Value::Bool(!allowed));
                }
                known if ARGUMENTS.contains(&known) => {
                    let value = if LISTS.contains(&known) { list(&value)? } else { plain(&value)? };
                    choices.insert(key, value);
                }
                _ => return Err(raise(Error::unknown_name("option", &key, argument_names()))),
            }
        }
        settings.choices = Choices::read(&Value::Object(choices)).map_err(raise)?;
        let is_refused = settings.choices.no_config;
        let conflict = match (&config, &policy) {
            (Some(_), Some(_)) => Some(("config", "policy")),
            (Some(_), None) if is_refused => Some(("no_config", "config")),
            (None, Some(_)) if is_refused => Some(("no_config", "policy")),
            _ => None,
        };
        if let Some((first, second)) = conflict {
            return Err(raise(Error::two_policies(first, second)));
        }
        if let Some(path) = config {
            settings.read_policy(&path)?;
        }
        if let Some(text) = policy {
            settings.policy = Some((name.unwrap_or_else(|| FILE_NAME.to_owned()), text));
        }
        Ok(settings)
    }

    /// Reads the policy from a file.
    pub(crate) fn read_policy(&mut self, path: &Path) -> PyResult<()> {
        let text = policy_text(path).map_err(raise)?;
        self.policy = Some((path.to_string_lossy().into_owned(), text));
        Ok(())
    }

    /// The checker with these options.
    pub(crate) fn checker(&self) -> PyResult<asepsis::Checker> {
        let options = match &self.policy {
            Some((name, text)) => policy_options(name, text).map_err(raise)?,
            None => Options::default(),
        };
        let builder = builder(options, self.choices.clone()).map_err(raise)?;
        builder.build().map_err(raise)
    }

    /// Keyword arguments that give the same options without the policy file.
    pub(crate) fn arguments<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let arguments = PyDict::new(py);
        let choices = &self.choices;
        let lists = [
            ("frameworks", &choices.frameworks),
            ("select", &choices.select),
            ("ignore", &choices.ignore),
        ];
        for (key, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
            arguments.set_item(key, names)?;
        }
        let policy = self.policy.as_ref();
        let words = [
            ("fail_on", choices.fail_on.as_deref()),
            ("min_severity", choices.min_severity.as_deref()),
            ("kubernetes", choices.kubernetes.as_deref()),
            ("as_of", choices.as_of.as_deref()),
            ("evidence", choices.evidence.as_deref()),
            (POLICY_NAME, policy.map(|(name, _)| name.as_str())),
            ("policy", policy.map(|(_, text)| text.as_str())),
        ];
        for (key, word) in words.into_iter().filter(|(_, word)| word.is_some()) {
            arguments.set_item(key, word)?;
        }
        if choices.fail_on_unknown {
            arguments.set_item("fail_on_unknown", true)?;
        }
        if choices.no_inline_suppressions {
            arguments.set_item("inline_suppressions", false)?;
        }
        if choices.alone {
            arguments.set_item("alone", true)?;
        }
        if choices.bases {
            arguments.set_item("bases", true)?;
        }
        if choices.no_config {
            arguments.set_item("no_config", true)?;
        }
        Ok(arguments)
    }
}

/// One name, or several.
pub(crate) fn names(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if value.is_instance_of::<PyString>() {
        return Ok(vec![value.extract()?]);
    }
    let refused = |what: &Bound<'_, PyAny>| wrong_argument("names", what);
    if value.is_instance_of::<PyMapping>() || value.is_instance_of::<PyBytes>() {
        return Err(refused(value));
    }
    let names = value.try_iter().map_err(|_| refused(value))?;
    names
        .map(|name| {
            let name = name?;
            name.extract().map_err(|_| refused(&name))
        })
        .collect()
}

/// The JSON of an argument.
fn plain(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    Ok(if let Ok(flag) = value.cast::<PyBool>() {
        Value::Bool(flag.is_true())
    } else if value.is_instance_of::<PyInt>() {
        // An integer that exceeds 64 bits is invalid for every option.
        value.extract::<i64>().map_or_else(|_| Value::from(value.to_string()), Value::from)
    } else if let Ok(number) = value.cast::<PyFloat>() {
        let number = number.value();
        Number::from_f64(number).map_or_else(|| Value::from(number.to_string()), Value::Number)
    } else if value.is_instance_of::<PyString>() {
        Value::String(value.extract()?)
    } else if value.hasattr("isoformat")? {
        // The text of a `datetime.date` is an ISO date.
        Value::String(value.str()?.extract()?)
    } else if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        Value::Array(Vec::new())
    } else {
        Value::Object(Map::new())
    })
}

/// A list of names, or one.
fn list(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    if value.is_instance_of::<PyString>() {
        return Ok(Value::Array(vec![plain(value)?]));
    }
    if value.is_instance_of::<PyMapping>() || value.is_instance_of::<PyBytes>() {
        return Ok(Value::Object(Map::new()));
    }
    let Ok(items) = value.try_iter() else { return plain(value) };
    items.map(|item| plain(&item?)).collect::<PyResult<Vec<_>>>().map(Value::Array)
}

/// The path of a policy.
fn path(value: &Bound<'_, PyAny>) -> PyResult<PathBuf> {
    value.extract().map_err(|_| wrong_argument("config", value))
}

/// The text of a policy; a dict is written as JSON, which is YAML too.
fn text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyString>() {
        return value.extract();
    }
    if !value.is_instance_of::<PyMapping>() {
        return Err(wrong_argument("policy", value));
    }
    value.py().import("json")?.getattr("dumps")?.call1((value,))?.extract()
}
