//! Compose: files become projects, merged and interpolated as Compose does it, and projects become
//! resources.
//!
//! A file is read into values that know their places; variables are replaced; included files come
//! in, and the services that others extend come under those; the document is put over what was
//! said before; short forms become long ones. What is left is written as a tree in which every node
//! names the one place that decides it.

mod amounts;
mod canonical;
mod environment;
mod expression;
mod extends;
mod finish;
mod hooks;
mod include;
mod interpolate;
mod load;
mod merge;
mod path;
mod ports;
mod project;
mod read;
mod recognise;
mod resolve;
mod run;
mod services;
mod settings;
mod template;
#[cfg(test)]
mod tests;
mod unique;
mod value;
mod volumes;
mod words;
mod write;
mod written;

pub(crate) use path::{beside, clean};
pub use project::{File, Project, Unset, project, projects};
pub use recognise::{is_compose, read_file};
pub use services::resources;
pub use settings::list_settings;
