//! Environment variables of containers.

use crate::tree::{Field, Place};

/// An environment variable.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct EnvVar<'a> {
    /// Its name.
    pub name: Field<&'a str>,
    /// Its value; `$(NAME)` in it names another variable.
    pub value: Field<&'a str>,
    /// Where the value comes from instead.
    pub source: Field<ValueSource<'a>>,
    /// Whether it comes from an environment file, which is judged separately.
    pub from_file: bool,
}

/// Where a variable's value comes from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ValueSource<'a> {
    /// A key of a Secret.
    Secret(KeyReference<'a>),
    /// A key of a ConfigMap.
    ConfigMap(KeyReference<'a>),
    /// A field of the pod.
    Field(Field<&'a str>),
    /// A resource of a container.
    Resource(Field<&'a str>),
    /// Something else, by its key.
    Other(Place),
}

/// A key of a named object.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct KeyReference<'a> {
    /// The object's name.
    pub name: Field<&'a str>,
    /// The key.
    pub key: Field<&'a str>,
    /// Whether the object or key may be missing.
    pub optional: Field<bool>,
}

/// A whole object that becomes environment variables.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct EnvFrom<'a> {
    /// The prefix of each name.
    pub prefix: Field<&'a str>,
    /// A Secret's name.
    pub secret: Field<&'a str>,
    /// A ConfigMap's name.
    pub config_map: Field<&'a str>,
}
