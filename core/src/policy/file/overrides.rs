//! Overrides of severities and parameters.

use std::collections::{BTreeMap, BTreeSet};

use super::faults::quoted;
use super::reader::Reader;
use crate::checks::{
    AnyCheck, Parameter, ParameterKind, ParameterValue, Parameters, Severity, current_id,
};
use crate::tree::{Cursor, Entry};

impl<'t> Reader<'t> {
    pub(super) fn severities(
        &mut self,
        cursor: &Cursor<'t>,
        what: &str,
    ) -> BTreeMap<String, Severity> {
        let (mut severities, mut seen) = (BTreeMap::new(), BTreeSet::new());
        for entry in self.entries(cursor, what) {
            let check = self.check(&entry, what, &mut seen);
            let severity = self.severity(&entry.value, &quoted(&entry.key));
            if let (Some(check), Some(severity)) = (check, severity) {
                severities.insert(check.id().to_owned(), severity);
            }
        }
        severities
    }

    pub(super) fn parameters(&mut self, cursor: &Cursor<'t>, what: &str) -> Parameters {
        let (mut parameters, mut seen) = (Parameters::default(), BTreeSet::new());
        for entry in self.entries(cursor, what) {
            let Some(check) = self.check(&entry, what, &mut seen) else { continue };
            for value in self.entries(&entry.value, &quoted(&entry.key)) {
                let Some(parameter) = self.parameter(check, &value) else { continue };
                if let Some(value) = self.parameter_value(parameter, &value.value) {
                    parameters.set(check.id(), parameter, value);
                }
            }
        }
        parameters
    }

    /// The check with this current or former id; a second key for the same check is an error.
    fn check(
        &mut self,
        entry: &Entry<'t>,
        what: &str,
        seen: &mut BTreeSet<&'t str>,
    ) -> Option<&'t AnyCheck> {
        let checks = self.checks;
        let id = current_id(&entry.key);
        let Some(found) = checks.iter().find(|check| check.id() == id) else {
            let known: Vec<&str> = checks.iter().map(AnyCheck::id).collect();
            let message = format!("unknown check {}", quoted(&entry.key));
            self.faults.unknown(entry.key_place, message, &entry.key, &known);
            return None;
        };
        // A duplicate key is an error of the text.
        if !seen.insert(found.id()) && entry.key != found.id() {
            let key = quoted(&entry.key);
            let message = format!("{key} is the former id of `{id}`, which is also in {what}");
            self.faults.hinted(entry.key_place, message, "keep one of them");
        }
        Some(found)
    }

    fn parameter(&mut self, check: &AnyCheck, entry: &Entry<'t>) -> Option<&'static Parameter> {
        let declared = check.parameters();
        let found = declared.iter().copied().find(|parameter| parameter.name == entry.key);
        if found.is_none() {
            let known: Vec<&str> = declared.iter().map(|parameter| parameter.name).collect();
            let key = quoted(&entry.key);
            if known.is_empty() {
                let message = format!("check `{}` has no parameters", check.id());
                self.faults.hinted(entry.key_place, message, "remove it");
                return None;
            }
            let message = format!("check `{}` has no parameter {key}", check.id());
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
            ParameterKind::Texts { .. } => Some(ParameterValue::Texts(self.texts(cursor, &what))),
        }
    }
}
