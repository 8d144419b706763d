//! Doubts: why a question about the whole input has no certain answer.

use std::fmt;

use crate::tree::{Anchor, Field, Place, Spot, State, Why};

/// Why an answer is not certain, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Doubt {
    /// Where the reason is.
    pub place: Place,
    /// The reason.
    pub reason: Reason,
}

/// Why an answer is not certain.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Reason {
    /// A value that decides is unresolved.
    Unresolved(Why),
    /// The API server would reject the selector because of this part.
    InvalidSelector(&'static str),
    /// The label is set by a controller when it creates the pod.
    LabelOfController,
    /// An object that decides was not found in the input.
    NotInInput(&'static str),
    /// Several objects match, and the cluster's choice is not known.
    Several(&'static str),
    /// A policy of an unsupported kind may decide.
    OtherPolicyKind,
}

impl Doubt {
    /// A doubt at a place.
    pub fn new(place: Place, reason: Reason) -> Self {
        Self { place, reason }
    }

    /// The doubt about an unresolved field.
    pub(super) fn unresolved(place: Place, why: Why) -> Self {
        Self::new(place, Reason::Unresolved(why))
    }

    /// The doubt that a field raises, if it does.
    pub(super) fn about<T>(field: &Field<T>) -> Option<Self> {
        match field.state() {
            State::Unresolved(place, why) => Some(Self::unresolved(*place, *why)),
            State::Set(..) | State::Unset(..) => None,
        }
    }
}

impl Anchor for Doubt {
    fn spot(&self) -> Spot {
        let unresolved = matches!(self.reason, Reason::Unresolved(_));
        Spot { place: self.place, unresolved, ..Spot::default() }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(formatter)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unresolved(why) => why.fmt(formatter),
            Self::InvalidSelector(part) => {
                write!(formatter, "the selector has {part}")
            }
            Self::LabelOfController => {
                formatter.write_str("the label is set by a controller when it creates the pod")
            }
            Self::NotInInput(what) => write!(formatter, "{what} not found in the input"),
            Self::Several(what) => write!(formatter, "there is more than one {what}"),
            Self::OtherPolicyKind => {
                formatter.write_str("a policy of an unsupported kind may apply")
            }
        }
    }
}
