//! Whether a selector matches an object: yes, no or unknown.
//!
//! Source of the rules: `LabelSelectorAsSelector` and `labels.Requirement` of the API machinery.

use std::collections::HashMap;

use super::doubt::{Doubt, Reason};
use super::label_syntax::invalid_part;
use crate::model::meta::{StringEntry, StringMap};
use crate::model::pods::Pod;
use crate::model::{LabelSelector, Operator, Requirement, Resource};
use crate::tree::{Field, State, expression};

/// An answer that may be unknown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Matches {
    /// Certainly.
    Yes,
    /// Certainly not.
    No,
    /// Unknown, with the reason.
    Unknown(Doubt),
}

impl Matches {
    /// Both: a no decides, whatever else is unknown.
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown(doubt), _) | (_, Self::Unknown(doubt)) => Self::Unknown(doubt),
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }

    /// Either: a yes decides, whatever else is unknown.
    pub fn or(self, other: Self) -> Self {
        self.not().and(other.not()).not()
    }

    /// The opposite.
    #[expect(clippy::should_implement_trait, reason = "`!` on an answer with a reason reads badly")]
    pub fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            Self::Unknown(doubt) => Self::Unknown(doubt),
        }
    }

    fn certain(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}

/// Labels that a controller sets on the pods that it creates, whatever their template says.
pub(crate) const LABELS_OF_CONTROLLERS: &[&str] = &[
    "apps.kubernetes.io/pod-index",
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-completion-index",
    "batch.kubernetes.io/job-name",
    "controller-revision-hash",
    "controller-uid",
    "job-name",
    "pod-template-generation",
    "pod-template-hash",
    "statefulset.kubernetes.io/pod-name",
];

/// The labels of an object, prepared for selectors.
#[derive(Clone, Debug)]
pub struct Labels<'l, 'a> {
    entries: &'l [StringEntry<'a>],
    /// Positions by key, if there are too many for a linear search.
    by_key: HashMap<&'l str, usize>,
    /// Why there may be further labels.
    more: Option<Doubt>,
    of_template: bool,
}

/// The known state of one label.
enum Label<'a> {
    Value(&'a str),
    /// Present, with an unknown value.
    Hidden(Doubt),
    Missing,
    /// Possibly present.
    Unknown(Doubt),
}

impl<'l, 'a> Labels<'l, 'a> {
    /// The labels of an object as they are.
    pub fn of_object(map: &'l StringMap<'a>) -> Self {
        let entries = match map.state() {
            State::Set(entries, _) => entries.as_slice(),
            State::Unset(..) | State::Unresolved(..) => &[],
        };
        let mut by_key = HashMap::new();
        if entries.len() > 16 {
            for (at, entry) in entries.iter().enumerate() {
                by_key.entry(&*entry.key).or_insert(at);
            }
        }
        let templated = || entries.iter().find_map(doubt_about_key);
        let more = Doubt::about(map).or_else(templated);
        Self { entries, by_key, more, of_template: false }
    }

    /// The labels of pods that a controller will create: it adds its own.
    pub fn of_template(map: &'l StringMap<'a>) -> Self {
        Self { of_template: true, ..Self::of_object(map) }
    }

    /// The labels of a workload's pods.
    pub fn of_pod(resource: &Resource<'a>, pod: &'l Pod<'a>) -> Self {
        let labels = &pod.metadata.labels;
        if resource.kind == "Pod" { Self::of_object(labels) } else { Self::of_template(labels) }
    }

    /// Whether there may be labels that the input does not show, apart from those of controllers.
    pub(super) fn may_have_more(&self) -> bool {
        self.more.is_some()
    }

    pub(super) fn known(&self) -> impl Iterator<Item = (&'l str, &'a str)> {
        let controllers = self.of_template;
        self.entries.iter().filter_map(move |entry| match text(&entry.value) {
            Ok(_) if controllers && is_of_controller(&entry.key) => None,
            Ok(value) => Some((&*entry.key, value)),
            Err(_) => None,
        })
    }

    /// Keys that are known to be present.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'l str> {
        let is_own = |key: &&str| !(self.of_template && is_of_controller(key));
        self.entries.iter().map(|entry| &*entry.key).filter(is_own)
    }

    /// Keys whose values are unknown.
    pub(super) fn hidden(&self) -> impl Iterator<Item = &'l str> {
        let controllers = if self.of_template { LABELS_OF_CONTROLLERS } else { &[] };
        let unresolved = self.entries.iter().filter(|entry| text(&entry.value).is_err());
        unresolved.map(|entry| &*entry.key).chain(controllers.iter().copied())
    }

    fn get(&self, key: &str) -> Label<'a> {
        if self.of_template && is_of_controller(key) {
            let place = self.entries.first().map(|entry| entry.key_place).unwrap_or_default();
            return Label::Unknown(Doubt::new(place, Reason::LabelOfController));
        }
        let entry = if self.by_key.is_empty() {
            self.entries.iter().find(|entry| entry.key == key)
        } else {
            self.by_key.get(key).and_then(|at| self.entries.get(*at))
        };
        match (entry.map(|entry| text(&entry.value)), self.more) {
            (Some(Ok(value)), _) => Label::Value(value),
            (Some(Err(doubt)), _) => Label::Hidden(doubt),
            (None, Some(doubt)) => Label::Unknown(doubt),
            (None, None) => Label::Missing,
        }
    }
}

/// The meaning of a missing selector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhenUnset {
    /// Everything.
    SelectsAll,
    /// Nothing.
    SelectsNone,
}

/// A selector, parsed once for many objects.
#[derive(Clone, Copy, Debug)]
pub struct Selector<'r, 'a> {
    labels: Option<&'r StringMap<'a>>,
    expressions: Option<&'r Field<Vec<Requirement<'a>>>>,
    /// The answer for every object, if it does not depend on the object.
    always: Option<Matches>,
}

impl<'r, 'a> Selector<'r, 'a> {
    /// A selector that may be unset; an empty one selects all.
    pub fn new(field: &'r Field<LabelSelector<'a>>, when_unset: WhenUnset) -> Self {
        match field.state() {
            State::Set(selector, _) => Self::of_label_selector(selector),
            State::Unset(..) => Self::always(match when_unset {
                WhenUnset::SelectsAll => Matches::Yes,
                WhenUnset::SelectsNone => Matches::No,
            }),
            State::Unresolved(place, why) => {
                Self::always(Matches::Unknown(Doubt::unresolved(*place, *why)))
            }
        }
    }

    /// A selector that is set; an empty one selects all.
    pub fn of_label_selector(selector: &'r LabelSelector<'a>) -> Self {
        let (labels, expressions) = (&selector.match_labels, &selector.match_expressions);
        let always = match invalid_part(selector) {
            Some(doubt) => Some(Matches::Unknown(doubt)),
            None if is_empty(labels) && is_empty(expressions) => Some(Matches::Yes),
            None => None,
        };
        Self { labels: Some(labels), expressions: Some(expressions), always }
    }

    /// The selector of a Service: without any label it selects nothing.
    pub fn of_service(labels: &'r StringMap<'a>) -> Self {
        let always = is_empty(labels).then_some(Matches::No);
        Self { labels: Some(labels), expressions: None, always }
    }

    fn always(answer: Matches) -> Self {
        Self { labels: None, expressions: None, always: Some(answer) }
    }

    /// The answer for every object, if it does not depend on the object: an empty selector selects
    /// all, an unresolved or invalid one makes all unknown.
    pub fn constant(&self) -> Option<Matches> {
        self.always
    }

    /// Whether every object is selected, whatever its labels.
    pub fn selects_all(&self) -> Matches {
        let unknown = |doubt: Option<Doubt>| doubt.map_or(Matches::No, Matches::Unknown);
        self.always.unwrap_or_else(|| {
            let parts = self.labels.and_then(Doubt::about);
            let doubt = parts.or_else(|| self.expressions.and_then(Doubt::about));
            let certain = self.pairs().next().is_some() || self.requirements().next().is_some();
            if certain { Matches::No } else { unknown(doubt) }
        })
    }

    /// Whether an object with these labels is selected.
    pub fn matches(&self, labels: &Labels<'_, '_>) -> Matches {
        if let Some(answer) = self.always {
            return answer;
        }
        let unresolved =
            [self.labels.and_then(Doubt::about), self.expressions.and_then(Doubt::about)];
        let unresolved = unresolved.into_iter().flatten().map(Matches::Unknown);
        let pairs = self.pairs().map(|entry| pair_matches(entry, labels));
        let requirements = self.requirements().map(|entry| requirement_matches(entry, labels));
        let mut answer = Matches::Yes;
        for part in unresolved.chain(pairs).chain(requirements) {
            answer = answer.and(part);
            if answer == Matches::No {
                break;
            }
        }
        answer
    }

    /// The labels that must have one known value.
    pub(super) fn known_pairs(&self) -> impl Iterator<Item = (&'r str, &'a str)> {
        let pairs = self
            .pairs()
            .filter(|entry| doubt_about_key(entry).is_none())
            .filter_map(|entry| Some((&*entry.key, text(&entry.value).ok()?)));
        let single = self.requirements().filter_map(|requirement| {
            match (requirement.operator.state(), entries(&requirement.values)) {
                (State::Set(Operator::In, _), [value]) => {
                    Some((text(&requirement.key).ok()?, text(value).ok()?))
                }
                _ => None,
            }
        });
        pairs.chain(single)
    }

    fn pairs(&self) -> impl Iterator<Item = &'r StringEntry<'a>> {
        self.labels.into_iter().flat_map(entries)
    }

    pub(super) fn requirements(&self) -> impl Iterator<Item = &'r Requirement<'a>> {
        self.expressions.into_iter().flat_map(entries)
    }
}

fn pair_matches(entry: &StringEntry<'_>, labels: &Labels<'_, '_>) -> Matches {
    if let Some(doubt) = doubt_about_key(entry) {
        return Matches::Unknown(doubt);
    }
    match (labels.get(&entry.key), text(&entry.value)) {
        (Label::Missing, _) => Matches::No,
        (Label::Value(have), Ok(want)) => Matches::certain(have == want),
        (Label::Hidden(doubt) | Label::Unknown(doubt), _) | (_, Err(doubt)) => {
            Matches::Unknown(doubt)
        }
    }
}

fn requirement_matches(requirement: &Requirement<'_>, labels: &Labels<'_, '_>) -> Matches {
    let label = match text(&requirement.key) {
        Ok(key) => labels.get(key),
        Err(doubt) => return Matches::Unknown(doubt),
    };
    let operator = match requirement.operator.state() {
        State::Set(operator, _) => *operator,
        State::Unset(place, _) => {
            return Matches::Unknown(Doubt::new(
                *place,
                Reason::InvalidSelector("an invalid operator"),
            ));
        }
        State::Unresolved(place, why) => {
            return Matches::Unknown(Doubt::unresolved(*place, *why));
        }
    };
    let exists = match label {
        Label::Value(_) | Label::Hidden(_) => Matches::Yes,
        Label::Missing => Matches::No,
        Label::Unknown(doubt) => Matches::Unknown(doubt),
    };
    let is_in = || match label {
        Label::Value(value) => one_of(&requirement.values, value),
        Label::Missing => Matches::No,
        Label::Hidden(doubt) | Label::Unknown(doubt) => Matches::Unknown(doubt),
    };
    match operator {
        Operator::In => is_in(),
        Operator::NotIn => is_in().not(),
        Operator::Exists => exists,
        Operator::DoesNotExist => exists.not(),
    }
}

fn one_of(values: &Field<Vec<Field<&str>>>, value: &str) -> Matches {
    let all = Doubt::about(values).map_or(Matches::No, Matches::Unknown);
    entries(values).iter().fold(all, |found, each| {
        found.or(match text(each) {
            Ok(each) => Matches::certain(each == value),
            Err(doubt) => Matches::Unknown(doubt),
        })
    })
}

/// The text of a value; the API reads a null as an empty text.
pub(super) fn text<'a>(field: &Field<&'a str>) -> Result<&'a str, Doubt> {
    match field.state() {
        State::Set(value, _) => Ok(value),
        State::Unset(..) => Ok(""),
        State::Unresolved(place, why) => Err(Doubt::unresolved(*place, *why)),
    }
}

pub(super) fn entries<T>(field: &Field<Vec<T>>) -> &[T] {
    match field.state() {
        State::Set(entries, _) => entries,
        State::Unset(..) | State::Unresolved(..) => &[],
    }
}

fn is_empty<T>(field: &Field<Vec<T>>) -> bool {
    entries(field).is_empty() && Doubt::about(field).is_none()
}

pub(super) fn doubt_about_key(entry: &StringEntry<'_>) -> Option<Doubt> {
    expression(&entry.key).map(|why| Doubt::unresolved(entry.key_place, why))
}

fn is_of_controller(key: &str) -> bool {
    LABELS_OF_CONTROLLERS.contains(&key)
}
