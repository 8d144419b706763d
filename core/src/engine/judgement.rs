//! The result of a run, before it has lines and columns.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::steps::Steps;
use super::subjects::Subjects;
use super::suppress::Accepted;
use super::tally::Tally;
use crate::checks::{Failure, Severity};
use crate::frameworks::Framework;
use crate::frontends::technology_of_title;
use crate::inventory::EnvironmentSet;
use crate::model::Technology;
use crate::tree::{Place, Spot};

/// Up to this number of covered findings, no memory is reserved for more.
const FEW: usize = 4;

/// A finding before it has lines and columns.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    /// The number of the check.
    check: u32,
    pub(crate) severity: Severity,
    pub(crate) failure: Failure,
    /// The resource's number in the walk; none for the whole inventory.
    pub(crate) resource: Option<usize>,
    pub(crate) container: Option<Arc<ContainerPart>>,
    pub(crate) environments: Arc<[Arc<str>]>,
    /// The environments of the set in which it was found.
    pub(super) found_in: EnvironmentSet,
    surroundings: Option<Box<Surroundings>>,
}

/// What only some findings have.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surroundings {
    /// Findings of the same concern that this one covers.
    pub(crate) covers: Vec<Finding>,
    /// The environments in which each of them is known to occur.
    common: EnvironmentSet,
    /// The resources that receive the text that was judged as written.
    pub(crate) receivers: Vec<usize>,
    /// The affected namespace, which is shown at one of its resources.
    pub(crate) namespace: Option<Arc<str>>,
    /// The places of the same finding in other environments, if they differ.
    pub(crate) elsewhere: Vec<Spot>,
    pub(crate) accepted: Option<Accepted>,
}

/// The container of a finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ContainerPart {
    /// Its name, if it is readable.
    pub(crate) name: Option<Arc<str>>,
    pub(crate) place: Place,
    /// Identifies it among all containers of the run.
    pub(super) identity: usize,
}

impl Finding {
    pub(super) fn new(
        check: usize,
        severity: Severity,
        failure: Failure,
        resource: Option<usize>,
        found_in: EnvironmentSet,
    ) -> Self {
        Self {
            check: u32::try_from(check).unwrap_or(u32::MAX),
            severity,
            failure,
            resource,
            container: None,
            environments: Arc::default(),
            found_in,
            surroundings: None,
        }
    }

    /// The index of the check.
    pub(crate) fn check(&self) -> usize {
        self.check as usize
    }

    pub(crate) fn surroundings(&self) -> &Surroundings {
        static NONE: Surroundings = Surroundings {
            covers: Vec::new(),
            common: EnvironmentSet::NONE,
            receivers: Vec::new(),
            namespace: None,
            elsewhere: Vec::new(),
            accepted: None,
        };
        self.surroundings.as_deref().unwrap_or(&NONE)
    }

    pub(crate) fn surroundings_mut(&mut self) -> &mut Surroundings {
        self.surroundings.get_or_insert_default()
    }

    pub(super) fn take_covers(&mut self) -> Vec<Self> {
        let own = self.surroundings.as_deref_mut();
        own.map(|own| std::mem::take(&mut own.covers)).unwrap_or_default()
    }

    pub(crate) fn receivers(&self) -> &[usize] {
        &self.surroundings().receivers
    }

    pub(crate) fn accepted(&self) -> Option<&Accepted> {
        self.surroundings().accepted.as_ref()
    }

    pub(super) fn accept(&mut self, accepted: Accepted) {
        self.surroundings_mut().accepted = Some(accepted);
    }

    /// The resource to report: the only one that receives the judged text, or its own.
    pub(crate) fn known_resource(&self) -> Option<usize> {
        match self.receivers() {
            [one] => Some(*one),
            _ => self.resource,
        }
    }

    /// Adds a finding that this one covers; the same one of another environment only once.
    pub(super) fn speak_for(&mut self, mut other: Self) {
        other.failure.forget_words();
        let is_same = |known: &&mut Self| {
            let (one, two) = (&known.failure.spot, &other.failure.spot);
            let is_elsewhere = one.place.tree() != two.place.tree();
            known.check == other.check
                && !known.found_in.intersects(&other.found_in)
                && known.container_name() == other.container_name()
                && (is_elsewhere || one == two)
        };
        let own = self.surroundings_mut();
        if own.covers.is_empty() {
            own.common.clone_from(&other.found_in);
        }
        // The same finding comes from other environments; usually all come from one.
        let may_be_there = !own.common.intersects(&other.found_in);
        if let Some(known) = own.covers.iter_mut().filter(|_| may_be_there).find(is_same) {
            known.found_in.unite(&other.found_in);
        } else {
            own.common = own.common.common(&other.found_in);
            // There are many findings, and most cover few.
            if own.covers.len() < FEW {
                own.covers.reserve_exact(1);
            }
            own.covers.push(other);
        }
    }

    pub(crate) fn container_name(&self) -> Option<&str> {
        self.container.as_ref().and_then(|container| container.name.as_deref())
    }
}

/// The result of a run, still symbolic.
#[derive(Debug, Default)]
pub(crate) struct Judgement {
    pub(crate) tallies: Vec<Tally>,
    /// The same for technologies to which a framework is limited.
    pub(super) apart: BTreeMap<Technology, Vec<Tally>>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) suppressions: Vec<super::SuppressionRecord>,
    pub(crate) subjects: Subjects,
    /// Environments beyond the limit, which were not checked.
    pub(crate) environments_left_out: Vec<Arc<str>>,
    /// The technologies that were judged.
    pub(crate) steps: Steps,
}

impl Judgement {
    /// The results of each check for a framework, some of which are limited to one technology.
    pub(crate) fn tallies_for(&self, framework: &Framework) -> &[Tally] {
        let technology = framework.technology().and_then(technology_of_title);
        technology.and_then(|technology| self.apart.get(&technology)).unwrap_or(&self.tallies)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_small() {
        assert!(size_of::<Finding>() <= 160);
    }
}
