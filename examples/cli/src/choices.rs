//! What a caller chooses in words, beside or against the policy.

use std::time::SystemTime;

use asepsis::{Checker, CheckerBuilder, Date, KubernetesVersion, Options, Severity};

use crate::failure::Failure;

/// What a caller chooses in words, beside or against the policy. What is left empty stays as the
/// policy has it.
#[derive(Clone, Debug, Default)]
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
    /// The checker that a policy and these choices ask for; a choice wins.
    ///
    /// # Errors
    /// For a word that nothing is called, or that is no version, date, severity or number.
    pub fn checker(self, mut options: Options) -> Result<Checker, Failure> {
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
            options.fail_on = severity(name)?;
        }
        if let Some(name) = &self.min_severity {
            options.minimum_severity = severity(name)?;
        }
        options.fail_on_unknown |= self.fail_on_unknown;
        options.inline_suppressions &= !self.no_inline_suppressions;
        if !self.select.is_empty() {
            options.selection.select = self.select;
        }
        options.selection.ignore.extend(self.ignore);
        let builder = Checker::builder().options(options);
        Ok(self.frameworks.into_iter().fold(builder, CheckerBuilder::framework).build()?)
    }
}

/// The severity of this name.
///
/// # Errors
/// For a name that no severity has; the hint lists those that there are.
pub fn severity(name: &str) -> Result<Severity, Failure> {
    Severity::find(name).ok_or_else(|| {
        let known: Vec<&str> = Severity::ALL.iter().map(|severity| severity.as_str()).collect();
        let hint = format!("the severities are {}", known.join(", "));
        invalid(format!("`{name}` is no severity"), &hint)
    })
}

/// The day that the system's clock shows, in UTC.
pub fn today() -> Option<Date> {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?;
    Date::from_days_since_1970(since.as_secs() / 86_400)
}

fn places(text: &str) -> Result<Option<usize>, Failure> {
    if text == "all" {
        return Ok(None);
    }
    let number = text.parse().map_err(|_| {
        invalid(format!("`{text}` is no number of places"), "write a number or `all`")
    })?;
    Ok(Some(number))
}

fn invalid(message: String, hint: &str) -> Failure {
    Failure::Argument { message, hint: hint.to_owned() }
}
