//! What a schema requires, ready to be checked.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::decimal::Decimal;
use super::formats::Format;
use super::plain::Plain;
use super::types::Types;
use crate::derivation::helm::functions::Pattern;

/// The number of a schema among all of its document.
pub(super) type Index = usize;

/// A version of JSON Schema.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Draft {
    Draft4,
    Draft6,
    Draft7,
    Draft2019,
    Draft2020,
}

/// A schema and where it is.
#[derive(Debug)]
pub(super) struct Schema {
    /// Its place: the fragment of its address.
    pub(super) pointer: String,
    pub(super) draft: Draft,
    pub(super) form: Form,
}

/// What a schema is.
#[derive(Debug)]
pub(super) enum Form {
    /// Everything matches, or nothing.
    Always(bool),
    /// It is in another document, which is not read.
    Elsewhere,
    Rules(Box<Rules>),
}

/// The rules of a schema.
#[derive(Debug, Default)]
pub(super) struct Rules {
    pub(super) reference: Option<Index>,
    /// The references of newer drafts, each with its keyword.
    pub(super) further_references: Vec<(&'static str, Index)>,
    pub(super) types: Types,
    pub(super) constant: Option<Choice>,
    pub(super) options: Option<Choice>,
    pub(super) format: Option<Format>,
    pub(super) map: MapRules,
    pub(super) list: ListRules,
    pub(super) text: TextRules,
    pub(super) number: NumberRules,
    pub(super) logic: Logic,
}

/// Values of which one is required.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) options: Vec<Plain>,
    /// What is said about another value.
    pub(super) words: String,
}

/// A least and a greatest count.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bounds {
    pub(super) least: Option<usize>,
    pub(super) most: Option<usize>,
}

/// What is required of entries and items that no other rule is about.
#[derive(Clone, Copy, Debug)]
pub(super) enum Additional {
    Allowed,
    Forbidden,
    Schema(Index),
}

/// A regular expression as it is written, and as it is searched; `None` if it is not known what it
/// matches.
#[derive(Debug)]
pub(super) struct Expression {
    pub(super) written: String,
    pub(super) pattern: Option<Pattern>,
}

/// What a key requires besides it.
#[derive(Debug)]
pub(super) enum Dependency {
    Keys(Vec<Rc<str>>),
    Schema(Index),
}

#[derive(Debug, Default)]
pub(super) struct MapRules {
    pub(super) bounds: Bounds,
    pub(super) required: Vec<Rc<str>>,
    pub(super) properties: BTreeMap<Rc<str>, Index>,
    pub(super) patterns: Vec<(Expression, Index)>,
    pub(super) additional: Option<Additional>,
    pub(super) names: Option<Index>,
    pub(super) dependencies: Vec<(Rc<str>, Dependency)>,
    /// The same in newer drafts: schemas, then keys.
    pub(super) dependents: Vec<(Rc<str>, Dependency)>,
    pub(super) unevaluated: Option<Index>,
}

#[derive(Debug, Default)]
pub(super) struct ListRules {
    pub(super) bounds: Bounds,
    pub(super) is_unique: bool,
    /// The schemas of the first items.
    pub(super) first: Vec<Index>,
    /// What is required of the items after those.
    pub(super) rest: Option<Additional>,
    pub(super) contains: Option<Index>,
    pub(super) contained: Bounds,
    pub(super) unevaluated: Option<Index>,
}

#[derive(Debug, Default)]
pub(super) struct TextRules {
    pub(super) bounds: Bounds,
    pub(super) pattern: Option<Expression>,
}

#[derive(Debug, Default)]
pub(super) struct NumberRules {
    pub(super) minimum: Option<Decimal>,
    pub(super) maximum: Option<Decimal>,
    pub(super) above: Option<Decimal>,
    pub(super) below: Option<Decimal>,
    pub(super) multiple: Option<Decimal>,
}

/// Schemas that are combined.
#[derive(Debug, Default)]
pub(super) struct Logic {
    pub(super) not: Option<Index>,
    pub(super) all: Vec<Index>,
    pub(super) any: Vec<Index>,
    pub(super) one: Vec<Index>,
    pub(super) condition: Option<Index>,
    pub(super) then: Option<Index>,
    pub(super) otherwise: Option<Index>,
}

impl Expression {
    /// Whether it matches a text, if that is known.
    pub(super) fn is_match(&self, text: &str) -> Option<bool> {
        let pattern = self.pattern.as_ref().filter(|pattern| pattern.can_search(text))?;
        Some(pattern.regex.is_match(text))
    }
}
