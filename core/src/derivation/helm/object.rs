//! Structs of Go that templates can use: the chart, its files, what the cluster is capable of.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::origin::Trace;
use super::text::Text;
use super::value::Value;

/// A struct.
#[derive(Debug)]
pub(super) struct Object {
    /// The name of its type in Go: `chart.Metadata`.
    pub(super) type_name: &'static str,
    /// Its origin.
    pub(super) trace: Trace,
    /// Its content.
    pub(super) content: Content,
}

/// The content of a struct.
#[derive(Debug)]
pub(super) enum Content {
    /// Fields, by name.
    Fields(BTreeMap<&'static str, Value>),
    /// `.Files`: the files of the chart that are no templates, by path.
    Files(BTreeMap<Rc<str>, Text>),
    /// `.Capabilities.APIVersions`.
    ApiVersions(Vec<Rc<str>>),
    /// `.Capabilities.KubeVersion`, and what `semver` returns.
    Version(Version),
    /// A point in time, a duration or another value that is not known before the chart is
    /// installed. It prints as a text that marks it as such.
    Open,
}

/// A version of Kubernetes, or a semantic version.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Version {
    /// As it is written.
    pub(super) original: Rc<str>,
    pub(super) major: u64,
    pub(super) minor: u64,
    pub(super) patch: u64,
    /// What follows `-`.
    pub(super) prerelease: Rc<str>,
    /// What follows `+`.
    pub(super) metadata: Rc<str>,
}
