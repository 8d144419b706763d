//! Findings by topic and cause.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::topic::Topic;
use super::{Cause, Place, Recommendation, TopicFindings};
use crate::checks::Severity;
use crate::model::Technology;
use crate::report::words::{counted, described, length, listed, place};
use crate::report::{CheckSummary, Finding, Report, ResourceIdentity};

/// The part of a cause that its findings have in common.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// The same credential.
    Credential(u32),
    /// The same check on different places.
    Check(Arc<str>),
}

/// All findings of the report, by topic.
pub(super) fn by_topic(report: &Report) -> BTreeMap<Topic, Vec<Cause>> {
    let environments = Environments::new(report);
    let mut groups: BTreeMap<(Topic, Key), Vec<(&Finding, &CheckSummary)>> = BTreeMap::new();
    for finding in report.findings() {
        let Some(check) = report.check(&finding.check) else { continue };
        let key = match finding.group {
            Some(group) => Key::Credential(group),
            None => Key::Check(Arc::clone(&check.id)),
        };
        // One credential is one cause, also where checks of other topics find it.
        let topic = match key {
            Key::Credential(_) => Topic::SecretManagement,
            Key::Check(_) => Topic::of(check),
        };
        groups.entry((topic, key)).or_default().push((finding, check));
    }
    let mut topics: BTreeMap<Topic, Vec<Cause>> = BTreeMap::new();
    for ((topic, key), findings) in groups {
        if let Some(cause) = cause(report, &key, &findings, &environments) {
            topics.entry(topic).or_default().push(cause);
        }
    }
    for causes in topics.values_mut() {
        causes.sort_by_key(|cause| std::cmp::Reverse((cause.severity, cause.findings)));
    }
    topics
}

/// The topics in the order in which recommendations name them first.
pub(super) fn in_order(
    mut topics: BTreeMap<Topic, Vec<Cause>>,
    recommendations: &[Recommendation],
) -> Vec<TopicFindings> {
    let mut ordered = Vec::new();
    for topic in recommendations.iter().map(|one| one.topic) {
        if let Some(causes) = topics.remove(&topic) {
            ordered.push((topic, causes));
        }
    }
    ordered.extend(topics);
    let findings = |(topic, causes): (Topic, Vec<Cause>)| {
        let mut severities: BTreeMap<Severity, u64> = BTreeMap::new();
        for place in causes.iter().flat_map(|cause| &cause.places) {
            *severities.entry(place.severity).or_default() += 1;
        }
        TopicFindings { topic, title: topic.title(), severities, causes }
    };
    ordered.into_iter().map(findings).collect()
}

fn cause(
    report: &Report,
    key: &Key,
    findings: &[(&Finding, &CheckSummary)],
    environments: &Environments<'_>,
) -> Option<Cause> {
    let (worst, check) = findings.iter().max_by_key(|(finding, _)| finding.severity)?;
    let named: BTreeSet<Arc<str>> =
        findings.iter().flat_map(|(finding, _)| environments.of(finding)).collect();
    let environments: Vec<Arc<str>> = named.into_iter().collect();
    let places: Vec<Place> =
        findings.iter().map(|(finding, _)| place_of(report, finding)).collect();
    let resources = resources(findings.iter().map(|(finding, _)| *finding));
    let checks: BTreeSet<Arc<str>> =
        findings.iter().map(|(_, check)| Arc::clone(&check.id)).collect();
    let fix = fix(check, findings);
    let statement = match key {
        Key::Credential(number) => {
            let places = counted(length(&places), "place", "places");
            let shared = match environments.as_slice() {
                [] | [_] => String::new(),
                several => format!(" and shared by {}", listed(several, 0)),
            };
            format!("credential {number} is written in {places}{shared}")
        }
        Key::Check(_) => check.title.to_string(),
    };
    let credential = match key {
        Key::Credential(number) => Some(*number),
        Key::Check(_) => None,
    };
    Some(Cause {
        statement,
        credential,
        checks: checks.into_iter().collect(),
        severity: worst.severity,
        findings: length(&places),
        resources,
        environments,
        phi: length(&places.iter().filter(|place| place.phi).collect::<Vec<_>>()),
        why: Arc::clone(&check.why),
        fix,
        places,
    })
}

/// How to fix the findings of a check, in the terms of each technology that they are about.
pub(super) fn fix(check: &CheckSummary, findings: &[(&Finding, &CheckSummary)]) -> String {
    let own = findings.iter().filter(|(_, of)| of.id == check.id);
    let resources = own.map(|(finding, _)| finding.resource.as_deref());
    let of = |resource: Option<&ResourceIdentity>| {
        (resource.map(|of| of.technology), resource.map_or(&*check.fix, |_| check.fix_of(resource)))
    };
    let by_technology: BTreeMap<Option<Technology>, &str> = resources.map(of).collect();
    let texts: BTreeSet<&str> = by_technology.values().copied().collect();
    let named = |(technology, text): (&Option<Technology>, &&str)| match technology {
        Some(technology) => format!("{technology}: {text}"),
        None => (*text).to_owned(),
    };
    match texts.first() {
        Some(text) if texts.len() == 1 => (*text).to_owned(),
        _ => by_technology.iter().map(named).collect::<Vec<_>>().join(" "),
    }
}

fn place_of(report: &Report, finding: &Finding) -> Place {
    Place {
        at: finding.location.as_ref().map_or_else(|| "built in code".to_owned(), place),
        severity: finding.severity,
        message: finding.message.to_string(),
        resource: finding.resource.as_deref().map(described).unwrap_or_default(),
        phi: report.policy().phi.marks(finding),
    }
}

/// The number of different resources that findings are about; a container is a part of its resource.
pub(super) fn resources<'f>(findings: impl Iterator<Item = &'f Finding>) -> u64 {
    let all: BTreeSet<_> = findings
        .filter_map(|finding| {
            let path = finding.location.as_ref().map(|location| &*location.path);
            let of = finding.resource.as_deref()?;
            Some((path, &of.kind, &of.namespace, &of.name))
        })
        .collect();
    u64::try_from(all.len()).unwrap_or(u64::MAX)
}

/// The environments of each input.
struct Environments<'r>(HashMap<&'r str, &'r [Arc<str>]>);

impl<'r> Environments<'r> {
    fn new(report: &'r Report) -> Self {
        let inputs = report.inputs().iter();
        Self(inputs.map(|input| (&*input.path, &*input.environments)).collect())
    }

    fn of<'f>(&'f self, finding: &'f Finding) -> impl Iterator<Item = Arc<str>> + 'f {
        let own = &*finding.environments;
        let path = finding.location.as_ref().map(|location| &*location.path);
        let of_input = path.and_then(|path| self.0.get(path)).copied().unwrap_or_default();
        let environments = if own.is_empty() { of_input } else { own };
        environments.iter().cloned()
    }
}
