//! Parsing of text into trees. Never fails: what cannot be read is a problem beside the tree.
//!
//! INVARIANT: every span lies on character boundaries of the source, also in chunks and documents
//! that had to be given up.

mod assigned;
mod braces;
mod documents;
pub mod gotemplate;
#[cfg(feature = "hcl")]
mod hcl;
mod json;
mod lines;
mod properties;
mod template;
#[cfg(test)]
mod tests;
mod text;
mod yaml;

pub(crate) use braces::begins_block;
// HCL inside of other files is read line by line without its parser, as statements with errors are.
#[cfg(not(feature = "hcl"))]
use braces as hcl;

use std::fmt;

use crate::source::{Problem, ProblemCode, Source, Span};
use crate::tree::{Abandoned, Builder, Dialect, Limits, Origin, Tree};

/// The format of a text.
#[derive(Clone, Copy)]
pub struct Format {
    word: &'static str,
    family: &'static str,
    dialect: Dialect,
    parse: fn(&Source, &mut Builder),
}

impl Format {
    /// YAML as Kubernetes reads it: documents are split on `---` lines first and parsed separately.
    /// Text that begins with `{` is first parsed as JSON, as the API machinery does.
    pub const YAML: Self = Self::new("yaml", Dialect::Kubernetes, yaml::parse);
    /// YAML as Compose reads it: split like Kubernetes YAML, with the scalars of YAML 1.2.
    pub const COMPOSE: Self =
        Self { family: "yaml", ..Self::new("compose", Dialect::Compose, yaml::parse) };
    /// JSON by RFC 8259. Several values in sequence are several documents.
    pub const JSON: Self = Self::new("json", Dialect::Json, json::parse);
    /// JSON with comments, `//` and `/* */`, and with trailing commas.
    pub const JSONC: Self =
        Self { family: "json", ..Self::new("jsonc", Dialect::Json, json::parse_with_comments) };
    /// Lines of keys and values: properties, INI. Never fails: a line that is not a key with its
    /// value is skipped.
    pub const PROPERTIES: Self = Self::new("properties", Dialect::Json, properties::parse);
    /// HCL. A block is a mapping below its type and each of its labels. Nothing is evaluated.
    pub const HCL: Self = Self::new("hcl", Dialect::Hcl, hcl::parse);
    /// Lines of keys and values in blocks with braces, as nginx and other programs write them.
    /// Never fails either.
    pub const BRACES: Self = Self::new("braces", Dialect::Json, braces::parse);
    /// A list of lines, without those that begin with `#`.
    pub const LINES: Self = Self::new("lines", Dialect::Json, lines::parse);
    /// A template of a chart: one scalar, with its comments.
    pub const TEMPLATE: Self =
        Self { family: "text", ..Self::new("template", Dialect::Json, gotemplate::parse_as_text) };
    /// A text that is one scalar: a PEM key, a list of credentials.
    pub const TEXT: Self = Self::new("text", Dialect::Json, text::parse);

    /// A compressed archive, whose files are read.
    pub const ARCHIVE: Self = Self::new("archive", Dialect::Json, text::parse);

    /// A format with its name, the rules for its scalars, and the function that parses it.
    pub(crate) const fn new(
        word: &'static str,
        dialect: Dialect,
        parse: fn(&Source, &mut Builder),
    ) -> Self {
        Self { word, family: word, dialect, parse }
    }

    /// Its name: `compose`.
    pub const fn as_str(self) -> &'static str {
        self.word
    }

    /// The name of the format that it is a dialect of: `yaml`.
    pub const fn family(self) -> &'static str {
        self.family
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word)
    }
}

impl serde::Serialize for Format {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word)
    }
}

/// Parses a text into a tree.
///
/// A document that cannot be read is left out of the tree and is a problem with its number and
/// position; the other documents of the text are still read. Documents are numbered from 0 as YAML
/// counts them: each `---` begins one, and so does content before the first of them. A document
/// without content keeps its number and is not in the tree.
pub fn parse(
    source: Source,
    format: Format,
    origin: Origin,
    limits: Limits,
) -> (Tree, Vec<Problem>) {
    let length = source.text().len();
    let mut builder = Builder::new(source, format.dialect, origin, limits);
    let source = builder.source().clone();
    if length as u64 > limits.bytes || u32::try_from(length).is_err() {
        let message = format!("{length} bytes exceed the limit of {}", limits.bytes);
        builder.problem(Problem::new(ProblemCode::TooLarge, message).at(Span::at(0)));
        return builder.finish();
    }
    (format.parse)(&source, &mut builder);
    let (tree, mut problems) = builder.finish();
    problems.sort_by_key(|problem| problem.span);
    (tree, problems)
}

/// Parses a text that is one document, line by line. An error that ends the parsing is a problem.
pub(crate) fn one_document(
    source: &Source,
    builder: &mut Builder,
    lines: impl FnOnce(&str, &mut Builder) -> Result<(), Abandoned>,
) {
    let text = source.text();
    builder.begin_document(0, Span::new(0, offset(text.len())));
    for problem in source.encoding_problems() {
        builder.problem(problem.clone());
    }
    let read = lines(text, builder).and_then(|()| builder.end_document());
    if let Err(Abandoned(problem)) = read {
        builder.problem(problem);
    }
}

/// An offset in the text, in the type of spans.
pub(crate) fn offset(value: usize) -> u32 {
    // INVARIANT: texts of 4 GiB and more are refused in `parse`.
    u32::try_from(value).unwrap_or(u32::MAX)
}
