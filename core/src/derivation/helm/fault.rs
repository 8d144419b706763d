//! Why a chart does not render.

use std::rc::Rc;

use crate::source::Span;

/// Why a function or an expression has no value, in the words of Go or Helm.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Cause {
    pub(super) message: String,
    /// Whether the chart itself says so, by `fail` or `required`.
    pub(super) is_of_chart: bool,
}

impl<M: Into<String>> From<M> for Cause {
    fn from(message: M) -> Self {
        Self { message: message.into(), is_of_chart: false }
    }
}

impl Cause {
    /// What a chart says by `fail` or `required`.
    pub(super) fn of_chart(message: impl Into<String>) -> Self {
        Self { message: message.into(), is_of_chart: true }
    }
}

/// A cause with its place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) cause: Cause,
    /// The innermost place first, then those that include it.
    pub(super) places: Vec<Site>,
}

/// Where a fault is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Site {
    /// The file, by its path from the chart's name on; `gotpl` for a text that `tpl` evaluates.
    pub(super) file: Rc<str>,
    /// The template in it.
    pub(super) template: Rc<str>,
    /// The expression.
    pub(super) span: Span,
}
