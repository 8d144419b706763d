//! Options of callers and policy files, as typed values. Runs nothing.

mod choices;
mod exclude;
mod file;
mod framework_schema;
mod frameworks;
mod name;
mod options;
mod pattern;
mod schema;
mod selection;
#[cfg(test)]
mod tests;

/// The name under which a policy file is looked for.
pub const FILE_NAME: &str = "asepsis.yaml";

pub use choices::Choices;
pub use exclude::Excludes;
pub use file::framework::{FrameworkFile, read_built_in_framework, read_framework};
pub use file::read;
pub use framework_schema::{framework_schema, framework_schema_text};
pub use name::is_misnamed;
pub(crate) use name::not_in_force;
pub use options::{HelmOptions, Options, PhiOptions, Suppression};
pub use pattern::check_pattern;
pub use schema::{choices_schema, schema, schema_text};
pub use selection::Selection;

#[doc(inline)]
pub use crate::tree::Limits;
