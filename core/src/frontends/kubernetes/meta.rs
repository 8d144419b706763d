//! Metadata and label selectors.

use super::values::{text_map, texts};
use crate::model::meta::{Metadata, Owner};
use crate::model::{LabelSelector, Operator, Requirement};
use crate::tree::{Cursor, Format, Why};

/// The metadata of an object or of a template.
pub(super) fn metadata<'a>(metadata: &Cursor<'a>) -> Metadata<'a> {
    Metadata {
        name: metadata.get("name").text(),
        generate_name: metadata.get("generateName").text(),
        namespace: metadata.get("namespace").text(),
        labels: text_map(&metadata.get("labels")),
        annotations: text_map(&metadata.get("annotations")),
        owners: metadata.get("ownerReferences").list(|owner| Owner {
            api_version: owner.get("apiVersion").text(),
            kind: owner.get("kind").text(),
            name: owner.get("name").text(),
            is_controller: owner.get("controller").bool(),
        }),
        place: metadata.place(),
    }
}

/// A selector with `matchLabels` and `matchExpressions`.
pub(super) fn label_selector<'a>(selector: &Cursor<'a>) -> LabelSelector<'a> {
    LabelSelector {
        match_labels: text_map(&selector.get("matchLabels")),
        match_expressions: selector.get("matchExpressions").list(|expression| Requirement {
            key: expression.get("key").text(),
            operator: expression.get("operator").text().parse(operator),
            values: texts(&expression.get("values")),
        }),
    }
}

/// A selector that is a plain map of labels.
pub(super) fn label_map<'a>(selector: &Cursor<'a>) -> LabelSelector<'a> {
    LabelSelector { match_labels: text_map(selector), ..LabelSelector::default() }
}

fn operator(text: &str) -> Result<Operator, Why> {
    match text {
        "In" => Ok(Operator::In),
        "NotIn" => Ok(Operator::NotIn),
        "Exists" => Ok(Operator::Exists),
        "DoesNotExist" => Ok(Operator::DoesNotExist),
        _ => Err(Why::Invalid(Format::Operator)),
    }
}
