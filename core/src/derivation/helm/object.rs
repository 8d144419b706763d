//! Structs of Go that templates can use: the chart, its files, what the cluster is capable of.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::files;
use super::functions::{Arguments, Outcome, Parameter};
use super::origin::Trace;
use super::text::Text;
use super::value::{Number, Value};

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
    /// `[]uint8`: the content of a file.
    Bytes(Text),
    /// `.Capabilities.KubeVersion`, and what `semver` returns.
    Version(Version),
    /// A point in time, a duration or another value that is not known before the chart is
    /// installed. It prints as a text that marks it as such.
    Open,
}

/// A version of Kubernetes, or a semantic version.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
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

/// A method of a struct.
#[derive(Debug)]
pub(super) struct Method {
    pub(super) name: &'static str,
    /// The types of its parameters.
    pub(super) parameters: &'static [Parameter],
    /// Computes it.
    pub(super) run: fn(&Rc<Object>, &Arguments) -> Outcome,
}

/// The type of `.Capabilities.KubeVersion`.
pub(super) const KUBERNETES_VERSION: &str = "chartutil.KubeVersion";

/// The methods of `.Capabilities.APIVersions`.
const OF_API_VERSIONS: &[Method] = &[Method {
    name: "Has",
    parameters: &[Parameter::Text],
    run: |object, arguments| {
        let name = arguments.text(0);
        let has = matches!(&object.content, Content::ApiVersions(versions)
            if versions.iter().any(|version| **version == *name.as_str()));
        Ok(Value::Bool(has, Trace::computed([&object.trace, &name.trace()])))
    },
}];

/// The method of a struct with a name.
pub(super) fn method(object: &Object, name: &str) -> Option<&'static Method> {
    let methods = match &object.content {
        Content::Files(_) => files::METHODS,
        Content::ApiVersions(_) => OF_API_VERSIONS,
        Content::Fields(_) | Content::Bytes(_) | Content::Version(_) | Content::Open => &[],
    };
    methods.iter().find(|method| method.name == name)
}

impl Object {
    /// The value of a field, or of a method without arguments.
    pub(super) fn field(&self, name: &str) -> Option<Value> {
        match &self.content {
            Content::Fields(fields) => fields.get(name).cloned(),
            Content::Files(files) => {
                let text = files.get(name).cloned().unwrap_or_default();
                Some(Value::bytes(text))
            }
            Content::Version(version) => version.field(name, &self.trace, self.is_of_cluster()),
            Content::Open => Some(Value::text("unknown", self.trace.clone())),
            Content::ApiVersions(_) | Content::Bytes(_) => None,
        }
    }

    fn is_of_cluster(&self) -> bool {
        self.type_name == KUBERNETES_VERSION
    }
}

impl Version {
    fn field(&self, name: &str, trace: &Trace, is_of_cluster: bool) -> Option<Value> {
        let text = |text: &str| Value::text(text, trace.clone());
        let number = |number| Value::Number(Number::Unsigned64(number), trace.clone());
        Some(match (name, is_of_cluster) {
            ("Version" | "GitVersion" | "String", true) | ("Original", false) => {
                text(&self.original)
            }
            ("String", false) => text(&self.to_string()),
            ("Major", true) => text(&self.major.to_string()),
            ("Minor", true) => text(&self.minor.to_string()),
            ("Major", false) => number(self.major),
            ("Minor", false) => number(self.minor),
            ("Patch", false) => number(self.patch),
            ("Prerelease", false) => text(&self.prerelease),
            ("Metadata", false) => text(&self.metadata),
            _ => return None,
        })
    }
}
