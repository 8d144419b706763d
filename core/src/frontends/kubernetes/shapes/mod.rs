//! What an object of any kind carries: pods and containers by their shape, and whole objects.
//!
//! No kind is known here. A list of containers, a step with its image, a security context beside an
//! environment say what they are by their fields, which are those of the API's `PodSpec` and
//! `Container`. A mapping that only shares a word with them is none.

mod container;
mod pod;

use super::containers::containers;
use super::meta::metadata;
use super::pods::pod;
use super::security::pod_security;
use crate::model::pods::{Container, Origin, Pod, PodSecurity, Resources, Role, Workload};
use crate::tree::{Cursor, Field, Kind, NodeRef, Scalar, State};

/// What an object carries, in the order of the text.
#[derive(Default)]
pub(super) struct Carried<'a> {
    /// Pods.
    pub(super) pods: Vec<Workload<'a>>,
    /// Whole objects, with version and kind.
    pub(super) objects: Vec<NodeRef<'a>>,
}

/// How much of its shape a thing has to show.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Demand {
    /// An image or an environment alone is enough: somebody makes pods of the object.
    Some,
    /// Only a list of containers is one: the rest means something else to the reader of the object.
    Most,
}

/// Values of a chart have words of pods that mean what its templates make of them.
const VALUES: &[&str] = &["values", "valuesObject"];

/// What is demanded of others' pods, which makes none, and what describes the fields of a kind.
const PATTERNS: &[&str] = &["pattern", "anyPattern", "openAPIV3Schema"];

/// What of the object itself holds nothing that it makes.
const OF_OBJECT: &[&str] = &["metadata", "status"];

/// Something that is still to be looked into.
struct Open<'a> {
    node: NodeRef<'a>,
    /// The mapping that has it as the value of `spec`.
    template: Option<NodeRef<'a>>,
    /// Whether it is the object itself.
    is_root: bool,
    /// Whether it is an item of a list: of images alone there are lists that nobody runs.
    is_item: bool,
    demand: Demand,
}

/// Looks for what an object carries. `makes_pods` says that somebody may make pods of such objects.
pub(super) fn carried<'a>(object: &Cursor<'a>, makes_pods: bool) -> Carried<'a> {
    let mut carried = Carried::default();
    let Some(root) = object.node() else { return carried };
    let tree = object.tree_number();
    let demand = if makes_pods { Demand::Some } else { Demand::Most };
    let mut open = vec![Open { node: root, template: None, is_root: true, is_item: false, demand }];
    while let Some(next) = open.pop() {
        let at = open.len();
        match next.node.kind() {
            Kind::Mapping if !next.is_root && is_object(&Cursor::new(tree, next.node)) => {
                carried.objects.push(next.node);
            }
            Kind::Mapping => mapping(tree, &next, &mut carried, &mut open),
            Kind::Sequence => {
                let demand = next.demand;
                let items = next.node.items();
                open.extend(items.map(|node| Open {
                    node,
                    template: None,
                    is_root: false,
                    is_item: true,
                    demand,
                }));
            }
            Kind::Scalar | Kind::Alias => {}
        }
        if let Some(added) = open.get_mut(at..) {
            added.reverse();
        }
    }
    carried
}

fn mapping<'a>(tree: u32, here: &Open<'a>, carried: &mut Carried<'a>, open: &mut Vec<Open<'a>>) {
    let entries: Vec<_> = here.node.own_entries().collect();
    let cursor = Cursor::new(tree, here.node);
    let found = if here.is_root { Containers::default() } else { Containers::of(&cursor, here) };
    let has_pod = !found.is_empty() || (!here.is_root && pod::is_pod(&cursor, here.demand));
    if has_pod {
        carried.pods.push(found.workload(&cursor, here));
    }
    for (key, node) in entries {
        let name = key.key_text();
        let is_read = has_pod && (pod::FIELDS.contains(&&*name) || found.has(node));
        let is_of_object = here.is_root && OF_OBJECT.contains(&&*name);
        if is_read || is_of_object || PATTERNS.contains(&&*name) {
            continue;
        }
        let demand = if VALUES.contains(&&*name) { Demand::Most } else { here.demand };
        let template = (&*name == "spec" && !here.is_root).then_some(here.node);
        open.push(Open { node, template, is_root: false, is_item: false, demand });
    }
}

/// Whether a mapping is a whole object, and no reference to one.
fn is_object(mapping: &Cursor<'_>) -> bool {
    let is_text = |field: &'static str| matches!(mapping.get(field).literal().state(), State::Set(text, _) if !text.is_empty());
    let has_content = ["metadata", "spec"].iter().any(|key| mapping.get(key).is_mapping())
        || mapping.get("items").is_sequence();
    let version = mapping.get("apiVersion").literal();
    // Without a group there is one version: any other is a name that a schema gives.
    let is_version =
        matches!(version.state(), State::Set(text, _) if *text == "v1" || text.contains('/'));
    is_version && is_text("kind") && has_content
}

/// The containers of a mapping.
#[derive(Default)]
struct Containers<'a> {
    init: Vec<Container<'a>>,
    others: Vec<Container<'a>>,
    ephemeral: Vec<Container<'a>>,
    /// Whether the mapping itself is one.
    is_own: bool,
    /// The nodes that have them.
    nodes: Vec<u32>,
}

impl<'a> Containers<'a> {
    fn of(mapping: &Cursor<'a>, here: &Open<'a>) -> Self {
        let mut found = Self::default();
        let tree = mapping.tree_number();
        for (key, node) in here.node.own_entries() {
            let value = Cursor::new(tree, node);
            let name = key.key_text();
            let Some(role) = container::list_role(&name) else { continue };
            if container::is_list(&value) {
                found.nodes.push(node.index());
                let list = containers(&value, role);
                let State::Set(list, _) = list.into_state() else { continue };
                found.list(role).extend(list);
            }
        }
        if here.demand == Demand::Most {
            return found;
        }
        found.is_own = container::is_container(mapping, here.is_item);
        // A container alone is of the pod around it, if that shows anything of a pod.
        if found.is_own || (found.is_empty() && !pod::is_pod(mapping, here.demand)) {
            if found.is_own {
                found.others.insert(0, container::container(mapping));
            }
            return found;
        }
        for (_, node) in here.node.own_entries() {
            let value = Cursor::new(tree, node);
            if container::is_container(&value, false) {
                found.nodes.push(node.index());
                found.others.push(container::container(&value));
            }
        }
        found
    }

    fn list(&mut self, role: Role) -> &mut Vec<Container<'a>> {
        match role {
            Role::Init => &mut self.init,
            Role::Ephemeral => &mut self.ephemeral,
            _ => &mut self.others,
        }
    }

    fn is_empty(&self) -> bool {
        self.init.is_empty() && self.others.is_empty() && self.ephemeral.is_empty()
    }

    fn has(&self, node: NodeRef<'_>) -> bool {
        self.nodes.contains(&node.index())
    }

    /// The pod that has the containers and the fields of a pod beside them.
    fn workload(&self, mapping: &Cursor<'a>, here: &Open<'a>) -> Workload<'a> {
        let template = here.template.map(|node| Cursor::new(mapping.tree_number(), node));
        let metadata =
            template.map(|template| metadata(&template.get("metadata"))).unwrap_or_default();
        let list = |found: &Vec<Container<'a>>| {
            if found.is_empty() {
                Field::default()
            } else {
                Field::set(found.clone(), mapping.place())
            }
        };
        let mut pod = Pod {
            init_containers: list(&self.init),
            containers: list(&self.others),
            ephemeral_containers: list(&self.ephemeral),
            ..pod(mapping, metadata)
        };
        self.take_back(mapping, here.demand, &mut pod);
        Workload {
            pod: Field::set(pod, mapping.place()),
            origin: Origin::Shape,
            ..Workload::default()
        }
    }

    /// Takes back what has a name of a field of a pod and means something else here.
    fn take_back(&self, mapping: &Cursor<'a>, demand: Demand, pod: &mut Pod<'a>) {
        // Beside containers of another name the fields mean what the reader of the object makes of
        // them.
        if demand == Demand::Most && !mapping.get("containers").is_sequence() {
            let taken = std::mem::take(pod);
            pod.init_containers = taken.init_containers;
            pod.containers = taken.containers;
            pod.ephemeral_containers = taken.ephemeral_containers;
            pod.place = taken.place;
            return;
        }
        if !mapping.get("os").is_mapping() {
            pod.os = Field::default();
        }
        if !mapping.get("volumes").is_sequence() {
            pod.volumes = Field::default();
        }
        let of_pod = mapping.get("podSecurityContext");
        if of_pod.exists() {
            pod.security = pod_security(&of_pod);
        } else if self.is_own {
            pod.security = PodSecurity::default();
        }
        if self.is_own {
            pod.resources = Resources::default();
        }
    }
}

/// Whether a scalar is written that is a boolean.
fn is_bool(value: &Cursor<'_>) -> bool {
    value
        .node()
        .is_some_and(|node| node.kind() == Kind::Scalar && matches!(node.scalar(), Scalar::Bool(_)))
}
