//! Limits of a namespace.

use super::values::quantity;
use crate::model::namespaces::{Amounts, Limit, LimitRange};
use crate::tree::Cursor;

pub(super) fn limit_range<'a>(object: &Cursor<'a>) -> LimitRange<'a> {
    LimitRange {
        limits: object.get("spec").get("limits").list(|limit| Limit {
            kind: limit.get("type").text(),
            default: amounts(&limit.get("default")),
            default_request: amounts(&limit.get("defaultRequest")),
            max: amounts(&limit.get("max")),
            min: amounts(&limit.get("min")),
            place: limit.place(),
        }),
    }
}

fn amounts<'a>(amounts: &Cursor<'a>) -> Amounts<'a> {
    Amounts { cpu: quantity(&amounts.get("cpu")), memory: quantity(&amounts.get("memory")) }
}
