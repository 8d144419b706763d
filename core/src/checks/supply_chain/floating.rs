//! Mutable tags.

use crate::checks::{Parameter, ParameterKind, Scope};
use crate::tree::may_be;

pub(super) static FLOATING_TAGS: Parameter = Parameter {
    name: "floating_tags",
    description: "mutable tags in addition to `latest`",
    kind: ParameterKind::Texts { default: &["stable", "edge", "main", "master", "nightly", "dev"] },
};

/// Whether a tag is mutable.
pub(super) fn is_floating(tag: &str, scope: &Scope) -> bool {
    tag == "latest" || scope.lists(&FLOATING_TAGS, tag)
}

/// Whether a tag with unknown parts may be mutable.
pub(super) fn may_float(tag: &str, scope: &Scope) -> bool {
    may_be(tag, "latest") || scope.lists_one(&FLOATING_TAGS, |known| may_be(tag, known))
}
