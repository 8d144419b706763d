//! Limits the findings of each check: the first in the order of the report are kept.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::input::exceed;
use super::record::{Finding, InputSummary};
use crate::policy::Options;
use crate::source::ProblemCode;

/// The findings that a report omits; its counts are still complete.
#[derive(Default)]
pub(super) struct Kept {
    /// Maximum number of findings of a check; `None` for no limit.
    most: Option<u32>,
    /// The number of omitted findings, by the paths of their inputs.
    left_out: BTreeMap<Arc<str>, u64>,
    /// The number of omitted findings without an input.
    elsewhere: u64,
}

impl Kept {
    pub(super) fn new(options: &Options) -> Self {
        Self { most: options.limits.findings, ..Self::default() }
    }

    /// Records which findings of a list are omitted. The list is in the order of the report.
    pub(super) fn note<'f>(&mut self, findings: impl Iterator<Item = &'f Finding>) {
        let Some(most) = self.most else { return };
        let mut counts: HashMap<&str, u32> = HashMap::new();
        for finding in findings {
            let count = counts.entry(&*finding.check).or_default();
            *count = count.saturating_add(1);
            if *count > most {
                match &finding.location {
                    Some(location) => *self.left_out.entry(location.path.clone()).or_default() += 1,
                    None => self.elsewhere += 1,
                }
            }
        }
    }

    /// Reports for each input how many of its findings are omitted; findings without an input are
    /// reported for all.
    pub(super) fn mark(&self, inputs: &mut [InputSummary]) {
        let most = self.most.unwrap_or_default();
        for input in inputs {
            let own = self.left_out.get(&input.path).copied().unwrap_or_default();
            let count = own + self.elsewhere;
            if count > 0 {
                let message = format!(
                    "{count} findings are counted but not listed: at most {most} are kept per check"
                );
                exceed(input, ProblemCode::TooManyFindings, message);
            }
        }
    }

    /// Removes the recorded findings.
    pub(super) fn cut<T>(&self, list: &mut Vec<T>, of: impl Fn(&T) -> &Finding) {
        let Some(most) = self.most else { return };
        let mut counts: HashMap<Arc<str>, u32> = HashMap::new();
        list.retain(|one| {
            let count = counts.entry(Arc::clone(&of(one).check)).or_default();
            *count = count.saturating_add(1);
            *count <= most
        });
    }
}
