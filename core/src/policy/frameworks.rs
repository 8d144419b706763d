//! The frameworks of a run: built-in ones, and those of files that the caller reads.

use std::collections::BTreeMap;
use std::path::Path;

use super::file::framework::{FrameworkFile, read_framework};
use super::options::Options;
use crate::checks::{AnyCheck, ParameterValue};
use crate::error::Error;
use crate::frameworks::Framework;

/// Whether a name is the path of a framework file: it contains a separator, or ends as YAML and JSON
/// files do.
pub(super) fn is_framework_path(name: &str) -> bool {
    let ends = Path::new(name).extension().and_then(|end| end.to_str());
    name.contains(['/', '\\']) || matches!(ends, Some("yaml" | "yml" | "json"))
}

/// The path of a file that a policy file names.
pub(super) fn beside(policy: &str, name: &str) -> String {
    let name = name.strip_prefix("./").unwrap_or(name);
    if Path::new(name).is_absolute() || name.starts_with('/') {
        return name.to_owned();
    }
    match policy.rfind(['/', '\\']) {
        Some(end) => format!("{}{name}", policy.get(..=end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

impl Options {
    /// Lists the controls of a framework in the report, once: a built-in one by its id, another one by
    /// the path of its file, which [`Options::read_frameworks`] reads.
    ///
    /// # Errors
    /// For an id that no built-in framework has.
    pub fn list_framework(&mut self, name: &str) -> Result<(), Error> {
        if is_framework_path(name) {
            self.list_framework_file(name);
            return Ok(());
        }
        let framework = Framework::find(name).ok_or_else(|| {
            let known = Framework::BUILT_IN.iter().map(|framework| framework.id());
            Error::unknown_name("framework", name, known)
        })?;
        if !self.frameworks.contains(framework) {
            self.frameworks.push(framework.clone());
        }
        Ok(())
    }

    /// Lists the controls of a framework file, which [`Options::read_frameworks`] reads.
    pub(super) fn list_framework_file(&mut self, path: &str) {
        if !self.framework_paths.iter().any(|known| known == path) {
            self.framework_paths.push(path.to_owned());
        }
    }

    /// Reads the framework files that were listed, from their texts by path. `checks` are those that the
    /// files may name.
    ///
    /// # Errors
    /// For a file without a text, and every error in the files.
    pub fn read_frameworks(
        &mut self,
        checks: &[AnyCheck],
        texts: &BTreeMap<String, String>,
    ) -> Result<(), Vec<Error>> {
        let mut errors = Vec::new();
        for path in std::mem::take(&mut self.framework_paths) {
            let text = texts.get(&path).ok_or_else(|| {
                let message = format!("the framework file `{path}` was not passed");
                vec![Error::invalid(message, "pass its text in `framework_files`")]
            });
            match text.and_then(|text| read_framework(&path, text, checks)) {
                Ok(file) => {
                    if let Err(error) = self.add_framework(file) {
                        errors.push(error);
                    }
                }
                Err(more) => errors.extend(more),
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    /// Lists the controls of a framework that was read from a file.
    ///
    /// # Errors
    /// If another framework has the same id.
    pub fn add_framework(&mut self, file: FrameworkFile) -> Result<(), Error> {
        let id = file.framework.id();
        if self.frameworks.iter().any(|known| known.id() == id) {
            let message = format!("two frameworks have the id `{id}`");
            return Err(Error::invalid(message, "give one of them a different id"));
        }
        self.demanded.push((id.to_owned(), file.parameters));
        self.frameworks.push(file.framework);
        Ok(())
    }

    /// Applies the parameters that frameworks demand. A value of the policy takes precedence, and the
    /// notes of the controls name both.
    ///
    /// # Errors
    /// For a framework file that was not read, and for two frameworks that demand different values.
    pub(crate) fn settle_frameworks(&mut self) -> Result<(), Error> {
        if let Some(path) = self.framework_paths.first() {
            let message = format!("the framework file `{path}` was not read");
            return Err(Error::invalid(message, "pass its text with the options"));
        }
        let demanded = std::mem::take(&mut self.demanded);
        let mut settled: BTreeMap<(&str, &'static str), (&str, &ParameterValue)> = BTreeMap::new();
        for (framework, parameters) in &demanded {
            for (check, name, value) in parameters.iter() {
                if let Some(own) = self.parameters.get(check, name) {
                    if own != value {
                        let note = format!(
                            "`{name}` of `{check}` is {own} by the policy, and {value} by the framework"
                        );
                        self.note(framework, check, &note);
                    }
                    continue;
                }
                let (other, theirs) = *settled.entry((check, name)).or_insert((framework, value));
                if theirs != value {
                    let message = format!(
                        "frameworks `{other}` and `{framework}` demand different values of \
                         `{name}` of `{check}`: {theirs} and {value}"
                    );
                    let hint = "set the parameter in the policy, or use one framework at a time";
                    return Err(Error::invalid(message, hint));
                }
            }
        }
        for ((check, name), (_, value)) in settled {
            self.parameters.insert(check, name, value.clone());
        }
        Ok(())
    }

    /// Adds a note to the controls of a framework that a check bears on.
    fn note(&mut self, framework: &str, check: &str, note: &str) {
        let own = self.frameworks.iter_mut().filter(|own| own.id() == framework);
        for control in own.flat_map(Framework::controls_mut) {
            if control.checks().any(|(_, id)| id == check) {
                control.add_note(note);
            }
        }
    }
}
