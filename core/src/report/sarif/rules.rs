//! Checks as SARIF's rules, and the frameworks that they cite as its taxonomies.

use std::collections::{BTreeMap, BTreeSet};

use super::{level, log, message};
use crate::checks::{Bearing, Severity};
use crate::frameworks::Framework;
use crate::report::Report;
use crate::report::record::CheckSummary;

/// Maximum number of tags per rule in code scanning.
const MOST_TAGS: usize = 20;

/// The controls that the checks cite, by framework.
pub(super) struct Taxonomies<'r>(BTreeMap<&'r str, Vec<&'r str>>);

impl<'r> Taxonomies<'r> {
    pub(super) fn of(report: &'r Report) -> Self {
        let mut cited: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (framework, control, _) in report.checks.iter().flat_map(controls) {
            cited.entry(framework).or_default().insert(control);
        }
        let sorted = cited.into_iter().map(|(name, ids)| (name, ids.into_iter().collect()));
        Self(sorted.collect())
    }

    pub(super) fn references(&self) -> Vec<log::ComponentReference<'r>> {
        let all = self.0.keys().enumerate();
        all.map(|(index, name)| component_reference(name, index)).collect()
    }

    pub(super) fn components(&self) -> Vec<log::Component<'r>> {
        self.0.iter().map(|(name, ids)| component(name, ids)).collect()
    }

    /// A control as the target of a check's relationship.
    fn target(&self, framework: &'r str, control: &'r str) -> log::Reference<'r> {
        let index = self.0.keys().position(|name| *name == framework);
        let ids = self.0.get(framework);
        log::Reference {
            id: Some(control),
            index: ids.and_then(|ids| ids.binary_search(&control).ok()),
            tool_component: index.map(|index| component_reference(framework, index)),
            ..Default::default()
        }
    }
}

/// The controls that a check cites, as framework and id, with the bearing on each.
fn controls(check: &CheckSummary) -> impl Iterator<Item = (&str, &str, Bearing)> {
    check.controls.iter().filter_map(|(bearing, control)| {
        let (framework, id) = control.split_once(':')?;
        Some((framework, id, bearing))
    })
}

/// How a check relates to a control, in a sentence.
fn described(bearing: Bearing) -> &'static str {
    match bearing {
        Bearing::Decides => "decides: pass and failure both count",
        Bearing::Supports => "supports: a pass is evidence for it",
        Bearing::Refutes => "refutes: a failure is evidence against it",
        Bearing::SupportsAndRefutes => {
            "supports and refutes: a pass is evidence for it, a failure is evidence against it"
        }
    }
}

fn component_reference(name: &str, index: usize) -> log::ComponentReference<'_> {
    log::ComponentReference { name: Some(name), index: Some(index), ..Default::default() }
}

fn component<'r>(name: &'r str, ids: &[&'r str]) -> log::Component<'r> {
    let known = Framework::find(name);
    let title = |id: &str| Some(message(known?.control(id)?.title()));
    log::Component {
        name: Some(name),
        full_name: known.map(|known| known.title().to_owned()),
        taxa: ids
            .iter()
            .map(|id| log::Descriptor {
                id: Some((*id).into()),
                short_description: title(id),
                ..Default::default()
            })
            .collect(),
        ..Default::default()
    }
}

/// The checks that ran, in the order of the report.
pub(super) fn rules<'r>(
    report: &'r Report,
    taxonomies: &Taxonomies<'r>,
) -> Vec<log::Descriptor<'r>> {
    report.checks.iter().map(|check| rule(check, taxonomies)).collect()
}

fn rule<'r>(check: &'r CheckSummary, taxonomies: &Taxonomies<'r>) -> log::Descriptor<'r> {
    let severity = check.severity.unwrap_or(Severity::Medium);
    let mut tags = vec!["security", &*check.family];
    tags.retain(|tag| !tag.is_empty());
    tags.extend(check.controls.iter().map(|(_, control)| &**control));
    tags.truncate(MOST_TAGS);
    let help = log::Message {
        text: Some(format!("{}\n\nFix: {}", check.why, check.fix).into()),
        markdown: Some(format!("{}\n\n**Fix**: {}", check.why, check.fix)),
        ..Default::default()
    };
    log::Descriptor {
        id: Some((&*check.id).into()),
        short_description: Some(message(&*check.title)),
        full_description: Some(message(&*check.why)),
        help: Some(help),
        default_configuration: Some(log::Configuration {
            level: Some(level(severity)),
            ..Default::default()
        }),
        relationships: controls(check)
            .map(|(framework, control, bearing)| log::Relationship {
                target: Some(taxonomies.target(framework, control)),
                kinds: vec!["relevant"],
                description: Some(message(described(bearing))),
                ..Default::default()
            })
            .collect(),
        properties: Some(log::RuleProperties {
            tags,
            precision: "high",
            security_severity: security_severity(severity),
        }),
        ..Default::default()
    }
}

/// The score from which code scanning derives a severity.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "3.0",
        Severity::Info => "1.0",
    }
}
