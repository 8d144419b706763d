//! Which checks apply to which facet of which technology, computed once.

use super::stream::{Around, Form, Unreadable};
use crate::checks::{AnyCheck, Facet};
use crate::frameworks::KubernetesVersion;
use crate::model::Technology;
use crate::tree::Why;

/// The indices of the checks for each facet and technology, and which checks apply in the version.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    lists: Vec<Vec<usize>>,
    in_force: Vec<bool>,
}

/// The properties of a subject that determine its checks.
type Key = (Facet, Technology, Form);

impl Plan {
    pub(crate) fn new(checks: &[AnyCheck], version: KubernetesVersion) -> Self {
        let count = Facet::ALL.len() * Technology::ALL.len() * Form::ALL.len();
        let mut lists = vec![Vec::new(); count];
        for (index, check) in checks.iter().enumerate() {
            let (facets, technologies, reads) =
                (check.rule().facets(), check.technologies(), check.reads());
            for facet in Facet::ALL.iter().filter(|facet| facets.has(**facet)) {
                let looks = |technology: &&Technology| technologies.has(**technology);
                for technology in Technology::ALL.iter().filter(looks) {
                    for form in Form::ALL {
                        let is_written = matches!(facet, Facet::Setting | Facet::Resource);
                        let sees = !is_written || form.shows(reads);
                        let list = lists.get_mut(place((*facet, *technology, form)));
                        list.filter(|_| sees).into_iter().for_each(|list| list.push(index));
                    }
                }
            }
        }
        Self { lists, in_force: checks.iter().map(|check| in_force(check, version)).collect() }
    }

    /// The checks of a facet of a technology, for resources in a form.
    pub(super) fn checks(&self, key: Key) -> &[usize] {
        self.lists.get(place(key)).map_or(&[], Vec::as_slice)
    }

    /// Whether the check of this index applies in the version of Kubernetes.
    pub(super) fn in_force(&self, index: usize) -> bool {
        self.in_force.get(index).copied().unwrap_or_default()
    }
}

/// The position of the list of a key.
fn place((facet, technology, form): Key) -> usize {
    let at = facet as usize * Technology::ALL.len() + technology as usize;
    at * Form::ALL.len() + form as usize
}

/// Whether a check applies to something that could not be read.
pub(super) fn concerns(check: &AnyCheck, around: &Around<'_>, unread: &Unreadable<'_>) -> bool {
    let looks = |facet: &Facet| match facet {
        Facet::Setting => {
            let of_kind = unread.kinds.iter().any(|kind| check.rule().looks_at(*kind));
            // A variable is judged in the project that sets it, or leaves it unset.
            let is_shown = match (around.form, unread.why) {
                (Form::Part, Why::Variable) => false,
                (Form::Made, Why::Variable) => true,
                (form, _) => form.shows(check.reads()),
            };
            of_kind && is_shown
        }
        facet => check.rule().facets().has(*facet),
    };
    check.technologies().has(around.technology())
        && Facet::ALL.iter().filter(|facet| unread.facets.has(**facet)).any(looks)
}

/// Whether the version has the control of the Pod Security Standards that the check decides; a check
/// that decides none always applies.
fn in_force(check: &AnyCheck, version: KubernetesVersion) -> bool {
    check.controls().iter().all(|cited| cited.control().first_version() <= version)
}
