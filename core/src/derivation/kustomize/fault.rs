//! Why a kustomization is not built, or not in full.

use crate::source::ProblemCode;
use crate::tree::{NodeRef, Passage};

/// A cause, with its place once that is known.
#[derive(Clone, Debug)]
pub(super) struct Cause {
    pub(super) message: String,
    pub(super) code: ProblemCode,
    /// The node of a kustomization that leads to it.
    pub(super) at: Option<Passage>,
}

impl From<String> for Cause {
    fn from(message: String) -> Self {
        Self { message, code: ProblemCode::NotBuilt, at: None }
    }
}

impl From<&str> for Cause {
    fn from(message: &str) -> Self {
        message.to_owned().into()
    }
}

impl Cause {
    pub(super) fn with(self, code: ProblemCode) -> Self {
        Self { code, ..self }
    }

    /// The same as what follows from a resource that was not read.
    pub(super) fn because_unread(self) -> Self {
        let message = format!("a resource was not read, so this is not applied: {}", self.message);
        Self { message, code: ProblemCode::MissingReference, ..self }
    }

    /// The same at a node, unless its place is known already.
    pub(super) fn at(self, source: u32, node: NodeRef<'_>) -> Self {
        Self { at: self.at.or(Some(Passage::of(source, node))), ..self }
    }
}
