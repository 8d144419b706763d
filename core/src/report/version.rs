//! Reports of earlier schema versions.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::Report;
use super::json::SCHEMA_VERSION;
use super::record::Finding;
use crate::checks::{AnyCheck, current_id};
use crate::error::Error;

/// The member that every version of the schema has.
#[derive(Deserialize)]
struct Header {
    schema_version: u32,
}

/// Reads a report of any schema version.
pub(super) fn read(json: &str) -> Result<Report, Error> {
    let failed = |error: serde_json::Error| Error::Report(error.to_string());
    let Header { schema_version } = serde_json::from_str(json).map_err(failed)?;
    match schema_version {
        SCHEMA_VERSION => serde_json::from_str(json).map_err(failed),
        1 => {
            let mut report: Value = serde_json::from_str(json).map_err(failed)?;
            from_version_1(&mut report);
            serde_json::from_value(report).map_err(failed)
        }
        other => Err(Error::Report(format!(
            "schema version {other} is not supported, the newest is {SCHEMA_VERSION}"
        ))),
    }
}

/// Version 1 listed covered checks only by id, had no roles of related places, and treated every
/// check as deciding the controls that it cites.
fn from_version_1(report: &mut Value) {
    let severities = severities(report);
    for finding in findings(report) {
        if let Some(Value::Array(covers)) = finding.get_mut("covers") {
            for covered in covers {
                let id = covered.as_str().unwrap_or_default();
                let severity = severities.get(id).cloned();
                *covered = json!({ "check": id, "severity": severity });
            }
        }
        if let Some(Value::Array(related)) = finding.get_mut("related") {
            for place in related.iter_mut().filter_map(Value::as_object_mut) {
                place.insert("role".to_owned(), "other".into());
            }
        }
    }
    for (list, member) in [("checks", "controls"), ("controls", "checks")] {
        let items = report.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten();
        for names in items.filter_map(|item| item.get_mut(member)) {
            *names = json!({ "decides": names.take() });
        }
    }
    if let Some(version) = report.get_mut("schema_version") {
        *version = SCHEMA_VERSION.into();
    }
}

/// The default severity of each check.
fn severities(report: &Value) -> BTreeMap<String, Value> {
    let checks = report.get("checks").and_then(Value::as_array).into_iter().flatten();
    let severity = |check: &Value| {
        Some((check.get("id")?.as_str()?.to_owned(), check.get("severity")?.clone()))
    };
    checks.filter_map(severity).collect()
}

/// The findings of a report, including accepted findings.
fn findings(report: &mut Value) -> impl Iterator<Item = &mut Map<String, Value>> {
    let members = report.as_object_mut().into_iter().flat_map(Map::iter_mut);
    let lists = members.filter(|(name, _)| matches!(name.as_str(), "findings" | "suppressed"));
    let items = lists.filter_map(|(_, list)| list.as_array_mut()).flatten();
    items.filter_map(|item| {
        let is_accepted = item.get("finding").is_some();
        let finding = if is_accepted { item.get_mut("finding") } else { Some(item) };
        finding.and_then(Value::as_object_mut)
    })
}

impl Report {
    /// Replaces former names of checks and families, so that look-ups in a recorded report find them.
    pub(super) fn call_checks_as_today(&mut self) {
        let accepted = self.suppressed.iter_mut().map(|accepted| &mut accepted.finding);
        self.findings.iter_mut().chain(accepted).for_each(call_as_today);
        for check in &mut self.checks {
            let own = Arc::make_mut(&mut check.declared);
            rename(&mut own.id);
            if let Ok(declared) = AnyCheck::find(&own.id) {
                if declared.family() != &*own.family {
                    own.family = declared.family().into();
                }
            }
        }
        self.checks.sort_by(|left, right| left.id.cmp(&right.id));
        self.controls.iter_mut().for_each(|control| control.checks.rename(rename));
        let all = &mut self.suppressions;
        let lists = [&mut all.unused, &mut all.expired, &mut all.refused, &mut all.expiry_unknown];
        for entry in lists.into_iter().flatten() {
            if current_id(&entry.check) != &*entry.check {
                entry.check = current_id(&entry.check).into();
            }
        }
    }
}

fn call_as_today(finding: &mut Finding) {
    rename(&mut finding.check);
    finding.covers.iter_mut().map(|covered| &mut covered.check).for_each(rename);
}

fn rename(id: &mut Arc<str>) {
    if current_id(id) != &**id {
        *id = current_id(id).into();
    }
}
