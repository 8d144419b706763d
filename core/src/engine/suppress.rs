//! Findings that are accepted: by policy, by annotation, by comment. They stay in the report, and a
//! suppression that suppresses nothing is listed.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::accepted_by_policy::OfPolicy;
use super::commented::{address, lines, next_content_line};
use super::fold::accept_implied;
use super::judgement::Finding;
use super::walk::Walk;
use crate::checks::{AnyCheck, current_id};
use crate::error::nearest;
use crate::model::Resource;
use crate::model::meta::{Metadata, StringEntry};
use crate::policy::{Options, Suppression};
use crate::source::Span;
use crate::tree::{Place, Placement, State, Tree};

/// The annotation that accepts a finding, before the check's id.
const ANNOTATION: &str = "ignore.asepsis/";
/// The beginning of a comment that accepts findings.
const COMMENT: &str = "asepsis: ignore[";

/// Why a finding is accepted.
#[derive(Clone, Debug)]
pub(crate) struct Accepted {
    /// The number of the suppression in [`Judgement::suppressions`].
    pub(crate) suppression: usize,
    /// The check whose accepted finding implies this one, by its index.
    pub(crate) implied_by: Option<usize>,
}

impl Accepted {
    /// The same for a finding that is implied by one of a check.
    pub(super) fn implied_by(&self, check: usize) -> Self {
        Self { suppression: self.suppression, implied_by: Some(check) }
    }
}

/// One suppression, wherever it is written, and its state.
#[derive(Clone, Debug)]
pub(crate) struct SuppressionRecord {
    pub(crate) check: String,
    pub(crate) reason: String,
    pub(crate) owner: Option<String>,
    pub(crate) expires: Option<crate::checks::Date>,
    pub(crate) written: Written,
    pub(crate) matched: u64,
    pub(crate) refused: Option<String>,
    pub(crate) expired: bool,
}

/// Where a suppression is written.
#[derive(Clone, Debug)]
pub(crate) enum Written {
    Policy(Option<(String, u32)>),
    Annotation(Place),
    Comment { tree: usize, span: Span },
}

pub(super) struct Suppressor<'w, 'p> {
    walk: &'w Walk<'p>,
    checks: &'w [AnyCheck],
    records: Vec<SuppressionRecord>,
    /// Those of the policy.
    policy: OfPolicy<'w>,
    /// Annotations by resource.
    annotations: HashMap<usize, Vec<usize>>,
    /// Comments by the address of the text and by line.
    comments: HashMap<(usize, u32), Vec<usize>>,
}

impl<'w, 'p> Suppressor<'w, 'p> {
    pub(super) fn new(walk: &'w Walk<'p>, checks: &'w [AnyCheck], options: &'w Options) -> Self {
        let mut suppressor = Self {
            walk,
            checks,
            records: Vec::new(),
            policy: OfPolicy::default(),
            annotations: HashMap::new(),
            comments: HashMap::new(),
        };
        for suppression in &options.suppressions {
            let record = suppressor.record(
                &suppression.check,
                &suppression.reason,
                Written::Policy(suppression.source.clone()),
            );
            if let Some(written) = suppressor.records.get_mut(record) {
                written.owner = Some(suppression.owner.clone());
                written.expires = suppression.expires;
                written.expired = match (suppression.expires, options.date) {
                    (Some(last), Some(today)) => last < today,
                    _ => false,
                };
            }
            let check = suppressor.records.get(record).map(|record| record.check.clone());
            suppressor.policy.add(check.unwrap_or_default(), record, suppression);
        }
        if options.inline_suppressions {
            suppressor.read_annotations();
            suppressor.read_comments();
        }
        suppressor
    }

    /// Marks accepted findings and those that they imply.
    pub(super) fn apply(&self, findings: &mut Vec<Finding>) {
        for finding in findings.iter_mut() {
            let Some(suppression) = self.find(finding) else { continue };
            finding.accept(Accepted { suppression, implied_by: None });
        }
        accept_implied(self.walk, self.checks, findings);
    }

    /// Counts the findings that each suppression accepted, and returns the suppressions.
    pub(super) fn finish(mut self, findings: &[Finding]) -> Vec<SuppressionRecord> {
        for accepted in findings.iter().filter_map(Finding::accepted) {
            if let Some(record) = self.records.get_mut(accepted.suppression) {
                record.matched += 1;
            }
        }
        self.records
    }

    fn record(&mut self, check: &str, reason: &str, written: Written) -> usize {
        let check = current_id(check);
        let is_known = self.checks.iter().any(|known| known.id() == check);
        let refused = if !is_known {
            let near = nearest(check, self.checks.iter().map(AnyCheck::id));
            let hint = near.map_or(String::new(), |near| format!(", did you mean `{near}`?"));
            Some(format!("check `{check}` does not exist or does not run{hint}"))
        } else if reason.trim().is_empty() {
            Some("a reason is required".to_owned())
        } else {
            None
        };
        self.records.push(SuppressionRecord {
            check: check.to_owned(),
            reason: reason.trim().to_owned(),
            owner: None,
            expires: None,
            written,
            matched: 0,
            refused,
            expired: false,
        });
        self.records.len() - 1
    }

    /// Records a comment that was intended to accept findings but has invalid syntax.
    fn refuse(&mut self, written: Written) {
        self.records.push(SuppressionRecord {
            check: String::new(),
            reason: String::new(),
            owner: None,
            expires: None,
            written,
            matched: 0,
            refused: Some("write it as `asepsis: ignore[check] reason`".to_owned()),
            expired: false,
        });
    }

    fn read_annotations(&mut self) {
        for (index, resource) in self.walk.resources.iter().enumerate() {
            let templates =
                resource.workloads().filter_map(|workload| match workload.pod.state() {
                    State::Set(pod, _) => Some(&pod.metadata),
                    State::Unset(..) | State::Unresolved(..) => None,
                });
            let mut found: Vec<&StringEntry<'_>> = Vec::new();
            let mut known = HashSet::new();
            for metadata in std::iter::once(&resource.metadata).chain(templates) {
                // The template of a bare Pod is the Pod: its annotations are read once.
                for entry in ignoring(metadata) {
                    if known.insert((entry.key_place, &entry.key)) {
                        found.push(entry);
                    }
                }
            }
            for entry in found {
                let check = entry.key.strip_prefix(ANNOTATION).unwrap_or_default();
                let reason = match entry.value.state() {
                    State::Set(reason, _) => reason,
                    State::Unset(..) | State::Unresolved(..) => "",
                };
                let record = self.record(check, reason, Written::Annotation(entry.key_place));
                self.annotations.entry(index).or_default().push(record);
            }
        }
    }

    fn read_comments(&mut self) {
        let trees: Vec<&Arc<Tree>> = self.walk.numbered.trees.clone();
        for (number, tree) in trees.into_iter().enumerate() {
            let source = tree.source();
            if source.is_context() {
                continue;
            }
            // Consecutive comments all refer to the line below the last one.
            let mut below: (Range<u32>, Option<u32>) = (0..0, None);
            for comment in tree.comments() {
                let text = source.slice(comment.span).trim_start_matches('#').trim();
                let Some((check, reason)) =
                    text.strip_prefix(COMMENT).and_then(|rest| rest.split_once(']'))
                else {
                    if is_meant(text) {
                        self.refuse(Written::Comment { tree: number, span: comment.span });
                    }
                    continue;
                };
                let line = source.position(comment.span.start).line;
                let target = match comment.placement {
                    Placement::Right => line,
                    Placement::Own => {
                        if !below.0.contains(&line) {
                            let next = next_content_line(tree, line);
                            below = (line..next.unwrap_or(u32::MAX), next);
                        }
                        below.1.unwrap_or(line)
                    }
                };
                for check in check.split(',') {
                    let written = Written::Comment { tree: number, span: comment.span };
                    let record = self.record(check.trim(), reason, written);
                    self.comments.entry((address(source), target)).or_default().push(record);
                }
            }
        }
    }

    /// The suppression that accepts a finding, if one does.
    fn find(&self, finding: &Finding) -> Option<usize> {
        let check = self.checks.get(finding.check())?.id();
        let fits = |record: &usize| {
            let record = self.records.get(*record);
            record.is_some_and(|record| {
                record.check == check && record.refused.is_none() && !record.expired
            })
        };
        let mut candidates = self.candidates(check, finding);
        candidates
            .retain(|(record, suppression)| fits(record) && self.is_about(suppression, finding));
        let of_policy =
            candidates.first().filter(|_| self.names_every_receiver(finding, &candidates));
        if let Some((record, _)) = of_policy {
            return Some(*record);
        }
        let of_resource = finding.resource.and_then(|index| self.annotations.get(&index));
        if let Some(record) = of_resource.into_iter().flatten().copied().find(fits) {
            return Some(record);
        }
        if self.comments.is_empty() {
            return None;
        }
        let written = self.walk.written_at(&finding.failure.spot)?;
        let text = address(written.tree.source());
        lines(&written).into_iter().find_map(|line| {
            let on_line = self.comments.get(&(text, line));
            on_line.into_iter().flatten().copied().find(fits)
        })
    }

    /// The suppressions of the policy that may be about a finding, in order.
    fn candidates(&self, check: &str, finding: &Finding) -> Vec<(usize, &'w Suppression)> {
        let Some(of_check) = self.policy.of_check(check) else { return Vec::new() };
        let own = finding.resource.iter().chain(finding.receivers());
        let own = own.filter_map(|index| self.walk.resources.get(*index));
        let names = own.flat_map(names);
        let mut found = of_check.any.clone();
        names.for_each(|name| of_check.by_resource.find(&name, &mut found));
        if let Some(path) = self.path(finding) {
            of_check.by_path.find(path, &mut found);
        }
        found.sort_unstable_by_key(|(record, _)| *record);
        found.dedup_by_key(|(record, _)| *record);
        found
    }

    /// The path of the file in which a finding is.
    fn path(&self, finding: &Finding) -> Option<&'w str> {
        let resource = finding.resource.and_then(|index| self.walk.resources.get(index));
        let tree = |place: Place| self.walk.tree(place.tree());
        let own = resource.and_then(|resource| tree(self.walk.written(resource.place())));
        tree(self.walk.decided(&finding.failure.spot)).or(own).map(|tree| tree.source().name())
    }

    fn is_about(&self, suppression: &Suppression, finding: &Finding) -> bool {
        let path = self.path(finding);
        let path_fits = suppression
            .path
            .as_ref()
            .is_none_or(|pattern| path.is_some_and(|path| fast_glob::glob_match(pattern, path)));
        let own = finding.resource.iter().chain(finding.receivers());
        let mut own = own.filter_map(|index| self.walk.resources.get(*index));
        let is_any = suppression.resource.is_none();
        path_fits && (is_any || own.any(|resource| is_named(suppression, resource)))
    }

    /// Whether a finding of several resources is suppressed for each of them.
    fn names_every_receiver(&self, finding: &Finding, about: &[(usize, &Suppression)]) -> bool {
        let own = finding.resource.and_then(|index| self.walk.resources.get(index));
        let by_itself = |suppression: &Suppression| {
            suppression.resource.is_none() || own.is_some_and(|own| is_named(suppression, own))
        };
        about.iter().any(|(_, suppression)| by_itself(suppression))
            || finding.receivers().iter().all(|index| {
                let resource = self.walk.resources.get(*index);
                resource
                    .is_some_and(|resource| about.iter().any(|(_, one)| is_named(one, resource)))
            })
    }
}

/// Whether the pattern of a suppression names a resource.
fn is_named(suppression: &Suppression, resource: &Resource<'_>) -> bool {
    suppression.resource.as_ref().is_some_and(|pattern| {
        names(resource).iter().any(|name| fast_glob::glob_match(pattern, name))
    })
}

/// The names of a resource in a policy: with and without its namespace, as applied and as written.
fn names(resource: &Resource<'_>) -> Vec<String> {
    let text = |field: &crate::tree::Field<&str>| match field.state() {
        State::Set(text, _) => Some((*text).to_owned()),
        State::Unset(..) | State::Unresolved(..) => None,
    };
    let name = text(&resource.metadata.name).unwrap_or_default();
    let kind = resource.kind;
    let namespace = text(&resource.metadata.namespace);
    let written = resource.written_as.map(|written| &*written.name);
    let mut names = Vec::new();
    for name in [name.as_str()].into_iter().chain(written.filter(|written| *written != name)) {
        names.push(format!("{kind}/{name}"));
        names.extend(namespace.iter().map(|namespace| format!("{kind}/{namespace}/{name}")));
    }
    names
}

fn ignoring<'m, 'a>(metadata: &'m Metadata<'a>) -> impl Iterator<Item = &'m StringEntry<'a>> {
    let entries = match metadata.annotations.state() {
        State::Set(entries, _) => entries.as_slice(),
        State::Unset(..) | State::Unresolved(..) => &[],
    };
    entries.iter().filter(|entry| entry.key.starts_with(ANNOTATION))
}

/// Whether a comment was intended to accept findings: the name of this program, and a keyword with which
/// programs are told to ignore findings.
fn is_meant(text: &str) -> bool {
    const WORDS: &[&str] = &["ignor", "disable", "skip", "suppress", "accept", "allow", "noqa"];
    let text = text.to_ascii_lowercase();
    if text.starts_with(ANNOTATION) {
        return true;
    }
    let Some(rest) = text.strip_prefix("asepsis") else { return false };
    // `asepsis-ignore`, `asepsis:ignore`, `asepsis ignore`, but not `asepsist`.
    let rest = rest.trim_start_matches([' ', '\t', ':', '-', '.', '/', '_']);
    WORDS.iter().any(|word| rest.starts_with(word))
}
