//! Secrets and configuration.

use super::meta::StringMap;
use crate::tree::Field;

/// A Secret.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Secret<'a> {
    /// `Opaque`, `kubernetes.io/tls`, ...; unset means `Opaque`.
    pub kind: Field<&'a str>,
    /// Values in base64.
    pub data: StringMap<'a>,
    /// Values as they are.
    pub string_data: StringMap<'a>,
    /// Whether it cannot be changed.
    pub immutable: Field<bool>,
}

/// A ConfigMap.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct ConfigMap<'a> {
    /// Text values.
    pub data: StringMap<'a>,
    /// Values in base64.
    pub binary_data: StringMap<'a>,
    /// Whether it cannot be changed.
    pub immutable: Field<bool>,
}
