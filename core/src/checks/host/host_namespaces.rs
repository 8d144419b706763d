//! Shared code of the checks for host namespaces.

use crate::checks::{Message, Outcome, Scope};
use crate::tree::{Edit, Field};

/// Judges whether a pod uses a host namespace; `message` is for the pod.
pub(super) fn judge(shared: &Field<bool>, scope: &Scope, out: &mut Outcome, message: Message<1>) {
    match out.read(shared) {
        Some(true) => {
            out.fail(shared, message.with(scope.words.pod)).fix(Edit::remove(shared));
        }
        Some(false) => out.pass(shared),
        None => {}
    }
}
