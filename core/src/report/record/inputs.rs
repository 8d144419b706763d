//! Inputs, and how far each was read.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::is_empty;
use super::location::Location;
use crate::engine::InputKind;
use crate::model::Technology;
use crate::source::ProblemCode;

/// How far an input was read.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum InputStatus {
    /// All of it was read and judged.
    #[default]
    Analysed,
    /// Some of its documents were not read.
    Partial,
    /// None of it could be read.
    Unparsable,
    /// It has to be rendered or combined with another file first.
    Unsupported,
    /// Its technology is not covered yet.
    Uncovered,
    /// It could not be opened.
    Unreadable,
    /// A limit was reached.
    OverLimit,
    /// It was excluded on request.
    Excluded,
    /// Nothing in it is checked.
    Other,
}

impl InputStatus {
    /// The status as reports spell it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Analysed => "analysed",
            Self::Partial => "partial",
            Self::Unparsable => "unparsable",
            Self::Unsupported => "unsupported",
            Self::Uncovered => "uncovered",
            Self::Unreadable => "unreadable",
            Self::OverLimit => "over_limit",
            Self::Excluded => "excluded",
            Self::Other => "other",
        }
    }

    /// Whether an input with this status may contain something that was not checked.
    pub const fn is_incomplete(self) -> bool {
        !matches!(self, Self::Analysed | Self::Uncovered | Self::Excluded | Self::Other)
    }
}

/// One input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct InputSummary {
    /// Its name, as the caller gave it.
    pub path: Arc<str>,
    /// Its format.
    pub kind: InputKind,
    /// The technology that its kind of file belongs to; none for files of several, such as `.env`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub technology: Option<Technology>,
    /// Its role in the technology: `manifest`, `values`, `chart`, `template`, `patch`, `compose`, `part`,
    /// ...; empty where nothing in it is checked.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub role: Arc<str>,
    /// Its size.
    pub bytes: u64,
    /// Documents that were read, including documents inside others.
    pub documents: u64,
    /// Resources that were read.
    pub resources: u64,
    /// Resources of kinds that no check covers, by kind.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub other_kinds: BTreeMap<String, u64>,
    /// How far it was read.
    pub status: InputStatus,
    /// The bundle that it belongs to.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub bundle: Arc<str>,
    /// The environments that it belongs to, by its path or as the caller says; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub environments: Vec<Arc<str>>,
    /// Problems of the input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ProblemRecord>,
}

/// A problem of an input.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProblemRecord {
    /// The kind of problem; none for an input that was excluded on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<ProblemCode>,
    /// The message for people.
    pub message: String,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
}
