//! The changes that a kustomization makes to all its objects.

mod hash;
mod images;
mod labels;
mod names;
mod namespace;
mod references;
mod replacements;
mod replicas;
mod variables;

pub(super) use hash::{add_hashes, json};
pub(super) use images::set_images;
pub(super) use labels::{add_annotations, add_labels, fields};
pub(super) use names::{add_prefix, add_suffix};
pub(super) use namespace::set_namespace;
pub(super) use references::update_references;
pub(super) use replacements::replace;
pub(super) use replicas::set_replicas;
pub(super) use variables::{Variables, replace_variables};
