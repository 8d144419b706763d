//! Compose: files become projects, merged and interpolated as Compose does it, and projects become
//! resources.

mod read;
mod recognise;
mod stub;
mod values;

pub use read::resources;
pub use recognise::{documents, is_compose};
pub use stub::{File, Project, projects};
