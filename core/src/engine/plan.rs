//! Which checks look at which facet of which technology, worked out once.

use super::stream::{Around, Form, Unreadable};
use crate::checks::{AnyCheck, Facet};
use crate::frameworks::KubernetesVersion;
use crate::model::Technology;

/// The indices of the checks for each facet and technology, and which checks mean anything yet.
#[derive(Debug)]
pub(super) struct Plan {
    lists: Vec<Vec<usize>>,
    in_force: Vec<bool>,
}

/// What a subject is for the choice of its checks.
type Key = (Facet, Technology, Form);

impl Plan {
    pub(super) fn new(checks: &[AnyCheck], version: KubernetesVersion) -> Self {
        let keys = Facet::ALL.iter().flat_map(|facet| {
            let technologies = Technology::ALL.iter();
            technologies.flat_map(|technology| Form::ALL.map(|form| (*facet, *technology, form)))
        });
        let looks = |check: &AnyCheck, (facet, technology, form): Key| {
            let sees = facet != Facet::Setting || form.shows(check.reads());
            check.rule().facets().has(facet) && check.technologies().has(technology) && sees
        };
        let list = |key| {
            let looking = checks.iter().enumerate().filter(|(_, check)| looks(check, key));
            looking.map(|(index, _)| index).collect()
        };
        Self {
            lists: keys.map(list).collect(),
            in_force: checks.iter().map(|check| in_force(check, version)).collect(),
        }
    }

    /// The checks that look at a facet of a technology, of resources in a form.
    pub(super) fn checks(&self, (facet, technology, form): Key) -> &[usize] {
        let at = facet as usize * Technology::ALL.len() + technology as usize;
        self.lists.get(at * Form::ALL.len() + form as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether the check of this index means anything in the version of Kubernetes.
    pub(super) fn in_force(&self, index: usize) -> bool {
        self.in_force.get(index).copied().unwrap_or_default()
    }
}

/// Whether a check would look at something that could not be read.
pub(super) fn concerns(check: &AnyCheck, around: &Around<'_>, unread: &Unreadable<'_>) -> bool {
    let looks = |facet: &Facet| match facet {
        Facet::Setting => {
            let of_kind = unread.kinds.iter().any(|kind| check.rule().looks_at(*kind));
            of_kind && around.form.shows(check.reads())
        }
        facet => check.rule().facets().has(*facet),
    };
    check.technologies().has(around.technology())
        && Facet::ALL.iter().filter(|facet| unread.facets.has(**facet)).any(looks)
}

/// Whether the version has the control of the Pod Security Standards that the check decides; a check
/// that decides none always means something.
fn in_force(check: &AnyCheck, version: KubernetesVersion) -> bool {
    check.controls().iter().all(|cited| cited.control().first_version() <= version)
}
