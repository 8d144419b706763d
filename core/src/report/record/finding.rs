//! Findings: message, affected resource, and fixes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::location::Location;
use super::{is_default, is_high};
use crate::checks::{Confidence, Severity};
use crate::model::Technology;
use crate::source::Position;
use crate::tree::Role;

/// A finding.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Finding {
    /// The check's id; what all of its findings have in common is in `checks`.
    pub check: Arc<str>,
    /// Findings of other checks that have the same cause and are part of this one. They are included in
    /// the counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<Covered>,
    /// Its severity.
    pub severity: Severity,
    /// Its confidence.
    #[serde(default, skip_serializing_if = "is_high")]
    pub confidence: Confidence,
    /// The message: lower case, no full stop.
    pub message: Box<str>,
    /// The class of a credential.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Arc<str>>,
    /// The same number for the same credential, where several findings of this report are about it:
    /// from 1, in the order of the report. It says nothing about the credential itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<u32>,
    /// Where; none for what was built in code.
    pub location: Option<Location>,
    /// The path that is missing there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Box<str>>,
    /// The affected resource.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Arc<ResourceIdentity>>,
    /// Other locations that it depends on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedLocation>,
    /// Possible fixes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixes: Vec<Fix>,
    /// Identifies the finding across changes of the file.
    pub fingerprint: Box<str>,
    /// The environments that have it; none if there is only one, or if the default has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub environments: Vec<Arc<str>>,
    /// The identity of the resource in environments where it differs.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<Arc<str>, ResourceName>,
    /// The file of what was judged, until equal fingerprints are told apart.
    #[serde(skip)]
    pub(in crate::report) file: Option<Arc<str>>,
}

/// A finding that is part of another one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Covered {
    /// The check's id.
    pub check: Arc<str>,
    /// Its severity.
    pub severity: Severity,
    /// The affected resource; none if it is the resource and container of the finding itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Arc<ResourceIdentity>>,
    /// The fingerprint that it has as a separate finding; empty in a report of schema version 1.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub fingerprint: Box<str>,
}

/// Identity of a resource.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ResourceIdentity {
    /// The technology that runs it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub technology: Technology,
    /// Group and version.
    pub api_version: Arc<str>,
    /// Kind.
    pub kind: Arc<str>,
    /// Namespace, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<Arc<str>>,
    /// Name, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Arc<str>>,
    /// The container in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub container: Option<Arc<str>>,
    /// Whether it is a part that is not used: a base that no service extends, a component that no
    /// kustomization includes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unused: bool,
}

/// Identity of a resource in an environment.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ResourceName {
    /// Namespace, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<Arc<str>>,
    /// Name, if set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Arc<str>>,
}

/// Another location that a finding depends on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RelatedLocation {
    /// Its role.
    pub role: Role,
    /// How it relates to the finding.
    pub message: Box<str>,
    /// Where.
    pub location: Location,
}

/// A change that fixes a finding.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fix {
    /// Edits, to be applied together; none if the fix has to be made manually.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<ByteEdit>,
    /// Why the fix cannot be expressed as an edit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Box<str>>,
}

/// A replacement of bytes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ByteEdit {
    /// The input's name.
    pub path: Arc<str>,
    /// Offset of the first byte that is replaced.
    pub start: Position,
    /// One past the last byte that is replaced.
    pub end: Position,
    /// The replacement text.
    pub text: Box<str>,
}
