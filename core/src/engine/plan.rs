//! Which checks look at which facet of which technology, worked out once.

use super::stream::Form;
use crate::checks::{AnyCheck, Facet, Facets, Reads};
use crate::frameworks::KubernetesVersion;
use crate::model::Technology;
use crate::model::settings::SettingKind;

/// The indices of the checks for each facet and technology, and which checks mean anything yet.
#[derive(Debug)]
pub(super) struct Plan {
    lists: Vec<Vec<usize>>,
    in_force: Vec<bool>,
    reads: Vec<Reads>,
}

impl Plan {
    pub(super) fn new(checks: &[AnyCheck], version: KubernetesVersion) -> Self {
        let pairs = Facet::ALL
            .iter()
            .flat_map(|facet| Technology::ALL.iter().map(move |technology| (*facet, *technology)));
        let looks = |check: &AnyCheck, facet, technology| {
            check.rule().facets().has(facet) && check.technologies().has(technology)
        };
        let list = |(facet, technology)| {
            let checks = checks.iter().enumerate();
            let looking = checks.filter(|(_, check)| looks(check, facet, technology));
            looking.map(|(index, _)| index).collect()
        };
        Self {
            lists: pairs.map(list).collect(),
            in_force: checks.iter().map(|check| in_force(check, version)).collect(),
            reads: checks.iter().map(AnyCheck::reads).collect(),
        }
    }

    /// The checks that look at a facet of a technology.
    pub(super) fn checks(&self, facet: Facet, technology: Technology) -> &[usize] {
        let at = facet as usize * Technology::ALL.len() + technology as usize;
        self.lists.get(at).map_or(&[], Vec::as_slice)
    }

    /// Whether the check of this index looks at the settings of a resource in this form.
    pub(super) fn sees(&self, index: usize, form: Form) -> bool {
        self.reads.get(index).is_some_and(|reads| form.shows(*reads))
    }

    /// Whether the check of this index means anything in the version of Kubernetes.
    pub(super) fn in_force(&self, index: usize) -> bool {
        self.in_force.get(index).copied().unwrap_or_default()
    }
}

/// Whether a check would look at something of these facets, or at settings of these kinds.
pub(super) fn concerns(
    check: &AnyCheck,
    technology: Technology,
    facets: Facets,
    kinds: &[SettingKind],
    form: Form,
) -> bool {
    let looks = |facet: &Facet| match facet {
        Facet::Setting => {
            kinds.iter().any(|kind| check.rule().looks_at(*kind)) && form.shows(check.reads())
        }
        facet => check.rule().facets().has(*facet),
    };
    check.technologies().has(technology)
        && Facet::ALL.iter().filter(|facet| facets.has(**facet)).any(looks)
}

/// Whether the version has the control of the Pod Security Standards that the check decides; a check
/// that decides none always means something.
fn in_force(check: &AnyCheck, version: KubernetesVersion) -> bool {
    check.controls().iter().all(|cited| cited.control().first_version() <= version)
}
