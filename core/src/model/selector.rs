//! Label selectors as the API writes them. Matching is the inventory's.

use super::meta::StringMap;
use crate::tree::Field;

/// Selects objects by their labels. An empty one selects all.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct LabelSelector<'a> {
    /// Labels that must be there with these values.
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
    /// How it is compared.
    pub operator: Field<Operator>,
    /// With what.
    pub values: Field<Vec<Field<&'a str>>>,
}

/// How a label is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// The value is one of the given ones.
    In,
    /// The value is not one of the given ones, or the label is missing.
    NotIn,
    /// The label is there.
    Exists,
    /// The label is missing.
    DoesNotExist,
}
