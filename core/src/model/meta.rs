//! Names, labels and annotations.

use std::borrow::Cow;

use crate::tree::{Field, MissingPath, Place, State, expression};

/// The metadata of a resource or of a pod template.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Metadata<'a> {
    /// Unique in its namespace and kind.
    pub name: Field<&'a str>,
    /// The prefix of a generated name.
    pub generate_name: Field<&'a str>,
    /// The namespace; unset for cluster-scoped objects, and if the command that applies the object
    /// sets it.
    pub namespace: Field<&'a str>,
    /// Labels, which selectors match.
    pub labels: StringMap<'a>,
    /// Annotations.
    pub annotations: StringMap<'a>,
    /// The owners of the object.
    pub owners: Field<Vec<Owner<'a>>>,
    /// Where the metadata is.
    pub place: Place,
}

/// An owner reference.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Owner<'a> {
    /// Its group and version.
    pub api_version: Field<&'a str>,
    /// Its kind.
    pub kind: Field<&'a str>,
    /// Its name.
    pub name: Field<&'a str>,
    /// Whether it is the controller of the object.
    pub is_controller: Field<bool>,
}

/// A mapping of strings to strings, in the order of the text.
pub type StringMap<'a> = Field<Vec<StringEntry<'a>>>;

/// One entry of a [`StringMap`].
#[derive(Clone, Debug)]
pub struct StringEntry<'a> {
    /// The key.
    pub key: Cow<'a, str>,
    /// Where the key is.
    pub key_place: Place,
    /// The value.
    pub value: Field<&'a str>,
}

impl<'a> StringEntry<'a> {
    /// An entry built in code.
    pub fn new(key: impl Into<Cow<'a, str>>, value: &'a str) -> Self {
        Self { key: key.into(), key_place: Place::NONE, value: value.into() }
    }
}

/// The value of a key; unset if the map or the key is missing, unresolved if a key of the map is an
/// expression that may become this one.
pub fn lookup<'a>(map: &StringMap<'a>, key: &str) -> Field<&'a str> {
    let missing = || MissingPath::new(key.to_owned());
    match map.state() {
        State::Set(entries, place) => {
            let unresolved = || {
                entries.iter().find_map(|entry| {
                    expression(&entry.key).map(|why| Field::unresolved(entry.key_place, why))
                })
            };
            (entries.iter().find(|entry| entry.key == key))
                .map(|entry| entry.value.clone())
                .or_else(unresolved)
                .unwrap_or_else(|| Field::unset(*place, missing()))
        }
        State::Unset(place, path) => Field::unset(*place, path.below(key.to_owned())),
        State::Unresolved(place, why) => Field::unresolved(*place, *why),
    }
}
