//! Whether a run passes.

use super::record::{InputSummary, Summary, Verdict};
use crate::policy::Options;

/// Passing means that something was judged, that everything was read which could hold what is judged,
/// and that nothing is as bad as the threshold.
pub(super) fn verdict(summary: &Summary, inputs: &[InputSummary], options: &Options) -> Verdict {
    let is_read = !inputs.iter().any(|input| input.status.is_incomplete());
    let is_known = summary.unknown == 0 || !options.fail_on_unknown;
    if summary.at_or_above_threshold > 0 {
        Verdict::Fail
    } else if is_read && is_known && judged_something(summary) {
        Verdict::Pass
    } else {
        Verdict::Incomplete
    }
}

/// Whether a check looked at anything: a run that judged nothing proves nothing.
pub(super) const fn judged_something(summary: &Summary) -> bool {
    summary.resources > 0 && summary.examined > 0
}
