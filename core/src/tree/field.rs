//! Values with their places, which may be missing or unresolved.

use std::fmt;

use super::missing::MissingPath;
use super::place::{Anchor, Place, Spot};

/// A value of a resource, with its place.
///
/// INVARIANT: no public function returns the value without the possibility that it is unresolved. A
/// check reads through [`Outcome::read`](crate::Outcome::read), which marks the evaluation unknown
/// where the field is unresolved. Only an unset field may be reported as missing.
#[derive(Clone, PartialEq)]
pub struct Field<T>(State<T>);

/// The state of a [`Field`].
#[derive(Clone, PartialEq)]
pub enum State<T> {
    /// The value and its place.
    Set(T, Place),
    /// Missing: the nearest existing parent, and the path from there that is missing.
    Unset(Place, MissingPath),
    /// Present, but the value cannot be determined.
    Unresolved(Place, Why),
}

impl<T> fmt::Debug for State<T> {
    /// Without the value, which may be a secret and be logged.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set(_, place) => write!(formatter, "Set(.., {place:?})"),
            Self::Unset(place, missing) => write!(formatter, "Unset({place:?}, {missing:?})"),
            Self::Unresolved(place, why) => write!(formatter, "Unresolved({place:?}, {why:?})"),
        }
    }
}

/// Why a field is unresolved.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Why {
    /// A template expression has to be rendered first.
    Expression,
    /// A variable has no value in the input.
    Variable,
    /// An expression that is not evaluated.
    Evaluation,
    /// The container's image decides.
    Image,
    /// A file that is not in the input may set it.
    Elsewhere,
    /// The controller of the object decides.
    Controller,
    /// An alias could not be resolved.
    Alias,
    /// The value does not have this type.
    WrongType(Expected),
    /// The value is not valid for the field, so its effect is not known.
    Invalid(Format),
}

/// The type that a field has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Expected {
    /// A string.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer,
    /// A string, number or boolean.
    Scalar,
    /// A list.
    List,
    /// A mapping.
    Mapping,
    /// A value of any type.
    Value,
}

impl fmt::Display for Expected {
    /// With its article: `a whole number`.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Text => "a string",
            Self::Boolean => "a boolean",
            Self::Integer => "a whole number",
            Self::Scalar => "a scalar",
            Self::List => "a list",
            Self::Mapping => "a mapping",
            Self::Value => "a value",
        })
    }
}

/// The format of a value that is a text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[non_exhaustive]
pub enum Format {
    /// The reference of an image.
    ImageReference,
    /// The name of an object.
    Name,
    /// A number.
    Number,
    /// The operator of a selector.
    Operator,
    /// The specification of a pod.
    Pod,
    /// A port, or a range of ports.
    Port,
    /// A quantity of Kubernetes.
    Quantity,
    /// A number of bytes.
    Size,
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::ImageReference => "image reference",
            Self::Name => "name",
            Self::Number => "number",
            Self::Operator => "operator",
            Self::Pod => "pod",
            Self::Port => "port",
            Self::Quantity => "quantity",
            Self::Size => "size",
        })
    }
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expression => {
                formatter.write_str("a template expression has to be rendered first")
            }
            Self::Variable => formatter.write_str("a variable has no value in the input"),
            Self::Evaluation => formatter.write_str("an expression has to be evaluated first"),
            Self::Image => formatter.write_str("the image decides"),
            Self::Elsewhere => {
                formatter.write_str("the value may be set in a file that is not in the input")
            }
            Self::Controller => formatter.write_str("the controller of the object decides"),
            Self::Alias => formatter.write_str("an alias cannot be resolved"),
            Self::WrongType(expected) => write!(formatter, "the value is not {expected}"),
            Self::Invalid(expected) => write!(formatter, "the value is not a valid {expected}"),
        }
    }
}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<T> Default for Field<T> {
    /// Unset, without a place.
    fn default() -> Self {
        Self::unset(Place::NONE, MissingPath::default())
    }
}

impl<T> From<T> for Field<T> {
    /// A value built in code.
    fn from(value: T) -> Self {
        Self::set(value, Place::NONE)
    }
}

impl<T> Field<T> {
    /// A value with its place.
    pub fn set(value: T, place: Place) -> Self {
        Self(State::Set(value, place))
    }

    /// An unset field, with the missing path and its place.
    pub fn unset(parent: Place, missing: MissingPath) -> Self {
        Self(State::Unset(parent, missing))
    }

    /// An unresolved field.
    pub fn unresolved(place: Place, why: Why) -> Self {
        Self(State::Unresolved(place, why))
    }

    /// The state of the field. All three states must be handled.
    ///
    /// Checks use [`Outcome::read`](crate::Outcome::read) instead, which cannot be misused.
    pub fn state(&self) -> &State<T> {
        &self.0
    }

    /// The state of the field, by value.
    pub fn into_state(self) -> State<T> {
        self.0
    }

    /// The place of the value, or where it is missing.
    pub fn place(&self) -> Place {
        match &self.0 {
            State::Set(_, place) | State::Unset(place, _) | State::Unresolved(place, _) => *place,
        }
    }

    /// Maps the value; an unset or unresolved field stays so.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        Field(match self.0 {
            State::Set(value, place) => State::Set(change(value), place),
            State::Unset(place, missing) => State::Unset(place, missing),
            State::Unresolved(place, why) => State::Unresolved(place, why),
        })
    }

    /// The same field with its value parsed; a value that does not parse is unresolved.
    pub fn parse<U>(self, parse: impl FnOnce(T) -> Result<U, Why>) -> Field<U> {
        Field(match self.0 {
            State::Set(value, place) => match parse(value) {
                Ok(value) => State::Set(value, place),
                Err(why) => State::Unresolved(place, why),
            },
            State::Unset(place, missing) => State::Unset(place, missing),
            State::Unresolved(place, why) => State::Unresolved(place, why),
        })
    }

    /// This field, or the other one if this one is unset: inner settings override outer ones.
    ///
    /// If both are unset, the result is this one, so that a finding refers to the inner place.
    pub fn or<'f>(&'f self, outer: &'f Self) -> &'f Self {
        match (&self.0, &outer.0) {
            (State::Unset(..), State::Set(..) | State::Unresolved(..)) => outer,
            _ => self,
        }
    }

    /// The field with its value borrowed.
    pub fn as_ref(&self) -> Field<&T> {
        Field(match &self.0 {
            State::Set(value, place) => State::Set(value, *place),
            State::Unset(place, missing) => State::Unset(*place, missing.clone()),
            State::Unresolved(place, why) => State::Unresolved(*place, *why),
        })
    }
}

impl<T> Anchor for Field<T> {
    fn spot(&self) -> Spot {
        match &self.0 {
            State::Set(_, place) => Spot { place: *place, ..Spot::default() },
            State::Unset(place, missing) => {
                Spot { place: *place, missing: Some(missing.clone()), ..Spot::default() }
            }
            State::Unresolved(place, _) => {
                Spot { place: *place, unresolved: true, ..Spot::default() }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_settings_override_outer_ones_and_unresolved_is_a_setting() {
        let set = Field::from(1);
        let unset = Field::<i32>::default();
        let unresolved = Field::unresolved(Place::NONE, Why::Expression);
        assert_eq!(set.or(&Field::from(2)), &set);
        assert_eq!(unset.or(&set), &set);
        assert_eq!(unset.or(&unresolved), &unresolved);
        assert_eq!(unresolved.or(&set), &unresolved);
        assert_eq!(unset.or(&unset), &unset);
    }

    #[test]
    fn a_field_is_small() {
        assert!(size_of::<Field<bool>>() <= 24 && size_of::<Field<i64>>() <= 24);
        assert!(size_of::<Field<&str>>() <= 32 && size_of::<Field<Vec<u8>>>() <= 32);
    }
}
