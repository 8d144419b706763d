//! What a policy changes about checks: severities and parameters.

use std::collections::BTreeMap;

use super::faults::quoted;
use super::reader::Reader;
use crate::checks::{AnyCheck, Parameter, ParameterKind, ParameterValue, Parameters, Severity};
use crate::tree::{Cursor, Entry};

impl<'t> Reader<'t> {
    pub(super) fn severities(
        &mut self,
        cursor: &Cursor<'t>,
        what: &str,
    ) -> BTreeMap<String, Severity> {
        let mut severities = BTreeMap::new();
        for entry in self.entries(cursor, what) {
            let check = self.check(&entry);
            let severity = self.severity(&entry.value, &quoted(&entry.key));
            if let (Some(check), Some(severity)) = (check, severity) {
                severities.insert(check.id().to_owned(), severity);
            }
        }
        severities
    }

    pub(super) fn parameters(&mut self, cursor: &Cursor<'t>, what: &str) -> Parameters {
        let mut parameters = Parameters::default();
        for entry in self.entries(cursor, what) {
            let Some(check) = self.check(&entry) else { continue };
            for value in self.entries(&entry.value, &quoted(&entry.key)) {
                let Some(parameter) = self.parameter(check, &value) else { continue };
                if let Some(value) = self.parameter_value(parameter, &value.value) {
                    parameters.set(check.id(), parameter, value);
                }
            }
        }
        parameters
    }

    /// The check that a key names.
    fn check(&mut self, entry: &Entry<'t>) -> Option<&'t AnyCheck> {
        let checks = self.checks;
        let found = checks.iter().find(|check| check.id() == entry.key);
        if found.is_none() {
            let known: Vec<&str> = checks.iter().map(AnyCheck::id).collect();
            let message = format!("unknown check {}", quoted(&entry.key));
            self.faults.unknown(entry.key_place, message, &entry.key, &known);
        }
        found
    }

    fn parameter(&mut self, check: &AnyCheck, entry: &Entry<'t>) -> Option<&'static Parameter> {
        let declared = check.parameters();
        let found = declared.iter().copied().find(|parameter| parameter.name == entry.key);
        if found.is_none() {
            let known: Vec<&str> = declared.iter().map(|parameter| parameter.name).collect();
            let key = quoted(&entry.key);
            let message = match known.len() {
                0 => format!("check `{}` has no parameters, also not {key}", check.id()),
                _ => format!("check `{}` has no parameter {key}", check.id()),
            };
            self.faults.unknown(entry.key_place, message, &entry.key, &known);
        }
        found
    }

    fn parameter_value(
        &mut self,
        parameter: &Parameter,
        cursor: &Cursor<'t>,
    ) -> Option<ParameterValue> {
        let what = format!("`{}`", parameter.name);
        match parameter.kind {
            ParameterKind::Integer { minimum, maximum, .. } => {
                self.integer(cursor, &what, &(minimum..=maximum)).map(ParameterValue::Integer)
            }
            ParameterKind::Texts { .. } => {
                let item = format!("an item of {what}");
                let items = self.items(cursor, &what);
                let texts = items.iter().filter_map(|cursor| self.words(cursor, &item));
                Some(ParameterValue::Texts(texts.map(str::to_owned).collect()))
            }
        }
    }
}
