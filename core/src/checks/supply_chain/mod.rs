//! Images, charts and their sources.

// Written by `cargo dev sync` from the files beside this one.

mod chart_dependency_unpinned;
mod chart_repository_http;
mod dependencies;
mod floating;
mod image_digest_missing;
mod image_tag_mutable;
mod values_image_mutable;

use super::Check;
use super::example::examples;

/// The checks of the family, by id.
pub(super) static CHECKS: &[&Check] = &[
    &chart_dependency_unpinned::CHECK,
    &chart_repository_http::CHECK,
    &image_digest_missing::CHECK,
    &image_tag_mutable::CHECK,
    &values_image_mutable::CHECK,
];

/// The examples of a check, by its id.
pub(super) static FIXTURES: &[(&str, &str)] = &[
    ("chart-dependency-unpinned", examples!("chart_dependency_unpinned.values.yaml")),
    ("chart-repository-http", examples!("chart_repository_http.values.yaml")),
    ("image-digest-missing", examples!("image_digest_missing.yaml")),
    ("image-tag-mutable", examples!("image_tag_mutable.yaml")),
    ("values-image-mutable", examples!("values_image_mutable.values.yaml")),
];
