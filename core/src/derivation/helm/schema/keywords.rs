//! The keywords of schemas, and what they may be.

use super::rules::Draft::{self, Draft4, Draft6, Draft7, Draft2019, Draft2020};
use super::words::pointer_step;
use crate::tree::{Kind, NodeRef};

/// What a keyword may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    Schema,
    /// A schema or a boolean, which draft 4 also allows in a few places.
    SchemaOrBool,
    Schemas,
    /// A schema or a list of schemas.
    Items,
    SchemaMap,
    PatternMap,
    Dependencies,
    Text,
    Pattern,
    Number,
    PositiveNumber,
    /// A boolean in draft 4, a number since.
    Limit,
    Count,
    Bool,
    /// A list of different texts.
    Texts,
    TextsMap,
    Types,
    Options,
}

/// A keyword and the drafts that have it.
#[derive(Debug)]
pub(super) struct Keyword {
    pub(super) name: &'static str,
    first: Draft,
    last: Draft,
    pub(super) shape: Shape,
}

const fn since(name: &'static str, first: Draft, shape: Shape) -> Keyword {
    Keyword { name, first, last: Draft2020, shape }
}

const KEYWORDS: &[Keyword] = &[
    since("$ref", Draft4, Shape::Text),
    Keyword { name: "id", first: Draft4, last: Draft4, shape: Shape::Text },
    since("$id", Draft6, Shape::Text),
    since("$schema", Draft4, Shape::Text),
    since("$anchor", Draft2019, Shape::Text),
    since("$comment", Draft7, Shape::Text),
    since("title", Draft4, Shape::Text),
    since("description", Draft4, Shape::Text),
    since("type", Draft4, Shape::Types),
    since("enum", Draft4, Shape::Options),
    since("format", Draft4, Shape::Text),
    since("multipleOf", Draft4, Shape::PositiveNumber),
    since("minimum", Draft4, Shape::Number),
    since("maximum", Draft4, Shape::Number),
    since("exclusiveMinimum", Draft4, Shape::Limit),
    since("exclusiveMaximum", Draft4, Shape::Limit),
    since("minLength", Draft4, Shape::Count),
    since("maxLength", Draft4, Shape::Count),
    since("pattern", Draft4, Shape::Pattern),
    since("minItems", Draft4, Shape::Count),
    since("maxItems", Draft4, Shape::Count),
    since("uniqueItems", Draft4, Shape::Bool),
    since("minContains", Draft2019, Shape::Count),
    since("maxContains", Draft2019, Shape::Count),
    since("minProperties", Draft4, Shape::Count),
    since("maxProperties", Draft4, Shape::Count),
    since("required", Draft4, Shape::Texts),
    since("dependentRequired", Draft2019, Shape::TextsMap),
    since("definitions", Draft4, Shape::SchemaMap),
    since("$defs", Draft2019, Shape::SchemaMap),
    since("properties", Draft4, Shape::SchemaMap),
    since("patternProperties", Draft4, Shape::PatternMap),
    since("additionalProperties", Draft4, Shape::SchemaOrBool),
    since("propertyNames", Draft6, Shape::Schema),
    since("dependencies", Draft4, Shape::Dependencies),
    since("dependentSchemas", Draft2019, Shape::SchemaMap),
    Keyword { name: "items", first: Draft4, last: Draft2019, shape: Shape::Items },
    Keyword { name: "items", first: Draft2020, last: Draft2020, shape: Shape::Schema },
    since("prefixItems", Draft2020, Shape::Schemas),
    Keyword { name: "additionalItems", first: Draft4, last: Draft2019, shape: Shape::SchemaOrBool },
    since("contains", Draft6, Shape::Schema),
    since("unevaluatedProperties", Draft2019, Shape::Schema),
    since("unevaluatedItems", Draft2019, Shape::Schema),
    since("not", Draft4, Shape::Schema),
    since("allOf", Draft4, Shape::Schemas),
    since("anyOf", Draft4, Shape::Schemas),
    since("oneOf", Draft4, Shape::Schemas),
    since("if", Draft7, Shape::Schema),
    since("then", Draft7, Shape::Schema),
    since("else", Draft7, Shape::Schema),
];

/// The keyword of a name in a draft.
pub(super) fn keyword(name: &str, draft: Draft) -> Option<&'static Keyword> {
    KEYWORDS.iter().find(|of| of.name == name && of.first <= draft && draft <= of.last)
}

/// The schemas directly in a keyword, each with the pointer to it from there.
pub(super) fn schemas_in(value: NodeRef<'_>, shape: Shape) -> Vec<(String, NodeRef<'_>)> {
    let kind = value.kind();
    match shape {
        Shape::Schema | Shape::SchemaOrBool => vec![(String::new(), value)],
        Shape::Items if kind != Kind::Sequence => vec![(String::new(), value)],
        Shape::Schemas | Shape::Items => {
            let items = value.items().enumerate();
            items.map(|(at, item)| (format!("/{at}"), item)).collect()
        }
        Shape::SchemaMap | Shape::PatternMap | Shape::Dependencies => {
            let entries = value.entries().into_iter();
            let of = entries.map(|(key, value)| (pointer_step(&key.key_text()), value));
            of.filter(|(_, value)| shape != Shape::Dependencies || value.kind() != Kind::Sequence)
                .collect()
        }
        _ => Vec::new(),
    }
}
