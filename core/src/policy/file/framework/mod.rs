//! The file of a framework: text in, framework out, every error with line and column.

pub(in crate::policy) mod keys;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::reader::{Reader, shown};
use super::{Names, TREE, faults, limits};
use crate::checks::{AnyCheck, Parameters, current_id};
use crate::error::Error;
use crate::frameworks::{Bearing, Control, Framework, Obligation};
use crate::source::Source;
use crate::syntax::{self, Format};
use crate::tree::{Cursor, Kind, Origin, Place, Scalar};

/// What is said of a file that has nothing of a framework.
const MEMBERS: &str = "write `id`, `title` and `controls`";

/// What a framework file contains.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct FrameworkFile {
    /// The framework.
    pub framework: Framework,
    /// The parameters of checks that it demands.
    pub parameters: Parameters,
}

/// Reads a framework file: controls, each with its texts and the checks that bear on it.
///
/// `path` is the name for messages; `checks` are those that the file may name.
///
/// # Errors
/// All errors, in the order of the text: each an [`Error::Policy`] with line and column.
pub fn read_framework(
    path: &str,
    text: &str,
    checks: &[AnyCheck],
) -> Result<FrameworkFile, Vec<Error>> {
    let (framework, parameters) = read_any(path, text, checks, true)?;
    Ok(FrameworkFile { framework, parameters })
}

/// Reads a file of this crate, whose id is that of a built-in framework.
///
/// # Errors
/// As [`read_framework`].
#[doc(hidden)]
pub fn read_built_in_framework(path: &str, text: &str) -> Result<Framework, Vec<Error>> {
    read_any(path, text, &[], false).map(|(framework, _)| framework)
}

fn read_any(
    path: &str,
    text: &str,
    checks: &[AnyCheck],
    is_own: bool,
) -> Result<(Framework, Parameters), Vec<Error>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (tree, problems) =
        syntax::parse(Source::new(path, text), Format::YAML, Origin::Text, limits());
    let mut reader = Reader::new(&tree, &problems, checks);
    let read = reader.framework_file(is_own);
    let errors = reader.faults.into_errors();
    if errors.is_empty() { Ok(read) } else { Err(errors) }
}

/// What a framework file says, as it is read.
#[derive(Default)]
struct Parts {
    id: String,
    title: String,
    version: String,
    technology: Option<String>,
    is_proposed: bool,
    controls: Vec<Control>,
    parameters: Parameters,
}

impl<'t> Reader<'t> {
    fn framework_file(&mut self, is_own: bool) -> (Framework, Parameters) {
        let mut parts = Parts::default();
        self.duplicates();
        for (index, (_, root)) in self.tree.documents().enumerate() {
            let cursor = Cursor::new(TREE, root);
            if index > 0 {
                let hint = "move everything into the first document";
                let message = "a framework file must contain one document";
                self.faults.hinted(cursor.place(), message, hint);
            } else if root.kind() == Kind::Scalar && root.scalar() == Scalar::Null {
                self.faults.hinted(cursor.place(), "the framework file is empty", MEMBERS);
            } else if !cursor.is_mapping() {
                let message = format!("the framework must be a mapping, not {}", shown(root));
                self.faults.hinted(cursor.place(), message, MEMBERS);
            } else {
                self.framework(&cursor, is_own, &mut parts);
            }
        }
        if self.tree.documents().next().is_none() {
            self.faults.whole("the framework file is empty", MEMBERS);
        }
        let Parts { id, title, version, technology, is_proposed, controls, parameters } = parts;
        let mut framework = Framework::new(id, title, version, controls);
        if let Some(technology) = technology {
            framework = framework.with_technology(technology);
        }
        if is_proposed {
            framework = framework.proposed();
        }
        (framework, parameters)
    }

    fn framework(&mut self, cursor: &Cursor<'t>, is_own: bool, parts: &mut Parts) {
        let values = self.keys(cursor, "the framework", keys::FRAMEWORK);
        self.demand(cursor, "the framework", &values, keys::REQUIRED);
        let mut controls = None;
        for (key, value) in values {
            let what = &format!("`{key}`");
            match key {
                "id" => parts.id = self.framework_id(&value, what, is_own),
                "title" => parts.title = self.own_words(&value, what),
                "version" => parts.version = self.own_words(&value, what),
                "technology" => parts.technology = Some(self.own_words(&value, what)),
                "proposed" => parts.is_proposed = self.boolean(&value, what).unwrap_or_default(),
                "parameters" => parts.parameters = self.parameters(&value, what),
                // The controls carry the framework's id.
                "controls" => controls = Some(value),
                // INVARIANT: every declared key is read above; a test goes through all of them.
                _ => {}
            }
        }
        if let Some(controls) = controls {
            parts.controls = self.controls(&controls, &parts.id, is_own);
        }
    }

    /// Keys that a mapping must have, each with what to write.
    fn demand(
        &mut self,
        cursor: &Cursor<'t>,
        what: &str,
        values: &[(&'static str, Cursor<'t>)],
        required: &[(&str, &str)],
    ) {
        if !cursor.is_mapping() {
            return;
        }
        for (key, hint) in required {
            let has = values.iter().any(|(name, _)| name == key)
                // A key without a value is already an error.
                || cursor.node().is_some_and(|node| node.own_entries().any(|(own, _)| own.key_text() == *key));
            if !has {
                self.faults.hinted(cursor.place(), format!("{what} has no `{key}`"), *hint);
            }
        }
    }

    fn own_words(&mut self, value: &Cursor<'t>, what: &str) -> String {
        self.words(value, what).unwrap_or_default().to_owned()
    }

    fn framework_id(&mut self, value: &Cursor<'t>, what: &str, is_own: bool) -> String {
        let Some(id) = self.words(value, what) else { return String::new() };
        if is_own && Framework::find(id).is_some() {
            let message = format!("{what} is that of a built-in framework: {}", faults::quoted(id));
            self.faults.hinted(value.place(), message, "choose a different id");
        } else if !is_plain(id) {
            let message = format!("{what} must consist of letters, digits, `-`, `.` and `_`");
            self.faults.hinted(value.place(), message, "write it as `our-policy`");
        }
        id.to_owned()
    }

    fn controls(&mut self, value: &Cursor<'t>, framework: &str, is_own: bool) -> Vec<Control> {
        let items = self.items(value, "`controls`");
        if items.is_empty() && value.is_sequence() {
            let hint = "add a control with `id` and `title`";
            self.faults.hinted(value.place(), "`controls` is empty", hint);
        }
        let mut seen: BTreeMap<&'t str, Place> = BTreeMap::new();
        items.iter().map(|item| self.control(item, framework, is_own, &mut seen)).collect()
    }

    fn control(
        &mut self,
        cursor: &Cursor<'t>,
        framework: &str,
        is_own: bool,
        seen: &mut BTreeMap<&'t str, Place>,
    ) -> Control {
        let known = if is_own { keys::CONTROL } else { keys::TEXTS };
        let values = self.keys(cursor, "a control", known);
        self.demand(cursor, "a control", &values, keys::REQUIRED_OF_A_CONTROL);
        let mut control = Control::new(framework, "", "");
        let mut checks: BTreeMap<&'t str, &'static str> = BTreeMap::new();
        let mut manual = None;
        for (key, value) in values {
            let what = &format!("`{key}`");
            control = match key {
                "id" => {
                    let id = self.control_id(&value, what, seen);
                    control.with_id(id)
                }
                "title" => control.with_title(self.own_words(&value, what)),
                "text" => control.with_text(self.own_words(&value, what)),
                "shown_by" => control.with_shown_by(self.own_words(&value, what)),
                "not_shown" => control.with_not_shown(self.own_words(&value, what)),
                "note" => control.with_note(self.own_words(&value, what)),
                "obligation" => match self.obligation(&value, what) {
                    Some(obligation) => control.with_obligation(obligation),
                    None => control,
                },
                "manual" => {
                    if self.boolean(&value, what) == Some(true) {
                        manual = Some(value.place());
                        control.manual()
                    } else {
                        control
                    }
                }
                key => match Bearing::ALL.iter().find(|bearing| bearing.key() == key) {
                    Some(bearing) => self.bearing(control, *bearing, &value, &mut checks),
                    None => control,
                },
            };
        }
        if let (Some(place), false) = (manual, checks.is_empty()) {
            let hint = "remove `manual`, or the checks";
            let message = "a control that is assessed manually has no checks";
            self.faults.hinted(place, message, hint);
        }
        control
    }

    fn control_id(
        &mut self,
        value: &Cursor<'t>,
        what: &str,
        seen: &mut BTreeMap<&'t str, Place>,
    ) -> &'t str {
        let Some(id) = self.words(value, what) else { return "" };
        if let Some(first) = seen.get(id).copied() {
            let line = self.faults.position(first).line;
            let message = format!("duplicate control {}", faults::quoted(id));
            self.faults.hinted(value.place(), message, format!("first defined on line {line}"));
        } else {
            seen.insert(id, value.place());
        }
        id
    }

    fn obligation(&mut self, value: &Cursor<'t>, what: &str) -> Option<Obligation> {
        let current = Obligation::ALL.iter().map(|obligation| obligation.as_str()).collect();
        let name = self.name(value, what, &Names::closed("obligation", current))?;
        Obligation::ALL.iter().copied().find(|obligation| obligation.as_str() == name)
    }

    /// The checks of one bearing; a check bears on a control in one way.
    fn bearing(
        &mut self,
        mut control: Control,
        bearing: Bearing,
        value: &Cursor<'t>,
        seen: &mut BTreeMap<&'t str, &'static str>,
    ) -> Control {
        let key = bearing.key();
        let what = format!("`{key}`");
        let known = Names::checks(self.checks);
        let mut in_list = BTreeSet::new();
        let items = self.items(value, &what);
        if items.is_empty() && value.is_sequence() {
            self.faults.hinted(value.place(), format!("{what} is empty"), "remove the key");
        }
        for item in items {
            let Some(name) = self.name(&item, &format!("an item of {what}"), &known) else {
                continue;
            };
            let id = current_id(name);
            if id != name {
                let message = format!("{} is the former id of a check", faults::quoted(name));
                self.faults.hinted(item.place(), message, format!("write `{id}`"));
                continue;
            }
            if !in_list.insert(id) {
                self.faults.hinted(
                    item.place(),
                    format!("duplicate `{id}` in {what}"),
                    "remove one of them",
                );
            } else if let Some(other) = seen.insert(name, key) {
                let message = format!("check `{id}` is also in `{other}`");
                let hint = "keep one; `supports_and_refutes` is both";
                self.faults.hinted(item.place(), message, hint);
            } else {
                control = control.with_check(bearing, id);
            }
        }
        control
    }
}

/// Whether an id can be a part of `framework:control`.
fn is_plain(id: &str) -> bool {
    id.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_'))
}
