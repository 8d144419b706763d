//! Tags that move.

use crate::checks::{Parameter, ParameterKind, Scope};
use crate::tree::may_be;

pub(super) static FLOATING_TAGS: Parameter = Parameter {
    name: "floating_tags",
    description: "tags that move, beside `latest`",
    kind: ParameterKind::Texts { default: &["stable", "edge", "main", "master", "nightly", "dev"] },
};

/// Whether a tag is moved from image to image.
pub(super) fn is_floating(tag: &str, scope: &Scope) -> bool {
    tag == "latest" || scope.lists(&FLOATING_TAGS, tag)
}

/// Whether a tag of which parts are not known may be one of those.
pub(super) fn may_float(tag: &str, scope: &Scope) -> bool {
    may_be(tag, "latest") || scope.lists_one(&FLOATING_TAGS, |known| may_be(tag, known))
}
