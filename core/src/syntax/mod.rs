//! From text to tree. Never fails: what cannot be read is a problem beside the tree.
//!
//! INVARIANT: every span lies on character boundaries of the source, also in chunks and documents
//! that had to be given up.

mod assigned;
mod documents;
mod dotenv;
mod hcl;
mod json;
mod lines;
mod properties;
mod template;
#[cfg(test)]
mod tests;
mod yaml;

pub(crate) use hcl::begins_block;

use crate::source::{Problem, ProblemCode, Source, Span};
use crate::tree::{Builder, Dialect, Limits, Origin, Tree};

/// The language that a text is written in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Format {
    /// YAML as Kubernetes reads it: documents are split on `---` lines first, and each is read on
    /// its own. Text that begins with `{` is tried as JSON first, as the API machinery does.
    Yaml,
    /// YAML as Compose reads it: split as Kubernetes splits it, with the words of YAML 1.2.
    Compose,
    /// JSON by RFC 8259. Several values one after the other are several documents.
    Json,
    /// `KEY=value` lines as Compose reads a `.env` file: one document, one mapping. Variables in the
    /// values are left as they are.
    Dotenv,
    /// Lines of keys and values: properties, INI. Never refuses anything: a line that is no key with
    /// its value is passed over.
    Properties,
    /// HCL, and lines of keys and values in blocks with braces. A block is a mapping below its type
    /// and each of its labels. Never refuses anything either.
    Hcl,
    /// A list of lines, without those that begin with `#`.
    Lines,
}

impl Format {
    /// All languages.
    pub const ALL: &'static [Self] = &[
        Self::Yaml,
        Self::Compose,
        Self::Json,
        Self::Dotenv,
        Self::Properties,
        Self::Hcl,
        Self::Lines,
    ];
}

/// Reads a text into a tree.
///
/// A document that cannot be read is left out of the tree and is a problem with its number and its
/// place; the other documents of the text are read all the same. Documents are numbered from 0 as
/// YAML counts them: each `---` begins one, and so does content before the first of them. A
/// document without content keeps its number and is not in the tree.
pub fn parse(
    source: Source,
    format: Format,
    origin: Origin,
    limits: Limits,
) -> (Tree, Vec<Problem>) {
    let dialect = match format {
        Format::Yaml => Dialect::Kubernetes,
        // Nobody asks what type a line has.
        Format::Json | Format::Properties | Format::Hcl | Format::Lines => Dialect::Json,
        Format::Compose => Dialect::Compose,
        Format::Dotenv => Dialect::Dotenv,
    };
    let length = source.text().len();
    let mut builder = Builder::new(source, dialect, origin, limits);
    let source = builder.source().clone();
    if length as u64 > limits.bytes || u32::try_from(length).is_err() {
        let message = format!("{length} bytes are more than the limit of {}", limits.bytes);
        builder.problem(Problem::new(ProblemCode::TooLarge, message).at(Span::at(0)));
        return builder.finish();
    }
    match format {
        Format::Yaml | Format::Compose => yaml::parse(&source, &mut builder),
        Format::Json => json::parse(&source, &mut builder),
        Format::Dotenv => dotenv::parse(&source, &mut builder),
        Format::Properties => properties::parse(&source, &mut builder),
        Format::Hcl => hcl::parse(&source, &mut builder),
        Format::Lines => lines::parse(&source, &mut builder),
    }
    let (tree, mut problems) = builder.finish();
    problems.sort_by_key(|problem| problem.span);
    (tree, problems)
}

/// An offset in the text as spans hold it.
fn offset(value: usize) -> u32 {
    // INVARIANT: texts of 4 GiB and more are refused in `parse`.
    u32::try_from(value).unwrap_or(u32::MAX)
}
