//! Compose: files become projects, merged and interpolated as Compose does it, and projects become
//! resources.

mod recognise;
mod services;
mod stub;
mod values;

pub use recognise::{documents, is_compose};
pub use services::resources;
pub use stub::{File, Project, projects};
