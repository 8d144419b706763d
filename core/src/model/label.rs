//! Names of things in messages.

use std::borrow::Cow;
use std::fmt;

use crate::tree::{Field, State};

/// The name of a thing in messages: its kind and its name, `container `web``.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    noun: Cow<'static, str>,
    name: Name,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Name {
    Known(Box<str>),
    Unreadable,
    None,
}

impl Label {
    /// The label of a thing that should have a name.
    pub fn new(noun: impl Into<Cow<'static, str>>, name: &Field<&str>) -> Self {
        let name = match name.state() {
            State::Set(name, _) => Name::Known((*name).into()),
            State::Unset(..) | State::Unresolved(..) => Name::Unreadable,
        };
        Self { noun: noun.into(), name }
    }

    /// The label of a thing by its name, which may be empty.
    pub fn named(noun: impl Into<Cow<'static, str>>, name: &str) -> Self {
        let name = if name.is_empty() { Name::None } else { Name::Known(name.into()) };
        Self { noun: noun.into(), name }
    }

    /// The label of a thing that needs no name.
    pub fn noun(noun: impl Into<Cow<'static, str>>) -> Self {
        Self { noun: noun.into(), name: Name::None }
    }
}

impl fmt::Display for Label {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Name::Known(name) => write!(formatter, "{} `{name}`", self.noun),
            Name::Unreadable => write!(formatter, "{} without a readable name", self.noun),
            Name::None => formatter.write_str(&self.noun),
        }
    }
}
