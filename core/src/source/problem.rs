//! Parts of an input that could not be read.

use std::fmt;

use super::Span;

/// A part of an input that could not be read, with its position.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The kind of problem, from a closed list.
    pub code: ProblemCode,
    /// The message for the user: lower case, no full stop.
    pub message: String,
    /// The position in the text of the source.
    pub span: Option<Span>,
    /// The document in the source, from 0, if known.
    pub document: Option<u32>,
}

impl fmt::Debug for Problem {
    /// Without the message: it may quote a secret, which only a report masks.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Problem({}, {:?})", self.code, self.span)
    }
}

impl Problem {
    /// A problem of the whole source.
    pub fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), span: None, document: None }
    }

    /// The same problem at a position.
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The same problem in a document, counted from 0.
    pub fn in_document(mut self, document: u32) -> Self {
        self.document = Some(document);
        self
    }
}

macro_rules! problem_codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $code:literal $(=> $remedy:literal)?,)+) => {
        /// The closed list of problems of an input.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub enum ProblemCode {
            $($(#[doc = $doc])+ #[serde(rename = $code)] $variant,)+
        }

        impl ProblemCode {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as reports spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The meaning of the code, in one sentence.
            pub const fn description(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+)),+ }
            }

            /// How to have such an input checked in full, as an imperative; empty where the message of
            /// the problem says it.
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$variant => concat!($($remedy)?)),+ }
            }
        }
    };
}

problem_codes! {
    /// The text violates the syntax of its format; the rest of the document is not read.
    Syntax = "syntax",
    /// A byte is not valid in the encoding of the text.
    Encoding = "encoding"
        => "save the file as UTF-8",
    /// The bytes are not text.
    Binary = "binary",
    /// An archive, or a file in it, was not unpacked: the archive is damaged or too large, or contains a
    /// link, a device, or a path outside of its folder.
    Archive = "archive"
        => "package the chart with `helm package`",
    /// The text contains template expressions and must be rendered before it can be checked.
    Template = "template"
        => "check the rendered output: `helm template CHART | asepsis check -`",
    /// An alias refers to an anchor that is not defined before it.
    UnknownAlias = "unknown-alias",
    /// An alias refers to a node that contains it.
    AliasCycle = "alias-cycle",
    /// Alias expansion produces more nodes than the limit allows.
    AliasExpansion = "alias-expansion"
        => "raise `limits.alias_expansion` in the policy",
    /// The input is larger than the limit allows.
    TooLarge = "too-large"
        => "raise `limits.bytes` in the policy, or exclude the file",
    /// The input is nested deeper than the limit allows.
    TooDeep = "too-deep"
        => "raise `limits.depth` in the policy",
    /// The input has more nodes than the limit allows.
    TooManyNodes = "too-many-nodes"
        => "raise `limits.nodes` in the policy",
    /// The input belongs to an environment beyond the limit; nothing in that environment was checked.
    TooManyEnvironments = "too-many-environments"
        => "raise `limits.environments` in the policy",
    /// A check has more findings than the limit allows: those of the input are counted, but not all are
    /// listed.
    TooManyFindings = "too-many-findings"
        => "raise `limits.findings` in the policy",
    /// The checks need more steps than the limit allows: the rest of the input was not checked.
    TooManySteps = "too-many-steps"
        => "raise `limits.steps` in the policy",
    /// A mapping has the same key twice.
    DuplicateKey = "duplicate-key",
    /// A document does not have the structure of a manifest.
    NotAManifest = "not-a-manifest",
    /// A manifest lacks `apiVersion` or `kind`, or has one that is not a string.
    NoKind = "no-kind",
    /// The API group of a manifest does not have its kind.
    UnknownKind = "unknown-kind",
    /// A list of resources contains an item that is not a resource.
    ListItem = "list-item",
    /// A kustomization was not built, or a chart was not rendered: resources are checked without the
    /// changes of the kustomization, and the output of the chart is not checked.
    NotBuilt = "not-built"
        => "check its output: `helm template CHART | asepsis check -`, `kustomize build FOLDER | asepsis check -`",
    /// There is text after the end of a document, which Kubernetes ignores.
    Ignored = "ignored",
    /// A variable in a Compose file has invalid syntax, or is required and has no value.
    Interpolation = "interpolation"
        => "set the variable, or give it a default: `${NAME:-value}`",
    /// A short form in a Compose file does not follow its grammar.
    ShortForm = "short-form",
    /// A value in a Compose file has a type that Compose does not accept there.
    WrongShape = "wrong-shape",
    /// Two Compose files have values for one attribute that cannot be merged.
    Merge = "merge",
    /// A file or service that a Compose file or a kustomization refers to was not found in the input.
    MissingReference = "missing-reference"
        => "add the file to the input",
    /// A Compose file or service refers back to itself.
    ReferenceCycle = "reference-cycle",
    /// The file is a policy by its name and content, but was not used as one.
    PolicyNotInForce = "policy-not-in-force",
    /// The file could not be read.
    Unreadable = "unreadable"
        => "check the permissions of the file",
    /// The path is a pipe, a socket or a device, which is never opened.
    SpecialFile = "special-file",
    /// The target of a link does not exist, or is a folder that contains the link.
    BrokenLink = "broken-link",
    /// The file name is only an extension, such as `.yaml`: tools that list files may skip it.
    HiddenFile = "hidden-file",
    /// The file name is not valid Unicode; the report shows it with replacement characters.
    FileName = "file-name",
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
