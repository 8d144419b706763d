//! Tags that move.

use crate::checks::{Parameter, ParameterKind, Scope};

pub(super) static FLOATING_TAGS: Parameter = Parameter {
    name: "floating_tags",
    description: "tags that move, beside `latest`",
    kind: ParameterKind::Texts { default: &["stable", "edge", "main", "master", "nightly", "dev"] },
};

/// Whether a tag is moved from image to image.
pub(super) fn is_floating(tag: &str, scope: &Scope) -> bool {
    tag == "latest" || scope.lists(&FLOATING_TAGS, tag)
}
