//! The subjects of a resource in a fixed order, including parts that could not be read.

use std::borrow::Cow;

use super::walk::Walk;
use crate::checks::{Facet, Facets, Reads, Subject};
use crate::credentials::contains_known;
use crate::frontends::{Frontend, settings};
use crate::inventory::Inventory;
use crate::model::pods::{Container, Origin, Pod, VolumeDetail, Workload};
use crate::model::settings::{Setting, SettingKind, SettingRead};
use crate::model::storage::Claim;
use crate::model::{Body, Resource, Technology};
use crate::tree::{Anchor, Field, Place, State, Step, Why};

/// The surroundings of a subject.
#[derive(Clone, Copy)]
pub(super) struct Around<'s> {
    pub(super) walk: &'s Walk<'s>,
    pub(super) inventory: &'s Inventory<'s, 's>,
    pub(super) resource: Option<&'s Resource<'s>>,
    /// The resource's number in the walk.
    pub(super) index: Option<usize>,
    pub(super) workload: Option<&'s Workload<'s>>,
    pub(super) pod: Option<&'s Pod<'s>>,
    pub(super) container: Option<&'s Container<'s>>,
    /// The frontend that has read the resource.
    pub(super) frontend: &'static Frontend,
    /// The origin of the resource.
    pub(super) form: Form,
}

/// The origin of a resource.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Form {
    /// A text that is used as written.
    #[default]
    Text,
    /// A text that is used only as part of others.
    Part,
    /// A value of a chart that was rendered with it: what it renders is checked itself.
    Rendered,
    /// A derived tree.
    Made,
    /// A patch of another object, which may have the fields that the patch lacks.
    Patch,
}

impl Form {
    pub(super) const ALL: [Self; 5] =
        [Self::Text, Self::Part, Self::Rendered, Self::Made, Self::Patch];

    fn of(walk: &Walk<'_>, resource: &Resource<'_>) -> Self {
        if resource.is_part || matches!(resource.body, Body::Part) {
            return Self::Part;
        }
        if resource.is_patch {
            return Self::Patch;
        }
        if walk.is_made(resource.place().tree()) { Self::Made } else { Self::Text }
    }

    /// Whether checks of a facet with this kind of reading see such a resource. Only a resource as
    /// such and its settings are read as written.
    pub(super) fn shows(self, facet: Facet, reads: Reads) -> bool {
        match self {
            Self::Text | Self::Patch => true,
            Self::Part | Self::Rendered => reads == Reads::AsWritten,
            Self::Made => {
                reads == Reads::Meaning || !matches!(facet, Facet::Setting | Facet::Resource)
            }
        }
    }
}

impl<'s> Around<'s> {
    /// All resources together.
    pub(super) fn all(walk: &'s Walk<'s>, inventory: &'s Inventory<'s, 's>) -> Self {
        Self {
            walk,
            inventory,
            resource: None,
            index: None,
            workload: None,
            pod: None,
            container: None,
            frontend: walk.frontend(None),
            form: Form::Text,
        }
    }

    /// A resource by its number in the walk.
    pub(super) fn resource(self, index: usize) -> Self {
        let resource = self.walk.resources.get(index);
        let form = resource.map_or(Form::Text, |resource| Form::of(self.walk, resource));
        let frontend = self.walk.frontend(resource);
        let workload = resource.and_then(Resource::workload);
        Self { resource, index: Some(index), workload, frontend, form, ..self }
    }

    /// Why a missing field may be set elsewhere; `None` if it is known to be missing.
    pub(super) fn completed_by(&self) -> Option<String> {
        let resource = self.resource?;
        if self.workload.is_some_and(|workload| workload.origin == Origin::Shape) {
            return Some(format!("the controller of the {} may set the field", resource.kind));
        }
        resource.is_carried.then(|| "the tool that applies the object may set the field".to_owned())
    }

    /// Whether the subject is in a sample file.
    pub(super) fn is_sample(&self) -> bool {
        self.resource.is_some_and(|resource| self.walk.standing(resource).is_sample)
    }

    /// The technology of the subject.
    pub(super) fn technology(&self) -> Technology {
        self.resource.map(|resource| resource.technology).unwrap_or_default()
    }
}

/// One step of the stream.
#[derive(Clone, Copy)]
pub(super) enum Item<'v> {
    /// A subject and its surroundings.
    Subject(Subject<'v>, Place),
    /// Something that could not be read.
    Unreadable(Unreadable<'v>),
}

/// Something that could not be read: it may contain subjects of these facets.
#[derive(Clone, Copy)]
pub(super) struct Unreadable<'v> {
    pub(super) facets: Facets,
    /// The kinds of its settings; empty if it has none.
    pub(super) kinds: &'v [SettingKind],
    pub(super) place: Place,
    pub(super) why: Why,
}

/// Receives the steps of a stream.
pub(super) trait Visitor {
    fn visit(&mut self, item: Item<'_>, around: &Around<'_>);
}

/// The subjects in a list of containers.
const CONTAINERS: Facets =
    Facets::only(Facet::Container).and(Facet::SecurityContext).and(Facet::Setting);
/// The subjects in a pod.
const POD: Facets = CONTAINERS.and(Facet::Pod).and(Facet::Volume).and(Facet::Claim);
/// The settings of containers.
const OF_CONTAINERS: &[SettingKind] = &[SettingKind::Environment, SettingKind::Argument];

/// Every subject of a resource.
pub(super) fn resource(around: Around<'_>, visitor: &mut dyn Visitor) {
    let Some(resource) = around.resource else { return };
    let mut stream = Stream { visitor };
    let place = resource.spot().place;
    // The settings of a sample are not used.
    if !(around.is_sample() && matches!(resource.body, Body::Settings(_))) {
        stream.subject(Subject::Resource(resource), place, &around);
    }
    if let Body::Workload(workload) = &resource.body {
        if let State::Unresolved(place, why) = resource.metadata.namespace.state() {
            stream.unreadable(Facets::only(Facet::WorkloadNamespace), &[], *place, *why, &around);
        }
        stream.workload(workload, place, around);
    }
    if let Body::PersistentVolume(volume) = &resource.body {
        if let Some(volume) = volume.as_volume(&resource.metadata.name) {
            stream.subject(Subject::Volume(&volume), volume.place, &around);
        }
    }
    for workload in &resource.embedded {
        stream.embedded(workload, Around { workload: Some(workload), ..around });
    }
    if let Some(subject) = Subject::of_body(&resource.body) {
        stream.subject(subject, place, &around);
    }
    if let Body::Namespace(_) = &resource.body {
        stream.subject(Subject::Namespace(resource), place, &around);
    }
    stream.settings(&around);
}

/// Every namespace with a workload, at its Namespace object or its first workload.
pub(super) fn namespaces(around: Around<'_>, visitor: &mut dyn Visitor) {
    let mut stream = Stream { visitor };
    for (index, namespace) in around.inventory.numbered_namespaces() {
        let around = around.resource(index);
        let Some(resource) = around.resource else { continue };
        let place = resource.spot().place;
        stream.subject(Subject::WorkloadNamespace(&namespace), place, &around);
    }
}

struct Stream<'v> {
    visitor: &'v mut dyn Visitor,
}

impl Stream<'_> {
    fn subject(&mut self, subject: Subject<'_>, place: Place, around: &Around<'_>) {
        self.visitor.visit(Item::Subject(subject, place), around);
    }

    fn unreadable(
        &mut self,
        facets: Facets,
        kinds: &[SettingKind],
        place: Place,
        why: Why,
        around: &Around<'_>,
    ) {
        self.visitor.visit(Item::Unreadable(Unreadable { facets, kinds, place, why }), around);
    }

    fn workload<'s>(&mut self, workload: &'s Workload<'s>, place: Place, around: Around<'s>) {
        let claim = Facets::only(Facet::Claim);
        self.each(claim, &[], &workload.claim_templates, around, Self::claim);
        let pod = match workload.pod.state() {
            State::Set(pod, _) => pod,
            State::Unset(..) => return,
            State::Unresolved(place, why) => {
                return self.unreadable(POD, OF_CONTAINERS, *place, *why, &around);
            }
        };
        let around = Around { pod: Some(pod), ..around };
        let pod_place = if pod.place.is_none() { place } else { pod.place };
        self.subject(Subject::Pod(pod), pod_place, &around);
        self.subject(Subject::SecurityContext(&pod.security_context()), pod_place, &around);
        // Any volume may create a claim.
        let volume = Facets::only(Facet::Volume).and(Facet::Claim);
        self.each(volume, &[], &pod.volumes, around, |stream, volume, around| {
            stream.subject(Subject::Volume(volume), volume.place, around);
            stream.each(claim, &[], &volume.sources, *around, |stream, source, around| {
                if let VolumeDetail::Ephemeral(claim) = &source.detail {
                    stream.claim(claim, around);
                }
            });
        });
        for list in pod.container_lists() {
            self.each(CONTAINERS, OF_CONTAINERS, list, around, Self::container);
        }
    }

    /// A pod inside an object: nothing is known about the workload around it.
    fn embedded<'s>(&mut self, workload: &'s Workload<'s>, around: Around<'s>) {
        let place = match workload.pod.state() {
            State::Set(pod, _) => pod.place,
            State::Unset(..) | State::Unresolved(..) => return,
        };
        let facets = Facets::only(Facet::Workload);
        self.unreadable(facets, &[], place, Why::Controller, &around);
        self.workload(workload, place, around);
    }

    fn claim<'s>(&mut self, claim: &'s Claim<'s>, around: &Around<'s>) {
        self.subject(Subject::Claim(claim), claim.place, around);
    }

    fn container<'s>(&mut self, container: &'s Container<'s>, around: &Around<'s>) {
        let around = &Around { container: Some(container), ..*around };
        self.subject(Subject::Container(container), container.place, around);
        let context = container.security_context();
        self.subject(Subject::SecurityContext(&context), container.place, around);
        if let State::Unresolved(place, why) = container.env.state() {
            self.unreadable_settings(&[SettingKind::Environment], *place, *why, around);
        }
        for setting in settings::environment(container) {
            self.read(setting, around);
        }
        for setting in settings::arguments(container) {
            self.read(setting, around);
        }
    }

    fn settings(&mut self, around: &Around<'_>) {
        for setting in around.index.map(|index| around.walk.settings(index)).unwrap_or_default() {
            self.read(setting, around);
        }
    }

    fn read<'s>(&mut self, setting: SettingRead<'s>, around: &Around<'s>) {
        match setting {
            Ok(setting) => self.setting(&setting, around),
            Err(unread) => {
                self.unreadable_settings(&[unread.kind], unread.place, unread.why, around);
            }
        }
    }

    fn setting(&mut self, setting: &Setting<'_>, around: &Around<'_>) {
        // The values of a sample are placeholders, except secrets of a known format.
        let shows = around.is_sample()
            && !matches!(setting.value.state(), State::Set(value, _) if contains_known(&setting.key, value));
        if !shows {
            let around = if is_rendered(setting, around) {
                &Around { form: Form::Rendered, ..*around }
            } else {
                around
            };
            self.subject(Subject::Setting(setting), setting.key_place, around);
        }
    }

    fn unreadable_settings(
        &mut self,
        kinds: &[SettingKind],
        place: Place,
        why: Why,
        around: &Around<'_>,
    ) {
        self.unreadable(Facets::only(Facet::Setting), kinds, place, why, around);
    }

    /// The items of a list; one that cannot be read may contain any of the facets.
    fn each<'s, T>(
        &mut self,
        facets: Facets,
        kinds: &[SettingKind],
        list: &'s Field<Vec<T>>,
        around: Around<'s>,
        mut item: impl FnMut(&mut Self, &'s T, &Around<'s>),
    ) {
        match list.state() {
            State::Set(items, _) => items.iter().for_each(|one| item(self, one, &around)),
            State::Unset(..) => {}
            State::Unresolved(place, why) => self.unreadable(facets, kinds, *place, *why, &around),
        }
    }
}

/// Whether a setting is a value of a chart that was rendered with it.
fn is_rendered(setting: &Setting<'_>, around: &Around<'_>) -> bool {
    let has_templates = |resource: &&Resource<'_>| resource.templates().is_some();
    let Some(resource) = around.resource.filter(has_templates) else { return false };
    let root = resource.content.node();
    let path = root.map(|root| root.tree().path(setting.key_place.node())).unwrap_or_default();
    let keys: Vec<Cow<'_, str>> = path.iter().map_while(Step::key).take(1).collect();
    resource.is_rendered(&keys)
}
