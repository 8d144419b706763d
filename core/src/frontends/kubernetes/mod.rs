//! Kubernetes: every document of a tree becomes resources, or is said to be something else.

mod access;
mod containers;
mod documents;
mod fields;
mod meta;
mod namespaces;
mod network;
mod pods;
mod recognise;
mod secrets;
mod security;
mod settings;
mod storage;
mod values;
mod volumes;
mod workloads;

#[cfg(test)]
mod tests;

pub use documents::{has_manifest, is_candidate, read_documents};
pub use fields::api_version_of;
pub use settings::list_settings;
