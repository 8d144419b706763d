//! Which findings are kept where there is a limit: of each check the first in the order of the report.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::input::exceed;
use super::record::{Finding, InputSummary};
use crate::policy::Options;
use crate::source::ProblemCode;

/// What is left out of a report whose counts are of everything.
#[derive(Default)]
pub(super) struct Kept {
    /// How many findings of a check are kept; none for all.
    most: Option<u32>,
    /// How many are left out, by the paths of their inputs.
    left_out: BTreeMap<Arc<str>, u64>,
    /// How many are left out that are of no input.
    elsewhere: u64,
}

impl Kept {
    pub(super) fn new(options: &Options) -> Self {
        Self { most: options.limits.findings, ..Self::default() }
    }

    /// Notes which findings of a list are left out. They come in the order of the report.
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

    /// Says of each input how many of its findings are left out; of what is of no input, all say it.
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

    /// Leaves out what was noted.
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
