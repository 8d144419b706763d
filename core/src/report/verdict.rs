//! The verdict of a run.

use super::record::{InputStatus, InputSummary, Summary, Verdict};
use crate::policy::Options;

/// A run passes if something was checked, everything that could contain something to check was read, and
/// no finding reaches the threshold.
pub(super) fn verdict(summary: &Summary, inputs: &[InputSummary], options: &Options) -> Verdict {
    let is_read = !inputs.iter().any(|input| input.status.is_incomplete());
    let is_known = summary.unknown == 0 || !options.fail_on_unknown;
    if summary.at_or_above_threshold > 0 {
        Verdict::Fail
    } else if is_read && is_known && judged_something(summary, inputs) {
        Verdict::Pass
    } else {
        Verdict::Incomplete
    }
}

/// Whether anything was checked besides the settings of uncovered files: a run that checked nothing
/// proves nothing.
pub(super) fn judged_something(summary: &Summary, inputs: &[InputSummary]) -> bool {
    summary.resources > resources_of_uncovered(inputs) && summary.examined > 0
}

/// The resources of files that are checked only for their settings.
pub(super) fn resources_of_uncovered(inputs: &[InputSummary]) -> u64 {
    let uncovered = inputs.iter().filter(|input| input.status == InputStatus::Uncovered);
    uncovered.map(|input| input.resources).sum()
}
