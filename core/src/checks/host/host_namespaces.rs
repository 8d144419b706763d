//! What the checks of namespaces shared with the machine have in common.

use crate::checks::{Outcome, Scope};
use crate::tree::{Edit, Field};

/// Judges whether a pod is in a namespace of its machine; `words` says so of the two nouns.
pub(super) fn judge(
    shared: &Field<bool>,
    scope: &Scope,
    out: &mut Outcome,
    words: impl FnOnce(&str, &str) -> String,
) {
    match out.read(shared) {
        Some(true) => {
            let message = words(scope.words.pod, scope.words.machine);
            out.fail(shared, message).fix(Edit::remove(shared));
        }
        Some(false) => out.pass(shared),
        None => {}
    }
}
