//! Which checks apply to which facet of which technology, computed once.

use std::collections::HashMap;
use std::rc::Rc;

use super::stream::{Around, Form, Unreadable};
use crate::checks::{AnyCheck, Facet};
use crate::frameworks::KubernetesVersion;
use crate::model::settings::SettingKind;
use crate::model::{Resource, Technology};
use crate::tree::Why;

/// The indices of the checks for each facet and technology, and which checks apply in the version.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    lists: Vec<Vec<usize>>,
    /// Those for settings, also by their kind.
    settings: Vec<Vec<usize>>,
    in_force: Vec<bool>,
}

/// The properties of a subject that determine its checks, besides its kind.
type Key = (Facet, Technology, Form);

impl Plan {
    pub(crate) fn new(checks: &[AnyCheck], version: KubernetesVersion) -> Self {
        let count = Facet::ALL.len() * Technology::ALL.len() * Form::ALL.len();
        let mut plan = Self {
            lists: vec![Vec::new(); count],
            settings: vec![Vec::new(); count / Facet::ALL.len() * SettingKind::ALL.len()],
            in_force: checks.iter().map(|check| in_force(check, version)).collect(),
        };
        for (index, check) in checks.iter().enumerate() {
            let (facets, technologies, reads) =
                (check.rule().facets(), check.technologies(), check.reads());
            for facet in Facet::ALL.iter().filter(|facet| facets.has(**facet)) {
                let looks = |technology: &&Technology| technologies.has(**technology);
                for technology in Technology::ALL.iter().filter(looks) {
                    for form in Form::ALL {
                        if form.shows(*facet, reads) {
                            plan.add(index, check, (*facet, *technology, form));
                        }
                    }
                }
            }
        }
        plan
    }

    fn add(&mut self, index: usize, check: &AnyCheck, key: Key) {
        self.lists.get_mut(place(key)).into_iter().for_each(|list| list.push(index));
        if key.0 == Facet::Setting {
            let kinds = SettingKind::ALL.iter().filter(|kind| check.rule().looks_at(**kind));
            for kind in kinds {
                let list = self.settings.get_mut(place_of_setting(key, *kind));
                if let Some(list) = list {
                    list.push(index);
                }
            }
        }
    }

    /// The checks of a facet of a technology, for resources in a form. Those for resources are also
    /// limited to kinds.
    pub(super) fn checks(&self, key: Key) -> &[usize] {
        self.lists.get(place(key)).map_or(&[], Vec::as_slice)
    }

    /// The checks for settings of a kind.
    pub(super) fn of_setting(&self, key: Key, kind: SettingKind) -> &[usize] {
        self.settings.get(place_of_setting(key, kind)).map_or(&[], Vec::as_slice)
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

/// The position of the list of a kind of settings.
fn place_of_setting((_, technology, form): Key, kind: SettingKind) -> usize {
    let at = technology as usize * Form::ALL.len() + form as usize;
    at * SettingKind::ALL.len() + kind as usize
}

/// The checks for resources of each kind, by group, kind, technology and form; listed when the first of
/// them is judged.
#[derive(Default)]
pub(super) struct OfKinds<'p>(HashMap<(&'p str, &'p str, Technology, Form), Rc<[usize]>>);

impl<'p> OfKinds<'p> {
    /// Those that are about the kind of a resource.
    pub(super) fn of(
        &mut self,
        plan: &Plan,
        checks: &[AnyCheck],
        resource: &Resource<'p>,
        key: Key,
    ) -> Rc<[usize]> {
        let (_, technology, form) = key;
        let kind = (resource.group(), resource.kind, technology, form);
        let list = self.0.entry(kind).or_insert_with(|| {
            let looks = |index: &&usize| {
                let check = checks.get(**index);
                check.is_some_and(|check| check.rule().looks_at_kind_of(resource))
            };
            plan.checks(key).iter().filter(looks).copied().collect()
        });
        Rc::clone(list)
    }
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
                (form, _) => form.shows(Facet::Setting, check.reads()),
            };
            of_kind && is_shown
        }
        facet => check.rule().facets().has(*facet) && around.form.shows(*facet, check.reads()),
    };
    check.technologies().has(around.technology())
        && Facet::ALL.iter().filter(|facet| unread.facets.has(**facet)).any(looks)
}

/// Whether the version has the control of the Pod Security Standards that the check decides; a check
/// that decides none always applies.
fn in_force(check: &AnyCheck, version: KubernetesVersion) -> bool {
    check.controls().iter().all(|cited| cited.control().first_version() <= version)
}
