//! How another place relates to the value at a place.

use serde::{Deserialize, Serialize};

/// How another place relates to a value that was checked.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Role {
    /// The value that an override replaced or extended.
    Base,
    /// The value that replaces or extends another one.
    Override,
    /// The text that aliases repeat.
    Anchor,
    /// The alias or merge key that refers to an anchor.
    Alias,
    /// Where a variable is set.
    Variable,
    /// The expression that computes the value.
    Expression,
    /// The service that extends another one.
    Extended,
    /// The `include` of a file.
    Included,
    /// A condition for the existence of the value.
    Condition,
    /// The same thing in another environment.
    Environment,
    /// Anything else; the message says what.
    #[default]
    Other,
}

impl Role {
    /// All roles.
    pub const ALL: &'static [Self] = &[
        Self::Base,
        Self::Override,
        Self::Anchor,
        Self::Alias,
        Self::Variable,
        Self::Expression,
        Self::Extended,
        Self::Included,
        Self::Condition,
        Self::Environment,
        Self::Other,
    ];

    /// The role as reports spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Base => "base",
            Self::Override => "override",
            Self::Anchor => "anchor",
            Self::Alias => "alias",
            Self::Variable => "variable",
            Self::Expression => "expression",
            Self::Extended => "extended",
            Self::Included => "included",
            Self::Condition => "condition",
            Self::Environment => "environment",
            Self::Other => "other",
        }
    }

    /// A description of the role, for messages.
    pub const fn as_phrase(self) -> &'static str {
        match self {
            Self::Base => "this value is replaced",
            Self::Override => "this replaces the value",
            Self::Anchor => "the anchor is here",
            Self::Alias => "the alias is here",
            Self::Variable => "the variable is set here",
            Self::Expression => "the expression is here",
            Self::Extended => "the service is extended here",
            Self::Included => "the file is included here",
            Self::Condition => "the condition is here",
            Self::Environment => "another environment has this",
            Self::Other => "part of the value is here",
        }
    }
}
