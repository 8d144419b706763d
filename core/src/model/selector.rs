//! Label selectors as in the API. The inventory matches them.

use super::meta::StringMap;
use crate::tree::Field;

/// Selects objects by their labels. An empty one selects all.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LabelSelector<'a> {
    /// Labels that must have these values.
    pub match_labels: StringMap<'a>,
    /// Further conditions, all of which must be true.
    pub match_expressions: Field<Vec<Requirement<'a>>>,
}

/// One condition on a label.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Requirement<'a> {
    /// The label.
    pub key: Field<&'a str>,
    /// The operator.
    pub operator: Field<Operator>,
    /// The values.
    pub values: Field<Vec<Field<&'a str>>>,
}

/// The operator of a condition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// The value is one of the given ones.
    In,
    /// The value is not one of the given ones, or the label is missing.
    NotIn,
    /// The label is present.
    Exists,
    /// The label is missing.
    DoesNotExist,
}
