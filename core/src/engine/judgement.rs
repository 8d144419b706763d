//! What came of a run, before it has lines and columns.

use std::sync::Arc;

use super::suppress::Accepted;
use super::tally::Tally;
use super::walk::Walk;
use crate::checks::{AnyCheck, Failure, Severity, Technologies};
use crate::frameworks::Framework;
use crate::model::Resource;
use crate::tree::{Place, State};

/// A finding before it has lines and columns.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) check: usize,
    pub(crate) severity: Severity,
    pub(crate) failure: Failure,
    /// Checks whose findings on the same field this one stands for.
    pub(crate) covers: Vec<usize>,
    /// The resource's number in the walk; none for the whole inventory.
    pub(crate) resource: Option<usize>,
    pub(crate) container: Option<String>,
    pub(crate) environments: Vec<Arc<str>>,
    pub(crate) accepted: Option<Accepted>,
}

/// What tells one finding from another where environments overlap.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Identity {
    check: usize,
    /// The kind and name of the resource: two may be written in one place.
    resource: String,
    /// Where a person wrote what the finding is about.
    written: Place,
    missing: Option<String>,
    message: String,
}

impl Identity {
    pub(super) fn new(
        check: usize,
        failure: &Failure,
        resource: Option<&Resource<'_>>,
        walk: &Walk<'_>,
    ) -> Self {
        let name = resource.map(|resource| (resource.kind, resource.metadata.name.state()));
        Self {
            check,
            resource: match name {
                Some((kind, State::Set(name, _))) => format!("{kind}/{name}"),
                _ => String::new(),
            },
            written: walk.written(failure.spot.place),
            missing: failure.spot.missing.as_ref().map(ToString::to_string),
            message: failure.message.clone(),
        }
    }
}

/// What came of a run, still symbolic.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    pub(crate) tallies: Vec<Tally>,
    /// The same without what runs elsewhere than in Kubernetes, for checks that look there too.
    pub(super) kubernetes: Vec<Tally>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) suppressions: Vec<super::SuppressionRecord>,
}

impl Judgement {
    /// What each check has seen, as far as a framework speaks of it: some are about Kubernetes
    /// alone.
    pub(crate) fn tallies_for(&self, checks: &[AnyCheck], framework: &Framework) -> Vec<&Tally> {
        let about_kubernetes = framework != Framework::HIPAA;
        let both = checks.iter().zip(self.tallies.iter().zip(&self.kubernetes));
        both.map(|(check, (all, kubernetes))| {
            if about_kubernetes && check.technologies() != Technologies::KUBERNETES {
                kubernetes
            } else {
                all
            }
        })
        .collect()
    }
}
