//! What a caller asks of a checker, in keyword arguments.

use std::path::{Path, PathBuf};

use asepsis::policy::FILE_NAME;
use asepsis::{Choices, Options};
use asepsis_cli::{policy_options, policy_text};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};

use crate::failure::raise;

/// What a caller asks of a checker.
#[derive(Default)]
pub(crate) struct Settings {
    /// In words.
    pub(crate) choices: Choices,
    /// The name and the text of the policy.
    pub(crate) policy: Option<(String, String)>,
}

impl Settings {
    /// Reads keyword arguments; those that are `None` are as if they were not there.
    pub(crate) fn of(arguments: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut settings = Self::default();
        let mut config: Option<PathBuf> = None;
        let mut policy: Option<String> = None;
        for (key, value) in arguments.into_iter().flat_map(PyDictMethods::iter) {
            let choices = &mut settings.choices;
            let key: String = key.extract()?;
            if value.is_none() {
                continue;
            }
            match key.as_str() {
                "frameworks" => choices.frameworks = names(&value)?,
                "select" => choices.select = names(&value)?,
                "ignore" => choices.ignore = names(&value)?,
                "fail_on" => choices.fail_on = Some(value.extract()?),
                "fail_on_unknown" => choices.fail_on_unknown = value.extract()?,
                "min_severity" => choices.min_severity = Some(value.extract()?),
                "kubernetes" => choices.kubernetes = Some(value.extract()?),
                // A `datetime.date` is written as dates are.
                "as_of" => choices.as_of = Some(value.str()?.extract()?),
                "evidence" => choices.evidence = Some(value.str()?.extract()?),
                "inline_suppressions" => {
                    choices.no_inline_suppressions = !value.extract::<bool>()?;
                }
                "alone" => choices.alone = value.extract()?,
                "config" => config = Some(value.extract()?),
                "policy" => policy = Some(text(&value)?),
                _ => {
                    let message = format!("got an unexpected keyword argument '{key}'");
                    return Err(PyTypeError::new_err(message));
                }
            }
        }
        settings.policy = match (config, policy) {
            (None, None) => None,
            (None, Some(text)) => Some((FILE_NAME.to_owned(), text)),
            (Some(path), Some(text)) => Some((path.to_string_lossy().into_owned(), text)),
            (Some(path), None) => {
                settings.read_policy(&path)?;
                return Ok(settings);
            }
        };
        Ok(settings)
    }

    /// Takes the policy of a file.
    pub(crate) fn read_policy(&mut self, path: &Path) -> PyResult<()> {
        let text = policy_text(path).map_err(raise)?;
        self.policy = Some((path.to_string_lossy().into_owned(), text));
        Ok(())
    }

    /// The checker that is asked for.
    pub(crate) fn checker(&self) -> PyResult<asepsis::Checker> {
        let options = match &self.policy {
            Some((name, text)) => policy_options(name, text).map_err(raise)?,
            None => Options::default(),
        };
        let builder = asepsis::Checker::builder().options(options).choices(self.choices.clone());
        builder.and_then(asepsis::CheckerBuilder::build).map_err(raise)
    }

    /// Keyword arguments that ask for the same, whatever becomes of the policy's file.
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
            ("config", policy.map(|(name, _)| name.as_str())),
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
        Ok(arguments)
    }
}

/// One name, or several.
pub(crate) fn names(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    if value.is_instance_of::<PyString>() {
        return Ok(vec![value.extract()?]);
    }
    value.try_iter()?.map(|name| name?.extract()).collect()
}

/// The text of a policy; a dict is written as JSON, which is YAML too.
fn text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.is_instance_of::<PyString>() {
        return value.extract();
    }
    value.py().import("json")?.getattr("dumps")?.call1((value,))?.extract()
}
