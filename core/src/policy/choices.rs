//! What a caller chooses in words, beside or against the policy.

use serde::Deserialize;

use super::options::Options;
use crate::checks::{Date, Severity};
use crate::error::Error;
use crate::frameworks::KubernetesVersion;

/// What a caller chooses in words, beside or against the policy: the options of the command and the
/// arguments of the bindings. What is left empty stays as the policy has it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Choices {
    /// Run only these checks, families or severities.
    pub select: Vec<String>,
    /// Leave out these checks, families or severities, beside those of the policy.
    pub ignore: Vec<String>,
    /// List the controls of these frameworks, beside those of the policy.
    pub frameworks: Vec<String>,
    /// The version of Kubernetes that the files are for: `1.29` or `latest`.
    pub kubernetes: Option<String>,
    /// The day on which suppressions are judged: `2026-11-21`.
    pub as_of: Option<String>,
    /// From which severity on a finding fails the run.
    pub fail_on: Option<String>,
    /// Calls a run incomplete in which a check could not decide.
    pub fail_on_unknown: bool,
    /// The mildest severity that is shown.
    pub min_severity: Option<String>,
    /// How many places of evidence a check or control lists: a number or `all`.
    pub evidence: Option<String>,
    /// Lets no comment or annotation in the files suppress a finding.
    pub no_inline_suppressions: bool,
}

impl Choices {
    /// Changes what a policy asks for into what these choices ask for.
    ///
    /// # Errors
    /// For a word that nothing is called, or that is no version, date, severity or number. Names of
    /// checks are looked at when the checker is built, for a caller may have checks of its own.
    pub fn apply(self, options: &mut Options) -> Result<(), Error> {
        if let Some(evidence) = &self.evidence {
            options.evidence = places(evidence)?;
        }
        if let Some(version) = &self.kubernetes {
            options.kubernetes = KubernetesVersion::parse(version).ok_or_else(|| {
                invalid(
                    format!("`{version}` is no version of Kubernetes"),
                    "write it as `1.29`, or `latest`",
                )
            })?;
        }
        if let Some(date) = &self.as_of {
            options.date = Some(Date::parse(date).ok_or_else(|| {
                invalid(format!("`{date}` is no date"), "write it as `2026-11-21`")
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
        if !self.select.is_empty() {
            options.selection.select = self.select;
        }
        options.selection.ignore.extend(self.ignore);
        Ok(())
    }
}

fn places(text: &str) -> Result<Option<usize>, Error> {
    if text == "all" {
        return Ok(None);
    }
    let number = text.parse().map_err(|_| {
        invalid(format!("`{text}` is no number of places"), "write a number or `all`")
    })?;
    Ok(Some(number))
}

fn invalid(message: String, hint: &str) -> Error {
    Error::InvalidValue { message, hint: Some(hint.to_owned()) }
}
