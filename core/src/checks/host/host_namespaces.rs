//! What the checks of namespaces shared with the machine have in common.

use crate::checks::{Message, Outcome, Scope};
use crate::tree::{Edit, Field};

/// Judges whether a pod is in a namespace of its machine; `message` says so of the two.
pub(super) fn judge(shared: &Field<bool>, scope: &Scope, out: &mut Outcome, message: Message<2>) {
    match out.read(shared) {
        Some(true) => {
            let message = message.with(scope.words.pod, scope.words.machine);
            out.fail(shared, message).fix(Edit::remove(shared));
        }
        Some(false) => out.pass(shared),
        None => {}
    }
}
