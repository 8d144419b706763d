//! Findings that the policy accepts.

use super::faults::quoted;
use super::keys;
use super::names::Names;
use super::reader::Reader;
use crate::checks::{Date, current_id};
use crate::policy::Suppression;
use crate::tree::Cursor;

impl<'t> Reader<'t> {
    pub(super) fn suppressions(&mut self, cursor: &Cursor<'t>, what: &str) -> Vec<Suppression> {
        let items = self.items(cursor, what);
        let known = Names::checks(self.checks);
        items.iter().map(|item| self.suppression(item, &known)).collect()
    }

    fn suppression(&mut self, cursor: &Cursor<'t>, known: &Names<'_>) -> Suppression {
        let line = self.faults.position(cursor.place()).line;
        let path = self.tree.source().name().to_owned();
        let mut suppression = Suppression { source: Some((path, line)), ..Suppression::default() };
        for (key, value) in self.keys(cursor, "a suppression", keys::SUPPRESSION) {
            let what = &format!("`{key}`");
            match key {
                "check" => {
                    let check = self.name(&value, what, known).map(current_id);
                    suppression.check = check.map(str::to_owned).unwrap_or_default();
                }
                "resource" => suppression.resource = self.resource(&value, what),
                "path" => suppression.path = self.pattern(&value, what),
                "reason" => {
                    suppression.reason =
                        self.words(&value, what).map(str::to_owned).unwrap_or_default();
                }
                "owner" => {
                    suppression.owner =
                        self.words(&value, what).map(str::to_owned).unwrap_or_default();
                }
                "expires" => suppression.expires = self.date(&value, what),
                _ => {}
            }
        }
        self.required(cursor);
        suppression
    }

    fn required(&mut self, cursor: &Cursor<'t>) {
        let Some(node) = cursor.node().filter(|_| cursor.is_mapping()) else { return };
        for (key, hint) in keys::REQUIRED {
            // A key without a value is another fault.
            if node.entry(key).is_none() {
                let message = format!("suppression has no `{key}`");
                self.faults.hinted(cursor.place(), message, *hint);
            }
        }
    }

    /// A pattern without a `/` would silently match no resource.
    fn resource(&mut self, cursor: &Cursor<'t>, what: &str) -> Option<String> {
        let pattern = self.pattern(cursor, what)?;
        if pattern.contains('/') || pattern.contains("**") {
            return Some(pattern);
        }
        let message = format!("{what} must have a kind and a name, not {}", quoted(&pattern));
        let hint = "write it as `Kind/name` or `Kind/namespace/name`; `*` matches any";
        self.faults.hinted(cursor.place(), message, hint);
        None
    }

    fn date(&mut self, cursor: &Cursor<'t>, what: &str) -> Option<Date> {
        let text = self.text(cursor, what)?;
        let date = Date::parse(text);
        if date.is_none() {
            let message = format!("{what} must be a valid date, not {}", quoted(text));
            self.faults.hinted(cursor.place(), message, "write it as year-month-day, `2026-11-21`");
        }
        date
    }
}
