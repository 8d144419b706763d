//! Custom checks.

use std::sync::Arc;

use super::check::{Check, Severity, Technologies};
use super::citation::Citation;
use super::concern::Concern;
use super::fix::Fix;
use super::outcome::Outcome;
use super::registry::AnyCheck;
use super::rule::{Dynamic, Facet, Rule, Subject};
use super::scope::Scope;

/// A custom check. It is evaluated in the same way as the built-in checks.
#[derive(Debug)]
pub struct Custom {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) why: String,
    pub(super) fix: Fix,
    pub(super) severity: Severity,
    pub(super) concern: Concern,
    pub(super) controls: Vec<Citation>,
    pub(super) technologies: Technologies,
    pub(super) rule: Rule,
}

/// Builds a custom check. Start with [`Check::builder`].
#[derive(Debug)]
pub struct CheckBuilder {
    id: String,
    title: Option<String>,
    why: String,
    fix: String,
    severity: Severity,
    concern: Concern,
    controls: Vec<Citation>,
    technologies: Technologies,
}

impl Check {
    /// Begins a custom check, with an id that names the problem.
    pub fn builder(id: impl Into<String>) -> CheckBuilder {
        CheckBuilder {
            id: id.into(),
            title: None,
            why: String::new(),
            fix: String::new(),
            severity: Severity::Medium,
            concern: Concern::Own,
            controls: Vec::new(),
            technologies: Technologies::ALL,
        }
    }
}

impl CheckBuilder {
    /// The problem in a few words; default: the id.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// What an attacker gains or what breaks.
    pub fn why(mut self, why: impl Into<String>) -> Self {
        self.why = why.into();
        self
    }

    /// What to do.
    pub fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = fix.into();
        self
    }

    /// The severity; default: medium.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The concern; default: one that no other check has.
    pub fn concern(mut self, concern: Concern) -> Self {
        self.concern = concern;
        self
    }

    /// Adds a control that the check cites.
    pub fn cites(mut self, citation: Citation) -> Self {
        self.controls.push(citation);
        self
    }

    /// The technologies that the check applies to; default: all.
    pub fn technologies(mut self, technologies: Technologies) -> Self {
        self.technologies = technologies;
        self
    }

    /// Finishes the check with a rule that is known at compile time.
    pub fn rule(self, rule: Rule) -> AnyCheck {
        let title = self.title.unwrap_or_else(|| self.id.replace('-', " "));
        AnyCheck::Custom(Arc::new(Custom {
            id: self.id,
            title,
            why: self.why,
            fix: self.fix.into(),
            severity: self.severity,
            concern: self.concern,
            controls: self.controls,
            technologies: self.technologies,
            rule,
        }))
    }

    /// Finishes the check with a rule that is created at run time. It gets every subject of the
    /// facets and returns for each whether it applies.
    pub fn dynamic(
        self,
        facets: impl IntoIterator<Item = Facet>,
        judge: impl for<'s> Fn(Subject<'s>, &Scope<'s>, &mut Outcome) -> bool + Send + Sync + 'static,
    ) -> AnyCheck {
        self.rule(Rule::Dynamic(facets.into_iter().collect(), Arc::new(Closure(judge))))
    }
}

struct Closure<F>(F);

impl<F> Dynamic for Closure<F>
where
    F: for<'s> Fn(Subject<'s>, &Scope<'s>, &mut Outcome) -> bool + Send + Sync,
{
    fn judge<'s>(&self, subject: Subject<'s>, scope: &Scope<'s>, out: &mut Outcome) -> bool {
        (self.0)(subject, scope, out)
    }
}
